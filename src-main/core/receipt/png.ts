/** A bitmap as PNG of one bit a pixel: W3C PNG, third edition. */
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../../../hardware/receipt-printer/receipt-printer.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** 203 dpi. */
const dotsPerMetre = 8000;

export function toPng({ width, height, bits }: Bitmap): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with filter 0. In PNG's greyscale 1 is white, on our paper 1 is black.
    for (let x = 0; x < rowBytes; x += 1) rows[y * (rowBytes + 1) + 1 + x] = ~(bits[y * rowBytes + x] ?? 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Bit depth 1, colour type 0 (greyscale).
  header.set([1, 0, 0, 0, 0], 8);
  const density = Buffer.alloc(9);
  density.writeUInt32BE(dotsPerMetre, 0);
  density.writeUInt32BE(dotsPerMetre, 4);
  density.writeUInt8(1, 8);
  const chunks = [chunk('IHDR', header), chunk('pHYs', density), chunk('IDAT', deflateSync(rows)), chunk('IEND')];
  return Uint8Array.from(Buffer.concat([signature, ...chunks]));
}

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
