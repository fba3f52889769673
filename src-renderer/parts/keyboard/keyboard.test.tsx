import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Keyboard, type KeyboardProps } from './keyboard.tsx';
import { keysBeside, rowsOfPanel } from './layouts.ts';

const owner = { onText() {}, onBackspace() {}, onClear() {}, onDone() {} };

function buttonsOf(props: Pick<KeyboardProps, 'layout' | 'language' | 'decimal'>) {
  const html = renderToStaticMarkup(<Keyboard {...owner} {...props} />);
  return [...html.matchAll(/<button[^>]*>/g)].map(([tag]) => ({
    key: /data-key="([^"]*)"/.exec(tag)?.[1],
    name: /aria-label="([^"]*)"/.exec(tag)?.[1],
    type: /type="([^"]*)"/.exec(tag)?.[1],
  }));
}

describe('every key', () => {
  test.each(['pinyin', 'latin', 'digits', 'idNumber', 'phone'] as const)('of %s is a button with a name', (layout) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const buttons = buttonsOf({ layout, language });
      expect(buttons.length).toBeGreaterThan(12);
      expect(new Set(buttons.map(({ key }) => key)).size).toBe(buttons.length);
      for (const { key, name, type } of buttons) {
        expect(key, JSON.stringify(name)).toBeTruthy();
        expect(name, key).toBeTruthy();
        expect(type, key).toBe('button');
      }
    }
  });

  test('of a panel stands on it once', () => {
    for (const home of ['pinyin', 'latin'] as const) {
      for (const panel of ['pinyin', 'latin', 'symbols'] as const) {
        const ids = rowsOfPanel(panel, home).flatMap((row) => row.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
  });
});

describe('what a field takes', () => {
  const keysOf = (layout: KeyboardProps['layout'], decimal = false) =>
    buttonsOf({ layout, decimal, language: 'zh-CN' }).map(({ key }) => key);
  const pad = (extra: string[]) => new Set([...'0123456789', ...extra, 'backspace', 'clear', 'done']);

  test('a phone number has digits, an ID number also X, an amount also a point where it may have one', () => {
    expect(new Set(keysOf('phone'))).toEqual(pad([]));
    expect(new Set(keysOf('idNumber'))).toEqual(pad(['X']));
    expect(new Set(keysOf('digits'))).toEqual(pad([]));
    expect(new Set(keysOf('digits', true))).toEqual(pad(['.']));
  });

  test('a Latin field never turns to Chinese', () => {
    const panels = (['latin', 'symbols'] as const).flatMap((panel) => rowsOfPanel(panel, 'latin').flat());
    expect(panels.map(({ id }) => id)).not.toContain('toPinyin');
  });
});

test('the keys beside the candidates turn no further than the first and the last page', () => {
  const pageKeys = (page: number) => keysBeside(page, 3).flatMap(({ key }) => (key.kind === 'page' ? [key.page] : []));
  expect(pageKeys(0)).toEqual([undefined, 0, 1]);
  expect(pageKeys(2)).toEqual([undefined, 1, 2]);
});
