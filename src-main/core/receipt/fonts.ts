/**
 * The fonts of the receipt and which of them has a character. Noto Sans SC has 30,890 characters; the rare
 * surnames that it lacks are in fonts that a machine may have from Debian's packages.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Coverage, readCoverage } from './cmap.ts';

export type Weight = 'regular' | 'bold';

export interface Face {
  /** The name under which the canvas knows it. */
  readonly family: string;
  /** Width, in ems, of a pen that goes round each glyph besides: 0 for the fonts made for their weight. */
  readonly pen: number;
}

export interface FallbackFont {
  readonly path: string;
  /** A Song or Mincho face, whose horizontal strokes are hairlines. */
  readonly hairlines: boolean;
}

export interface FontChain {
  /** The first face that has the character, or undefined when none has. */
  faceFor(codePoint: number, weight: Weight): Face | undefined;
}

type Canvas = typeof import('@napi-rs/canvas');

const require = createRequire(import.meta.url);

/** Debian packages fonts-babelstone-han (mainland shapes, hence first), fonts-hanazono, fonts-noto-cjk. */
export const debianFallbackFonts: readonly FallbackFont[] = [
  { path: '/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf', hairlines: true },
  { path: '/usr/share/fonts/truetype/hanazono/HanaMinA.ttf', hairlines: true },
  { path: '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf', hairlines: true },
  { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', hairlines: false },
];

/** At 24 dots a pen of 0.03 em makes hairlines 1 to 2 dots; in bold text one weight has to serve as the other. */
const pens = { hairlines: { regular: 0.03, bold: 0.07 }, even: { regular: 0, bold: 0.04 } };

/** The drawing library, loaded at the first call: it and its fonts would cost the start of the core 100 ms or more. */
export function loadCanvas(): Canvas {
  const canvas: Canvas = require('@napi-rs/canvas');
  return canvas;
}

/**
 * Opens Noto Sans SC and those of the fallback fonts that this machine has. Their glyphs stay in mapped files.
 * Throws when Noto Sans SC, which is part of the product, is not there.
 */
export function openFonts(fallbackFonts: readonly FallbackFont[]): FontChain {
  const { regular, bold } = notoSansSc();
  const product = {
    regular: { face: productFace(regular), has: coverageOf(regular) },
    bold: { face: productFace(bold), has: coverageOf(bold) },
  };
  const fallbacks = fallbackFonts.filter(({ path }) => existsSync(path)).flatMap(openFallback);
  return {
    faceFor(codePoint, weight) {
      if (isPrivateUse(codePoint)) return undefined;
      if (product[weight].has(codePoint)) return product[weight].face;
      return fallbacks.find(({ has }) => has(codePoint))?.faces[weight];
    },
  };
}

function notoSansSc(): { readonly regular: string; readonly bold: string } {
  const folder = '@expo-google-fonts/noto-sans-sc';
  return {
    regular: require.resolve(`${folder}/400Regular/NotoSansSC_400Regular.ttf`),
    bold: require.resolve(`${folder}/700Bold/NotoSansSC_700Bold.ttf`),
  };
}

function coverageOf(path: string): Coverage {
  const coverage = readCoverage(path);
  if (coverage === undefined) throw new Error('Noto Sans SC has no readable cmap');
  return coverage;
}

function productFace(path: string): Face {
  const family = register(path);
  if (family === undefined) throw new Error('the drawing library refused Noto Sans SC');
  return { family, pen: 0 };
}

interface Fallback {
  readonly faces: Readonly<Record<Weight, Face>>;
  readonly has: Coverage;
}

/** None for a file that is no usable font: a machine without it is served too. */
function openFallback({ path, hairlines }: FallbackFont): readonly Fallback[] {
  const has = readCoverage(path);
  const family = has === undefined ? undefined : register(path);
  if (has === undefined || family === undefined) return [];
  const { regular, bold } = hairlines ? pens.hairlines : pens.even;
  return [{ faces: { regular: { family, pen: regular }, bold: { family, pen: bold } }, has }];
}

function register(path: string): string | undefined {
  const { GlobalFonts } = loadCanvas();
  const family = `receipt ${path}`;
  return GlobalFonts.has(family) || GlobalFonts.registerFromPath(path, family) !== null ? family : undefined;
}

/** A private-use character means what its author agreed; BabelStone Han has 4,637 glyphs of its own there. Unicode 16, 23.5. */
function isPrivateUse(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}
