/**
 * Which characters a font has, read from its cmap table, so that it is known before a character is drawn.
 * OpenType 1.9.1, "cmap", formats 4 and 12, and "TrueType Collections". A library that parses the whole font
 * takes 50 to 200 ms a file; this reads the one table.
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** Whether the font has a glyph of its own for this code point. */
export type Coverage = (codePoint: number) => boolean;

const collection = 0x74746366;
const sfntVersions = new Set([0x00010000, 0x4f54544f, 0x74727565]);
const cmapTag = 0x636d6170;

/** Gives undefined for a file that is no OpenType font or has no Unicode cmap of format 4 or 12. Throws when the file cannot be read. */
export function readCoverage(path: string): Coverage | undefined {
  const file = openSync(path, 'r');
  try {
    const table = readCmapTable(file);
    return table === undefined ? undefined : coverageOf(table);
  } finally {
    closeSync(file);
  }
}

function readCmapTable(file: number): Buffer | undefined {
  const head = readAt(file, 0, 16);
  if (head.length < 16) return undefined;
  const start = head.readUInt32BE(0) === collection ? head.readUInt32BE(12) : 0;
  const directory = readAt(file, start, 12);
  if (directory.length < 12 || !sfntVersions.has(directory.readUInt32BE(0))) return undefined;
  const records = readAt(file, start + 12, directory.readUInt16BE(4) * 16);
  for (let at = 0; at + 16 <= records.length; at += 16) {
    if (records.readUInt32BE(at) !== cmapTag) continue;
    const length = records.readUInt32BE(at + 12);
    const table = readAt(file, records.readUInt32BE(at + 8), Math.min(length, 4_000_000));
    return table.length === length ? table : undefined;
  }
  return undefined;
}

function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

/** Platform and encoding of a cmap record, best first: full Unicode, then the basic plane alone. */
const unicodeEncodings = ['3/10', '0/6', '0/4', '3/1', '0/3'];

function coverageOf(cmap: Buffer): Coverage | undefined {
  if (cmap.length < 4) return undefined;
  const offsets = new Map<string, number>();
  for (let at = 4; at + 8 <= Math.min(cmap.length, 4 + cmap.readUInt16BE(2) * 8); at += 8) {
    offsets.set(`${cmap.readUInt16BE(at)}/${cmap.readUInt16BE(at + 2)}`, cmap.readUInt32BE(at + 4));
  }
  for (const encoding of unicodeEncodings) {
    const offset = offsets.get(encoding);
    if (offset === undefined || offset + 16 > cmap.length) continue;
    const subtable = cmap.subarray(offset);
    const format = subtable.readUInt16BE(0);
    const coverage = format === 12 ? segmentedCoverage(subtable) : format === 4 ? deltaCoverage(subtable) : undefined;
    if (coverage !== undefined) return coverage;
  }
  return undefined;
}

/** Format 12: groups of (first, last, glyph of the first), sorted. */
function segmentedCoverage(table: Buffer): Coverage | undefined {
  const count = table.readUInt32BE(12);
  if (16 + count * 12 > table.length) return undefined;
  return (codePoint) => {
    const group = firstWhere(count, (index) => table.readUInt32BE(16 + index * 12 + 4) >= codePoint);
    if (group === count) return false;
    const first = table.readUInt32BE(16 + group * 12);
    return codePoint >= first && table.readUInt32BE(16 + group * 12 + 8) + (codePoint - first) !== 0;
  };
}

/** Format 4: parallel arrays of last, first, delta and range offset, sorted by last; the basic plane only. */
function deltaCoverage(table: Buffer): Coverage | undefined {
  const bytes = table.readUInt16BE(6);
  const count = bytes / 2;
  const [lasts, firsts, deltas, rangeOffsets] = [14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes];
  if (rangeOffsets + bytes > table.length) return undefined;
  return (codePoint) => {
    const segment = firstWhere(count, (index) => table.readUInt16BE(lasts + index * 2) >= codePoint);
    if (segment === count) return false;
    const first = table.readUInt16BE(firsts + segment * 2);
    if (codePoint < first) return false;
    const delta = table.readUInt16BE(deltas + segment * 2);
    const rangeOffset = table.readUInt16BE(rangeOffsets + segment * 2);
    if (rangeOffset === 0) return ((codePoint + delta) & 0xffff) !== 0;
    // The range offset counts from its own place in the table.
    const at = rangeOffsets + segment * 2 + rangeOffset + (codePoint - first) * 2;
    return at + 2 <= table.length && table.readUInt16BE(at) !== 0;
  };
}

/** The smallest index below `count` for which the sorted condition holds, or `count`. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
