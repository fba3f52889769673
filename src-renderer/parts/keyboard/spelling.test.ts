import { describe, expect, test } from 'vitest';
import { spell } from './spelling.ts';

describe('parting letters into syllables', () => {
  test.each([
    ['caiguan', ['cai', 'guan'], true],
    ['xian', ['xian'], true],
    ["xi'an", ['xi', 'an'], true],
    ["''xi''an'", ['xi', 'an'], true],
    ['zhuangbei', ['zhuang', 'bei'], true],
    ['nver', ['nv', 'er'], true],
    ['zhux', ['zhu', 'x'], true],
    ['zhuxir', ['zhu', 'xi', 'r'], true],
    ['', [], true],
  ])('%s is whole syllables, the last perhaps cut off', (composition, syllables, complete) => {
    expect(spell(composition)).toEqual({ syllables, complete });
  });

  test.each([
    ['yxgs', ['y', 'x', 'g', 's']],
    ['nongjl', ['nong', 'j', 'l']],
    ['ah', ['a', 'h']],
    ['uan', ['u', 'an']],
  ])('%s is not', (composition, syllables) => {
    expect(spell(composition)).toEqual({ syllables, complete: false });
  });
});
