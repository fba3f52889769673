/** Carries bytes between one renderer and its own connection to the core. It reads none of them. */
import { MessageChannelMain, type WebContents } from 'electron';
import type { CoreSocket } from './core-socket.ts';

/** Channel names between shell and preload. */
export const portChannel = 'kiosk:port';
export const linkDownChannel = 'kiosk:link-down';
export const beatChannel = 'kiosk:beat';
export const preloadChannel = 'kiosk:preload';

/**
 * Gives the page's preload a port that is its connection to the core.
 * @param onDown the core is gone; the page has been told.
 */
export function relay(contents: WebContents, core: CoreSocket, onDown: () => void): void {
  const { socket } = core;
  const { port1: ours, port2: theirs } = new MessageChannelMain();
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    ours.close();
    socket.destroy();
  };
  ours.on('message', ({ data }) => {
    if (data instanceof Uint8Array) socket.write(data);
  });
  ours.on('close', close);
  ours.start();
  socket.on('data', (chunk) => {
    if (open) ours.postMessage(new Uint8Array(chunk));
  });
  socket.once('error', close);
  socket.once('close', () => {
    close();
    if (!contents.isDestroyed()) contents.send(linkDownChannel);
    onDown();
  });
  contents.once('destroyed', close);
  contents.postMessage(portChannel, null, [theirs]);
  socket.resume();
}
