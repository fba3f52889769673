import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import zh from './zh-CN.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

/** `a.b` → text, for every text of a language. */
function textsOf(tree: object, path = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : [...textsOf(value, `${path}${key}.`)],
  );
  return new Map(entries);
}

/** Chinese has one plural form, English two. */
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (texts: ReadonlyMap<string, string>) => [...new Set([...texts.keys()].map(withoutPlural))].sort();
const blanksOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const chinese = textsOf(zh);
const english = textsOf(en);

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\.d\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

/** Keys that are written out, and, for `t(`a.${b}.c`)`, patterns of keys. */
const written = new Set([...sources.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key));
const patterns = [...sources.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
  ([, template = '']) => new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[\\w]+')}$`),
);

describe('the words of the screen', () => {
  test('are the same keys in both languages', () => {
    expect(keysOf(english)).toEqual(keysOf(chinese));
  });

  test('leave the same blanks to fill in', () => {
    const differing = [...english].filter(([key, text]) => {
      const other = chinese.get(key) ?? chinese.get(`${withoutPlural(key)}_other`) ?? '';
      return blanksOf(text).join() !== blanksOf(other).join();
    });
    expect(differing).toEqual([]);
  });

  test('have both plurals in English wherever there is a count', () => {
    const plurals = [...english.keys()].filter((key) => key.endsWith('_other')).map(withoutPlural);
    expect(plurals.filter((key) => !english.has(`${key}_one`))).toEqual([]);
    expect([...chinese.keys()].filter((key) => key.endsWith('_one'))).toEqual([]);
  });

  test('are all used', () => {
    const unused = keysOf(chinese).filter((key) => !written.has(key) && !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  test('exist wherever they are used', () => {
    const known = new Set(keysOf(chinese));
    expect([...written].filter((key) => key === undefined || !known.has(key))).toEqual([]);
    expect(patterns.filter((pattern) => ![...known].some((key) => pattern.test(key)))).toEqual([]);
  });

  test('are Chinese in the Chinese file and English in the English one', () => {
    const han = /\p{Script=Han}/u;
    // The mark that the printer puts on a copy is Chinese on every paper.
    expect([...english].filter(([, text]) => han.test(text.replace('补打', '')))).toEqual([]);
    const wordless = new Set(['kept.print.because']);
    expect([...chinese].filter(([key, text]) => !han.test(text) && !wordless.has(key))).toEqual([]);
  });
});
