// Plain JavaScript, because the Node that it turns away cannot read TypeScript. `better-sqlite3` 13 does not refuse an old
// Node, it crashes it; the npm package `node` puts the right one first on the PATH of every npm script.
'use strict';

const needed = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < needed) {
  process.stderr.write(
    `This is Node ${process.versions.node}; Changming needs Node ${needed} or newer.\n` +
      'The npm package `node` brings it: run `npm ci` (its install script must be allowed; if scripts were left out, `npm\n' +
      'rebuild node`), then start with an npm script (`npm test`, `npm start`) or put node_modules/.bin first on the PATH.\n',
  );
  process.exit(1);
}
