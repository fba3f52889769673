/** The outcome of one input: the next state, and what is to be done, as data. */
import type { CallName, EndReason } from '../../src-main/contract/calls.ts';
import type { Question } from './question.ts';
import type { Place, State } from './state.ts';
import { firstState } from './state.ts';

export type Effect =
  | { readonly kind: 'call'; readonly ticket: number; readonly question: Question }
  | { readonly kind: 'hash'; readonly confirmationId: string; readonly text: string }
  /** The core could not be told of the end: the window closes, and with it the renderer that knew the citizen. */
  | { readonly kind: 'closeWindow' };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export function stay(state: State): Step {
  return { state, effects: [] };
}

export function at(state: State, place: Place): Step {
  return stay({ ...state, place });
}

/** Asks the core. The answer to an older question of the same name is no longer wanted. */
export function ask(state: State, question: Question): Step {
  const ticket = state.nextTicket;
  const waiting = { ...state.waiting, [question.name]: ticket };
  return { state: { ...state, waiting, nextTicket: ticket + 1 }, effects: [{ kind: 'call', ticket, question }] };
}

/** Does `then` after `step`, keeping the effects of both in order. */
export function and(step: Step, then: (state: State) => Step): Step {
  const second = then(step.state);
  return { state: second.state, effects: [...step.effects, ...second.effects] };
}

/** The answers to these questions are no longer wanted. */
export function forget(state: State, names: readonly CallName[]): State {
  const waiting = Object.fromEntries(
    Object.entries(state.waiting).filter(([name]) => !names.some((gone) => gone === name)),
  );
  return { ...state, waiting };
}

export function isAsking(state: State, name: CallName): boolean {
  return state.waiting[name] !== undefined;
}

/** Forgets the citizen: only what belongs to the machine is carried over. The session, if one is open, is still to be ended. */
export function wipe(state: State, reason: EndReason, atMs: number): Step {
  const left = state.place.at === 'kept' ? 'kept' : state.place.at === 'keeping' ? 'unsure' : 'nothing';
  return at(blank(state), { at: 'goodbye', reason, left, sinceMs: atMs });
}

/** The state before the first touch, with what belongs to the machine. The language stays until attract. */
export function blank(state: State): State {
  const { language, link, terminal, overview, session, nextTicket } = state;
  const waiting = onlyMachine(state);
  return { ...firstState, language, link, terminal, overview, session, nextTicket, waiting };
}

function onlyMachine(state: State): State['waiting'] {
  const names: readonly CallName[] = ['terminal.view', 'catalogue.overview', 'session.begin', 'session.end'];
  return Object.fromEntries(names.flatMap((name) => (state.waiting[name] ? [[name, state.waiting[name]]] : [])));
}
