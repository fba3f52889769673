/** Blocks of a receipt to marks on paper: pure but for the widths that it is given. All lengths are dots. */
import { assertNever } from '../../contract/result.ts';
import { balanceLines, breakLines, type Line } from './lines.ts';
import { qrPicture } from './qr.ts';
import type { InkPiece, Piece, Style, Typeset } from './type.ts';

export interface Paragraph {
  readonly text: string;
  readonly style: Style;
}

export type Block =
  | { readonly kind: 'text'; readonly paragraph: Paragraph }
  /** Centred on even lines, in the first of these styles that needs the fewest lines. */
  | { readonly kind: 'headline'; readonly text: string; readonly styles: readonly [Style, ...Style[]] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'checklist'; readonly items: readonly CheckItem[] }
  | { readonly kind: 'rule'; readonly thickness: number }
  | { readonly kind: 'gap'; readonly height: number }
  | { readonly kind: 'box'; readonly inside: readonly Block[] }
  /** `beside` stands at its right where there is room, else under it. */
  | { readonly kind: 'qr'; readonly text: string; readonly beside: readonly Block[] };

export interface Row {
  readonly key: string;
  readonly value: readonly Paragraph[];
}

export interface CheckItem {
  readonly text: string;
  /** At the right edge of the last line, or of one more line where there is no room. */
  readonly tail: string;
}

export type Mark =
  | { readonly kind: 'text'; readonly x: number; readonly baseline: number; readonly piece: InkPiece }
  | { readonly kind: 'fill'; readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export interface Layout {
  readonly marks: readonly Mark[];
  readonly height: number;
  /** Characters that no font has, in the order of their appearance, each once. */
  readonly substituted: readonly string[];
}

export interface Paper {
  readonly widthDots: number;
  /** White at the left and at the right. */
  readonly marginDots: number;
}

export const bodyStyle: Style = { size: 24, weight: 'regular' };

const lineRatio = 1.36;
/** From the top of the em box of a Chinese character to the baseline, in ems. */
const emTop = 0.88;
const columnGap = 16;
const rowGap = 3;
const boxEdge = 3;
const boxPadding = 10;
const checkbox = { side: 18, edge: 2, indent: 32 };
/** Ten Chinese characters: with less room the text stands under the QR code. */
const leastBeside = 240;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Page {
  readonly paper: Paper;
  readonly typeset: Typeset;
  readonly marks: Mark[];
  readonly substituted: Set<string>;
}

/** Lays the blocks out from the top down. Throws a RangeError only for a QR text that is too long for the paper. */
export function layOut(blocks: readonly Block[], paper: Paper, typeset: Typeset): Layout {
  const page: Page = { paper, typeset, marks: [], substituted: new Set() };
  const width = paper.widthDots - 2 * paper.marginDots;
  const height = placeAll(page, blocks, { x: paper.marginDots, y: 0, width });
  return { marks: page.marks, height, substituted: [...page.substituted] };
}

function placeAll(page: Page, blocks: readonly Block[], area: Area): number {
  return blocks.reduce((height, block) => height + place(page, block, { ...area, y: area.y + height }), 0);
}

/** Adds the marks of the block to the page and gives its height. */
function place(page: Page, block: Block, area: Area): number {
  switch (block.kind) {
    case 'text':
      return placeParagraph(page, block.paragraph, area);
    case 'headline':
      return placeHeadline(page, block, area);
    case 'rows':
      return placeRows(page, block.rows, area);
    case 'checklist':
      return placeItems(page, block.items, area);
    case 'rule':
      page.marks.push({ kind: 'fill', ...area, height: block.thickness });
      return block.thickness;
    case 'gap':
      return block.height;
    case 'box':
      return placeBox(page, block.inside, area);
    case 'qr':
      return placeQr(page, block, area);
    default:
      return assertNever(block);
  }
}

function lineHeight(style: Style): number {
  return Math.round(style.size * lineRatio);
}

function linesOf(page: Page, { text, style }: Paragraph, width: number): Line[] {
  return breakLines(page.typeset(text, style), width, splitter(page));
}

/** A word as single letters that a line may break between. */
function splitter(page: Page): (word: Piece) => readonly Piece[] {
  return (word) =>
    word.kind !== 'word'
      ? [word]
      : [...word.text]
          .flatMap((letter) => page.typeset(letter, word.style))
          .map((piece) => (piece.kind === 'word' ? { ...piece, kind: 'wide' } : piece));
}

function textBlock(paragraph: Paragraph): Block {
  return { kind: 'text', paragraph };
}

function placeParagraph(page: Page, paragraph: Paragraph, area: Area): number {
  const lines = linesOf(page, paragraph, area.width);
  return placeLines(page, lines, { area, align: 'left', style: paragraph.style });
}

interface Setting {
  readonly area: Area;
  readonly align: 'left' | 'center' | 'right';
  readonly style: Style;
}

function placeLines(page: Page, lines: readonly Line[], { area, align, style }: Setting): number {
  const height = lineHeight(style);
  for (const [index, line] of lines.entries()) {
    const free = Math.max(0, area.width - line.width);
    const indent = align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2);
    placeLine(page, line, { x: area.x + indent, y: area.y + index * height, style });
  }
  return lines.length * height;
}

