/** A serial port: UART, USB-CDC or pty. 8 data bits, no parity, 1 stop bit, no flow control. */
import type { SerialPort } from 'serialport';
import { err, ok, type Result } from '../../src-main/contract/result.ts';
import { boundedWrite, timeOutAfter } from './bounded-write.ts';
import { linkEvents } from './link-events.ts';
import type { Link, Transport, TransportFault } from './transport.ts';

export interface SerialOptions {
  /** `/dev/serial/by-id/…` on a machine, `COM3` on Windows. */
  readonly path: string;
  readonly baudRate: number;
}

/** The kernel may hold a closing port until its bytes have left; nobody waits longer than this for it. */
const closeTimeOutMs = 2000;

/** @returns a transport over that port. A port that another process holds is `busy`, a missing path `notFound`. */
export function serialTransport({ path, baudRate }: SerialOptions): Transport {
  return { description: `${path} ${baudRate}`, open: (timeOutMs) => openSerial({ path, baudRate }, timeOutMs) };
}

async function openSerial(options: SerialOptions, timeOutMs: number): Promise<Result<Link, TransportFault>> {
  // Loaded with the first port: its native parts take longer to load than the core has at start.
  const { SerialPort } = await import('serialport');
  const port = new SerialPort({ ...options, autoOpen: false });
  const link = linkOf(port);
  const timer = timeOutAfter(timeOutMs);
  const opened = new Promise<Result<Link, TransportFault>>((resolve) => {
    port.open((error) => resolve(error === null ? ok(link) : err(openFault(error.message))));
  });
  const first = await Promise.race([opened, timer.fault]);
  timer.cancel();
  // An open that succeeds after its time-out would hold the lock of a port that nobody uses.
  if (!first.ok && first.error === 'timeOut') {
    void opened.then(async (late) => {
      if (late.ok) await late.value.close();
    });
  }
  return first;
}

function linkOf(port: SerialPort): Link {
  const events = linkEvents();
  const closePort = () => new Promise<void>((resolve) => port.close(() => resolve()));
  // serialport sees an unplug only while it reads, and a process without an 'error' listener dies of it.
  port.on('data', (chunk: Buffer) => events.data(new Uint8Array(chunk)));
  port.on('close', () => events.end('closed'));
  port.on('error', () => {
    events.end('closed');
    if (port.isOpen) void closePort();
  });
  return {
    // drain() can hang for ever on a peer that reads nothing, so a chunk counts as sent when the kernel took it.
    write: boundedWrite(events, (chunk, done) => port.write(Buffer.from(chunk), done)),
    onData: events.onData,
    onClose: events.onClose,
    close: async () => {
      const timer = timeOutAfter(closeTimeOutMs);
      if (port.isOpen) await Promise.race([closePort(), timer.fault]);
      timer.cancel();
      events.end('closed');
    },
  };
}

/** The binding gives no error codes, only the text of strerror (Linux, macOS) or its own words (Windows). */
function openFault(message: string): TransportFault {
  if (/cannot lock port|resource (temporarily unavailable|busy)/i.test(message)) return 'busy';
  if (/no such (file|device)|file not found/i.test(message)) return 'notFound';
  // Windows says "Access denied" of a port that another process holds.
  if (/access denied/i.test(message)) return 'busy';
  if (/permission denied|operation not permitted/i.test(message)) return 'notPermitted';
  return 'failed';
}
