// Stands in for Electron's default_app in a build that has none: starts the application whose folder is an argument, as
// `electron <folder>` does. An ES module with top-level await, because Electron holds back `ready` until it is through,
// and the application must be able to register its schemes before that (electron/default_app/main.ts).

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Reads `electron [-r module]… [switches] folder`; a switch's value is written with `=`. */
function readArguments(args) {
  const preloaded = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '-r' || args[i] === '--require') preloaded.push(args[++i]);
    else if (!args[i].startsWith('-') && existsSync(join(args[i], 'package.json')))
      return { preloaded, folder: resolve(args[i]) };
  }
  return { preloaded, folder: undefined };
}

async function start({ preloaded, folder }) {
  if (folder === undefined)
    throw new Error('No argument is the folder of an application (a folder with a package.json).');
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setAppPath(folder);
  if (description.version) app.setVersion(description.version);
  app.name = description.productName ?? description.name;
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.name));
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  const require = createRequire(join(folder, 'package.json'));
  for (const module of preloaded) require(resolve(module));
  await import(pathToFileURL(join(folder, description.main ?? 'index.js')));
}

try {
  await start(readArguments(process.argv.slice(1)));
} catch (error) {
  process.stderr.write(`The application did not start: ${error instanceof Error ? error.stack : error}\n`);
  app.exit(1);
}
