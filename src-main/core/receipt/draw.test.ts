import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import type { Bitmap } from '../../../hardware/receipt-printer/receipt-printer.ts';
import { must } from '../../contract/result.ts';
import { drawReceipt, type ReceiptContent, warmUp } from './draw.ts';
import { debianFallbackFonts, openFonts } from './fonts.ts';
import { layOut } from './layout.ts';
import { drawMarks } from './raster.ts';
import { openType, type Typeset } from './type.ts';

const paper80 = 576;
const paper58 = 384;
const bothPapers = [paper80, paper58];
/** The margins of the layout, less the dot by which the outline of a glyph may lean out of its cell. */
const white = { [paper80]: 22, [paper58]: 10 };

const onlyNoto = openType(openFonts([]));
const withHanazono = openType(openFonts(debianFallbackFonts.filter(({ path }) => path.includes('hanazono'))));

const content: ReceiptContent = {
  language: 'zh-CN',
  hall: { zh: '测试县政务服务中心', en: 'Test County Government Service Hall' },
  kiosk: 'ZX01',
  localNumber: 'ZX01-261122-0007-K',
  itemName: { zh: '企业投资项目备案', en: 'Record of an enterprise investment project' },
  department: { zh: '发展和改革局', en: 'Development and Reform Bureau' },
  keptAt: '2026-11-22T23:14:05+08:00',
  clockTrusted: true,
  applicant: { maskedName: '测**', maskedNumber: '1****************1', trust: 'card' },
  delivery: 'queued',
  reviewedFrom: '2026-11-23T09:00',
  promisedLimit: { days: 1, unit: 'workingDays' },
  bring: [
    { name: { zh: '营业执照', en: 'Business licence' }, originals: 1, copies: 1, required: true },
    { name: { zh: '项目用地或者租赁场所的证明文件' }, originals: 0, copies: 2, required: true },
    { name: { zh: '授权委托书', en: 'Power of attorney' }, originals: 1, copies: 0, required: false },
  ],
  place: { zh: '测试县城关镇测试大道 1 号二楼综合窗口 B12' },
  phones: { hall: '0719-0000000', hotline: '12345' },
  recordsUntil: '2027-11-22',
  copy: 0,
  qrText: 'https://platform.example/r/ZX01-261122-0007-K',
};

interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function isBlack({ width, bits }: Bitmap, x: number, y: number): boolean {
  return (((bits[y * Math.ceil(width / 8) + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
}

function blackDots(bitmap: Bitmap, region: Region): number {
  let dots = 0;
  for (let y = region.y; y < region.y + region.height; y += 1) {
    for (let x = region.x; x < region.x + region.width; x += 1) dots += isBlack(bitmap, x, y) ? 1 : 0;
  }
  return dots;
}

function blackInMargins(bitmap: Bitmap): number {
  const width = bitmap.width === paper80 ? white[paper80] : white[paper58];
  const left = { x: 0, y: 0, width, height: bitmap.height };
  return blackDots(bitmap, left) + blackDots(bitmap, { ...left, x: bitmap.width - width });
}

function readQr(bitmap: Bitmap) {
  const pixels = new Uint8ClampedArray(bitmap.width * bitmap.height * 4).fill(255);
  for (let y = 0; y < bitmap.height; y += 1) {
    for (let x = 0; x < bitmap.width; x += 1) {
      if (isBlack(bitmap, x, y)) pixels.fill(0, (y * bitmap.width + x) * 4, (y * bitmap.width + x) * 4 + 3);
    }
  }
  return jsqr.default(pixels, bitmap.width, bitmap.height);
}

/** One line of text alone, large enough to compare its dots. */
function line(text: string, typeset: Typeset) {
  const paragraph = { text, style: { size: 48, weight: 'regular' } } as const;
  const layout = layOut([{ kind: 'text', paragraph }], { widthDots: paper80, marginDots: 24 }, typeset);
  return { ...layout, bitmap: drawMarks(layout, paper80) };
}

describe.each(bothPapers)('a receipt on paper of %i dots', (widthDots) => {
  test.each(['zh-CN', 'en'] as const)('in %s carries a QR code that an independent decoder reads', (language) => {
    const { bitmap } = drawReceipt({ ...content, language }, { widthDots });
    expect(bitmap.width).toBe(widthDots);
    expect(readQr(bitmap)?.data).toBe(content.qrText);
  });

  test('leaves four modules of white on every side of the QR code', () => {
    const { bitmap } = drawReceipt(content, { widthDots });
    const { version, location } = must(readQr(bitmap), 'the QR code is on the receipt');
    const across = 17 + 4 * version;
    const module = Math.round((location.topRightCorner.x - location.topLeftCorner.x) / across);
    const [x, y] = [Math.round(location.topLeftCorner.x), Math.round(location.topLeftCorner.y)];
    const symbol = { x, y, width: across * module, height: across * module };
    const quiet = 4 * module;
    const around = { x: x - quiet, y: y - quiet, width: symbol.width + 2 * quiet, height: symbol.height + 2 * quiet };
    expect(around.x).toBeGreaterThanOrEqual(0);
    expect(blackDots(bitmap, symbol)).toBeGreaterThan(0);
    expect(blackDots(bitmap, around)).toBe(blackDots(bitmap, symbol));
  });

  test('keeps its margins white, with a long list, long names and a number without a place to break', () => {
    const long = {
      ...content,
      copy: 12,
      localNumber: 'ABCD1234-261122-000007-K',
      caseNumber: '1142032401142032401142032401142032401142032',
      itemName: { zh: '建设项目环境影响评价文件（报告书、报告表）审批及其变更、延期、注销'.repeat(3) },
      place: { zh: '测试大道一号'.repeat(20) },
      bring: Array.from({ length: 30 }, (_, index) => ({
        name: { zh: `第 ${index + 1} 项：${'名称很长的材料'.repeat(index % 5)}` },
        originals: index,
        copies: 30 - index,
        required: index % 2 === 0,
      })),
    };
    const { bitmap, substituted } = drawReceipt(long, { widthDots });
    expect(substituted).toEqual([]);
    expect(blackInMargins(bitmap)).toBe(0);
    expect(readQr(bitmap)?.data).toBe(content.qrText);
  });

  test('is marked at its top as a copy when it is one, and only then; all that follows is the same', () => {
    const original = drawReceipt(content, { widthDots }).bitmap;
    const copy = drawReceipt({ ...content, copy: 1 }, { widthDots }).bitmap;
    const second = drawReceipt({ ...content, copy: 2 }, { widthDots }).bitmap;
    const added = copy.height - original.height;
    expect(added).toBeGreaterThan(80);
    expect(blackDots(copy, { x: 0, y: 0, width: widthDots, height: added })).toBeGreaterThan(2000);
    expect(Buffer.from(copy.bits.subarray(added * (widthDots / 8))).equals(original.bits)).toBe(true);
    expect(Buffer.from(second.bits).equals(copy.bits)).toBe(false);
  });

  test('never fails and keeps its margins white, whatever a name is made of', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(name, name, (zh, masked) => {
        const applicant = { maskedName: masked, maskedNumber: masked, trust: 'typed' } as const;
        const { bitmap } = drawReceipt({ ...content, itemName: { zh }, applicant }, { widthDots });
        expect(blackInMargins(bitmap)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the length of the paper', () => {
  test('of a common receipt is 150 mm at most', () => {
    expect(drawReceipt(content, { widthDots: paper80 }).bitmap.height).toBeLessThanOrEqual(150 * 8);
  });

  test('grows by a line for a typed number, an unchecked clock and a case number', () => {
    const { height } = drawReceipt(content, { widthDots: paper80 }).bitmap;
    const heightWith = (more: Partial<ReceiptContent>) =>
      drawReceipt({ ...content, ...more }, { widthDots: paper80 }).bitmap.height - height;
    const typed = { maskedName: '测**', maskedNumber: '1****************1', trust: 'typed' } as const;
    expect(heightWith({ applicant: typed })).toBeGreaterThanOrEqual(24);
    expect(heightWith({ clockTrusted: false })).toBeGreaterThanOrEqual(24);
    expect(heightWith({ caseNumber: '11420324MB0000000' })).toBeGreaterThanOrEqual(24);
  });
});

test('English for the citizen has the Chinese for the staff beside it', () => {
  const english = { ...content, language: 'en' } as const;
  const without = { ...english, itemName: { zh: '企业投资项目备案' } };
  const both = drawReceipt(english, { widthDots: paper80 }).bitmap;
  expect(both.height).toBeGreaterThan(drawReceipt(without, { widthDots: paper80 }).bitmap.height);
});

test('the queue, the platform and a refusal are told apart on paper', () => {
  const drawn = (['queued', 'acknowledged', 'parked'] as const).map((delivery) =>
    Buffer.from(drawReceipt({ ...content, delivery }, { widthDots: paper80 }).bitmap.bits).toString('base64'),
  );
  expect(new Set(drawn).size).toBe(3);
});

describe('a character that is rare', () => {
  const rare = {
    ...content,
    applicant: { maskedName: '𠮷**', maskedNumber: '1****************1', trust: 'card' },
  } as const;

  test('is drawn as it is where a font has it', () => {
    const { bitmap, substituted } = drawReceipt(rare, { widthDots: paper80, typeset: withHanazono });
    const common = drawReceipt(content, { widthDots: paper80, typeset: withHanazono }).bitmap;
    expect(substituted).toEqual([]);
    expect(bitmap.height).toBe(common.height);
    expect(Buffer.from(bitmap.bits).equals(common.bits)).toBe(false);
  });

  test('is a box with its code point where no font has it, and a note says so at the end', () => {
    const { bitmap, substituted } = drawReceipt(rare, { widthDots: paper80, typeset: onlyNoto });
    const common = drawReceipt(content, { widthDots: paper80, typeset: onlyNoto }).bitmap;
    const note = { x: 0, y: common.height, width: paper80, height: bitmap.height - common.height };
    expect(substituted).toEqual(['𠮷']);
    expect(note.height).toBeGreaterThan(24);
    expect(blackDots(bitmap, note)).toBeGreaterThan(1000);
  });

  test('is one character, not the two halves of its code', () => {
    const drawn = line('𠮷', withHanazono);
    expect(drawn.marks).toHaveLength(1);
    expect(drawn.substituted).toEqual([]);
    expect(blackDots(drawn.bitmap, { x: 24, y: 0, width: 48, height: drawn.height })).toBeGreaterThan(200);
    expect(blackDots(drawn.bitmap, { x: 72, y: 0, width: 480, height: drawn.height })).toBe(0);
  });

  test('looks like itself and not like its substitute, nor like a character it resembles', () => {
    const [own, substitute, similar] = [line('𠮷', withHanazono), line('𠮷', onlyNoto), line('吉', withHanazono)];
    expect(Buffer.from(own.bitmap.bits).equals(substitute.bitmap.bits)).toBe(false);
    expect(Buffer.from(own.bitmap.bits).equals(similar.bitmap.bits)).toBe(false);
  });

  test('㙍 is in Noto Sans SC', () => {
    expect(line('㙍', onlyNoto).substituted).toEqual([]);
  });

  test('substitutes differ as their codes do', () => {
    const [one, other] = [line('𠮷', onlyNoto), line('𠮸', onlyNoto)];
    expect(Buffer.from(one.bitmap.bits).equals(other.bitmap.bits)).toBe(false);
  });

  test.each([
    ['of private use, although HanaMinA has a picture there', '\u{f137}'],
    ['half of a surrogate pair', '\u{d842}'],
    ['not a character', '\u{10ffff}'],
    ['of control', '\u0007'],
    ['of a script that is not there', 'ჱ'],
  ])('%s is substituted', (_, character) => {
    expect(line(`前${character}后`, withHanazono).substituted).toEqual([character]);
  });

  test('joiners, variation selectors and direction marks leave no trace', () => {
    const marked = line('\u202e测\u{e0100}试\u200d', withHanazono);
    expect(marked.substituted).toEqual([]);
    expect(Buffer.from(marked.bitmap.bits).equals(line('测试', withHanazono).bitmap.bits)).toBe(true);
  });
});

describe('the strokes of dense characters at 24 dots', () => {
  function drawn(weight: 'regular' | 'bold') {
    const paragraph = { text: '警赢藏鄂', style: { size: 24, weight } } as const;
    const layout = layOut([{ kind: 'text', paragraph }], { widthDots: paper58, marginDots: 12 }, onlyNoto);
    const bitmap = drawMarks(layout, paper58);
    const black = Array.from({ length: 96 * layout.height }, (_, at) => ({
      x: 12 + (at % 96),
      y: Math.floor(at / 96),
    }));
    return { bitmap, black: black.filter(({ x, y }) => isBlack(bitmap, x, y)) };
  }

  test('are mostly two dots thick, which a thermal head does not break', () => {
    const { bitmap, black } = drawn('regular');
    const thin = black.filter(({ x, y }) => {
      const alone = (dx: number, dy: number) => !isBlack(bitmap, x - dx, y - dy) && !isBlack(bitmap, x + dx, y + dy);
      return alone(1, 0) || alone(0, 1);
    });
    expect(thin.length / black.length).toBeLessThan(0.25);
  });

  test('do not run together in bold: next to no square of 5 dots is black all over', () => {
    const { bitmap, black } = drawn('bold');
    const blots = black.filter(({ x, y }) => blackDots(bitmap, { x, y, width: 5, height: 5 }) === 25);
    expect(blots.length).toBeLessThan(60);
  });
});

test('a QR text that no paper has room for is refused, not drawn illegibly', () => {
  expect(() => drawReceipt({ ...content, qrText: 'x'.repeat(1500) }, { widthDots: paper58 })).toThrow(RangeError);
});

test('warming up draws without a receipt', () => {
  expect(warmUp).not.toThrow();
});
