/** Real Electron in front of a real core: what the citizen sees when processes die, time passes, or the language changes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { syntheticCard } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import { Citizen } from '../../scripts/demo/citizen.ts';
import { openErrand } from '../../scripts/demo/errand.ts';
import { electronRuntime } from '../../scripts/electron-runtime.ts';
import { openTerminalWindow, type TerminalWindow } from '../../scripts/terminal-window.ts';
import zh from '../../src-renderer/strings/zh-CN.json' with { type: 'json' };
import { platformHolds } from './journey.ts';
import { startTerminal, type Terminal } from './terminal.ts';

const errand = openErrand('prepackaged-food-filing');
const waitMs = 20_000;

describe('the window', { timeout: 120_000 }, () => {
  let executable: string;
  let pictures: string;
  let terminal: Terminal;
  let window: TerminalWindow;
  let page: Page;
  let citizen: Citizen;

  beforeAll(async () => {
    ({ executable } = await electronRuntime());
  });

  async function open(times: Record<string, number> = {}, size = { width: 1080, height: 1920 }): Promise<void> {
    terminal = await startTerminal({ times, window: size });
    window = await openTerminalWindow({
      executable,
      display: process.env.DISPLAY,
      settingsPath: terminal.dock.settingsPath,
    });
    page = await window.page();
    citizen = new Citizen(page, 'zh-CN', pictures);
    await citizen.arrive();
  }

  beforeEach(() => {
    pictures = mkdtempSync(join(tmpdir(), 'changming-window-'));
  });
  afterEach(async () => {
    await window.close();
    await terminal.close();
    rmSync(pictures, { recursive: true, force: true });
  });

  async function untilIdentified(): Promise<void> {
    await citizen.touchToStart();
    await citizen.findItem(errand);
    await citizen.agree();
    terminal.dock.reader.simulator.present(syntheticCard('resident_10y'));
    expect(await citizen.waitForCard()).toBeUndefined();
    terminal.dock.reader.simulator.remove();
  }

  const rendererPid = (of: Page) =>
    window.app
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
      )
      .then((pids) => {
        expect(of.isClosed()).toBe(false);
        return pids;
      });

  test('nobody touches it: a warning, then everything is wiped and a new process shows the attract screen', async () => {
    await open({ idleSeconds: 12, idleWarningSeconds: 4 });
    await untilIdentified();
    const [before] = await rendererPid(page);
    await page.getByText(zh.idle.title).waitFor({ timeout: waitMs });
    const next = await window.app.waitForEvent('window', { timeout: waitMs });
    await next.getByText(zh.attract.start).waitFor();
    await expect.poll(() => page.isClosed(), { timeout: waitMs }).toBe(true);
    const after = await rendererPid(next);
    expect(after).toHaveLength(1);
    expect(after).not.toContain(before);
    await next.getByText(zh.attract.start).click();
    expect(await next.content()).not.toContain('测试甲');
  });

  test('one touch on the warning goes on where the citizen was', async () => {
    await open({ idleSeconds: 8, idleWarningSeconds: 20 });
    await untilIdentified();
    await page.getByRole('button', { name: zh.idle.goOn }).click({ timeout: waitMs });
    await page.getByRole('button', { name: zh.identify.itIsMe }).waitFor();
  });

  test('the renderer is killed: the next screen is a fresh attract screen', async () => {
    await open();
    await untilIdentified();
    const [pid] = await rendererPid(page);
    const opened = window.app.waitForEvent('window', { timeout: waitMs });
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    const next = await opened;
    await next.getByText(zh.attract.start).waitFor({ timeout: waitMs });
    expect(await next.content()).not.toContain('测试甲');
  });

  test('the core is killed while the form is filled in: one moment, then the card again, and no answer is lost', async () => {
    await open();
    await untilIdentified();
    await citizen.itIsMe();
    await page.getByRole('textbox').fill('竹溪测试便利店');
    await page.getByRole('button', { name: zh.question.next, exact: true }).click();
    await terminal.killCore();
    await page.getByText(zh.moment.title).first().waitFor({ timeout: waitMs });
    await terminal.startCore('sound');
    await page.getByRole('heading', { name: zh.identify.title }).waitFor({ timeout: waitMs });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    terminal.dock.reader.simulator.present(syntheticCard('resident_10y'));
    await citizen.waitForCard();
    await citizen.itIsMe();
    await page.getByRole('button', { name: zh.question.back, exact: true }).click();
    await expect.poll(() => page.getByRole('textbox').inputValue(), { timeout: waitMs }).toBe('竹溪测试便利店');
  });

  test('the language changes in the middle of the form, and the answers stay', async () => {
    await open();
    await untilIdentified();
    await citizen.itIsMe();
    await page.getByRole('textbox').fill('竹溪测试便利店');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getByRole('textbox').inputValue()).toBe('竹溪测试便利店');
    await page.getByRole('button', { name: '中文' }).click();
    expect(await page.getByRole('textbox').inputValue()).toBe('竹溪测试便利店');
  });

  test('the whole way through the visible screen, in landscape: kept, printed, delivered once', async () => {
    await open({}, { width: 1280, height: 1024 });
    await untilIdentified();
    await citizen.itIsMe();
    await citizen.fillIn(errand);
    await citizen.review();
    await citizen.sign();
    await citizen.confirm();
    await citizen.sees(zh.kept.print.confirmed);
    await citizen.sees(zh.kept.delivery.acknowledged);
    await citizen.finish();
    const received = await platformHolds(terminal, (all) => all.length > 0);
    expect(received.map(({ payload }) => payload.applicant.number)).toEqual(['119999190001010011']);
  });

  test('a page can open, leave, print or reach nothing', async () => {
    await open();
    // As text: it runs in the page, whose globals these types do not know.
    const reached = await page.evaluate(`(async () => {
      const refused = (url) => fetch(url).then(() => false, () => true);
      const opened = window.open('https://example.com');
      const web = await refused('https://example.com');
      const file = await refused('file:///etc/passwd');
      location.href = 'https://example.com';
      await new Promise((resolve) => setTimeout(resolve, 300));
      return {
        opened,
        web,
        file,
        node: typeof require + typeof process,
        bridge: Object.keys(kiosk).sort().join(),
        address: location.href,
      };
    })()`);
    expect(reached).toEqual({
      opened: null,
      web: true,
      file: true,
      node: 'undefinedundefined',
      bridge: 'call,on,onLink',
      address: 'kiosk://app/',
    });
  });
});
