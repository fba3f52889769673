import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarYear } from './package.ts';
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

  test.each([
    ['through a holiday', '2026-09-28', 15, '2026-10-13'],
    ['to a Saturday that is worked', '2026-09-28', 12, '2026-10-10'],
    ['to a holiday, thus to the next working day', '2026-09-28', 5, '2026-10-08'],
    ['to a weekend, thus to Monday', '2026-11-23', 5, '2026-11-30'],
    ['at once', '2026-11-28', 0, '2026-11-28'],
  ])('calendar days count %s', (_, start, days, due) => {
    expect(dueDay(start, { days, unit: 'calendarDays' }, calendars)).toBe(due);
  });

  test('calendar days need the notice of the year in which they end', () => {
    expect(dueDay('2026-12-30', { days: 90, unit: 'calendarDays' }, calendars)).toBeUndefined();
    expect(dueDay('2025-12-30', { days: 9, unit: 'calendarDays' }, calendars)).toBe('2026-01-08');
  });
});

describe('against counting by hand, for any notices', () => {
  const firstDay = '2026-01-01';
  const dayOf2026 = fc.nat(364).map((n) => addDays(firstDay, n));
  const notice = fc.record({
    from: dayOf2026,
    length: fc.integer({ min: 1, max: 9 }),
  });
  const year = fc
    .record({ holidays: fc.array(notice, { maxLength: 7 }), makeUpDays: fc.uniqueArray(dayOf2026, { maxLength: 7 }) })
    .map(({ holidays, makeUpDays }) => ({
      year: 2026,
      source: 'x',
      holidays: holidays.map(({ from, length }) => ({ name: { zh: '节' }, from, to: addDays(from, length - 1) })),
      makeUpDays,
    }));

  /** Every working day of 2026, and nothing about any other year: written without the code under test. */
  function workingDays({ holidays, makeUpDays }: CalendarYear): string[] {
    const days: string[] = [];
    for (
      const at = new Date('2026-01-01T12:00:00Z');
      at.getUTCFullYear() === 2026;
      at.setUTCDate(at.getUTCDate() + 1)
    ) {
      const day = at.toISOString().slice(0, 10);
      const isOff = holidays.some(({ from, to }) => day >= from && day <= to);
      const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
      if (makeUpDays.includes(day) || (!isOff && !isWeekend)) days.push(day);
    }
    return days;
  }

  test('the last day is the n-th working day after the first, or not known', () => {
    fc.assert(
      fc.property(year, dayOf2026, fc.integer({ min: 1, max: 260 }), (calendar, start, days) => {
        const after = workingDays(calendar).filter((day) => day > start);
        const due = dueDay(start, working(days), [calendar]);
        // A holiday may reach into the next year: days that a notice names are known.
        if (due === undefined) expect(after.length).toBeLessThan(days);
        else expect(due).toBe(after[days - 1]);
      }),
      { numRuns: 300 },
    );
  });

  test('a calendar limit never ends before its days are over, and always on a working day', () => {
    fc.assert(
      fc.property(year, dayOf2026, fc.integer({ min: 1, max: 300 }), (calendar, start, days) => {
        const due = dueDay(start, { days, unit: 'calendarDays' }, [calendar]);
        const expected = workingDays(calendar).find((day) => day >= addDays(start, days));
        expect(due).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});
