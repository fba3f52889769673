/** The core's table of contents: what it is made of, in the order in which it starts and stops. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../contract/clock.ts';
import { err, ok, type Result } from '../contract/result.ts';
import { platformClient } from '../platform/client.ts';
import { endSession } from './calls/session.ts';
import { type CatalogueInForce, catalogueInForce, takeConfiguredPackage } from './catalogue-in-force.ts';
import type { TerminalConfig } from './config.ts';
import type { Connection } from './connection.ts';
import { type Devices, openDevices } from './devices.ts';
import { terminalKey } from './keys.ts';
import type { Log } from './log.ts';
import { type Receipts, receipts, settleAfterRestart, tellOwner } from './receipts.ts';
import { serve } from './server.ts';
import { appendJournal } from './store/journal.ts';
import { openStore, type Store, type StoreFault } from './store/store.ts';
import { type OutboxWorker, outboxWorker } from './sync/outbox-worker.ts';
import { announcer, defaultUtcOffsetMinutes } from './terminal-view.ts';
import { type TerminalTime, terminalTime } from './time.ts';
import { version } from './version.ts';

/** What every call handler is given. */
export interface Core {
  readonly version: string;
  readonly config: TerminalConfig;
  readonly clock: Clock;
  readonly time: TerminalTime;
  readonly log: Log;
  readonly store: Store;
  readonly catalogue: CatalogueInForce;
  readonly devices: Devices;
  readonly outbox: OutboxWorker;
  readonly receipts: Receipts;
  connections(): Iterable<Connection>;
  /** Tells every screen and the shell how the terminal is now. */
  announce(): void;
  /** Runs tasks strictly one after the other. */
  oneByOne<T>(task: () => Promise<T>): Promise<T>;
}

export interface RunningCore {
  stop(): Promise<void>;
}

/** @returns the running core, or why the database must not be used. */
export async function startCore(config: TerminalConfig, log: Log): Promise<Result<RunningCore, StoreFault>> {
  const clock = systemClock;
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const opened = openStore(join(config.dataFolder, 'changming.db'));
  if (!opened.ok) return err(opened.error);
  const core = assemble(config, log, { store: opened.value, clock });
  const server = await serve(core, (connection) => endSession(core, connection, 'failed'));
  const { at, clockTrusted } = core.time.stamp();
  appendJournal(core.store, { at, clockTrusted, event: 'coreStarted', detail: { version } });
  settleAfterRestart(core);
  core.connections = () => server.connections;
  takeConfiguredPackage(core.catalogue, config.cataloguePackage);
  core.outbox.start();
  const silence = endSilentSessions(core);
  log({ event: 'coreStarted', version, kiosk: config.kiosk, startMs: Math.round(performance.now()) });
  return ok({
    async stop() {
      log({ event: 'coreStopping' });
      clearInterval(silence);
      await server.close();
      await core.receipts.settled();
      await Promise.all([core.outbox.stop(), core.devices.close()]);
      core.store.close();
    },
  });
}

function assemble(config: TerminalConfig, log: Log, { store, clock }: { store: Store; clock: Clock }): Core {
  const catalogue = catalogueInForce({ config, store, clock, log }, () => time);
  const offset = () =>
    catalogue.inForce()?.hall(config.hallId, clock.nowMs())?.utcOffsetMinutes ?? defaultUtcOffsetMinutes;
  const time = terminalTime(clock, offset);
  const announce = announcer(() => core);
  const devices = openDevices(config.devices, { clock, log, today: () => time.stamp().day, changed: announce });
  const client = platformClient({
    baseUrl: config.platform.url,
    kiosk: config.kiosk,
    signingKey: terminalKey(config.dataFolder),
    requestTimeOutMs: config.times.requestTimeOutMs,
  });
  const outbox = outboxWorker({
    store,
    client,
    clock,
    time,
    log,
    config,
    delivered: (applicationId) => tellOwner(core, applicationId),
    changed: announce,
  });
  let last: Promise<unknown> = Promise.resolve();
  const core: Core = {
    version,
    config,
    clock,
    time,
    log,
    store,
    catalogue,
    devices,
    outbox,
    receipts: receipts(() => core),
    connections: () => [],
    announce,
    oneByOne(task) {
      const mine = last.then(task);
      // Who asked gets the failure; here it only means that the next may begin.
      last = mine.then(undefined, () => undefined);
      return mine;
    },
  };
  return core;
}

/** Behind the screen's own idle rule: a screen that asks nothing for minutes has no citizen in front of it. */
function endSilentSessions(core: Core): NodeJS.Timeout {
  const limitMs = core.config.times.sessionSilenceSeconds * 1000;
  return setInterval(() => {
    for (const connection of core.connections()) {
      const { session } = connection;
      if (session !== undefined && core.clock.monotonicMs() - session.lastCallMs > limitMs)
        endSession(core, connection, 'idle');
    }
  }, 5_000);
}
