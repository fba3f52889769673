/**
 * One renderer process a citizen. Clearing a page leaves an identity number in its process's memory, so at the
 * end the process goes; the next one is loaded behind it first, and no desktop is ever seen.
 */
import { join } from 'node:path';
import { BrowserWindow, type Session } from 'electron';
import { screenOrigin } from './screen-files.ts';
import type { ShellSettings } from './settings.ts';

export interface CitizenWindow {
  readonly window: BrowserWindow;
  /** The page has loaded and shows the attract screen. */
  readonly ready: Promise<void>;
}

const night = '#0c1d18';

export function openCitizenWindow(settings: ShellSettings, session: Session): CitizenWindow {
  const { kiosk, width, height } = settings.window;
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    kiosk,
    frame: !kiosk,
    show: true,
    backgroundColor: night,
    title: '长明 Changming',
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload: join(import.meta.dirname, '..', 'preload', 'main.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableDialogs: true,
      enableWebSQL: false,
      devTools: __BUILD__ === 'development',
    },
  });
  window.setMenu(null);
  const ready = window.loadURL(`${screenOrigin}/`);
  return { window, ready };
}
