/**
 * The ZIP file of a package (PKWARE APPNOTE 6.3), written in exactly one way: no gaps, no comments, no extra
 * fields, one date. Reading writes the same headers again and compares, so that a byte which no hash covers
 * cannot differ either. Any tool can open the file; a file packed by another tool is refused.
 */
import { crc32 } from 'node:zlib';
import { deflateSync, inflateSync } from 'fflate';
import { err, ok, type Result } from '../contract/result.ts';

export interface ArchiveEntry {
  readonly path: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  /** Bytes when unpacked, as the header claims. */
  readonly size: number;
  readonly packed: Uint8Array;
}

/** In bytes. */
export interface ArchiveLimits {
  readonly archive: number;
  readonly file: number;
  readonly unpacked: number;
  readonly files: number;
}

export type ArchiveFault =
  | { readonly kind: 'notAZip' }
  | { readonly kind: 'archiveAltered' }
  | { readonly kind: 'tooLarge'; readonly path?: string }
  | { readonly kind: 'pathEscapes'; readonly path: string };

const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const localMark = 0x04034b50;
const centralMark = 0x02014b50;
const endMark = 0x06054b50;
/** 2.0: deflate. */
const versionNeeded = 20;
/** 1 January 1980, the first day that the format knows: the same input gives the same bytes at any time. */
const dosDate = 0x0021;
const methodCodes = { stored: 0, deflated: 8 } as const;

/** fflate and not zlib: its output is the same on every processor, so a package can be built again and compared. */
export function packEntry(path: string, content: Uint8Array, method: ArchiveEntry['method']): ArchiveEntry {
  const packed = method === 'stored' ? content : deflateSync(content, { level: 9 });
  return { path, method, crc: crc32(content), size: content.length, packed };
}

/** The content of an entry; undefined when its bytes do not give what its header claims. */
export function unpackEntry(entry: ArchiveEntry): Uint8Array | undefined {
  const content = entry.method === 'stored' ? entry.packed : inflateAtMost(entry.packed, entry.size + 1);
  return content?.length === entry.size && crc32(content) === entry.crc ? content : undefined;
}

function inflateAtMost(packed: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out: new Uint8Array(bytes) });
  } catch {
    return undefined; // fflate has no other way to say that the stream is not deflate
  }
}

/** The ZIP file of the entries, in their order. Paths are ASCII. */
export function writeArchive(entries: readonly ArchiveEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = header(localBytes, entry);
    local.writeUInt32LE(localMark, 0);
    writeCommon(local, 4, entry);
    locals.push(local, Buffer.from(entry.packed));
    const central = header(centralBytes, entry);
    central.writeUInt32LE(centralMark, 0);
    central.writeUInt16LE(versionNeeded, 4);
    writeCommon(central, 6, entry);
    central.writeUInt32LE(offset, 42);
    centrals.push(central);
    offset += local.length + entry.packed.length;
  }
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    centrals.reduce((sum, central) => sum + central.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

function header(fixedBytes: number, entry: ArchiveEntry): Buffer {
  return Buffer.concat([Buffer.alloc(fixedBytes), Buffer.from(entry.path, 'latin1')]);
}

/** The 26 bytes that the local and the central header share, from "version needed" on. */
function writeCommon(target: Buffer, at: number, entry: ArchiveEntry): void {
  target.writeUInt16LE(versionNeeded, at);
  target.writeUInt16LE(methodCodes[entry.method], at + 4);
  target.writeUInt16LE(dosDate, at + 8);
  target.writeUInt32LE(entry.crc, at + 10);
  target.writeUInt32LE(entry.packed.length, at + 14);
  target.writeUInt32LE(entry.size, at + 18);
  target.writeUInt16LE(entry.path.length, at + 22);
}

/**
 * The entries of a ZIP file that `writeArchive` wrote; nothing is unpacked. Their bytes are views of the input.
 * The sizes that the headers claim are checked against the limits first.
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits): Result<ArchiveEntry[], ArchiveFault> {
  if (bytes.length > limits.archive) return err({ kind: 'tooLarge' });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < localBytes + endBytes || file.readUInt32LE(0) !== localMark) return err({ kind: 'notAZip' });
  const endAt = file.length - endBytes;
  if (file.readUInt32LE(endAt) !== endMark) return err({ kind: 'archiveAltered' });
  const count = file.readUInt16LE(endAt + 10);
  if (count > limits.files) return err({ kind: 'tooLarge' });

  const entries: ArchiveEntry[] = [];
  const paths = new Set<string>();
  let unpacked = 0;
  let written = endBytes;
  let at = file.readUInt32LE(endAt + 16);
  for (let i = 0; i < count; i++) {
    const entry = readCentral(file, at);
    if (entry === undefined || paths.has(entry.path)) return err({ kind: 'archiveAltered' });
    if (escapes(entry.path)) return err({ kind: 'pathEscapes', path: entry.path });
    unpacked += entry.size;
    if (entry.size > limits.file || unpacked > limits.unpacked) return err({ kind: 'tooLarge', path: entry.path });
    written += localBytes + centralBytes + 2 * entry.path.length + entry.packed.length;
    entries.push(entry);
    paths.add(entry.path);
    at += centralBytes + entry.path.length;
  }
  // The length first: entries that share their bytes would make the copy far larger than the file.
  const exact = written === file.length && file.equals(writeArchive(entries));
  return exact ? ok(entries) : err({ kind: 'archiveAltered' });
}

function readCentral(file: Buffer, at: number): ArchiveEntry | undefined {
  if (at + centralBytes > file.length || file.readUInt32LE(at) !== centralMark) return undefined;
  const pathBytes = file.readUInt16LE(at + 28);
  const packedBytes = file.readUInt32LE(at + 20);
  const dataAt = file.readUInt32LE(at + 42) + localBytes + pathBytes;
  if (at + centralBytes + pathBytes > file.length || dataAt + packedBytes > file.length) return undefined;
  return {
    path: file.toString('latin1', at + centralBytes, at + centralBytes + pathBytes),
    // Any other code is written back as one of these two and so found to differ.
    method: file.readUInt16LE(at + 10) === methodCodes.stored ? 'stored' : 'deflated',
    crc: file.readUInt32LE(at + 16),
    size: file.readUInt32LE(at + 24),
    packed: file.subarray(dataAt, dataAt + packedBytes),
  };
}

/** True for a path that could leave the folder in which some tool unpacks the file. */
function escapes(path: string): boolean {
  return path === '' || /^[/\\]|[\\:\0]/.test(path) || path.split('/').some((part) => part === '..' || part === '.');
}
