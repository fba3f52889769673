import { describe, expect, test } from 'vitest';
import type { Form, Hint } from '../../src-main/contract/service-item.ts';
import { answerWords, optionsOf, spacedNumber, spacedPhone } from './answer-words.ts';

const words = {
  yes: '是',
  no: '否',
  accepted: '已确认',
  language: 'zh-CN',
  local: (text: { zh: string }) => text.zh,
} as const;

function formOf(hint: Omit<Hint, 'title'>, more: object = {}): Form {
  const property = { ...more, 'x-hint': { title: { zh: '问' }, ...hint } };
  const schema = { type: 'object', properties: { a: property }, required: [], 'x-pages': ['a'] } as const;
  return { id: 'f', version: 1, schema: { ...schema, required: [], 'x-pages': ['a'] } };
}

describe('an answer is shown as its giver would say it', () => {
  test('numbers with their unit, and never "1,250 10,000 yuan"', () => {
    expect(answerWords({ form: formOf({ control: 'money', unit: { zh: '万元' } }), field: 'a' }, 1250, words)).toBe(
      '1,250 万元',
    );
    const tens = formOf({ control: 'money', unit: { zh: '10,000 yuan' } });
    expect(answerWords({ form: tens, field: 'a' }, 1250, words)).toBe('1,250 × 10,000 yuan');
  });

  test('choices by their words, in the order of the schema', () => {
    const form = formOf({ control: 'choice', options: [{ zh: '新建' }, { zh: '改建' }] }, { enum: ['new', 'rebuild'] });
    expect(answerWords({ form: form, field: 'a' }, 'rebuild', words)).toBe('改建');
    expect(optionsOf(form, 'a').map(({ value }) => value)).toEqual(['new', 'rebuild']);
  });

  test('days, yes and no, and nothing', () => {
    expect(answerWords({ form: formOf({ control: 'date' }), field: 'a' }, '2027-03-01', words)).toBe('2027年3月1日');
    expect(answerWords({ form: formOf({ control: 'yesNo' }), field: 'a' }, false, words)).toBe('否');
    expect(answerWords({ form: formOf({ control: 'text' }), field: 'a' }, undefined, words)).toBe('');
  });

  test('telephone and citizen numbers in groups', () => {
    expect(spacedPhone('13800000000')).toBe('138 0000 0000');
    expect(spacedPhone('0719-12345678')).toBe('0719-12345678');
    expect(spacedNumber('119999190001')).toBe('119999 190001');
  });
});
