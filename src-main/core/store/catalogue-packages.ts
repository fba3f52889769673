/** The catalogue in force (rank 0) and the one before it (rank 1). */
import { z } from 'zod';
import { appendJournal, type JournalEntry } from './journal.ts';
import type { Store } from './store.ts';

const PackageRow = z.strictObject({ version: z.string(), bytes: z.instanceof(Uint8Array) });

/** Newest first; at most two. */
export function cataloguePackages(store: Store): { version: string; bytes: Uint8Array }[] {
  return z.array(PackageRow).parse(store.prepare('SELECT version, bytes FROM catalogue_packages ORDER BY rank').all());
}

/** Puts a verified package in force in one commit: the present one becomes the previous one, the one before that goes. */
export function installPackage(
  store: Store,
  next: { version: string; bytes: Uint8Array; at: string },
  entry: JournalEntry,
): void {
  store.transaction(() => {
    store.prepare('DELETE FROM catalogue_packages WHERE rank = 1 OR version = ?').run(next.version);
    store.prepare('UPDATE catalogue_packages SET rank = 1 WHERE rank = 0').run();
    store
      .prepare('INSERT INTO catalogue_packages (version, rank, bytes, imported_at) VALUES (@version, 0, @bytes, @at)')
      .run(next);
    appendJournal(store, entry);
  })();
}
