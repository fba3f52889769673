/**
 * The core's socket: mode 0600, frames of the contract. A malformed frame, a request before the hello or a peer
 * that floods closes that connection and nothing else.
 */
import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { type CallName, callNames, calls } from '../contract/calls.ts';
import { type Frame, FrameReader } from '../contract/frames.ts';
import { type Request, ToCore } from '../contract/messages.ts';
import { protocolVersion } from '../contract/protocol-version.ts';
import { err, type Result } from '../contract/result.ts';
import { type Connection, sendTo } from './connection.ts';
import type { Core } from './core.ts';
import { handlers } from './handlers.ts';

const pendingMax = 32;
const connectionsMax = 16;

export interface CoreServer {
  readonly connections: ReadonlySet<Connection>;
  close(): Promise<void>;
}

/** Listens on the configured path. The caller owns the database, so a socket file that is there is a dead one. */
export async function serve(core: Core, onClosed: (connection: Connection) => void): Promise<CoreServer> {
  const connections = new Set<Connection>();
  let lastId = 0;
  const server = createServer((socket) => {
    if (connections.size >= connectionsMax) return void socket.destroy();
    lastId += 1;
    const connection: Connection = { id: lastId, socket, pending: 0 };
    connections.add(connection);
    receive(core, connection);
    socket.once('close', () => {
      connections.delete(connection);
      onClosed(connection);
    });
  });
  await listen(server, core.config.socketPath);
  return {
    connections,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const connection of connections) connection.socket.destroy();
      await closed;
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  const pipe = process.platform === 'win32';
  if (!pipe && existsSync(path)) unlinkSync(path);
  const umask = pipe ? undefined : process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => resolve());
    });
  } finally {
    if (umask !== undefined) process.umask(umask);
  }
  if (!pipe) chmodSync(path, 0o600);
}

function receive(core: Core, connection: Connection): void {
  const { socket } = connection;
  const reader = new FrameReader();
  // A peer that dies resets its socket; 'close' follows and is where the session ends.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const frames = reader.push(chunk);
    if (!frames.ok) return refuse(core, socket, { id: connection.id, why: frames.error });
    for (const frame of frames.value) {
      const fault = take(core, connection, frame);
      if (fault !== undefined) return refuse(core, socket, { id: connection.id, why: fault });
    }
  });
}

function refuse(core: Core, socket: Socket, { id, why }: { id: number; why: string }): void {
  core.log({ event: 'connectionClosed', connection: id, why });
  socket.destroy();
}

/** @returns why the connection must end, or undefined. */
function take(core: Core, connection: Connection, frame: Frame): string | undefined {
  const message = ToCore.safeParse(frame.head);
  if (!message.success) return 'messageWrong';
  if (message.data.kind === 'hello') {
    if (connection.role !== undefined) return 'secondHello';
    if (message.data.protocol !== protocolVersion) return 'protocolDiffers';
    connection.role = message.data.role;
    sendTo(connection, {
      kind: 'welcome',
      protocol: protocolVersion,
      connection: connection.id,
      coreVersion: core.version,
    });
    return undefined;
  }
  if (connection.role === undefined) return 'noHello';
  if (connection.pending >= pendingMax) return 'tooManyRequests';
  void answer(core, connection, message.data);
  return undefined;
}

async function answer(core: Core, connection: Connection, request: Request): Promise<void> {
  connection.pending += 1;
  const result = await dispatch(core, connection, request);
  connection.pending -= 1;
  if (!result.ok) {
    core.log({ event: 'requestRefused', connection: connection.id, call: request.call, error: String(result.error) });
  }
  sendTo(connection, { kind: 'reply', id: request.id, result });
}

async function dispatch(core: Core, connection: Connection, request: Request): Promise<Result<unknown, string>> {
  const name = callNames.find((known) => known === request.call);
  if (name === undefined) return err('badRequest');
  return run(core, connection, { name, params: request.params });
}

async function run<N extends CallName>(
  core: Core,
  connection: Connection,
  request: { name: N; params: unknown },
): Promise<Result<unknown, string>> {
  const call = calls[request.name];
  const params = call.params.safeParse(request.params);
  if (!params.success) return err('badRequest');
  if (call.session && connection.session === undefined) return err('noSession');
  if (connection.session !== undefined) connection.session.lastCallMs = core.clock.monotonicMs();
  return handlers[request.name](core, connection, params.data as never);
}
