/** Medians and spreads, and the one line in which a ratio is said. */

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** `382 (371–402)`: median, first and ninth decile. */
export function spread(values: readonly number[], digits = 0): string {
  const [middle, low, high] = [0.5, 0.1, 0.9].map((q) => quantile(values, q).toFixed(digits));
  return `${middle} (${low}–${high})`;
}

/** Ratios pair by pair: what both runs of a round shared, such as a busy machine, falls out. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}

export function verdict(ratio: number, limit: number): string {
  return ratio <= limit ? `within ${limit}` : `ABOVE ${limit}`;
}
