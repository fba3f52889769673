/**
 * `node core/main.js --config <terminal.json> [--log <file>]`
 * Ends with 2 for a wrong configuration, 3 for a database that must not be used, 4 for a wrong Node.
 */
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { startCore } from './core.ts';
import { openLog } from './log.ts';
import type { StoreFault } from './store/store.ts';

const storeFaults: Record<StoreFault, string> = {
  inUse:
    'Another core is already running on this database. Stop it first; two cores on one queue could double what citizens handed in.',
  fromNewerVersion:
    'The database was written by a newer version of this program. Install that version again; nothing was changed.',
  notOurs:
    'The file changming.db in the data folder belongs to another program. Point dataFolder elsewhere; nothing was changed.',
  damaged:
    'The database is damaged. Nothing was changed or deleted. Copy the whole data folder to a safe place, then call the vendor.',
};

function stop(code: number, message: string): never {
  console.error(`changming core: ${message}`);
  process.exit(code);
}

// better-sqlite3's binary needs Node-API 10 and crashes without a word on older Nodes.
if (Number(process.versions.node.split('.')[0]) < 24) {
  stop(4, `needs Node 24 or newer, this is ${process.version}. Start it with the node of this installation.`);
}
function readArguments(): { config: string; log: string | undefined } {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' }, log: { type: 'string' } } });
    if (values.config !== undefined) return { config: values.config, log: values.log };
  } catch (error) {
    return stop(2, error instanceof Error ? error.message : String(error));
  }
  return stop(2, 'name the configuration: --config <terminal.json>');
}

const values = readArguments();
const config = readConfig(values.config);
if (!config.ok) stop(2, config.error);
const core = await startCore(config.value, openLog(values.log));
if (!core.ok) stop(3, `${storeFaults[core.error]} (${config.value.dataFolder})`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void core.value.stop().then(() => process.exit(0));
  });
}
