import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../contract/result.ts';
import {
  applicationById,
  insertApplication,
  latestReceipt,
  type NewApplication,
  nextDaySequence,
} from './applications.ts';
import { appendJournal, firstBrokenRecord, journalHead } from './journal.ts';
import { countWaiting, deliver, nextDue, park, postpone } from './outbox.ts';
import { assertDurable, openStore, type Store } from './store.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const retryCapMs = 300_000;

let folder: string;
let path: string;
let store: Store;

function open(): Store {
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changming-store-'));
  path = join(folder, 'changming.db');
  store = open();
});

afterEach(() => {
  if (store.open) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function application(n: number): NewApplication {
  return {
    id: uuid(n),
    confirmation_id: uuid(1000 + n),
    local_number: `ZX01-261122-${String(n).padStart(4, '0')}-0`,
    kept_day: '2026-11-22',
    day_sequence: n,
    item_id: 'food-permit',
    item_code: '000131010000',
    implementation_code: 'x'.repeat(31),
    language: 'zh-CN',
    kept_at: '2026-11-22T23:19:00+08:00',
    clock_trusted: 1,
    monotonic_ms: 1,
    payload_sha256: 'a'.repeat(64),
    payload: 'sealed',
  };
}

const entry = { at: '2026-11-22T23:19:00+08:00', clockTrusted: true, detail: {} };

describe('the database', () => {
  test('is durable when it is opened, and says so', () => {
    expect(() => assertDurable(store)).not.toThrow();
    store.pragma('synchronous = NORMAL');
    expect(() => assertDurable(store)).toThrow(/synchronous/);
  });

  test('belongs to one core: a second one is refused, and let in when the first is gone', () => {
    expect(openStore(path)).toEqual({ ok: false, error: 'inUse' });
    store.close();
    store = open();
  });

  test('of a newer version, of another program, or damaged is left as it is', () => {
    store.pragma('user_version = 99');
    store.close();
    expect(openStore(path)).toEqual({ ok: false, error: 'fromNewerVersion' });
    const other = join(folder, 'other.db');
    writeFileSync(other, 'this is no database, but it is long enough to be read as one');
    expect(openStore(other)).toEqual({ ok: false, error: 'damaged' });
  });
});

describe('keeping', () => {
  test('writes application, outbox row, receipt job and journal record, or nothing', () => {
    insertApplication(store, application(1), { key: uuid(2001), dueMs: 0 });
    expect(applicationById(store, uuid(1))).toMatchObject({ delivery: 'queued', payload: 'sealed' });
    expect(latestReceipt(store, uuid(1))).toMatchObject({ state: 'planned', copy: 0 });
    expect(countWaiting(store)).toBe(1);
    const head = journalHead(store);
    // The same idempotency key fails at the second statement; the first must not stay.
    expect(() => insertApplication(store, application(2), { key: uuid(2001), dueMs: 0 })).toThrow();
    expect(applicationById(store, uuid(2))).toBeUndefined();
    expect(journalHead(store)).toBe(head);
  });

  test('numbers the day without gaps that a rollback would leave', () => {
    expect(nextDaySequence(store, '2026-11-22')).toBe(1);
    insertApplication(store, application(1), { key: uuid(2001), dueMs: 0 });
    expect(nextDaySequence(store, '2026-11-22')).toBe(2);
    expect(nextDaySequence(store, '2026-11-23')).toBe(1);
  });
});

describe('the outbox', () => {
  beforeEach(() => {
    insertApplication(store, application(1), { key: uuid(2001), dueMs: 1_000 });
    insertApplication(store, application(2), { key: uuid(2002), dueMs: 1_000 });
  });

  test('gives the oldest due row, and a row that waits does not hold up the next', () => {
    expect(nextDue(store, 999, retryCapMs)).toBeUndefined();
    expect(nextDue(store, 1_000, retryCapMs)?.application_id).toBe(uuid(1));
    postpone(store, uuid(1), { dueMs: 9_000, fault: 'timedOut' });
    expect(nextDue(store, 1_000, retryCapMs)?.application_id).toBe(uuid(2));
  });

  test('a clock set back by days does not hold a row for days', () => {
    postpone(store, uuid(1), { dueMs: 3 * 86_400_000, fault: 'timedOut' });
    expect(nextDue(store, 500, retryCapMs)?.application_id).toBe(uuid(1));
  });

  test('a parked row keeps its payload and never blocks the others', () => {
    park(store, uuid(1), {
      fault: 'keyReused',
      entry: { ...entry, event: 'applicationParked', applicationId: uuid(1) },
    });
    expect(applicationById(store, uuid(1))).toMatchObject({ delivery: 'parked', payload: 'sealed' });
    expect(nextDue(store, 1_000, retryCapMs)?.application_id).toBe(uuid(2));
  });

  test('a delivered row keeps its case number and loses its payload, also in the files', () => {
    const caseNumber = `${'x'.repeat(31)}202611230001`;
    const received = { applicationId: uuid(1), caseNumber, receivedAt: '2026-11-23T00:00:00Z' };
    deliver(store, received, [{ ...entry, event: 'payloadPurged', applicationId: uuid(1) }]);
    expect(applicationById(store, uuid(1))).toMatchObject({
      delivery: 'acknowledged',
      case_number: caseNumber,
      payload: null,
    });
    expect(countWaiting(store)).toBe(1);
  });
});

describe('the journal', () => {
  test('shows a changed, dropped or swapped record', () => {
    for (let n = 0; n < 5; n += 1) appendJournal(store, { ...entry, event: 'coreStarted', detail: { n } });
    expect(firstBrokenRecord(store)).toBeUndefined();
    store.exec(`UPDATE journal SET detail = '{"n":9}' WHERE sequence = 3`);
    expect(firstBrokenRecord(store)).toBe(3);
    store.exec(`UPDATE journal SET detail = '{"n":2}' WHERE sequence = 3`);
    expect(firstBrokenRecord(store)).toBeUndefined();
    store.exec('DELETE FROM journal WHERE sequence = 2');
    expect(firstBrokenRecord(store)).toBe(2);
  });

  test('its head changes with each record', () => {
    const before = journalHead(store);
    appendJournal(store, { ...entry, event: 'coreStarted' });
    expect(must(journalHead(store), 'there is always a head')).not.toBe(before);
  });
});
