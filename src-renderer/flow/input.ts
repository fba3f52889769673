/** Everything that can happen to the screen. */
import type { Language } from '../../src-main/contract/calls.ts';
import type { EventName, EventPayload } from '../../src-main/contract/events.ts';
import type { Edit } from './edit.ts';
import type { Answered } from './question.ts';
import type { Strokes } from './state.ts';

/** What the citizen does. Each counts as a sign of life. */
export type Tap =
  | { readonly kind: 'touch' }
  | { readonly kind: 'begin'; readonly language: Language }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'sheet'; readonly sheet: 'help' | 'end' | undefined }
  | { readonly kind: 'end' }
  | { readonly kind: 'home' }
  | { readonly kind: 'list'; readonly category: string | undefined; readonly typing: boolean }
  | { readonly kind: 'search'; readonly edit: Edit }
  | { readonly kind: 'item'; readonly itemId: string }
  | { readonly kind: 'retryItem' }
  | { readonly kind: 'back' }
  | { readonly kind: 'start' }
  | { readonly kind: 'agree' }
  | { readonly kind: 'byCard' }
  | { readonly kind: 'byNumber' }
  | { readonly kind: 'typed'; readonly field: 'name' | 'number'; readonly edit: Edit }
  | { readonly kind: 'typedField'; readonly field: 'name' | 'number' }
  | { readonly kind: 'submitNumber' }
  | { readonly kind: 'itIsMe' }
  | { readonly kind: 'entry'; readonly edit: Edit }
  | { readonly kind: 'next' }
  | { readonly kind: 'change'; readonly field: string }
  | { readonly kind: 'sign' }
  | { readonly kind: 'strokes'; readonly strokes: Strokes }
  /** The id is made anew for every tap; only that of the first is used. */
  | { readonly kind: 'confirm'; readonly confirmationId: string }
  | { readonly kind: 'askAgain' }
  | { readonly kind: 'reprint' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'leave' };

export type CoreEvent = {
  [N in EventName]: { readonly kind: 'event'; readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

export type Input =
  | Tap
  | Answered
  | CoreEvent
  | { readonly kind: 'tick' }
  | { readonly kind: 'link'; readonly link: 'up' | 'down' }
  /** SHA-256 (hex) of the text of a `hash` effect. */
  | { readonly kind: 'hashed'; readonly confirmationId: string; readonly sha256: string };
