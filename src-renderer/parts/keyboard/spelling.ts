/** Pinyin as letters: where syllables begin and end. What they mean is in `pinyin.ts`. */
import { dictionary } from './dictionary.ts';

type Spelling = {
  /** The composition's letters, parted; apostrophes are left out. */
  readonly syllables: readonly string[];
  /** Whether it is whole syllables, of which the last may be cut off. If not, some letters may be initials of words. */
  readonly complete: boolean;
};

const APOSTROPHE = "'";
const LONGEST_SYLLABLE = 6;

/** A way to part letters is the better the less it costs: whole syllables, and few of them. */
const COST = { syllable: 1, cutOff: 1.5, initial: 3, letter: 10 } as const;

const beginnings = new Set(
  [...dictionary.characters.keys()].flatMap((syllable) =>
    Array.from({ length: syllable.length - 1 }, (_, index) => syllable.slice(0, index + 1)),
  ),
);

/** Whether more letters could make a syllable of these. */
export function beginsSyllable(letters: string): boolean {
  return beginnings.has(letters);
}

/** The initials that may stand for a syllable in a shortened word: `zh` or `z` for `zhu`. */
export function initialsOf(syllable: string): string[] {
  const first = syllable.slice(0, 1);
  return syllable[1] === 'h' ? [syllable.slice(0, 2), first] : [first];
}

/** The position of the next letter at or after `from`, or the composition's length. */
export function nextLetter(composition: string, from: number): number {
  let at = from;
  while (composition[at] === APOSTROPHE) at += 1;
  return at;
}

/** The whole syllables that begin at `from`, longest first. */
export function syllablesAt(composition: string, from: number): string[] {
  const found = new Set<string>();
  for (let length = LONGEST_SYLLABLE; length > 0; length -= 1) {
    const letters = composition.slice(from, from + length);
    if (dictionary.characters.has(letters)) found.add(letters);
  }
  return [...found];
}

type Step = { readonly letters: string; readonly cost: number };
type Way = { readonly letters: string; readonly whole: boolean; readonly cost: number; readonly next: number };

function stepsAt(composition: string, from: number): Step[] {
  const rest = composition.slice(from);
  const cutOff = beginsSyllable(rest) ? [{ letters: rest, cost: COST.cutOff }] : [];
  const initials = initialsOf(rest).filter(beginsSyllable);
  return [
    ...syllablesAt(composition, from).map((letters) => ({ letters, cost: COST.syllable })),
    ...cutOff,
    ...initials.map((letters) => ({ letters, cost: COST.initial })),
    { letters: rest.slice(0, 1), cost: COST.letter },
  ];
}

/** Parts a composition into syllables without asking what they mean. Takes any string. */
export function spell(composition: string): Spelling {
  const ways = new Map<number, Way>();
  for (let from = composition.length - 1; from >= 0; from -= 1) {
    const [first, ...others] = stepsAt(composition, from).map(({ letters, cost }): Way => {
      const next = nextLetter(composition, from + letters.length);
      // a, e and o are syllables, but beside others they are as often initials: 安徽 as ah.
      const maybeInitial = cost === COST.syllable && letters.length === 1 && composition.length > 1;
      const whole = cost < COST.initial && !maybeInitial;
      return { letters, whole, next, cost: cost + (ways.get(next)?.cost ?? 0) };
    });
    if (first !== undefined) {
      ways.set(
        from,
        others.reduce((best, way) => (way.cost < best.cost ? way : best), first),
      );
    }
  }
  const taken: Way[] = [];
  for (let way = ways.get(nextLetter(composition, 0)); way !== undefined; way = ways.get(way.next)) taken.push(way);
  return { syllables: taken.map(({ letters }) => letters), complete: taken.every(({ whole }) => whole) };
}
