/** What differs from one ESC/POS printer to the next, and how long anything may take. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { Transport } from '../../transport/transport.ts';

export interface EscposRasterOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Dots across: 576 for 80 mm paper, 384 for 58 mm, both at 203 dpi. */
  readonly widthDots: 576 | 384;
  /** How the printer proves that the paper is printed: GS ( H, which most clones lack, or else a fence of GS r. */
  readonly completion: 'printCompleteId' | 'fence';
  /** Default `partial`: the receipt hangs by a point until it is taken. */
  readonly cut?: 'full' | 'partial' | 'none';
  /** Whether status bytes have their fixed bits; default true. Pyramid's Reliance, for one, leaves them out. */
  readonly fixedBits?: boolean;
  /** Of the line, for the time that bytes need on it. Default 115200; for TCP it may be anything above. */
  readonly baudRate?: number;
  readonly timeOuts?: Partial<TimeOuts>;
}

interface TimeOuts {
  readonly openMs: number;
  /** For the answer to a question, beyond the time that bytes before it still need on the line. */
  readonly answerMs: number;
  /** For `37 25 00` after DLE DC4 8; a clone that does not know the command costs this much before each job. */
  readonly clearedMs: number;
  /** From one look at an idle printer to the next. */
  readonly heartbeatMs: number;
  /** How long a change must last before it is shown. */
  readonly steadyMs: number;
  /** The longest pause between two tries to open the connection. */
  readonly retryMs: number;
  /** A mark that is later than this makes the driver ask what is the matter. */
  readonly markLateMs: number;
  /** A mark of a printer with nothing wrong is given up this long after it was due: it is lost, with what was before it. */
  readonly markOverdueMs: number;
  /** What a job may take beyond the time for its bytes and rows. */
  readonly jobMarginMs: number;
}

const defaultTimeOuts: TimeOuts = {
  openMs: 1000,
  answerMs: 600,
  clearedMs: 300,
  heartbeatMs: 2500,
  steadyMs: 2000,
  retryMs: 800,
  markLateMs: 300,
  markOverdueMs: 3000,
  jobMarginMs: 10_000,
};

export type Profile = Required<EscposRasterOptions> & { readonly timeOuts: TimeOuts };

export function profileOf(options: EscposRasterOptions): Profile {
  return {
    cut: 'partial',
    fixedBits: true,
    baudRate: 115_200,
    ...options,
    timeOuts: { ...defaultTimeOuts, ...options.timeOuts },
  };
}

/** How long bytes are on the line: 10 bits each, 8N1. */
export function lineMs(bytes: number, baudRate: number): number {
  return (bytes * 10_000) / baudRate;
}
