/** The citizen's journey: one input makes a new state and, as data, what is to be done. Pure, and complete over every input in every place. */
import type { Language } from '../../src-main/contract/calls.ts';
import { assertNever } from '../../src-main/contract/result.ts';
import {
  begin,
  itemLoaded,
  loadOverview,
  openHome,
  openItem,
  openList,
  overviewLoaded,
  retryItem,
  search,
  start,
} from './browse.ts';
import {
  change,
  checkAnswered,
  entry,
  next,
  questionBack,
  reviewBack,
  saveEntry,
  sign,
  strokes,
  toReview,
} from './fill.ts';
import {
  agree,
  byCardAnswered,
  byNumberAnswered,
  cardEvent,
  chooseCard,
  chooseNumber,
  consentAnswered,
  identifyBack,
  itIsMe,
  submitNumber,
  typed,
  typedField,
} from './identify.ts';
import type { CoreEvent, Input, Tap } from './input.ts';
import {
  askOutcome,
  confirm,
  confirmAnswered,
  formReloaded,
  hashed,
  keptChanged,
  outcomeAnswered,
  reprint,
  reprintAnswered,
} from './keep.ts';
import { linkChanged, sessionBegun, sessionEndAnswered, sessionEnded, sessionUnknown } from './link.ts';
import type { Answered } from './question.ts';
import type { State } from './state.ts';
import { and, ask, at, forget, type Step, stay, wipe } from './step.ts';
import { leave, tick } from './time.ts';

/** @param atMs monotonic milliseconds of the input */
export function reduce(state: State, input: Input, atMs: number): Step {
  switch (input.kind) {
    case 'tick':
      return tick(state, atMs);
    case 'link':
      return linkChanged(state, input.link, atMs);
    case 'hashed': {
      const { place } = state;
      if (place.at !== 'keeping' || place.confirmationId !== input.confirmationId) return stay(state);
      return hashed({ state, place }, input.sha256, atMs);
    }
    case 'answered':
      return answered(state, input, atMs);
    case 'event':
      return coreEvent(state, input, atMs);
    default:
      return tap(touched(state, atMs), input, atMs);
  }
}

function touched(state: State, atMs: number): State {
  return { ...state, touchedAtMs: atMs, warning: undefined };
}

function answered(state: State, input: Answered, atMs: number): Step {
  if (state.waiting[input.name] !== input.ticket) return stay(state);
  const taken = forget(state, [input.name]);
  if (!input.result.ok && input.result.error === 'noSession' && input.name !== 'session.end') {
    return sessionUnknown(taken, atMs);
  }
  return takeAnswer(taken, input, atMs);
}

function takeAnswer(state: State, input: Answered, atMs: number): Step {
  switch (input.name) {
    case 'terminal.view':
      return stay(input.result.ok ? { ...state, terminal: input.result.value } : state);
    case 'catalogue.overview':
      return overviewLoaded(state, input.result);
    case 'catalogue.item': {
      const { place } = state;
      if (place.at === 'guide') return itemLoaded(state, place, input.result);
      return place.at === 'keeping' ? formReloaded(state, place, input.result) : stay(state);
    }
    case 'session.begin':
      return sessionBegun(state, input.result, atMs);
    case 'session.language':
    case 'identify.stop':
      return stay(state);
    case 'session.consent':
      return consentAnswered(state, input.result, atMs);
    case 'session.end':
      return sessionEndAnswered(state, input.result);
    case 'identify.byCard':
      return byCardAnswered(state, input.result, atMs);
    case 'identify.byNumber':
      return byNumberAnswered(state, input.result);
    case 'application.check':
      return checkAnswered(state, input.result);
    case 'application.confirm':
      return confirmAnswered(state, input.result, atMs);
    case 'application.outcome':
      return outcomeAnswered(state, input.result, atMs);
    case 'receipt.reprint':
      return reprintAnswered(state, input.result, atMs);
    default:
      return assertNever(input);
  }
}

function coreEvent(state: State, event: CoreEvent, atMs: number): Step {
  switch (event.name) {
    case 'terminal.changed': {
      const changed = { ...state, terminal: event.payload };
      // Verdicts depend on whether the windows are open.
      return state.terminal?.windowsOpen === event.payload.windowsOpen ? stay(changed) : loadOverview(changed);
    }
    case 'catalogue.changed':
      return loadOverview(state);
    case 'identify.changed':
      return cardEvent(state, event.payload, atMs);
    case 'application.changed':
      return keptChanged(state, event.payload, atMs);
    case 'session.ended':
      return sessionEnded(state, atMs);
    default:
      return assertNever(event);
  }
}

