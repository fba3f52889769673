/** What still has to reach the platform. A row leaves `waiting` only by an acknowledgement or by a refusal; none is ever deleted. */
import { z } from 'zod';
import { appendJournal, type JournalEntry } from './journal.ts';
import type { Store } from './store.ts';

const OutboxRow = z.strictObject({
  position: z.int(),
  application_id: z.uuid(),
  idempotency_key: z.uuid(),
  state: z.enum(['waiting', 'delivered', 'parked']),
  attempts: z.int(),
  due_ms: z.int(),
  last_fault: z.string().nullable(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/**
 * The oldest row whose time has come. A due time further off than the longest back-off was written before the
 * clock was set back: it counts as due, so that no clock can hold a row for ever.
 */
export function nextDue(store: Store, nowMs: number, retryCapMs: number): OutboxRow | undefined {
  const row = store
    .prepare(
      `SELECT * FROM outbox WHERE state = 'waiting' AND (due_ms <= @now OR due_ms > @now + @cap) ORDER BY position LIMIT 1`,
    )
    .get({ now: Math.floor(nowMs), cap: Math.ceil(retryCapMs) });
  return row === undefined ? undefined : OutboxRow.parse(row);
}

export function countWaiting(store: Store): number {
  return z.int().parse(store.prepare(`SELECT count(*) FROM outbox WHERE state = 'waiting'`).pluck().get());
}

/** When the next row is due, in wall milliseconds; undefined when none waits. */
export function nextDueMs(store: Store): number | undefined {
  const due = store.prepare(`SELECT min(due_ms) FROM outbox WHERE state = 'waiting'`).pluck().get();
  return due === null || due === undefined ? undefined : z.int().parse(due);
}

export function postpone(store: Store, applicationId: string, retry: { dueMs: number; fault: string }): void {
  store
    .prepare('UPDATE outbox SET attempts = attempts + 1, due_ms = ?, last_fault = ? WHERE application_id = ?')
    .run(Math.ceil(retry.dueMs), retry.fault, applicationId);
}

/** The acknowledgement: case number kept, payload gone, both journalled, in one commit. */
export function deliver(
  store: Store,
  acknowledged: { applicationId: string; caseNumber: string; receivedAt: string },
  entries: JournalEntry[],
): void {
  store.transaction(() => {
    store
      .prepare(
        `UPDATE applications SET delivery = 'acknowledged', case_number = @caseNumber, received_at = @receivedAt, payload = NULL
         WHERE id = @applicationId`,
      )
      .run(acknowledged);
    store
      .prepare(`UPDATE outbox SET state = 'delivered', last_fault = NULL WHERE application_id = ?`)
      .run(acknowledged.applicationId);
    for (const entry of entries) appendJournal(store, entry);
  })();
  // secure_delete overwrote the page; the write-ahead log still holds the old one until it is truncated.
  store.pragma('wal_checkpoint(TRUNCATE)');
}

/** Refused by the platform: set aside with its reason for staff. The payload stays. */
export function park(store: Store, applicationId: string, reason: { fault: string; entry: JournalEntry }): void {
  store.transaction(() => {
    store
      .prepare(`UPDATE outbox SET state = 'parked', attempts = attempts + 1, last_fault = ? WHERE application_id = ?`)
      .run(reason.fault, applicationId);
    store.prepare(`UPDATE applications SET delivery = 'parked' WHERE id = ?`).run(applicationId);
    appendJournal(store, reason.entry);
  })();
}
