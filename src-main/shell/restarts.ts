/**
 * How long to wait before starting again what has died. Pure.
 * A few deaths are met at once, then ever more slowly; a machine that keeps dying is left calm and tried once a minute.
 */
const windowMs = 300_000;
const budget = 5;
const delaysMs = [0, 250, 500, 1_000, 2_000] as const;
export const tiredDelayMs = 60_000;

export interface Restart {
  readonly delayMs: number;
  /** The deaths that still count, to be handed in again next time. */
  readonly deathsMs: readonly number[];
  /** More than five deaths in five minutes: nothing but an engineer will help. */
  readonly exhausted: boolean;
}

/** @param deathsMs monotonic times of earlier deaths, oldest first. */
export function nextRestart(deathsMs: readonly number[], nowMs: number): Restart {
  const recent = [...deathsMs.filter((at) => nowMs - at < windowMs), nowMs].slice(-(budget + 1));
  const exhausted = recent.length > budget;
  const delayMs = exhausted ? tiredDelayMs : (delaysMs[recent.length - 1] ?? tiredDelayMs);
  return { delayMs, deathsMs: recent, exhausted };
}
