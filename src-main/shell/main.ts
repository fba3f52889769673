/** The shell: a locked window for each citizen, the core beside it, and bytes carried between them. */
import { join } from 'node:path';
import { app, ipcMain, session } from 'electron';
import { FrameReader } from '../contract/frames.ts';
import type { FromCore } from '../contract/messages.ts';
import { type CitizenWindow, openCitizenWindow } from './citizen-window.ts';
import { coreProcess } from './core-process.ts';
import { type CoreSocket, connectToCore } from './core-socket.ts';
import { lockContents, lockSession, refusedSwitch } from './lockdown.ts';
import { beatChannel, relay } from './relay.ts';
import { nextRestart } from './restarts.ts';
import { registerScreenScheme, serveScreenFiles } from './screen-files.ts';
import { readSettings } from './settings.ts';

const refused = __BUILD__ === 'product' ? refusedSwitch((name) => app.commandLine.hasSwitch(name)) : undefined;
if (refused !== undefined) {
  console.error(`changming shell: refuses to start with --${refused}`);
  app.exit(2);
}
const settings = readSettings(process.argv);
const core = coreProcess(settings.startCore, (code) =>
  console.error(`changming shell: the core refused to run (${code})`),
);
const connectTimeOutMs = 3_000;
/** Brisk while the core starts beside us, unhurried when it stays away. */
const reconnectMs = { brisk: 20, briskTimes: 150, unhurried: 250 };

let current: CitizenWindow | undefined;
let currentConnection: number | undefined;
let lastBeatMs = performance.now();
let deathsMs: readonly number[] = [];
let quitting = false;

registerScreenScheme();
lockContents();
core.ensure();

/** Tries until the core answers. Bounded in pace, not in time: without the core there is nothing else to do. */
async function reachCore(role: 'screen' | 'shell'): Promise<CoreSocket> {
  for (let times = 0; ; times += 1) {
    const reached = await connectToCore(settings.socketPath, role, connectTimeOutMs);
    if (reached.ok) return reached.value;
    if (!quitting) core.ensure();
    const waitMs = times < reconnectMs.briskTimes ? reconnectMs.brisk : reconnectMs.unhurried;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The shell's own connection: it hears which citizen has gone. */
async function watchSessions(): Promise<void> {
  const { socket } = await reachCore('shell');
  const reader = new FrameReader();
  socket.on('data', (chunk) => {
    const frames = reader.push(chunk);
    if (!frames.ok) return void socket.destroy();
    for (const { head } of frames.value) {
      // Our own core on a socket that only our account can open: what it says is what it means.
      const message = head as FromCore;
      if (message.kind !== 'event' || message.event !== 'session.ended') continue;
      const { connection } = message.payload as { connection: number };
      if (connection === currentConnection) void nextCitizen();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    if (!quitting) void watchSessions();
  });
  socket.resume();
}

/** Keeps the page connected as long as it lives, over every restart of the core. */
async function connectScreen(citizen: CitizenWindow): Promise<void> {
  const [reached] = await Promise.all([reachCore('screen'), citizen.connectable]);
  const contents = citizen.window.isDestroyed() ? undefined : citizen.window.webContents;
  if (contents === undefined || citizen !== current) return void reached.socket.destroy();
  currentConnection = reached.connection;
  relay(contents, reached, () => {
    if (citizen === current && !quitting) void connectScreen(citizen);
  });
}

async function nextCitizen(): Promise<void> {
  if (quitting) return;
  const before = current;
  const next = openCitizenWindow(settings, session.fromPartition('citizen'));
  current = next;
  currentConnection = undefined;
  lastBeatMs = performance.now() + 10_000;
  next.window.webContents.once('render-process-gone', () => replaceDead(next));
  next.window.once('closed', () => replaceDead(next));
  const connected = connectScreen(next);
  await next.loaded;
  if (before !== undefined) {
    if (!before.window.isDestroyed()) before.window.destroy();
    await session.fromPartition('citizen').clearStorageData();
  }
  await connected;
}

function replaceDead(dead: CitizenWindow): void {
  if (dead !== current || quitting) return;
  const restart = nextRestart(deathsMs, performance.now());
  deathsMs = restart.deathsMs;
  current = undefined;
  // The core will say that this citizen's session ended; that must not open a second window.
  currentConnection = undefined;
  setTimeout(() => {
    if (!dead.window.isDestroyed()) dead.window.destroy();
    void nextCitizen();
  }, restart.delayMs);
}

app.on('window-all-closed', () => {
  // The next window is already on its way: the shell ends by a signal or by its service manager, not by a closed window.
});
app.on('before-quit', (event) => {
  if (quitting) return;
  quitting = true;
  event.preventDefault();
  void core.stop(5_000).then(() => app.quit());
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => app.quit());

async function run(): Promise<void> {
  const citizens = session.fromPartition('citizen');
  lockSession(citizens);
  serveScreenFiles(citizens, join(import.meta.dirname, '..', 'screen'));
  ipcMain.on(beatChannel, (event) => {
    if (event.sender === current?.window.webContents) lastBeatMs = performance.now();
  });
  setInterval(() => {
    if (current !== undefined && performance.now() - lastBeatMs > settings.silenceMsMax) {
      lastBeatMs = performance.now();
      current.window.webContents.forcefullyCrashRenderer();
    }
  }, 1_000);
  void watchSessions();
  await nextCitizen();
}

// Not awaited: Electron holds `ready` back until this module has been evaluated.
void app.whenReady().then(run);
