// `npm test [-- <vitest arguments>]`: prepares the machine, builds, runs the tests and ends with `N passed, N failed`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { build } from './build.ts';
import { ensureDisplay } from './display.ts';
import { electronRuntime } from './electron-runtime.ts';
import { preflight } from './preflight.ts';
import { SetupProblem, say } from './setup-problem.ts';

const timeOutMs = 30 * 60_000;

/** The part of vitest's JSON report that counts. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

export type Counts = { passed: number; failed: number };

/**
 * Counts a report. A file that failed without a failed test (it could not be read, or a hook threw) counts as one failure, and so
 * does an exit code that no failure explains (an error outside any test), and a run of no test at all.
 */
export function countTests(report: unknown, exitCode: number | null): Counts {
  const { numPassedTests: passed, numFailedTests, testResults } = reportSchema.parse(report);
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = numFailedTests + brokenFiles.length;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

async function runTests(args: readonly string[]): Promise<Counts> {
  preflight({ needs: ['window', 'display', 'devices', 'receipts', 'tests'] });
  await build();
  const { executable } = await electronRuntime();
  const { display, stop } = await ensureDisplay({ width: 1280, height: 1920 });
  const folder = await mkdtemp(join(tmpdir(), 'changming-test-'));
  try {
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: dirname(executable), DISPLAY: display };
    return await runVitest({ args, env, reportPath: join(folder, 'report.json') });
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runVitest(of: { args: readonly string[]; env: NodeJS.ProcessEnv; reportPath: string }): Promise<Counts> {
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${of.reportPath}`];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...of.args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: of.env,
    timeout: timeOutMs,
  });
  const [exitCode] = await once(child, 'exit');
  return countTests(JSON.parse(await readFile(of.reportPath, 'utf8')), exitCode);
}

if (import.meta.main) {
  const { passed, failed } = await runTests(process.argv.slice(2)).catch((error: unknown) => {
    say(error instanceof SetupProblem ? error.message : String(error instanceof Error ? error.stack : error));
    return { passed: 0, failed: 1 };
  });
  process.exitCode = failed === 0 ? 0 : 1;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}
