/** Lines out of pieces: greedy, by measured widths, with the rules for the ends of Chinese lines. */
import type { Piece } from './type.ts';

export interface Line {
  readonly pieces: readonly Piece[];
  /** Dots. */
  readonly width: number;
}

/** Must not begin a line. GB/T 15834-2011, 5.1 (place of the marks); W3C clreq, "Prohibition rules for line start and line end". */
const noStart = new Set('、。，．・：；？！）】》」』〕〉”’…—～％℃·,.:;?!)]}%');
/** Must not end a line. The same sources. */
const noEnd = new Set('（【《「『〔〈“‘([{');
/** Full-width marks with their ink in the left half of the cell: at the end of a line the empty half needs no room. */
const leftHalf = new Set('、。，．：；）】》」』〕〉”’');

/**
 * @param width dots
 * @param split a word that is wider than a whole line, into pieces that a line may break between
 */
export function breakLines(pieces: readonly Piece[], width: number, split: (word: Piece) => readonly Piece[]): Line[] {
  const all = pieces.flatMap((piece) => (piece.kind === 'word' && piece.width > width ? split(piece) : [piece]));
  const lines: Line[] = [];
  let start = 0;
  while (start < all.length) {
    const end = lineEnd(all, start, width);
    const line = trimmed(all.slice(start, end));
    if (line.pieces.length > 0) lines.push(line);
    start = end;
  }
  return lines;
}

/** The index after the last piece of the line; at least one more than `start`. */
function lineEnd(pieces: readonly Piece[], start: number, width: number): number {
  let used = 0;
  let lastBreak = start;
  for (let index = start; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const leads = piece.kind === 'space' && used === 0;
    if (piece.kind !== 'space' && index > start && used + endWidth(piece) > width) {
      return lastBreak > start ? lastBreak : index;
    }
    if (!leads) used += piece.width;
    if (mayBreak(piece, pieces[index + 1])) lastBreak = index + 1;
  }
  return pieces.length;
}

function mayBreak(before: Piece, after: Piece | undefined): boolean {
  if (after === undefined || after.kind === 'space') return false;
  if (before.kind === 'space') return true;
  if (noStart.has(firstOf(after.text)) || noEnd.has(before.text.slice(-1))) return false;
  return before.kind !== 'word' || after.kind !== 'word';
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function endWidth(piece: Piece): number {
  return piece.kind === 'wide' && leftHalf.has(piece.text) ? Math.ceil(piece.width / 2) : piece.width;
}

function trimmed(pieces: readonly Piece[]): Line {
  const first = pieces.findIndex((piece) => piece.kind !== 'space');
  const last = pieces.findLastIndex((piece) => piece.kind !== 'space');
  const kept = first < 0 ? [] : pieces.slice(first, last + 1);
  const end = kept.at(-1);
  const width = kept.reduce((sum, piece) => sum + piece.width, 0);
  return { pieces: kept, width: end === undefined ? 0 : width - end.width + endWidth(end) };
}

/** The same number of lines, as even as they can be: for headlines. */
export function balanceLines(
  pieces: readonly Piece[],
  width: number,
  split: (word: Piece) => readonly Piece[],
): Line[] {
  const lines = breakLines(pieces, width, split);
  // Not narrower than the longest word, which would be split.
  const longest = Math.max(0, ...pieces.map((piece) => (piece.kind === 'word' ? piece.width : 0)));
  let [low, high] = [Math.min(width, Math.max(Math.ceil(width / 2), longest)), width];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (breakLines(pieces, middle, split).length <= lines.length) high = middle;
    else low = middle + 1;
  }
  return breakLines(pieces, high, split);
}
