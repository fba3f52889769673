/** A driver and its simulator at two ends of a real cable, for tests. */
import { systemClock } from '../../../src-main/contract/clock.ts';
import { must } from '../../../src-main/contract/result.ts';
import { openPtyPair } from '../../transport/pty-pair.ts';
import { serialTransport } from '../../transport/serial.ts';
import { listenTcp, tcpTransport } from '../../transport/tcp.ts';
import type { Transport } from '../../transport/transport.ts';
import type { PrinterBench } from '../receipt-printer.conformance.ts';
import { type EscposRasterOptions, escposRasterPrinter } from './driver.ts';
import { type EscposSimulator, type EscposSimulatorOptions, escposSimulator } from './simulator.ts';

export interface EscposBench extends PrinterBench {
  readonly simulator: EscposSimulator;
}

export interface BenchOptions {
  readonly driver?: Partial<EscposRasterOptions>;
  readonly simulator?: EscposSimulatorOptions;
}

interface Cable {
  readonly transport: Transport;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  close(): Promise<void>;
}

export async function ptyBench(options: BenchOptions = {}): Promise<EscposBench> {
  const simulator = escposSimulator(options.simulator);
  const pair = await openPtyPair();
  const end = (path: string) => serialTransport({ path, baudRate: 115_200 });
  const plugIn = async () => {
    const opened = await end(pair.b).open(2000);
    simulator.attach(must(opened.ok ? opened.value : undefined, 'the far end of a new pair can be opened'));
  };
  await plugIn();
  const replug = async () => {
    await pair.replug();
    await plugIn();
  };
  const cable = { transport: end(pair.a), unplug: pair.unplug, replug, close: pair.close };
  return bench(simulator, cable, options);
}

export async function tcpBench(options: BenchOptions = {}): Promise<EscposBench> {
  const simulator = escposSimulator(options.simulator);
  let server = await listenTcp(simulator.attach);
  const transport: Transport = {
    description: 'the printer, whatever its port is now',
    open: (timeOutMs) => tcpTransport({ host: '127.0.0.1', port: server.port }).open(timeOutMs),
  };
  const unplug = () => server.close();
  const replug = async () => {
    server = await listenTcp(simulator.attach);
  };
  return bench(simulator, { transport, unplug, replug, close: unplug }, options);
}

function bench(simulator: EscposSimulator, cable: Cable, options: BenchOptions): EscposBench {
  const { transport, unplug, replug, close } = cable;
  const driver = {
    transport,
    clock: systemClock,
    // The cables of the tests are faster than a real line, and no test needs the patience of a hall.
    baudRate: 2_000_000,
    timeOuts: { steadyMs: 400, clearedMs: 100, markLateMs: 100, markOverdueMs: 1000 },
    widthDots: 576,
    completion: 'printCompleteId',
    ...options.driver,
  } as const;
  const printer = escposRasterPrinter(driver);
  printer.start();
  return {
    printer,
    simulator,
    takePaper: () =>
      simulator.takePaper().flatMap(({ picture }) => (picture.bits.some((byte) => byte !== 0) ? [picture] : [])),
    loadPaper: () => simulator.loadPaper(),
    endPaperAfter: simulator.endPaperAfter,
    openCover: (coverOpen) => simulator.set({ coverOpen }),
    setSpeed: simulator.setSpeed,
    blink: () => {
      simulator.setPower(false);
      simulator.setPower(true);
    },
    unplug,
    replug,
    close: async () => {
      await printer.stop();
      await close();
    },
  };
}
