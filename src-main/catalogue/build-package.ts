/** From a folder of JSON to a signed package. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../contract/signed-document.ts';
import { type ArchiveEntry, packEntry, writeArchive } from './archive.ts';
import { type Manifest, ManifestHead, packageFormat } from './package.ts';
import type { SignatureRecord, Signer } from './signing.ts';

/**
 * Packs and signs a folder: `manifest.json` (a ManifestHead) and the parts under the paths they have in the
 * package. The same content gives the same bytes, however its JSON is laid out. What the parts say is checked
 * by `openPackage`, not here. Throws when the folder cannot be read or holds something that is not JSON.
 */
export function buildPackage(folder: string, signer: Signer): Uint8Array {
  const parts = new Map<string, unknown>();
  for (const sub of ['', 'forms', 'guides']) {
    const here = readdirSync(join(folder, sub), { withFileTypes: true });
    for (const name of here.filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map((e) => e.name)) {
      parts.set(sub === '' ? name : `${sub}/${name}`, JSON.parse(readFileSync(join(folder, sub, name), 'utf8')));
    }
  }
  const head = ManifestHead.parse(parts.get('manifest.json'));
  parts.delete('manifest.json');
  return packParts(head, parts, signer);
}

/** Packs and signs parts that are already values, by their paths in the package. */
export function packParts(head: ManifestHead, parts: ReadonlyMap<string, unknown>, signer: Signer): Uint8Array {
  const entries = [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, value]) => packEntry(path, Buffer.from(canonicalJson(value)), 'deflated'));
  return signArchive(head, entries, signer);
}

/** Lists the entries in a manifest, signs it and writes the archive. */
export function signArchive(head: ManifestHead, entries: readonly ArchiveEntry[], signer: Signer): Uint8Array {
  const manifest: Manifest = {
    ...head,
    format: packageFormat,
    files: entries.map(({ path, size, packed }) => ({
      path,
      size,
      packedSha256: createHash('sha256').update(packed).digest('hex'),
    })),
  };
  const manifestBytes = Buffer.from(canonicalJson(manifest));
  const signature: SignatureRecord = {
    algorithm: signer.algorithm,
    keyId: signer.keyId,
    signature: Buffer.from(signer.sign(manifestBytes)).toString('base64'),
  };
  return writeArchive([
    packEntry('manifest.json', manifestBytes, 'stored'),
    packEntry('signature.json', Buffer.from(canonicalJson(signature)), 'stored'),
    ...entries,
  ]);
}
