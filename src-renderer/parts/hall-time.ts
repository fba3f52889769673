/** Times as people at the hall say them. Local times come as YYYY-MM-DDTHH:mm; wall times in milliseconds since the epoch. */
import type { Language } from '../../src-main/contract/calls.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

/** The hall's local time YYYY-MM-DDTHH:mm at a wall time. */
export function hallTime(wallMs: number, utcOffsetMinutes: number): string {
  return new Date(wallMs + utcOffsetMinutes * minuteMs).toISOString().slice(0, 16);
}

/** HH:mm of a local time. */
export function clockOf(local: string): string {
  return local.slice(11, 16);
}

/** Whether people would say "tonight" and not "now". */
export function isEvening(local: string): boolean {
  const hour = Number(local.slice(11, 13));
  return hour >= 17 || hour < 6;
}

/** A coming local time in words: 明早 8:30, tomorrow at 8:30, 11月23日 星期一 8:30. */
export function comingTime(local: string, now: string, language: Language): string {
  const hour = Number(local.slice(11, 13));
  const clock = `${hour}:${local.slice(14, 16)}`;
  const days = daysBetween(now, local);
  if (language === 'zh-CN') {
    if (days === 0) return `${hour < 12 ? '今早' : '今天'} ${clock}`;
    if (days === 1) return `${hour < 12 ? '明早' : '明天'} ${clock}`;
    return `${day(local, language)} ${clock}`;
  }
  if (days === 0) return `today at ${clock}`;
  return days === 1 ? `tomorrow at ${clock}` : `${day(local, language)}, ${clock}`;
}

/** The calendar day with its weekday: 11月23日 星期一, Mon 23 Nov. */
export function day(local: string, language: Language): string {
  const date = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(date);
  if (language === 'zh-CN') return `${part({ month: 'long', day: 'numeric' })} ${part({ weekday: 'long' })}`;
  return `${part({ weekday: 'short' })} ${date.getUTCDate()} ${part({ month: 'short' })}`;
}

/** A day YYYY-MM-DD written out: 2026年11月23日, 23 November 2026. */
export function writtenDay(iso: string, language: Language): string {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = language === 'zh-CN' ? 'zh-CN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(date);
}

function daysBetween(from: string, to: string): number {
  const midnight = (local: string) => Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}
