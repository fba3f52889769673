/** Text as pieces that a line is made of: measured, each with the one face that draws it. */
import type { Face, FontChain, Weight } from './fonts.ts';
import { loadCanvas } from './fonts.ts';

export interface Style {
  /** Dots; 8 dots are 1 mm. */
  readonly size: number;
  readonly weight: Weight;
}

interface Measured {
  readonly text: string;
  readonly style: Style;
  /** Dots that the line advances, overhanging ink included. */
  readonly width: number;
}

/** `wide` a single character, Chinese above all · `word` characters that stay together · `substitute` no font has it. */
export type Piece =
  | (Measured & {
      readonly kind: 'wide' | 'word';
      readonly face: Face;
      /** Dots from the left edge of the piece to the drawing origin. */
      readonly inset: number;
    })
  | (Measured & { readonly kind: 'space' })
  | (Measured & {
      readonly kind: 'substitute';
      /** The code point, in the face and style of `label`. */
      readonly label: Piece;
    });

export interface Type {
  /** Never fails: every character becomes part of a piece, except those that are invisible by their nature. */
  pieces(text: string, style: Style): Piece[];
}

/** Font of a face in the canvas's notation. The weight is in the face, hence never synthetic. */
export function fontOf(face: Face, size: number): string {
  return `${size}px "${face.family}"`;
}

/** Joiners, variation selectors, direction marks: Unicode says that a text without a use for them shows nothing. UAX 44. */
const invisible = /^\p{Default_Ignorable_Code_Point}$/u;
/** Below the first East Asian block (Hangul Jamo, U+1100) characters form words. */
const firstWide = 0x1100;
/** Ink outside of these bounds, in ems, would run into the neighbours; only curiosities such as U+FDFD have it. */
const inkLimit = { above: 1.05, below: 0.35, across: 2.1 };

export function openType(fonts: FontChain): Type {
  const context = loadCanvas().createCanvas(1, 1).getContext('2d');
  const single = new Map<string, Piece>();

  function measured(text: string, style: Style, face: Face) {
    context.font = fontOf(face, style.size);
    const metrics = context.measureText(text);
    const inset = Math.max(0, Math.floor(metrics.actualBoundingBoxLeft));
    const right = Math.max(metrics.width, Math.floor(metrics.actualBoundingBoxRight));
    const fits =
      metrics.actualBoundingBoxAscent <= inkLimit.above * style.size &&
      metrics.actualBoundingBoxDescent <= inkLimit.below * style.size;
    return { inset, width: inset + Math.round(right), fits };
  }

  function character(text: string, style: Style): Piece {
    const key = `${style.weight}${style.size}${text}`;
    const known = single.get(key);
    if (known !== undefined) return known;
    const piece = newCharacter(text, style);
    // Names bring new characters for ever; what a receipt prints every time is soon back.
    if (single.size >= 5000) single.clear();
    single.set(key, piece);
    return piece;
  }

  function newCharacter(text: string, style: Style): Piece {
    const codePoint = text.codePointAt(0) ?? 0;
    const face = fonts.faceFor(codePoint, style.weight);
    if (face === undefined) return substitute(text, style);
    const { inset, width, fits } = measured(text, style, face);
    if (!fits || width > inkLimit.across * style.size) return substitute(text, style);
    return { kind: codePoint < firstWide && !face.thicken ? 'word' : 'wide', text, style, face, inset, width };
  }

  function substitute(text: string, style: Style): Piece {
    const small: Style = { size: Math.max(16, Math.round(style.size * 0.5)), weight: 'bold' };
    const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const label = word(`U+${code}`, small);
    return { kind: 'substitute', text, style, label, width: label.width + 12 };
  }

  function word(text: string, style: Style): Piece {
    const face = fonts.faceFor(text.codePointAt(0) ?? 0, style.weight);
    if (face === undefined) throw new Error('a word is made of characters that have a face');
    const { inset, width } = measured(text, style, face);
    return { kind: 'word', text, style, face, inset, width };
  }

  return {
    pieces(text, style) {
      const pieces: Piece[] = [];
      let letters = '';
      const endWord = () => {
        if (letters !== '') pieces.push(word(letters, style));
        letters = '';
      };
      for (const one of text) {
        if (invisible.test(one)) continue;
        if (/\s/u.test(one)) {
          endWord();
          const { width } = character('n', style);
          if (pieces.at(-1)?.kind !== 'space')
            pieces.push({ kind: 'space', text: ' ', style, width: Math.round(width / 2) });
          continue;
        }
        const piece = character(one, style);
        if (piece.kind === 'word') {
          letters += one;
          continue;
        }
        endWord();
        pieces.push(piece);
      }
      endWord();
      return pieces;
    },
  };
}
