/** The one place that says what a terminal can do with a matter now. Pure. */
import type { Verdict } from '../contract/service-item.ts';

/** What the catalogue says of the item. */
export interface NightRules {
  readonly night: 'complete' | 'submit' | 'windowOnly';
  readonly suspended: boolean;
  readonly form: 'sound' | 'broken' | 'none';
}

/** What is true of the terminal and the hall at this moment. */
export interface Circumstances {
  readonly storageFull: boolean;
  /** Local YYYY-MM-DDTHH:mm, see `reviewedFrom` in hours.ts; undefined when not known. */
  readonly reviewedFrom: string | undefined;
}

/** @returns what the citizen is told; what cannot be promised is never shown as possible. */
export function verdictOf(rules: NightRules, now: Circumstances): Verdict {
  if (rules.suspended) return { kind: 'unavailable', because: 'itemSuspended' };
  if (rules.night === 'windowOnly') return { kind: 'windowOnly' };
  if (rules.form === 'broken') return { kind: 'unavailable', because: 'formBroken' };
  if (rules.form === 'none') return { kind: 'windowOnly' };
  if (now.storageFull) return { kind: 'unavailable', because: 'storageFull' };
  if (rules.night === 'complete') return { kind: 'completeTonight' };
  return now.reviewedFrom === undefined
    ? { kind: 'submitTonight' }
    : { kind: 'submitTonight', reviewedFrom: now.reviewedFrom };
}
