/** A clock that stands still until the test moves it. */
import type { Clock } from '../../../src-main/contract/clock.ts';

export interface FakeClock extends Clock {
  /** Lets the time pass; whoever slept wakes up at its moment, in order. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly dueMs: number;
  wake(): void;
}

export function fakeClock(): FakeClock {
  const sleepers = new Set<Sleeper>();
  let nowMs = 0;
  const nextDue = (untilMs: number) =>
    [...sleepers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper: Sleeper = {
          dueMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      }),
    async advance(ms) {
      const untilMs = nowMs + ms;
      await allMicrotasks();
      for (let next = nextDue(untilMs); next !== undefined; next = nextDue(untilMs)) {
        nowMs = next.dueMs;
        next.wake();
        await allMicrotasks();
      }
      nowMs = untilMs;
    },
  };
}

function allMicrotasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
