/** A TCP connection, as network printers take it on port 9100. */
import { createServer, type Server, Socket } from 'node:net';
import { err, ok, type Result } from '../../src-main/contract/result.ts';
import { boundedWrite, timeOutAfter } from './bounded-write.ts';
import { linkEvents } from './link-events.ts';
import type { Link, Transport, TransportFault } from './transport.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
}

const closeTimeOutMs = 2000;

/** @returns a transport to that address. Nobody listening is `notFound`, an address that does not answer `timeOut`. */
export function tcpTransport({ host, port }: TcpOptions): Transport {
  return { description: `${host}:${port}`, open: (timeOutMs) => connectTcp({ host, port }, timeOutMs) };
}

async function connectTcp(options: TcpOptions, timeOutMs: number): Promise<Result<Link, TransportFault>> {
  const socket = new Socket();
  const link = linkOf(socket);
  const timer = timeOutAfter(timeOutMs);
  const connected = new Promise<Result<Link, TransportFault>>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(err(connectFault(error.code))));
    socket.connect(options, () => resolve(ok(link)));
  });
  const first = await Promise.race([connected, timer.fault]);
  timer.cancel();
  if (!first.ok) socket.destroy();
  return first;
}

/**
 * Listens on a free port of the loopback address: the device side of a simulator.
 * @param onLink listens to the link in the same turn, or misses its first bytes
 */
export async function listenTcp(onLink: (link: Link) => void): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    onLink(linkOf(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: portOf(server), close };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port');
  return address.port;
}

function linkOf(socket: Socket): Link {
  const events = linkEvents();
  socket.setNoDelay(true);
  socket.on('data', (chunk) => events.data(new Uint8Array(chunk)));
  socket.on('error', () => events.end('closed'));
  socket.on('close', () => events.end('closed'));
  return {
    write: boundedWrite(events, (chunk, done) => socket.write(chunk, done)),
    onData: events.onData,
    onClose: events.onClose,
    close: async () => {
      if (!socket.destroyed) await closeSocket(socket);
      events.end('closed');
    },
  };
}

/** Lets what was written leave first: a connection that is torn down may take it back. */
async function closeSocket(socket: Socket): Promise<void> {
  const timer = timeOutAfter(closeTimeOutMs);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.destroySoon();
  await Promise.race([closed, timer.fault]);
  timer.cancel();
  socket.destroy();
}

function connectFault(code: string | undefined): TransportFault {
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOTFOUND':
      return 'notFound';
    case 'ETIMEDOUT':
      return 'timeOut';
    case 'EACCES':
    case 'EPERM':
      return 'notPermitted';
    default:
      return 'failed';
  }
}
