/** The terminal's time: local calendar of the hall, and whether the clock has been checked against the platform. */
import type { Clock } from '../contract/clock.ts';

/** A stamp that goes on every record. */
export interface Stamp {
  /** Local wall time with offset: 2026-11-22T23:19:05+08:00. */
  readonly at: string;
  /** Local calendar day: 2026-11-22. */
  readonly day: string;
  readonly clockTrusted: boolean;
  readonly monotonicMs: number;
}

export interface TerminalTime {
  stamp(): Stamp;
  /** The platform said what time it is: the clock is trusted while it agrees and until the check grows old. */
  checkedAgainst(serverMs: number): void;
}

const skewMsMax = 60_000;
const checkAgeMsMax = 24 * 3_600_000;

/** @param utcOffsetMinutes of the hall, asked each time because a new catalogue may change it. */
export function terminalTime(clock: Clock, utcOffsetMinutes: () => number): TerminalTime {
  let checkedMonotonicMs: number | undefined;
  /** Wall minus monotonic when last found right: a jump of the wall clock afterwards breaks the trust. */
  let trustedOffsetMs = 0;

  function trusted(): boolean {
    if (checkedMonotonicMs === undefined) return false;
    if (clock.monotonicMs() - checkedMonotonicMs > checkAgeMsMax) return false;
    return Math.abs(clock.nowMs() - clock.monotonicMs() - trustedOffsetMs) <= skewMsMax;
  }

  return {
    stamp() {
      const at = localTime(clock.nowMs(), utcOffsetMinutes());
      return { at, day: at.slice(0, 10), clockTrusted: trusted(), monotonicMs: clock.monotonicMs() };
    },
    checkedAgainst(serverMs) {
      trustedOffsetMs = serverMs - clock.monotonicMs();
      checkedMonotonicMs = clock.monotonicMs();
    },
  };
}

/** ISO 8601 local time with offset. */
export function localTime(nowMs: number, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const size = Math.abs(offsetMinutes);
  const zone = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${new Date(nowMs + offsetMinutes * 60_000).toISOString().slice(0, 19)}${zone}`;
}
