/** The core as a child of the shell, where no service manager keeps it: started when none answers, again when it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { nextRestart } from './restarts.ts';

export interface CoreProcess {
  /** Called whenever the socket does not answer. Starts a core unless one of ours lives or is about to. */
  ensure(): void;
  /** Asks our core to finish and waits for it, at most the given time. Another's core is left alone. */
  stop(timeOutMs: number): Promise<void>;
}

/** The core says so itself when it refuses to run: configuration, database or Node are wrong, and starting again will not help. */
const refusals = new Set([2, 3, 4]);

export function coreProcess(
  how: { readonly command: string; readonly args: readonly string[] } | undefined,
  onRefusal: (code: number) => void,
): CoreProcess {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let deathsMs: readonly number[] = [];
  let stopping = false;

  function start(): void {
    timer = undefined;
    if (how === undefined || stopping) return;
    child = spawn(how.command, [...how.args], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => died());
    child.once('exit', (code) => {
      if (code !== null && refusals.has(code)) onRefusal(code);
      died();
    });
  }

  function died(): void {
    if (child === undefined) return;
    child = undefined;
    if (stopping) return;
    const restart = nextRestart(deathsMs, performance.now());
    deathsMs = restart.deathsMs;
    timer = setTimeout(start, restart.delayMs);
  }

  return {
    ensure() {
      if (child === undefined && timer === undefined) start();
    },
    async stop(timeOutMs) {
      stopping = true;
      clearTimeout(timer);
      const running = child;
      if (running === undefined || running.exitCode !== null) return;
      const gone = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      const late = setTimeout(() => running.kill('SIGKILL'), timeOutMs);
      await gone;
      clearTimeout(late);
    },
  };
}
