/** What a signature is bound to: one text, made the same way by the screen that shows it and the core that keeps it. */
import type { PersonView } from './person.ts';
import type { Answers } from './service-item.ts';

export interface SignedDocument {
  readonly itemId: string;
  readonly formVersion: number;
  readonly person: PersonView;
  readonly answers: Answers;
}

/** Canonical JSON (keys sorted, no spaces) of what the review page shows. Both sides take SHA-256 of its UTF-8 bytes. */
export function signedDocumentText(document: SignedDocument): string {
  return canonicalJson(document);
}

/** JSON with sorted keys and no spaces, of plain data; properties that are undefined are left out. RFC 8785 for the values that occur here. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(',')}}`;
}
