import { describe, expect, test } from 'vitest';
import { edited } from './edit.ts';
import { answerOf, cleaned, datePartsOf, entryOf, entryOfDate, withAnswer } from './entry.ts';

describe('what is typed', () => {
  test('becomes the answer that the schema wants', () => {
    expect(answerOf('money', ' 1250.5 ')).toBe(1250.5);
    expect(answerOf('text', ' 竹溪人家 ')).toBe('竹溪人家');
    expect(answerOf('date', '2027-3-1')).toBe('2027-03-01');
    expect(answerOf('yesNo', 'false')).toBe(false);
    expect(answerOf('statement', 'true')).toBe(true);
  });

  test('is no answer when there is nothing in it', () => {
    expect(answerOf('number', ' ')).toBeUndefined();
    expect(answerOf('date', '--')).toBeUndefined();
    expect(answerOf('statement', '')).toBeUndefined();
    expect(withAnswer({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });

  test('stays as it is when it cannot be what is asked, so that its schema can say so', () => {
    expect(answerOf('number', '1.2.3')).toBe('1.2.3');
    expect(answerOf('date', '2027-3-')).toBe('2027-3-');
  });

  test('comes back as it was', () => {
    for (const [control, entry] of [
      ['money', '1250.5'],
      ['yesNo', 'true'],
      ['date', '2027-03-01'],
      ['phone', '13800000000'],
    ] as const) {
      expect(entryOf(answerOf(control, entry))).toBe(entry);
    }
    expect(entryOfDate(datePartsOf('2027-3-'))).toBe('2027-3-');
    expect(entryOfDate(['', '', ''])).toBe('');
  });

  test('keeps only what the field can hold', () => {
    expect(cleaned('number', '12a,3')).toBe('123');
    expect(cleaned('phone', '138 0000 0000')).toBe('13800000000');
    expect(cleaned('companyCode', 'ma4-x')).toBe('MA4X');
    expect(cleaned('address', '一\n二')).toBe('一二');
  });

  test('loses whole characters to the backspace', () => {
    expect(edited('㙍𠮷', { key: 'backspace' })).toBe('㙍');
    expect(edited('a', { add: 'b' })).toBe('ab');
    expect(edited('ab', { key: 'clear' })).toBe('');
  });
});
