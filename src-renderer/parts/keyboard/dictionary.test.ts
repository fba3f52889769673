import { describe, expect, test } from 'vitest';
import { dictionary, readLines } from './dictionary.ts';
import words from './words.json' with { type: 'json' };

const { characters, rareCharacters, ...topics } = words;
const entries = readLines(Object.values(topics).flat());

describe('our own words', () => {
  test('there are enough to type with, and none stands there twice', () => {
    expect(entries.length).toBeGreaterThan(600);
    expect(new Set(entries.map(({ text }) => text)).size).toBe(entries.length);
  });

  test('each character is read as the table of characters says that it can be read', () => {
    for (const { text, syllables } of entries) {
      const read = [...text].filter((character, index) =>
        dictionary.characters.get(syllables[index] ?? '')?.some((entry) => entry.text === character),
      );
      expect(read.join(''), syllables.join("'")).toBe(text);
      expect(syllables, text).toHaveLength([...text].length);
    }
  });

  test('a line that is not words with readings is refused', () => {
    expect(() => readLines(['竹溪'])).toThrow('竹溪');
  });
});

describe('single characters', () => {
  test('those of surnames and addresses come before the rest of their syllable, rare ones after it', () => {
    const zhang = dictionary.characters.get('zhang')?.map(({ text }) => text) ?? [];
    expect(zhang.slice(0, 2)).toEqual(['张', '章']);
    const [rare] = readLines(rareCharacters.slice(-1)).slice(-1);
    const sameSyllable = dictionary.characters.get(rare?.syllables[0] ?? '');
    expect(sameSyllable?.at(-1)?.text).toBe(rare?.text);
  });

  test('each listed character can be typed as it is listed', () => {
    for (const { text, syllables } of readLines([...characters, ...rareCharacters])) {
      expect(syllables, text).toHaveLength(1);
      expect(dictionary.characters.get(syllables.join(''))?.map((entry) => entry.text)).toContain(text);
    }
  });
});
