/** A real core process on real ptys, a real database and a real platform over loopback HTTP; no window. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dock, type DockOptions, startDock } from '../../src-main/dock/dock.ts';

const root = join(import.meta.dirname, '..', '..');

/** One change to one source file of the core, planted for the life of that process. */
export interface Plant {
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Terminal {
  readonly dock: Dock;
  readonly socketPath: string;
  /** Everything the core wrote to its log and error output so far. */
  output(): string;
  /** `sound` leaves the plant out that the terminal was started with. */
  startCore(which: 'planted' | 'sound'): Promise<void>;
  /** SIGKILL, no goodbye. */
  killCore(): Promise<void>;
  /** Resolves with the exit code when the core ends by itself; null for a signal. */
  coreEnded(): Promise<number | null>;
  close(): Promise<void>;
}

export interface TerminalOptions extends Omit<DockOptions, 'folder'> {
  readonly plant?: Plant;
}

const shortTimes = { identifySeconds: 20, retryBaseMs: 60, retryCapMs: 400, requestTimeOutMs: 2_000 };

export async function startTerminal(options: TerminalOptions = {}): Promise<Terminal> {
  const folder = mkdtempSync(join(tmpdir(), 'changming-flow-'));
  const dock = await startDock({ ...options, folder, times: { ...shortTimes, ...options.times } });
  let core: ChildProcess | undefined;
  let output = '';

  async function startCore(which: 'planted' | 'sound'): Promise<void> {
    const child = spawnCore(dock.configPath, which === 'planted' ? options.plant : undefined);
    core = child;
    const started = new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk;
        if (output.includes('"event":"coreStarted"')) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code, signal) =>
        reject(new Error(`the core ended with ${code ?? signal} before it started:\n${output}`)),
      );
    });
    await started;
    output = output.replace('"event":"coreStarted"', '"event":"coreStartedBefore"');
  }

  async function killCore(): Promise<void> {
    if (core === undefined || core.exitCode !== null || core.signalCode !== null) return;
    const gone = once(core, 'exit');
    core.kill('SIGKILL');
    await gone;
  }

  const terminal: Terminal = {
    dock,
    socketPath: dock.socketPath,
    output: () => output,
    startCore,
    killCore,
    async coreEnded() {
      if (core !== undefined && core.exitCode === null && core.signalCode === null) await once(core, 'exit');
      return core?.exitCode ?? null;
    },
    async close() {
      await killCore();
      await dock.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await startCore('planted').catch(async (error: unknown) => {
    await terminal.close();
    throw error;
  });
  return terminal;
}

/** Also for a second core on the same database, which must refuse. */
export function spawnCore(configPath: string, plant?: Plant): ChildProcess {
  const hook = plant === undefined ? [] : ['--import', join(root, 'tests', 'planted', 'hook.mjs')];
  return spawn(process.execPath, [...hook, join(root, 'src-main', 'core', 'main.ts'), '--config', configPath], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(plant === undefined ? {} : { CHANGMING_PLANT: JSON.stringify(plant) }) },
  });
}
