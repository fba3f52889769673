import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks a zip file into `folder` with its access rights and symbolic links. `place` gives each entry its path in the
 * folder, or undefined to leave it out. Names that would leave the folder are refused by the reader.
 */
export async function unzip(
  zipPath: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<void> {
  const zip = await yauzl.openPromise(zipPath, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (path !== undefined) await write(zip, entry, join(folder, path));
    }
  } finally {
    zip.close();
  }
}

async function write(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string): Promise<void> {
  // The upper 16 bits of the attributes are the Unix mode (APPNOTE.TXT 4.4.15, as Info-ZIP writes them).
  const mode = entry.externalFileAttributes >>> 16;
  const content = await zip.openReadStreamPromise(entry);
  await mkdir(dirname(path), { recursive: true });
  if ((mode & fileTypeMask) === symbolicLink) await symlink((await buffer(content)).toString(), path);
  else await pipeline(content, createWriteStream(path, { mode: mode & 0o777 || 0o644 }));
}
