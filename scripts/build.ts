// `node scripts/build.ts [--product] [screen|preload|shell|core|dock]…`: builds into dist/, everything when nothing is named.

import './require-node.cjs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type InlineConfig, build as viteBuild } from 'vite';
import manifest from '../package.json' with { type: 'json' };
import { runScript, SetupProblem, say } from './setup-problem.ts';
import { makeUiFont } from './ui-font.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

type Kind = 'development' | 'product';

const targets = {
  screen: (kind: Kind) => page(kind, '.', 'screen'),
  dock: (kind: Kind) => page(kind, 'dock', 'dock'),
  preload: (kind: Kind) =>
    program(kind, { entry: 'preload', file: 'main.cjs', format: 'cjs', target: 'node20', external: ['electron'] }),
  // Electron 33 carries Node 20.18.
  shell: (kind: Kind) =>
    program(kind, { entry: 'shell', file: 'main.js', format: 'es', target: 'node20', external: ['electron'] }),
  core: (kind: Kind) =>
    program(kind, { entry: 'core', file: 'main.js', format: 'es', target: 'node24', external: notBundled }),
};
export type BuildTarget = keyof typeof targets;

/** What the core loads from node_modules: packages that find a binary, a font or a worker beside their own files. */
export const notBundled = [
  'better-sqlite3',
  'serialport',
  'node-hid',
  '@napi-rs/canvas',
  '@expo-google-fonts/noto-sans-sc',
  'pino',
];

/** A program of one file. `electron` and `notBundled` stay imports; all other packages go into the file. */
function program(
  kind: Kind,
  of: { entry: string; file: string; format: 'es' | 'cjs'; target: string; external: readonly string[] },
): InlineConfig {
  return {
    ...common(kind),
    root,
    ssr: { noExternal: true, external: [...of.external] },
    build: {
      ...output(kind, of.entry),
      target: of.target,
      ssr: join(root, 'src-main', of.entry, 'main.ts'),
      rolldownOptions: {
        external: (id) => of.external.some((name) => id === name || id.startsWith(`${name}/`)),
        output: { format: of.format, entryFileNames: of.file, codeSplitting: false },
      },
    },
  };
}

function page(kind: Kind, folder: string, outFolder: string): InlineConfig {
  const source = join(root, 'src-renderer');
  return {
    ...common(kind),
    root: join(source, folder),
    configFile: join(source, 'vite.config.ts'),
    build: output(kind, outFolder),
  };
}

function common(kind: Kind): InlineConfig {
  return {
    configFile: false,
    logLevel: 'warn',
    mode: kind === 'product' ? 'production' : 'development',
    define: { __BUILD__: JSON.stringify(kind) },
  };
}

function output(kind: Kind, folder: string): NonNullable<InlineConfig['build']> {
  return {
    outDir: join(dist, folder),
    emptyOutDir: true,
    sourcemap: true,
    minify: kind === 'product',
    reportCompressedSize: false,
  };
}

/** Builds the named targets, all of them by default, and the description that makes `dist` an application for Electron. */
export async function build(names: readonly BuildTarget[] = allTargets, kind: Kind = 'development'): Promise<void> {
  const startMs = performance.now();
  if (names.includes('screen')) await makeUiFont();
  await Promise.all(names.map((name) => viteBuild(targets[name](kind))));
  const { name, version } = manifest;
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, 'package.json'), JSON.stringify({ name, version, type: 'module', main: 'shell/main.js' }));
  say(`built ${names.join(', ')} (${kind}) in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
}

const allTargets = Object.keys(targets).filter(isTarget);

function isTarget(name: string): name is BuildTarget {
  return Object.hasOwn(targets, name);
}

if (import.meta.main) {
  await runScript(async () => {
    const { values, positionals } = parseArgs({ options: { product: { type: 'boolean' } }, allowPositionals: true });
    const unknown = positionals.filter((name) => !isTarget(name));
    if (unknown.length > 0) throw new SetupProblem(`Unknown: ${unknown.join(' ')}. Known: ${allTargets.join(' ')}.`);
    const names = positionals.filter(isTarget);
    await build(names.length > 0 ? names : allTargets, values.product ? 'product' : 'development');
    return 0;
  });
}
