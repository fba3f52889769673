/** Commands and answers over one open link. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import { err, type Result } from '../../../src-main/contract/result.ts';
import type { Link, TransportFault } from '../../transport/transport.ts';
import { type Report, reportOf } from './condition.ts';
import { lineMs, type Profile } from './profile.ts';
import { type Answer, answerReader, type StatusTopic, statusRequest } from './protocol.ts';

export interface Conversation {
  /** False once the link is gone: nothing is sent or answered any more. */
  readonly open: boolean;
  /** How long the bytes sent so far still need on the line. */
  busyMs(): number;
  /** A failed write ends the conversation: nobody knows how much of it left. */
  send(bytes: Uint8Array): Promise<Result<undefined, TransportFault>>;
  /** The next answer that matches and that nobody waited for earlier; undefined when none came in time. */
  expect(matches: (answer: Answer) => boolean, timeOutMs: number): Promise<Answer | undefined>;
  /** Ends all waiting, so that what comes now is taken for an answer to the next question. */
  abandon(): void;
  /** One DLE EOT. Undefined when it was not answered. One question at a time: answers do not say to what. */
  askStatus(topic: StatusTopic): Promise<number | undefined>;
  /** All four DLE EOT; undefined when one was not answered. */
  askReport(): Promise<Report | undefined>;
  close(): Promise<void>;
}

/** For what the operating system may still hold of earlier writes. */
const writeMarginMs = 2000;
/** After a question without answer: long enough for an answer under way to arrive while nobody waits for it. */
const lateAnswerMs = 200;

export function converse(link: Link, profile: Profile): Conversation {
  const { clock, baudRate, timeOuts } = profile;
  const { waitFor, deliver, giveUp } = waitingFor(clock);
  const read = answerReader(profile.fixedBits);
  const statusKind = profile.fixedBits ? 'realTime' : 'bare';
  let open = true;
  let lineFreeAtMs = 0;
  let missed = false;

  link.onData((chunk) => {
    for (const answer of read(chunk)) deliver(answer);
  });
  link.onClose(() => {
    open = false;
    giveUp();
  });

  const expect: Conversation['expect'] = async (matches, timeOutMs) => (open ? waitFor(matches, timeOutMs) : undefined);
  const busyMs = () => Math.max(0, lineFreeAtMs - clock.monotonicMs());

  const send: Conversation['send'] = async (bytes) => {
    if (!open) return err('closed');
    const busy = busyMs() + lineMs(bytes.length, baudRate);
    lineFreeAtMs = clock.monotonicMs() + busy;
    const written = await link.write(bytes, busy + writeMarginMs);
    if (!written.ok) await link.close();
    return written;
  };

  const askStatus: Conversation['askStatus'] = async (topic) => {
    if (missed) await clock.sleep(lateAnswerMs);
    const answer = expect((one) => one.kind === statusKind, busyMs() + timeOuts.answerMs);
    await send(statusRequest(topic));
    const got = await answer;
    missed = got === undefined;
    return got !== undefined && 'byte' in got ? got.byte : undefined;
  };

  const askReport: Conversation['askReport'] = async () => {
    const printer = await askStatus(1);
    if (printer === undefined) return undefined;
    const offlineCause = await askStatus(2);
    if (offlineCause === undefined) return undefined;
    const errorCause = await askStatus(3);
    if (errorCause === undefined) return undefined;
    const rollSensor = await askStatus(4);
    return rollSensor === undefined ? undefined : reportOf({ printer, offlineCause, errorCause, rollSensor });
  };

  return {
    get open() {
      return open;
    },
    busyMs,
    send,
    expect,
    abandon: giveUp,
    askStatus,
    askReport,
    close: () => link.close(),
  };
}

interface Waiter {
  matches(answer: Answer): boolean;
  settle(answer: Answer | undefined): void;
}

/** Who waits for which answer: the longest waiting one that it matches gets it, and an answer for nobody is dropped. */
function waitingFor(clock: Clock) {
  const waiters: Waiter[] = [];
  const waitFor: Conversation['expect'] = (matches, timeOutMs) =>
    new Promise((resolve) => {
      const answered = new AbortController();
      const waiter: Waiter = {
        matches,
        settle: (answer) => {
          const at = waiters.indexOf(waiter);
          if (at < 0) return;
          waiters.splice(at, 1);
          answered.abort();
          resolve(answer);
        },
      };
      waiters.push(waiter);
      void clock.sleep(timeOutMs, answered.signal).then(() => waiter.settle(undefined));
    });
  return {
    waitFor,
    deliver: (answer: Answer) => waiters.find((waiter) => waiter.matches(answer))?.settle(answer),
    giveUp: () => {
      for (const waiter of [...waiters]) waiter.settle(undefined);
    },
  };
}
