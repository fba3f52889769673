// Checks what npm cannot install: the libraries and programs of the system. Run alone it checks everything.

import './require-node.cjs';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, SetupProblem, say } from './setup-problem.ts';

/** What a script is about to do, and so what the machine must have. */
export type Need = 'window' | 'display' | 'devices' | 'receipts' | 'tests';

/** `packages`: the name in Debian 12 first, then the name since the 64-bit time change (Debian 13). */
export type Part = { need: Need; packages: readonly [string, ...string[]] } & (
  | { library: string }
  | { command: string }
  | { file: string }
);

/** The libraries are those that Electron 33 links or opens by name (ldd); Debian's dependencies bring the rest. */
export const parts: readonly Part[] = [
  { need: 'window', packages: ['libgtk-3-0', 'libgtk-3-0t64'], library: 'libgtk-3.so.0' },
  { need: 'window', packages: ['libnss3'], library: 'libnss3.so' },
  { need: 'window', packages: ['libasound2', 'libasound2t64'], library: 'libasound.so.2' },
  { need: 'window', packages: ['libgbm1'], library: 'libgbm.so.1' },
  { need: 'window', packages: ['libxss1'], library: 'libXss.so.1' },
  { need: 'window', packages: ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'], library: 'libatk-bridge-2.0.so.0' },
  { need: 'window', packages: ['libnotify4'], library: 'libnotify.so.4' },
  { need: 'window', packages: ['libxtst6'], library: 'libXtst.so.6' },
  { need: 'display', packages: ['xvfb'], command: 'Xvfb' },
  { need: 'devices', packages: ['socat'], command: 'socat' },
  { need: 'devices', packages: ['udev'], command: 'udevadm' },
  // Rare characters in names, which Noto Sans SC lacks.
  {
    need: 'receipts',
    packages: ['fonts-babelstone-han'],
    file: '/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf',
  },
  { need: 'receipts', packages: ['fonts-hanazono'], file: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf' },
  { need: 'tests', packages: ['zbar-tools'], command: 'zbarimg' },
  { need: 'tests', packages: ['chromium'], command: 'chromium' },
];

const updateTimeOutMs = 5 * 60_000;
const installTimeOutMs = 20 * 60_000;

/**
 * Makes sure that the system has what `needs` asks for. On a Debian with root it installs what is missing; otherwise it
 * throws a SetupProblem with the one line to run. On another system it says what is needed and goes on.
 */
export function preflight({ needs }: { needs: readonly Need[] }): void {
  if (process.platform !== 'linux') {
    say(
      `Not tried on ${process.platform}: on a terminal everything is bundled; the simulators need a Unix with socat.`,
    );
    return;
  }
  const wanted = parts.filter((part) => needs.includes(part.need) && !(part.need === 'display' && hasDisplay()));
  const missing = missingParts(wanted);
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get')) {
    say(`This system is not a Debian; it seems to lack what Debian calls: ${firstNames(missing)}. Going on.`);
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new SetupProblem(
      `The system lacks ${missing.length} package(s). Run this line, then try again:\n\n  ${commandLine(missing)}\n`,
    );
  }
  installPackages(missing);
  const still = missingParts(missing);
  if (still.length > 0) throw new SetupProblem(`Installed, and yet not found: ${firstNames(still)}.`);
}

/** The parts that this machine does not have. */
export function missingParts(wanted: readonly Part[]): Part[] {
  const libraries = wanted.some((part) => 'library' in part) ? knownLibraries() : '';
  return wanted.filter((part) => {
    if ('library' in part) return !libraries.includes(`${part.library} `);
    if ('command' in part) return !onPath(part.command);
    return !existsSync(part.file);
  });
}

function hasDisplay(): boolean {
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function knownLibraries(): string {
  return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8', maxBuffer: 8 << 20 });
}

function onPath(command: string): boolean {
  return [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'].some((folder) =>
    existsSync(join(folder, command)),
  );
}

function commandLine(missing: readonly Part[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing.map(nameHere).join(' ')}`;
}

function installPackages(missing: readonly Part[]): void {
  say(`Installing ${missing.length} system package(s) that npm cannot bring (this can take minutes):`);
  apt(['update'], updateTimeOutMs);
  const names = missing.map(nameHere);
  say(`  ${names.join(' ')}`);
  apt(['install', '-y', '--no-install-recommends', ...names], installTimeOutMs);
  say('  installed');
}

function firstNames(missing: readonly Part[]): string {
  return missing.map((part) => part.packages[0]).join(' ');
}

/** The name under which this release has the package. */
function nameHere({ packages }: Part): string {
  const has = (name: string) => /Candidate: \d/.test(execFileSync('apt-cache', ['policy', name], { encoding: 'utf8' }));
  return packages.find(has) ?? packages[0];
}

function apt(args: readonly string[], timeOutMs: number): void {
  try {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeOutMs,
      maxBuffer: 64 << 20,
      encoding: 'utf8',
    });
  } catch (error) {
    throw new SetupProblem(`apt-get ${args[0]} failed. ${lastLines(error)}`);
  }
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error && error.stderr ? String(error.stderr) : String(error);
  return `It said last:\n${text.trim().split('\n').slice(-8).join('\n')}`;
}

if (import.meta.main) {
  await runScript(async () => {
    preflight({ needs: ['window', 'display', 'devices', 'receipts', 'tests'] });
    const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
    say(`Ready: Node ${process.versions.node}, ${/^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? process.platform}.`);
    return 0;
  });
}
