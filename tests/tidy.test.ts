import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { complete, missingOptional, type Packages } from '../scripts/complete-lockfile.ts';
import { deviceProblems } from './tidy/device-rules.ts';
import {
  banned,
  emptyCatch,
  fileLength,
  fileName,
  functionLength,
  packagesLoaded,
  parameterCount,
  type Rule,
  type Source,
} from './tidy/source-rules.ts';

const root = join(import.meta.dirname, '..');

const sources: Source[] = ['src-main', 'hardware', 'src-renderer', 'tests', 'scripts']
  .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
  .filter((path) => /\.(ts|tsx|js|cjs|mjs)$/.test(path))
  .map((path) => ({ path, text: read(join(root, path)) }));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

function problemsIn(text: string, rule: Rule, path = 'planted.ts'): number {
  return rule({ path, text }).length;
}

const linesOf = (count: number) => 'f();\n'.repeat(count);

describe('every source file', () => {
  test('is at most 300 lines', () => {
    expect(problemsIn(linesOf(300), fileLength)).toBe(0);
    expect(problemsIn(linesOf(301), fileLength)).toBe(1);
    expect(sources.flatMap(fileLength)).toEqual([]);
  });

  test('has functions of at most 70 lines, a list of tests excepted', () => {
    expect(problemsIn(`const a = () => {\n${linesOf(68)}};`, functionLength)).toBe(0);
    expect(problemsIn(`const a = () => {\n${linesOf(69)}};`, functionLength)).toBe(1);
    expect(problemsIn(`class A { b() {\n${linesOf(69)}} }`, functionLength)).toBe(1);
    expect(problemsIn(`describe('x', () => {\n${linesOf(69)}});`, functionLength)).toBe(0);
    expect(sources.flatMap(functionLength)).toEqual([]);
  });

  test('has functions of at most three parameters', () => {
    expect(problemsIn('function a(b, c, d) {}', parameterCount)).toBe(0);
    expect(problemsIn('const a = (b, c, d, e) => b;', parameterCount)).toBe(1);
    expect(problemsIn("test.each(a)('b', (c, d, e, f) => c);", parameterCount)).toBe(0);
    expect(sources.flatMap(parameterCount)).toEqual([]);
  });

  test('has a name that says what it holds', () => {
    expect(problemsIn('', fileName, 'src-main/contract/service-item.ts')).toBe(0);
    expect(problemsIn('', fileName, 'src-main/print-service.ts')).toBe(1);
    expect(problemsIn('', fileName, 'src-main/utils/dates.test.ts')).toBe(1);
    expect(sources.flatMap(fileName)).toEqual([]);
  });

  test('has nothing put off, left out or silenced', () => {
    for (const planted of [
      '// TODO later',
      'test.skip("a", b);',
      'describe.only("a", b);',
      'const a = b as any;',
      'const a = b as unknown as C;',
      '// biome-ignore lint: x',
      '// @ts-ignore',
    ]) {
      expect(problemsIn(planted, banned), planted).toBe(1);
    }
    expect(problemsIn('// the same as any other\nconst a = b as unknown;', banned)).toBe(0);
    expect(sources.filter(({ path }) => !path.startsWith('tests/tidy')).flatMap(banned)).toEqual([]);
  });

  test('swallows no error', () => {
    expect(problemsIn('try { a(); } catch { /* it does not matter */ }', emptyCatch)).toBe(1);
    expect(problemsIn('a().catch(() => {});', emptyCatch)).toBe(1);
    expect(problemsIn('try { a(); } catch (error) { b(error); }', emptyCatch)).toBe(0);
    expect(sources.flatMap(emptyCatch)).toEqual([]);
  });
});

test('every package that a terminal loads is in `dependencies`', () => {
  const planted = `import a from 'a/b'; import type { B } from 'b'; import { type C } from 'c'; import '@d/e/f.css';
    import 'node:fs'; import './g.ts'; export { h } from 'h'; await import('i'); require.resolve('j/k.ttf');`;
  expect(packagesLoaded({ path: 'planted.ts', text: planted }).sort()).toEqual(['@d/e', 'a', 'h', 'i', 'j']);

  // Electron is what the shell runs in.
  const atHand = [...Object.keys(manifest.dependencies), 'electron'];
  const isProduct = (path: string) =>
    /^(src-main|hardware|src-renderer)\//.test(path) && !/\.(test|conformance)\.|\/test-|vite\.config/.test(path);
  const missing = sources
    .filter(({ path }) => isProduct(path))
    .flatMap((source) => packagesLoaded(source).map((name) => ({ path: source.path, name })))
    .filter(({ name }) => !atHand.includes(name));
  expect(missing).toEqual([]);
});

describe('every device', () => {
  const whole: Record<string, string> = {
    'index.ts': `import { x } from './kind/model/driver.ts';`,
    'transport/serial.ts': '',
    'kind/kind.ts': '',
    'kind/kind.conformance.ts': '',
    'kind/model/protocol.ts': '',
    'kind/model/driver.ts': '',
    'kind/model/simulator.ts': '',
    'kind/model/README.md': '',
    'kind/model/driver.test.ts': `import { conformance } from '../kind.conformance.ts';`,
  };
  const problems = (files: Record<string, string>) => deviceProblems(Object.keys(files), (path) => files[path] ?? '');

  test('is whole: its interface, its conformance, its simulator, its test, its README and its line in the list', () => {
    expect(problems(whole)).toEqual([]);
    for (const left of Object.keys(whole).filter((path) => path.startsWith('kind/'))) {
      const { [left]: _, ...rest } = whole;
      expect(problems(rest), left).not.toEqual([]);
    }
    expect(problems({ ...whole, 'index.ts': '' })).not.toEqual([]);

    const hardware = join(root, 'hardware');
    expect(deviceProblems(filesBelow(hardware), (path) => read(join(hardware, path)))).toEqual([]);
  });
});

test('the lockfile names the packages of every platform, whatever the registry of the day could serve', () => {
  const planted: Packages = {
    'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { 'a-linux-x64-musl': '1.0.0' } },
  };
  expect(missingOptional(planted)).toHaveLength(1);
  expect(complete(planted)['node_modules/a-linux-x64-musl']).toEqual({
    version: '1.0.0',
    dev: true,
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  });
  const lockfile: { packages: Packages } = JSON.parse(read(join(root, 'package-lock.json')));
  expect(missingOptional(lockfile.packages).map(({ name }) => name)).toEqual([]);
});
