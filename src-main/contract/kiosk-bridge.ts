/** `window.kiosk`: all that the preload exposes to the screen. Plain data in both directions. */
import type { CallError, CallName, CallParams, CallResult } from './calls.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Result } from './result.ts';

export interface KioskBridge {
  /** Answers `coreAway` at once while the core is away; never rejects. */
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<Result<CallResult<N>, CallError<N>>>;
  /** @returns a function that stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Whether the core can be asked. Called at once with the present state, then at each change. */
  onLink(listener: (link: 'up' | 'down') => void): () => void;
}
