/** `npm run sandbox -- [--port n] [--control-port n] [--data folder] [--enrol code]…`: a platform on this machine, until Ctrl-C. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8460' },
    'control-port': { type: 'string', default: '8461' },
    data: { type: 'string', default: 'out/sandbox' },
    enrol: { type: 'string', multiple: true, default: [] },
  },
});

const folder = resolve(values.data);
mkdirSync(folder, { recursive: true, mode: 0o700 });
const sandbox = await startSandbox({
  databasePath: join(folder, 'sandbox.db'),
  port: portOf(values.port),
  controlPort: portOf(values['control-port']),
});
for (const code of values.enrol) sandbox.addEnrolmentCode(code);

console.log(`platform    ${sandbox.url}`);
console.log(`page        ${sandbox.controlUrl}/`);
console.log(`data        ${folder}`);
console.log(`sealing key ${JSON.stringify(sandbox.sealingPublicJwk)}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`${text} is no port`);
  return port;
}
