/** Consent, then who stands there: by card, or by a typed number with lower trust. */
import { prefill } from '../../src-main/catalogue/forms.ts';
import type { CardFault } from '../../src-main/contract/devices.ts';
import type { Identification } from '../../src-main/contract/events.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import { assertNever, type Result } from '../../src-main/contract/result.ts';
import { type Edit, edited } from './edit.ts';
import { toField, toFirstOpenField, toReview } from './fill.ts';
import type { Trouble } from './question.ts';
import type { CardPhase, Here, Matter, Notice, PlaceAt, Resume, State } from './state.ts';
import { and, ask, at, forget, isAsking, type Step, stay } from './step.ts';

/** Faults of what the card says, not of the reading: a typed number must not get around them. */
const faultsOfTheCard: readonly CardFault[] = [
  'cardDataWrong',
  'numberCheckWrong',
  'birthDiffers',
  'sexDiffers',
  'cardExpired',
  'cardNotYetValid',
];

export function isFaultOfTheCard(fault: CardFault): boolean {
  return faultsOfTheCard.includes(fault);
}

export function agree(state: State, place: PlaceAt<'consent'>, atMs: number): Step {
  if (state.visit === undefined || state.terminal === undefined) return stay(state);
  const visit = { ...state.visit, agreed: state.terminal.consentVersion, consentKnown: false };
  return toCard({ ...state, visit }, { matter: place.matter, resume: { to: 'start' }, notice: undefined }, atMs);
}

interface Toward {
  readonly matter: Matter;
  readonly resume: Resume;
  readonly notice: Notice | undefined;
}

/** Opens the identify page at the reader. */
export function toCard(state: State, toward: Toward, atMs: number): Step {
  const step = { how: 'card', phase: { is: 'starting' }, sinceMs: atMs } as const;
  return prepare({ ...state, place: { at: 'identify', ...toward, step } });
}

/** What the core needs before it identifies anyone, in order: an open session, the consent, an armed reader. */
export function prepare(state: State): Step {
  const { place, visit } = state;
  if (place.at !== 'identify' || place.step.how === 'done' || visit === undefined) return stay(state);
  if (state.session !== 'open') return stay(state);
  if (visit.agreed === undefined) return at(state, { at: 'consent', matter: place.matter, notice: undefined });
  if (!visit.consentKnown) {
    return ask(state, { name: 'session.consent', params: { consentVersion: visit.agreed } });
  }
  return place.step.how === 'card' ? ask(state, { name: 'identify.byCard', params: {} }) : stay(state);
}

export function consentAnswered(state: State, result: Result<unknown, Trouble>, atMs: number): Step {
  if (state.visit === undefined) return stay(state);
  if (result.ok) return prepare({ ...state, visit: { ...state.visit, consentKnown: true } });
  if (state.place.at !== 'identify') return stay(state);
  if (result.error !== 'consentOutdated') return cardFailed({ state, place: state.place }, result.error, atMs);
  const { matter } = state.place;
  const visit = { ...state.visit, agreed: undefined };
  const place = { at: 'consent', matter, notice: 'consentOutdated' } as const;
  return ask({ ...state, visit, place }, { name: 'terminal.view', params: {} });
}

export function byCardAnswered(state: State, result: Result<unknown, Trouble>, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'identify' || place.step.how !== 'card') return stay(state);
  if (!result.ok) return cardFailed({ state, place }, result.error, atMs);
  return place.step.phase.is === 'starting' ? inPhase({ state, place }, { is: 'waiting' }, atMs) : stay(state);
}

function cardFailed({ state, place }: Here<'identify'>, trouble: Trouble, atMs: number): Step {
  if (place.step.how === 'number') return at(state, { ...place, step: { ...place.step, trouble } });
  return inPhase({ state, place }, { is: 'failed', trouble }, atMs);
}

function inPhase({ state, place }: Here<'identify'>, phase: CardPhase, atMs: number): Step {
  return at(state, { ...place, step: { how: 'card', phase, sinceMs: atMs } });
}

/** What the reader tells. Only the page that waits for a card listens. */
export function cardEvent(state: State, event: Identification, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'identify' || place.step.how !== 'card' || state.visit === undefined) return stay(state);
  switch (event.state) {
    case 'waiting':
    case 'reading':
    case 'timedOut':
    case 'readerAway':
    case 'cardRemoved':
      return inPhase({ state, place }, { is: event.state }, atMs);
    case 'refused': {
      const { fault, triesLeft } = event;
      const visit = { ...state.visit, cardRefused: state.visit.cardRefused || isFaultOfTheCard(fault) };
      return inPhase({ state: { ...state, visit }, place }, { is: 'refused', fault, triesLeft }, atMs);
    }
    case 'identified':
      return identified(state, place, event.person);
    default:
      return assertNever(event);
  }
}

