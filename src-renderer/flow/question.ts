/** A call to the core as data: what the reducer wants asked, and the answer when it comes back as an input. */
import type { CallError, CallName, CallParams, CallResult } from '../../src-main/contract/calls.ts';
import type { Result } from '../../src-main/contract/result.ts';

export type Question<N extends CallName = CallName> = {
  [K in N]: { readonly name: K; readonly params: CallParams<K> };
}[N];

/** `ticket` is that of the question; an answer to anything but the newest question of its name is stale. */
export type Answered<N extends CallName = CallName> = {
  [K in N]: {
    readonly kind: 'answered';
    readonly name: K;
    readonly ticket: number;
    readonly result: Result<CallResult<K>, CallError<K>>;
  };
}[N];

/** Any failure that a call can have; each has its own sentences in the strings. */
export type Trouble = CallError<CallName>;
