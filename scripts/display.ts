import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupProblem } from './setup-problem.ts';

/** `display` is the value for DISPLAY, or undefined where windows need none (Wayland, Windows). */
export type Display = { display: string | undefined; stop: () => Promise<void> };

const startTimeOutMs = 15_000;
const spare = 40;

/**
 * The display to open windows on: the one that is there, or else an Xvfb on a free number, which `stop` ends. It has room
 * for windows of the given size (pixels) and a little more: a window as large as its screen is made a pixel smaller, so
 * that no window manager takes it for full screen. The environment is left as it is: hand `display` to the program as DISPLAY.
 */
export async function ensureDisplay({ width, height }: { width: number; height: number }): Promise<Display> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) {
    return { display: DISPLAY, stop: async () => undefined };
  }
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    `${width + spare}x${height + spare}x24`,
    '-nolisten',
    'tcp',
    '-noreset',
  ];
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = once(xvfb, 'exit');
  const kill = (): void => void xvfb.kill();
  process.once('exit', kill);
  try {
    const chosen = await Promise.race([
      once(xvfb.stdio[3] ?? xvfb, 'data', { signal: AbortSignal.timeout(startTimeOutMs) }),
      ended.then(([code]) => Promise.reject(new Error(`it ended with ${code}`))),
    ]);
    const stop = async (): Promise<void> => {
      process.off('exit', kill);
      kill();
      await ended;
    };
    return { display: `:${String(chosen[0]).trim()}`, stop };
  } catch (error) {
    kill();
    throw new SetupProblem(
      `Xvfb (Debian package xvfb) did not start: ${error instanceof Error ? error.message : error}`,
    );
  }
}
