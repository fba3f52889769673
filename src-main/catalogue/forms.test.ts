import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonView } from '../contract/person.ts';
import type { Answers, Form } from '../contract/service-item.ts';
import { compileForm } from './compile-form.ts';
import { answersAsked, checkAnswers, checkField, companyCodeDoubtful, pagesOf, prefill } from './forms.ts';

const title = { zh: '问题?' };

/** One field of each kind, two conditions, one of them upon the other. */
const form: Form = sound({
  id: 'restaurant',
  version: 3,
  schema: {
    type: 'object',
    properties: {
      name: field(['string', 'text'], { minLength: 2, maxLength: 4, pattern: '^[^0-9]+$' }, { prefill: 'person.name' }),
      kind: field(['string', 'choice'], { enum: ['catering', 'retail'] }, { options: [title, title] }),
      cold: field(
        ['boolean', 'yesNo'],
        {},
        { when: { properties: { kind: { const: 'catering' } }, required: ['kind'] } },
      ),
      room: field(
        ['number', 'number'],
        { minimum: 2, maximum: 9, multipleOf: 0.5 },
        { when: { properties: { cold: { const: true } }, required: ['cold'] } },
      ),
      staff: field(['integer', 'number'], { exclusiveMinimum: 0, exclusiveMaximum: 100 }),
      start: field(['string', 'date'], { format: 'date', formatMinimum: '2026-01-01', formatMaximum: '2027-12-31' }),
      finish: field(['string', 'date'], { format: 'date', formatMinimum: { $data: '1/start' } }),
      address: field(['string', 'address'], { maxLength: 20 }, { prefill: 'person.address' }),
      phone: field(['string', 'phone'], {}),
      code: field(['string', 'companyCode'], {}),
      remark: field(['string', 'longText'], { maxLength: 2000 }),
      truth: field(['boolean', 'statement'], { const: true }),
    },
    required: ['name', 'kind', 'cold', 'room', 'staff', 'start', 'finish', 'address', 'phone', 'code', 'truth'],
    'x-pages': [
      'name',
      'kind',
      'cold',
      'room',
      'staff',
      'start',
      'finish',
      'address',
      'phone',
      'code',
      'remark',
      'truth',
    ],
  },
});

const filled: Answers = {
  name: '竹溪人家',
  kind: 'catering',
  cold: true,
  room: 4.5,
  staff: 3,
  start: '2026-12-01',
  finish: '2026-12-01',
  address: '竹溪县城关镇',
  phone: '13800000000',
  code: '91350100M000100Y43',
  truth: true,
};

function field([type, control]: [type: string, control: string], schema: object, hint: object = {}): object {
  return { type, ...schema, 'x-hint': { control, title, ...hint } };
}

