import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelayMs } from './backoff.ts';

const bounds = { baseMs: 1_000, capMs: 300_000 };
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('no wait is shorter than a tenth of the base or longer than the cap, for ever', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), chance, (attempts, random) => {
      const delay = retryDelayMs(attempts, bounds, random);
      expect(delay).toBeGreaterThanOrEqual(100);
      expect(delay).toBeLessThanOrEqual(300_000);
    }),
  );
});

test('the ceiling doubles with each failure until the cap', () => {
  const longest = [1, 2, 3, 9, 10, 50].map((attempts) => Math.round(retryDelayMs(attempts, bounds, 0.999999) / 1000));
  expect(longest).toEqual([1, 2, 4, 256, 300, 300]);
});
