/**
 * What the pinyin keyboard knows: our own words (`words.json`, earlier means likelier) and the single characters of
 * GB 2312 by syllable, likelier first, from simple-keyboard-layouts (MIT; its list comes from sxei/pinyinjs, MIT).
 */
import chinese from 'simple-keyboard-layouts/build/layouts/chinese.js';
import words from './words.json' with { type: 'json' };

export type Entry = {
  readonly text: string;
  /** Lower is likelier; comparable between entries of one kind only. */
  readonly rank: number;
};

/** Words by syllable: the path from the root spells the reading. */
export type WordNode = { readonly words: Entry[]; readonly next: Map<string, WordNode> };

type Dictionary = { readonly words: WordNode; readonly characters: ReadonlyMap<string, readonly Entry[]> };

/** A line of characters, parted by spaces, for each syllable: the package's own type leaves them out. */
const { layoutCandidates } = chinese as typeof chinese & {
  readonly layoutCandidates: Readonly<Record<string, string>>;
};

/** GB 2312 counts these parts of characters as characters; nobody writes them in a name or an address. */
const RADICALS = new Set(
  '丨丿丶亠冂冖冫凵匚卩厶廴艹屮彳彡饣忄氵宀辶犭纟钅疒衤礻攵灬虍亻勹廾彐尢夂囗疋肀讠髟刂阝扌丬爿',
);

/** ü after l and n is typed v, but many write lue and nue, which stand for nothing else. */
const SPELLED_ALSO = [
  ['lve', 'lue'],
  ['nve', 'nue'],
] as const;

/** Rank of the first character that `words.json` does not list: behind all that it lists, before its rare ones. */
const COMMON_RANK = 10_000;
const RARE_RANK = 20_000;

/** The entries of some lines of `words.json`: `word read'ing, word read'ing`. */
export function readLines(lines: readonly string[]): { text: string; syllables: string[] }[] {
  return lines.flatMap((line) =>
    line.split(', ').map((entry) => {
      const [text, reading] = entry.split(' ');
      if (text === undefined || reading === undefined) throw new Error(`Not a word with its reading: ${entry}`);
      return { text, syllables: reading.split("'") };
    }),
  );
}

function charactersBySyllable(): Map<string, Entry[]> {
  const characters = new Map<string, Entry[]>();
  const add = (syllable: string, entry: Entry) => {
    const entries = characters.get(syllable) ?? [];
    if (!entries.some(({ text }) => text === entry.text)) entries.push(entry);
    characters.set(syllable, entries);
  };
  const addListed = (lines: readonly string[], firstRank: number) => {
    readLines(lines).forEach(({ text, syllables }, index) => {
      add(syllables.join(''), { text, rank: firstRank + index });
    });
  };
  addListed(words.characters, 0);
  for (const [syllable, line] of Object.entries(layoutCandidates)) {
    if (!/[aeiouv]/.test(syllable)) continue;
    const common = line.split(' ').filter((character) => !RADICALS.has(character));
    common.forEach((text, index) => {
      add(syllable, { text, rank: COMMON_RANK + index });
    });
  }
  addListed(words.rareCharacters, RARE_RANK);
  for (const [spelled, also] of SPELLED_ALSO) characters.set(also, characters.get(spelled) ?? []);
  return characters;
}

function wordTree(): WordNode {
  const { characters, rareCharacters, ...topics } = words;
  const root: WordNode = { words: [], next: new Map() };
  readLines(Object.values(topics).flat()).forEach(({ text, syllables }, rank) => {
    let node = root;
    for (const syllable of syllables) {
      const next: WordNode = node.next.get(syllable) ?? { words: [], next: new Map() };
      node.next.set(syllable, next);
      node = next;
    }
    node.words.push({ text, rank });
  });
  return root;
}

/** Built once, when the keyboard's code is loaded. */
export const dictionary: Dictionary = { words: wordTree(), characters: charactersBySyllable() };
