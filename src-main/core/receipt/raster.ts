/** Marks to a picture of one bit a dot. */
import type { Bitmap } from '../../../hardware/receipt-printer/receipt-printer.ts';
import { loadCanvas } from './fonts.ts';
import type { Layout, Mark } from './layout.ts';
import { fontOf } from './type.ts';

/**
 * A dot is black when the ink covers 22% of it or more: so the regular weight at 24 dots has strokes of 2 dots,
 * not now 1, now 2. The bold weight would clog at that, hence it is drawn in grey, which makes it 37%. Both
 * chosen by eye on dense characters (警, 赢, 藏) at 24 dots.
 */
const blackBelow = 200;
const inks = { regular: '#000000', bold: '#6c6c6c' };

/** @param widthDots width of the paper; the layout is made for it */
export function drawMarks(layout: Layout, widthDots: number): Bitmap {
  const height = Math.max(1, layout.height);
  const canvas = loadCanvas().createCanvas(widthDots, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, widthDots, height);
  context.lang = 'zh-Hans';
  context.lineJoin = 'round';
  for (const mark of layout.marks) drawMark(context, mark);
  return packBits(canvas.data(), widthDots, height);
}

type Context = ReturnType<ReturnType<ReturnType<typeof loadCanvas>['createCanvas']>['getContext']>;

function drawMark(context: Context, mark: Mark): void {
  if (mark.kind === 'fill') {
    context.fillStyle = inks.regular;
    context.fillRect(mark.x, mark.y, mark.width, mark.height);
    return;
  }
  const { face, style, text } = mark.piece;
  context.font = fontOf(face, style.size);
  context.fillStyle = inks[style.weight];
  context.fillText(text, mark.x, mark.baseline);
  if (face.pen > 0) {
    context.strokeStyle = inks[style.weight];
    context.lineWidth = face.pen * style.size;
    context.strokeText(text, mark.x, mark.baseline);
  }
}

/** Four bytes a pixel; the picture is grey, so that the first of them says it all. */
function packBits(pixels: Uint8Array, width: number, height: number): Bitmap {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let byte = 0; byte < rowBytes; byte += 1) {
      let eight = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        const x = byte * 8 + bit;
        const black = x < width && (pixels[(y * width + x) * 4] ?? 255) < blackBelow;
        eight = (eight << 1) | (black ? 1 : 0);
      }
      bits[y * rowBytes + byte] = eight;
    }
  }
  return { width, height, bits };
}
