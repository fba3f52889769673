// `npm run demo -- --out <folder> [--card <key or file>] [--item <id>] [--lang zh-CN|en] [--offline]`
// One citizen's journey through the visible screen of real Electron, with simulated devices and the sandbox platform.
// Ends with 0 only when the application was kept, its receipt confirmed, and acknowledged once.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Language } from '../src-main/contract/calls.ts';
import { type Dock, startDock } from '../src-main/dock/dock.ts';
import { build } from './build.ts';
import { cardOf } from './demo/card.ts';
import { Citizen, type Errand } from './demo/citizen.ts';
import { openErrand } from './demo/errand.ts';
import { readTerminalRecord, type Summary, summaryOf } from './demo/summary.ts';
import { ensureDisplay } from './display.ts';
import { electronRuntime } from './electron-runtime.ts';
import { preflight } from './preflight.ts';
import { runScript, SetupProblem, say } from './setup-problem.ts';
import { coreCommand, openTerminalWindow } from './terminal-window.ts';

const Options = z.strictObject({
  out: z.string().default('out'),
  card: z.string().default('resident_10y'),
  item: z.string().default('food-business-licence'),
  lang: Language.default('zh-CN'),
  offline: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const screen = { width: 1080, height: 1920 };

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      card: { type: 'string' },
      item: { type: 'string' },
      lang: { type: 'string' },
      offline: { type: 'boolean' },
    },
  });
  const parsed = Options.safeParse({ ...values });
  if (!parsed.success) throw new SetupProblem(`demo: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

async function demo(): Promise<number> {
  const options = readOptions();
  const card = cardOf(options.card);
  const errand = openErrand(options.item);
  preflight({ needs: ['window', 'display', 'devices', 'receipts'] });
  await build();
  const { executable } = await electronRuntime();
  const { display, stop } = await ensureDisplay(screen);
  const out = resolve(options.out);
  rmSync(join(out, 'screens'), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'changming-demo-'));
  const dock = await startDock({ folder, window: screen, startCore: coreCommand(folder) });
  try {
    const summary = await journey({ options, errand, card, dock, executable, display, out });
    writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    say(JSON.stringify(summary, null, 2));
    say(`Pictures, receipt and what the platform holds are in ${out}`);
    const good = summary.kept && summary.printed === 'confirmed' && summary.acknowledged && summary.duplicates === 0;
    return good ? 0 : 1;
  } finally {
    await dock.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Stage {
  readonly options: Options;
  readonly errand: Errand;
  readonly card: Uint8Array;
  readonly dock: Dock;
  readonly executable: string;
  readonly display: string | undefined;
  readonly out: string;
}

async function journey(stage: Stage): Promise<Summary> {
  const { options, errand, card, dock, executable, display, out } = stage;
  if (options.offline) await dock.sandbox.behave({ kind: 'down' });
  const startedMs = performance.now();
  const terminal = await openTerminalWindow({ executable, display, settingsPath: dock.settingsPath });
  const citizen = new Citizen(await terminal.page(), options.lang, join(out, 'screens'));
  const ms: Record<string, number> = {};
  const timed = async <T>(name: string, sinceMs: number, work: Promise<T>): Promise<T> => {
    const result = await work;
    ms[name] = Math.round(performance.now() - sinceMs);
    return result;
  };
  let refusal: string | undefined;
  try {
    await timed('start', startedMs, citizen.arrive());
    await citizen.touchToStart();
    await citizen.findItem(errand);
    await citizen.agree();
    dock.reader.simulator.present(card);
    refusal = await timed('read', performance.now(), citizen.waitForCard());
    if (refusal === undefined) {
      dock.reader.simulator.remove();
      await citizen.itIsMe();
      await citizen.fillIn(errand);
      await citizen.review();
      await citizen.sign();
      const confirmedMs = performance.now();
      await timed('keep', confirmedMs, citizen.confirm());
      await citizen.picture('kept');
      await timed('print', confirmedMs, citizen.sees(citizen.words.kept.print.confirmed));
      await citizen.picture('printed');
      if (options.offline) await dock.sandbox.behave({ kind: 'up' });
      await timed('acknowledge', confirmedMs, citizen.sees(citizen.words.kept.delivery.acknowledged));
      await citizen.picture('acknowledged');
      await citizen.finish();
      await citizen.backToAttract(await terminal.app.waitForEvent('window', { timeout: 20_000 }));
    }
  } catch (error) {
    await citizen.picture('stuck');
    throw error;
  } finally {
    await terminal.close();
  }
  if (refusal !== undefined) say(`The terminal refused the card: ${refusal}`);
  const received = await dock.sandbox.received();
  const slips = dock.printer.simulator.slips().filter(({ picture }) => picture.bits.some((bits) => bits !== 0));
  const slip = slips.at(-1);
  writeFileSync(join(out, 'platform.json'), `${JSON.stringify(received, null, 2)}\n`);
  writeFileSync(join(out, 'receipt.bin'), dock.printer.simulator.bytes());
  if (slip !== undefined) writeFileSync(join(out, 'receipt.png'), slip.png());
  const record = readTerminalRecord(join(dock.folder, 'core', 'changming.db'));
  return summaryOf({ record, received, slips: slips.length, ms, refusal });
}

await runScript(demo);
