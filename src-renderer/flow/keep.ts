/** From the confirmation to the paper. Nothing here says "kept" before the core did. */
import type { Kept } from '../../src-main/contract/application.ts';
import type { CallResult } from '../../src-main/contract/calls.ts';
import { assertNever, type Result } from '../../src-main/contract/result.ts';
import type { ItemDetail } from '../../src-main/contract/service-item.ts';
import { signedDocumentText } from '../../src-main/contract/signed-document.ts';
import { loadItem, matterOf } from './browse.ts';
import { handedIn, toReview } from './fill.ts';
import { toCard } from './identify.ts';
import type { Trouble } from './question.ts';
import type { Here, KeepStep, Notice, PlaceAt, State } from './state.ts';
import { ask, at, forget, isAsking, type Step, stay } from './step.ts';

/** Without an answer for this long the core is asked what became of it; and again, until the citizen is told that we do not know. */
export const keepAnswerMs = 30_000;
export const outcomeAnswerMs = 10_000;
/** How often a kept application is looked up when no events come for it. */
export const lookUpMs = 3_000;

export function confirm(
  state: State,
  place: PlaceAt<'signature'>,
  input: { confirmationId: string; atMs: number },
): Step {
  if (place.strokes.length === 0 || state.session !== 'open') return stay(state);
  const { matter, person, strokes } = place;
  const { confirmationId, atMs } = input;
  const text = signedDocumentText({
    itemId: matter.detail.summary.id,
    formVersion: matter.form.version,
    person,
    answers: handedIn(state, matter),
  });
  const keeping: State = {
    ...state,
    place: {
      at: 'keeping',
      matter,
      person,
      strokes,
      confirmationId,
      step: 'hashing',
      sessionLost: false,
      sinceMs: atMs,
    },
  };
  return { state: keeping, effects: [{ kind: 'hash', confirmationId, text }] };
}

export function hashed({ state, place }: Here<'keeping'>, documentSha256: string, atMs: number): Step {
  if (place.step !== 'hashing') return stay(state);
  const { matter, strokes, confirmationId } = place;
  const confirming = inStep({ state, place }, 'confirming', atMs);
  return ask(confirming, {
    name: 'application.confirm',
    params: {
      confirmationId,
      itemId: matter.detail.summary.id,
      formVersion: matter.form.version,
      answers: handedIn(state, matter),
      signature: { strokes, documentSha256 },
    },
  });
}

export function inStep({ state, place }: Here<'keeping'>, step: KeepStep, atMs: number): State {
  return { ...state, place: { ...place, step, sinceMs: atMs } };
}

export function askOutcome(state: State, place: PlaceAt<'keeping'>, atMs: number): Step {
  const { confirmationId } = place;
  return ask(inStep({ state, place }, 'asking', atMs), { name: 'application.outcome', params: { confirmationId } });
}

export function confirmAnswered(state: State, result: Result<Kept, Trouble>, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'keeping') return stay(state);
  if (result.ok) return toKept({ state, place }, result.value, atMs);
  const { matter, person, strokes } = place;
  switch (result.error) {
    case 'coreAway':
    case 'noSession':
      return stay(inStep({ state, place }, 'lost', atMs));
    case 'internal':
    case 'badRequest':
      return askOutcome(state, place, atMs);
    case 'noPerson':
      return identifyAgain({ state, place }, 'askedAgain', atMs);
    case 'formChanged':
      return loadItem(state, matter.detail.summary.id);
    case 'answersRefused': {
      const review = toReview(state, place).state;
      return ask(review, {
        name: 'application.check',
        params: { itemId: matter.detail.summary.id, answers: handedIn(state, matter) },
      });
    }
    case 'signatureNotForThis':
      return at(state, { at: 'signature', matter, person, strokes: [], trouble: result.error });
    default:
      return at(state, { at: 'signature', matter, person, strokes, trouble: result.error });
  }
}

