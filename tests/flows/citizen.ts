/** A screen without a window: speaks the contract on the core's socket, as shell and preload do together. */
import type { CallError, CallName, CallParams, CallResult } from '../../src-main/contract/calls.ts';
import type { EventName, EventPayload } from '../../src-main/contract/events.ts';
import { encodeFrame, FrameReader } from '../../src-main/contract/frames.ts';
import { FromCore, type Role } from '../../src-main/contract/messages.ts';
import { err, type Result } from '../../src-main/contract/result.ts';
import { connectToCore } from '../../src-main/shell/core-socket.ts';

export interface Citizen {
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<Result<CallResult<N>, CallError<N>>>;
  /** The first event of that name, also one that came before, for which the condition holds. */
  until<N extends EventName>(
    name: N,
    condition: (payload: EventPayload<N>) => boolean,
    withinMs?: number,
  ): Promise<EventPayload<N>>;
  /** Everything heard so far, oldest first. */
  heard<N extends EventName>(name: N): EventPayload<N>[];
  readonly closed: Promise<void>;
  leave(): void;
}

type Answer = Result<unknown, string>;

export async function connectCitizen(socketPath: string, role: Role = 'screen', withinMs = 15_000): Promise<Citizen> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const reached = await connectToCore(socketPath, role, 1_000);
    if (reached.ok) return citizenOn(reached.value.socket);
    if (performance.now() > deadline) throw new Error(`no core at ${socketPath} within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function citizenOn(socket: import('node:net').Socket): Citizen {
  const reader = new FrameReader();
  const answers = new Map<number, (answer: Answer) => void>();
  const events: { name: string; payload: unknown }[] = [];
  const watchers = new Set<() => void>();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let lastId = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const frames = reader.push(chunk);
    if (!frames.ok) throw new Error(frames.error);
    for (const { head } of frames.value) {
      const message = FromCore.parse(head);
      if (message.kind === 'reply') {
        answers.get(message.id)?.(message.result);
        answers.delete(message.id);
      } else if (message.kind === 'event') {
        events.push({ name: message.event, payload: message.payload });
      }
    }
    for (const watcher of watchers) watcher();
  });
  void closed.then(() => {
    for (const answer of answers.values()) answer(err('coreAway'));
  });
  const heard = <N extends EventName>(name: N) =>
    events.filter((event) => event.name === name).map((event) => event.payload as EventPayload<N>);
  socket.resume();
  return {
    call: <N extends CallName>(name: N, params: CallParams<N>) =>
      new Promise<Result<CallResult<N>, CallError<N>>>((resolve) => {
        if (socket.destroyed) return resolve(err('coreAway'));
        lastId += 1;
        answers.set(lastId, (answer) => resolve(answer as Result<CallResult<N>, CallError<N>>));
        socket.write(encodeFrame({ kind: 'request', id: lastId, call: name, params }));
      }),
    heard,
    until: (name, condition, withinMs = 10_000) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = heard(name).find(condition);
          if (found === undefined) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          const seen = JSON.stringify(heard(name).slice(-3));
          reject(new Error(`no such ${name} within ${withinMs} ms; the last were ${seen}`));
        }, withinMs);
        watchers.add(look);
        look();
      }),
    closed,
    leave: () => socket.destroy(),
  };
}
