// Adds to package-lock.json the optional packages of other platforms that the registry could not serve when the lockfile
// was made. npm leaves such a package out without a word, and `npm ci` then refuses the lockfile ("Missing: … from lock
// file"). A completed entry has no integrity value: npm adds that when the lockfile is next made where the package is served.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One entry of the `packages` table of a lockfile; only the keys that matter here. */
export type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

export type Packages = Record<string, LockEntry>;

/** The optional packages that some entry names and that no entry holds, with the entry that names them. */
export function missingOptional(packages: Packages): { name: string; version: string; neededBy: LockEntry }[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !resolves(packages, path, name))
      .map(([name, version]) => ({ name, version, neededBy: entry })),
  );
}

function resolves(packages: Packages, from: string, name: string): boolean {
  if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
  if (from === '') return false;
  return resolves(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/** Operating system, processor and C library as the package's name states them (`…-linux-arm64-musl`, `…-win32-x64-msvc`). */
export function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const found =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(-musl|-gnu)?/.exec(name);
  if (found === null)
    throw new Error(`The package name ${name} does not state its platform; add it to the lockfile by hand.`);
  const [, os = '', cpu = '', libc] = found;
  return {
    os: [os],
    cpu: [cpu],
    ...(libc === '-musl' ? { libc: ['musl'] } : libc === '-gnu' ? { libc: ['glibc'] } : {}),
  };
}

/** The same table with an entry for each missing optional package, in npm's order. */
export function complete(packages: Packages): Packages {
  const added = missingOptional(packages).map(({ name, version, neededBy }): [string, LockEntry] => [
    `node_modules/${name}`,
    { version, ...(neededBy.dev === true ? { dev: true } : {}), optional: true, ...platformOf(name) },
  ]);
  return Object.fromEntries([...Object.entries(packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lockfile: { packages: Packages } = JSON.parse(readFileSync(path, 'utf8'));
  const completed = complete(lockfile.packages);
  const added = Object.keys(completed).length - Object.keys(lockfile.packages).length;
  writeFileSync(path, `${JSON.stringify({ ...lockfile, packages: completed }, null, 2)}\n`);
  console.error(`package-lock.json: ${added} optional package(s) of other platforms added`);
}
