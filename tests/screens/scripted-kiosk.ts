/**
 * `window.kiosk` from a script, for pictures and tests of the screen alone. Runs in the page. Answers every call
 * as a healthy terminal would, until it is told otherwise through `scripted`.
 */
import type { Kept } from '../../src-main/contract/application.ts';
import type {
  CallError,
  CallName,
  CallParams,
  CallResult,
  Overview,
  TerminalView,
} from '../../src-main/contract/calls.ts';
import type { EventName, EventPayload } from '../../src-main/contract/events.ts';
import type { KioskBridge } from '../../src-main/contract/kiosk-bridge.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import { err, ok, type Result } from '../../src-main/contract/result.ts';
import type { ItemDetail } from '../../src-main/contract/service-item.ts';

export interface Scenario {
  readonly terminal: TerminalView;
  readonly overview: Overview;
  readonly items: Readonly<Record<string, ItemDetail>>;
  /** Who has the card; typed, the same person is trusted less. */
  readonly person: PersonView;
  readonly kept: Kept;
}

type Answers = { [N in CallName]: (params: CallParams<N>) => Result<CallResult<N>, CallError<N>> };

/** What the page's test tells the script, by `page.evaluate`. Plain data. */
export interface Scripted {
  /** From now on the call is answered like this; `never` leaves it open. */
  answer(name: CallName, result: Result<unknown, string> | 'never'): void;
  emit(name: EventName, payload: unknown): void;
  link(state: 'up' | 'down'): void;
}

const sessionId = '5b2f4f54-6f8e-4a7c-9a53-1d2e3f405162';

function healthyAnswers(scenario: Scenario): Answers {
  return {
    'terminal.view': () => ok(scenario.terminal),
    'catalogue.overview': () => ok(scenario.overview),
    'catalogue.item': ({ itemId }) => {
      const item = scenario.items[itemId];
      return item ? ok(item) : err('noSuchItem');
    },
    'session.begin': () => ok({ sessionId }),
    'session.language': () => ok({}),
    'session.consent': () => ok({}),
    'session.end': () => ok({}),
    'identify.byCard': () => ok({}),
    'identify.stop': () => ok({}),
    'identify.byNumber': () => ok({ ...scenario.person, trust: 'typed' }),
    'application.check': () => ok({ messages: [] }),
    'application.confirm': () => ok(scenario.kept),
    'application.outcome': () => ok({ kept: false }),
    'receipt.reprint': () => ok({ ...scenario.kept, copy: scenario.kept.copy + 1 }),
  };
}

export function scriptKiosk(scenario: Scenario): { kiosk: KioskBridge; scripted: Scripted } {
  const healthy = healthyAnswers(scenario);
  const told = new Map<CallName, Result<unknown, string> | 'never'>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const linkListeners = new Set<(link: 'up' | 'down') => void>();
  const kiosk: KioskBridge = {
    call<N extends CallName>(name: N, params: CallParams<N>) {
      const result = told.get(name);
      if (result === 'never') return new Promise(() => undefined);
      // The test's own word, in the shape that it claims.
      if (result) return Promise.resolve(result as Result<CallResult<N>, CallError<N>>);
      return Promise.resolve(healthy[name](params));
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
    onLink(listener) {
      linkListeners.add(listener);
      listener('up');
      return () => linkListeners.delete(listener);
    },
  };
  const scripted: Scripted = {
    answer: (name, result) => told.set(name, result),
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    link: (state) => {
      for (const listener of linkListeners) listener(state);
    },
  };
  return { kiosk, scripted };
}
