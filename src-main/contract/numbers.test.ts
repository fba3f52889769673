import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenNumberFault, companyCodeFault, isCalendarDate } from './id-number.ts';
import { isLocalNumber, localNumber, mod3736 } from './local-number.ts';

describe('numbers of citizens and companies', () => {
  test('the impossible people of the vectors have sound numbers', () => {
    for (const number of ['119999190001010011', '11999919000101109X', '810000190001010018', '911999190001010013']) {
      expect(citizenNumberFault(number)).toBeUndefined();
    }
  });

  test('each kind of mistake has its name', () => {
    expect(citizenNumberFault('119999190001010012')).toBe('numberCheckWrong');
    expect(citizenNumberFault('119999190002300011')).toBe('numberBirthWrong');
    expect(citizenNumberFault('11999919000101001')).toBe('numberShapeWrong');
    expect(citizenNumberFault('11999919000101109x')).toBe('numberShapeWrong');
  });

  test('one wrong digit anywhere is found', () => {
    const number = '119999190001010011';
    for (let at = 0; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        if (number[at] === String(digit)) continue;
        expect(citizenNumberFault(number.slice(0, at) + digit + number.slice(at + 1))).toBeDefined();
      }
    }
  });

  test('company codes: the published good and bad examples', () => {
    for (const code of ['11440232MB2D06811W', '12441500196720244T', '91350100M000100Y43', '91110000101623741K']) {
      expect(companyCodeFault(code)).toBeUndefined();
    }
    expect(companyCodeFault('91350100M000100Y4A')).toBe('checkWrong');
    expect(companyCodeFault('91350100M000100Y4I')).toBe('shapeWrong');
  });

  test('days that do not exist are not days', () => {
    expect(isCalendarDate('2024-02-29')).toBe(true);
    expect(isCalendarDate('2026-02-29')).toBe(false);
    expect(isCalendarDate('2026-13-01')).toBe(false);
  });
});

describe("the terminal's own number", () => {
  test('reads back, and one wrong character anywhere is found', () => {
    const number = localNumber('ZX01', '2026-11-22', 7);
    expect(number).toMatch(/^ZX01-261122-0007-[0-9A-Z]$/);
    expect(isLocalNumber(number)).toBe(true);
    for (let at = 0; at < number.length; at += 1) {
      for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        if (number[at] === other) continue;
        expect(isLocalNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
      }
    }
  });

  test('ISO 7064 MOD 37,36: the example of the standard', () => {
    expect(mod3736('A12425GABC1234002')).toBe('M');
  });

  test('two numbers of one kiosk differ by more than the check character', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (a, b) => {
        fc.pre(a !== b);
        expect(localNumber('ZX01', '2026-11-22', a).slice(0, -2)).not.toBe(
          localNumber('ZX01', '2026-11-22', b).slice(0, -2),
        );
      }),
    );
  });
});
