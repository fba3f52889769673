/** Everything that the citizen's screen knows. Plain data; the reducer is the only one that makes a new one. */
import type { Kept, Signature } from '../../src-main/contract/application.ts';
import type { CallName, EndReason, Language, Overview, TerminalView } from '../../src-main/contract/calls.ts';
import type { CardFault } from '../../src-main/contract/devices.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import type { Answers, FieldMessage, Form, ItemDetail } from '../../src-main/contract/service-item.ts';
import type { Trouble } from './question.ts';

export type Strokes = Signature['strokes'];

/** A matter that can be filled in here: its guide and its form. */
export interface Matter {
  readonly detail: ItemDetail;
  readonly form: Form;
}

/** What is told above a page because of something that the citizen did not do. */
export type Notice = 'sessionLost' | 'notKept' | 'otherPerson' | 'askedAgain' | 'formChanged' | 'consentOutdated';

/** Where the journey goes on once it is known who stands there. */
export type Resume =
  | { readonly to: 'start' }
  | { readonly to: 'question'; readonly field: string }
  | { readonly to: 'review' };

export type CardPhase =
  | { readonly is: 'starting' }
  | { readonly is: 'waiting' }
  | { readonly is: 'reading' }
  | { readonly is: 'refused'; readonly fault: CardFault; readonly triesLeft: number }
  | { readonly is: 'timedOut' }
  | { readonly is: 'readerAway' }
  | { readonly is: 'cardRemoved' }
  | { readonly is: 'failed'; readonly trouble: Trouble };

export type IdentifyStep =
  | { readonly how: 'card'; readonly phase: CardPhase; readonly sinceMs: number }
  | {
      readonly how: 'number';
      readonly field: 'name' | 'number';
      readonly name: string;
      readonly number: string;
      readonly trouble: Trouble | undefined;
    }
  | { readonly how: 'done'; readonly person: PersonView };

/**
 * `lost` the core went away, it will be asked once it is back · `asking` what became of the confirmation ·
 * `unknown` no answer in time: the citizen may ask again.
 */
export type KeepStep = 'hashing' | 'confirming' | 'lost' | 'asking' | 'unknown';

export type Place =
  | { readonly at: 'attract' }
  | { readonly at: 'closed'; readonly because: 'storageFull' | 'outOfService'; readonly sinceMs: number }
  | { readonly at: 'home' }
  | { readonly at: 'list'; readonly typing: boolean }
  | {
      readonly at: 'guide';
      readonly itemId: string;
      readonly from: 'home' | 'list';
      readonly detail: ItemDetail | undefined;
      readonly trouble: Trouble | undefined;
    }
  | { readonly at: 'consent'; readonly matter: Matter; readonly notice: Notice | undefined }
  | {
      readonly at: 'identify';
      readonly matter: Matter;
      readonly resume: Resume;
      readonly notice: Notice | undefined;
      readonly step: IdentifyStep;
    }
  | {
      readonly at: 'question';
      readonly matter: Matter;
      readonly person: PersonView;
      readonly field: string;
      /** What is in the field at this moment, as text: see `entry.ts`. */
      readonly entry: string;
      readonly message: FieldMessage | undefined;
      /** Came here from the review page by "change", and goes back to it. */
      readonly editing: boolean;
    }
  | {
      readonly at: 'review';
      readonly matter: Matter;
      readonly person: PersonView;
      readonly messages: readonly FieldMessage[];
      readonly notice: Notice | undefined;
      readonly trouble: Trouble | undefined;
    }
  | {
      readonly at: 'signature';
      readonly matter: Matter;
      readonly person: PersonView;
      readonly strokes: Strokes;
      readonly trouble: Trouble | undefined;
    }
  | {
      readonly at: 'keeping';
      readonly matter: Matter;
      readonly person: PersonView;
      readonly strokes: Strokes;
      readonly confirmationId: string;
      readonly step: KeepStep;
      /** The session that asked is gone: its citizen must identify again if nothing was kept. */
      readonly sessionLost: boolean;
      readonly sinceMs: number;
    }
  | {
      readonly at: 'kept';
      readonly detail: ItemDetail;
      readonly application: Kept;
      readonly confirmationId: string;
      /** Found again after its session was gone: no events come, and it cannot be reprinted here. */
      readonly recovered: boolean;
      readonly trouble: Trouble | undefined;
      /** When the printing last went on. */
      readonly printSinceMs: number;
      readonly lookedUpMs: number;
    }
  | {
      readonly at: 'goodbye';
      readonly reason: EndReason;
      /** `unsure` a confirmation was asked and never answered. */
      readonly left: 'nothing' | 'kept' | 'unsure';
      readonly sinceMs: number;
    };

export type PlaceAt<A extends Place['at']> = Extract<Place, { readonly at: A }>;

/** The state, and its place once it is known which one it is. */
export interface Here<A extends Place['at']> {
  readonly state: State;
  readonly place: PlaceAt<A>;
}

/** One citizen's time at the machine. Dropped whole at its end; no screen is given all of it. */
export interface Visit {
  /** The consent version that the citizen agreed to, and whether the core's present session knows. */
  readonly agreed: string | undefined;
  readonly consentKnown: boolean;
  /** Answers by item, so that reading another guide loses nothing. */
  readonly answers: Readonly<Record<string, Answers>>;
  /** Who identified first: answers are never shown to anyone else. */
  readonly owner: PersonView | undefined;
  /** A card was refused for what it says: a typed number does not get around that. */
  readonly cardRefused: boolean;
  readonly browse: { readonly text: string; readonly category: string | undefined };
}

export interface State {
  readonly language: Language;
  readonly link: 'up' | 'down';
  readonly terminal: TerminalView | undefined;
  readonly overview: Overview | 'missing' | undefined;
  readonly session: 'none' | 'beginning' | 'open' | 'ending';
  readonly visit: Visit | undefined;
  readonly place: Place;
  readonly sheet: 'help' | 'end' | undefined;
  readonly touchedAtMs: number;
  /** Seconds until everything is wiped; defined while the warning is shown. */
  readonly warning: number | undefined;
  /** The newest question of each name that has no answer yet. */
  readonly waiting: Readonly<Partial<Record<CallName, number>>>;
  readonly nextTicket: number;
}

export const firstState: State = {
  language: 'zh-CN',
  link: 'down',
  terminal: undefined,
  overview: undefined,
  session: 'none',
  visit: undefined,
  place: { at: 'attract' },
  sheet: undefined,
  touchedAtMs: 0,
  warning: undefined,
  waiting: {},
  nextTicket: 1,
};

export const freshVisit: Visit = {
  agreed: undefined,
  consentKnown: false,
  answers: {},
  owner: undefined,
  cardRefused: false,
  browse: { text: '', category: undefined },
};

/** The answers given so far to one item. */
export function answersTo(state: State, itemId: string): Answers {
  return state.visit?.answers[itemId] ?? {};
}
