/** How candidates are laid out: seven columns, the eighth belongs to the keys that turn the pages. */
import type { Candidate } from './pinyin.ts';

export const COLUMNS = 7;

/** As many as the keyboard has rows: the open list takes the place of the keys. */
export const ROWS_PER_PAGE = 5;

/** More candidates than any syllable has, so that each of its characters can be chosen. */
export const CANDIDATES_MAX = 240;

/** The columns a text needs: one holds two Han characters of 9 mm with some air, each further one three and a half. */
export function columnsOf(text: string): number {
  const beyondFirst = Math.max(0, [...text].length - 2);
  return Math.min(COLUMNS, 1 + Math.ceil(beyondFirst / 3.5));
}

/**
 * Candidates in their order on pages. A row is full when the next candidate does not fit, as a CSS grid fills its
 * rows. The first page begins with the row that is shown while the list is closed.
 */
export function pagesOf(candidates: readonly Candidate[]): { firstRow: Candidate[]; pages: Candidate[][] } {
  const rows: Candidate[][] = [];
  let room = 0;
  for (const candidate of candidates) {
    const columns = columnsOf(candidate.text);
    if (columns > room) {
      rows.push([]);
      room = COLUMNS;
    }
    rows.at(-1)?.push(candidate);
    room -= columns;
  }
  const pages = Array.from({ length: Math.ceil(rows.length / ROWS_PER_PAGE) }, (_, page) =>
    rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE).flat(),
  );
  return { firstRow: rows[0] ?? [], pages };
}
