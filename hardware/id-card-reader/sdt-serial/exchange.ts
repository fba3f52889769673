/** One request and its answer over a link. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { Link } from '../../transport/transport.ts';
import type { Outcome } from './machine.ts';
import {
  answers,
  createFramer,
  encodeRequest,
  parseResponse,
  type RequestName,
  responseLengthMax,
} from './protocol.ts';

export type Exchange = (request: RequestName, timeOutMs: number) => Promise<Outcome>;

/**
 * One exchange at a time. What came before the request is thrown away, and what cannot be its answer is passed over:
 * both may be a late answer to an earlier one.
 * @param gapMs a frame that stopped in the middle for so long does not go on: the module sends a frame in one piece
 */
export function exchangeOver(link: Link, clock: Clock, gapMs: number): Exchange {
  const framer = createFramer(responseLengthMax);
  let take: (chunk: Uint8Array) => void = () => {};
  let lose: () => void = () => {};
  link.onData((chunk) => take(chunk));
  link.onClose(() => lose());

  return async (request, timeOutMs) => {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const timeOut = new AbortController();
    let gap = new AbortController();
    const giveUpAfter = async (ms: number, { signal }: AbortController) => {
      await clock.sleep(ms, signal);
      if (!signal.aborted) resolve({ kind: 'none' });
    };
    framer.reset();
    lose = () => resolve({ kind: 'linkLost' });
    take = (chunk) => {
      const response = framer
        .push(chunk)
        .map(parseResponse)
        .find((one) => one !== undefined && answers(request, one));
      if (response !== undefined) return resolve({ kind: 'answer', response });
      gap.abort();
      gap = new AbortController();
      if (framer.broken) void giveUpAfter(gapMs, gap);
    };
    const written = await link.write(encodeRequest(request), timeOutMs);
    if (written.ok) void giveUpAfter(timeOutMs, timeOut);
    else lose();
    const outcome = await promise;
    take = () => {};
    timeOut.abort();
    gap.abort();
    return outcome;
  };
}
