import { describe, expect, test } from 'vitest';
import { compareVersions, PartPath, Version } from './package.ts';

describe('versions of packages', () => {
  test('are ordered by day, then by the count within the day, as numbers', () => {
    const inOrder = ['2025.12.31.9', '2026.01.01.0', '2026.01.01.9', '2026.01.01.10', '2026.11.23.1'];
    for (const [i, version] of inOrder.entries()) {
      expect(Version.safeParse(version).success).toBe(true);
      for (const [j, other] of inOrder.entries()) {
        expect(Math.sign(compareVersions(version, other))).toBe(Math.sign(i - j));
      }
    }
  });

  test('have one spelling', () => {
    for (const version of ['2026.1.1.1', '2026.01.01', '2026.01.01.01', '2026-01-01.1', '']) {
      expect(Version.safeParse(version).success).toBe(false);
    }
  });
});

test('a package holds no other files than those of its format', () => {
  expect(PartPath.safeParse('guides/food-business-licence.json').success).toBe(true);
  for (const path of [
    'scenarios.json',
    'guides/../items.json',
    'guides/a/b.json',
    'forms/Shop.json',
    'manifest.json',
  ]) {
    expect(PartPath.safeParse(path).success).toBe(false);
  }
});