function sound(raw: unknown): Form {
  const compiled = compileForm(raw);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

/** What is said of one answer when all the others are right. */
function said(name: string, answer: Answers[string]): unknown {
  const message = checkField(form, name, { ...filled, [name]: answer });
  if (message === undefined) return 'right';
  return message.limit === undefined ? message.message : [message.message, message.limit];
}

describe('a form that is filled in well', () => {
  test('has nothing wrong with it', () => {
    expect(checkAnswers(form, filled)).toEqual([]);
  });

  test('may leave open what is not required', () => {
    expect(checkAnswers(form, { ...filled, remark: '' })).toEqual([]);
  });
});

describe('which pages are asked', () => {
  test('depends on the answers before them', () => {
    const always = form.schema['x-pages'].filter((page) => page !== 'cold' && page !== 'room');
    expect(pagesOf(form, {})).toEqual(always);
    expect(pagesOf(form, { kind: 'retail' })).toEqual(always);
    expect(pagesOf(form, { kind: 'catering' })).toEqual(form.schema['x-pages'].filter((page) => page !== 'room'));
    expect(pagesOf(form, { kind: 'catering', cold: true })).toEqual(form.schema['x-pages']);
  });

  test('an answer to a page that is no longer asked opens no further page', () => {
    expect(pagesOf(form, { kind: 'retail', cold: true })).not.toContain('room');
  });

  test('what is no longer asked is not handed in', () => {
    const changedMind: Answers = { ...filled, kind: 'retail' };
    const { cold: _cold, room: _room, ...rest } = changedMind;
    expect(answersAsked(form, changedMind)).toEqual(rest);
    expect(checkAnswers(form, answersAsked(form, changedMind))).toEqual([]);
    expect(checkAnswers(form, changedMind)).toEqual([
      { field: 'cold', message: 'notAllowed' },
      { field: 'room', message: 'notAllowed' },
    ]);
  });

  test('a required field is missed only when its page is asked', () => {
    const { cold: _, room: __, ...without } = filled;
    expect(checkAnswers(form, without)).toEqual([{ field: 'cold', message: 'required' }]);
    expect(checkAnswers(form, { ...without, kind: 'retail' })).toEqual([]);
  });
});

describe('what is said of a wrong answer', () => {
  test('nothing at all: everything that is required, in the order of the pages', () => {
    expect(checkAnswers(form, {}).map((message) => [message.field, message.message])).toEqual([
      ...['name', 'kind', 'staff', 'start', 'finish', 'address', 'phone', 'code'].map((name) => [name, 'required']),
      ['truth', 'mustAccept'],
    ]);
  });

  test.each<[string, Answers[string], unknown]>([
    ['name', '   ', 'required'],
    ['name', '竹', ['tooShort', 2]],
    ['name', '竹溪人家馆', ['tooLong', 4]],
    ['name', '𠮷𠮷𠮷𠮷', 'right'], // four characters, eight UTF-16 units
    ['name', '123', 'patternWrong'],
    ['name', 5, 'patternWrong'],
    ['name', 'x'.repeat(1_000_000), ['tooLong', 4]],
    ['kind', 'hotel', 'notAChoice'],
    ['kind', true, 'notAChoice'],
    ['cold', 'yes', 'notAChoice'],
    ['cold', false, 'right'],
    ['room', 1.5, ['tooSmall', 2]],
    ['room', 9.5, ['tooLarge', 9]],
    ['room', 4.2, ['patternWrong', 0.5]],
    ['room', '4.5', 'notANumber'],
    ['room', Number.NaN, 'notANumber'],
    ['room', Number.POSITIVE_INFINITY, 'notANumber'],
    ['staff', 0, ['tooSmall', 0]],
    ['staff', 100, ['tooLarge', 100]],
    ['staff', 2.5, 'notANumber'],
    ['start', '2026-02-29', 'notADate'],
    ['start', '1.12.2026', 'notADate'],
    ['start', '2025-12-31', ['tooEarly', '2026-01-01']],
    ['start', '2028-01-01', ['tooLate', '2027-12-31']],
    ['finish', '2026-11-30', ['tooEarly', '2026-12-01']],
    ['phone', '12345', 'phoneWrong'],
    ['phone', '23800000000', 'phoneWrong'],
    ['phone', '1'.repeat(4001), ['tooLong', 4000]],
    ['phone', '0719-12345678', 'right'],
    ['phone', '07191234567', 'right'],
    ['code', '91350100M000100Y4', 'companyCodeWrong'],
    ['code', '91350100M000100YI3', 'companyCodeWrong'],
    ['truth', false, 'mustAccept'],
    ['truth', 'true', 'mustAccept'],
  ])('%s = %j is %j', (name, answer, expected) => {
    expect(said(name, answer)).toEqual(expected);
  });

  test('a day that depends on another is free while that one is open', () => {
    const { start: _, ...without } = filled;
    expect(checkAnswers(form, { ...without, finish: '1999-01-01' })).toEqual([{ field: 'start', message: 'required' }]);
  });

  test('a field that the form does not have', () => {
    const more: Answers = { ...filled, constructor: 'x', ghost: true };
    expect(checkAnswers(form, more)).toEqual([
      { field: 'constructor', message: 'unknownField' },
      { field: 'ghost', message: 'unknownField' },
    ]);
  });
});

test('a company code with a wrong check character is doubted, not refused', () => {
  const doubtful = { ...filled, code: '91350100M000100Y4A' };
  expect(checkAnswers(form, doubtful)).toEqual([]);
  expect(companyCodeDoubtful(form, 'code', doubtful)).toBe(true);
  expect(companyCodeDoubtful(form, 'code', filled)).toBe(false);
  expect(companyCodeDoubtful(form, 'name', { name: '91350100M000100Y4A' })).toBe(false);
});

test('what the card says is filled in, and what it does not say is left open', () => {
  const person: PersonView = { document: 'residentCard', trust: 'card', name: '测试', maskedNumber: '4****1' };
  expect(prefill(form, person)).toEqual({ name: '测试' });
  expect(prefill(form, { ...person, address: '测试地址' })).toEqual({ name: '测试', address: '测试地址' });
});

describe('for any answers', () => {
  const anyAnswer = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(...Object.values(filled)),
  );
  const anyAnswers = fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(filled), '__proto__', 'toString'), fc.string()),
    anyAnswer,
  );

  test('the check answers and never throws, and its messages name what they are about', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const known = [...Object.keys(answers), ...form.schema['x-pages']];
        for (const { field: name } of checkAnswers(form, answers)) expect(known).toContain(name);
      }),
      { numRuns: 500 },
    );
  });

  test('values that no contract lets through are refused, not tripped over', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(filled)), fc.anything()), (anything) => {
        const answers: Answers = {};
        Object.assign(answers, anything);
        expect(Array.isArray(checkAnswers(form, answers))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('what is handed in has only asked pages, and handing it in again changes nothing', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const once = answersAsked(form, answers);
        expect(pagesOf(form, once)).toEqual(pagesOf(form, answers));
        expect(answersAsked(form, once)).toEqual(once);
        expect(checkAnswers(form, once).every(({ message }) => message !== 'notAllowed')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('checking leaves the form as it was', () => {
    const before = JSON.stringify(form);
    const frozen: Form = structuredClone(form);
    Object.freeze(frozen.schema);
    expect(checkAnswers(frozen, filled)).toEqual([]);
    expect(JSON.stringify(form)).toBe(before);
  });
});
