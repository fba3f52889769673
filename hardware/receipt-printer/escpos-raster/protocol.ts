/**
 * ESC/POS as far as one receipt drawn as a picture needs it: the commands sent and the answers that come back.
 * Sources: Epson ESC/POS command reference (download4.epson.biz/sec_pubs/pos/reference_en/escpos), named by
 * command below; the manuals of other makers where they differ are in README.md.
 */
import { joinBytes } from '../../../src-main/contract/frames.ts';
import { assertNever } from '../../../src-main/contract/result.ts';

const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
const XON = 0x11;
const XOFF = 0x13;

/** DLE EOT n: 1 printer, 2 cause of being offline, 3 cause of an error, 4 roll sensors. Answered in real time. */
export type StatusTopic = 1 | 2 | 3 | 4;

export function statusRequest(topic: StatusTopic): Uint8Array {
  return Uint8Array.of(DLE, 0x04, topic);
}

/**
 * DLE DC4 8: throws away the receive and the print buffer, in real time, offline too, and answers `37 25 00`;
 * nothing may be sent before that answer.
 */
export const clearBuffers = Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/** DLE ENQ 2: clears both buffers and recovers from a cutter or paper error whose cause was removed. */
export const recoverAndClear = Uint8Array.of(DLE, 0x05, 0x02);

/**
 * Brings the printer to the state that the bands are made for. GS P because ESC J and GS V count in its units,
 * and makers differ in what they power up with: half a dot (Epson TM-L90 406, Custom KPM216 408) or a dot (Cino 203).
 * Half-dot users would squeeze every blank space. GS a 0 because an unasked status could be taken for an answer.
 */
export const setUp = joinBytes([
  Uint8Array.of(ESC, 0x40), // ESC @: initialise
  Uint8Array.of(GS, 0x61, 0), // GS a 0: no automatic status
  Uint8Array.of(GS, 0x50, 203, 203), // GS P: motion units of 1/203 inch, one dot
  Uint8Array.of(ESC, 0x33, 0), // ESC 3 0: no line spacing, so that bands touch
]);

export const feedDotsMax = 255;

/** ESC J. @param dots 1 to 255 */
export function feed(dots: number): Uint8Array {
  return Uint8Array.of(ESC, 0x4a, dots);
}

/** GS v 0, normal size. @param rows of `widthBytes` each, most significant bit left, 1 is black */
export function raster(widthBytes: number, rows: Uint8Array): Uint8Array {
  const height = rows.length / widthBytes;
  const head = Uint8Array.of(GS, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, height & 0xff, height >> 8);
  return joinBytes([head, rows]);
}

/** 20 mm: the print is beyond the blade, or the edge where a person tears it off, of any receipt printer. */
export const endingRows = 160;

/** GS V 65 or 66: feeds the print to the blade, however far that is in this printer, and cuts. */
export function ending(cut: 'full' | 'partial' | 'none'): Uint8Array {
  switch (cut) {
    case 'full':
      return Uint8Array.of(GS, 0x56, 0x41, 0);
    case 'partial':
      return Uint8Array.of(GS, 0x56, 0x42, 0);
    case 'none':
      return feed(endingRows);
    default:
      return assertNever(cut);
  }
}

/** A command that is carried out in its turn and answered then: whatever was sent before it has been done. */
export interface Mark {
  readonly command: Uint8Array;
  passedBy(answer: Answer): boolean;
}

/** GS r 1, the state of the paper sensor. Says that what came before was processed; any of these looks like any other. */
export function fenceMark(fixedBits: boolean): Mark {
  const kind = fixedBits ? 'queued' : 'bare';
  return { command: Uint8Array.of(GS, 0x72, 1), passedBy: (answer) => answer.kind === kind };
}

