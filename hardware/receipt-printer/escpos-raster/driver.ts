/** A receipt printer of the ESC/POS family that is sent pictures. */
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import type { Bitmap, PrintOutcome, PrintProgress, ReceiptPrinter } from '../receipt-printer.ts';
import { deviceStatusOf, printFaultOf, type Sight, settle, type View } from './condition.ts';
import { connectionOf } from './connection.ts';
import { printPicture } from './job.ts';
import { type EscposRasterOptions, type Profile, profileOf } from './profile.ts';
import { fenceMark, type Mark, printCompleteMark } from './protocol.ts';

export type { EscposRasterOptions } from './profile.ts';

const firstRetryMs = 100;

/**
 * A printer that looks after itself from `start` on: it connects, looks every few seconds, and clears what the
 * printer may hold of a job that was not confirmed. It never sends a job a second time.
 */
export function escposRasterPrinter(options: EscposRasterOptions): ReceiptPrinter {
  const profile = profileOf(options);
  const { clock } = profile;
  const nextMark = marksOf(profile);
  const takeTurn = turns();
  const display = displayOf(profile);
  let running: Promise<void> | undefined;
  let stopped = false;
  let printing = false;
  let failedTries = 0;
  let pause = new AbortController();
  const connection = connectionOf(profile, nextMark, () => pause.abort());

  const look = async (): Promise<Sight | undefined> => {
    const sight = await connection.look();
    failedTries = sight === undefined || sight.condition === 'away' ? failedTries + 1 : 0;
    if (sight !== undefined) display.see(sight);
    return sight;
  };
  const run = async () => {
    while (!stopped) {
      await takeTurn(look);
      pause = new AbortController();
      if (!stopped) await clock.sleep(Math.min(idleMs(failedTries, profile), display.unsteadyMs()), pause.signal);
    }
  };
  const printNow = async (picture: Bitmap, progress: PrintProgress): Promise<PrintOutcome> => {
    if (stopped) return { state: 'notPrinted', fault: 'printerAway' };
    connection.soil();
    const sight = (await look()) ?? (await look());
    if (sight?.condition !== 'ready') return { state: 'notPrinted', fault: printFaultOf(sight?.condition ?? 'away') };
    const line = connection.clean;
    if (line === undefined) return { state: 'notPrinted', fault: 'timeOut' };
    await progress.sending();
    connection.jobBegins();
    const outcome = await printPicture(line, { picture, progress, profile, nextMark });
    if (outcome.state === 'confirmed') connection.jobEnds();
    else await look();
    return outcome;
  };

  return {
    get status() {
      return display.status();
    },
    widthDots: options.widthDots,
    onStatus: display.onStatus,
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopped = true;
      pause.abort();
      await running;
      await takeTurn(connection.close);
    },
    print: async (picture, progress) => {
      checkPicture(picture, options.widthDots);
      if (printing) return { state: 'notPrinted', fault: 'printerBusy' };
      printing = true;
      return takeTurn(() => printNow(picture, progress)).finally(() => {
        printing = false;
      });
    },
    clear: async () => {
      connection.soil();
      if (!stopped) await takeTurn(look);
    },
  };
}

/** What is shown of the printer, as steadily as `settle` makes it. */
function displayOf({ clock, timeOuts }: Profile) {
  const listeners: ((status: DeviceStatus) => void)[] = [];
  let view: View = { shown: { condition: 'starting', paper: 'unknown' } };
  return {
    status: () => deviceStatusOf(view.shown),
    onStatus: (listener: (status: DeviceStatus) => void) => {
      listeners.push(listener);
    },
    see: (sight: Sight) => {
      const before = view.shown;
      view = settle(view, sight, { nowMs: clock.monotonicMs(), steadyMs: timeOuts.steadyMs });
      if (view.shown !== before) for (const listener of listeners) listener(deviceStatusOf(view.shown));
    },
    /** How long until a change that was seen has lasted long enough to be shown; infinite when there is none. */
    unsteadyMs: () => {
      if (view.instead === undefined) return Number.POSITIVE_INFINITY;
      return Math.max(0, view.instead.sinceMs + timeOuts.steadyMs - clock.monotonicMs());
    },
  };
}

/** From one look to the next: the heartbeat, or after failures the capped back-off. */
function idleMs(failedTries: number, { timeOuts }: Profile): number {
  if (failedTries === 0) return timeOuts.heartbeatMs;
  return Math.min(firstRetryMs * 2 ** Math.min(failedTries, 10), timeOuts.retryMs);
}

/** @throws Error for a picture that no caller should have made */
function checkPicture({ width, height, bits }: Bitmap, widthDots: number): void {
  if (width > widthDots) throw new Error(`a picture of ${width} dots on a printer of ${widthDots}`);
  if (bits.length !== Math.ceil(width / 8) * height) throw new Error('a picture whose bits are not width by height');
}

/** Ids start at the time of day, so that an answer to a job of the process before is no answer to one of this. */
function marksOf({ completion, fixedBits, clock }: Profile): () => Mark {
  let count = Math.floor(clock.nowMs() / 1000);
  return () => (completion === 'fence' ? fenceMark(fixedBits) : printCompleteMark(count++));
}

/** Only one task at a time speaks with the printer; the others wait in the order of the calls. */
function turns(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine;
    return mine;
  };
}
