/** What every model of receipt printer must pass, over real bytes: driver and simulator, joined by a cable that can be pulled. */
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../src-main/contract/result.ts';
import type { Bitmap, PrintProgress, ReceiptPrinter } from './receipt-printer.ts';

/** The driver under test, and hands and eyes at its simulator. */
export interface PrinterBench {
  readonly printer: ReceiptPrinter;
  /** The pieces of paper with print on them that came out since the last taking, oldest first. */
  takePaper(): readonly Bitmap[];
  /** Puts in a new roll; what hangs out of the slot is torn off and comes out. */
  loadPaper(): void;
  /** The paper ends so many dots from here. */
  endPaperAfter(dots: number): void;
  openCover(open: boolean): void;
  /** Bytes of the picture that the mechanism prints in a second; undefined: at once. */
  setSpeed(bytesPerSecond: number | undefined): void;
  /** Off and on again at once, as in a dip of the mains: what waits in the printer is lost. */
  blink(): void;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  close(): Promise<void>;
}

/** The longest that a printer which came back may be shown as away. */
const recoveryMs = 5000;
const silent: PrintProgress = { sending: () => {}, sent: () => {} };

/** @param open a bench with a started driver, a new roll and nothing wrong; called anew for each test */
export function receiptPrinterConformance(name: string, open: () => Promise<PrinterBench>): void {
  const benches: PrinterBench[] = [];
  afterEach(async () => {
    for (const bench of benches.splice(0)) await bench.close();
  });
  const ready = async () => {
    const bench = await open();
    benches.push(bench);
    await until(() => bench.printer.status.device === 'online');
    return bench;
  };

  describe(`${name} as any receipt printer`, () => {
    printsWhatItIsGiven(ready);
    saysWhatIsNotOnPaper(ready);
    neverMixesTwoJobs(ready);
    comesBack(ready);
  });
}

type Ready = () => Promise<PrinterBench>;

function printsWhatItIsGiven(ready: Ready): void {
  test('the paper shows exactly the picture, and the caller is told in time', async () => {
    const { printer, takePaper } = await ready();
    const told: string[] = [];
    const picture = receiptLike(printer.widthDots, 1);
    const outcome = await printer.print(picture, {
      sending: () => void told.push(`sending, ${takePaper().length} slips`),
      sent: () => void told.push('sent'),
    });
    expect(outcome.state).toBe('confirmed');
    expect(told).toEqual(['sending, 0 slips', 'sent']);
    expect(takePaper().map(printOn)).toEqual([printOn(picture)]);
  });

  test.each([
    ['all black', (_at: number, _last: number) => 0xff],
    ['one dot in the last corner', (at: number, last: number) => (at === last ? 1 : 0)],
  ])('a picture that is %s', async (_name, byteAt) => {
    const { printer, takePaper } = await ready();
    const bits = new Uint8Array((printer.widthDots / 8) * 300);
    const picture = { width: printer.widthDots, height: 300, bits: bits.map((_, at) => byteAt(at, bits.length - 1)) };
    expect((await printer.print(picture, silent)).state).toBe('confirmed');
    const slip = must(takePaper()[0], 'a confirmed job came out');
    expect(printOn(slip)).toEqual(printOn(picture));
    expect(slip.height).toBeGreaterThanOrEqual(300);
  });

  test('a picture narrower than the paper begins at the left edge', async () => {
    const { printer, takePaper } = await ready();
    const picture = { width: 12, height: 2, bits: Uint8Array.of(0x80, 0x10, 0xff, 0xf0) };
    expect((await printer.print(picture, silent)).state).toBe('confirmed');
    expect(printOn(takePaper()[0])).toEqual(['8010', 'fff0']);
  });

  test('it is confirmed only when the paper has it, however slow the mechanism', async () => {
    const { printer, takePaper, setSpeed } = await ready();
    setSpeed(16_000);
    const picture = receiptLike(printer.widthDots, 2);
    const slipsWhenSent: number[] = [];
    const sent = () => void slipsWhenSent.push(takePaper().length);
    const outcome = await printer.print(picture, { sending: () => {}, sent });
    expect(outcome.state).toBe('confirmed');
    expect(slipsWhenSent).toEqual([0]);
    expect(takePaper().map(printOn)).toEqual([printOn(picture)]);
  });
}

function saysWhatIsNotOnPaper(ready: Ready): void {
  test('no paper before the job: refused, nothing announced, and nothing of it comes out later', async () => {
    const bench = await ready();
    bench.endPaperAfter(0);
    let announced = false;
    const sending = () => {
      announced = true;
    };
    const outcome = await bench.printer.print(receiptLike(bench.printer.widthDots, 3), { sending, sent: () => {} });
    expect(outcome).toEqual({ state: 'notPrinted', fault: 'paperOut' });
    expect(announced).toBe(false);
    bench.loadPaper();
    await pause(300);
    expect(bench.takePaper()).toEqual([]);
  });

  test.each([0, 40, 699])('the paper ends %i rows into the job: not known; the new roll begins clean', async (rows) => {
    const bench = await ready();
    const { printer } = bench;
    const first = receiptLike(printer.widthDots, 4);
    const sending = () => bench.endPaperAfter(rows);
    const startMs = performance.now();
    expect(await printer.print(first, { sending, sent: () => {} })).toEqual({ state: 'unknown', fault: 'paperOut' });
    expect(performance.now() - startMs).toBeLessThan(8000);
    bench.loadPaper();
    const torn = bench.takePaper().flatMap(rowsOf).filter(isPrinted);
    expect(torn).toEqual(rowsOf(first).slice(0, rows).filter(isPrinted));
    const second = receiptLike(printer.widthDots, 5);
    expect((await printer.print(second, silent)).state).toBe('confirmed');
    expect(bench.takePaper().map(printOn)).toEqual([printOn(second)]);
  });

  test('the cover is open before the job: refused; opened during it: not known', async () => {
    const bench = await ready();
    const picture = receiptLike(bench.printer.widthDots, 6);
    bench.openCover(true);
    expect(await bench.printer.print(picture, silent)).toEqual({ state: 'notPrinted', fault: 'coverOpen' });
    bench.openCover(false);
    const sending = () => bench.openCover(true);
    expect(await bench.printer.print(picture, { sending, sent: () => {} })).toEqual({
      state: 'unknown',
      fault: 'coverOpen',
    });
    expect(bench.takePaper()).toEqual([]);
  });

  test('a dip of the mains in the middle is never a printed receipt', async () => {
    const bench = await ready();
    bench.setSpeed(16_000);
    const sending = () => void setTimeout(bench.blink, 400);
    const outcome = await bench.printer.print(receiptLike(bench.printer.widthDots, 7), { sending, sent: () => {} });
    expect(outcome.state).toBe('unknown');
  });
}

