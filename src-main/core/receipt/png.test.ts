import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { toPng } from './png.ts';

test('a PNG of a bitmap shows each dot, and nothing of the padding at the end of a row', async () => {
  const bits = Uint8Array.of(0b10100000, 0b01011111, 0b00000001, 0b10111111);
  const image = await loadImage(Buffer.from(toPng({ width: 10, height: 2, bits })));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  const dots = Array.from({ length: width * height }, (_, index) => (data[index * 4] === 0 ? '#' : '.')).join('');
  expect([width, height]).toEqual([10, 2]);
  expect(dots).toBe(`${'#.#......#'}${'.......##.'}`);
});
