/** One picture to paper, over a printer that is known to be ready and empty. */
import { joinBytes } from '../../../src-main/contract/frames.ts';
import { must } from '../../../src-main/contract/result.ts';
import type { Bitmap, PrintFault, PrintOutcome, PrintProgress } from '../receipt-printer.ts';
import { bandCommands, bandsOf } from './bands.ts';
import { isOffline, printFaultOf, type Report } from './condition.ts';
import type { Conversation } from './conversation.ts';
import { lineMs, type Profile } from './profile.ts';
import { type Answer, ending, endingRows, type Mark } from './protocol.ts';

interface Job {
  readonly picture: Bitmap;
  readonly progress: PrintProgress;
  readonly profile: Profile;
  nextMark(): Mark;
}

/** Bytes between two marks, and up to a band more. Two stretches at most are in the printer at a time. */
const stretchBytes = 1024;
/** 50 mm/s at 8 dots/mm: slower than any receipt printer that is sold. */
const slowestRowsPerSecond = 400;
const missesUntilAway = 3;

/**
 * Sends the picture in stretches and a mark behind each. All marks must be passed, not only the last: a printer that
 * lost power for a second in the middle, or dropped bytes, answers the last one just as well.
 */
export async function printPicture(line: Conversation, job: Job): Promise<PrintOutcome> {
  const { profile } = job;
  const stretches = stretchesOf(job.picture, profile.cut);
  const deadlineMs = profile.clock.monotonicMs() + timeFor(stretches, profile) + profile.timeOuts.jobMarginMs;
  const unpassed: SentMark[] = [];
  const faultUntilOnly = async (marks: number): Promise<PrintFault | undefined> => {
    let fault: PrintFault | undefined;
    while (fault === undefined && unpassed.length > marks) {
      const oldest = must(unpassed.shift(), 'there are more marks than that');
      fault = await faultBefore(oldest, line, profile);
    }
    return fault;
  };
  for (const [at, stretch] of stretches.entries()) {
    const fault = await faultUntilOnly(1);
    if (fault !== undefined) return unknown(fault);
    const mark = job.nextMark();
    const passed = line.expect(mark.passedBy, deadlineMs - profile.clock.monotonicMs());
    const sent = await line.send(joinBytes([stretch.commands, mark.command]));
    if (!sent.ok) return unknown(sent.error === 'timeOut' ? 'timeOut' : 'printerAway');
    const dueMs = profile.clock.monotonicMs() + timeFor(stretches.slice(Math.max(0, at - 1), at + 1), profile);
    unpassed.push({ passed, dueMs, deadlineMs });
  }
  await job.progress.sent();
  const fault = await faultUntilOnly(0);
  if (fault !== undefined) return unknown(fault);
  return profile.completion === 'printCompleteId' ? { state: 'confirmed', by: 'printCompleteId' } : afterFence(line);
}

interface SentMark {
  readonly passed: Promise<Answer | undefined>;
  readonly dueMs: number;
  readonly deadlineMs: number;
}

const unknown = (fault: PrintFault): PrintOutcome => ({ state: 'unknown', fault });

/** A fence says "processed", and the end of the paper may have come in the last rows: the sensors have the last word. */
async function afterFence(line: Conversation): Promise<PrintOutcome> {
  const report = (await line.askReport()) ?? (await line.askReport());
  if (report === undefined) return unknown('printerAway');
  return report.condition === 'ready' ? { state: 'confirmed', by: 'fence' } : unknown(printFaultOf(report.condition));
}

/** Waits for a mark to be passed, and while it is late asks what is the matter. */
async function faultBefore(mark: SentMark, line: Conversation, profile: Profile): Promise<PrintFault | undefined> {
  const { clock, timeOuts } = profile;
  // Bytes without fixed bits do not tell an answer to GS r from one to DLE EOT: no question while a fence is out.
  const mayAsk = profile.fixedBits || profile.completion === 'printCompleteId';
  // A mark behind one that was held up is not late yet.
  let giveUpMs = Math.max(mark.dueMs, clock.monotonicMs()) + timeOuts.markOverdueMs;
  let misses = 0;
  while (clock.monotonicMs() < Math.min(giveUpMs, mark.deadlineMs)) {
    const patienceMs = mayAsk ? line.busyMs() + timeOuts.markLateMs : giveUpMs - clock.monotonicMs();
    if (await answeredWithin(mark.passed, patienceMs, profile)) return undefined;
    if (!line.open) return 'printerAway';
    if (!mayAsk) break;
    const printer = await line.askStatus(1);
    misses = printer === undefined ? misses + 1 : 0;
    if (misses >= missesUntilAway) return 'printerAway';
    if (printer === undefined || !isOffline(printer)) continue;
    const fault = lastingFault(await line.askReport());
    if (fault !== undefined && fault !== 'printerAway') return fault;
    giveUpMs = clock.monotonicMs() + timeOuts.markOverdueMs;
  }
  line.abandon();
  return lastingFault(await line.askReport()) ?? 'timeOut';
}

/** Undefined for what passes by itself: a hot head cools down, and a feed button is let go. */
function lastingFault(report: Report | undefined): PrintFault | undefined {
  const condition = report?.condition ?? 'away';
  return condition === 'ready' || condition === 'headHot' || condition === 'offline'
    ? undefined
    : printFaultOf(condition);
}

async function answeredWithin(answer: Promise<unknown>, ms: number, { clock }: Profile): Promise<boolean> {
  const decided = new AbortController();
  const late = clock.sleep(ms, decided.signal).then(() => undefined);
  const first = await Promise.race([answer, late]);
  decided.abort();
  return first !== undefined;
}

interface Stretch {
  readonly commands: Uint8Array;
  /** Paper that it moves, in dots. */
  readonly rows: number;
}

/** The commands of the whole job, cut only between commands. */
function stretchesOf(picture: Bitmap, cut: Profile['cut']): Stretch[] {
  const stretches: Stretch[] = [];
  let commands: Uint8Array[] = [];
  let rows = 0;
  const end = () => {
    stretches.push({ commands: joinBytes(commands), rows });
    commands = [];
    rows = 0;
  };
  for (const band of bandsOf(picture)) {
    commands.push(...bandCommands(band));
    rows += band.rows;
    if (commands.reduce((sum, command) => sum + command.length, 0) >= stretchBytes) end();
  }
  commands.push(ending(cut));
  rows += endingRows;
  end();
  return stretches;
}

/** The longest time that the line and the slowest mechanism need for them, one after the other. */
function timeFor(stretches: readonly Stretch[], { baudRate }: Profile): number {
  return stretches.reduce(
    (sum, { commands, rows }) => sum + lineMs(commands.length, baudRate) + (rows * 1000) / slowestRowsPerSecond,
    0,
  );
}
