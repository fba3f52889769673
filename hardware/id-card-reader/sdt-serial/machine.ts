/**
 * What the reader is asked next, and what its answer means: pure. The driver asks, waits and tells.
 *
 *     probing ─ok→ idle ─card found→ selecting ─ok→ reading ─text→ idle, awaiting the lift
 *                   ↑                    └──no clear answer──┴→ doubting ─find→ idle, awaiting the lift
 *                   └──ok── broken ←─ self-test failed or not authorised, from everywhere
 *
 * From everywhere: too many missed answers, or a link that is gone → the link is opened again → probing.
 */
import type { CardFault } from '../../../src-main/contract/devices.ts';
import { assertNever } from '../../../src-main/contract/result.ts';
import type { CardEvent } from '../id-card-reader.ts';
import { parseBaseInfo, type RequestName, type Response, type StatusWord } from './protocol.ts';

export interface ReaderState {
  readonly phase: 'probing' | 'idle' | 'selecting' | 'reading' | 'doubting' | 'broken';
  /**
   * Set while a card that was tried lies on the reader: how often in a row it was not found. It outlives a lost link,
   * because the card may still lie there when the reader is back.
   */
  readonly notFoundInARow: number | undefined;
  /** Requests in a row without a usable answer. */
  readonly missed: number;
  /** Why the phase is `broken`. */
  readonly brokenBy?: ModuleFault;
}

export type ModuleFault = Extract<StatusWord, 'samSelfTestFailed' | 'samNotAuthorised'>;

/** What came of a request; `none` is silence, or bytes that are no answer to it. */
export type Outcome =
  | { readonly kind: 'answer'; readonly response: Response }
  | { readonly kind: 'none' }
  | { readonly kind: 'linkLost' };

/** A card event, or the text of a card that is still to be judged. */
export type Told = Exclude<CardEvent, { kind: 'person' }> | { readonly kind: 'text'; readonly block: Uint8Array };

export interface Step {
  readonly state: ReaderState;
  readonly told: readonly Told[];
  /** The link is of no more use. */
  readonly reopen: boolean;
}

export const firstState: ReaderState = { phase: 'probing', notFoundInARow: undefined, missed: 0 };

/** A card is lifted when find failed this often in a row: one failure may be a card that lies badly. */
const notFoundMax = 3;
const missedMax = 2;

/**
 * Disarmed, the reader is only asked whether it lives; but a card that was tried is watched until it is lifted, else
 * it could not be told from the next citizen's. Finding a card reads nothing of it.
 */
export function nextRequest({ phase, notFoundInARow }: ReaderState, armed: boolean): RequestName {
  switch (phase) {
    case 'probing':
    case 'broken':
      return 'samStatus';
    case 'idle':
      return armed || notFoundInARow !== undefined ? 'findCard' : 'samStatus';
    case 'selecting':
      return 'selectCard';
    case 'reading':
      return 'readBase';
    case 'doubting':
      return 'findCard';
    default:
      return assertNever(phase);
  }
}

/** How long to rest before that request. */
export function restBefore(state: ReaderState, armed: boolean): 'none' | 'poll' | 'heartbeat' {
  if (state.missed > 0) return state.phase === 'doubting' ? 'none' : 'poll';
  if (state.phase === 'broken') return 'heartbeat';
  if (state.phase !== 'idle') return 'none';
  return nextRequest(state, armed) === 'findCard' ? 'poll' : 'heartbeat';
}

/** @param outcome what came of `nextRequest` */
export function step(state: ReaderState, outcome: Outcome): Step {
  switch (outcome.kind) {
    case 'linkLost':
      return lose(state);
    case 'none':
      return miss(state);
    case 'answer':
      return judgeAnswer(state, outcome.response);
    default:
      return assertNever(outcome);
  }
}

/** Who wanted the reading does not any more: it goes no further. */
export function disown(state: ReaderState): ReaderState {
  switch (state.phase) {
    case 'selecting':
    case 'reading':
      return { ...state, phase: 'idle' };
    case 'doubting':
      return { ...state, phase: 'idle', notFoundInARow: 0 };
    case 'probing':
    case 'idle':
    case 'broken':
      return state;
    default:
      return assertNever(state.phase);
  }
}

