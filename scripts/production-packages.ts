import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The folders of the named packages and of everything that these need, as installed below `root`. An optional package
 * that is not installed (another platform's) is left out.
 */
export async function packageFolders(names: readonly string[], root: string): Promise<string[]> {
  const found = new Set<string>();
  const wanted = names.map((name) => ({ name, from: root, optional: false }));
  for (const { name, from, optional } of wanted) {
    const folder = installedFolder(name, from, root);
    if (folder === undefined && !optional) throw new Error(`${name} is not installed`);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    for (const needed of Object.keys(manifest.dependencies)) {
      wanted.push({ name: needed, from: folder, optional: needed in manifest.optionalDependencies });
    }
    for (const needed of Object.keys(manifest.optionalDependencies)) {
      wanted.push({ name: needed, from: folder, optional: true });
    }
  }
  return [...found];
}

/** As Node looks for it: in the node_modules of each folder from `from` up to `root`. */
function installedFolder(name: string, from: string, root: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  return from === root ? undefined : installedFolder(name, dirname(from), root);
}
