// A fresh machine: what the scripts do before there is anything to test.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureDisplay } from '../scripts/display.ts';
import { isWhole, prepare } from '../scripts/electron-cache.ts';
import { electronRuntime } from '../scripts/electron-runtime.ts';
import { checkIntegrity, downloadSource } from '../scripts/electron-sources.ts';
import { missingParts } from '../scripts/preflight.ts';
import { countTests } from '../scripts/test.ts';
import { unzip } from '../scripts/unzip.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changming-setup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

describe('the cache of a prepared Electron', () => {
  const fill = async ({ into }: { into: string }) => writeFileSync(join(into, 'electron'), 'program');

  test('is whole only after it was prepared to the end, and not when a file was cut short', async () => {
    const cached = join(folder, 'electron-1');
    expect(await isWhole(cached)).toBe(false);
    await prepare(cached, fill);
    expect(await isWhole(cached)).toBe(true);

    writeFileSync(join(cached, 'electron'), 'prog');
    expect(await isWhole(cached)).toBe(false);
    await prepare(cached, fill);
    expect(readFileSync(join(cached, 'electron'), 'utf8')).toBe('program');
    expect(readdirSync(folder)).toEqual(['electron-1']);
  });

  test('survives several runs that prepare it at once', async () => {
    const cached = join(folder, 'electron-1');
    await Promise.all([prepare(cached, fill), prepare(cached, fill), prepare(cached, fill)]);
    expect(await isWhole(cached)).toBe(true);
    expect(readdirSync(folder)).toEqual(['electron-1']);
  });

  test('holds nothing when the preparation failed', async () => {
    const failing = prepare(join(folder, 'electron-1'), async () => {
      throw new Error('no space left');
    });
    await expect(failing).rejects.toThrow('no space left');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the download of Electron', () => {
  async function downloadFrom(answer: (path: string) => string): Promise<unknown> {
    const server = createServer((request, response) => response.end(answer(request.url ?? '')));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/mirror/`);
    const source = downloadSource('linux-x64');
    try {
      return await source?.fill({ into: folder, work: folder });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test('is refused when a login page of the network answers', async () => {
    await expect(downloadFrom(() => '<html>Please log in</html>')).rejects.toThrow("not Electron's list of files");
  });

  test('is refused when the archive is not the pinned one', async () => {
    const answer = (path: string) => (path.endsWith('.txt') ? 'electron-v33.2.1-linux-x64.zip' : 'PK, but another');
    await expect(downloadFrom(answer)).rejects.toThrow('and not the pinned');
  });

  test('is not offered for a platform whose hash is unknown', () => {
    expect(downloadSource('sunos-sparc')).toBeUndefined();
  });
});

test('an archive passes only with its own hash', async () => {
  const path = join(folder, 'archive');
  writeFileSync(path, 'content');
  const integrity = `sha512-${createHash('sha512').update('content').digest('base64')}`;
  await checkIntegrity(path, integrity);
  writeFileSync(path, 'Content');
  await expect(checkIntegrity(path, integrity)).rejects.toThrow('and not the pinned');
});

test('an Electron given by hand is used, and one that is not there is named', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  await expect(electronRuntime()).rejects.toThrow('there is no electron');
  writeFileSync(join(folder, 'electron'), '');
  writeFileSync(join(folder, 'version'), 'v45.4.1');
  expect(await electronRuntime()).toMatchObject({ version: '45.4.1', source: 'override' });
});

describe('unpacking', () => {
  const unix = 3;

  test('keeps access rights and links, and leaves out what has no place', async () => {
    const archive = zipSync({
      'app/electron': [new Uint8Array([1, 2, 3]), { os: unix, attrs: (0o100755 << 16) >>> 0 }],
      'app/current': [new TextEncoder().encode('electron'), { os: unix, attrs: (0o120777 << 16) >>> 0 }],
      'app/unwanted/big': new Uint8Array(10),
    });
    writeFileSync(join(folder, 'a.zip'), archive);
    const place = (name: string) => (name.includes('unwanted') ? undefined : name.replace('app/', 'out/'));
    await unzip(join(folder, 'a.zip'), folder, place);

    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['current', 'electron']);
    expect(statSync(join(folder, 'out', 'electron')).mode & 0o777).toBe(0o755);
    expect(await readlink(join(folder, 'out', 'current'))).toBe('electron');
  });

  test('refuses a name that leaves the folder', async () => {
    writeFileSync(join(folder, 'a.zip'), zipSync({ '../outside': new Uint8Array(1) }));
    await expect(unzip(join(folder, 'a.zip'), join(folder, 'in'), (name) => name)).rejects.toThrow(
      'invalid relative path',
    );
    expect(existsSync(join(folder, 'outside'))).toBe(false);
  });
});

test('a missing program, library or file of the system is noticed', () => {
  const packages = ['x'] as const;
  const absent = [
    { need: 'tests', packages, command: 'no-such-program' },
    { need: 'window', packages, library: 'libnosuch.so.9' },
    { need: 'receipts', packages, file: join(folder, 'no-such-font.ttf') },
  ] as const;
  const present = [
    { need: 'tests', packages, command: 'node' },
    { need: 'window', packages, library: 'libc.so.6' },
    { need: 'receipts', packages, file: import.meta.filename },
  ] as const;
  expect(missingParts([...absent, ...present])).toEqual(absent);
});

test('a display of our own comes up on a free number and goes away again', async () => {
  vi.stubEnv('DISPLAY', '');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  const [one, two] = await Promise.all([
    ensureDisplay({ width: 640, height: 480 }),
    ensureDisplay({ width: 640, height: 480 }),
  ]);
  const socketOf = (display: string | undefined) => `/tmp/.X11-unix/X${display?.slice(1)}`;
  expect(one.display).not.toBe(two.display);
  expect(existsSync(socketOf(one.display))).toBe(true);
  await Promise.all([one.stop(), two.stop()]);
  expect(existsSync(socketOf(one.display))).toBe(false);
});

describe('the last line of a test run', () => {
  const report = (passed: number, failed: number, files: { status: string; tests: string[] }[]) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  });

  test('counts a file that could not even be read as a failure', () => {
    const files = [
      { status: 'passed', tests: ['passed'] },
      { status: 'failed', tests: [] },
    ];
    expect(countTests(report(1, 0, files), 1)).toEqual({ passed: 1, failed: 1 });
    expect(countTests(report(0, 1, [{ status: 'failed', tests: ['failed'] }]), 1)).toEqual({ passed: 0, failed: 1 });
  });

  test('never says that all is well when nothing ran, or when something failed outside the tests', () => {
    expect(countTests(report(0, 0, []), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(report(2, 0, [{ status: 'passed', tests: ['passed', 'passed'] }]), 1).failed).toBe(1);
    expect(countTests(report(2, 0, [{ status: 'passed', tests: ['passed', 'passed'] }]), 0).failed).toBe(0);
  });
});
