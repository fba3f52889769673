/** Finding items by what a citizen types. Pure: a plain scan. */
import type { Localized } from '../contract/service-item.ts';

export interface Searchable {
  readonly code: string;
  readonly name: Localized;
  readonly department: Localized;
  /** Old units, synonyms. */
  readonly alsoCalled?: readonly string[] | undefined;
}

/**
 * The entries in which every word occurs (words are parted by spaces), or whose code begins with it; those
 * with the first word in the name come first, else in their given order. No words: everything.
 */
export function searchEntries<T extends Searchable>(entries: readonly T[], words: string): T[] {
  const wanted = folded(words)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const first = wanted[0];
  if (first === undefined) return [...entries];
  const inName: T[] = [];
  const elsewhere: T[] = [];
  for (const entry of entries) {
    const name = textOf([entry.name]);
    const all = folded([name, textOf([entry.department]), ...(entry.alsoCalled ?? [])].join('\n'));
    const code = folded(entry.code);
    if (!wanted.every((word) => all.includes(word) || code.startsWith(word))) continue;
    (folded(name).includes(first) ? inName : elsewhere).push(entry);
  }
  return [...inName, ...elsewhere];
}

/** Both languages of some texts, one text a line. */
export function textOf(texts: readonly Localized[]): string {
  return texts.map((text) => `${text.zh}\n${text.en ?? ''}`).join('\n');
}

/** Full-width letters and digits of a Chinese keyboard are the same as plain ones. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
