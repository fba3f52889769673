/**
 * From the bytes of a package to the catalogue. Each step looks only at what the step before has proved: the
 * container, the signature over the manifest, the hash of each packed file, and only then what is inside.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../contract/result.ts';
import { canonicalJson } from '../contract/signed-document.ts';
import { type ArchiveEntry, type ArchiveFault, type ArchiveLimits, readArchive, unpackEntry } from './archive.ts';
import {
  assembleCatalogue,
  type Catalogue,
  type DanglingReference,
  type OwnParts,
  type SharedParts,
} from './catalogue.ts';
import {
  CalendarYear,
  Category,
  compareVersions,
  Department,
  GuideRecord,
  Hall,
  Manifest,
  MaterialRecord,
} from './package.ts';
import { SignatureRecord, signatureFault, type TrustedKeys } from './signing.ts';

export type { Catalogue } from './catalogue.ts';

export type PackageFault =
  | ArchiveFault
  | { readonly kind: 'manifestMissing' | 'signatureMissing' | 'keyUnknown' | 'signatureWrong' }
  | { readonly kind: 'fileMissing' | 'fileUnexpected' | 'hashDiffers'; readonly path: string }
  | { readonly kind: 'shapeWrong'; readonly path: string; readonly detail: string }
  | { readonly kind: 'older'; readonly version: string; readonly installedVersion: string }
  | { readonly kind: 'expired'; readonly expiresAt: string }
  | DanglingReference;

export interface OpenOptions {
  readonly trustedKeys: TrustedKeys;
  readonly nowMs: number;
  /** The version in force: an older one is refused. The same one is not, and is nothing new. */
  readonly installedVersion?: string;
  /** This is the package in force, read again: that it has expired since does not leave the terminal without a catalogue. */
  readonly inForce?: boolean;
  readonly limits?: ArchiveLimits;
}

/** Room for a county of 31,000 items (about 3 KB each with its guide) three times over. */
const packageLimits: ArchiveLimits = { archive: 96 << 20, file: 64 << 20, unpacked: 320 << 20, files: 65_535 };

/** Verifies a package and makes its catalogue. Never throws, whatever the bytes. */
export function openPackage(bytes: Uint8Array, options: OpenOptions): Result<Catalogue, PackageFault> {
  const archive = readArchive(bytes, options.limits ?? packageLimits);
  if (!archive.ok) return archive;
  const manifest = verifiedManifest(archive.value, options.trustedKeys);
  if (!manifest.ok) return manifest;
  const fault = versionFault(manifest.value, options) ?? filesFault(manifest.value, archive.value);
  if (fault !== undefined) return err(fault);
  const parts = new Map(archive.value.slice(2).map((entry) => [entry.path, entry]));
  const shared = sharedParts(parts);
  return shared.ok ? assembleCatalogue(manifest.value, shared.value, ownParts(parts)) : shared;
}

function verifiedManifest(entries: readonly ArchiveEntry[], trustedKeys: TrustedKeys): Result<Manifest, PackageFault> {
  const manifestEntry = entries.find(({ path }) => path === 'manifest.json');
  if (manifestEntry === undefined) return err({ kind: 'manifestMissing' });
  const signatureEntry = entries.find(({ path }) => path === 'signature.json');
  if (signatureEntry === undefined) return err({ kind: 'signatureMissing' });
  // Both lie in the file as they are: nothing is unpacked before the signature holds.
  if (manifestEntry.method !== 'stored' || signatureEntry.method !== 'stored') return err({ kind: 'archiveAltered' });
  const signature = parsePart(signatureEntry, SignatureRecord);
  if (!signature.ok) return signature;
  // No hash covers this file, so it too can be written in one way only.
  if (canonicalJson(signature.value) !== Buffer.from(signatureEntry.packed).toString('utf8')) {
    return err({ kind: 'archiveAltered' });
  }
  const fault = signatureFault(manifestEntry.packed, signature.value, trustedKeys);
  return fault === undefined ? parsePart(manifestEntry, Manifest) : err({ kind: fault });
}

