import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { ok } from '../../../src-main/contract/result.ts';
import { memoryTransport } from '../../transport/memory.ts';
import type { Transport } from '../../transport/transport.ts';
import { receiptLike } from '../receipt-printer.conformance.ts';
import type { PrintProgress } from '../receipt-printer.ts';
import { memoryBenches, pause, printOf, prints, until } from './test-bench.ts';

const { bench, closeAll } = memoryBenches();
afterEach(closeAll);
const whatever: PrintProgress = { sending: () => {}, sent: () => {} };

describe('what is shown of the printer', () => {
  test('each thing that can be wrong, and that it is over', async () => {
    const { printer, simulator } = await bench();
    const shown = async (device: DeviceStatus['device'], rest: Partial<DeviceStatus>) => {
      await until(() => printer.status.device === device && printer.status.fault === rest.fault);
      expect(printer.status).toMatchObject(rest);
    };
    simulator.set({ coverOpen: true });
    await shown('userError', { fault: 'coverOpen', action: 'clear' });
    simulator.set({ coverOpen: false, headHot: true });
    await shown('deviceBusy', { fault: 'headHot', action: 'suspend' });
    simulator.set({ headHot: false, paperJammed: true });
    await shown('hardwareError', { fault: 'paperJammed', paper: 'jammed' });
    simulator.set({ paperJammed: false, broken: true });
    await shown('hardwareError', { fault: 'printerBroken', action: 'maintenance' });
    simulator.set({ broken: false });
    simulator.endPaperAfter(0);
    await shown('online', { fault: 'paperOut', paper: 'out' });
    simulator.loadPaper(1000);
    await until(() => printer.status.paper === 'low');
    simulator.setPower(false);
    await shown('powerOff', { fault: 'printerAway', paper: 'unknown' });
    simulator.setPower(true);
    await until(() => printer.status.device === 'online');
  });

  test('a cover that is open for a moment is not shown', async () => {
    const { simulator, statuses } = await bench();
    const before = statuses.length;
    simulator.set({ coverOpen: true });
    await pause(120);
    simulator.set({ coverOpen: false });
    await pause(400);
    expect(statuses.slice(before)).toEqual([]);
  });

  test('one lost answer is nothing, silence is', async () => {
    const { printer, simulator, statuses } = await bench();
    simulator.setSilent(true);
    await pause(80);
    simulator.setSilent(false);
    await pause(400);
    expect(statuses.map(({ device }) => device)).toEqual(['online']);
    simulator.setSilent(true);
    await until(() => printer.status.device === 'powerOff');
  });

  test('answers that come too late are never taken for answers to something else', async () => {
    const { printer, simulator, statuses } = await bench({ through: late(90) });
    simulator.endPaperAfter(0);
    await until(() => printer.status.device === 'powerOff');
    await pause(1500);
    expect(new Set(statuses.map(({ fault }) => fault))).toEqual(new Set(['printerAway']));
  });

  test('a printer that is not there is said to be away, and found when it comes', async () => {
    let there = false;
    const { printer } = await bench({
      through: (transport) => ({
        description: transport.description,
        open: async (timeOutMs) => (there ? transport.open(timeOutMs) : { ok: false, error: 'notFound' }),
      }),
    });
    expect(printer.status.device).toBe('powerOff');
    expect(await printer.print(receiptLike(576, 1), whatever)).toEqual({ state: 'notPrinted', fault: 'printerAway' });
    there = true;
    await until(() => printer.status.device === 'online');
  });

  test('a peer that takes connections and drops them is not pestered', async () => {
    let tries = 0;
    const through = () =>
      memoryTransport((far) => {
        tries++;
        void far.close();
      });
    await bench({ through });
    await pause(500);
    expect(tries).toBeLessThan(25);
  });
});

