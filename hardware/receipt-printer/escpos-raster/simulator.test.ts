import { loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { must } from '../../../src-main/contract/result.ts';
import { memoryPair } from '../../transport/memory.ts';
import type { Bitmap } from '../receipt-printer.ts';
import { headToBladeDots } from './roll.ts';
import { type EscposSimulatorOptions, escposSimulator } from './simulator.ts';

/** A printer, and somebody who types bytes at it in hexadecimal and reads what it says. */
function bench(options: EscposSimulatorOptions = {}) {
  const simulator = escposSimulator({ widthDots: 384, unitsPerInch: 203, ...options });
  let heard: number[] = [];
  const plugIn = () => {
    const [near, far] = memoryPair();
    simulator.attach(far);
    near.onData((chunk) => heard.push(...chunk));
    return near;
  };
  let line = plugIn();
  return {
    simulator,
    /** Sends, waits until all went through, and gives what was answered meanwhile. */
    say: async (hex: string) => {
      await line.write(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')), 1000);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const said = Buffer.from(heard).toString('hex');
      heard = [];
      return said;
    },
    plugInAnew: async () => {
      await line.close();
      line = plugIn();
    },
  };
}

/** Three black rows, eight dots wide. */
const threeRows = '1d 76 30 00 01 00 03 00 ff ff ff';
const cut = '1d 56 41 00';

function blackRows({ width, height, bits }: Bitmap): number[] {
  const stride = width / 8;
  return Array.from({ length: height }, (_, row) => row).filter((row) => bits[row * stride] !== 0);
}

describe('paper', () => {
  test('a slip begins with the paper that lay between head and blade, and ends where it was fed to', async () => {
    const { simulator, say } = bench();
    await say(`${threeRows} 1b 4a 0a ${cut} ${threeRows} 1d 56 42 08`);
    const [first, second] = simulator.slips();
    expect(first?.cut).toBe('full');
    expect(first?.picture.height).toBe(headToBladeDots + 13);
    expect(first && blackRows(first.picture)).toEqual([96, 97, 98]);
    expect(second?.cut).toBe('partial');
    expect(second?.picture.height).toBe(headToBladeDots + 3 + 8);
  });

  test('a cut without a feed leaves the end of the print for the next slip', async () => {
    const { simulator, say } = bench();
    await say(`${threeRows} 1d 56 00`);
    expect(must(simulator.slips()[0], 'the slip').picture.height).toBe(3);
    await say(cut);
    expect(blackRows(must(simulator.slips()[1], 'the next slip').picture)).toEqual([93, 94, 95]);
  });

  test('where ESC J counts half dots, so does the paper, unless GS P says otherwise', async () => {
    const { simulator, say } = bench({ unitsPerInch: 406 });
    await say(`1b 4a 64 ${cut} 1d 50 cb cb 1b 4a 64 ${cut} 1b 40 1b 4a 64 ${cut}`);
    expect(simulator.takePaper().map(({ picture }) => picture.height - headToBladeDots)).toEqual([50, 100, 50]);
    expect(simulator.slips()).toEqual([]);
  });

  test('ESC a moves a picture, and what is wider than the paper is not printed', async () => {
    const { simulator, say } = bench();
    await say(`1b 61 01 1d 76 30 00 02 00 01 00 ff 01 1b 61 02 1d 76 30 00 01 00 01 00 81 ${cut}`);
    await say(`1b 40 1d 76 30 00 32 00 01 00 ${'aa'.repeat(50)} ${cut}`);
    const [moved, wide] = simulator.slips().map(({ picture }) => Buffer.from(picture.bits.subarray(96 * 48)));
    expect(moved?.subarray(0, 48).toString('hex')).toBe(`${'00'.repeat(23)}ff01${'00'.repeat(23)}`);
    expect(moved?.subarray(48, 96).toString('hex')).toBe(`${'00'.repeat(47)}81`);
    expect(wide?.toString('hex')).toBe('aa'.repeat(48));
  });

  test('text comes out as black boxes: rubbish on a receipt is seen', async () => {
    const { simulator, say } = bench();
    await say(`41 42 0a ${cut}`);
    expect(blackRows(must(simulator.slips()[0], 'the slip').picture)).toHaveLength(24);
  });

  test('the picture of a slip is a PNG that others can read', async () => {
    const { simulator, say } = bench();
    await say(`${threeRows} ${cut}`);
    const image = await loadImage(Buffer.from(must(simulator.slips()[0], 'the slip').png()));
    expect([image.width, image.height]).toEqual([384, headToBladeDots + 3]);
  });

  test('at its end the printer stops and waits with what it holds; a new roll tears off what hung out', async () => {
    const { simulator, say } = bench();
    simulator.endPaperAfter(2);
    expect(await say(`${threeRows} ${cut} 1d 72 01 10 04 04`)).toBe('7e');
    expect(simulator.slips()).toEqual([]);
    simulator.loadPaper();
    expect(simulator.slips().map((slip) => [slip.cut, blackRows(slip.picture).length])).toEqual([
      ['torn', 2],
      ['full', 1],
    ]);
    // GS r waited as well, and is answered in its turn.
    expect(await say('10 04 04')).toBe('0012');
  });
});

describe('answers', () => {
  test('the status bytes of the tables', async () => {
    const { simulator, say } = bench();
    const all = '10 04 01 10 04 02 10 04 03 10 04 04';
    expect(await say(all)).toBe('12121212');
    simulator.set({ coverOpen: true });
    expect(await say(all)).toBe('1a161212');
    simulator.set({ coverOpen: false, headHot: true });
    expect(await say(all)).toBe('1a525212');
    simulator.set({ headHot: false, broken: true });
    expect(await say(all)).toBe('1a523212');
    simulator.set({ broken: false, paperJammed: true });
    expect(await say(all)).toBe('1a521612');
    simulator.set({ paperJammed: false });
    simulator.endPaperAfter(100);
    expect(await say(`${all} 1d 72 01`)).toBe('1212121e03');
    simulator.endPaperAfter(0);
    expect(await say(all)).toBe('1a32127e');
  });

  test('without fixed bits, and silent', async () => {
    const { simulator, say } = bench({ fixedBits: false });
    simulator.endPaperAfter(0);
    expect(await say('10 04 01 10 04 04')).toBe('086c');
    simulator.setSilent(true);
    expect(await say('10 04 01')).toBe('');
  });

  test('automatic status: at once when asked for, then with each change', async () => {
    const { simulator, say } = bench();
    expect(await say('1d 61 ff')).toBe('10000000');
    simulator.set({ coverOpen: true });
    expect(await say('')).toBe('38000000');
    simulator.set({ coverOpen: false });
    expect(await say('1d 61 00')).toBe('10000000');
    simulator.set({ coverOpen: true });
    expect(await say('')).toBe('');
  });

  test('GS ( H only when all before it is on paper; a clone does not know it', async () => {
    const ask = '1d 28 48 06 00 30 30 30 30 30 31';
    const { simulator, say } = bench();
    simulator.set({ coverOpen: true });
    expect(await say(`${threeRows} ${ask}`)).toBe('');
    simulator.set({ coverOpen: false });
    expect(await say('')).toBe('37223030303100');
    const clone = bench({ printCompleteId: false });
    expect(await clone.say(ask)).toBe('');
    expect(clone.simulator.unknownCommands()).toEqual(['1d2848']);
  });
});

describe('what waits in it', () => {
  test('DLE DC4 8 throws it away, with the cover open too', async () => {
    const { simulator, say } = bench();
    simulator.set({ coverOpen: true });
    expect(await say(`${threeRows} ${cut} 10 14 08 01 03 14 01 06 02 08`)).toBe('372500');
    simulator.set({ coverOpen: false });
    expect(simulator.slips()).toEqual([]);
  });

  test('it outlives a connection, in the middle of a command too', async () => {
    const { simulator, say, plugInAnew } = bench();
    await say(threeRows.slice(0, -2));
    await plugInAnew();
    expect(await say('10 04 01')).toBe('');
    await say(cut);
    const { picture } = must(simulator.slips()[0], 'the slip');
    expect(blackRows(picture).map((row) => picture.bits[row * 48])).toEqual([0xff, 0xff, 0x10]);
  });

  test('it does not outlive a power cut', async () => {
    const { simulator, say } = bench();
    await say(threeRows.slice(0, -2));
    simulator.setPower(false);
    expect(await say('10 04 01')).toBe('');
    simulator.setPower(true);
    expect(await say(`10 04 01 ${cut}`)).toBe('12');
    expect(blackRows(must(simulator.slips()[0], 'the slip').picture)).toHaveLength(2);
  });

  test('a jammed blade stops everything until it is free and the printer was told to recover', async () => {
    const { simulator, say } = bench();
    simulator.set({ cutterJammed: true });
    expect(await say(`${cut} 10 04 03`)).toBe('1a');
    simulator.set({ cutterJammed: false });
    expect(await say('10 04 03')).toBe('1a');
    expect(await say('10 05 01 10 04 03')).toBe('12');
    expect(simulator.slips()).toHaveLength(1);
  });

  test('what does not fit is lost', async () => {
    const { simulator, say } = bench({ receiveBufferBytes: 30 });
    simulator.set({ coverOpen: true });
    await say('1b 4a 01'.repeat(20));
    simulator.set({ coverOpen: false });
    await say(cut);
    expect(must(simulator.slips()[0], 'the slip').picture.height).toBe(headToBladeDots + 10);
  });

  test('the bytes that it got are kept as they came', async () => {
    const { simulator, say } = bench();
    await say('1b 40');
    await say(cut);
    expect(Buffer.from(simulator.bytes()).toString('hex')).toBe('1b401d564100');
  });
});
