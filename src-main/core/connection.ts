/** One peer on the core's socket: the shell, or the screen of one citizen. */
import type { Socket } from 'node:net';
import type { EventName, EventPayload } from '../contract/events.ts';
import { encodeFrame } from '../contract/frames.ts';
import type { EventMessage, Reply, Role, Welcome } from '../contract/messages.ts';
import type { Session } from './session.ts';

/** A peer that takes nothing for this long a backlog is cut off rather than kept in memory. */
const backlogBytesMax = 16 << 20;

export interface Connection {
  readonly id: number;
  role?: Role;
  session?: Session;
  readonly socket: Socket;
  /** Requests taken and not yet answered. */
  pending: number;
}

export function sendTo(connection: Connection, message: Welcome | Reply | EventMessage): void {
  if (connection.socket.destroyed) return;
  connection.socket.write(encodeFrame(message));
  if (connection.socket.writableLength > backlogBytesMax) connection.socket.destroy();
}

export function sendEvent<N extends EventName>(connection: Connection, event: N, payload: EventPayload<N>): void {
  sendTo(connection, { kind: 'event', event, payload });
}
