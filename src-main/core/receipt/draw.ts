/** The receipt as a picture: what the printer gets and what the preview shows are the same dots. */
import type { Bitmap } from '../../../hardware/receipt-printer/receipt-printer.ts';
import { debianFallbackFonts, openFonts } from './fonts.ts';
import { layOut } from './layout.ts';
import { drawMarks } from './raster.ts';
import { type ReceiptContent, receiptBlocks, substitutionNote } from './receipt.ts';
import { openType, type Typeset } from './type.ts';

export type { ReceiptContent } from './receipt.ts';

export interface ReceiptPaper {
  /** 576 for 80 mm, 384 for 58 mm, at 203 dpi. */
  readonly widthDots: number;
  /** Otherwise the fonts of this machine. */
  readonly typeset?: Typeset;
}

export interface DrawnReceipt {
  readonly bitmap: Bitmap;
  /** Characters that no font of this machine has: a box with the code point stands for each. */
  readonly substituted: readonly string[];
}

let fontsOfThisMachine: Typeset | undefined;

/**
 * Draws a receipt. The first call loads the fonts unless warmUp has done so.
 * Throws a RangeError when the text of the QR code is too long for the paper.
 */
export function drawReceipt(content: ReceiptContent, { widthDots, typeset }: ReceiptPaper): DrawnReceipt {
  const type = typeset ?? machineType();
  const paper = { widthDots, marginDots: widthDots >= 512 ? 24 : 12 };
  const blocks = receiptBlocks(content);
  const first = layOut(blocks, paper, type);
  const layout =
    first.substituted.length === 0 ? first : layOut([...blocks, ...substitutionNote(content.language)], paper, type);
  return { bitmap: drawMarks(layout, widthDots), substituted: layout.substituted };
}

const sample: ReceiptContent = {
  language: 'zh-CN',
  hall: { zh: '政务服务大厅' },
  kiosk: 'ZX01',
  localNumber: 'ZX01-260101-0001-0',
  itemName: { zh: '事项' },
  department: { zh: '部门' },
  keptAt: '2026-01-01T00:00',
  clockTrusted: false,
  delivery: 'queued',
  bring: [{ name: { zh: '材料' }, originals: 1, copies: 1, required: true }],
  place: { zh: '窗口' },
  phones: { hall: '12345', hotline: '12345' },
  copy: 1,
  qrText: 'ZX01-260101-0001-0',
};

/** Loads the library and the fonts and draws a sample, so that the first receipt is nearly as quick as the others. */
export function warmUp(): void {
  drawReceipt(sample, { widthDots: 576 });
}

function machineType(): Typeset {
  fontsOfThisMachine ??= openType(openFonts(debianFallbackFonts));
  return fontsOfThisMachine;
}