/** GS ( H function 48: answered with the same four characters when everything before it is on paper. */
export function printCompleteMark(count: number): Mark {
  const id = (count % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
  const command = joinBytes([Uint8Array.of(GS, 0x28, 0x48, 6, 0, 0x30, 0x30), Buffer.from(id, 'latin1')]);
  return { command, passedBy: (answer) => answer.kind === 'printComplete' && answer.id === id };
}

export type Answer =
  /** One byte of DLE EOT. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** One byte of GS r. */
  | { readonly kind: 'queued'; readonly byte: number }
  /** One byte of either from a printer whose bytes do not tell. */
  | { readonly kind: 'bare'; readonly byte: number }
  | { readonly kind: 'printComplete'; readonly id: string }
  | { readonly kind: 'cleared' };

type Shape = (byte: number) => boolean;
type Block = { readonly shapes: readonly Shape[]; read(bytes: Uint8Array): Answer | undefined };

const exactly =
  (wanted: number): Shape =>
  (byte) =>
    byte === wanted;
const idCharacter: Shape = (byte) => byte >= 0x20 && byte <= 0x7e;
/** Bits 7, 4, 1 and 0 tell the kinds of single bytes apart (Epson, "Status transmission"). */
const realTimeShape: Shape = (byte) => (byte & 0x93) === 0x12;
const queuedShape: Shape = (byte) => (byte & 0x90) === 0x00;
const autoStatusStart: Shape = (byte) => (byte & 0x93) === 0x10;

const printCompleteBlock: Block = {
  shapes: [exactly(0x37), exactly(0x22), idCharacter, idCharacter, idCharacter, idCharacter, exactly(0)],
  read: (bytes) => ({ kind: 'printComplete', id: Buffer.from(bytes.subarray(2, 6)).toString('latin1') }),
};
const clearedBlock: Block = {
  shapes: [exactly(0x37), exactly(0x25), exactly(0)],
  read: () => ({ kind: 'cleared' }),
};
/** Automatic status, four bytes. We switch it off, but a printer may have it on until then: recognised to be skipped. */
const autoStatusBlock: Block = {
  shapes: [autoStatusStart, queuedShape, queuedShape, queuedShape],
  read: () => undefined,
};
const single = (kind: 'realTime' | 'queued' | 'bare', shape: Shape): Block => ({
  shapes: [shape],
  read: (bytes) => ({ kind, byte: bytes[0] ?? 0 }),
});

const withFixedBits: readonly Block[] = [
  printCompleteBlock,
  clearedBlock,
  single('realTime', realTimeShape),
  autoStatusBlock,
  single('queued', queuedShape),
];
const withoutFixedBits: readonly Block[] = [
  printCompleteBlock,
  clearedBlock,
  single('bare', (byte) => byte < 0x80 && byte !== 0x37),
];

/**
 * Cuts the printer's bytes, however they were split, into answers. What fits no answer is dropped up to the byte
 * that did not fit, and the reading starts again there.
 * @param fixedBits whether the printer's single bytes carry the bits that tell one kind from another
 * @returns takes a chunk, gives the answers that it completed; holds at most six bytes in between
 */
export function answerReader(fixedBits: boolean): (chunk: Uint8Array) => Answer[] {
  const blocks = fixedBits ? withFixedBits : withoutFixedBits;
  let held: number[] = [];
  return (chunk) => {
    const answers: Answer[] = [];
    for (const byte of chunk) {
      // The printer's own flow control may come between the bytes of a block.
      if (byte === XON || byte === XOFF) continue;
      const longer = [...held, byte];
      held = blocks.some((block) => startsLike(block, longer)) ? longer : [byte];
      if (!blocks.some((block) => startsLike(block, held))) held = [];
      const complete = blocks.find((block) => block.shapes.length === held.length && startsLike(block, held));
      if (complete === undefined) continue;
      const answer = complete.read(Uint8Array.from(held));
      if (answer !== undefined) answers.push(answer);
      held = [];
    }
    return answers;
  };
}

function startsLike(block: Block, bytes: readonly number[]): boolean {
  return bytes.length <= block.shapes.length && bytes.every((byte, at) => block.shapes[at]?.(byte) === true);
}
