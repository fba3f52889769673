/** The paper of a simulated printer: what was printed on it, and how it comes out of the slot. */
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../receipt-printer.ts';

/** One piece of paper that came out. `torn`: pulled off without a cut, as when a new roll is put in. */
export interface Slip {
  readonly picture: Bitmap;
  readonly cut: 'full' | 'partial' | 'torn';
  /** The picture as a PNG file. */
  png(): Uint8Array;
}

export interface Roll {
  /** Dots until the end sensor stops the printing. */
  readonly leftDots: number;
  /** Prints one row and moves the paper on by one dot. @returns false at the end of the paper, with nothing done */
  advance(bits: Uint8Array): boolean;
  cut(how: 'full' | 'partial'): void;
  /** Tears off what hangs out and puts in a roll of that length. */
  load(dots: number): void;
  /** Moves the end of the paper to so many dots from here. */
  endAfter(dots: number): void;
  slips(): readonly Slip[];
  take(): readonly Slip[];
}

/** From the print head to the blade, 12 mm: a cut without a feed leaves this much of the print on the next slip. */
export const headToBladeDots = 96;
/** Nobody takes the paper away from a simulator that runs for days. */
const slipsMax = 100;

/** @param widthDots a multiple of eight */
export function roll(widthDots: number, dots: number): Roll {
  const stride = widthDots / 8;
  const blankPaper = (rows: number) => Array.from({ length: rows }, () => new Uint8Array(stride));
  /** From the last cut to the head. */
  let strip: Uint8Array[] = blankPaper(headToBladeDots);
  let leftDots = dots;
  const out: Slip[] = [];

  const comeOut = (rows: readonly Uint8Array[], cut: Slip['cut']) => {
    const bits = new Uint8Array(rows.length * stride);
    for (const [at, row] of rows.entries()) bits.set(row.subarray(0, stride), at * stride);
    const picture = { width: widthDots, height: rows.length, bits };
    if (rows.length > 0) out.push({ picture, cut, png: () => pngOf(picture) });
    if (out.length > slipsMax) out.shift();
  };
  return {
    get leftDots() {
      return leftDots;
    },
    advance: (bits) => {
      if (leftDots === 0) return false;
      leftDots--;
      strip.push(bits);
      return true;
    },
    cut: (how) => {
      comeOut(strip.slice(0, -headToBladeDots), how);
      strip = strip.slice(-headToBladeDots);
    },
    load: (length) => {
      if (strip.some((row) => row.some((byte) => byte !== 0))) comeOut(strip, 'torn');
      strip = blankPaper(headToBladeDots);
      leftDots = length;
    },
    endAfter: (dotsFromHere) => {
      leftDots = dotsFromHere;
    },
    slips: () => [...out],
    take: () => out.splice(0),
  };
}

/** One bit a dot, greyscale (PNG specification, third edition, clauses 5 and 11): paper is white, print is black. */
function pngOf({ width, height, bits }: Bitmap): Uint8Array {
  const stride = Math.ceil(width / 8);
  const scanlines = Buffer.alloc(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    const from = bits.subarray(row * stride, (row + 1) * stride);
    scanlines.set(
      from.map((byte) => ~byte),
      row * (stride + 1) + 1,
    );
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1; // bits a sample; the rest stays 0: greyscale, deflate, no filter, not interlaced
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(scanlines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
