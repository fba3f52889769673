/** The QR code of a receipt: ISO/IEC 18004, error correction M. */
import { encode } from 'uqr';

/** All lengths in dots. */
export interface QrPicture {
  /** From edge to edge, quiet zone included. */
  readonly side: number;
  readonly quietDots: number;
  /** What is black, from the upper left corner of the quiet zone. */
  readonly blacks: readonly Rectangle[];
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** ISO/IEC 18004, 5.3.8: four modules of white on every side. */
const quietModules = 4;
/** 5 dots are 0.63 mm. Below 3 dots (0.38 mm) telephones read thermal paper badly. */
const moduleSize = { most: 5, least: 3 };
/** A symbol of up to 25 mm has large modules; a longer text gets smaller ones. */
const wantedSymbolDots = 200;

/** Throws a RangeError when the text is too long for modules of 3 dots on this paper (58 mm: some 400 bytes). */
export function qrPicture(text: string, paperDots: number): QrPicture {
  const modules = encode(text, { ecc: 'M', border: 0 }).data;
  const across = modules.length;
  const wanted = Math.floor(wantedSymbolDots / across);
  const moduleDots = Math.min(moduleSize.most, Math.max(moduleSize.least, wanted));
  const side = (across + 2 * quietModules) * moduleDots;
  if (side > paperDots) throw new RangeError('the text of the QR code is too long for this paper');
  const quietDots = quietModules * moduleDots;
  const blacks = modules.flatMap((row, index) => {
    const y = quietDots + index * moduleDots;
    return blackRuns(row).map(({ from, length }) => {
      return { x: quietDots + from * moduleDots, y, width: length * moduleDots, height: moduleDots };
    });
  });
  return { side, quietDots, blacks };
}

function blackRuns(row: readonly boolean[]): { readonly from: number; readonly length: number }[] {
  const starts = row.flatMap((black, index) => (black && row[index - 1] !== true ? [index] : []));
  return starts.map((from) => {
    const end = row.indexOf(false, from);
    return { from, length: (end < 0 ? row.length : end) - from };
  });
}
