/** The form, one question a page, then the review and the signature. */
import { answersAsked, checkAnswers, checkField, pagesOf } from '../../src-main/catalogue/forms.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import { must, type Result } from '../../src-main/contract/result.ts';
import type { Answers, FieldMessage } from '../../src-main/contract/service-item.ts';
import { type Edit, edited } from './edit.ts';
import { answerOf, cleaned, entryOf, hintOf, withAnswer } from './entry.ts';
import type { Trouble } from './question.ts';
import { answersTo, type Matter, type PlaceAt, type State, type Strokes } from './state.ts';
import { ask, at, forget, isAsking, type Step, stay } from './step.ts';

interface Filling {
  readonly matter: Matter;
  readonly person: PersonView;
}

function itemOf(filling: Filling): string {
  return filling.matter.detail.summary.id;
}

export function toField(state: State, filling: Filling, where: { field: string; editing: boolean }): Step {
  const { matter, person } = filling;
  const entry = entryOf(answersTo(state, itemOf(filling))[where.field]);
  return at(state, { at: 'question', matter, person, entry, message: undefined, ...where });
}

/** The first page without a sound answer of the citizen's own, or the review when every page has one. */
export function toFirstOpenField(state: State, filling: Filling): Step {
  const { form } = filling.matter;
  const answers = answersTo(state, itemOf(filling));
  const pages = pagesOf(form, answers);
  const isAnswered = (page: string) => answers[page] !== undefined && checkField(form, page, answers) === undefined;
  const asked = pages.find((page) => !isAnswered(page) || hintOf(form, page).prefill !== undefined);
  if (asked !== undefined) return toField(state, filling, { field: asked, editing: false });
  return toReview(state, filling);
}

export function toReview(state: State, filling: Filling): Step {
  const { matter, person } = filling;
  return at(state, { at: 'review', matter, person, messages: [], notice: undefined, trouble: undefined });
}

export function entry(state: State, place: PlaceAt<'question'>, edit: Edit): Step {
  const { control } = hintOf(place.matter.form, place.field);
  const text = cleaned(control, edited(place.entry, edit));
  return at(state, { ...place, entry: text, message: undefined });
}

/** Puts what stands in the field among the answers, right or wrong: going back or away loses nothing. */
export function saveEntry(state: State, place: PlaceAt<'question'>): State {
  const { form, detail } = place.matter;
  if (state.visit === undefined) return state;
  const answer = answerOf(hintOf(form, place.field).control, place.entry);
  const answers = withAnswer(answersTo(state, detail.summary.id), place.field, answer);
  return { ...state, visit: { ...state.visit, answers: { ...state.visit.answers, [detail.summary.id]: answers } } };
}

export function next(state: State, place: PlaceAt<'question'>): Step {
  const saved = saveEntry(state, place);
  const answers = answersTo(saved, place.matter.detail.summary.id);
  const message = checkField(place.matter.form, place.field, answers);
  if (message !== undefined) return at(saved, { ...place, message });
  const pages = pagesOf(place.matter.form, answers);
  if (place.editing) {
    const first = pages.find((page) => checkField(place.matter.form, page, answers) !== undefined);
    return first === undefined ? toReview(saved, place) : toField(saved, place, { field: first, editing: true });
  }
  const following = pages[pages.indexOf(place.field) + 1];
  return following === undefined ? toReview(saved, place) : toField(saved, place, { field: following, editing: false });
}

export function questionBack(state: State, place: PlaceAt<'question'>): Step {
  const saved = saveEntry(state, place);
  if (place.editing) return toReview(saved, place);
  const { matter, person } = place;
  const pages = pagesOf(matter.form, answersTo(saved, matter.detail.summary.id));
  const before = pages[pages.indexOf(place.field) - 1];
  if (before !== undefined) return toField(saved, place, { field: before, editing: false });
  const step = { how: 'done', person } as const;
  return at(saved, { at: 'identify', matter, resume: { to: 'start' }, notice: undefined, step });
}

/** What is reviewed, signed and kept: an answer that a later one made needless is kept here, but not handed in. */
export function handedIn(state: State, matter: Matter): Answers {
  return answersAsked(matter.form, answersTo(state, matter.detail.summary.id));
}

/** To the signature, if both checks agree: ours at once, then the core's, which counts. */
export function sign(state: State, place: PlaceAt<'review'>): Step {
  if (isAsking(state, 'application.check')) return stay(state);
  const answers = handedIn(state, place.matter);
  const messages = checkAnswers(place.matter.form, answers);
  if (messages.length > 0) return at(state, { ...place, messages, trouble: undefined });
  const checking = { ...state, place: { ...place, messages: [], trouble: undefined } };
  return ask(checking, { name: 'application.check', params: { itemId: itemOf(place), answers } });
}

export function checkAnswered(state: State, result: Result<{ messages: FieldMessage[] }, Trouble>): Step {
  const { place } = state;
  if (place.at !== 'review') return stay(state);
  if (!result.ok) return at(state, { ...place, trouble: result.error });
  const { matter, person } = place;
  if (result.value.messages.length > 0) return at(state, { ...place, messages: result.value.messages });
  return at(state, { at: 'signature', matter, person, strokes: [], trouble: undefined });
}

export function change(state: State, place: PlaceAt<'review'>, field: string): Step {
  if (!pagesOf(place.matter.form, answersTo(state, itemOf(place))).includes(field)) return stay(state);
  return toField(forget(state, ['application.check']), place, { field, editing: true });
}

export function reviewBack(state: State, place: PlaceAt<'review'>): Step {
  const pages = pagesOf(place.matter.form, answersTo(state, itemOf(place)));
  const last = must(pages.at(-1), 'a form has at least one page');
  return toField(forget(state, ['application.check']), place, { field: last, editing: false });
}

export function strokes(state: State, place: PlaceAt<'signature'>, drawn: Strokes): Step {
  return at(state, { ...place, strokes: drawn, trouble: undefined });
}