function placeLine(
  page: Page,
  line: Line,
  at: { readonly x: number; readonly y: number; readonly style: Style },
): void {
  const { size } = at.style;
  const top = at.y + Math.round((lineHeight(at.style) - size) / 2);
  let x = at.x;
  for (const piece of line.pieces) {
    if (piece.kind === 'substitute') {
      page.substituted.add(piece.text);
      placeFrame(page, { x: x + 2, y: top, width: piece.width - 4 }, { height: size, edge: 2 });
      const labelX = x + Math.floor((piece.width - piece.label.width) / 2);
      // Capitals and digits of Noto Sans SC are 0.73 em high: this centres them.
      const baseline = top + Math.round(size / 2 + piece.label.style.size * 0.365);
      page.marks.push({ kind: 'text', x: labelX, baseline, piece: piece.label });
    } else if (piece.kind !== 'space') {
      page.marks.push({ kind: 'text', x: x + piece.inset, baseline: top + Math.round(size * emTop), piece });
    }
    x += piece.width;
  }
}

function placeFrame(page: Page, { x, y, width }: Area, { height, edge }: { height: number; edge: number }): void {
  page.marks.push(
    { kind: 'fill', x, y, width, height: edge },
    { kind: 'fill', x, y: y + height - edge, width, height: edge },
    { kind: 'fill', x, y, width: edge, height },
    { kind: 'fill', x: x + width - edge, y, width: edge, height },
  );
}

function placeHeadline(page: Page, block: Extract<Block, { kind: 'headline' }>, area: Area): number {
  const settings = block.styles.map((style) => ({ style, pieces: page.typeset(block.text, style) }));
  const fewest = settings
    .map((setting) => ({ ...setting, count: breakLines(setting.pieces, area.width, splitter(page)).length }))
    .reduce((best, setting) => (setting.count < best.count ? setting : best));
  const lines = balanceLines(fewest.pieces, area.width, splitter(page));
  return placeLines(page, lines, { area, align: 'center', style: fewest.style });
}

/** Two columns; where the keys would take more than a third of the width, each key above its value. */
function placeRows(page: Page, rows: readonly Row[], area: Area): number {
  const keyWidths = rows.map(({ key }) => page.typeset(key, bodyStyle).reduce((sum, piece) => sum + piece.width, 0));
  const keyWidth = Math.max(0, ...keyWidths);
  const stacked = keyWidth > area.width / 3;
  const indent = stacked ? 0 : keyWidth + columnGap;
  let y = area.y;
  for (const row of rows) {
    const keyHeight = placeParagraph(page, { text: row.key, style: bodyStyle }, { ...area, y });
    const valueArea = { x: area.x + indent, y: stacked ? y + keyHeight : y, width: area.width - indent };
    const valueHeight = placeAll(page, row.value.map(textBlock), valueArea);
    y += (stacked ? keyHeight + valueHeight : Math.max(keyHeight, valueHeight)) + rowGap;
  }
  return y - area.y;
}

function placeItems(page: Page, items: readonly CheckItem[], area: Area): number {
  return items.reduce((height, item) => height + placeItem(page, item, { ...area, y: area.y + height }) + rowGap, 0);
}

function placeItem(page: Page, item: CheckItem, area: Area): number {
  const style = bodyStyle;
  const textArea = { x: area.x + checkbox.indent, y: area.y, width: area.width - checkbox.indent };
  const boxTop = area.y + Math.round((lineHeight(style) - checkbox.side) / 2);
  placeFrame(page, { x: area.x, y: boxTop, width: checkbox.side }, { height: checkbox.side, edge: checkbox.edge });
  const lines = linesOf(page, { text: item.text, style }, textArea.width);
  const height = placeLines(page, lines, { area: textArea, align: 'left', style });
  const tail = linesOf(page, { text: item.tail, style }, textArea.width);
  const joins = tail.length === 1 && (lines.at(-1)?.width ?? 0) + columnGap + (tail[0]?.width ?? 0) <= textArea.width;
  const tailTop = area.y + height - (joins ? lineHeight(style) : 0);
  const tailHeight = placeLines(page, tail, { area: { ...textArea, y: tailTop }, align: 'right', style });
  return Math.max(height, tailTop - area.y + tailHeight);
}

function placeBox(page: Page, inside: readonly Block[], area: Area): number {
  const inset = boxEdge + boxPadding;
  const content = { x: area.x + inset, y: area.y + inset, width: area.width - 2 * inset };
  const height = placeAll(page, inside, content) + 2 * inset;
  placeFrame(page, area, { height, edge: boxEdge });
  return height;
}

function placeQr(page: Page, block: Extract<Block, { kind: 'qr' }>, area: Area): number {
  const { widthDots } = page.paper;
  const qr = qrPicture(block.text, widthDots);
  // The margin of the paper serves as quiet zone, so that the symbol stands flush with the text.
  const textX = Math.max(0, area.x - qr.quietDots) + qr.side;
  const besideWidth = area.x + area.width - textX;
  const wide = besideWidth >= leastBeside;
  const left = wide ? textX - qr.side : Math.floor((widthDots - qr.side) / 2);
  const beside: Page = { ...page, marks: [] };
  const besideArea = wide ? { x: textX, y: 0, width: besideWidth } : { ...area, y: 0 };
  const besideHeight = placeAll(beside, block.beside, besideArea);
  const height = wide ? Math.max(qr.side, besideHeight) : qr.side + besideHeight;
  const qrTop = area.y + (wide ? Math.floor((height - qr.side) / 2) : 0);
  const textTop = area.y + (wide ? Math.floor((height - besideHeight) / 2) : qr.side);
  for (const black of qr.blacks) {
    page.marks.push({ kind: 'fill', ...black, x: left + black.x, y: qrTop + black.y });
  }
  page.marks.push(...beside.marks.map((mark) => lowered(mark, textTop)));
  return height;
}

function lowered(mark: Mark, by: number): Mark {
  return mark.kind === 'text' ? { ...mark, baseline: mark.baseline + by } : { ...mark, y: mark.y + by };
}