function judgeAnswer(state: ReaderState, response: Response): Step {
  const { status } = response;
  if (status === 'samSelfTestFailed' || status === 'samNotAuthorised') return breakDown(state, status);
  switch (state.phase) {
    case 'probing':
    case 'broken':
      return status === 'ok' ? on({ phase: 'idle', notFoundInARow: state.notFoundInARow, missed: 0 }) : miss(state);
    case 'idle':
      return judgeIdle(state, status);
    case 'selecting':
      return status === 'ok' ? on({ ...state, phase: 'reading', missed: 0 }) : judgeCardFault(state, status);
    case 'reading':
      return status === 'ok' ? judgeText(response.data) : judgeCardFault(state, status);
    case 'doubting':
      if (status === 'noCard') return refuse('cardRemovedTooSoon', 1);
      return status === 'cardFound' ? refuse('cardUnreadable') : miss(state);
    default:
      return assertNever(state.phase);
  }
}

function judgeIdle(state: ReaderState, status: StatusWord): Step {
  const alive: ReaderState = { ...state, missed: 0 };
  const { notFoundInARow } = state;
  if (status === 'ok') return on(alive);
  if (status === 'cardFound') {
    if (notFoundInARow !== undefined) return on({ ...alive, notFoundInARow: 0 });
    return on({ ...alive, phase: 'selecting' }, { kind: 'reading' });
  }
  if (status !== 'noCard') return miss(state);
  if (notFoundInARow === undefined) return on(alive);
  if (notFoundInARow + 1 < notFoundMax) return on({ ...alive, notFoundInARow: notFoundInARow + 1 });
  return on({ ...alive, notFoundInARow: undefined }, { kind: 'removed' });
}

/**
 * 31 32 33 47 and 40 are said of a card that is there. 41 and 81, a cut answer and silence are also what remains of
 * one that was pulled away: whether it is still there tells them apart.
 */
function judgeCardFault(state: ReaderState, status: StatusWord): Step {
  switch (status) {
    case 'cardTypeUnknown':
      return refuse('cardTypeUnknown');
    case 'cardRejectedSam':
    case 'samRejectedCard':
    case 'verifyFailed':
    case 'randomFailed':
      return refuse('cardUnreadable');
    default:
      return on({ ...state, phase: 'doubting', missed: 0 });
  }
}

function judgeText(data: Uint8Array): Step {
  const info = parseBaseInfo(data);
  return info === undefined ? refuse('cardUnreadable') : on(tried, { kind: 'text', block: info.text });
}

const tried: ReaderState = { phase: 'idle', notFoundInARow: 0, missed: 0 };

function refuse(fault: CardFault, notFoundInARow = 0): Step {
  return on({ ...tried, notFoundInARow }, { kind: 'refused', fault });
}

/** Every reading that was told of ends in exactly one outcome, also when the reader breaks. */
function abandon({ phase, notFoundInARow }: ReaderState): Pick<ReaderState, 'notFoundInARow'> & Pick<Step, 'told'> {
  const reading = phase === 'selecting' || phase === 'reading' || phase === 'doubting';
  if (!reading) return { notFoundInARow, told: [] };
  return { notFoundInARow: 0, told: [{ kind: 'refused', fault: 'readerFault' }] };
}

function breakDown(state: ReaderState, brokenBy: ModuleFault): Step {
  const { notFoundInARow, told } = abandon(state);
  return { state: { phase: 'broken', notFoundInARow, missed: 0, brokenBy }, told, reopen: false };
}

function lose(state: ReaderState): Step {
  const { notFoundInARow, told } = abandon(state);
  return { state: { phase: 'probing', notFoundInARow, missed: 0 }, told, reopen: true };
}

function miss(state: ReaderState): Step {
  const missed = state.missed + 1;
  if (missed >= missedMax) return lose(state);
  const reading = state.phase === 'selecting' || state.phase === 'reading';
  return on({ ...state, phase: reading ? 'doubting' : state.phase, missed });
}

function on(state: ReaderState, ...told: Told[]): Step {
  return { state, told, reopen: false };
}
