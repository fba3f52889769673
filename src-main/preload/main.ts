/** All that the screen has of the world: `window.kiosk`. Runs in the renderer's sandbox, isolated from the page. */
import { contextBridge, ipcRenderer } from 'electron';
import type { CallName, CallParams } from '../contract/calls.ts';
import type { EventName } from '../contract/events.ts';
import { encodeFrame, FrameReader } from '../contract/frames.ts';
import type { KioskBridge } from '../contract/kiosk-bridge.ts';
import type { FromCore } from '../contract/messages.ts';
import { err, type Result } from '../contract/result.ts';

type Answer = Result<unknown, string>;

const beatEveryMs = 1_000;
const answers = new Map<number, (answer: Answer) => void>();
const listeners = new Map<string, Set<(payload: unknown) => void>>();
const linkListeners = new Set<(link: 'up' | 'down') => void>();
let port: MessagePort | undefined;
let lastId = 0;

function take(message: FromCore): void {
  if (message.kind === 'reply') {
    answers.get(message.id)?.(message.result);
    answers.delete(message.id);
  } else if (message.kind === 'event') {
    for (const listener of listeners.get(message.event) ?? []) listener(message.payload);
  }
}

function linkDown(): void {
  port?.close();
  port = undefined;
  for (const answer of answers.values()) answer(err('coreAway'));
  answers.clear();
  for (const listener of linkListeners) listener('down');
}

ipcRenderer.on('kiosk:port', (event) => {
  if (port !== undefined) linkDown();
  const [next] = event.ports;
  if (next === undefined) return;
  const reader = new FrameReader();
  next.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
    const frames = reader.push(data);
    if (!frames.ok) return linkDown();
    for (const { head } of frames.value) take(head as FromCore);
  };
  port = next;
  for (const listener of linkListeners) listener('up');
});
ipcRenderer.on('kiosk:link-down', linkDown);
ipcRenderer.send('kiosk:preload');
setInterval(() => ipcRenderer.send('kiosk:beat'), beatEveryMs);

const bridge = {
  call(call: CallName, params: CallParams<CallName>): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    if (port === undefined) return Promise.resolve(err('coreAway'));
    lastId += 1;
    answers.set(lastId, resolve);
    port.postMessage(encodeFrame({ kind: 'request', id: lastId, call, params }));
    return promise;
  },
  on(name: EventName, listener: (payload: unknown) => void): () => void {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  },
  onLink(listener: (link: 'up' | 'down') => void): () => void {
    linkListeners.add(listener);
    listener(port === undefined ? 'down' : 'up');
    return () => linkListeners.delete(listener);
  },
} satisfies { [K in keyof KioskBridge]: unknown };

contextBridge.exposeInMainWorld('kiosk', bridge);
