/**
 * What one tap does: a pure function from the keyboard's state and a key to the next state and what the field is told.
 * The composition lives here and nowhere else, so that it is gone when the keyboard goes.
 */
import { assertNever } from '../../../src-main/contract/result.ts';
import { type Candidate, candidates } from './pinyin.ts';
import { spell } from './spelling.ts';

/** Which keys are shown. */
export type Panel = 'pinyin' | 'latin' | 'symbols';

export type KeyboardState = {
  readonly panel: Panel;
  /** What was typed and not yet chosen: letters and apostrophes. */
  readonly composition: string;
  /** The next Latin letter is a capital. */
  readonly shifted: boolean;
  /** The open page of candidates; undefined while only the first row is shown. */
  readonly page: number | undefined;
};

export type Key =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'panel'; readonly panel: Panel }
  | { readonly kind: 'page'; readonly page: number | undefined }
  | { readonly kind: 'separator' | 'space' | 'backspace' | 'clear' | 'done' | 'shift' };

/** What the field is told, in this order. */
export type Output =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'backspace' | 'clear' | 'done' };

type Pressed = { readonly state: KeyboardState; readonly output: readonly Output[] };

/** More letters than the longest name of a project; a child leaning on a key must not make the keyboard slow. */
export const COMPOSITION_MAX = 60;

/** The state of a keyboard that was just opened. */
export function opened(panel: Panel): KeyboardState {
  return { panel, composition: '', shifted: false, page: undefined };
}

/**
 * The composition as the citizen sees it, with its syllables parted as its likeliest candidate parts them: `cai'guan`.
 */
export function shown(composition: string, likeliest: Candidate | undefined): string {
  const readsAll = likeliest?.consumed === composition.length;
  const { syllables } = readsAll ? likeliest : spell(composition);
  return syllables.join("'") + (composition.endsWith("'") ? "'" : '');
}

/** The text that stands for a whole composition if nobody chooses; letters that cannot be read stay letters. */
export function settled(composition: string): string {
  const [likeliest] = candidates(composition, 1);
  if (likeliest === undefined) return composition;
  return likeliest.text + settled(composition.slice(likeliest.consumed));
}

function texts(text: string): Output[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

function composed(state: KeyboardState, composition: string): KeyboardState {
  return { ...state, composition: composition.slice(0, COMPOSITION_MAX), page: undefined };
}

function choose(state: KeyboardState, candidate: Candidate): Pressed {
  return { state: composed(state, state.composition.slice(candidate.consumed)), output: texts(candidate.text) };
}

function typeLetter(state: KeyboardState, letter: string): Pressed {
  if (state.panel === 'pinyin') return { state: composed(state, state.composition + letter), output: [] };
  const text = state.shifted ? letter.toUpperCase() : letter;
  return { state: { ...state, shifted: false }, output: texts(text) };
}

function space(state: KeyboardState): Pressed {
  if (state.composition === '') return { state, output: texts(' ') };
  const [likeliest] = candidates(state.composition, 1);
  if (likeliest !== undefined) return choose(state, likeliest);
  return { state: composed(state, ''), output: texts(state.composition) };
}

function separate(state: KeyboardState): Pressed {
  const parted = state.composition === '' || state.composition.endsWith("'");
  return { state: parted ? state : composed(state, `${state.composition}'`), output: [] };
}

function backspace(state: KeyboardState): Pressed {
  if (state.composition === '') return { state, output: [{ kind: 'backspace' }] };
  return { state: composed(state, state.composition.slice(0, -1)), output: [] };
}

/** Letters stay letters when the citizen turns to Latin; before digits they become what they most likely mean. */
function turn(state: KeyboardState, panel: Panel): Pressed {
  const left = panel === 'latin' ? state.composition : settled(state.composition);
  return { state: opened(panel), output: texts(left) };
}

/** Takes the state and the key that was tapped, gives the next state and what the field is told. */
export function press(state: KeyboardState, key: Key): Pressed {
  switch (key.kind) {
    case 'letter':
      return typeLetter(state, key.letter);
    case 'text':
      return { state: composed(state, ''), output: texts(settled(state.composition) + key.text) };
    case 'candidate':
      return choose(state, key.candidate);
    case 'panel':
      return turn(state, key.panel);
    case 'page':
      return { state: { ...state, page: key.page }, output: [] };
    case 'separator':
      return separate(state);
    case 'space':
      return space(state);
    case 'backspace':
      return backspace(state);
    case 'clear':
      return { state: composed(state, ''), output: [{ kind: 'clear' }] };
    case 'done':
      return { state: composed(state, ''), output: [...texts(settled(state.composition)), { kind: 'done' }] };
    case 'shift':
      return { state: { ...state, shifted: !state.shifted }, output: [] };
    default:
      return assertNever(key);
  }
}
