/** Operations to movements of paper, under the settings that ESC/POS commands leave behind. */
import { assertNever } from '../../../src-main/contract/result.ts';
import type { Operation } from './interpreter.ts';
import { headToBladeDots } from './roll.ts';

/** What a mechanism can do. */
export type Movement =
  | { readonly kind: 'row'; readonly bits: Uint8Array }
  | { readonly kind: 'blank'; readonly dots: number }
  | { readonly kind: 'cut'; readonly how: 'full' | 'partial' }
  /** No movement: answered when everything before it is on paper. */
  | {
      readonly kind: 'answer';
      readonly to: Extract<Operation, { kind: 'printComplete' | 'tellSensor' | 'autoStatus' }>;
    };

export interface LayoutOptions {
  readonly widthDots: number;
  /** Units of ESC J to the inch after power-up: 406 on Epson's 203 dpi printers, where one unit is half a dot. */
  readonly unitsPerInch: number;
}

const dotsPerInch = 203;
const defaultSpacingDots = 34; // a sixth of an inch
/** Font A is 12 by 24 dots. Text is drawn as black boxes: a receipt that is a picture has none, unless it went wrong. */
const font = { width: 12, height: 24 };

interface Settings {
  unitsPerInch: number;
  spacingDots: number;
  align: Align;
}
type Align = 'left' | 'centre' | 'right';

/** @returns takes the next operation, gives the movements it is made of */
export function layout({ widthDots, unitsPerInch }: LayoutOptions): (operation: Operation) => Movement[] {
  const afterPowerUp: Settings = { unitsPerInch, spacingDots: defaultSpacingDots, align: 'left' };
  let settings = { ...afterPowerUp };
  let characters = 0;

  const dotsOf = (units: number) => Math.floor((units * dotsPerInch) / settings.unitsPerInch);
  const blank = (dots: number): Movement[] => (dots > 0 ? [{ kind: 'blank', dots }] : []);
  /** The print buffer: text that waits for the end of its line. */
  const line = (): Movement[] => {
    if (characters === 0) return [];
    const bits = blackFor(Math.min(characters * font.width, widthDots), widthDots);
    characters = 0;
    return Array.from({ length: font.height }, () => ({ kind: 'row', bits }));
  };
  const lineFeed = (lines: number): Movement[] => {
    const printed = line();
    return [...printed, ...blank(Math.max(0, lines * settings.spacingDots - printed.length))];
  };

  return (operation) => {
    switch (operation.kind) {
      case 'initialise':
        settings = { ...afterPowerUp };
        characters = 0;
        return [];
      case 'lineSpacing':
        settings.spacingDots = operation.units === undefined ? defaultSpacingDots : dotsOf(operation.units);
        return [];
      case 'align':
        settings.align = operation.to;
        return [];
      case 'motionUnits':
        settings.unitsPerInch = operation.perInch || unitsPerInch;
        return [];
      case 'character':
        characters++;
        return characters * font.width < widthDots ? [] : lineFeed(1);
      case 'row':
        return [...line(), { kind: 'row', bits: placed(operation.bits, settings.align, widthDots) }];
      case 'feed':
        return [...line(), ...blank(dotsOf(operation.units))];
      case 'feedLines':
        return lineFeed(operation.lines);
      case 'cut': {
        const { feedUnits } = operation;
        const feed = feedUnits === undefined ? [] : blank(headToBladeDots + dotsOf(feedUnits));
        return [...line(), ...feed, { kind: 'cut', how: operation.how }];
      }
      case 'printComplete':
      case 'tellSensor':
      case 'autoStatus':
        return [{ kind: 'answer', to: operation }];
      default:
        return assertNever(operation);
    }
  };
}

/** ESC a moves raster pictures too (HPRT TP80K, GS v 0); what sticks out on the right is not printed. */
function placed(bits: Uint8Array, align: Align, widthDots: number): Uint8Array {
  const free = Math.max(0, widthDots - bits.length * 8);
  const shift = align === 'left' ? 0 : align === 'centre' ? free >> 1 : free;
  if (shift === 0) return bits.subarray(0, widthDots / 8);
  const row = new Uint8Array(widthDots / 8);
  for (let dot = 0; dot < bits.length * 8; dot++) if (isBlack(bits, dot)) blacken(row, dot + shift);
  return row;
}

function blackFor(dots: number, widthDots: number): Uint8Array {
  const row = new Uint8Array(widthDots / 8);
  for (let dot = 0; dot < dots; dot++) blacken(row, dot);
  return row;
}

function isBlack(row: Uint8Array, dot: number): boolean {
  return ((row[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0;
}

function blacken(row: Uint8Array, dot: number): void {
  row[dot >> 3] = (row[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
}
