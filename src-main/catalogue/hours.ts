/** When the windows of a hall are staffed. Pure; local times are the hall's. */

import { assertNever } from '../contract/result.ts';
import type { CalendarYear, Hall, Span } from './package.ts';
import { addDays, dayKind, weekdayOf } from './working-days.ts';

/** Longer than any holiday with the weekends beside it. */
const daysLookedAhead = 31;

/** YYYY-MM-DDTHH:mm at the hall. */
export function localMinute(nowMs: number, utcOffsetMinutes: number): string {
  return new Date(nowMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 16);
}

/** `unknown` when the windows might be staffed now and the calendar of this year is not in the package. */
export function windowsOpen(
  hall: Hall,
  calendars: readonly CalendarYear[],
  nowMs: number,
): 'open' | 'closed' | 'unknown' {
  const [day, time] = splitMinute(localMinute(nowMs, hall.utcOffsetMinutes));
  const covers = (span: Span) => span.from <= time && time < span.to;
  const spans = staffedSpans(hall, calendars, day);
  if (spans !== undefined) return spans.some(covers) ? 'open' : 'closed';
  const possible = [...hall.hours[weekdayOf(day)], ...hall.hours.makeUpDay];
  return possible.some(covers) ? 'unknown' : 'closed';
}

/**
 * The next time, after now, at which the windows open: local YYYY-MM-DDTHH:mm.
 * @returns undefined when a day on the way lies in a year that is not known, or the hall opens on none of the days looked at.
 */
export function nextOpening(hall: Hall, calendars: readonly CalendarYear[], nowMs: number): string | undefined {
  const now = localMinute(nowMs, hall.utcOffsetMinutes);
  for (let ahead = 0; ahead <= daysLookedAhead; ahead++) {
    const day = addDays(splitMinute(now)[0], ahead);
    const spans = staffedSpans(hall, calendars, day);
    if (spans === undefined) return undefined;
    const openings = spans.map((span) => `${day}T${span.from}`).filter((opening) => opening > now);
    if (openings.length > 0) return openings.sort()[0];
  }
  return undefined;
}

/** From when the window looks at what is handed in now: at once while it is open, else from its next opening. */
export function reviewedFrom(hall: Hall, calendars: readonly CalendarYear[], nowMs: number): string | undefined {
  return windowsOpen(hall, calendars, nowMs) === 'open'
    ? localMinute(nowMs, hall.utcOffsetMinutes)
    : nextOpening(hall, calendars, nowMs);
}

/** The spans of a day, or undefined when its year is not known. */
function staffedSpans(hall: Hall, calendars: readonly CalendarYear[], day: string): readonly Span[] | undefined {
  const kind = dayKind(day, calendars);
  switch (kind) {
    case 'unknown':
      return undefined;
    case 'holiday':
      return [];
    case 'makeUpDay':
      return hall.hours.makeUpDay;
    case 'workday':
    case 'weekend':
      return hall.hours[weekdayOf(day)];
    default:
      return assertNever(kind);
  }
}

function splitMinute(minute: string): [day: string, time: string] {
  return [minute.slice(0, 10), minute.slice(11)];
}
