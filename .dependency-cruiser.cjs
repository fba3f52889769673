// Who may import whom (README, "The tree"). `npm run check` enforces it.

/** A folder's code may import its own folder, these folders, and packages. Tests and scripts may import anything. */
const mayImport = {
  'src-main/contract': [],
  'src-main/catalogue': ['src-main/contract'],
  hardware: ['src-main/contract'],
  'src-main/platform': ['src-main/contract', 'src-main/catalogue'],
  'src-main/core': ['src-main/contract', 'src-main/catalogue', 'src-main/platform', 'hardware'],
  // The bench: simulators and sandbox together, for development and tests. No product code imports it.
  'src-main/dock': ['src-main/contract', 'src-main/catalogue', 'src-main/platform', 'hardware'],
  // Both reach the core through a socket: the core is started by its path.
  'src-main/shell': ['src-main/contract'],
  'src-main/preload': ['src-main/contract'],
  'src-renderer': ['src-main/contract', 'src-main/catalogue'],
};

/** A package that only these folders may import, because everything else must go through them. */
const packageOnlyIn = {
  serialport: ['hardware/transport'],
  'node-hid': ['hardware/transport'],
  'better-sqlite3': ['src-main/core/store', 'src-main/platform/sandbox'],
  electron: ['src-main/shell', 'src-main/preload', 'scripts/electron-loader'],
  react: ['src-renderer'],
};

const builtin = `^(node:)?(${require('node:module').builtinModules.join('|')})$`;
const product = '^(src-main|hardware|src-renderer)/';
const test = '\\.(test|conformance)\\.tsx?$|^tests/|/test-[^/]*\\.ts$';
const folder = (path) => `^${path}/`;
const package_ = (name) => `(^|/)node_modules/(@types/)?${name}(/|$)`;

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([from, to]) => ({
      name: `imports-of-${from}`,
      severity: 'error',
      comment: `${from} imports its own files${to.length > 0 ? ' and those of ' : ''}${to.join(', ')}.`,
      from: { path: folder(from), pathNot: test },
      to: { path: ['^(src-main|src-renderer|hardware|tests|scripts)/'], pathNot: [from, ...to].map(folder) },
    })),
    ...Object.entries(packageOnlyIn).map(([name, folders]) => ({
      name: `only-one-place-imports-${name}`,
      severity: 'error',
      comment: `${name} is imported only in ${folders.join(', ')}.`,
      from: { pathNot: [test, ...folders.map(folder)] },
      to: { path: package_(name) },
    })),
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      from: { path: folder('src-main/contract'), pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev'], pathNot: package_('zod') },
    },
    {
      name: 'screen-runs-in-a-browser',
      severity: 'error',
      comment: 'Nothing that the screen reaches, through any number of files, may need Node.',
      from: { path: folder('src-renderer'), pathNot: [test, '/vite\\.config\\.ts$'] },
      to: { path: builtin, reachable: true },
    },
    {
      name: 'no-product-code-on-tests',
      severity: 'error',
      from: { path: product, pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      // A cycle of types alone is none when the program runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-file-that-nothing-needs',
      severity: 'error',
      from: { orphan: true, path: product, pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      comment: 'An import that package.json does not name works by luck, until npm arranges node_modules otherwise.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-at-run-time',
      severity: 'error',
      comment:
        'What runs on a terminal is in `dependencies`. Electron is the exception: it is what the program runs in.',
      from: { path: product, pathNot: [test, '/vite\\.config\\.ts$', '\\.d\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], pathNot: [package_('electron'), '/@types/'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface; swc reads the files, imports of types included.
    parser: 'swc',
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'types', 'default'],
    },
  },
};