describe('a job', () => {
  test('a cut that fails: the picture is there, but nobody says so; freed under the open cover it works again', async () => {
    const { printer, simulator } = await bench();
    simulator.set({ cutterJammed: true });
    const picture = receiptLike(576, 2);
    expect(await printer.print(picture, whatever)).toEqual({ state: 'unknown', fault: 'cutterFailed' });
    expect(await printer.print(picture, whatever)).toEqual({ state: 'notPrinted', fault: 'cutterFailed' });
    await until(() => printer.status.fault === 'cutterFailed');
    simulator.set({ coverOpen: true, cutterJammed: false });
    await until(() => printer.status.fault === 'coverOpen');
    simulator.set({ coverOpen: false });
    await until(() => printer.status.fault === undefined);
    expect((await printer.print(receiptLike(576, 3), whatever)).state).toBe('confirmed');
    expect(prints(simulator).at(-1)).toBe(printOf(receiptLike(576, 3)));
  });

  test('a head that gets hot and cools down again costs time only', async () => {
    const { printer, simulator } = await bench();
    const sending = () => {
      simulator.set({ headHot: true });
      setTimeout(() => simulator.set({ headHot: false }), 600);
    };
    const picture = receiptLike(576, 4);
    expect((await printer.print(picture, { ...whatever, sending })).state).toBe('confirmed');
    expect(prints(simulator)).toEqual([printOf(picture)]);
  });

  test('a head that stays hot costs no more than the time of a job', async () => {
    const { printer, simulator } = await bench();
    const startMs = performance.now();
    const sending = () => simulator.set({ headHot: true });
    expect(await printer.print(receiptLike(576, 5), { ...whatever, sending })).toEqual({
      state: 'unknown',
      fault: 'timeOut',
    });
    expect(performance.now() - startMs).toBeLessThan(6000);
  });

  test('a printer that falls silent in the middle is away; a clone that never knew GS ( H is no proof', async () => {
    const { printer, simulator } = await bench();
    const sending = () => simulator.setPower(false);
    expect(await printer.print(receiptLike(576, 6), { ...whatever, sending })).toEqual({
      state: 'unknown',
      fault: 'printerAway',
    });
    const clone = await bench({ simulator: { printCompleteId: false } });
    expect((await clone.printer.print(receiptLike(576, 7), whatever)).state).toBe('notPrinted');
    expect(prints(clone.simulator)).toEqual([]);
  });

  test('bytes that a full buffer dropped are missed, even though the printer is well', async () => {
    const { printer, simulator } = await bench({ simulator: { receiveBufferBytes: 3000 } });
    simulator.setSpeed(20_000);
    expect((await printer.print(receiptLike(576, 8), whatever)).state).toBe('unknown');
  });

  test('a fence is not enough when the paper ended with the last row', async () => {
    const { printer, simulator } = await bench({
      simulator: { printCompleteId: false },
      driver: { completion: 'fence', cut: 'none' },
    });
    const sent = () => simulator.endPaperAfter(0);
    expect(await printer.print(receiptLike(576, 9), { ...whatever, sent })).toEqual({
      state: 'unknown',
      fault: 'paperOut',
    });
  });

  test('a picture full of what looks like real-time commands, on a printer that answers them', async () => {
    const bits = Uint8Array.from({ length: 72 * 300 }, (_, at) => [0x10, 0x04, 1 + (at % 4)][at % 3] ?? 0);
    const picture = { width: 576, height: 300, bits };
    const byId = await bench({ simulator: { realTimeInData: true } });
    expect((await byId.printer.print(picture, whatever)).state).toBe('confirmed');
    const byFence = await bench({
      simulator: { realTimeInData: true, printCompleteId: false },
      driver: { completion: 'fence' },
    });
    byFence.simulator.setSpeed(40_000);
    expect((await byFence.printer.print(picture, whatever)).state).toBe('confirmed');
    expect(prints(byFence.simulator)).toEqual([printOf(picture)]);
  });

  test('a picture that does not fit is a mistake of the caller', async () => {
    const { printer } = await bench();
    await expect(printer.print(receiptLike(584, 1), whatever)).rejects.toThrow('584');
    await expect(printer.print({ width: 8, height: 2, bits: new Uint8Array(3) }, whatever)).rejects.toThrow();
  });

  test('after stop nothing is printed and nothing is open', async () => {
    const { printer } = await bench();
    await printer.stop();
    expect(await printer.print(receiptLike(576, 1), whatever)).toEqual({ state: 'notPrinted', fault: 'printerAway' });
  });
});

/** A line on which answers take so long. */
function late(delayMs: number): (transport: Transport) => Transport {
  return (transport) => ({
    description: transport.description,
    open: async (timeOutMs) => {
      const opened = await transport.open(timeOutMs);
      if (!opened.ok) return opened;
      const { onData } = opened.value;
      return ok({
        ...opened.value,
        onData: (listener) => onData((chunk) => setTimeout(() => listener(chunk), delayMs)),
      });
    },
  });
}
