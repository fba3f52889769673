import { expect, test } from 'vitest';
import { nextRestart, tiredDelayMs } from './restarts.ts';

test('the first death is met at once, the sixth in five minutes ends the patience', () => {
  let deathsMs: readonly number[] = [];
  const delays: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const restart = nextRestart(deathsMs, n * 1_000);
    deathsMs = restart.deathsMs;
    delays.push(restart.delayMs);
  }
  expect(delays).toEqual([0, 250, 500, 1_000, 2_000, tiredDelayMs, tiredDelayMs]);
});

test('deaths of five minutes ago are forgiven', () => {
  const { deathsMs } = nextRestart([0, 1, 2, 3, 4], 299_000);
  expect(nextRestart(deathsMs, 600_000)).toMatchObject({ delayMs: 0, exhausted: false });
});
