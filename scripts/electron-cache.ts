import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** Lies in a prepared folder and names each of its files with its size in bytes; a folder without it is not whole. */
export const markerName = 'changming-prepared.json';
const leftoverPrefix = '.preparing-';
const leftoverAgeMs = 60 * 60_000;
const publishAttempts = 3;

/** Whether a folder was prepared to the end and still has each file in its full size. */
export async function isWhole(folder: string): Promise<boolean> {
  const files = Object.entries(await preparedFiles(folder));
  const sizes = await Promise.all(files.map(([name]) => sizeOf(join(folder, name))));
  return files.length > 0 && files.every(([, size], i) => size === sizes[i]);
}

/** The marker's content; a marker that is absent or damaged names no file. */
async function preparedFiles(folder: string): Promise<Record<string, number>> {
  try {
    return z.record(z.string(), z.number()).parse(JSON.parse(await readFile(join(folder, markerName), 'utf8')));
  } catch {
    return {};
  }
}

function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.size,
    () => undefined,
  );
}

/**
 * Fills `folder` by way of a temporary one beside it and one rename, so that nobody ever sees it half full. A broken one
 * is replaced; when another run was faster, its result stays.
 */
export async function prepare(
  folder: string,
  fill: (folders: { into: string; work: string }) => Promise<void>,
): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent);
  const temporary = await mkdtemp(join(parent, leftoverPrefix));
  try {
    const into = join(temporary, basename(folder));
    const work = join(temporary, 'work');
    await mkdir(into);
    await mkdir(work);
    await fill({ into, work });
    await writeFile(join(into, markerName), JSON.stringify(await listFiles(into)));
    await publish({ from: into, to: folder, aside: join(temporary, 'broken') });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function publish({ from, to, aside }: { from: string; to: string; aside: string }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (await isWhole(to)) return;
      if (attempt === publishAttempts) throw error;
      // Something broken is in the place: out of the way with it. Where another run did so first, the next attempt succeeds.
      await rename(to, `${aside}-${attempt}`).catch(() => undefined);
    }
  }
}

async function listFiles(folder: string): Promise<Record<string, number>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sized = paths.map(async (path): Promise<[string, number]> => [relative(folder, path), (await stat(path)).size]);
  return Object.fromEntries(await Promise.all(sized));
}

/** What a run that was killed left behind; one that is younger may still be at work. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(leftoverPrefix)) continue;
    const path = join(parent, name);
    const age =
      Date.now() -
      (await stat(path).then(
        (found) => found.mtimeMs,
        () => Date.now(),
      ));
    if (age > leftoverAgeMs) await rm(path, { recursive: true, force: true });
  }
}
