import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ArchiveEntry, packEntry, readArchive, unpackEntry, writeArchive } from './archive.ts';

const limits = { archive: 1 << 20, file: 1 << 16, unpacked: 1 << 18, files: 100 };
const bytes = (text: string) => new TextEncoder().encode(text);
const two = [packEntry('a.json', bytes('["a"]'), 'stored'), packEntry('b/c.json', bytes('c'.repeat(500)), 'deflated')];

describe('the ZIP file', () => {
  test('is read by a ZIP reader that is not ours', () => {
    const files = unzipSync(writeArchive(two));
    expect(Object.keys(files)).toEqual(['a.json', 'b/c.json']);
    expect(new TextDecoder().decode(files['b/c.json'])).toBe('c'.repeat(500));
  });

  test('gives back what was put in, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), fc.boolean(), (contents, stored) => {
        const entries = contents.map((content, i) => packEntry(`${i}.json`, content, stored ? 'stored' : 'deflated'));
        const read = readArchive(writeArchive(entries), limits);
        if (contents.length === 0) return; // an empty ZIP has no file that would show that it is one
        expect(read.ok && read.value.map((entry) => [...(unpackEntry(entry) ?? [])])).toEqual(
          contents.map((content) => [...content]),
        );
      }),
    );
  });

  test('packed by another tool from the same files is refused', () => {
    const foreign = zipSync({ 'a.json': bytes('["a"]') }, { mtime: '2026-01-01' });
    expect(readArchive(foreign, limits)).toEqual({ ok: false, error: { kind: 'archiveAltered' } });
  });

  test('with something appended, cut off or laid before it is refused', () => {
    const file = writeArchive(two);
    for (const changed of [
      Buffer.concat([file, bytes('x')]),
      Buffer.concat([bytes('x'), file]),
      file.subarray(0, -1),
    ]) {
      expect(readArchive(changed, limits).ok).toBe(false);
    }
  });

  test('that is something else is said to be no ZIP', () => {
    for (const other of [new Uint8Array(0), bytes('PK'), bytes(`%PDF-1.7 ${'x'.repeat(100)}`)]) {
      expect(readArchive(other, limits)).toEqual({ ok: false, error: { kind: 'notAZip' } });
    }
  });
});

describe('sizes are known before anything is unpacked', () => {
  const bomb: ArchiveEntry = { ...packEntry('bomb.json', new Uint8Array(60_000), 'deflated'), size: 4_000_000_000 };

  test('a file that claims to be too large', () => {
    expect(readArchive(writeArchive([bomb]), limits)).toEqual({
      ok: false,
      error: { kind: 'tooLarge', path: 'bomb.json' },
    });
  });

  test('files that are too large together', () => {
    const entries = Array.from({ length: 5 }, (_, i) => packEntry(`${i}.json`, new Uint8Array(60_000), 'deflated'));
    expect(readArchive(writeArchive(entries.slice(0, 4)), limits).ok).toBe(true);
    expect(readArchive(writeArchive(entries), limits)).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
  });

  test('an archive that is too large, or has too many files', () => {
    const file = writeArchive(two);
    expect(readArchive(file, { ...limits, archive: file.length - 1 })).toMatchObject({ error: { kind: 'tooLarge' } });
    expect(readArchive(file, { ...limits, files: 1 })).toMatchObject({ error: { kind: 'tooLarge' } });
  });

  test('a file that is larger than it claims is not unpacked further than that', () => {
    const liar = { ...packEntry('liar.json', new Uint8Array(50_000), 'deflated'), size: 10 };
    expect(unpackEntry(liar)).toBeUndefined();
  });

  test('many entries over the same bytes are refused by their length', () => {
    const file = Buffer.from(
      writeArchive([packEntry('a.json', bytes('aaaa'), 'stored'), packEntry('b.json', bytes('bbbb'), 'stored')]),
    );
    const central = file.indexOf(Buffer.from('PK\x01\x02', 'latin1'), 60);
    const second = file.indexOf(Buffer.from('PK\x01\x02', 'latin1'), central + 1);
    file.writeUInt32LE(0, second + 42);
    expect(readArchive(file, limits)).toEqual({ ok: false, error: { kind: 'archiveAltered' } });
  });
});

test('a path that leaves its folder is refused by name', () => {
  for (const path of [
    '../evil.json',
    'a/../../evil.json',
    '/etc/evil.json',
    'C:evil.json',
    'a\\evil.json',
    './a.json',
  ]) {
    const file = writeArchive([packEntry(path, bytes('x'), 'stored')]);
    expect(readArchive(file, limits)).toEqual({ ok: false, error: { kind: 'pathEscapes', path } });
  }
});

test('the same path twice is refused', () => {
  const [first] = two;
  if (first === undefined) throw new Error('there are two');
  expect(readArchive(writeArchive([first, first]), limits).ok).toBe(false);
});
