/** Applications, their place in the outbox and their print journal: the rows, parsed again when they come back from disk. */
import { z } from 'zod';
import { DeliveryState, PrintState } from '../../contract/application.ts';
import { Language } from '../../contract/calls.ts';
import { appendJournal, type JournalEntry } from './journal.ts';
import type { Store } from './store.ts';

const ApplicationRow = z.strictObject({
  id: z.uuid(),
  confirmation_id: z.uuid(),
  local_number: z.string(),
  kept_day: z.string(),
  day_sequence: z.int(),
  item_id: z.string(),
  item_code: z.string(),
  implementation_code: z.string(),
  language: Language,
  kept_at: z.string(),
  clock_trusted: z.int(),
  monotonic_ms: z.number(),
  payload_sha256: z.string(),
  payload: z.string().nullable(),
  delivery: DeliveryState,
  case_number: z.string().nullable(),
  received_at: z.string().nullable(),
});
export type ApplicationRow = z.infer<typeof ApplicationRow>;

const ReceiptRow = z.strictObject({
  application_id: z.uuid(),
  copy: z.int(),
  state: PrintState,
  fault: z.string().nullable(),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;

export type NewApplication = Omit<ApplicationRow, 'delivery' | 'case_number' | 'received_at' | 'payload'> & {
  payload: string;
};

/**
 * The moment of "kept": application, sealed payload, receipt job, outbox row and journal record in one commit.
 * @throws the SQLite error when the commit did not happen; then nothing of it is on disk.
 */
export function insertApplication(
  store: Store,
  application: NewApplication,
  outbox: { key: string; dueMs: number },
): void {
  store.transaction(() => {
    store
      .prepare(
        `INSERT INTO applications (id, confirmation_id, local_number, kept_day, day_sequence, item_id, item_code,
           implementation_code, language, kept_at, clock_trusted, monotonic_ms, payload_sha256, payload, delivery)
         VALUES (@id, @confirmation_id, @local_number, @kept_day, @day_sequence, @item_id, @item_code,
           @implementation_code, @language, @kept_at, @clock_trusted, @monotonic_ms, @payload_sha256, @payload, 'queued')`,
      )
      .run(application);
    store
      .prepare(`INSERT INTO outbox (application_id, idempotency_key, state, due_ms) VALUES (?, ?, 'waiting', ?)`)
      .run(application.id, outbox.key, outbox.dueMs);
    insertReceipt(store, application.id, 0);
    appendJournal(store, {
      at: application.kept_at,
      clockTrusted: application.clock_trusted === 1,
      event: 'applicationKept',
      applicationId: application.id,
      detail: {
        localNumber: application.local_number,
        itemId: application.item_id,
        payloadSha256: application.payload_sha256,
      },
    });
  })();
}

export function nextDaySequence(store: Store, day: string): number {
  const last = store
    .prepare('SELECT coalesce(max(day_sequence), 0) FROM applications WHERE kept_day = ?')
    .pluck()
    .get(day);
  return 1 + z.int().parse(last);
}

export function applicationById(store: Store, id: string): ApplicationRow | undefined {
  return parseRow(store.prepare('SELECT * FROM applications WHERE id = ?').get(id));
}

export function applicationByConfirmation(store: Store, confirmationId: string): ApplicationRow | undefined {
  return parseRow(store.prepare('SELECT * FROM applications WHERE confirmation_id = ?').get(confirmationId));
}

function parseRow(row: unknown): ApplicationRow | undefined {
  return row === undefined ? undefined : ApplicationRow.parse(row);
}

export function insertReceipt(store: Store, applicationId: string, copy: number): void {
  store.prepare(`INSERT INTO receipts (application_id, copy, state) VALUES (?, ?, 'planned')`).run(applicationId, copy);
}

/** The newest copy of the receipt: the one whose state the citizen is told. */
export function latestReceipt(store: Store, applicationId: string): ReceiptRow {
  return ReceiptRow.parse(
    store.prepare('SELECT * FROM receipts WHERE application_id = ? ORDER BY copy DESC LIMIT 1').get(applicationId),
  );
}

/** Writes a step of the print journal and its record in one commit, before or after the step as the caller needs. */
export function recordReceipt(store: Store, receipt: ReceiptRow, entry: JournalEntry): void {
  store.transaction(() => {
    store
      .prepare(
        'UPDATE receipts SET state = @state, fault = @fault WHERE application_id = @application_id AND copy = @copy',
      )
      .run(receipt);
    appendJournal(store, entry);
  })();
}

/** Receipts that were under way when the last core ended. */
export function unfinishedReceipts(store: Store): ReceiptRow[] {
  return z
    .array(ReceiptRow)
    .parse(store.prepare(`SELECT * FROM receipts WHERE state IN ('planned', 'sending', 'sent')`).all());
}
