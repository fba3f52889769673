/** Text as the pieces that a line is made of: measured, each with the one face that draws it. */
import { type Face, type FontChain, loadCanvas, type Weight } from './fonts.ts';

export interface Style {
  /** Dots; 8 dots are 1 mm. */
  readonly size: number;
  readonly weight: Weight;
}

/** `wide` one character that a line may break beside, Chinese above all · `word` characters that stay together. */
export interface InkPiece {
  readonly kind: 'wide' | 'word';
  readonly text: string;
  readonly style: Style;
  readonly face: Face;
  /** Dots from the left edge of the piece to the drawing origin. */
  readonly inset: number;
  /** Dots that the line advances, overhanging ink included. */
  readonly width: number;
}

export interface SpacePiece {
  readonly kind: 'space';
  readonly text: ' ';
  readonly width: number;
}

/** Stands for a character that no font has: a box around its code point. */
export interface SubstitutePiece {
  readonly kind: 'substitute';
  readonly text: string;
  readonly label: InkPiece;
  readonly width: number;
}

export type Piece = InkPiece | SpacePiece | SubstitutePiece;

/** Text to pieces. Never fails: every character is in a piece, except those that are invisible by their nature. */
export type Typeset = (text: string, style: Style) => Piece[];

/** Font of a face in the canvas's notation. The weight is in the face, hence never synthetic. */
export function fontOf(face: Face, size: number): string {
  return `${size}px "${face.family}"`;
}

/** Joiners, variation selectors, direction marks: where they have no effect they show nothing. Unicode UAX 44. */
const invisible = /^\p{Default_Ignorable_Code_Point}$/u;
/** Below the first East Asian block (Hangul Jamo, U+1100) characters form words. */
const firstWide = 0x1100;
/** Ems. More ink (U+3031, piled-up accents) would run into the neighbours. */
const inkLimit = { above: 1.2, below: 0.4, across: 2.1 };
/** The label of a substitute: the least size that a thermal head prints legibly, and the room around it. */
const label = { leastSize: 16, ofSize: 0.5, padding: 6 };

export function openType(fonts: FontChain): Typeset {
  const ink = inkMeasure();
  const known = new Map<string, Piece>();

  function newCharacter(text: string, style: Style): Piece {
    const codePoint = text.codePointAt(0) ?? 0;
    const face = fonts.faceFor(codePoint, style.weight);
    if (face === undefined) return substitute(text, style);
    const piece = ink(text, style, face);
    if (piece === undefined || piece.width > inkLimit.across * style.size) return substitute(text, style);
    return codePoint < firstWide ? piece : { ...piece, kind: 'wide' };
  }

  function substitute(text: string, style: Style): SubstitutePiece {
    const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const size = Math.max(label.leastSize, Math.round(style.size * label.ofSize));
    const face = fonts.faceFor(0x55, 'bold');
    const piece = face && ink(`U+${code}`, { size, weight: 'bold' }, face);
    if (piece === undefined) throw new Error('Noto Sans SC lacks the digits');
    return { kind: 'substitute', text, label: piece, width: piece.width + 2 * label.padding };
  }

  function character(text: string, style: Style): Piece {
    const key = `${style.weight} ${style.size} ${text}`;
    const piece = known.get(key) ?? newCharacter(text, style);
    // Names bring new characters for ever; what every receipt prints is soon known again.
    if (known.size >= 5000) known.clear();
    known.set(key, piece);
    return piece;
  }

  /** Letters of one face in one piece, for their kerning; one by one where the accents are piled up too high. */
  function word(letters: readonly InkPiece[]): readonly InkPiece[] {
    const [first] = letters;
    if (first === undefined || letters.length === 1) return letters;
    const whole = ink(letters.map((letter) => letter.text).join(''), first.style, first.face);
    return whole === undefined ? letters.map((letter) => ({ ...letter, kind: 'wide' })) : [whole];
  }

  return (text, style) => {
    const pieces: Piece[] = [];
    let letters: InkPiece[] = [];
    const endWord = () => {
      pieces.push(...word(letters));
      letters = [];
    };
    for (const one of text) {
      if (invisible.test(one)) continue;
      const piece: Piece = /\s/u.test(one)
        ? { kind: 'space', text: ' ', width: spaceWidth(one, style) }
        : character(one, style);
      if (piece.kind === 'word') {
        if (letters[0]?.face !== piece.face) endWord();
        letters.push(piece);
        continue;
      }
      endWord();
      if (piece.kind !== 'space' || pieces.at(-1)?.kind !== 'space') pieces.push(piece);
    }
    endWord();
    return pieces;
  };
}

/** U+3000 is as wide as a character; every other white space as wide as the space of Noto Sans SC. */
function spaceWidth(space: string, { size }: Style): number {
  return space === '\u3000' ? size : Math.round(size * 0.224);
}

/** Measures text in one face; undefined when it leaves no ink, or more ink than a line has room for. */
function inkMeasure(): (text: string, style: Style, face: Face) => InkPiece | undefined {
  const context = loadCanvas().createCanvas(1, 1).getContext('2d');
  context.lang = 'zh-Hans';
  return (text, style, face) => {
    context.font = fontOf(face, style.size);
    const box = context.measureText(text);
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = box;
    const blank = above + below <= 0 || box.actualBoundingBoxLeft + box.actualBoundingBoxRight <= 0;
    if (blank || above > inkLimit.above * style.size || below > inkLimit.below * style.size) return undefined;
    const outline = (face.pen * style.size) / 2;
    const inset = Math.max(0, Math.floor(box.actualBoundingBoxLeft + outline));
    const width = inset + Math.round(Math.max(box.width, box.actualBoundingBoxRight + outline - 1));
    return { kind: 'word', text, style, face, inset, width };
  };
}
