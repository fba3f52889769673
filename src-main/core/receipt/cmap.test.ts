import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCoverage } from './cmap.ts';

const require = createRequire(import.meta.url);
const fontkit: { openSync(path: string): { characterSet: number[] } } = require('fontkit');
const notoSansSc = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

const folder = mkdtempSync(join(tmpdir(), 'cmap-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, index * 2);
  return bytes;
}

/** A font file of nothing but one cmap table with one subtable. */
function fontWith(encoding: number, subtable: Buffer): Buffer {
  const table = Buffer.concat([words(0, 1, 3, encoding, 0, 12), subtable]);
  const record = Buffer.alloc(16);
  record.write('cmap', 'latin1');
  record.writeUInt32BE(28, 8);
  record.writeUInt32BE(table.length, 12);
  return Buffer.concat([words(1, 0, 1, 16, 0, 0), record, table]);
}

/** Segments A–C by delta, 中–丰 by a table of glyphs in which the second is missing, and the end mark. */
const basicPlane = words(
  ...[4, 0, 0, 6, 0, 0, 0],
  ...[0x43, 0x4e30, 0xffff],
  0,
  ...[0x41, 0x4e2d, 0xffff],
  ...[-0x41 + 7, 0, 1],
  ...[0, 4, 0],
  ...[21, 0, 23, 24],
);

describe('which characters a font has', () => {
  test('is what an independent reader of fonts says, for every code point of Noto Sans SC', () => {
    const has = readCoverage(notoSansSc);
    const expected = new Set(fontkit.openSync(notoSansSc).characterSet);
    const wrong: number[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      if (has?.(codePoint) !== expected.has(codePoint)) wrong.push(codePoint);
    }
    expect(expected.size).toBe(30_890);
    expect(wrong).toEqual([]);
  });

  test('is read from a table of the basic plane too, where a glyph number of zero means none', () => {
    const has = readCoverage(write('basic.ttf', fontWith(1, basicPlane)));
    const answers = ['@', 'A', 'C', 'D', '中', '丮', '丯', '丰', '丱', '𠮷'].map((one) =>
      has?.(one.codePointAt(0) ?? 0),
    );
    expect(answers).toEqual([false, true, true, false, true, false, true, true, false, false]);
  });

  test('is not known of a file that is no font, or only a part of one', () => {
    const whole = fontWith(1, basicPlane);
    for (let length = 0; length < whole.length; length += 1) {
      expect(readCoverage(write('part.ttf', whole.subarray(0, length)))).toBeUndefined();
    }
    expect(
      readCoverage(write('text.ttf', Buffer.from('this is not a font, it is a sentence about one'))),
    ).toBeUndefined();
  });
});
