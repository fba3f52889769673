import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { joinBytes } from '../../src-main/contract/frames.ts';
import { must } from '../../src-main/contract/result.ts';
import { memoryPair, memoryTransport } from './memory.ts';
import { openPtyPair, type PtyPair } from './pty-pair.ts';
import { serialTransport } from './serial.ts';
import { listenTcp, tcpTransport } from './tcp.ts';
import type { Link, Transport, TransportFault } from './transport.ts';

const openTimeOutMs = 2000;
const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function openLink(transport: Transport): Promise<Link> {
  const opened = await transport.open(openTimeOutMs);
  if (!opened.ok) throw new Error(`${transport.description}: ${opened.error}`);
  cleanUps.push(() => opened.value.close());
  return opened.value;
}

async function openFault(transport: Transport): Promise<TransportFault | undefined> {
  const opened = await transport.open(openTimeOutMs);
  return opened.ok ? undefined : opened.error;
}

async function pluggedIn(): Promise<PtyPair> {
  const pair = await openPtyPair();
  cleanUps.push(pair.close);
  return pair;
}

const serial = (path: string) => serialTransport({ path, baudRate: 115200 });

function bytesFrom(link: Link, count: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    link.onData((chunk) => {
      chunks.push(chunk);
      const all = joinBytes(chunks);
      if (all.length >= count) resolve(all);
    });
  });
}

const endOf = (link: Link) => new Promise<TransportFault>((resolve) => link.onClose(resolve));
const everyByte = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) & 0xff);

async function ptyLinks(): Promise<[Link, Link]> {
  const pair = await pluggedIn();
  return [await openLink(serial(pair.a)), await openLink(serial(pair.b))];
}

async function tcpLinks(): Promise<[Link, Link]> {
  const accepted = Promise.withResolvers<Link>();
  const server = await listenTcp(accepted.resolve);
  cleanUps.push(server.close);
  return [await openLink(tcpTransport({ host: '127.0.0.1', port: server.port })), await accepted.promise];
}

describe.each([
  ['serial', ptyLinks],
  ['tcp', tcpLinks],
  ['memory', async () => memoryPair()],
])('any link: %s', (_name, links) => {
  test('all bytes, every value of them, arrive in order in both directions', async () => {
    const [a, b] = await links();
    const atB = bytesFrom(b, everyByte.length);
    expect(await a.write(everyByte, 2000)).toEqual({ ok: true });
    expect(await atB).toEqual(everyByte);
    const atA = bytesFrom(a, 3);
    await b.write(Uint8Array.of(0x11, 0x13, 0x03), 2000);
    expect(await atA).toEqual(Uint8Array.of(0x11, 0x13, 0x03));
  });

  test('writes that were not awaited leave in the order of the calls', async () => {
    const [a, b] = await links();
    const atB = bytesFrom(b, 4096);
    await Promise.all([a.write(new Uint8Array(2048).fill(1), 2000), a.write(new Uint8Array(2048).fill(2), 2000)]);
    const got = await atB;
    expect(got.indexOf(2)).toBe(2048);
  });

  test('after close it takes no bytes, and whoever asks is told that it is closed', async () => {
    const [a] = await links();
    let told = 0;
    a.onClose(() => told++);
    await a.close();
    await a.close();
    expect(told).toBe(1);
    expect(await a.write(Uint8Array.of(1), 500)).toEqual({ ok: false, error: 'closed' });
    expect(await endOf(a)).toBe('closed');
  });
});

describe('a serial port', () => {
  test('that is not there is not found; a file that is no port fails', async () => {
    expect(await openFault(serial('/dev/changming-nothing'))).toBe('notFound');
    expect(await openFault(serial('/dev/null'))).toBe('failed');
  });

  test('that another holds is busy, and free again after its close', async () => {
    const pair = await pluggedIn();
    const first = await openLink(serial(pair.a));
    expect(await openFault(serial(pair.a))).toBe('busy');
    await first.close();
    await openLink(serial(pair.a));
  });

  test('an unplug is told to both ends, and under the same path they meet again', async () => {
    const pair = await pluggedIn();
    const ends = [await openLink(serial(pair.a)), await openLink(serial(pair.b))].map(endOf);
    await pair.unplug();
    expect(await Promise.all(ends)).toEqual(['closed', 'closed']);
    expect(await openFault(serial(pair.a))).toBe('notFound');
    await pair.replug();
    const [a, b] = [await openLink(serial(pair.a)), await openLink(serial(pair.b))];
    const atB = bytesFrom(b, 2);
    await a.write(Uint8Array.of(4, 2), 1000);
    expect(await atB).toEqual(Uint8Array.of(4, 2));
  });

  test('a peer that reads nothing costs a write its time-out and no more, and the next one too', async () => {
    const pair = await pluggedIn();
    const a = await openLink(serial(pair.a));
    const startMs = performance.now();
    expect(await a.write(new Uint8Array(300_000), 400)).toEqual({ ok: false, error: 'timeOut' });
    expect(await a.write(Uint8Array.of(1), 200)).toEqual({ ok: false, error: 'timeOut' });
    await a.close();
    expect(performance.now() - startMs).toBeLessThan(1500);
  });

  test('the cable is pulled while bytes leave: the write ends', async () => {
    const pair = await pluggedIn();
    const a = await openLink(serial(pair.a));
    const written = a.write(new Uint8Array(300_000), 10_000);
    await pair.unplug();
    expect(await written).toEqual({ ok: false, error: 'closed' });
  });
});

describe('a pty pair', () => {
  test('leaves nothing behind', async () => {
    const pair = await openPtyPair();
    expect(existsSync(pair.a)).toBe(true);
    await pair.close();
    await pair.close();
    expect(existsSync(pair.a)).toBe(false);
    expect(existsSync(must(pair.a.match(/^(.*)\/a$/)?.[1], 'the path of an end lies in a folder'))).toBe(false);
  });
});

describe('tcp', () => {
  test('nobody listening is not found', async () => {
    const server = await listenTcp(() => {});
    await server.close();
    expect(await openFault(tcpTransport({ host: '127.0.0.1', port: server.port }))).toBe('notFound');
  });

  test('a peer that went away ends the link; bytes written before a close still arrive', async () => {
    const [a, b] = await tcpLinks();
    const end = endOf(b);
    const atB = bytesFrom(b, everyByte.length);
    await a.write(everyByte, 1000);
    await a.close();
    expect(await atB).toEqual(everyByte);
    expect(await end).toBe('closed');
  });
});

describe('memory', () => {
  test('each opening is a device that was just plugged in', async () => {
    const fars: Link[] = [];
    const transport = memoryTransport((far) => fars.push(far));
    const near = await openLink(transport);
    const end = endOf(near);
    await must(fars[0], 'the first opening').close();
    expect(await end).toBe('closed');
    await openLink(transport);
    expect(fars).toHaveLength(2);
  });
});