function neverMixesTwoJobs(ready: Ready): void {
  test('a second job while one is printed is refused, and the first is not harmed', async () => {
    const { printer, takePaper, setSpeed } = await ready();
    setSpeed(20_000);
    const picture = receiptLike(printer.widthDots, 8);
    const first = printer.print(picture, silent);
    expect(await printer.print(receiptLike(printer.widthDots, 9), silent)).toEqual({
      state: 'notPrinted',
      fault: 'printerBusy',
    });
    expect((await first).state).toBe('confirmed');
    expect(takePaper().map(printOn)).toEqual([printOn(picture)]);
  });

  test('a caller that cannot write down the job stops it before its first row', async () => {
    const { printer, takePaper } = await ready();
    const sending = () => Promise.reject(new Error('disk full'));
    await expect(printer.print(receiptLike(printer.widthDots, 10), { sending, sent: () => {} })).rejects.toThrow(
      'disk full',
    );
    const next = receiptLike(printer.widthDots, 11);
    expect((await printer.print(next, silent)).state).toBe('confirmed');
    expect(takePaper().map(printOn)).toEqual([printOn(next)]);
  });
}

function comesBack(ready: Ready): void {
  test('pulled out in the middle of a job: not known; plugged in again it is back in time and prints only the new', async () => {
    const bench = await ready();
    const { printer } = bench;
    bench.setSpeed(16_000);
    const sending = () => void setTimeout(bench.unplug, 400);
    const outcome = await printer.print(receiptLike(printer.widthDots, 12), { sending, sent: () => {} });
    expect(outcome).toEqual({ state: 'unknown', fault: 'printerAway' });
    expect(await printer.print(receiptLike(printer.widthDots, 13), silent)).toEqual({
      state: 'notPrinted',
      fault: 'printerAway',
    });
    await until(() => printer.status.device === 'powerOff');
    bench.setSpeed(undefined);
    await bench.replug();
    const backMs = await until(() => printer.status.device === 'online');
    expect(backMs).toBeLessThan(recoveryMs);
    const next = receiptLike(printer.widthDots, 14);
    expect((await printer.print(next, silent)).state).toBe('confirmed');
    const [rest, slip, ...more] = bench.takePaper().map(printOn);
    expect(rest?.length).toBeLessThan(printOn(next).length);
    expect(slip).toEqual(printOn(next));
    expect(more).toEqual([]);
  });
}

/** @returns how long it took. @throws Error after 10 s */
async function until(isTrue: () => boolean): Promise<number> {
  const startMs = performance.now();
  while (!isTrue()) {
    if (performance.now() - startMs > 10_000) throw new Error(`still not: ${isTrue}`);
    await pause(20);
  }
  return performance.now() - startMs;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lines of short marks, a square block in the middle as of a QR code, blank spaces; the same for the same seed. */
export function receiptLike(width: number, seed: number): Bitmap {
  const stride = width / 8;
  const height = 700;
  const bits = new Uint8Array(stride * height);
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const fill = (rows: [number, number], bytes: [number, number]) => {
    for (let row = rows[0]; row < rows[1]; row++) {
      for (let at = bytes[0]; at < bytes[1]; at++) bits[row * stride + at] = random(256) | 1;
    }
  };
  fill([0, 24], [0, stride]);
  for (let line = 60; line < 400; line += 34) fill([line, line + 24], [2, 4 + random(stride - 4)]);
  fill([430, 630], [(stride - 25) >> 1, (stride + 25) >> 1]);
  fill([690, 700], [0, stride]);
  return { width, height, bits };
}

/** Each row in hexadecimal, up to its last black byte: paper has a margin. */
function rowsOf({ width, height, bits }: Bitmap): string[] {
  const stride = Math.ceil(width / 8);
  const row = (at: number) => Buffer.from(bits.subarray(at * stride, (at + 1) * stride)).toString('hex');
  return Array.from({ length: height }, (_, at) => row(at).replace(/(00)+$/, ''));
}

/** The rows from the first to the last with a black dot. */
function printOn(picture: Bitmap | undefined): string[] {
  const rows = rowsOf(must(picture, 'there is a slip to look at'));
  return rows.slice(rows.findIndex(isPrinted), rows.findLastIndex(isPrinted) + 1);
}

function isPrinted(row: string): boolean {
  return row !== '';
}
