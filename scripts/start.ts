// `npm start [-- --seconds <n>]`: the terminal with simulated devices, the sandbox platform and the bench panel.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDock } from '../src-main/dock/dock.ts';
import { servePanel } from '../src-main/dock/panel.ts';
import { build } from './build.ts';
import { ensureDisplay } from './display.ts';
import { electronRuntime } from './electron-runtime.ts';
import { preflight } from './preflight.ts';
import { runScript, say } from './setup-problem.ts';
import { coreCommand, developmentArgs, distFolder, openTerminalWindow } from './terminal-window.ts';

/** Half of a 21.5 inch portrait display: it fits on a developer's screen. */
const windowOnDesk = { width: 540, height: 960 };
const portrait = { width: 1080, height: 1920 };
const pictureEveryMs = 2_000;

async function start(): Promise<number> {
  const { values } = parseArgs({ options: { seconds: { type: 'string' } } });
  preflight({ needs: ['window', 'display', 'devices', 'receipts'] });
  say('Building…');
  await build();
  const { executable } = await electronRuntime();
  const someoneLooks = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';
  const { display, stop } = await ensureDisplay(portrait);
  const folder = mkdtempSync(join(tmpdir(), 'changming-start-'));
  const dock = await startDock({
    folder,
    window: someoneLooks ? windowOnDesk : portrait,
    startCore: coreCommand(folder),
  });
  const panel = await servePanel(dock, join(distFolder, 'dock'));
  say(`\nBench panel (cards, paper, network, what the platform received):  ${panel.url}\nStop with Ctrl-C.\n`);
  const end = ending(values.seconds);
  try {
    const settingsPath = dock.settingsPath;
    if (someoneLooks) await showWindow({ executable, settingsPath, panelUrl: panel.url }, end);
    else await takePictures({ executable, settingsPath, display }, end);
    return 0;
  } finally {
    await panel.close();
    await dock.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Aborted by Ctrl-C, by the parent, or when the asked time is over. */
function ending(seconds: string | undefined): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  if (seconds !== undefined) setTimeout(() => end.abort(), Number(seconds) * 1000);
  return end.signal;
}

interface Shown {
  readonly executable: string;
  readonly settingsPath: string;
  readonly panelUrl: string;
}

async function showWindow({ executable, settingsPath, panelUrl }: Shown, end: AbortSignal): Promise<void> {
  const shell = spawn(executable, developmentArgs(settingsPath), { stdio: 'inherit' });
  const opener = spawn('xdg-open', [panelUrl], { stdio: 'ignore' });
  // No browser to open: the address stands in the terminal.
  opener.once('error', () => say(`Open ${panelUrl} in a browser.`));
  end.addEventListener('abort', () => shell.kill('SIGTERM'));
  await once(shell, 'exit');
}

/** Nobody can see an Xvfb: the screen is kept as a picture that is renewed as long as it runs. */
async function takePictures(
  { executable, settingsPath, display }: Omit<Shown, 'panelUrl'> & { display: string | undefined },
  end: AbortSignal,
): Promise<void> {
  const folder = join(process.cwd(), 'out', 'start');
  await mkdir(folder, { recursive: true });
  const terminal = await openTerminalWindow({ executable, settingsPath, display });
  const path = join(folder, 'screen.png');
  say(`No display: the terminal runs under Xvfb, and its screen is kept in ${path}`);
  while (!end.aborted) {
    const page = await terminal.page();
    writeFileSync(path, await page.screenshot());
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pictureEveryMs);
      end.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
    });
  }
  await terminal.close();
}

await runScript(start);
