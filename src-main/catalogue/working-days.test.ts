import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendar2026 } from './small-county.fixture.ts';
import { addDays, dayKind, dueDay, weekdayOf } from './working-days.ts';

const calendars = [calendar2026];
const working = (days: number) => ({ days, unit: 'workingDays' as const });

test('what kind of day it is', () => {
  expect(dayKind('2026-09-30', calendars)).toBe('workday');
  expect(dayKind('2026-10-01', calendars)).toBe('holiday');
  expect(dayKind('2026-10-07', calendars)).toBe('holiday');
  expect(dayKind('2026-10-10', calendars)).toBe('makeUpDay');
  expect(dayKind('2026-10-11', calendars)).toBe('weekend');
  expect(weekdayOf('2026-10-11')).toBe('sunday');
});

test('of a year without a notice nothing is known, not even that a Monday is a working day', () => {
  expect(dayKind('2027-10-01', calendars)).toBe('unknown');
  expect(dayKind('2027-03-01', calendars)).toBe('unknown');
  expect(dayKind('2026-03-02', [])).toBe('unknown');
});

test('a notice may name days of the year before', () => {
  const newYear = {
    year: 2027,
    source: 'x',
    holidays: [{ name: { zh: '元旦' }, from: '2026-12-31', to: '2027-01-02' }],
    makeUpDays: ['2026-12-27'],
  };
  expect(dayKind('2026-12-31', [calendar2026, newYear])).toBe('holiday');
  expect(dayKind('2026-12-27', [calendar2026, newYear])).toBe('makeUpDay');
});

describe('the day on which something is due', () => {
  test.each([
    ['three working days from a Monday', '2026-11-23', 3, '2026-11-26'],
    ['over a weekend', '2026-11-27', 1, '2026-11-30'],
    ['over National Day, whose Saturday is worked', '2026-09-30', 3, '2026-10-10'],
    ['handed in on a holiday', '2026-10-03', 1, '2026-10-08'],
    ['at once', '2026-11-23', 0, '2026-11-23'],
  ])('%s', (_, start, days, due) => {
    expect(dueDay(start, working(days), calendars)).toBe(due);
  });

  test('is not said when the way leads into a year that is not known', () => {
    expect(dueDay('2026-12-30', working(1), calendars)).toBe('2026-12-31');
    expect(dueDay('2026-12-30', working(2), calendars)).toBeUndefined();
  });

  test('a year that is missing between two known ones is not skipped', () => {
    const calendar2028 = { ...calendar2026, year: 2028, holidays: [], makeUpDays: [] };
    expect(dueDay('2026-12-31', working(200), [calendar2026, calendar2028])).toBeUndefined();
  });

  test('calendar days need no notice', () => {
    expect(dueDay('2026-12-30', { days: 90, unit: 'calendarDays' }, [])).toBe('2027-03-30');
  });

  test('has exactly as many working days before it as were promised', () => {
    const start = fc.nat(300).map((n) => addDays('2026-01-01', n));
    fc.assert(
      fc.property(start, fc.nat(30), (from, days) => {
        const due = dueDay(from, working(days), calendars);
        if (due === undefined) return;
        let counted = 0;
        for (let day = addDays(from, 1); day <= due; day = addDays(day, 1)) {
          if (['workday', 'makeUpDay'].includes(dayKind(day, calendars))) counted++;
        }
        expect(counted).toBe(days);
      }),
    );
  });
});
