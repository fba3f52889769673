/**
 * What a pen leaves: points in units of the box, 0..1 in both directions, thinned and bounded as the contract demands.
 *
 * Not `signature_pad`: its points carry time and pressure that the contract does not keep, so that what it draws live
 * differs from what it can draw again after a resize; it cuts nothing off at the edge and bounds neither points nor
 * strokes; and it draws two circles for each pixel of a line, where one curve between two points will do.
 */
import type { Signature } from '../../../src-main/contract/application.ts';

export type Strokes = Signature['strokes'];
export type Stroke = Strokes[number];
export type Point = Stroke[number];

/** Where the box is on the screen, in CSS pixels. */
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The bounds of the contract's `Signature`. */
export const STROKES_MAX = 200;
export const POINTS_MAX = 2000;

/** Points nearer than this to the last one, in CSS pixels, say nothing new. */
const NEAR_PX = 2;

/** A ten-thousandth of the box is a fifteenth of a pen's line. */
const DECIMALS = 4;

function within(value: number): number {
  return Number(Math.min(1, Math.max(0, value)).toFixed(DECIMALS));
}

/** The point of the box under a position on the screen, or at its edge if the pen is outside. */
export function pointAt(x: number, y: number, box: Box): Point {
  return [within((x - box.left) / box.width), within((y - box.top) / box.height)];
}

/** The stroke with one more point, if it is far enough from the last. A full stroke keeps every second of its points. */
export function extended(stroke: Stroke, point: Point, box: Box): Stroke {
  const last = stroke.at(-1);
  if (last !== undefined) {
    const distancePx = Math.hypot((point[0] - last[0]) * box.width, (point[1] - last[1]) * box.height);
    if (distancePx < NEAR_PX) return stroke;
  }
  const room = stroke.length < POINTS_MAX ? stroke : stroke.filter((_, index) => index % 2 === 0);
  return [...room, point];
}

/** The strokes with one more, or as they were when there are as many as the contract takes. */
export function withStroke(strokes: Strokes, stroke: Stroke): Strokes {
  return strokes.length < STROKES_MAX ? [...strokes, stroke] : strokes;
}

type Size = Pick<Box, 'width' | 'height'>;

const spot = ([x, y]: Point, { width, height }: Size) => `${(x * width).toFixed(2)} ${(y * height).toFixed(2)}`;
const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/**
 * The piece of a smooth line that becomes certain with point `c`: from half way between `a` and `b`, bent by `b`, to
 * half way between `b` and `c`. SVG path data in CSS pixels.
 */
export function bend(points: readonly [Point, Point, Point], size: Size): string {
  const [a, b, c] = points;
  return `M${spot(between(a, b), size)}Q${spot(b, size)} ${spot(between(b, c), size)}`;
}

/** A whole stroke as SVG path data in CSS pixels of a box of this size; one point gives a dot. */
export function pathOf(stroke: Stroke, size: Size): string {
  const [first] = stroke;
  const last = stroke.at(-1);
  if (first === undefined || last === undefined) return '';
  // A line of no length is not drawn at all, a very short one with round ends is a dot.
  if (stroke.length === 1) return `M${spot(first, size)}l0.01 0`;
  const bends = stroke.slice(1, -1).map((point, index) => {
    const next = stroke[index + 2] ?? point;
    return `Q${spot(point, size)} ${spot(between(point, next), size)}`;
  });
  return `M${spot(first, size)}${bends.join('')}L${spot(last, size)}`;
}
