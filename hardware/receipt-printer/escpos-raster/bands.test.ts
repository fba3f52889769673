import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../src-main/contract/frames.ts';
import type { Bitmap } from '../receipt-printer.ts';
import { bandBytesMax, bandCommands, bandsOf } from './bands.ts';
import { interpreter } from './interpreter.ts';

const bytesOf = (picture: Bitmap) => joinBytes(bandsOf(picture).flatMap(bandCommands));

/** What a printer makes of the bytes, ESC J counting in dots. */
function drawn(commands: Uint8Array, { width, height }: Bitmap): Bitmap {
  const stride = Math.ceil(width / 8);
  const bits = new Uint8Array(stride * height);
  let row = 0;
  const read = interpreter(
    {
      operation: (one) => {
        if (one.kind === 'row') bits.set(one.bits, row * stride);
        row += one.kind === 'row' ? 1 : one.kind === 'feed' ? one.units : Number.NaN;
      },
      realTime: (one) => expect(one).toBe('no real-time command between bands'),
      unknown: (one) => expect(one).toBe('no other command'),
    },
    { realTimeInData: false },
  );
  for (const byte of commands) read(byte);
  expect(row).toBe(height);
  return { width, height, bits };
}

/** Pictures with blank rows, blank left and right parts and every width. */
const runs = fc.record({
  left: fc.nat({ max: 71 }),
  right: fc.nat({ max: 72 }),
  byte: fc.nat({ max: 255 }),
  times: fc.integer({ min: 1, max: 270 }),
});
const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 576 }), rows: fc.array(runs, { maxLength: 12 }) })
  .map(({ width, rows }): Bitmap => {
    const stride = Math.ceil(width / 8);
    const lines = rows.flatMap(({ left, right, byte, times }) =>
      Array.from({ length: times }, () => new Uint8Array(stride).fill(byte, left, Math.min(right, stride))),
    );
    return { width, height: lines.length, bits: joinBytes(lines) };
  });

describe('bands', () => {
  test('drawing them gives the same picture, dot for dot', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(Buffer.compare(drawn(bytesOf(picture), picture).bits, picture.bits)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('no row that is sent is blank, no band ends in a blank column, none is too big for a small buffer', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        for (const band of bandsOf(picture)) {
          if (band.kind === 'blank') continue;
          const rows = Array.from({ length: band.rows }, (_, at) =>
            band.bits.subarray(at * band.widthBytes, (at + 1) * band.widthBytes),
          );
          expect(rows.every((row) => row.some((byte) => byte !== 0))).toBe(true);
          expect(rows.some((row) => row.at(-1) !== 0)).toBe(true);
          expect(band.bits.length).toBeLessThanOrEqual(bandBytesMax);
          expect(band.rows).toBeLessThanOrEqual(128);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a white picture is nothing but paper', () => {
    const white = { width: 576, height: 600, bits: new Uint8Array(72 * 600) };
    expect(Buffer.from(bytesOf(white)).toString('hex')).toBe('1b4aff1b4aff1b4a5a');
  });

  test('150 mm of text and a QR code are less than half of the full raster', () => {
    const stride = 72;
    const bits = new Uint8Array(stride * 1200);
    const fill = (from: number, to: number, [left, right]: [number, number]) => {
      for (let row = from; row < to; row++) bits.fill(0x55, row * stride + left, row * stride + right);
    };
    // 24 lines of 24 dots in 36, half as wide as the paper on average, then a QR code of 30 mm in the middle.
    for (let line = 0; line < 24; line++) fill(line * 36, line * 36 + 24, [2, 20 + ((line * 7) % 36)]);
    fill(900, 1140, [21, 51]);
    const sent = bytesOf({ width: 576, height: 1200, bits }).length;
    expect(sent).toBeLessThan((stride * 1200) / 2);
  });
});
