import jsQr from 'jsqr';
import { encode } from 'uqr';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../../src-main/contract/result.ts';
import { receiptLike } from '../receipt-printer.conformance.ts';
import type { Bitmap, PrintProgress } from '../receipt-printer.ts';
import { memoryBenches, printOf, prints, until } from './test-bench.ts';

const { bench, closeAll } = memoryBenches();
afterEach(closeAll);
const whatever: PrintProgress = { sending: () => {}, sent: () => {} };

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
    const black = { width: 576, height: 40, bits: new Uint8Array(72 * 40).fill(0xff) };
    expect(await printer.print(black, { ...whatever, sending })).toEqual({ state: 'unknown', fault: 'timeOut' });
    expect(performance.now() - startMs).toBeLessThan(4000);
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

  test('a QR code that went through bytes and paper is read by a reader that we did not write', async () => {
    const { printer, simulator } = await bench();
    const text = 'https://example.invalid/r/K01-261123-0001-A';
    expect((await printer.print(qrCode(text), whatever)).state).toBe('confirmed');
    const { width, height, bits } = must(simulator.takePaper().at(-1), 'a confirmed job came out').picture;
    const grey = (at: number) => ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7)) ? 0 : 255);
    const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : grey(at >> 2),
    );
    expect(jsQr.default(pixels, width, height)?.data).toBe(text);
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

/** A code with eight dots a module in the middle of 80 mm paper. */
function qrCode(text: string): Bitmap {
  const { data, size } = encode(text, { border: 4 });
  const bits = new Uint8Array(72 * size * 8);
  for (let row = 0; row < size * 8; row++) {
    for (let at = 0; at < size; at++) if (data[row >> 3]?.[at]) bits[row * 72 + ((72 - size) >> 1) + at] = 0xff;
  }
  return { width: 576, height: size * 8, bits };
}
