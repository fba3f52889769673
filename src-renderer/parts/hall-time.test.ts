import { describe, expect, test } from 'vitest';
import { clockOf, comingTime, day, hallTime, isEvening, writtenDay } from './hall-time.ts';

const sundayNight = '2026-11-22T23:07';

describe('times at the hall', () => {
  test('are its own, wherever the machine thinks it is', () => {
    expect(hallTime(Date.parse('2026-11-22T15:07:59Z'), 480)).toBe(sundayNight);
    expect(clockOf(sundayNight)).toBe('23:07');
  });

  test('are tonight from five in the afternoon until six in the morning', () => {
    expect(['T16:59', 'T17:00', 'T23:59', 'T05:59', 'T06:00'].map((time) => isEvening(`2026-11-22${time}`))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  test('are said as people say them', () => {
    expect(comingTime('2026-11-23T08:30', sundayNight, 'zh-CN')).toBe('明早 8:30');
    expect(comingTime('2026-11-23T14:00', sundayNight, 'zh-CN')).toBe('明天 14:00');
    expect(comingTime('2026-11-23T08:30', '2026-11-23T01:00', 'zh-CN')).toBe('今早 8:30');
    expect(comingTime('2026-11-24T08:30', sundayNight, 'zh-CN')).toBe('11月24日 星期二 8:30');
    expect(comingTime('2026-11-23T08:30', sundayNight, 'en')).toBe('tomorrow at 8:30');
    expect(comingTime('2027-01-04T08:30', '2026-12-31T20:00', 'en')).toBe('Mon 4 Jan, 8:30');
  });

  test('have their days written out', () => {
    expect(day(sundayNight, 'en')).toBe('Sun 22 Nov');
    expect(writtenDay('2036-01-01', 'zh-CN')).toBe('2036年1月1日');
    expect(writtenDay('2036-01-01', 'en')).toBe('1 January 2036');
    expect(writtenDay('2026-2-', 'zh-CN')).toBe('2026-2-');
  });
});
