/** A picture to the fewest bytes that any ESC/POS printer turns into the same picture. */
import type { Bitmap } from '../receipt-printer.ts';
import { feed, feedDotsMax, raster } from './protocol.ts';

/** Rows that belong together on paper: blank ones to feed, or black ones to send. */
type Band =
  | { readonly kind: 'blank'; readonly rows: number }
  | { readonly kind: 'black'; readonly rows: number; readonly widthBytes: number; readonly bits: Uint8Array };

/** What is sent cannot be stopped any more, and the smallest receive buffers hold 4 KB: neither likes a bigger one. */
const bandRowsMax = 128;
export const bandBytesMax = 2048;

/**
 * Blank rows become feeds. The others become bands that end at a blank row or at the size limit and are cut on the
 * right behind their last black byte. On the left nothing is cut: GS v 0 has no position of its own, and whether
 * ESC $, GS L or ESC a move a raster picture differs between makers. Leading zero bytes mean the same to all.
 */
export function bandsOf(picture: Bitmap): Band[] {
  const stride = Math.ceil(picture.width / 8);
  const bands: Band[] = [];
  for (let top = 0; top < picture.height; ) {
    const blankRows = countBlankRows(picture, top);
    if (blankRows > 0) {
      bands.push({ kind: 'blank', rows: blankRows });
      top += blankRows;
      continue;
    }
    const { rows, widthBytes } = blackRows(picture, top);
    const bits = new Uint8Array(rows * widthBytes);
    for (let row = 0; row < rows; row++) {
      const from = (top + row) * stride;
      bits.set(picture.bits.subarray(from, from + widthBytes), row * widthBytes);
    }
    bands.push({ kind: 'black', rows, widthBytes, bits });
    top += rows;
  }
  return bands;
}

/** The commands that put one band on paper. */
export function bandCommands(band: Band): Uint8Array[] {
  if (band.kind === 'black') return [raster(band.widthBytes, band.bits)];
  const feeds: Uint8Array[] = [];
  for (let left = band.rows; left > 0; left -= feedDotsMax) feeds.push(feed(Math.min(left, feedDotsMax)));
  return feeds;
}

function countBlankRows(picture: Bitmap, top: number): number {
  let rows = 0;
  while (top + rows < picture.height && usedBytes(picture, top + rows) === 0) rows++;
  return rows;
}

function blackRows(picture: Bitmap, top: number): { rows: number; widthBytes: number } {
  let rows = 0;
  let widthBytes = 0;
  while (top + rows < picture.height && rows < bandRowsMax) {
    const used = usedBytes(picture, top + rows);
    const wider = Math.max(widthBytes, used);
    if (used === 0 || (rows + 1) * wider > bandBytesMax) break;
    rows++;
    widthBytes = wider;
  }
  return { rows, widthBytes };
}

/** Bytes of the row up to its last black one. */
function usedBytes(picture: Bitmap, row: number): number {
  const stride = Math.ceil(picture.width / 8);
  let used = stride;
  while (used > 0 && picture.bits[row * stride + used - 1] === 0) used--;
  return used;
}