function versionFault({ version, expiresAt }: Manifest, options: OpenOptions): PackageFault | undefined {
  const { installedVersion, inForce = false, nowMs } = options;
  if (installedVersion !== undefined && compareVersions(version, installedVersion) < 0) {
    return { kind: 'older', version, installedVersion };
  }
  if (!inForce && expiresAt !== undefined && nowMs >= Date.parse(expiresAt)) return { kind: 'expired', expiresAt };
  return undefined;
}

function filesFault({ files }: Manifest, entries: readonly ArchiveEntry[]): PackageFault | undefined {
  const expected = ['manifest.json', 'signature.json', ...files.map(({ path }) => path)];
  const present = new Map(entries.map((entry) => [entry.path, entry]));
  const missing = expected.find((path) => !present.has(path));
  if (missing !== undefined) return { kind: 'fileMissing', path: missing };
  const known = new Set(expected);
  const unexpected = entries.find(({ path }) => !known.has(path));
  if (unexpected !== undefined) return { kind: 'fileUnexpected', path: unexpected.path };
  for (const { path, size, packedSha256 } of files) {
    const entry = present.get(path);
    const hash = entry && createHash('sha256').update(entry.packed).digest('hex');
    if (entry?.size !== size || hash !== packedSha256) return { kind: 'hashDiffers', path };
  }
  return entries.every(({ path }, i) => path === expected[i]) ? undefined : { kind: 'archiveAltered' };
}

function parsePart<T>(entry: ArchiveEntry, schema: z.ZodType<T>): Result<T, PackageFault> {
  const content = unpackEntry(entry);
  if (content === undefined) return err({ kind: 'archiveAltered' });
  const json = parseJson(content);
  if (!json.ok) return err({ kind: 'shapeWrong', path: entry.path, detail: json.error });
  const parsed = schema.safeParse(json.value);
  return parsed.success
    ? ok(parsed.data)
    : err({ kind: 'shapeWrong', path: entry.path, detail: z.prettifyError(parsed.error) });
}

function parseJson(content: Uint8Array): Result<unknown, string> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

type Parts = ReadonlyMap<string, ArchiveEntry>;

function sharedParts(parts: Parts): Result<SharedParts, PackageFault> {
  const departments = parseNamed(parts, 'departments.json', z.array(Department));
  if (!departments.ok) return departments;
  const categories = parseNamed(parts, 'categories.json', z.array(Category));
  if (!categories.ok) return categories;
  const materials = parseNamed(parts, 'materials.json', z.array(MaterialRecord));
  if (!materials.ok) return materials;
  const halls = parseNamed(parts, 'halls.json', z.array(Hall).min(1));
  if (!halls.ok) return halls;
  const calendars = parseNamed(parts, 'calendars.json', z.array(CalendarYear));
  if (!calendars.ok) return calendars;
  const fallbackGuide = parseNamed(parts, 'fallback-guide.json', GuideRecord);
  if (!fallbackGuide.ok) return fallbackGuide;
  const items = parseNamed(parts, 'items.json', z.array(z.unknown()));
  if (!items.ok) return items;
  return ok({
    departments: departments.value,
    categories: categories.value,
    materials: materials.value,
    halls: halls.value,
    calendars: calendars.value,
    fallbackGuide: fallbackGuide.value,
    items: items.value,
  });
}

function parseNamed<T>(parts: Parts, path: string, schema: z.ZodType<T>): Result<T, PackageFault> {
  const entry = parts.get(path);
  return entry === undefined ? err({ kind: 'fileMissing', path }) : parsePart(entry, schema);
}

function ownParts(parts: Parts): OwnParts {
  function own<T>(path: string, schema: z.ZodType<T>): Result<T, string> {
    const part = parseNamed(parts, path, schema);
    if (part.ok) return part;
    return err(part.error.kind === 'shapeWrong' ? part.error.detail : part.error.kind);
  }
  return {
    guide: (itemId) => own(`guides/${itemId}.json`, GuideRecord),
    form: (formId) => own(`forms/${formId}.json`, z.unknown()),
  };
}
