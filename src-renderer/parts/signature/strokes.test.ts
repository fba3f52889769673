import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Signature } from '../../../src-main/contract/application.ts';
import {
  bend,
  extended,
  POINTS_MAX,
  type Point,
  pathOf,
  pointAt,
  STROKES_MAX,
  type Stroke,
  withStroke,
} from './strokes.ts';

const box = { left: 40, top: 100, width: 1000, height: 400 };
const documentSha256 = 'a'.repeat(64);

describe('a point', () => {
  test('is in units of the box, whatever its size and place', () => {
    expect(pointAt(40, 100, box)).toEqual([0, 0]);
    expect(pointAt(540, 300, box)).toEqual([0.5, 0.5]);
    expect(pointAt(1040, 500, box)).toEqual([1, 1]);
  });

  test('stays at the edge while the pen is outside', () => {
    expect(pointAt(-500, 5000, box)).toEqual([0, 1]);
  });
});

describe('a stroke', () => {
  test('grows by points that say something new, measured on the screen', () => {
    const start: Stroke = [[0.5, 0.5]];
    expect(extended(start, [0.501, 0.5], box)).toBe(start);
    expect(extended(start, [0.5, 0.504], box)).toBe(start);
    expect(extended(start, [0.503, 0.5], box)).toEqual([
      [0.5, 0.5],
      [0.503, 0.5],
    ]);
  });

  test('never has more points than the contract takes, and still goes from its start to its end', () => {
    const points = Array.from({ length: 3 * POINTS_MAX }, (_, index): Point => [index % 2, index / (3 * POINTS_MAX)]);
    const stroke = points.reduce<Stroke>((grown, point) => extended(grown, point, box), []);
    expect(stroke.length).toBeLessThanOrEqual(POINTS_MAX);
    expect(stroke[0]).toEqual(points[0]);
    expect(stroke.at(-1)).toEqual(points.at(-1));
  });
});

test('whatever a pen does, the contract takes what it left', () => {
  const movements = fc.array(fc.tuple(fc.integer({ min: -3000, max: 5000 }), fc.integer({ min: -3000, max: 5000 })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.array(movements, { minLength: 1, maxLength: 5 }), (drawn) => {
      const strokes = drawn
        .map((moves) => moves.reduce<Stroke>((grown, [x, y]) => extended(grown, pointAt(x, y, box), box), []))
        .reduce(withStroke, [] as Stroke[]);
      expect(Signature.safeParse({ strokes, documentSha256 }).success).toBe(true);
    }),
  );
});

test('as many strokes as the contract takes are kept, and no more', () => {
  const full = Array.from({ length: STROKES_MAX }, (): Stroke => [[0.5, 0.5]]);
  expect(Signature.safeParse({ strokes: full, documentSha256 }).success).toBe(true);
  expect(Signature.safeParse({ strokes: [...full, [[0, 0]]], documentSha256 }).success).toBe(false);
  expect(withStroke(full, [[0, 0]])).toBe(full);
  expect(withStroke([], [[0, 0]])).toEqual([[[0, 0]]]);
});

describe('a drawn stroke', () => {
  const size = { width: 100, height: 200 };
  const points: [Point, Point, Point, Point] = [
    [0, 0],
    [0.1, 0.1],
    [0.3, 0.1],
    [0.5, 0.5],
  ];

  test('is a dot for a touch, a line for two points', () => {
    expect(pathOf([[0.5, 0.5]], size)).toBe('M50.00 100.00l0.01 0');
    expect(pathOf(points.slice(0, 2), size)).toBe('M0.00 0.00L10.00 20.00');
    expect(pathOf([], size)).toBe('');
  });

  test('bends at its points and ends in the last', () => {
    expect(pathOf(points, size)).toBe('M0.00 0.00Q10.00 20.00 20.00 20.00Q30.00 20.00 40.00 60.00L50.00 100.00');
  });

  test('is drawn while it grows along the same line as afterwards', () => {
    const [a, b, c, d] = points;
    expect(bend([b, c, d], size)).toBe('M20.00 20.00Q30.00 20.00 40.00 60.00');
    expect(pathOf([a, b, c, d], size)).toContain(bend([b, c, d], size).replace(/^M[\d. ]*/, ''));
  });
});
