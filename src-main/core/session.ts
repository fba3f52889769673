/** One citizen at the machine. All of it lives in memory and is gone when it ends. */
import { randomUUID } from 'node:crypto';
import type { EndReason, Language } from '../contract/calls.ts';
import type { Person } from '../contract/person.ts';

export interface Session {
  readonly id: string;
  language: Language;
  consent?: { readonly version: string; readonly at: string };
  person?: Person;
  /** Applications kept by this citizen now, whose receipts they may have printed again. */
  readonly applicationIds: Set<string>;
  /** Aborted when the session ends: whatever waits for this citizen stops. */
  readonly ended: AbortController;
  lastCallMs: number;
}

export function newSession(language: Language, nowMonotonicMs: number): Session {
  return {
    id: randomUUID(),
    language,
    applicationIds: new Set(),
    ended: new AbortController(),
    lastCallMs: nowMonotonicMs,
  };
}

/** Leaves nothing of the citizen to whoever still holds the object. */
export function wipeSession(session: Session, reason: EndReason): void {
  delete session.person;
  delete session.consent;
  session.applicationIds.clear();
  session.ended.abort(reason);
}
