import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../contract/signed-document.ts';
import { type ArchiveEntry, packEntry, readArchive, writeArchive } from './archive.ts';
import { packParts, signArchive } from './build-package.ts';
import { type OpenOptions, openPackage } from './open-package.ts';
import { ed25519Signer, type Signer } from './signing.ts';
import { atHall, head, signer, smallCounty, smallPackage, trustedKeys } from './small-county.fixture.ts';

const options: OpenOptions = { trustedKeys, nowMs: atHall('2026-11-23T10:00') };
const limits = { archive: 1 << 20, file: 1 << 20, unpacked: 1 << 20, files: 100 };

function faultOf(bytes: Uint8Array, more: Partial<OpenOptions> = {}): unknown {
  const opened = openPackage(bytes, { ...options, ...more });
  return opened.ok ? 'opened' : opened.error;
}

/** The same archive with some entries changed by hand, after it was signed. */
function tampered(change: (entries: ArchiveEntry[]) => ArchiveEntry[]): Uint8Array {
  const read = readArchive(smallPackage(), limits);
  if (!read.ok) throw new Error('the package is sound');
  return writeArchive(change(read.value));
}

function replaced(path: string, content: unknown): Uint8Array {
  const packed = packEntry(path, Buffer.from(canonicalJson(content)), 'stored');
  return tampered((entries) => entries.map((entry) => (entry.path === path ? packed : entry)));
}

test('a package that we signed opens', () => {
  const opened = openPackage(smallPackage(), options);
  expect(opened.ok && [opened.value.version, opened.value.sample, opened.value.problems]).toEqual([
    '2026.11.23.1',
    false,
    [],
  ]);
});

describe('one byte changed anywhere is refused', () => {
  const sound = smallPackage();

  test('every byte of the file, each with a bit that changes', () => {
    for (let at = 0; at < sound.length; at++) {
      const changed = Uint8Array.from(sound);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(openPackage(changed, options).ok, `byte ${at} of ${sound.length}`).toBe(false);
    }
  });

  test('any byte, any change', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = Uint8Array.from(sound);
        changed[at] = (changed[at] ?? 0) ^ bits;
        expect(openPackage(changed, options).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('rubbish, and beginnings of a package, never throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => !openPackage(bytes, options).ok));
    fc.assert(fc.property(fc.nat(sound.length - 1), (end) => !openPackage(sound.subarray(0, end), options).ok));
  });
});

describe('what no hash covers can be written in one way only', () => {
  test('the signature file laid out otherwise', () => {
    const spaced = tampered((all) =>
      all.map((entry) => {
        if (entry.path !== 'signature.json') return entry;
        return packEntry(entry.path, Buffer.from(`${Buffer.from(entry.packed).toString()} `), 'stored');
      }),
    );
    expect(faultOf(spaced)).toEqual({ kind: 'archiveAltered' });
  });

  test('the same signature in another spelling of base64', () => {
    const spelled = tampered((all) =>
      all.map((entry) => {
        if (entry.path !== 'signature.json') return entry;
        // The last character before the padding carries two bits: the four others are free.
        const text = Buffer.from(entry.packed).toString();
        const other = text.replace(/[AQgw]==/, (end) => `${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[end[0] ?? ''] ?? ''}==`);
        expect(other).not.toBe(text);
        return packEntry(entry.path, Buffer.from(other), 'stored');
      }),
    );
    expect(faultOf(spelled)).toMatchObject({ kind: expect.stringMatching(/signatureWrong|shapeWrong/) });
  });

  test('the manifest deflated', () => {
    const deflated = tampered((all) =>
      all.map((entry) => (entry.path === 'manifest.json' ? packEntry(entry.path, entry.packed, 'deflated') : entry)),
    );
    expect(faultOf(deflated)).toEqual({ kind: 'archiveAltered' });
  });

  test('a wrong check sum, the same in both headers', () => {
    const wrong = tampered((all) => all.map((entry) => (entry.path === 'halls.json' ? { ...entry, crc: 1 } : entry)));
    expect(faultOf(wrong)).toEqual({ kind: 'archiveAltered' });
  });
});

describe('who signed it', () => {
  test('a key that is not trusted', () => {
    expect(faultOf(smallPackage(), { trustedKeys: new Map() })).toEqual({ kind: 'keyUnknown' });
  });

  test('another key under a trusted name', () => {
    const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const forged = packParts(head, smallCounty(), ed25519Signer('county', other));
    expect(faultOf(forged)).toEqual({ kind: 'signatureWrong' });
  });

  test('a key of another kind under a trusted name', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed448');
    const posing: Signer = { ...signer, sign: (message) => sign(null, message, privateKey) };
    expect(faultOf(packParts(head, smallCounty(), posing), { trustedKeys: new Map([['county', publicKey]]) })).toEqual({
      kind: 'signatureWrong',
    });
  });

  test('no signature, no manifest', () => {
    expect(faultOf(tampered((all) => all.filter(({ path }) => path !== 'signature.json')))).toEqual({
      kind: 'signatureMissing',
    });
    expect(faultOf(tampered((all) => all.filter(({ path }) => path !== 'manifest.json')))).toEqual({
      kind: 'manifestMissing',
    });
  });

  test('an algorithm that we do not know', () => {
    const record = { algorithm: 'none', keyId: 'county', signature: '' };
    expect(faultOf(replaced('signature.json', record))).toMatchObject({ kind: 'shapeWrong', path: 'signature.json' });
  });

  test('a manifest that says something else than was signed', () => {
    const manifest = { ...head, version: '2099.01.01.1', format: 1, files: [] };
    expect(faultOf(replaced('manifest.json', manifest))).toEqual({ kind: 'signatureWrong' });
  });

  test('a manifest in a form of the future', () => {
    const entries = [packEntry('items.json', Buffer.from('[]'), 'deflated')];
    const future = signArchive({ ...head, ...{ more: 1 } }, entries, signer);
    expect(faultOf(future)).toMatchObject({ kind: 'shapeWrong', path: 'manifest.json' });
  });
});