function tap(state: State, input: Tap, atMs: number): Step {
  switch (input.kind) {
    case 'touch':
      return stay(state);
    case 'begin':
      return state.place.at === 'attract' ? begin(state, input.language) : stay(state);
    case 'language':
      return switchLanguage(state, input.language);
    case 'sheet':
      return stay(state.visit === undefined ? state : { ...state, sheet: input.sheet });
    case 'end':
      return state.visit === undefined ? stay(state) : wipe(state, 'cancelled', atMs);
    case 'leave':
      return leave(state);
    case 'finish':
      return state.place.at === 'kept' ? wipe(state, 'finished', atMs) : stay(state);
    case 'home':
      return goHome(state);
    default:
      return pageTap({ ...state, sheet: undefined }, input, atMs);
  }
}

function switchLanguage(state: State, language: Language): Step {
  const switched = { ...state, language };
  if (state.session !== 'open') return stay(switched);
  return ask(switched, { name: 'session.language', params: { language } });
}

/** Home from anywhere but the pages that must be ended or finished. */
function goHome(state: State): Step {
  const { place } = state;
  if (state.visit === undefined || place.at === 'keeping' || place.at === 'kept') return stay(state);
  const saved = place.at === 'question' ? saveEntry(state, place) : state;
  const home = openHome({ ...saved, sheet: undefined });
  if (place.at !== 'identify' || state.session !== 'open') return home;
  return and(home, (next) => ask(next, { name: 'identify.stop', params: {} }));
}

type PageTap = Exclude<
  Tap,
  { readonly kind: 'touch' | 'begin' | 'language' | 'sheet' | 'end' | 'leave' | 'finish' | 'home' }
>;

/** What only means something on its own page; anywhere else it came too late and does nothing. */
function pageTap(state: State, input: PageTap, atMs: number): Step {
  const { place } = state;
  if (input.kind === 'back') return back(state, atMs);
  switch (place.at) {
    case 'home':
    case 'list':
      if (input.kind === 'list') return openList(state, input.category, input.typing);
      if (input.kind === 'search') return search(state, input.edit);
      return input.kind === 'item' ? openItem(state, input.itemId) : stay(state);
    case 'guide':
      if (input.kind === 'start') return start(state, place);
      return input.kind === 'retryItem' ? retryItem(state, place) : stay(state);
    case 'consent':
      return input.kind === 'agree' ? agree(state, place, atMs) : stay(state);
    case 'identify':
      return identifyTap(state, input, atMs);
    case 'question':
      if (input.kind === 'entry') return entry(state, place, input.edit);
      return input.kind === 'next' ? next(state, place) : stay(state);
    case 'review':
      if (input.kind === 'change') return change(state, place, input.field);
      return input.kind === 'sign' ? sign(state, place) : stay(state);
    case 'signature':
      if (input.kind === 'strokes') return strokes(state, place, input.strokes);
      return input.kind === 'confirm' ? confirm(state, place, { ...input, atMs }) : stay(state);
    case 'keeping':
      return input.kind === 'askAgain' && place.step === 'unknown' ? askOutcome(state, place, atMs) : stay(state);
    case 'kept':
      return input.kind === 'reprint' ? reprint(state, place) : stay(state);
    case 'attract':
    case 'closed':
    case 'goodbye':
      return stay(state);
    default:
      return assertNever(place);
  }
}

function identifyTap(state: State, input: PageTap, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'identify') return stay(state);
  switch (input.kind) {
    case 'byCard':
      return chooseCard(state, place, atMs);
    case 'byNumber':
      return chooseNumber(state, place);
    case 'typed':
      return typed({ state, place }, input.field, input.edit);
    case 'typedField':
      return typedField(state, place, input.field);
    case 'submitNumber':
      return submitNumber(state, place);
    case 'itIsMe':
      return itIsMe(state, place);
    default:
      return stay(state);
  }
}

function back(state: State, atMs: number): Step {
  const { place } = state;
  switch (place.at) {
    case 'list':
      return openHome(state);
    case 'guide':
      return place.from === 'list'
        ? at(forget(state, ['catalogue.item']), { at: 'list', typing: false })
        : openHome(state);
    case 'consent': {
      const { detail } = place.matter;
      return at(state, { at: 'guide', itemId: detail.summary.id, from: 'home', detail, trouble: undefined });
    }
    case 'identify':
      return identifyBack(state, place, atMs);
    case 'question':
      return questionBack(state, place);
    case 'review':
      return reviewBack(state, place);
    case 'signature':
      return toReview(state, place);
    case 'attract':
    case 'closed':
    case 'home':
    case 'keeping':
    case 'kept':
    case 'goodbye':
      return stay(state);
    default:
      return assertNever(place);
  }
}
