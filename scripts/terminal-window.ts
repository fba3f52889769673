/** Opens the built terminal in real Electron under Playwright's eyes, for the demo, the benchmarks and the tests. */

import { dirname, join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';

export interface TerminalWindow {
  readonly app: ElectronApplication;
  /** The citizen's page of this moment: there is a new one after each citizen. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly executable: string;
  readonly display: string | undefined;
  /** The shell's settings file: see src-main/shell/settings.ts. */
  readonly settingsPath: string;
  /** Language of Chromium's own parts; the page's language is the citizen's choice. */
  readonly env?: Readonly<Record<string, string>>;
}

export const distFolder = join(import.meta.dirname, '..', 'dist');

/**
 * How the shell starts the core. The core does one thing at a time: a large young generation and a pool of
 * compilers would only hold memory (V8 flags, measured at a third of its heap).
 */
export function coreCommand(folder: string): { command: string; args: string[] } {
  const main = join(distFolder, 'core', 'main.js');
  const args = [
    '--max-semi-space-size=1',
    '--v8-pool-size=1',
    main,
    '--config',
    join(folder, 'terminal.json'),
    '--log',
    join(folder, 'core.log'),
  ];
  return { command: process.execPath, args };
}

/** What a development build is started with. Chromium as root runs only without its sandbox; a product build refuses that. */
export function developmentArgs(settingsPath: string): string[] {
  const userData = `--user-data-dir=${join(dirname(settingsPath), 'electron')}`;
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), userData, distFolder, '--settings', settingsPath];
}

export async function openTerminalWindow(options: OpenOptions): Promise<TerminalWindow> {
  const { executable, display, settingsPath } = options;
  const app = await electron.launch({
    executablePath: executable,
    args: developmentArgs(settingsPath),
    env: { ...environment(), ...options.env, ...(display === undefined ? {} : { DISPLAY: display }) },
    timeout: 30_000,
  });
  return {
    app,
    async page() {
      const open = () => app.windows().filter((page) => !page.isClosed() && page.url().startsWith('kiosk:'));
      return open().at(-1) ?? (await app.waitForEvent('window', { timeout: 15_000 }));
    },
    close: () => app.close(),
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