describe('what is inside', () => {
  test('a file is missing, added, or another one', () => {
    expect(faultOf(tampered((all) => all.slice(0, -1)))).toEqual({ kind: 'fileMissing', path: 'materials.json' });
    const added = packEntry('extra.json', Buffer.from('1'), 'stored');
    expect(faultOf(tampered((all) => [...all, added]))).toEqual({ kind: 'fileUnexpected', path: 'extra.json' });
    expect(faultOf(replaced('categories.json', []))).toEqual({ kind: 'hashDiffers', path: 'categories.json' });
  });

  test('the same files in another order', () => {
    expect(faultOf(tampered((all) => [...all.slice(0, 2), ...all.slice(2).reverse()]))).toEqual({
      kind: 'archiveAltered',
    });
  });

  test('a shared part that the package lacks, or that has not its shape', () => {
    expect(faultOf(smallPackage((parts) => parts.delete('halls.json')))).toEqual({
      kind: 'fileMissing',
      path: 'halls.json',
    });
    const fault = faultOf(smallPackage((parts) => parts.set('halls.json', [{ id: 'hall' }])));
    expect(fault).toMatchObject({ kind: 'shapeWrong', path: 'halls.json' });
  });

  test('a signed part that is not JSON', () => {
    const entries = [packEntry('departments.json', Buffer.from('{'), 'deflated')];
    expect(faultOf(signArchive(head, entries, signer))).toMatchObject({ kind: 'shapeWrong', path: 'departments.json' });
  });

  test('a signed part that unpacks to more than it says', () => {
    const liar = { ...packEntry('departments.json', Buffer.from('[]'.padEnd(1000)), 'deflated'), size: 2 };
    expect(faultOf(signArchive(head, [liar], signer))).toEqual({ kind: 'archiveAltered' });
  });

  test('a file that would leave its folder', () => {
    const entries = [packEntry('../items.json', Buffer.from('[]'), 'deflated')];
    expect(faultOf(signArchive(head, entries, signer))).toEqual({ kind: 'pathEscapes', path: '../items.json' });
  });

  test('more than the limits', () => {
    expect(faultOf(smallPackage(), { limits: { ...limits, unpacked: 2000 } })).toMatchObject({ kind: 'tooLarge' });
  });
});

describe('older and expired', () => {
  test('an older version than the one in force; the same one is opened again', () => {
    expect(faultOf(smallPackage(), { installedVersion: '2026.11.23.2' })).toEqual({
      kind: 'older',
      version: '2026.11.23.1',
      installedVersion: '2026.11.23.2',
    });
    expect(faultOf(smallPackage(), { installedVersion: '2026.11.23.1' })).toBe('opened');
    expect(faultOf(smallPackage(), { installedVersion: '2026.11.22.9' })).toBe('opened');
  });

  test('expired: not taken in, but never taken away', () => {
    const nowMs = atHall('2027-11-23T08:00');
    expect(faultOf(smallPackage(), { nowMs })).toEqual({ kind: 'expired', expiresAt: head.expiresAt });
    expect(faultOf(smallPackage(), { nowMs: nowMs - 1 })).toBe('opened');
    expect(faultOf(smallPackage(), { nowMs, inForce: true })).toBe('opened');
  });
});
