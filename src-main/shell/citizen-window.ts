/**
 * One renderer process a citizen. Clearing a page leaves an identity number in its process's memory, so at the
 * end the process goes; the next one is loaded behind it first, and no desktop is ever seen.
 */
import { join } from 'node:path';
import { BrowserWindow, type Session, screen } from 'electron';
import { preloadChannel } from './relay.ts';
import { screenOrigin } from './screen-files.ts';
import type { ShellSettings } from './settings.ts';

export interface CitizenWindow {
  readonly window: BrowserWindow;
  /** The preload listens: the page can be connected while it is still being read. Also resolves when it never will be. */
  readonly connectable: Promise<void>;
  /** The page can take the place of the one before. Also resolves when it never will. */
  readonly loaded: Promise<void>;
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
  // Without a window manager a kiosk window keeps the size it was made with.
  if (kiosk) window.setBounds(screen.getPrimaryDisplay().bounds);
  window.setMenu(null);
  // The document is there and its preload listens; waiting for every font would keep the citizen waiting too.
  const { ipc } = window.webContents;
  const connectable = first(window, (resolve) => ipc.once(preloadChannel, resolve));
  const loaded = first(window, (resolve) => window.webContents.once('dom-ready', resolve));
  // A load that fails leaves a silent renderer, which the watchdog replaces.
  window.loadURL(`${screenOrigin}/`).catch(() => window.webContents.forcefullyCrashRenderer());
  return { window, connectable, loaded };
}

/** Resolves with what is waited for, or with the end of the page: who waits looks whether the window is still there. */
function first(window: BrowserWindow, wait: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    wait(resolve);
    window.webContents.once('render-process-gone', () => resolve());
    window.once('closed', () => resolve());
  });
}
