/** What the four DLE EOT bytes say, in the words of XFS4IoT and of a print outcome. */
import type { DeviceStatus, ErrorAction, PaperState } from '../../../src-main/contract/devices.ts';
import type { PrintFault } from '../receipt-printer.ts';

/** `headHot` passes by itself; `offline` has no cause that the printer names, such as a finger on its feed button. */
type Condition =
  | 'ready'
  | 'printerBroken'
  | 'coverOpen'
  | 'cutterFailed'
  | 'paperJammed'
  | 'paperOut'
  | 'headHot'
  | 'offline';

/** What is known of the printer at one moment. */
export interface Sight {
  readonly condition: Condition | 'starting' | 'away';
  readonly paper: PaperState;
}

/** A printer that answered. */
export interface Report extends Sight {
  readonly condition: Condition;
}

interface StatusBytes {
  readonly printer: number;
  readonly offlineCause: number;
  readonly errorCause: number;
  readonly rollSensor: number;
}

const offlineBit = 0x08;
const cause = { coverOpen: 0x04, paperEnd: 0x20, error: 0x40 };
const errors = { mechanical: 0x04, cutter: 0x08, unrecoverable: 0x20, autoRecoverable: 0x40 };
/** Both bits of a sensor are set together: one alone is no statement about paper. */
const sensor = { nearEnd: 0x0c, end: 0x60 };

export function isOffline(printerByte: number): boolean {
  return (printerByte & offlineBit) !== 0;
}

/** Only the bits with a meaning are looked at, so that it serves printers without the fixed bits too. */
export function reportOf(bytes: StatusBytes): Report {
  const condition = conditionOf(bytes);
  return { condition, paper: paperOf(bytes) };
}

function conditionOf(bytes: StatusBytes): Condition {
  const { offlineCause, errorCause } = bytes;
  if (errorCause & errors.unrecoverable) return 'printerBroken';
  // Before the faults that somebody mends with the cover open, and before bit 6, which an opened cover sets as well.
  if (offlineCause & cause.coverOpen) return 'coverOpen';
  if (errorCause & errors.cutter) return 'cutterFailed';
  if (errorCause & errors.mechanical) return 'paperJammed';
  if (isPaperOut(bytes)) return 'paperOut';
  if (errorCause & errors.autoRecoverable) return 'headHot';
  if (isOffline(bytes.printer) || offlineCause & cause.error) return 'offline';
  return 'ready';
}

function paperOf(bytes: StatusBytes): PaperState {
  if (isPaperOut(bytes)) return 'out';
  if (bytes.errorCause & errors.mechanical) return 'jammed';
  return (bytes.rollSensor & sensor.nearEnd) === sensor.nearEnd ? 'low' : 'full';
}

function isPaperOut(bytes: StatusBytes): boolean {
  return (bytes.rollSensor & sensor.end) === sensor.end || (bytes.offlineCause & cause.paperEnd) !== 0;
}

interface Meaning {
  readonly device: DeviceStatus['device'];
  /** What a refused or unfinished print says. */
  readonly printFault: PrintFault;
  readonly fault?: string;
  readonly action?: ErrorAction;
}

/** No paper is `online`: XFS4IoT says it in `paper`, and the device itself works. */
const meanings: Readonly<Record<Sight['condition'], Meaning>> = {
  ready: { device: 'online', printFault: 'timeOut' },
  starting: { device: 'starting', printFault: 'printerAway' },
  away: { device: 'powerOff', printFault: 'printerAway', fault: 'printerAway', action: 'clear' },
  printerBroken: {
    device: 'hardwareError',
    printFault: 'printerBroken',
    fault: 'printerBroken',
    action: 'maintenance',
  },
  coverOpen: { device: 'userError', printFault: 'coverOpen', fault: 'coverOpen', action: 'clear' },
  cutterFailed: { device: 'hardwareError', printFault: 'cutterFailed', fault: 'cutterFailed', action: 'clear' },
  paperJammed: { device: 'hardwareError', printFault: 'paperJammed', fault: 'paperJammed', action: 'clear' },
  paperOut: { device: 'online', printFault: 'paperOut', fault: 'paperOut', action: 'clear' },
  headHot: { device: 'deviceBusy', printFault: 'printerBusy', fault: 'headHot', action: 'suspend' },
  offline: { device: 'offline', printFault: 'printerBusy', fault: 'offline', action: 'reset' },
};

export function printFaultOf(condition: Sight['condition']): PrintFault {
  return meanings[condition].printFault;
}

export function deviceStatusOf(sight: Sight): DeviceStatus {
  const { device, fault, action } = meanings[sight.condition];
  return {
    kind: 'receipt-printer',
    model: 'escpos-raster',
    device,
    media: 'unknown',
    paper: sight.paper,
    ...(fault === undefined ? {} : { fault }),
    ...(action === undefined ? {} : { action }),
  };
}

/** What is shown, and what has been seen instead of it since when. */
export interface View {
  readonly shown: Sight;
  readonly instead?: { readonly sight: Sight; readonly sinceMs: number };
}

/** A change is shown when it has been seen for `steadyMs`: a cover that only rattled is nobody's business. */
export function settle(view: View, sight: Sight, at: { nowMs: number; steadyMs: number }): View {
  if (sameSight(sight, view.shown)) return { shown: view.shown };
  if (view.shown.condition === 'starting') return { shown: sight };
  const { instead } = view;
  if (instead === undefined || !sameSight(sight, instead.sight)) {
    return { shown: view.shown, instead: { sight, sinceMs: at.nowMs } };
  }
  return at.nowMs - instead.sinceMs >= at.steadyMs ? { shown: sight } : view;
}

function sameSight(a: Sight, b: Sight): boolean {
  return a.condition === b.condition && a.paper === b.paper;
}
