/** The keys of each panel, as data. */
import type { Key, Panel } from './composition.ts';

/**
 * How a key looks: `plain` is a letter's, `word` as wide and does something else, `edge` fills a row of letters, `wide`
 * has room for a word, `go` ends the typing, `side` stands beside candidates or digits.
 */
type Look = 'plain' | 'word' | 'edge' | 'wide' | 'space' | 'go' | 'side';

/** The keys that do something else than type what stands on them: their words are in `labels.ts`. */
export type NamedKey =
  | 'space'
  | 'backspace'
  | 'clear'
  | 'done'
  | 'shift'
  | 'separator'
  | 'toPinyin'
  | 'toLatin'
  | 'toSymbols'
  | 'more'
  | 'fewer'
  | 'nextPage'
  | 'previousPage';

export type KeyCap = {
  /** What a test taps, as `data-key`. What types a sign has the sign as its id, its face and its name. */
  readonly id: string;
  readonly named?: NamedKey;
  /** A second sign on the key. */
  readonly hint?: string;
  readonly look: Look;
  readonly key: Key;
};

export type PadLayout = 'digits' | 'idNumber' | 'phone';

type Rows = readonly (readonly KeyCap[])[];

const named = (name: NamedKey, look: Look, key: Key): KeyCap => ({ id: name, named: name, look, key });

const turnTo = (panel: Panel, name: NamedKey, look: Look) => named(name, look, { kind: 'panel', panel });

const letters = (row: string): KeyCap[] =>
  [...row].map((letter) => ({ id: letter, look: 'plain', key: { kind: 'letter', letter } }));

const signs = (row: string): KeyCap[] =>
  [...row].map((text) => ({ id: text, look: 'plain', key: { kind: 'text', text } }));

const space = named('space', 'space', { kind: 'space' });
const backspace = named('backspace', 'edge', { kind: 'backspace' });
const clear = named('clear', 'wide', { kind: 'clear' });
const done = named('done', 'go', { kind: 'done' });
const shift = named('shift', 'edge', { kind: 'shift' });
const separator = named('separator', 'word', { kind: 'separator' });

const backspaceAtSide: KeyCap = { ...backspace, look: 'side' };
const clearAtSide: KeyCap = { ...clear, look: 'side' };

const DIGITS = signs('1234567890');

const PINYIN: Rows = [
  letters('qwertyuiop'),
  letters('asdfghjkl'),
  [
    turnTo('symbols', 'toSymbols', 'edge'),
    ...letters('zxcvbnm').map((cap) => (cap.id === 'v' ? { ...cap, hint: 'ü' } : cap)),
    backspace,
  ],
  [turnTo('latin', 'toLatin', 'wide'), separator, space, clear, done],
];

const LATIN: Rows = [DIGITS, letters('qwertyuiop'), letters('asdfghjkl'), [shift, ...letters('zxcvbnm'), backspace]];

const CHINESE_SIGNS: Rows = [
  DIGITS,
  signs('，。、：；（）“”·'),
  signs('-—/&@#+%*_'),
  [turnTo('pinyin', 'toPinyin', 'edge'), ...signs('！？《》【】.'), backspace],
];

const LATIN_SIGNS: Rows = [
  DIGITS,
  signs('-/:;()&@#%'),
  signs('.,?!\'"+=*_'),
  [turnTo('latin', 'toLatin', 'edge'), ...signs('[]<>~$|'), backspace],
];

/**
 * The rows of keys of a panel. In a field for Chinese (`home` is pinyin) the way back to pinyin is always there, in a
 * field for Latin it never is. Pinyin has four rows: the row of candidates is its fifth.
 */
export function rowsOfPanel(panel: Panel, home: 'pinyin' | 'latin'): Rows {
  const toLatin = turnTo('latin', 'toLatin', 'wide');
  const toPinyin = turnTo('pinyin', 'toPinyin', 'wide');
  const toSymbols = turnTo('symbols', 'toSymbols', 'wide');
  switch (panel) {
    case 'pinyin':
      return PINYIN;
    case 'latin':
      return [...LATIN, [...(home === 'pinyin' ? [toPinyin] : []), toSymbols, space, clear, done]];
    case 'symbols':
      return home === 'pinyin'
        ? [...CHINESE_SIGNS, [toLatin, space, clear, done]]
        : [...LATIN_SIGNS, [space, clear, done]];
  }
}

/** The keys of a number pad in rows of four: digits on the left, what is done with them on the right. */
export function padKeys(pad: PadLayout, decimal: boolean): readonly KeyCap[] {
  const extra = pad === 'idNumber' ? 'X' : pad === 'digits' && decimal ? '.' : '';
  return [...signs('123'), backspaceAtSide, ...signs('456'), clearAtSide, ...signs('789'), done, ...signs(`${extra}0`)];
}

/** The keys beside the candidates: `page` is the open one of `pages`, undefined while the list is closed. */
export function keysBeside(page: number | undefined, pages: number): readonly KeyCap[] {
  const turnPage = (name: NamedKey, to: number | undefined) => named(name, 'side', { kind: 'page', page: to });
  if (page === undefined) return [turnPage('more', 0)];
  return [
    turnPage('fewer', undefined),
    turnPage('previousPage', Math.max(0, page - 1)),
    turnPage('nextPage', Math.min(pages - 1, page + 1)),
    backspaceAtSide,
  ];
}
