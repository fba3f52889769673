import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { ok } from '../../../src-main/contract/result.ts';
import { memoryTransport } from '../../transport/memory.ts';
import type { Transport } from '../../transport/transport.ts';
import { receiptLike } from '../receipt-printer.conformance.ts';
import { memoryBenches, pause, until } from './test-bench.ts';

const { bench, closeAll } = memoryBenches();
afterEach(closeAll);

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
    expect(await printer.print(receiptLike(576, 1), { sending: () => {}, sent: () => {} })).toEqual({
      state: 'notPrinted',
      fault: 'printerAway',
    });
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
