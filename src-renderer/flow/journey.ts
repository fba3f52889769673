/** Runs the reducer: brings it what happens, and does what it wants done. Holds the only mutable state of the screen. */
import type { CallName } from '../../src-main/contract/calls.ts';
import type { Clock } from '../../src-main/contract/clock.ts';
import type { KioskBridge } from '../../src-main/contract/kiosk-bridge.ts';
import { assertNever } from '../../src-main/contract/result.ts';
import type { Input } from './input.ts';
import type { Answered, Question } from './question.ts';
import { reduce } from './reduce.ts';
import { firstState, type State } from './state.ts';
import type { Effect } from './step.ts';

/** Short enough that a countdown never skips a second. */
const tickMs = 500;

export interface Journey {
  state(): State;
  dispatch(input: Input): void;
  /** @returns a function that stops listening. */
  subscribe(listener: () => void): () => void;
}

/** Starts the journey. It lives as long as its renderer and never stops. */
export function startJourney(kiosk: KioskBridge, clock: Clock): Journey {
  let state = firstState;
  const listeners = new Set<() => void>();

  const dispatch = (input: Input) => {
    const step = reduce(state, input, clock.monotonicMs());
    const changed = step.state !== state;
    state = step.state;
    for (const effect of step.effects) run(kiosk, effect, dispatch);
    if (changed) for (const listener of listeners) listener();
  };

  kiosk.on('terminal.changed', (payload) => dispatch({ kind: 'event', name: 'terminal.changed', payload }));
  kiosk.on('catalogue.changed', (payload) => dispatch({ kind: 'event', name: 'catalogue.changed', payload }));
  kiosk.on('identify.changed', (payload) => dispatch({ kind: 'event', name: 'identify.changed', payload }));
  kiosk.on('application.changed', (payload) => dispatch({ kind: 'event', name: 'application.changed', payload }));
  kiosk.on('session.ended', (payload) => dispatch({ kind: 'event', name: 'session.ended', payload }));
  kiosk.onLink((link) => dispatch({ kind: 'link', link }));
  setInterval(() => dispatch({ kind: 'tick' }), tickMs);

  return {
    state: () => state,
    dispatch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function run(kiosk: KioskBridge, effect: Effect, dispatch: (input: Input) => void): void {
  switch (effect.kind) {
    case 'call':
      void put(kiosk, effect.question, effect.ticket).then(dispatch);
      return;
    case 'hash': {
      const { confirmationId, text } = effect;
      void sha256(text).then((hash) => dispatch({ kind: 'hashed', confirmationId, sha256: hash }));
      return;
    }
    case 'closeWindow':
      window.close();
      return;
    default:
      assertNever(effect);
  }
}

async function put<N extends CallName>(
  kiosk: KioskBridge,
  question: Question<N>,
  ticket: number,
): Promise<Answered<N>> {
  const result = await kiosk.call(question.name, question.params);
  return { kind: 'answered', name: question.name, ticket, result };
}

/** SHA-256 of the UTF-8 bytes, in lower-case hex. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
