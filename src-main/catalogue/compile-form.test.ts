import { describe, expect, test } from 'vitest';
import { compileForm } from './compile-form.ts';

const title = { zh: '问题?' };
const text = { type: 'string', maxLength: 20, 'x-hint': { control: 'text', title } };
const yesNo = { type: 'boolean', 'x-hint': { control: 'yesNo', title } };
const day = { type: 'string', format: 'date', 'x-hint': { control: 'date', title } };

function form(properties: Record<string, unknown>, more: object = {}): unknown {
  const pages = Object.keys(properties);
  return { id: 'form', version: 1, schema: { type: 'object', properties, required: [], 'x-pages': pages, ...more } };
}

function problems(raw: unknown): string[] {
  const compiled = compileForm(raw);
  return compiled.ok ? [] : compiled.error.map(({ field, problem }) => `${field ?? '-'} ${problem}`);
}

/** A second question whose condition is the given one, after a first yes/no question `first`. */
const asked = (when: unknown) =>
  form({ first: yesNo, second: { ...text, 'x-hint': { control: 'text', title, when } } });

test('a sound form compiles', () => {
  expect(problems(form({ name: text, cold: yesNo, from: day }))).toEqual([]);
  expect(problems(asked({ properties: { first: { const: true } }, required: ['first'] }))).toEqual([]);
  expect(problems(asked({ anyOf: [{ required: ['first'] }, { not: { required: ['first'] } }] }))).toEqual([]);
});

test('what is no form at all is refused with its place', () => {
  expect(problems(null)).toEqual(['- shapeWrong']);
  expect(problems(form({ name: { type: 'string' } }))).toEqual(['- shapeWrong']);
});

describe('a mistake in a form is found', () => {
  test.each<[string, unknown, string]>([
    ['a word that nothing honours', form({ name: { ...text, contentEncoding: 'x' } }), 'name keywordUnknown'],
    ['a word of another control', form({ cold: { ...yesNo, maxLength: 3 } }), 'cold keywordUnknown'],
    ['a rule over the whole form', form({ name: text }, { allOf: [] }), '- keywordUnknown'],
    ['further properties', form({ name: text }, { additionalProperties: true }), '- keywordUnknown'],
    ['a name that JavaScript has', form({ constructor: text }), 'constructor nameNotAllowed'],
    ['a name with a dot', form({ 'a.b': text }), 'a.b nameNotAllowed'],
    [
      'a type that the control does not give',
      form({ cold: { ...yesNo, type: 'string' } }),
      'cold typeDoesNotFitControl',
    ],
    [
      'a statement that may be false',
      form({ ok: { type: 'boolean', 'x-hint': { control: 'statement', title } } }),
      'ok typeDoesNotFitControl',
    ],
    [
      'a date that other validators would not check',
      form({ from: { ...day, format: undefined } }),
      'from typeDoesNotFitControl',
    ],
    ['a text without a longest length', form({ name: { ...text, maxLength: undefined } }), 'name lengthNotLimited'],
    ['a text that is longer than any answer', form({ name: { ...text, maxLength: 2001 } }), 'name lengthNotLimited'],
    ['a shortest length above the longest', form({ name: { ...text, minLength: 21 } }), 'name limitBroken'],
    ['a pattern that is none', form({ name: { ...text, pattern: '(' } }), 'name patternBroken'],
    [
      'a smallest number above the largest',
      form({ n: { type: 'number', minimum: 2, maximum: 1, 'x-hint': { control: 'number', title } } }),
      'n limitBroken',
    ],
    [
      'steps of nothing',
      form({ n: { type: 'number', multipleOf: 0, 'x-hint': { control: 'number', title } } }),
      'n limitBroken',
    ],
    ['a page that is not there', form({ name: text }, { 'x-pages': ['name', 'ghost'] }), '- pagesDoNotFit'],
    ['a page twice', form({ name: text }, { 'x-pages': ['name', 'name'] }), '- pagesDoNotFit'],
    ['a property on no page', form({ name: text, cold: yesNo }, { 'x-pages': ['name'] }), '- pagesDoNotFit'],
    ['a required field that is not there', form({ name: text }, { required: ['ghost'] }), 'ghost requiredUnknown'],
    [
      'a prefill into a yes or no',
      form({ cold: { type: 'boolean', 'x-hint': { control: 'yesNo', title, prefill: 'person.name' } } }),
      'cold prefillDoesNotFit',
    ],
    ['a day limit that is no day', form({ from: { ...day, formatMinimum: '2026-02-30' } }), 'from limitBroken'],
    [
      'a day limit by a field that is no day',
      form({ name: text, from: { ...day, formatMinimum: { $data: '1/name' } } }),
      'from limitBroken',
    ],
    [
      'a day limit by a later field',
      form({ from: { ...day, formatMaximum: { $data: '1/to' } }, to: day }),
      'from conditionLooksAhead',
    ],
  ])('%s', (_, raw, problem) => {
    expect(problems(JSON.parse(JSON.stringify(raw)))).toContain(problem);
  });

  test('options that do not fit the values', () => {
    const choice = (values: unknown[], options: unknown[] | undefined) =>
      form({
        kind: { type: 'string', enum: values, 'x-hint': { control: 'choice', title, ...(options && { options }) } },
      });
    expect(problems(choice(['a', 'b'], [title, title]))).toEqual([]);
    for (const [values, options] of [
      [['a', 'b'], [title]],
      [
        ['a', 'a'],
        [title, title],
      ],
      [['a'], [title]],
      [
        [1, 2],
        [title, title],
      ],
      [['a', 'b'], undefined],
    ] as const) {
      expect(problems(choice([...values], options && [...options]))).toEqual(['kind optionsDoNotFit']);
    }
  });
});

describe('a condition', () => {
  test.each<[string, unknown, string]>([
    [
      'that looks at a later page',
      { properties: { second: { const: 'x' } }, required: ['second'] },
      'second conditionLooksAhead',
    ],
    ['that looks at a page which does not exist', { required: ['ghost'] }, 'second conditionLooksAhead'],
    [
      'that holds also when there is no answer',
      { properties: { first: { const: true } } },
      'second conditionAlwaysHolds',
    ],
    ['that says nothing', {}, 'second conditionAlwaysHolds'],
    ['in words that are not allowed here', { if: { required: ['first'] } }, 'second conditionBroken'],
    ['with a broken comparison', { properties: { first: { enum: 1 } }, required: ['first'] }, 'second conditionBroken'],
    ['with a broken part inside', { anyOf: [{ not: { allOf: [7] } }] }, 'second conditionBroken'],
  ])('%s is found', (_, when, problem) => {
    expect(problems(asked(when))).toContain(problem);
  });
});
