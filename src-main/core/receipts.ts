/**
 * The print journal: each step is on disk before the next one is taken, so that after any crash a receipt is
 * confirmed, certainly not printed, or unknown. An unknown receipt is never sent again by itself.
 */
import type { PrintOutcome } from '../../hardware/receipt-printer/receipt-printer.ts';
import type { PrintState } from '../contract/application.ts';
import type { Person } from '../contract/person.ts';
import { must } from '../contract/result.ts';
import { sendEvent } from './connection.ts';
import type { Core } from './core.ts';
import { keptView } from './kept-view.ts';
import { drawReceipt } from './receipt/draw.ts';
import { receiptContent } from './receipt-content.ts';
import { applicationById, latestReceipt, recordReceipt, unfinishedReceipts } from './store/applications.ts';
import type { JournalEvent } from './store/journal.ts';

export interface Receipts {
  /** Prints the newest copy of the application's receipt. The journal row `planned` is already committed. */
  print(applicationId: string, person: Person | undefined): void;
  printing(): boolean;
  /** Empties the printer for the next citizen, after the job under way has settled. */
  sessionEnded(applicationIds: ReadonlySet<string>): void;
  settled(): Promise<void>;
}

const eventOf: Record<Exclude<PrintState, 'planned'>, JournalEvent> = {
  sending: 'receiptSending',
  sent: 'receiptSent',
  confirmed: 'receiptConfirmed',
  unknown: 'receiptUnknown',
  notPrinted: 'receiptNotPrinted',
};

export function receipts(core: () => Core): Receipts {
  let job: Promise<void> | undefined;

  async function run(applicationId: string, person: Person | undefined): Promise<void> {
    const { devices } = core();
    const { copy } = latestReceipt(core().store, applicationId);
    const record = (state: Exclude<PrintState, 'planned'>, fault?: string) =>
      recordStep(core(), { applicationId, copy, state, ...(fault === undefined ? {} : { fault }) });
    if (devices.printer === undefined) return record('notPrinted', 'noPrinter');
    const content = receiptContent(core(), { applicationId, person, copy });
    const { bitmap } = drawReceipt(content, { widthDots: devices.printer.widthDots });
    const outcome: PrintOutcome = await devices.printer.print(bitmap, {
      sending: () => record('sending'),
      sent: () => record('sent'),
    });
    record(outcome.state, outcome.state === 'confirmed' ? undefined : outcome.fault);
  }

  return {
    print(applicationId, person) {
      const before = job ?? Promise.resolve();
      const mine: Promise<void> = before
        .then(() => run(applicationId, person))
        .then(() => {
          if (job === mine) job = undefined;
        });
      job = mine;
    },
    printing: () => job !== undefined,
    sessionEnded(applicationIds) {
      if (applicationIds.size === 0) return;
      void (job ?? Promise.resolve()).then(() => core().devices.printer?.clear());
    },
    settled: async () => job,
  };
}

interface Step {
  readonly applicationId: string;
  readonly copy: number;
  readonly state: Exclude<PrintState, 'planned'>;
  readonly fault?: string;
}

function recordStep(core: Core, { applicationId, copy, state, fault }: Step): void {
  const { at, clockTrusted } = core.time.stamp();
  const application = must(applicationById(core.store, applicationId), 'a receipt belongs to an application');
  const detail = { copy, ...(fault === undefined ? {} : { fault }) };
  recordReceipt(
    core.store,
    { application_id: applicationId, copy, state, fault: fault ?? null },
    { at, clockTrusted, event: eventOf[state], applicationId, detail },
  );
  core.log({ event: 'receipt', localNumber: application.local_number, copy, state, fault: fault ?? '' });
  tellOwner(core, applicationId);
}

/** Tells the screen whose citizen handed this application in, if they are still here. */
export function tellOwner(core: Core, applicationId: string): void {
  for (const connection of core.connections()) {
    if (!connection.session?.applicationIds.has(applicationId)) continue;
    sendEvent(connection, 'application.changed', keptView(core, applicationId));
  }
}

/** What the last core left under way: a job that was never begun is not printed, one that was begun is unknown. */
export function settleAfterRestart(core: Core): void {
  for (const { application_id: applicationId, copy, state } of unfinishedReceipts(core.store)) {
    const interrupted = state === 'planned' ? 'notPrinted' : 'unknown';
    recordStep(core, { applicationId, copy, state: interrupted, fault: 'coreRestarted' });
  }
}
