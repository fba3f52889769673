/** A null-modem cable without hardware: two ptys joined by socat. For simulators, the bench and tests; Linux only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PtyPair {
  /** Path of the driver's end; the same for the life of the pair. */
  readonly a: string;
  /** Path of the simulator's end. */
  readonly b: string;
  /** Both ends hang up and both paths vanish, as when a USB serial adapter is pulled out. */
  unplug(): Promise<void>;
  /** The same two paths again. Who held an end must open it anew. */
  replug(): Promise<void>;
  close(): Promise<void>;
}

const startTimeOutMs = 5000;
const stopTimeOutMs = 2000;

/** @throws Error when socat (Debian package `socat`) is missing or does not come up within 5 s */
export async function openPtyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-pty-'));
  const a = join(folder, 'a');
  const b = join(folder, 'b');
  let cable: ChildProcess | undefined;
  /** Whoever ends without `close` leaves no process and no folder either. */
  const atExit = () => {
    cable?.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  const close = async () => {
    await unplug();
    await rm(folder, { recursive: true, force: true });
    process.off('exit', atExit);
  };
  const unplug = async () => {
    const old = cable;
    cable = undefined;
    if (old !== undefined) await stop(old);
    // socat removes its links itself, but not when it had to be killed.
    await Promise.all([rm(a, { force: true }), rm(b, { force: true })]);
  };
  const replug = async () => {
    await unplug();
    cable = await startSocat(a, b);
  };
  await replug().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { a, b, unplug, replug, close };
}

async function startSocat(a: string, b: string): Promise<ChildProcess> {
  const end = (link: string) => `PTY,raw,echo=0,link=${link}`;
  const child = spawn('socat', ['-d', '-d', end(a), end(b)], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    await untilJoined(child);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return child;
}

/** socat says so on its standard error when both ptys and both links exist. */
function untilJoined(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`socat did not come up: ${said}`)), startTimeOutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error('socat cannot be started', { cause: error }));
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`socat ended: ${said}`));
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-2000);
      if (!said.includes('starting data transfer loop')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeOutMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
}
