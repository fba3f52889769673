/** Working days by the State Council's notices. Pure. A year without a notice is not known, and nothing is guessed about it. */
import type { TimeLimit } from '../contract/service-item.ts';
import type { CalendarYear } from './package.ts';

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUpDay' | 'unknown';

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** @param day YYYY-MM-DD */
export function weekdayOf(day: string): (typeof weekdays)[number] {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sunday';
}

/** The day `count` days after `day`, both YYYY-MM-DD. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** What kind of day it is. A notice may name days of the year before, so all of them are asked. */
export function dayKind(day: string, calendars: readonly CalendarYear[]): DayKind {
  if (calendars.some(({ makeUpDays }) => makeUpDays.includes(day))) return 'makeUpDay';
  if (calendars.some(({ holidays }) => holidays.some(({ from, to }) => from <= day && day <= to))) return 'holiday';
  if (!calendars.some(({ year }) => year === Number(day.slice(0, 4)))) return 'unknown';
  const weekday = weekdayOf(day);
  return weekday === 'saturday' || weekday === 'sunday' ? 'weekend' : 'workday';
}

/**
 * The last day of a limit that starts on `startDay`, YYYY-MM-DD. The first day counted is the one after
 * (Civil Code art. 201); limits of permits are working days (Administrative Permit Law art. 82). Calendar days count
 * on through holidays, but when the last one is no working day the limit ends on the next that is (Civil Code art. 203).
 * @returns undefined when a day that decides lies in a year that is not known.
 */
export function dueDay(startDay: string, limit: TimeLimit, calendars: readonly CalendarYear[]): string | undefined {
  if (limit.days === 0) return startDay;
  return limit.unit === 'calendarDays'
    ? workingDaysAfter(addDays(startDay, limit.days - 1), 1, calendars)
    : workingDaysAfter(startDay, limit.days, calendars);
}

function workingDaysAfter(startDay: string, count: number, calendars: readonly CalendarYear[]): string | undefined {
  let day = startDay;
  let left = count;
  // The longest holiday is nine days: four days a working day and two months are more than enough.
  for (let step = 0; left > 0 && step < count * 4 + 60; step++) {
    day = addDays(day, 1);
    const kind = dayKind(day, calendars);
    if (kind === 'unknown') return undefined;
    if (kind === 'workday' || kind === 'makeUpDay') left--;
  }
  return left === 0 ? day : undefined;
}
