/** What a receipt (收件凭条) says. Plain data in, blocks out; the words are in words.ts. */
import type { DeliveryState } from '../../contract/application.ts';
import type { Language } from '../../contract/calls.ts';
import type { Person } from '../../contract/person.ts';
import type { Localized, Material, TimeLimit } from '../../contract/service-item.ts';
import { type Block, bodyStyle, type Paragraph, type Row } from './layout.ts';
import type { Style } from './type.ts';
import { type ReceiptWords, receiptWords } from './words.ts';

export interface ReceiptContent {
  readonly language: Language;
  readonly hall: Localized;
  readonly kiosk: string;
  readonly localNumber: string;
  readonly itemName: Localized;
  readonly department: Localized;
  /** Local time, YYYY-MM-DDTHH:mm; seconds and offset may follow and are not printed. */
  readonly keptAt: string;
  readonly clockTrusted: boolean;
  /**
   * Masked by maskName and maskNumber of contract/person.ts: paper is left lying about. Absent on a copy that is
   * printed after the terminal has forgotten who the citizen was.
   */
  readonly applicant?: { readonly maskedName: string; readonly maskedNumber: string; readonly trust: Person['trust'] };
  /** As it was when this paper was drawn. */
  readonly delivery: DeliveryState;
  /** The platform's number, once it has answered. */
  readonly caseNumber?: string;
  /** The window looks at it from this local time, YYYY-MM-DDTHH:mm. */
  readonly reviewedFrom?: string;
  /** Absent when the item has left the catalogue since. */
  readonly promisedLimit?: TimeLimit;
  /** What to hand over at the window; empty when nothing. */
  readonly bring: readonly Pick<Material, 'name' | 'originals' | 'copies' | 'required'>[];
  /** Where the window is. */
  readonly place: Localized;
  readonly phones: { readonly hall: string; readonly hotline: string };
  /** Day, YYYY-MM-DD, until which number, item and time stay on the terminal; the sealed answers go at acknowledgement. */
  readonly recordsUntil?: string;
  /** 0 for the original, n for the n-th 补打. */
  readonly copy: number;
  readonly qrText: string;
}

const strong = bold(24);
const section = bold(26);

/** The receipt from top to bottom. The note about substituted characters is not in it: see substitutionNote. */
export function receiptBlocks(content: ReceiptContent): Block[] {
  const words = receiptWords[content.language];
  return [
    ...copyMark(content, words),
    centred(localized(content, content.hall), bodyStyle),
    centred(words.title, bold(56), bold(44)),
    gap(6),
    { kind: 'box', inside: [centred(words.notAcceptance, bold(40), bold(38), bold(32))] },
    gap(12),
    centred(words.localNumber(content.kiosk), bodyStyle),
    centred(content.localNumber, bold(52), bold(44), bold(36), bold(32), bold(28), bold(24)),
    ...ruled,
    { kind: 'rows', rows: rowsOf(content, words) },
    gap(12),
    rule,
    ...bringBlocks(content, words),
    { kind: 'qr', text: content.qrText, beside: besideQr(content, words) },
    rule,
    gap(10),
    text(words.kept(content.recordsUntil), bodyStyle),
    gap(16),
  ];
}

/** What the last lines say when the receipt holds a character that no font has. */
export function substitutionNote(language: Language): Block[] {
  return [...ruled, text(receiptWords[language].substituted, bodyStyle), gap(16)];
}

const rule: Block = { kind: 'rule', thickness: 2 };
const ruled: readonly Block[] = [gap(12), rule, gap(10)];

function gap(height: number): Block {
  return { kind: 'gap', height };
}

function text(of: string, style: Style): Block {
  return { kind: 'text', paragraph: { text: of, style } };
}

function centred(of: string, ...styles: readonly [Style, ...Style[]]): Block {
  return { kind: 'headline', text: of, styles };
}

function bold(size: number): Style {
  return { size, weight: 'bold' };
}

function copyMark(content: ReceiptContent, words: ReceiptWords): Block[] {
  if (content.copy === 0) return [];
  return [
    { kind: 'box', inside: [centred(words.copy(content.copy), bold(56)), centred(words.sameNumber, bodyStyle)] },
    gap(12),
  ];
}

/** In the citizen's language; Chinese where there is no English. */
function localized(content: ReceiptContent, { zh, en }: Localized): string {
  // In a Chinese font the curved apostrophe is as wide as a character.
  return content.language === 'en' && en !== undefined ? en.replaceAll('’', "'") : zh;
}

/** English with the Chinese after it, for the staff at the window. */
function bilingual(content: ReceiptContent, name: Localized, style: Style): Paragraph[] {
  const own = localized(content, name);
  const paragraphs = [{ text: own, style }];
  return own === name.zh ? paragraphs : [...paragraphs, { text: name.zh, style }];
}

function rowsOf(content: ReceiptContent, words: ReceiptWords): Row[] {
  const { caseNumber, reviewedFrom, promisedLimit } = content;
  const clockNote = content.clockTrusted ? [] : [plain(words.clockNotTrusted)];
  return [
    { key: words.item, value: bilingual(content, content.itemName, strong) },
    { key: words.department, value: bilingual(content, content.department, bodyStyle) },
    ...applicantRows(content, words),
    { key: words.keptAt, value: [plain(words.time(content.keptAt)), ...clockNote] },
    { key: words.state, value: [{ text: words.delivery[content.delivery], style: strong }] },
    ...(caseNumber === undefined ? [] : [{ key: words.caseNumber, value: [plain(caseNumber)] }]),
    ...(reviewedFrom === undefined ? [] : [{ key: words.reviewedFrom, value: [plain(words.time(reviewedFrom))] }]),
    ...(promisedLimit === undefined ? [] : [{ key: words.promised, value: limitLines(content, promisedLimit) }]),
  ];
}

function applicantRows({ applicant }: ReceiptContent, words: ReceiptWords): Row[] {
  if (applicant === undefined) return [];
  const who = plain(`${applicant.maskedName}\u3000${applicant.maskedNumber}`);
  const typed = { text: words.typedNumber, style: strong };
  return [{ key: words.applicant, value: applicant.trust === 'typed' ? [who, typed] : [who] }];
}

function limitLines(content: ReceiptContent, limit: TimeLimit): Paragraph[] {
  const words = receiptWords[content.language];
  return [plain(words.limit(limit)), ...(limit.note === undefined ? [] : [plain(localized(content, limit.note))])];
}

function plain(of: string): Paragraph {
  return { text: of, style: bodyStyle };
}

function bringBlocks(content: ReceiptContent, words: ReceiptWords): Block[] {
  if (content.bring.length === 0) return [];
  const items = content.bring.map((material) => ({
    text: bilingual(content, material.name, bodyStyle)
      .map((paragraph) => paragraph.text)
      .join(' '),
    tail: words.pieces(material),
  }));
  const place: Row = { key: words.place, value: bilingual(content, content.place, bodyStyle) };
  return [
    gap(10),
    text(words.bring, section),
    { kind: 'checklist', items },
    { kind: 'rows', rows: [place] },
    gap(12),
    rule,
  ];
}

function besideQr(content: ReceiptContent, words: ReceiptWords): Block[] {
  return [
    text(words.showThis, bodyStyle),
    gap(8),
    {
      kind: 'rows',
      rows: [
        { key: words.hallPhone, value: [{ text: content.phones.hall, style: strong }] },
        { key: words.hotline, value: [{ text: content.phones.hotline, style: strong }] },
      ],
    },
    gap(8),
  ];
}
