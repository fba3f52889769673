/** The state of the terminal as every screen sees it. */
import type { TerminalView } from '../contract/calls.ts';
import { sendEvent } from './connection.ts';
import { consentVersion } from './consent.ts';
import type { Core } from './core.ts';

export function terminalView(core: Core): TerminalView {
  const { config } = core;
  const hall = core.catalogue.inForce()?.hall(config.hallId, core.clock.nowMs());
  return {
    kiosk: config.kiosk,
    hall: hall?.name ?? { zh: '政务服务大厅', en: 'Government Service Hall' },
    utcOffsetMinutes: hall?.utcOffsetMinutes ?? defaultUtcOffsetMinutes,
    ...(hall?.windowsOpen === undefined ? {} : { windowsOpen: hall.windowsOpen }),
    ...(hall?.windowsOpenNext === undefined ? {} : { windowsOpenNext: hall.windowsOpenNext }),
    hotline: hall?.hotline ?? '12345',
    devices: core.devices.statuses(),
    platform: core.outbox.platform(),
    waiting: core.outbox.waiting(),
    idleSeconds: config.times.idleSeconds,
    idleWarningSeconds: config.times.idleWarningSeconds,
    identifySeconds: config.times.identifySeconds,
    diagonalInches: config.diagonalInches,
    consentVersion,
  };
}

/** All of China keeps UTC+8. */
export const defaultUtcOffsetMinutes = 480;

/** Tells everybody, once per turn of the event loop however much changed in it. */
export function announcer(core: () => Core): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      const view = terminalView(core());
      for (const connection of core().connections()) {
        if (connection.role !== undefined) sendEvent(connection, 'terminal.changed', view);
      }
    });
  };
}
