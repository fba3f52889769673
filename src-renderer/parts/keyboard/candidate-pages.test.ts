import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CANDIDATES_MAX, COLUMNS, columnsOf, pagesOf, ROWS_PER_PAGE } from './candidate-pages.ts';
import { dictionary } from './dictionary.ts';
import { candidates } from './pinyin.ts';

test('short texts take one column, long ones as many as they need, none more than a row', () => {
  expect(['镇', '竹溪', '竹溪县', '有限公司', '新建茶叶加工项目'].map(columnsOf)).toEqual([1, 1, 2, 2, 3]);
  expect(columnsOf('字'.repeat(60))).toBe(COLUMNS);
});

test('all that was found is on the pages, once and in its order, and each page fits the keyboard', () => {
  const texts = fc.array(fc.string({ unit: fc.constant('字'), minLength: 1, maxLength: 30 }), { maxLength: 120 });
  fc.assert(
    fc.property(texts, (found) => {
      const offered = found.map((text) => ({ text, syllables: [], consumed: 1 }));
      const { firstRow, pages } = pagesOf(offered);
      expect(pages.flat()).toEqual(offered);
      expect(offered.slice(0, firstRow.length)).toEqual(firstRow);
      expect(firstRow.reduce((sum, { text }) => sum + columnsOf(text), 0)).toBeLessThanOrEqual(COLUMNS);
      for (const page of pages) {
        let rows = 1;
        let room = COLUMNS;
        for (const { text } of page) {
          const columns = columnsOf(text);
          if (columns > room) {
            rows += 1;
            room = COLUMNS;
          }
          room -= columns;
        }
        expect(rows).toBeLessThanOrEqual(ROWS_PER_PAGE);
      }
    }),
  );
});

test('every character of every syllable can be reached', () => {
  for (const [syllable, characters] of dictionary.characters) {
    const found = candidates(syllable, CANDIDATES_MAX);
    expect(found.length, syllable).toBeLessThan(CANDIDATES_MAX);
    const texts = new Set(found.map(({ text }) => text));
    expect(
      characters.filter(({ text }) => !texts.has(text)),
      syllable,
    ).toEqual([]);
  }
});
