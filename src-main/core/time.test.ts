import { expect, test } from 'vitest';
import type { Clock } from '../contract/clock.ts';
import { localTime, terminalTime } from './time.ts';

function setClock(): Clock & { wallMs: number; runMs: number } {
  const clock = {
    wallMs: Date.parse('2026-11-22T15:19:05Z'),
    runMs: 0,
    nowMs: () => clock.wallMs,
    monotonicMs: () => clock.runMs,
    sleep: () => Promise.resolve(),
  };
  return clock;
}

test('the stamp is local time of the hall with its offset', () => {
  expect(localTime(Date.parse('2026-11-22T15:19:05Z'), 480)).toBe('2026-11-22T23:19:05+08:00');
  expect(localTime(Date.parse('2026-11-22T15:19:05Z'), -210)).toBe('2026-11-22T11:49:05-03:30');
  expect(terminalTime(setClock(), () => 480).stamp().day).toBe('2026-11-22');
});

test('the clock is trusted only after the platform agreed with it, and no longer after it jumped or a day passed', () => {
  const clock = setClock();
  const time = terminalTime(clock, () => 480);
  expect(time.stamp().clockTrusted).toBe(false);
  time.checkedAgainst(clock.wallMs + 900);
  expect(time.stamp().clockTrusted).toBe(true);
  clock.wallMs += 3 * 86_400_000;
  expect(time.stamp().clockTrusted).toBe(false);
  clock.wallMs -= 3 * 86_400_000;
  expect(time.stamp().clockTrusted).toBe(true);
  clock.wallMs += 25 * 3_600_000;
  clock.runMs += 25 * 3_600_000;
  expect(time.stamp().clockTrusted).toBe(false);
});

test('a clock that is an hour wrong is never trusted', () => {
  const clock = setClock();
  const time = terminalTime(clock, () => 480);
  time.checkedAgainst(clock.wallMs + 3_600_000);
  expect(time.stamp().clockTrusted).toBe(false);
});
