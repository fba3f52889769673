/** The time to keep a form (validate, seal, commit) in the core, in turns with append + fdatasync of the same size on the same disk. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startDock } from '../../src-main/dock/dock.ts';
import { connectCitizen } from '../flows/citizen.ts';
import { confirmation, expectOk } from '../flows/journey.ts';
import { quantile, spread, verdict } from './figures.ts';

const forms = 200;
const formBytes = 2_048;

export async function benchKeep(folder: string): Promise<void> {
  const dock = await startDock({ folder, without: ['receipt-printer'] });
  await dock.sandbox.behave({ kind: 'down' });
  const main = join(import.meta.dirname, '..', '..', 'dist', 'core', 'main.js');
  const core = spawn(process.execPath, [main, '--config', dock.configPath], { stdio: ['ignore', 'pipe', 'inherit'] });
  const keepMs: number[] = [];
  createInterface({ input: core.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as { event: string; keepMs?: number };
    if (event.event === 'applicationKept' && event.keepMs !== undefined) keepMs.push(event.keepMs);
  });
  const appendMs: number[] = [];
  const file = openSync(join(folder, 'append'), 'a');
  const row = Buffer.alloc(formBytes, 'x');
  try {
    const citizen = await connectCitizen(dock.socketPath);
    expectOk(await citizen.call('session.begin', { language: 'zh-CN' }));
    const { consentVersion } = expectOk(await citizen.call('terminal.view', {}));
    expectOk(await citizen.call('session.consent', { consentVersion }));
    const person = expectOk(await citizen.call('identify.byNumber', { name: '测试甲', number: '119999190001010011' }));
    // Stroke points bring the sealed form to about the size of a real one.
    for (let n = 0; n < forms; n += 1) {
      expectOk(await citizen.call('application.confirm', await confirmation(citizen, person)));
      const startedMs = performance.now();
      writeSync(file, row);
      fdatasyncSync(file);
      appendMs.push(performance.now() - startedMs);
    }
    citizen.leave();
  } finally {
    closeSync(file);
    const gone = once(core, 'exit');
    core.kill('SIGTERM');
    await gone;
    await dock.close();
  }
  const p99 = quantile(appendMs, 0.99);
  const ratio = quantile(keepMs, 0.5) / p99;
  process.stdout.write(
    `keep a form, ms: ${spread(keepMs, 2)}; append + fdatasync of ${formBytes} B: ${spread(appendMs, 2)}, p99 ${p99.toFixed(2)}; ` +
      `median keep / p99 append ${ratio.toFixed(2)}, ${verdict(ratio, 3)} (${keepMs.length} forms)\n`,
  );
}
