// Rules for one source file. Each takes the file and gives what is wrong, a line each; nothing is wrong when it gives none.

import { type ESTree, parseSync } from 'vite';

export type Source = { path: string; text: string };
export type Rule = (source: Source) => string[];

const maxFileLines = 300;
const maxFunctionLines = 70;
const maxParameters = 3;

export const fileLength: Rule = ({ path, text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > maxFileLines ? [`${path}: ${lines} lines`] : [];
};

export const functionLength: Rule = (source) =>
  functionsIn(source).flatMap(({ fn, argumentOf }) => {
    const first = lineOf(source.text, fn.start);
    const lines = lineOf(source.text, fn.end) - first + 1;
    // The body of a `describe` is a list of tests and no function to read through.
    if (lines <= maxFunctionLines || /^describe\b/.test(argumentOf)) return [];
    return [`${source.path}:${first}: a function of ${lines} lines`];
  });

export const parameterCount: Rule = (source) =>
  functionsIn(source).flatMap(({ fn, argumentOf }) => {
    // The signature of a callback is that of whoever calls it.
    if (fn.params.length <= maxParameters || argumentOf !== '') return [];
    return [`${source.path}:${lineOf(source.text, fn.start)}: ${fn.params.length} parameters`];
  });

type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

/** All functions; `argumentOf` is what is called with the function, as written, or empty. */
function functionsIn(source: Source): { fn: FunctionNode; argumentOf: string }[] {
  const callees = new Map<ESTree.Node, string>();
  for (const node of nodesOf(source)) {
    if (node.type !== 'CallExpression') continue;
    for (const argument of node.arguments) callees.set(argument, textOf(source, node.callee));
  }
  return nodesOf(source)
    .filter((node) => isFunction(node))
    .map((fn) => ({ fn, argumentOf: callees.get(fn) ?? '' }));
}

function isFunction(node: ESTree.Node): node is FunctionNode {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);
}

/** `x-helper.ts`, `utils/`: a name that ends so says nothing about what the file holds. */
export const fileName: Rule = ({ path }) =>
  path
    .split('/')
    .map((part) => part.replace(/\..*$/, ''))
    .filter((part) => /(^|-)(services?|managers?|helpers?|utils?)$/.test(part))
    .map((part) => `${path}: "${part}" does not say what it is`);

const markers = ['TODO', 'FIXME', 'biome-ignore', '@ts-ignore', '@ts-nocheck', '@ts-expect-error'];
const notRun = /\.(skip|only|todo|skipIf|runIf)\(/;

export const banned: Rule = (source) => {
  const lines = source.text
    .split('\n')
    .flatMap((line, i) =>
      [...markers.filter((marker) => line.includes(marker)), ...(notRun.exec(line) ?? []).slice(0, 1)].map(
        (marker) => `${source.path}:${i + 1}: ${marker}`,
      ),
    );
  const casts = nodesOf(source)
    .filter((node) => node.type === 'TSAsExpression')
    .filter(({ expression, typeAnnotation }) => typeAnnotation.type === 'TSAnyKeyword' || isCastToUnknown(expression))
    .map(({ start }) => `${source.path}:${lineOf(source.text, start)}: a cast that checks nothing`);
  return [...lines, ...casts];
};

function isCastToUnknown(node: ESTree.Node): boolean {
  return node.type === 'TSAsExpression' && node.typeAnnotation.type === 'TSUnknownKeyword';
}

export const emptyCatch: Rule = (source) =>
  nodesOf(source)
    .filter((node) => {
      if (node.type === 'CatchClause') return node.body.body.length === 0;
      if (node.type !== 'CallExpression' || !textOf(source, node.callee).endsWith('.catch')) return false;
      const [handler] = node.arguments;
      if (handler?.type !== 'ArrowFunctionExpression') return false;
      return handler.body?.type === 'BlockStatement' && handler.body.body.length === 0;
    })
    .map(({ start }) => `${source.path}:${lineOf(source.text, start)}: an error is swallowed`);

/** The packages that are loaded when the file runs: no types, no part of Node, and no files. */
export function packagesLoaded(source: Source): string[] {
  const names = nodesOf(source).flatMap((node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return node.importKind === 'type' || onlyTypes(node.specifiers) ? [] : [node.source.value];
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        return node.source === null || node.exportKind === 'type' ? [] : [node.source.value];
      case 'ImportExpression':
        return literalText(node.source);
      case 'CallExpression': {
        const loads = ['require', 'require.resolve', 'import.meta.resolve'].includes(textOf(source, node.callee));
        return loads ? literalText(node.arguments[0]) : [];
      }
      default:
        return [];
    }
  });
  return [...new Set(names.filter((name) => !/^(\.|\/|node:)/.test(name)).map(packageName))];
}

function onlyTypes(specifiers: readonly ESTree.ImportDeclarationSpecifier[]): boolean {
  const ofType = (one: ESTree.ImportDeclarationSpecifier) =>
    one.type === 'ImportSpecifier' && one.importKind === 'type';
  return specifiers.length > 0 && specifiers.every(ofType);
}

function literalText(node: ESTree.Node | undefined): string[] {
  return node?.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [];
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const parsed = new WeakMap<Source, ESTree.Node[]>();

/** Every node of the file's syntax tree. */
function nodesOf(source: Source): ESTree.Node[] {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new Error(`${source.path} cannot be parsed: ${errors[0]?.message}`);
  const nodes: ESTree.Node[] = [program];
  for (const node of nodes) nodes.push(...Object.values(node).flat().filter(isNode));
  parsed.set(source, nodes);
  return nodes;
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function textOf({ text }: Source, { start, end }: ESTree.Node): string {
  return text.slice(start, end);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
