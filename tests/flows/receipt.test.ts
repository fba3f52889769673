/** What happens at the receipt printer, from the commit to the paper. */
import jsqr from 'jsqr';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bitmap } from '../../hardware/receipt-printer/receipt-printer.ts';
import type { Kept, PrintState } from '../../src-main/contract/application.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Citizen } from './citizen.ts';
import { acknowledged, expectOk, handIn } from './journey.ts';
import { startTerminal, type Terminal } from './terminal.ts';

/** Read by a decoder that is not ours, from the picture of what came out of the slot. */
function qrOn({ width, height, bits }: Bitmap): string | undefined {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  const rowBytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1)
        pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsqr.default(pixels, width, height)?.data;
}

describe('the receipt', () => {
  let terminal: Terminal;

  beforeEach(async () => {
    terminal = await startTerminal();
  });
  afterEach(() => terminal.close());

  const papers = () =>
    terminal.dock.printer.simulator
      .slips()
      .map(({ picture }) => picture)
      .filter(({ bits }) => bits.some((byte) => byte !== 0));

  const settled = (citizen: Citizen, kept: Kept, { state, copy = 0 }: { state: PrintState; copy?: number }) =>
    citizen.until(
      'application.changed',
      (one) => one.applicationId === kept.applicationId && one.print === state && one.copy === copy,
      15_000,
    );

  test('comes out once, and its QR code says what the screen shows', async () => {
    const { citizen, kept } = await handIn(terminal);
    await settled(citizen, kept, { state: 'confirmed' });
    expect(papers()).toHaveLength(1);
    expect(qrOn(must(papers()[0], 'one paper'))).toBe(kept.qrText);
    const states = citizen
      .heard('application.changed')
      .map(({ print }) => print)
      .filter((state) => state !== 'planned');
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual(['sending', 'sent', 'confirmed']);
    citizen.leave();
  });

  test('without paper nothing is printed and all is kept; a reprint is a marked copy', async () => {
    terminal.dock.printer.simulator.endPaperAfter(0);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const { citizen, kept } = await handIn(terminal);
    const told = await settled(citizen, kept, { state: 'notPrinted' });
    expect(told.printFault).toBe('paperOut');
    await acknowledged(citizen, kept);
    expect(papers()).toHaveLength(0);
    terminal.dock.printer.simulator.loadPaper();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(papers()).toHaveLength(0);
    expectOk(await citizen.call('receipt.reprint', { applicationId: kept.applicationId }));
    await settled(citizen, kept, { state: 'confirmed', copy: 1 });
    expect(papers()).toHaveLength(1);
    citizen.leave();
  });

  test('paper that ends in the middle leaves it unknown; it is never sent again by itself', async () => {
    terminal.dock.printer.simulator.endPaperAfter(500);
    const { citizen, kept } = await handIn(terminal);
    const told = await settled(citizen, kept, { state: 'unknown' });
    expect(told.printFault).toBe('paperOut');
    terminal.dock.printer.simulator.loadPaper();
    terminal.dock.printer.simulator.takePaper();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(papers()).toHaveLength(0);
    expectOk(await citizen.call('receipt.reprint', { applicationId: kept.applicationId }));
    await settled(citizen, kept, { state: 'confirmed', copy: 1 });
    expect(papers()).toHaveLength(1);
    expect(qrOn(must(papers()[0], 'one paper'))).toBe(kept.qrText);
    citizen.leave();
  });

  test('a copy is taller than the original by the mark that it bears', async () => {
    const { citizen, kept } = await handIn(terminal);
    await settled(citizen, kept, { state: 'confirmed' });
    await acknowledged(citizen, kept);
    for (const copy of [1, 2, 3]) {
      expectOk(await citizen.call('receipt.reprint', { applicationId: kept.applicationId }));
      await settled(citizen, kept, { state: 'confirmed', copy });
    }
    expect(await citizen.call('receipt.reprint', { applicationId: kept.applicationId })).toEqual({
      ok: false,
      error: 'tooManyCopies',
    });
    const [original, ...copies] = papers();
    expect(copies).toHaveLength(3);
    for (const copy of copies) expect(copy.height).toBeGreaterThan(must(original, 'the first paper').height + 40);
    citizen.leave();
  });

  test('the printer is away: kept and delivered all the same; back again it prints', async () => {
    await terminal.dock.printer.unplug();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const { citizen, kept } = await handIn(terminal);
    expect(await settled(citizen, kept, { state: 'notPrinted' })).toMatchObject({ printFault: 'printerAway' });
    await acknowledged(citizen, kept);
    await terminal.dock.printer.replug();
    await citizen.until(
      'terminal.changed',
      ({ devices }) => devices.some(({ kind, device }) => kind === 'receipt-printer' && device === 'online'),
      8_000,
    );
    expectOk(await citizen.call('receipt.reprint', { applicationId: kept.applicationId }));
    await settled(citizen, kept, { state: 'confirmed', copy: 1 });
    citizen.leave();
  });

  test("paper out in one citizen's receipt: nothing of it comes out in front of the next", async () => {
    terminal.dock.printer.simulator.endPaperAfter(300);
    const first = await handIn(terminal);
    await settled(first.citizen, first.kept, { state: 'unknown' });
    first.citizen.leave();
    await first.citizen.closed;
    terminal.dock.reader.simulator.remove();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    terminal.dock.printer.simulator.loadPaper();
    terminal.dock.printer.simulator.takePaper();
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    const second = await handIn(terminal);
    await settled(second.citizen, second.kept, { state: 'confirmed' });
    expect(papers()).toHaveLength(1);
    expect(qrOn(must(papers()[0], 'one paper'))).toBe(second.kept.qrText);
    second.citizen.leave();
  });
});

describe('a terminal without a receipt printer', () => {
  test('keeps and delivers; the number on the screen is all the receipt there is', async () => {
    const terminal = await startTerminal({ without: ['receipt-printer'] });
    try {
      const { citizen, kept } = await handIn(terminal);
      const told = await acknowledged(citizen, kept);
      expect(told).toMatchObject({ print: 'notPrinted', printFault: 'noPrinter' });
      const { devices } = expectOk(await citizen.call('terminal.view', {}));
      expect(devices.find(({ kind }) => kind === 'receipt-printer')?.device).toBe('noDevice');
      const { applicationId } = kept;
      expect(await citizen.call('receipt.reprint', { applicationId })).toEqual({ ok: false, error: 'noPrinter' });
      citizen.leave();
    } finally {
      await terminal.close();
    }
  });
});
