/** The built screen on a loopback server with the kiosk's own CSP, and a browser to look at it. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { makeUiFont } from '../../scripts/ui-font.ts';
import { must } from '../../src-main/contract/result.ts';
import { nightScenario, nowMs } from './scenario.ts';
import type { Scenario } from './scripted-kiosk.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly diagonalInches: number;
}

export const sizes = {
  portrait: { width: 1080, height: 1920, diagonalInches: 21.5 },
  landscape: { width: 1280, height: 1024, diagonalInches: 19 },
} as const satisfies Record<string, Size>;

/** As the shell sends it for `kiosk://app/`. */
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface Stage {
  /** A new page at the attract screen. What it complains about is added to `complaints`. */
  open(size: Size): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const scenario = nightScenario();
  await makeUiFont();
  const folder = await mkdtemp(join(tmpdir(), 'screens-'));
  await build({
    configFile: fileURLToPath(new URL('../../src-renderer/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder },
  });
  const script = await kioskScript();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    response.setHeader('content-security-policy', csp);
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(join(folder, file))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const url = `http://127.0.0.1:${address.port}/`;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    open: (size) => openPage(browser, size, { url, script, scenario }),
    async close() {
      await browser.close();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

interface Source {
  readonly url: string;
  readonly script: string;
  readonly scenario: Scenario;
}

async function openPage(browser: Browser, size: Size, source: Source) {
  const { width, height, diagonalInches } = size;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.clock.setFixedTime(nowMs);
  const scenario = { ...source.scenario, terminal: { ...source.scenario.terminal, diagonalInches } };
  await page.addInitScript(`globalThis.scenario = ${JSON.stringify(scenario)}`);
  await page.addInitScript(source.script);
  await page.goto(source.url);
  return { page, complaints, close: () => context.close() };
}

async function kioskScript(): Promise<string> {
  const entry = fileURLToPath(new URL('./scripted-kiosk.entry.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'scriptedKiosk' } },
  });
  const [bundle] = Array.isArray(built) ? built : [];
  return must(bundle?.output[0], 'one bundle with one file').code;
}
