/** Bytes in, bytes out. What a driver is given; the only place that knows ports and sockets is this folder. */
import type { Result } from '../../src-main/contract/result.ts';

export type TransportFault =
  | 'notFound' // no such path, or nobody listens
  | 'busy' // another process holds the port
  | 'notPermitted'
  | 'closed' // the peer or the cable is gone
  | 'timeOut' // the peer takes no bytes
  | 'failed';

/** An open connection. After `onClose` was called, or after `close`, it is dead for ever: open a new one. */
export interface Link {
  /** Resolves when the operating system has taken all bytes, or after `timeOutMs` with the fault. */
  write(bytes: Uint8Array, timeOutMs: number): Promise<Result<undefined, TransportFault>>;
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Called once, also when the other side went away by itself. */
  onClose(listener: (fault: TransportFault) => void): void;
  close(): Promise<void>;
}

export interface Transport {
  /** For people: `/dev/ttyUSB0 115200`, `192.168.1.9:9100`. */
  readonly description: string;
  open(timeOutMs: number): Promise<Result<Link, TransportFault>>;
}
