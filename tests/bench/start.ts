// `npm run bench:start [-- --rounds <n>]`: start-up time and memory of the terminal beside a blank Electron window, in turns,
// and the time to keep a form beside append + fdatasync on the same disk.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { ensureDisplay } from '../../scripts/display.ts';
import { electronRuntime } from '../../scripts/electron-runtime.ts';
import { preflight } from '../../scripts/preflight.ts';
import { runScript, say } from '../../scripts/setup-problem.ts';
import { coreCommand, developmentArgs } from '../../scripts/terminal-window.ts';
import { startDock } from '../../src-main/dock/dock.ts';
import zh from '../../src-renderer/strings/zh-CN.json' with { type: 'json' };
import { type Run, runOnce } from './electron-run.ts';
import { quantile, ratios, spread, verdict } from './figures.ts';
import { benchKeep } from './keep.ts';

const screen = { width: 1080, height: 1920 };

/** A window of the same size that shows a page of one word: what Electron itself costs. */
function blankApp(folder: string): string {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'blank', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ ...${JSON.stringify(screen)}, useContentSize: true }).loadFile('${join(folder, 'blank.html')}'));
process.on('SIGTERM', () => app.quit());`,
  );
  writeFileSync(join(folder, 'blank.html'), '<!doctype html><title>blank</title><p id="word">blank</p>');
  return folder;
}

async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
  const rounds = Number(values.rounds);
  preflight({ needs: ['window', 'display', 'devices'] });
  await build(undefined, 'product');
  await build(['shell'], 'development');
  const { executable } = await electronRuntime();
  const { display, stop } = await ensureDisplay(screen);
  if (display !== undefined) process.env.DISPLAY = display;
  const folder = mkdtempSync(join(tmpdir(), 'changming-bench-'));
  const dock = await startDock({
    folder: join(folder, 'dock'),
    window: screen,
    startCore: coreCommand(join(folder, 'dock')),
  });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const contenders = {
    blank: {
      executable,
      args: [...asRoot, blankApp(mkdtempSync(join(folder, 'blank-')))],
      usable: "document.getElementById('word')",
      address: 'file:',
    },
    terminal: {
      executable,
      args: developmentArgs(dock.settingsPath),
      usable: `document.body.innerText.includes('${zh.attract.start}')`,
      address: 'kiosk:',
    },
  };
  const found: Record<keyof typeof contenders, Run[]> = { blank: [], terminal: [] };
  try {
    for (let round = -1; round < rounds; round += 1) {
      const names = Object.keys(contenders) as (keyof typeof contenders)[];
      for (const name of round % 2 === 0 ? names : names.reverse()) {
        const run = await runOnce(contenders[name]);
        // The first round warms the page cache for both.
        if (round >= 0) found[name].push(run);
      }
      say(`round ${round + 1} of ${rounds}`);
    }
    report(found);
    await benchKeep(join(folder, 'keep'));
    return 0;
  } finally {
    await dock.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report({ blank, terminal }: Record<'blank' | 'terminal', Run[]>): void {
  for (const [what, pick, limit] of [
    ['spawn to usable screen, ms', (run: Run) => run.readyMs, 1.5],
    ['memory (PSS, all processes, core included), MiB', (run: Run) => run.pssMiB, 1.4],
  ] as const) {
    const ours = terminal.map(pick);
    const theirs = blank.map(pick);
    const ratio = ratios(ours, theirs);
    process.stdout.write(
      `${what}: terminal ${spread(ours)}, blank ${spread(theirs)}, ratio ${spread(ratio, 2)}, ${verdict(quantile(ratio, 0.5), limit)}\n`,
    );
  }
}

await runScript(bench);
