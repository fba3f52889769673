/** The way to the printer over the life of the driver: opened again when it was lost, and cleared when it may hold a job. */

import { bandBytesMax } from './bands.ts';
import type { Sight } from './condition.ts';
import { type Conversation, converse } from './conversation.ts';
import type { Profile } from './profile.ts';
import { clearBuffers, ending, type Mark, recoverAndClear, setUp } from './protocol.ts';

export interface Connection {
  /**
   * Opens the link if need be, asks the printer how it is, and clears it if it may hold something.
   * Undefined when it did not answer and that is not yet often enough to mean something.
   */
  look(): Promise<Sight | undefined>;
  /** The conversation, once the printer is known to hold nothing; undefined otherwise. */
  readonly clean: Conversation | undefined;
  /** The printer may hold something that must not come out: the next look clears it. */
  soil(): void;
  /** From here on it may hold a job, and a piece of it may hang out. */
  jobBegins(): void;
  /** All of it came out and was cut off. */
  jobEnds(): void;
  close(): Promise<void>;
}

/** One lost answer is a disturbed line; three in a row are a printer that is off. */
const missesUntilAway = 3;
/**
 * A link that broke in the middle of a command left a printer that takes whatever comes next for the rest of it, most
 * makes real-time commands too. Zeros end it: a number that was missing becomes nothing, and the rows that were missing
 * of a band become blank. Outside of a command no printer minds them.
 */
const endOfUnfinishedCommand = new Uint8Array(bandBytesMax);
const away: Sight = { condition: 'away', paper: 'unknown' };

export function connectionOf(profile: Profile, nextMark: () => Mark, onLost: () => void): Connection {
  let line: Conversation | undefined;
  let misses = 0;
  let mayHold = true;
  // The process before this one may have died in the middle of a job.
  let uncut = true;
  let coverWasOpen = false;

  const reach = async (): Promise<Conversation | undefined> => {
    if (line?.open) return line;
    line = undefined;
    const opened = await profile.transport.open(profile.timeOuts.openMs);
    if (!opened.ok) return undefined;
    line = converse(opened.value, profile);
    opened.value.onClose(onLost);
    misses = 0;
    if (mayHold) await line.send(endOfUnfinishedCommand);
    return line;
  };

  const look = async (): Promise<Sight | undefined> => {
    const reached = await reach();
    if (reached === undefined) return away;
    const report = await reached.askReport();
    if (report === undefined) {
      misses++;
      if (reached.open && misses < missesUntilAway) return undefined;
      await reached.close();
      return away;
    }
    misses = 0;
    // A cutter or a jam that was freed under the open cover stays an error until DLE ENQ 2.
    if (coverWasOpen && report.condition !== 'coverOpen') mayHold = true;
    coverWasOpen = report.condition === 'coverOpen';
    const ready = report.condition === 'ready';
    if (!mayHold && !(uncut && ready)) return report;
    const cleared = await clear(reached, profile);
    const proven = ready && (await provenEmpty(reached, profile, { mark: nextMark(), uncut }));
    mayHold = ready ? !proven : !cleared;
    if (proven) uncut = false;
    return reached.open ? report : away;
  };

  return {
    look,
    get clean() {
      return line?.open && !mayHold ? line : undefined;
    },
    soil: () => {
      mayHold = true;
    },
    jobBegins: () => {
      mayHold = true;
      uncut = true;
    },
    jobEnds: () => {
      mayHold = false;
      uncut = false;
    },
    close: async () => line?.close(),
  };
}

/**
 * A mark that is passed proves that all before it is gone. What hangs out of a job that was not finished is cut off
 * first, or the next receipt would come out in one piece with it.
 */
async function provenEmpty(
  line: Conversation,
  profile: Profile,
  next: { mark: Mark; uncut: boolean },
): Promise<boolean> {
  const { mark, uncut } = next;
  const passed = line.expect(mark.passedBy, line.busyMs() + profile.timeOuts.markOverdueMs);
  await line.send(setUp);
  if (uncut) await line.send(ending(profile.cut));
  await line.send(mark.command);
  return (await passed) !== undefined;
}

/** @returns whether the printer says that it holds nothing any more; a clone never says so */
async function clear(line: Conversation, profile: Profile): Promise<boolean> {
  // The marks of a job that failed will not be passed any more: their answers are thrown away with it.
  line.abandon();
  const cleared = line.expect(({ kind }) => kind === 'cleared', line.busyMs() + profile.timeOuts.clearedMs);
  await line.send(clearBuffers);
  const answered = (await cleared) !== undefined;
  await line.send(recoverAndClear);
  // Not answered itself; an answer to what came after it says that it was heard.
  await line.askStatus(1);
  return answered;
}
