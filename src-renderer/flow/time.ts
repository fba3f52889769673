/** What the passing of time does. Every wait of the screen ends here; `atMs` is a monotonic count. */
import { assertNever } from '../../src-main/contract/result.ts';
import { askOutcome, inStep, isPrinting, keepAnswerMs, lookUp, outcomeAnswerMs } from './keep.ts';
import type { PlaceAt, State } from './state.ts';
import { ask, at, blank, type Step, stay, wipe } from './step.ts';

/** A terminal that has not told its own limits yet. */
const idleSecondsUntold = 60;
const idleWarningSecondsUntold = 30;
/** The core ends the wait for a card itself; this bounds the wait for its word. */
const identifyGraceMs = 15_000;
const identifySecondsUntold = 60;
/** The longest that paper is waited for before the idle clock runs again. */
export const printingMs = 60_000;
export const goodbyeMs = 8_000;
export const closedMs = 20_000;

export function tick(state: State, atMs: number): Step {
  const { place } = state;
  switch (place.at) {
    case 'attract':
      return stay(state);
    case 'closed':
      return atMs - place.sinceMs >= closedMs ? leave(state) : stay(state);
    case 'goodbye':
      return atMs - place.sinceMs >= goodbyeMs ? leave(state) : stay(state);
    case 'keeping':
      return keepingTick(state, place, atMs);
    case 'identify':
      return identifyTick(state, place, atMs);
    case 'kept':
      if (isPrinting(place.application) && atMs - place.printSinceMs < printingMs)
        return lookUp(alive(state, atMs), place, atMs);
      return isIdle(state, atMs) ? idle(state, atMs) : lookUp(quiet(state), place, atMs);
    case 'home':
    case 'list':
    case 'guide':
    case 'consent':
    case 'question':
    case 'review':
    case 'signature':
      return idle(state, atMs);
    default:
      return assertNever(place);
  }
}

function keepingTick(state: State, place: PlaceAt<'keeping'>, atMs: number): Step {
  const waitedMs = atMs - place.sinceMs;
  switch (place.step) {
    case 'hashing':
    case 'confirming':
      return waitedMs >= keepAnswerMs ? askOutcome(alive(state, atMs), place, atMs) : stay(alive(state, atMs));
    case 'asking':
      if (waitedMs < outcomeAnswerMs) return stay(alive(state, atMs));
      return stay(inStep({ state: alive(state, atMs), place }, 'unknown', atMs));
    case 'lost':
    case 'unknown':
      return idle(state, atMs);
    default:
      return assertNever(place.step);
  }
}

function identifyTick(state: State, place: PlaceAt<'identify'>, atMs: number): Step {
  const { step } = place;
  if (step.how !== 'card' || state.link === 'down') return idle(state, atMs);
  const { is } = step.phase;
  if (is !== 'starting' && is !== 'waiting' && is !== 'reading') return idle(state, atMs);
  const limitMs = (state.terminal?.identifySeconds ?? identifySecondsUntold) * 1000 + identifyGraceMs;
  if (atMs - step.sinceMs < limitMs) return stay(alive(state, atMs));
  return at(alive(state, atMs), { ...place, step: { ...step, phase: { is: 'timedOut' } } });
}

/** The machine is busy for the citizen: the idle clock stands still. */
function alive(state: State, atMs: number): State {
  return { ...state, touchedAtMs: atMs, warning: undefined };
}

function quiet(state: State): State {
  return state.warning === undefined ? state : { ...state, warning: undefined };
}

function isIdle(state: State, atMs: number): boolean {
  return atMs - state.touchedAtMs >= idleMs(state);
}

function idleMs(state: State): number {
  return (state.terminal?.idleSeconds ?? idleSecondsUntold) * 1000;
}

/** Nobody touches: first the warning with its countdown, then everything is wiped. */
function idle(state: State, atMs: number): Step {
  const warningMs = (state.terminal?.idleWarningSeconds ?? idleWarningSecondsUntold) * 1000;
  const leftMs = idleMs(state) + warningMs - (atMs - state.touchedAtMs);
  if (leftMs <= 0) return wipe(state, 'idle', atMs);
  const warning = leftMs <= warningMs ? Math.ceil(leftMs / 1000) : undefined;
  return stay(warning === state.warning ? state : { ...state, warning });
}

/**
 * From the goodbye to the attract page. The core is told, and the shell then destroys this renderer; when the
 * core cannot be told, the window is closed instead.
 */
export function leave(state: State): Step {
  const { place } = state;
  if (place.at === 'closed') return stay({ ...blank(state), language: 'zh-CN' });
  if (place.at !== 'goodbye') return stay(state);
  const gone: State = { ...blank(state), language: 'zh-CN' };
  switch (state.session) {
    case 'open':
      return ask({ ...gone, session: 'ending' }, { name: 'session.end', params: { reason: place.reason } });
    case 'beginning':
    case 'ending':
      return stay(gone);
    case 'none':
      return { state: gone, effects: [{ kind: 'closeWindow' }] };
    default:
      return assertNever(state.session);
  }
}
