import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localMinute, nextOpening, reviewedFrom, windowsOpen } from './hours.ts';
import { atHall, calendar2026, hall } from './small-county.fixture.ts';

const calendars = [calendar2026];
const open = (minute: string) => windowsOpen(hall, calendars, atHall(minute));
const next = (minute: string) => nextOpening(hall, calendars, atHall(minute));

describe('whether the windows are open', () => {
  test.each([
    ['2026-11-23T08:29', 'closed'],
    ['2026-11-23T08:30', 'open'],
    ['2026-11-23T11:59', 'open'],
    ['2026-11-23T12:00', 'closed'],
    ['2026-11-23T14:00', 'open'],
    ['2026-11-23T17:30', 'closed'],
    ['2026-11-22T10:00', 'closed'], // a Sunday
    ['2026-10-01T10:00', 'closed'], // National Day, a Thursday
    ['2026-10-10T10:00', 'open'], // a Saturday that is worked
    ['2026-10-10T16:30', 'closed'], // with hours of its own
  ])('%s: %s', (minute, expected) => {
    expect(open(minute)).toBe(expected);
  });

  test('in a year that is not known: closed when it is closed in any case, else unknown', () => {
    expect(open('2027-03-01T10:00')).toBe('unknown');
    expect(open('2027-03-01T23:00')).toBe('closed');
    expect(open('2027-03-06T10:00')).toBe('unknown'); // a Saturday, which may be a make-up day
    expect(open('2027-03-06T17:00')).toBe('closed');
  });

  test('is asked in the time of the hall', () => {
    const inUrumqi = { ...hall, utcOffsetMinutes: 360 };
    expect(windowsOpen(inUrumqi, calendars, atHall('2026-11-23T09:00'))).toBe('closed');
    expect(localMinute(atHall('2026-11-23T00:30'), 360)).toBe('2026-11-22T22:30');
  });
});

describe('when they open next', () => {
  test.each([
    ['2026-11-23T23:00', '2026-11-24T08:30'],
    ['2026-11-23T12:30', '2026-11-23T14:00'],
    ['2026-11-23T08:30', '2026-11-23T14:00'],
    ['2026-11-27T18:00', '2026-11-30T08:30'],
    ['2026-09-30T18:00', '2026-10-08T08:30'],
    ['2026-10-09T18:00', '2026-10-10T09:00'],
    ['2026-02-14T17:00', '2026-02-24T08:30'],
  ])('after %s: %s', (minute, expected) => {
    expect(next(minute)).toBe(expected);
  });

  test('is not said when an unknown day lies before it', () => {
    expect(next('2026-12-30T18:00')).toBe('2026-12-31T08:30');
    expect(next('2026-12-31T18:00')).toBeUndefined();
    expect(next('2027-03-01T10:00')).toBeUndefined();
    const only2027 = [{ ...calendar2026, year: 2027, holidays: [], makeUpDays: [] }];
    expect(nextOpening(hall, only2027, atHall('2026-12-30T18:00'))).toBeUndefined();
  });

  test('is not said of a hall that never opens', () => {
    const never = Object.fromEntries(Object.keys(hall.hours).map((day) => [day, []]));
    expect(
      nextOpening({ ...hall, hours: { ...hall.hours, ...never } }, calendars, atHall('2026-06-01T10:00')),
    ).toBeUndefined();
  });

  test('is the first minute after now at which they are open and were not before', () => {
    fc.assert(
      fc.property(fc.nat(300 * 24 * 60), (minutes) => {
        const nowMs = atHall('2026-01-01T00:00') + minutes * 60_000;
        const opening = nextOpening(hall, calendars, nowMs);
        if (opening === undefined) throw new Error('2026 is known');
        const openingMs = atHall(opening);
        expect(openingMs).toBeGreaterThan(nowMs);
        expect(windowsOpen(hall, calendars, openingMs)).toBe('open');
        expect(windowsOpen(hall, calendars, openingMs - 60_000)).toBe('closed');
      }),
    );
  });
});

test('what is handed in while they are open is looked at now, else when they open', () => {
  expect(reviewedFrom(hall, calendars, atHall('2026-11-23T09:15'))).toBe('2026-11-23T09:15');
  expect(reviewedFrom(hall, calendars, atHall('2026-11-23T12:15'))).toBe('2026-11-23T14:00');
  expect(reviewedFrom(hall, calendars, atHall('2027-03-01T09:15'))).toBeUndefined();
});
