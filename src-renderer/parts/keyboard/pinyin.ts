/**
 * From typed pinyin to what it may mean. Pure: the same letters always give the same answers, nothing is learned.
 *
 * A composition is what was typed: letters, and apostrophes where the citizen parted syllables. The same letters can
 * be parted in several ways (xian: 县, or xi'an: 西安), the last syllable may be cut off (zhux), and a word may be typed
 * by its initials (yxgs: 有限公司).
 */
import { type Dictionary, dictionary as known, type WordNode } from './dictionary.ts';

export type Candidate = {
  readonly text: string;
  /** The letters that stand for each of its syllables, as typed: `['zhu', 'x']`. */
  readonly syllables: readonly string[];
  /** How much of the composition it takes, with the apostrophes that follow. */
  readonly consumed: number;
};

type Spelling = {
  readonly syllables: readonly string[];
  /** Whole syllables only; the last may be cut off. */
  readonly complete: boolean;
};

type Match = Candidate & {
  readonly rank: number;
  /** How many of its syllables were not typed in full. */
  readonly shortened: number;
};

type Path = { readonly text: string; readonly syllables: readonly string[]; readonly cost: number };

const LONGEST_SYLLABLE = 6;
const APOSTROPHE = "'";

/**
 * What a path through the composition costs: few pieces beat many, then few syllables (xian: 县 before 西安), then typed
 * in full before shortened, then likelier. A rank is scaled so that it decides only between otherwise equal paths.
 */
const COST = { word: 1, character: 1.2, syllable: 0.25, shortened: 0.3, rank: 1 / 100_000 } as const;

/** What a way to part letters into syllables costs, when no word or character decides it. */
const SPELL_COST = { syllable: 1, cutOff: 1.5, initial: 3, letter: 10 } as const;

const prefixes = new Set(
  [...known.characters.keys()].flatMap((syllable) => [...syllable].map((_, end) => syllable.slice(0, end))),
);

function skipApostrophes(composition: string, from: number): number {
  let at = from;
  while (composition[at] === APOSTROPHE) at += 1;
  return at;
}

/** The ends of the whole syllables that begin at `from`, longest first. */
function syllableEnds(composition: string, from: number): number[] {
  const ends: number[] = [];
  for (let length = LONGEST_SYLLABLE; length > 0; length -= 1) {
    const syllable = composition.slice(from, from + length);
    if (syllable.length === length && known.characters.has(syllable)) ends.push(from + length);
  }
  return ends;
}

/** Whether the letters from here to the end are the beginning of a syllable, and not a whole one of their own. */
function isCutOff(composition: string, from: number): boolean {
  return from < composition.length && prefixes.has(composition.slice(from));
}

function initialsOf(syllable: string): string[] {
  return syllable[1] === 'h' ? [syllable.slice(0, 2), syllable.slice(0, 1)] : [syllable.slice(0, 1)];
}

/**
 * Parts a composition into syllables without asking what they mean: whole syllables first, then initials, then single
 * letters that begin no syllable. Takes any string, gives an empty list for an empty one.
 */
export function spell(composition: string): Spelling {
  type Step = { end: number; cost: number; total: number; next: number };
  const best: Step[] = [];
  best[composition.length] = { end: composition.length, cost: 0, total: 0, next: composition.length };
  for (let from = composition.length - 1; from >= 0; from -= 1) {
    const ends = syllableEnds(composition, from).map((end) => ({ end, cost: SPELL_COST.syllable }));
    if (isCutOff(composition, from)) ends.push({ end: composition.length, cost: SPELL_COST.cutOff });
    for (const length of [2, 1]) {
      const initial = prefixes.has(composition.slice(from, from + length)) && (length === 1 || composition[from + 1] === 'h');
      if (initial) ends.push({ end: Math.min(from + length, composition.length), cost: SPELL_COST.initial });
    }
    ends.push({ end: from + 1, cost: SPELL_COST.letter });
    best[from] = ends
      .map(({ end, cost }) => {
        const next = skipApostrophes(composition, end);
        return { end, cost, next, total: cost + (best[next]?.total ?? 0) };
      })
      .reduce((cheapest, step) => (step.total < cheapest.total ? step : cheapest));
  }
  const syllables: string[] = [];
  let complete = true;
  let at = skipApostrophes(composition, 0);
  while (at < composition.length) {
    const step = best[at];
    if (step === undefined) break;
    syllables.push(composition.slice(at, step.end));
    complete &&= step.cost < SPELL_COST.initial;
    at = step.next;
  }
  return { syllables, complete };
}
