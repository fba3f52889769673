import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceLines, breakLines, type Line } from './lines.ts';
import type { Piece } from './type.ts';

const style = { size: 10, weight: 'regular' } as const;
const face = { family: 'none', pen: 0 };

/** Every Chinese character ten dots wide, every letter five. */
function pieces(text: string): Piece[] {
  return [...text.matchAll(/\s+|[!-~]+|[^\s!-~]/gu)].map(([part]): Piece => {
    if (/^\s/.test(part)) return { kind: 'space', text: ' ', width: 5 };
    const wide = part > '~';
    return { kind: wide ? 'wide' : 'word', text: part, style, face, inset: 0, width: part.length * (wide ? 10 : 5) };
  });
}

function split(word: Piece): Piece[] {
  return [...word.text].map((text) => ({ kind: 'wide', text, style, face, inset: 0, width: 5 }));
}

function textOf(lines: readonly Line[]): string[] {
  return lines.map((line) => line.pieces.map((piece) => piece.text).join(''));
}

function broken(text: string, width: number): string[] {
  return textOf(breakLines(pieces(text), width, split));
}

describe('lines of Chinese', () => {
  test('break between any two characters', () => {
    expect(broken('企业投资项目备案', 50)).toEqual(['企业投资项', '目备案']);
  });

  test('never begin with a mark that closes: the character before it comes along', () => {
    expect(broken('企业投资！项目', 40)).toEqual(['企业投', '资！项目']);
    expect(broken('已存入本机%等待', 50)).toEqual(['已存入本', '机%等待']);
  });

  test('give a closing mark half a cell at their end, where only its empty half would stand in the margin', () => {
    expect(broken('企业投资，项目', 45)).toEqual(['企业投资，', '项目']);
    expect(breakLines(pieces('企业投资，项目'), 45, split)[0]?.width).toBe(45);
  });

  test('never end with a bracket that opens', () => {
    expect(broken('申请人（姓名）', 40)).toEqual(['申请人', '（姓名）']);
  });

  test('go on when a text is nothing but closing marks', () => {
    expect(broken('。'.repeat(12), 50).join('')).toBe('。'.repeat(12));
  });
});

describe('lines of English', () => {
  test('break at spaces, which vanish there', () => {
    expect(broken('not an acceptance notice', 60)).toEqual(['not an', 'acceptance', 'notice']);
  });

  test('break inside a word only when it is longer than a line', () => {
    expect(broken('see 11420324011420324MB', 50)).toEqual(['see 114203', '2401142032', '4MB']);
  });
});

describe('headlines', () => {
  test('have lines of even length, and no more of them', () => {
    expect(textOf(balanceLines(pieces('这是收件凭条，不是受理通知'), 120, split))).toEqual([
      '这是收件凭条，',
      '不是受理通知',
    ]);
  });

  test('do not break a word to be even', () => {
    expect(textOf(balanceLines(pieces('acceptance no'), 60, split))).toEqual(['acceptance', 'no']);
  });
});

test('whatever the text, no line is wider than the paper and no character is lost', () => {
  const text = fc.string({
    unit: fc.constantFrom('测', '试', '，', '（', '！', 'a', 'B', '%', ' ', '7'),
    maxLength: 200,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 300 }), (written, width) => {
      const lines = breakLines(pieces(written), width, split);
      for (const line of lines) expect(line.width).toBeLessThanOrEqual(width);
      expect(textOf(lines).join('').replaceAll(' ', '')).toBe(written.replaceAll(' ', ''));
    }),
  );
});