export function chooseCard(state: State, place: PlaceAt<'identify'>, atMs: number): Step {
  const { matter, resume, notice } = place;
  return toCard(forget(state, ['identify.byNumber']), { matter, resume, notice }, atMs);
}

export function chooseNumber(state: State, place: PlaceAt<'identify'>): Step {
  if (place.step.how !== 'card' || state.visit?.cardRefused) return stay(state);
  const step = { how: 'number', field: 'name', name: '', number: '', trouble: undefined } as const;
  const typing = forget({ ...state, place: { ...place, step } }, ['identify.byCard']);
  return state.session === 'open' ? ask(typing, { name: 'identify.stop', params: {} }) : stay(typing);
}

/** As `identify.byNumber` limits them. */
const nameLengthMax = 60;
const numberLengthMax = 18;

export function typed({ state, place }: Here<'identify'>, field: 'name' | 'number', edit: Edit): Step {
  const { step } = place;
  if (step.how !== 'number' || isAsking(state, 'identify.byNumber')) return stay(state);
  const text = edited(step[field], edit);
  const number = text
    .toUpperCase()
    .replace(/[^0-9X]/g, '')
    .slice(0, numberLengthMax);
  const taken = field === 'name' ? { name: text.slice(0, nameLengthMax) } : { number };
  return at(state, { ...place, step: { ...step, ...taken, field, trouble: undefined } });
}

export function typedField(state: State, place: PlaceAt<'identify'>, field: 'name' | 'number'): Step {
  return place.step.how === 'number' ? at(state, { ...place, step: { ...place.step, field } }) : stay(state);
}

export function submitNumber(state: State, place: PlaceAt<'identify'>): Step {
  if (place.step.how !== 'number' || isAsking(state, 'identify.byNumber') || state.session !== 'open') {
    return stay(state);
  }
  const name = place.step.name.trim();
  if (name === '') return numberRefused(state, place, 'nameWrong');
  const { number } = place.step;
  return ask(state, { name: 'identify.byNumber', params: { name, number } });
}

function numberRefused(state: State, place: PlaceAt<'identify'>, trouble: Trouble): Step {
  if (place.step.how !== 'number') return stay(state);
  const field = trouble === 'nameWrong' ? 'name' : 'number';
  return at(state, { ...place, step: { ...place.step, field, trouble } });
}

export function byNumberAnswered(state: State, result: Result<PersonView, Trouble>): Step {
  const { place } = state;
  if (place.at !== 'identify' || place.step.how !== 'number') return stay(state);
  if (result.ok) return identified(state, place, result.value);
  if (result.error === 'noConsent') return prepare(state);
  return numberRefused(state, place, result.error);
}

/** Somebody else's answers are gone before anything of them could be shown. */
function identified(state: State, place: PlaceAt<'identify'>, person: PersonView): Step {
  if (state.visit === undefined) return stay(state);
  const { owner } = state.visit;
  const other = owner !== undefined && !samePerson(owner, person);
  const kept = other ? {} : state.visit.answers;
  const itemId = place.matter.detail.summary.id;
  const answers = { ...kept, [itemId]: { ...prefill(place.matter.form, person), ...kept[itemId] } };
  const visit = { ...state.visit, owner: person, answers };
  const resume: Resume = other ? { to: 'start' } : place.resume;
  const notice = other ? 'otherPerson' : undefined;
  return at({ ...state, visit }, { ...place, resume, notice, step: { how: 'done', person } });
}

/** Everything that both know must agree; a typed number knows no address and no validity. */
function samePerson(a: PersonView, b: PersonView): boolean {
  const agree = (x: string | undefined, y: string | undefined) => x === undefined || y === undefined || x === y;
  return (
    a.name === b.name &&
    a.maskedNumber === b.maskedNumber &&
    a.document === b.document &&
    agree(a.address, b.address) &&
    agree(a.validUntil, b.validUntil)
  );
}

export function itIsMe(state: State, place: PlaceAt<'identify'>): Step {
  if (place.step.how !== 'done') return stay(state);
  const { matter, resume } = place;
  const filling = { matter, person: place.step.person };
  switch (resume.to) {
    case 'start':
      return toFirstOpenField(state, filling);
    case 'question':
      return toField(state, filling, { field: resume.field, editing: false });
    case 'review':
      return toReview(state, filling);
    default:
      return assertNever(resume);
  }
}

/** Back from the identify page: to the reader from the typed number, else to the consent. */
export function identifyBack(state: State, place: PlaceAt<'identify'>, atMs: number): Step {
  if (place.step.how === 'number') return chooseCard(state, place, atMs);
  const left = forget(state, ['identify.byCard', 'session.consent']);
  const consent = at(left, { at: 'consent', matter: place.matter, notice: undefined });
  if (place.step.how === 'done' || state.session !== 'open') return consent;
  return and(consent, (next) => ask(next, { name: 'identify.stop', params: {} }));
}
