/** The bench panel: its page, the state behind it and the actions it can take, on one loopback port. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { syntheticCard, syntheticCardKeys } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import { DockAction, type DockState } from '../contract/dock.ts';
import { assertNever } from '../contract/result.ts';
import type { Dock } from './dock.ts';

export interface Panel {
  readonly url: string;
  close(): Promise<void>;
}

/** Of the roll when it is nearly at its end, as the sensor of a real printer sees it: about a metre. */
const nearEndDots = 8_000;

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** @param pageFolder the built panel: index.html and what it names */
export async function servePanel(dock: Dock, pageFolder: string): Promise<Panel> {
  const bench = benchOf(dock);
  const server = createServer((request, response) => {
    void respond({ dock, bench, pageFolder }, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Served {
  readonly dock: Dock;
  readonly bench: Bench;
  readonly pageFolder: string;
}

async function respond(
  { dock, bench, pageFolder }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const slip = /^\/slips\/(\d+)\.png$/.exec(pathname);
  if (request.method === 'POST' && pathname === '/act') {
    const action = DockAction.safeParse(JSON.parse(await text(request)));
    if (!action.success) return send(response, [400, 'text/plain; charset=utf-8'], 'unknown action');
    await bench.act(action.data);
    return send(response, [200, 'application/json'], '{}');
  }
  if (pathname === '/state') return send(response, [200, 'application/json'], JSON.stringify(await bench.state()));
  if (slip !== null) {
    const picture = dock.printer.simulator.slips()[Number(slip[1])];
    return picture === undefined
      ? send(response, [404, 'text/plain'], '')
      : send(response, [200, 'image/png'], picture.png());
  }
  const path = normalize(join(pageFolder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)));
  const type = types[extname(path)];
  if (type === undefined || !path.startsWith(pageFolder + sep)) return send(response, [404, 'text/plain'], '');
  const bytes = await readFile(path).catch(() => undefined);
  return bytes === undefined ? send(response, [404, 'text/plain'], '') : send(response, [200, type], bytes);
}

function send(response: ServerResponse, [status, type]: readonly [number, string], body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

interface Bench {
  state(): Promise<DockState>;
  act(action: DockAction): Promise<void>;
}

/** What the panel has set, beside what the simulators know. */
function benchOf({ reader, printer, sandbox }: Dock): Bench {
  let card: string | undefined;
  let plugged = { reader: true, printer: true };
  let paper: DockState['paper'] = 'full';
  let coverOpen = false;

  async function act(action: DockAction): Promise<void> {
    switch (action.do) {
      case 'presentCard':
        card = action.card;
        return reader.simulator.present(syntheticCard(action.card));
      case 'removeCard':
        card = undefined;
        return reader.simulator.remove();
      case 'unplug':
      case 'replug': {
        const device = action.device === 'reader' ? reader : printer;
        await (action.do === 'unplug' ? device.unplug() : device.replug());
        plugged = { ...plugged, [action.device]: action.do === 'replug' };
        return;
      }
      case 'network':
        return sandbox.behave({ kind: action.up ? 'up' : 'down' });
      case 'paper':
        paper = action.left;
        printer.simulator.loadPaper();
        if (paper !== 'full') printer.simulator.endPaperAfter(paper === 'out' ? 0 : nearEndDots);
        return;
      case 'cover':
        coverOpen = action.open;
        return printer.simulator.set({ coverOpen });
      case 'takePaper':
        printer.simulator.takePaper();
        return;
      default:
        return assertNever(action);
    }
  }

  return {
    act,
    state: async () => ({
      cards: [...syntheticCardKeys],
      ...(card === undefined ? {} : { card }),
      readerPlugged: plugged.reader,
      printerPlugged: plugged.printer,
      networkUp: sandbox.behaviour().kind !== 'down',
      paper,
      coverOpen,
      slips: printer.simulator.slips().map((_, index) => index),
      received: (await sandbox.received()).map(({ caseNumber, receivedAt, submission, payload }) => ({
        caseNumber,
        receivedAt,
        localNumber: submission.localNumber,
        itemCode: submission.itemCode,
        payload: JSON.stringify(payload, null, 2),
      })),
    }),
  };
}
