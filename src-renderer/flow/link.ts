/**
 * The core goes away and comes back. Its session is gone with it: the answers stay here, a new session is
 * opened, and the citizen identifies again, because the new core has not seen the card.
 */
import type { CallResult } from '../../src-main/contract/calls.ts';
import { assertNever, type Result } from '../../src-main/contract/result.ts';
import { beginSession, loadItem, loadOverview } from './browse.ts';
import { saveEntry } from './fill.ts';
import { prepare } from './identify.ts';
import { askOutcome } from './keep.ts';
import type { Trouble } from './question.ts';
import type { Place, Resume, State } from './state.ts';
import { and, ask, at, blank, type Step, stay, wipe } from './step.ts';

export function linkChanged(state: State, link: 'up' | 'down', atMs: number): Step {
  if (link === state.link) return stay(state);
  if (link === 'down') return stay(sessionLost({ ...state, link, waiting: {} }, atMs));
  const up = and(ask({ ...state, link }, { name: 'terminal.view', params: {} }), loadOverview);
  return and(up, (next) => goOn(next, atMs));
}

/** The core says that it knows no session of ours, though we thought that one was open. */
export function sessionUnknown(state: State, atMs: number): Step {
  if (state.session !== 'open') return stay(state);
  return goOn(sessionLost({ ...state, waiting: {} }, atMs), atMs);
}

function sessionLost(state: State, atMs: number): State {
  const visit = state.visit && { ...state.visit, consentKnown: false };
  const saved = state.place.at === 'question' ? saveEntry({ ...state, visit }, state.place) : { ...state, visit };
  return { ...saved, session: 'none', place: placeWithoutSession(saved, atMs) };
}

function placeWithoutSession(state: State, atMs: number): Place {
  const { place } = state;
  const toCard = { how: 'card', phase: { is: 'starting' }, sinceMs: atMs } as const;
  const again = (from: Extract<Place, { readonly matter: unknown }>, resume: Resume): Place => ({
    at: 'identify',
    matter: from.matter,
    resume,
    notice: 'sessionLost',
    step: toCard,
  });
  switch (place.at) {
    case 'attract':
    case 'closed':
    case 'home':
    case 'list':
    case 'guide':
    case 'consent':
    case 'goodbye':
      return place;
    case 'identify':
      if (place.step.how === 'number') return place;
      return place.step.how === 'card' ? { ...place, step: toCard } : again(place, place.resume);
    case 'question':
      return again(place, { to: 'question', field: place.field });
    case 'review':
    case 'signature':
      return again(place, { to: 'review' });
    case 'keeping':
      return { ...place, step: 'lost', sessionLost: true, sinceMs: atMs };
    case 'kept':
      return { ...place, recovered: true };
    default:
      return assertNever(place);
  }
}

/** With the core back: a new session for the one who stands here, and what the page at hand was waiting for. */
function goOn(state: State, atMs: number): Step {
  if (state.visit === undefined) return stay(state);
  return and(beginSession(state), (next) => {
    const { place } = next;
    if (place.at === 'keeping') return askOutcome(next, place, atMs);
    if (place.at === 'guide' && place.detail === undefined) return loadItem(next, place.itemId);
    return stay(next);
  });
}

export function sessionBegun(state: State, result: Result<CallResult<'session.begin'>, Trouble>, atMs: number): Step {
  if (!result.ok) return notBegun({ ...state, session: 'none' }, result.error, atMs);
  const open: State = { ...state, session: 'open' };
  if (open.visit !== undefined) return prepare(open);
  // The citizen left before the session had opened.
  if (open.place.at === 'goodbye') return stay(open);
  return ask({ ...open, session: 'ending' }, { name: 'session.end', params: { reason: 'cancelled' } });
}

function notBegun(state: State, trouble: Trouble, atMs: number): Step {
  if (state.visit === undefined || trouble === 'coreAway') return stay(state);
  if (state.place.at === 'keeping' || state.place.at === 'kept') return stay(state);
  const because = trouble === 'storageFull' ? 'storageFull' : 'outOfService';
  return at(blank(state), { at: 'closed', because, sinceMs: atMs });
}

export function sessionEndAnswered(state: State, result: Result<unknown, Trouble>): Step {
  const ended: State = { ...state, session: 'none' };
  return result.ok ? stay(ended) : { state: ended, effects: [{ kind: 'closeWindow' }] };
}

/** The core ended the session of its own accord: nothing of it may stay. */
export function sessionEnded(state: State, atMs: number): Step {
  if (state.visit === undefined) return stay({ ...state, session: 'none' });
  return wipe({ ...state, session: 'none' }, 'failed', atMs);
}
