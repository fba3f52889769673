/** A connection to the core on which the hello has been said. What follows on it is relayed, not read. */
import { createConnection, type Socket } from 'node:net';
import { encodeFrame, FrameReader } from '../contract/frames.ts';
import type { FromCore, Role } from '../contract/messages.ts';
import { protocolVersion } from '../contract/protocol-version.ts';
import { err, ok, type Result } from '../contract/result.ts';

export interface CoreSocket {
  readonly socket: Socket;
  /** The core's number of this connection: the one that `session.ended` names. */
  readonly connection: number;
}

export type ConnectFault = 'noAnswer' | 'notOurCore';

/** Bounded: a socket that is not welcomed in time is given up. */
export function connectToCore(path: string, role: Role, timeOutMs: number): Promise<Result<CoreSocket, ConnectFault>> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const reader = new FrameReader();
    const giveUp = (fault: ConnectFault) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(err(fault));
    };
    const timer = setTimeout(() => giveUp('noAnswer'), timeOutMs);
    const failed = () => giveUp('noAnswer');
    socket.once('error', failed);
    socket.once('connect', () => socket.write(encodeFrame({ kind: 'hello', protocol: protocolVersion, role })));
    const onData = (chunk: Buffer) => {
      const frames = reader.push(chunk);
      if (!frames.ok) return giveUp('notOurCore');
      const [first] = frames.value;
      if (first === undefined) return;
      const welcome = first.head as FromCore | null;
      // The core says nothing between its welcome and the first request, so no bytes of the next frame are held here.
      if (welcome?.kind !== 'welcome' || welcome.protocol !== protocolVersion) return giveUp('notOurCore');
      clearTimeout(timer);
      socket.off('data', onData);
      socket.off('error', failed);
      socket.pause();
      resolve(ok({ socket, connection: welcome.connection }));
    };
    socket.on('data', onData);
  });
}
