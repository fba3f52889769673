// `npm run package [-- --development-electron <electron-builder arguments>]`: the product, as electron-builder.yml says.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { build, notBundled } from './build.ts';
import { markerName } from './electron-cache.ts';
import { electronRuntime } from './electron-runtime.ts';
import { packageFolders } from './production-packages.ts';
import { runScript, SetupProblem, say } from './setup-problem.ts';

const root = join(import.meta.dirname, '..');
const work = join(root, 'out', 'package');
const developmentElectron = '--development-electron';

async function packageProduct(args: readonly string[]): Promise<number> {
  await rm(work, { recursive: true, force: true });
  await build(undefined, 'product');
  await gatherCore(join(work, 'core'));
  const electron = args.includes(developmentElectron) ? await copyOfElectron(join(work, 'electron')) : [];
  const builder = fileURLToPath(new URL('cli.js', import.meta.resolve('electron-builder/package.json')));
  const others = args.filter((arg) => arg !== developmentElectron);
  const child = spawn(process.execPath, [builder, '--publish', 'never', ...electron, ...others], {
    cwd: root,
    stdio: 'inherit',
  });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) throw new SetupProblem(`electron-builder ended with ${exitCode}.`);
  say(`The product is in ${relative(process.cwd(), join(work, 'result'))}.`);
  return 0;
}

/** The core's file with the packages that it loads: a folder that plain Node runs. */
async function gatherCore(folder: string): Promise<void> {
  await cp(join(root, 'dist', 'core'), folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  await cp(join(root, 'dist', 'package.json'), join(folder, 'package.json'));
  const loaded = notBundled.filter((name) => name in manifest.dependencies);
  for (const source of await packageFolders(loaded, root)) {
    const isOwnFile = (path: string) => !relative(source, path).split(sep).includes('node_modules');
    await cp(source, join(folder, relative(root, source)), { recursive: true, filter: isOwnFile });
  }
}

/** The prepared Electron without what the preparation added, and the arguments that make electron-builder take it. */
async function copyOfElectron(folder: string): Promise<string[]> {
  const { executable, version } = await electronRuntime();
  const source = dirname(executable);
  const ours = [join(source, 'resources', 'app'), join(source, markerName)];
  await cp(source, folder, { recursive: true, filter: (path) => !ours.includes(path) });
  return [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`];
}

await runScript(() => packageProduct(process.argv.slice(2)));
