import { describe, expect, test } from 'vitest';
import { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { deviceStatusOf, printFaultOf, type Report, reportOf, type Sight, settle, type View } from './condition.ts';

/** The four bytes in the order of the questions. */
function report(hex: string): Report {
  const [printer = 0, offlineCause = 0, errorCause = 0, rollSensor = 0] = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  return reportOf({ printer, offlineCause, errorCause, rollSensor });
}

describe('what four status bytes say', () => {
  test.each<[string, string, Report]>([
    ['all well', '12 12 12 12', { condition: 'ready', paper: 'full' }],
    ['drawer pin high is nothing to a receipt', '16 12 12 12', { condition: 'ready', paper: 'full' }],
    ['near end', '12 12 12 1e', { condition: 'ready', paper: 'low' }],
    ['paper end', '1a 32 12 7e', { condition: 'paperOut', paper: 'out' }],
    ['paper end seen by the sensor alone', '12 12 12 72', { condition: 'paperOut', paper: 'out' }],
    ['cover open', '1a 16 12 12', { condition: 'coverOpen', paper: 'full' }],
    ['cover opened while printing', '1a 56 52 12', { condition: 'coverOpen', paper: 'full' }],
    ['cutter', '1a 52 1a 12', { condition: 'cutterFailed', paper: 'full' }],
    ['mechanism', '1a 52 16 12', { condition: 'paperJammed', paper: 'jammed' }],
    ['unrecoverable', '1a 52 32 12', { condition: 'printerBroken', paper: 'full' }],
    ['head hot', '1a 52 52 12', { condition: 'headHot', paper: 'full' }],
    ['offline for no cause that it names', '1a 12 12 12', { condition: 'offline', paper: 'full' }],
    ['without fixed bits: all well', '00 00 00 00', { condition: 'ready', paper: 'full' }],
    ['without fixed bits: paper end', '08 20 00 6c', { condition: 'paperOut', paper: 'out' }],
    ['one bit of a pair is no statement', '12 12 12 36', { condition: 'ready', paper: 'full' }],
  ])('%s', (_name, bytes, wanted) => {
    expect(report(bytes)).toEqual(wanted);
  });

  test('the words of XFS4IoT', () => {
    const status = (sight: Sight) => DeviceStatus.parse(deviceStatusOf(sight));
    expect(status({ condition: 'ready', paper: 'low' })).toMatchObject({ device: 'online', paper: 'low' });
    expect(status({ condition: 'ready', paper: 'full' })).not.toHaveProperty('fault');
    expect(status({ condition: 'coverOpen', paper: 'full' })).toMatchObject({ device: 'userError', action: 'clear' });
    expect(status({ condition: 'cutterFailed', paper: 'full' })).toMatchObject({ device: 'hardwareError' });
    expect(status({ condition: 'away', paper: 'unknown' })).toMatchObject({ device: 'powerOff', fault: 'printerAway' });
    expect(printFaultOf('headHot')).toBe('printerBusy');
  });
});

describe('a change is shown when it lasts', () => {
  const ready: Sight = { condition: 'ready', paper: 'full' };
  const open: Sight = { condition: 'coverOpen', paper: 'full' };
  const shownAfter = (seen: readonly [number, Sight][], start: View = { shown: ready }) =>
    seen.reduce((view, [nowMs, sight]) => settle(view, sight, { nowMs, steadyMs: 2000 }), start).shown;

  test('a cover that rattled for less than two seconds is not', () => {
    expect(
      shownAfter([
        [0, open],
        [1999, open],
        [2100, ready],
        [2200, open],
        [4100, open],
      ]),
    ).toEqual(ready);
  });
  test('a cover that stays open is', () => {
    expect(
      shownAfter([
        [0, open],
        [2000, open],
      ]),
    ).toEqual(open);
  });
  test('what is seen first is shown at once', () => {
    expect(shownAfter([[0, open]], { shown: { condition: 'starting', paper: 'unknown' } })).toEqual(open);
  });
});
