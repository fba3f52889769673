/** From the first touch to the guide of one matter. */
import type { Language, Overview } from '../../src-main/contract/calls.ts';
import type { Result } from '../../src-main/contract/result.ts';
import type { ItemDetail } from '../../src-main/contract/service-item.ts';
import { type Edit, edited } from './edit.ts';
import type { Trouble } from './question.ts';
import { freshVisit, type Matter, type PlaceAt, type State } from './state.ts';
import { and, ask, at, forget, isAsking, type Step, stay } from './step.ts';

/** Longer than any name of a matter. */
const searchLengthMax = 60;

/** The first touch: home is shown at once, the session opens behind it. */
export function begin(state: State, language: Language): Step {
  if (state.link === 'down' || state.terminal === undefined || state.session !== 'none') return stay(state);
  const opened: State = { ...state, language, visit: freshVisit, place: { at: 'home' } };
  return and(beginSession(opened), loadOverview);
}

export function beginSession(state: State): Step {
  const question = { name: 'session.begin', params: { language: state.language } } as const;
  return ask({ ...state, session: 'beginning' }, question);
}

export function loadOverview(state: State): Step {
  return ask(state, { name: 'catalogue.overview', params: {} });
}

export function overviewLoaded(state: State, result: Result<Overview, Trouble>): Step {
  if (result.ok) return stay({ ...state, overview: result.value });
  return stay(result.error === 'noCatalogue' ? { ...state, overview: 'missing' } : state);
}

export function openHome(state: State): Step {
  return at(forget(state, ['catalogue.item']), { at: 'home' });
}

export function openList(state: State, category: string | undefined, typing: boolean): Step {
  if (state.visit === undefined) return stay(state);
  const browse = state.place.at === 'home' ? { text: '', category } : { ...state.visit.browse, category };
  return at({ ...state, visit: { ...state.visit, browse } }, { at: 'list', typing });
}

export function search(state: State, edit: Edit): Step {
  if (state.visit === undefined || state.place.at !== 'list') return stay(state);
  const text = edited(state.visit.browse.text, edit).slice(0, searchLengthMax);
  return stay({ ...state, visit: { ...state.visit, browse: { ...state.visit.browse, text } } });
}

export function openItem(state: State, itemId: string): Step {
  const from = state.place.at === 'list' ? 'list' : 'home';
  const place = { at: 'guide', itemId, from, detail: undefined, trouble: undefined } as const;
  return loadItem({ ...state, place }, itemId);
}

export function loadItem(state: State, itemId: string): Step {
  return ask(state, { name: 'catalogue.item', params: { itemId } });
}

export function itemLoaded(state: State, place: PlaceAt<'guide'>, result: Result<ItemDetail, Trouble>): Step {
  if (!result.ok) return at(state, { ...place, trouble: result.error });
  return at(state, { ...place, detail: result.value, trouble: undefined });
}

export function retryItem(state: State, place: PlaceAt<'guide'>): Step {
  if (isAsking(state, 'catalogue.item')) return stay(state);
  return loadItem({ ...state, place: { ...place, trouble: undefined } }, place.itemId);
}

/** The matter of a guide that can be filled in here now, if it can. */
export function matterOf(detail: ItemDetail): Matter | undefined {
  const kind = detail.summary.verdict.kind;
  if (detail.form === undefined || kind === 'windowOnly' || kind === 'unavailable') return undefined;
  return { detail, form: detail.form };
}

export function start(state: State, place: PlaceAt<'guide'>): Step {
  const matter = place.detail && matterOf(place.detail);
  return matter ? at(state, { at: 'consent', matter, notice: undefined }) : stay(state);
}
