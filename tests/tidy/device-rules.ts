import { dirname } from 'node:path/posix';

/** Folders of `hardware/` that hold no kind of device. */
const noKinds = ['transport'];
const modelFiles = ['protocol.ts', 'driver.ts', 'simulator.ts', 'README.md'];

/** `files`: all paths under `hardware/`, without that folder. `read` gives a file's text. Gives what is missing. */
export function deviceProblems(files: readonly string[], read: (path: string) => string): string[] {
  const kinds = childFolders(files, '').filter((kind) => !noKinds.includes(kind));
  return kinds.flatMap((kind) => [
    ...missing(files, [`${kind}/${kind}.ts`, `${kind}/${kind}.conformance.ts`]),
    ...childFolders(files, `${kind}/`).flatMap((model) => modelProblems(files, read, { kind, model })),
  ]);
}

function modelProblems(
  files: readonly string[],
  read: (path: string) => string,
  { kind, model }: { kind: string; model: string },
): string[] {
  const folder = `${kind}/${model}`;
  const tests = files.filter((file) => dirname(file) === folder && file.endsWith('.test.ts'));
  const conforms = tests.some((test) => read(test).includes(`../${kind}.conformance.ts'`));
  const listed = read('index.ts').includes(`'./${folder}/driver.ts'`);
  return [
    ...missing(
      files,
      modelFiles.map((file) => `${folder}/${file}`),
    ),
    ...(conforms ? [] : [`hardware/${folder}: no test runs ${kind}.conformance.ts`]),
    ...(listed ? [] : [`hardware/${folder}: not in the list of hardware/index.ts`]),
  ];
}

function missing(files: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((file) => !files.includes(file)).map((file) => `hardware/${file} is missing`);
}

function childFolders(files: readonly string[], parent: string): string[] {
  const below = files.filter((file) => file.startsWith(parent)).map((file) => file.slice(parent.length).split('/'));
  return [...new Set(below.filter((parts) => parts.length > 1).map(([name = '']) => name))];
}
