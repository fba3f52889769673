/**
 * Opens the one database. What must hold for "kept" to be true is asserted here, at every start:
 * WAL with synchronous=FULL (better-sqlite3 opens WAL with NORMAL, which lost acknowledged commits in power
 * cuts), foreign keys, secure_delete, and sole ownership: a second core on the same file is refused.
 */
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../contract/result.ts';
import { sql as applications } from './migrations/0001-applications.ts';
import { sql as catalogue } from './migrations/0002-catalogue.ts';

/** Append only: a migration that has shipped is never edited. `user_version` counts those applied. */
const migrations = [applications, catalogue];

/** Marks the file as ours: "CMng". */
const applicationId = 0x434d6e67;

export type Store = Database.Database;
export type StoreFault = 'inUse' | 'fromNewerVersion' | 'notOurs' | 'damaged';

/**
 * @returns the open database, or why it must not be used. Damage is reported, never mended or replaced here:
 * nothing that a citizen handed in may vanish silently.
 */
export function openStore(path: string): Result<Store, StoreFault> {
  const store = new Database(path, { timeout: 0 });
  const fault = prepare(store);
  if (fault === undefined) return ok(store);
  store.close();
  return err(fault);
}

function prepare(store: Store): StoreFault | undefined {
  try {
    // Held until the process ends, however it ends: the operating system frees it.
    store.pragma('locking_mode = EXCLUSIVE');
    store.pragma('journal_mode = WAL');
    store.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    const code = sqliteCode(error);
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'inUse';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'damaged';
    throw error;
  }
  store.pragma('synchronous = FULL');
  store.pragma('foreign_keys = ON');
  store.pragma('secure_delete = ON');
  if (store.pragma('quick_check', { simple: true }) !== 'ok') return 'damaged';
  const fault = migrate(store);
  if (fault === undefined) assertDurable(store);
  return fault;
}

function migrate(store: Store): StoreFault | undefined {
  const version = Number(store.pragma('user_version', { simple: true }));
  const owner = Number(store.pragma('application_id', { simple: true }));
  if (version > 0 && owner !== applicationId) return 'notOurs';
  if (version > migrations.length) return 'fromNewerVersion';
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    store.transaction(() => {
      store.exec(sql);
      store.pragma(`application_id = ${applicationId}`);
      store.pragma(`user_version = ${index + 1}`);
    })();
  }
  return undefined;
}

/** @throws when a pragma did not take: an unsafe database must never be written. */
export function assertDurable(store: Store): void {
  const expected = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
    locking_mode: 'exclusive',
  };
  for (const [pragma, value] of Object.entries(expected)) {
    const found = store.pragma(pragma, { simple: true });
    if (found !== value) throw new Error(`database is not durable: ${pragma} is ${String(found)}, must be ${value}`);
  }
}

/** The extended result code of an error that SQLite gave, or '' for any other. */
export function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}
