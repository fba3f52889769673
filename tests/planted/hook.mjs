/**
 * Loaded with `node --import`: plants one change into one source file of the process under test. The text must
 * stand in the file exactly once, so that a plant can never quietly miss.
 */
import { registerHooks } from 'node:module';

const { file, find, replace } = JSON.parse(process.env.CHANGMING_PLANT ?? 'null');
let planted = false;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(`/${file}`)) return loaded;
    const source = String(loaded.source);
    if (source.split(find).length !== 2) throw new Error(`plant: not exactly once in ${file}: ${find}`);
    planted = true;
    return { ...loaded, source: source.replace(find, () => replace) };
  },
});

process.on('exit', () => {
  if (!planted) process.stderr.write(`plant: ${file} was never loaded\n`);
});