function identifyAgain({ state, place }: Here<'keeping'>, notice: Notice, atMs: number): Step {
  return toCard(state, { matter: place.matter, resume: { to: 'review' }, notice }, atMs);
}

/** The form was replaced while it was filled in: the answers are looked through once more against the new one. */
export function formReloaded(state: State, place: PlaceAt<'keeping'>, result: Result<ItemDetail, Trouble>): Step {
  const matter = result.ok ? matterOf(result.value) : undefined;
  const { person } = place;
  const review = { at: 'review', person, messages: [] } as const;
  if (matter !== undefined) return at(state, { ...review, matter, notice: 'formChanged', trouble: undefined });
  const trouble = result.ok ? 'noForm' : result.error;
  return at(state, { ...review, matter: place.matter, notice: undefined, trouble });
}

export function outcomeAnswered(
  state: State,
  result: Result<CallResult<'application.outcome'>, Trouble>,
  atMs: number,
): Step {
  const { place } = state;
  if (place.at === 'kept' && result.ok && result.value.kept) return keptChanged(state, result.value.application, atMs);
  if (place.at !== 'keeping') return stay(state);
  if (!result.ok) return stay(inStep({ state, place }, result.error === 'coreAway' ? 'lost' : 'unknown', atMs));
  if (result.value.kept) return toKept({ state, place }, result.value.application, atMs);
  // The core may still be at it: "not kept" counts only after its answer, or after its death.
  if (isAsking(state, 'application.confirm')) return stay(inStep({ state, place }, 'unknown', atMs));
  if (place.sessionLost) return identifyAgain({ state, place }, 'notKept', atMs);
  const { matter, person } = place;
  return at(state, { at: 'review', matter, person, messages: [], notice: 'notKept', trouble: undefined });
}

function toKept({ state, place }: Here<'keeping'>, application: Kept, atMs: number): Step {
  const { confirmationId, sessionLost } = place;
  return at(forget(state, ['application.confirm', 'application.outcome']), {
    at: 'kept',
    detail: place.matter.detail,
    application,
    confirmationId,
    recovered: sessionLost,
    trouble: undefined,
    printSinceMs: atMs,
    lookedUpMs: atMs,
  });
}

export function keptChanged(state: State, application: Kept, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'kept' || place.application.applicationId !== application.applicationId) return stay(state);
  const same = place.application.print === application.print && place.application.copy === application.copy;
  return at(state, { ...place, application, printSinceMs: same ? place.printSinceMs : atMs });
}

export function isPrinting(application: Kept): boolean {
  const { print } = application;
  switch (print) {
    case 'planned':
    case 'sending':
    case 'sent':
      return true;
    case 'confirmed':
    case 'unknown':
    case 'notPrinted':
      return false;
    default:
      return assertNever(print);
  }
}

export function reprint(state: State, place: PlaceAt<'kept'>): Step {
  if (place.recovered || isPrinting(place.application) || isAsking(state, 'receipt.reprint')) return stay(state);
  const { applicationId } = place.application;
  const asking = { ...state, place: { ...place, trouble: undefined } };
  return ask(asking, { name: 'receipt.reprint', params: { applicationId } });
}

export function reprintAnswered(state: State, result: Result<Kept, Trouble>, atMs: number): Step {
  const { place } = state;
  if (place.at !== 'kept') return stay(state);
  if (result.ok) return keptChanged(state, result.value, atMs);
  return at(state, { ...place, trouble: result.error });
}

/** Looks a kept application up when its events go to a session that is gone. */
export function lookUp(state: State, place: PlaceAt<'kept'>, atMs: number): Step {
  const final = !isPrinting(place.application) && place.application.delivery !== 'queued';
  if (!place.recovered || final || atMs - place.lookedUpMs < lookUpMs || state.link === 'down') return stay(state);
  if (isAsking(state, 'application.outcome')) return stay(state);
  const { confirmationId } = place;
  const looking = { ...state, place: { ...place, lookedUpMs: atMs } };
  return ask(looking, { name: 'application.outcome', params: { confirmationId } });
}
