/**
 * Capped exponential back-off with full jitter: many terminals that lost the platform at once come back spread
 * out. The wait is stored in the row, so that a restart does not shorten it.
 * @param attempts failed so far, 1 after the first
 * @param random 0 ≤ x < 1
 * @returns milliseconds to wait, never less than a tenth of the base, so that a row cannot spin
 */
export function retryDelayMs(attempts: number, bounds: { baseMs: number; capMs: number }, random: number): number {
  const ceiling = Math.min(bounds.capMs, bounds.baseMs * 2 ** Math.min(attempts - 1, 30));
  return Math.max(bounds.baseMs / 10, random * ceiling);
}
