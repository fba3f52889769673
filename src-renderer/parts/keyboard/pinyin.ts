/**
 * From typed pinyin to what it may mean. Pure: the same letters always give the same answers, nothing is learned.
 *
 * A composition is what was typed: letters, and apostrophes where the citizen parted syllables. The same letters can
 * be parted in several ways (xian: 县, or xi'an: 西安), the last syllable may be cut off (zhux: 竹溪), and a word may be
 * typed by its initials (yxgs: 有限公司).
 */
import { dictionary, type Entry, type WordNode } from './dictionary.ts';
import { beginsSyllable, initialsOf, nextLetter, spell, syllablesAt } from './spelling.ts';

export type Candidate = {
  readonly text: string;
  /** The typed letters that stand for each of its syllables: `['zhu', 'x']`. */
  readonly syllables: readonly string[];
  /** How much of the composition it takes, with the apostrophes that follow it. */
  readonly consumed: number;
};

type Piece = Candidate & {
  /** How many of its syllables were not typed in full. */
  readonly shortened: number;
  readonly rank: number;
};

type Path = { readonly text: string; readonly syllables: readonly string[]; readonly cost: number };

/**
 * The best reading of a whole composition is the cheapest: few pieces, then few syllables (县 before 西安), then what
 * was typed in full, then what is likelier. A rank decides only between readings that are otherwise equal.
 */
const COST = { word: 1, character: 1.2, syllable: 0.25, shortened: 0.3, rank: 1 / 100_000 } as const;

/** The ways in which the letters from `at` may stand for `syllable`. */
function typedForms(rest: string, syllable: string, byInitials: boolean): string[] {
  if (rest.startsWith(syllable)) return [syllable];
  if (syllable.startsWith(rest)) return [rest];
  return byInitials ? initialsOf(syllable).filter((initial) => rest.startsWith(initial)) : [];
}

function wordsAt(composition: string, from: number, byInitials: boolean): Piece[] {
  const found: Piece[] = [];
  const visit = (node: WordNode, at: number, soFar: Pick<Piece, 'syllables' | 'shortened'>) => {
    for (const word of node.words) found.push({ ...word, ...soFar, consumed: at });
    if (at >= composition.length) return;
    const rest = composition.slice(at);
    for (const [syllable, next] of node.next) {
      // Most syllables begin with another letter: told apart before anything is cut or compared.
      if (syllable.charCodeAt(0) !== rest.charCodeAt(0)) continue;
      for (const typed of typedForms(rest, syllable, byInitials)) {
        visit(next, nextLetter(composition, at + typed.length), {
          syllables: [...soFar.syllables, typed],
          shortened: soFar.shortened + (typed === syllable ? 0 : 1),
        });
      }
    }
  };
  visit(dictionary.words, from, { syllables: [], shortened: 0 });
  return found;
}

/** The characters of all syllables that begin with these letters, likelier first. */
function charactersBeginning(letters: string): Entry[] {
  return [...dictionary.characters]
    .flatMap(([syllable, entries]) => (syllable.startsWith(letters) ? entries : []))
    .sort((a, b) => a.rank - b.rank);
}

interface Spot {
  readonly composition: string;
  readonly from: number;
}

function pieceOf(entry: Entry | undefined, typed: string, { composition, from }: Spot): Piece[] {
  if (entry === undefined) return [];
  const consumed = nextLetter(composition, from + typed.length);
  return [{ ...entry, syllables: [typed], consumed, shortened: dictionary.characters.has(typed) ? 0 : 1 }];
}

function piecesAt(composition: string, from: number, byInitials: boolean): Piece[] {
  const rest = composition.slice(from);
  const characters = syllablesAt(composition, from).flatMap((syllable) =>
    pieceOf(dictionary.characters.get(syllable)?.[0], syllable, { composition, from }),
  );
  const isCutOff = beginsSyllable(rest) && !dictionary.characters.has(rest);
  const cutOff = isCutOff && !byInitials ? charactersBeginning(rest).slice(0, 1) : [];
  return [
    ...wordsAt(composition, from, byInitials),
    ...characters,
    ...cutOff.flatMap((entry) => pieceOf(entry, rest, { composition, from })),
  ];
}

function costOf({ syllables, shortened, rank }: Piece): number {
  const kind = syllables.length > 1 ? COST.word : COST.character;
  return kind + COST.syllable * syllables.length + COST.shortened * shortened + COST.rank * rank;
}

/** The likeliest reading of all that was typed, made of words and characters; nothing if some letter cannot be read. */
function wholeReading(composition: string, byInitials: boolean): Candidate[] {
  const paths = new Map<number, Path>([[composition.length, { text: '', syllables: [], cost: 0 }]]);
  for (let from = composition.length - 1; from >= 0; from -= 1) {
    for (const piece of piecesAt(composition, from, byInitials)) {
      const onward = paths.get(piece.consumed);
      const cost = costOf(piece) + (onward?.cost ?? 0);
      if (onward === undefined || cost >= (paths.get(from)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      paths.set(from, {
        text: piece.text + onward.text,
        syllables: [...piece.syllables, ...onward.syllables],
        cost,
      });
    }
  }
  const path = paths.get(nextLetter(composition, 0));
  if (path === undefined || path.text === '') return [];
  return [{ text: path.text, syllables: path.syllables, consumed: composition.length }];
}

/** The characters that the composition may begin with. */
function firstCharacters(composition: string): Candidate[] {
  const from = nextLetter(composition, 0);
  const syllables = syllablesAt(composition, from);
  const fitting = syllables.filter((syllable) => spell(composition.slice(from + syllable.length)).complete);
  const read = (fitting.length > 0 ? fitting : syllables).map((syllable) => ({
    typed: syllable,
    entries: dictionary.characters.get(syllable) ?? [],
  }));
  const initial = spell(composition).syllables[0];
  if (read.length === 0 && initial !== undefined && beginsSyllable(initial)) {
    read.push({ typed: initial, entries: charactersBeginning(initial) });
  }
  return read.flatMap(({ typed, entries }) => entries.flatMap((entry) => pieceOf(entry, typed, { composition, from })));
}

/**
 * What a composition (letters a to z and apostrophes; ü is v) may mean, likeliest first, at most `limit`: the reading
 * of all of it, the words that it is or begins with, longest first, and the characters of its first syllable.
 * Letters that begin no syllable give an empty list.
 */
export function candidates(composition: string, limit: number): Candidate[] {
  const byInitials = !spell(composition).complete;
  const words = wordsAt(composition, nextLetter(composition, 0), byInitials).sort(
    (a, b) => b.consumed - a.consumed || a.shortened - b.shortened || a.rank - b.rank,
  );
  const found = new Map<string, Candidate>();
  for (const candidate of [...wholeReading(composition, byInitials), ...words, ...firstCharacters(composition)]) {
    if (found.size >= limit) break;
    const { text, syllables, consumed } = candidate;
    if (!found.has(text)) found.set(text, { text, syllables, consumed });
  }
  return [...found.values()];
}
