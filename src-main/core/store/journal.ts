/**
 * The journal: what happened to applications and what was done to the terminal, as a hash chain. Each record's
 * hash covers the one before it, so that changing, dropping or reordering any of them shows.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../contract/signed-document.ts';
import type { Store } from './store.ts';

export const firstHash = '0'.repeat(64);

export type JournalEvent =
  | 'coreStarted'
  | 'catalogueImported'
  | 'applicationKept'
  | 'receiptSending'
  | 'receiptSent'
  | 'receiptConfirmed'
  | 'receiptUnknown'
  | 'receiptNotPrinted'
  | 'applicationAcknowledged'
  | 'payloadPurged'
  | 'applicationParked'
  | 'terminalEnrolled';

export interface JournalEntry {
  readonly at: string;
  readonly clockTrusted: boolean;
  readonly event: JournalEvent;
  readonly applicationId?: string;
  /** Named facts; never anything that tells who the citizen is. */
  readonly detail: Record<string, string | number | boolean>;
}

const Row = z.strictObject({
  sequence: z.int(),
  at: z.string(),
  clock_trusted: z.int(),
  event: z.string(),
  application_id: z.string().nullable(),
  detail: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});
type Row = z.infer<typeof Row>;

function hashOf(row: Omit<Row, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(row)).digest('hex');
}

/** The newest hash: what goes to the platform with each delivery. */
export function journalHead(store: Store): string {
  const row = store.prepare('SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1').pluck().get();
  return row === undefined ? firstHash : z.string().parse(row);
}

/** Appends inside the caller's transaction: the record and the fact it records stand or fall together. */
export function appendJournal(store: Store, entry: JournalEntry): void {
  const sequence = 1 + z.int().parse(store.prepare('SELECT coalesce(max(sequence), 0) FROM journal').pluck().get());
  const row = {
    sequence,
    at: entry.at,
    clock_trusted: entry.clockTrusted ? 1 : 0,
    event: entry.event,
    application_id: entry.applicationId ?? null,
    detail: canonicalJson(entry.detail),
    previous_hash: journalHead(store),
  };
  store
    .prepare(
      `INSERT INTO journal (sequence, at, clock_trusted, event, application_id, detail, previous_hash, hash)
       VALUES (@sequence, @at, @clock_trusted, @event, @application_id, @detail, @previous_hash, @hash)`,
    )
    .run({ ...row, hash: hashOf(row) });
}

/** @returns the sequence number of the first record that does not follow from the one before, or undefined. */
export function firstBrokenRecord(store: Store): number | undefined {
  let previous = firstHash;
  let expected = 1;
  for (const found of store.prepare('SELECT * FROM journal ORDER BY sequence').iterate()) {
    const { hash, ...row } = Row.parse(found);
    if (row.sequence !== expected || row.previous_hash !== previous || hashOf(row) !== hash) return expected;
    previous = hash;
    expected += 1;
  }
  return undefined;
}
