import { expect, test } from 'vitest';
import { searchEntries } from './search.ts';

const entries = [
  {
    code: '4201',
    name: { zh: '食品经营许可', en: 'Food licence' },
    department: { zh: '行政审批局' },
    alsoCalled: ['开饭馆'],
  },
  { code: '4202', name: { zh: '采砂许可' }, department: { zh: '水利局' }, alsoCalled: ['食品'] },
  { code: '9901', name: { zh: '投诉' }, department: { zh: '政府办' } },
];
const found = (words: string) => searchEntries(entries, words).map(({ code }) => code);

test('by name, department and other names; the name first', () => {
  expect(found('许可')).toEqual(['4201', '4202']);
  expect(found('食品')).toEqual(['4201', '4202']);
  expect(found('水利')).toEqual(['4202']);
  expect(found('开饭馆')).toEqual(['4201']);
});

test('every word must be found, in any order', () => {
  expect(found('许可 水利')).toEqual(['4202']);
  expect(found('水利  许可')).toEqual(['4202']);
  expect(found('许可 投诉')).toEqual([]);
});

test('by the beginning of a code, not by its middle', () => {
  expect(found('42')).toEqual(['4201', '4202']);
  expect(found('01')).toEqual([]);
});

test('in English without regard to case, and as a Chinese keyboard writes it', () => {
  expect(found('food LICENCE')).toEqual(['4201']);
  expect(found('４２')).toEqual(['4201', '4202']);
});

test('no words show everything', () => {
  expect(found('  ')).toEqual(['4201', '4202', '9901']);
});
