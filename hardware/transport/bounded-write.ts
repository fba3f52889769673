/** Writing to a peer that may take no bytes, and waiting for it no longer than was allowed. */
import { err, ok, type Result } from '../../src-main/contract/result.ts';
import type { LinkEvents } from './link-events.ts';
import type { Link, TransportFault } from './transport.ts';

/**
 * The most that can still leave after a time-out: what was given to the operating system cannot be taken back.
 * 1024 bytes are 89 ms at 115200 baud.
 */
const writeChunkBytes = 1024;

type Taken = Result<undefined, TransportFault>;

/** Hands one chunk to the operating system and calls `done` when it was taken, or was not. */
export type SendChunk = (chunk: Uint8Array, done: (error?: Error | null) => void) => void;

/**
 * Makes the `write` of a link. Writes go out one after the other in the order of the calls. After a time-out the
 * chunks behind the stuck one are never sent, and nothing is queued while it is stuck: a further write waits its
 * own time for it and then answers `timeOut` too.
 */
export function boundedWrite(events: LinkEvents, send: SendChunk): Link['write'] {
  let lastWrite: Promise<unknown> = Promise.resolve();
  let chunkOnItsWay: Promise<Taken> = Promise.resolve(ok());
  let settleChunk: (taken: Taken) => void = () => {};
  // A chunk that was on its way when the cable went is never reported by every operating system.
  events.onClose((fault) => settleChunk(err(fault)));

  const sendOne = (chunk: Uint8Array) => {
    chunkOnItsWay = new Promise((resolve) => {
      settleChunk = resolve;
      send(chunk, (error) => resolve(error ? err('closed') : ok()));
    });
    return chunkOnItsWay;
  };
  const writeAll = async (bytes: Uint8Array, timeOut: Promise<Taken>): Promise<Taken> => {
    const before = await Promise.race([chunkOnItsWay, timeOut]);
    if (!before.ok) return before;
    for (let at = 0; at < bytes.length; at += writeChunkBytes) {
      if (events.endedBy !== undefined) return err(events.endedBy);
      const taken = await Promise.race([sendOne(bytes.slice(at, at + writeChunkBytes)), timeOut]);
      if (!taken.ok) return taken;
    }
    return ok();
  };
  return async (bytes, timeOutMs) => {
    if (events.endedBy !== undefined) return err(events.endedBy);
    const timer = timeOutAfter(timeOutMs);
    const mine = lastWrite.then(() => writeAll(bytes, timer.fault)).finally(timer.cancel);
    lastWrite = mine;
    return mine;
  };
}

/** The fault `timeOut` after a real time: what is waited for here is the operating system, never a simulated clock. */
export function timeOutAfter(ms: number): { fault: Promise<Result<never, TransportFault>>; cancel(): void } {
  const { promise, resolve } = Promise.withResolvers<Result<never, TransportFault>>();
  const timer = setTimeout(() => resolve(err('timeOut')), ms);
  return { fault: promise, cancel: () => clearTimeout(timer) };
}
