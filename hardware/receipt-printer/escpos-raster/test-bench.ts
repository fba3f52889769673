/** Drivers and simulators at two ends of a cable, for tests. */
import { systemClock } from '../../../src-main/contract/clock.ts';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { must } from '../../../src-main/contract/result.ts';
import { memoryTransport } from '../../transport/memory.ts';
import { openPtyPair } from '../../transport/pty-pair.ts';
import { serialTransport } from '../../transport/serial.ts';
import { listenTcp, tcpTransport } from '../../transport/tcp.ts';
import type { Transport } from '../../transport/transport.ts';
import type { PrinterBench } from '../receipt-printer.conformance.ts';
import type { Bitmap, ReceiptPrinter } from '../receipt-printer.ts';
import { type EscposRasterOptions, escposRasterPrinter } from './driver.ts';
import { type EscposSimulator, type EscposSimulatorOptions, escposSimulator } from './simulator.ts';

interface BenchOptions {
  readonly driver?: Partial<EscposRasterOptions>;
  readonly simulator?: EscposSimulatorOptions;
}

interface Cable {
  readonly transport: Transport;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  close(): Promise<void>;
}

/** The cables of the tests are faster than a real line, and no test needs the patience of a hall. */
const inTests = { clock: systemClock, widthDots: 576, completion: 'printCompleteId', baudRate: 4_000_000 } as const;

export async function ptyBench(options: BenchOptions = {}): Promise<PrinterBench> {
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
  return bench(simulator, { transport: end(pair.a), unplug: pair.unplug, replug, close: pair.close }, options);
}

export async function tcpBench(options: BenchOptions = {}): Promise<PrinterBench> {
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

function bench(simulator: EscposSimulator, cable: Cable, options: BenchOptions): PrinterBench {
  const { transport, unplug, replug, close } = cable;
  const timeOuts = { steadyMs: 400, clearedMs: 100, markLateMs: 100, markOverdueMs: 800 };
  const printer = escposRasterPrinter({ ...inTests, transport, timeOuts, ...options.driver });
  printer.start();
  return {
    printer,
    takePaper: () => printed(simulator),
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

interface MemoryBench {
  readonly printer: ReceiptPrinter;
  readonly simulator: EscposSimulator;
  /** All that was shown, oldest first. */
  readonly statuses: readonly DeviceStatus[];
}

interface MemoryBenchOptions extends BenchOptions {
  /** Puts something between the two, such as a cable that breaks. */
  readonly through?: (transport: Transport) => Transport;
}

/** Benches without a real line and with hardly any patience: everything happens in milliseconds. */
export function memoryBenches() {
  const timeOuts = {
    ...{ openMs: 200, answerMs: 60, clearedMs: 30, heartbeatMs: 100, steadyMs: 150, retryMs: 40 },
    ...{ markLateMs: 20, markOverdueMs: 200, jobMarginMs: 1200 },
  };
  const started: ReceiptPrinter[] = [];
  const open = async ({ simulator: simulated, driver, through }: MemoryBenchOptions = {}): Promise<MemoryBench> => {
    const simulator = escposSimulator(simulated);
    const direct = memoryTransport(simulator.attach);
    const transport = through === undefined ? direct : through(direct);
    const printer = escposRasterPrinter({ ...inTests, transport, timeOuts, ...driver });
    const statuses: DeviceStatus[] = [];
    printer.onStatus((status) => statuses.push(status));
    started.push(printer);
    printer.start();
    await until(() => printer.status.device !== 'starting');
    return { printer, simulator, statuses };
  };
  const closeAll = async () => {
    for (const printer of started.splice(0)) await printer.stop();
  };
  return { bench: open, closeAll };
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws Error after 5 s */
export async function until(isTrue: () => boolean): Promise<void> {
  const startMs = performance.now();
  while (!isTrue()) {
    if (performance.now() - startMs > 5000) throw new Error(`still not: ${isTrue}`);
    await pause(5);
  }
}

/** What is black on each piece of paper that came out, in hexadecimal, without the margins that paper has. */
export function prints(simulator: EscposSimulator): string[] {
  return printed(simulator).map(printOf);
}

export function printOf({ bits }: Bitmap): string {
  const isBlack = (byte: number) => byte !== 0;
  return Buffer.from(bits.subarray(bits.findIndex(isBlack), bits.findLastIndex(isBlack) + 1)).toString('hex');
}

/** The paper that came out, but for blank pieces: after a job that was not finished the driver cuts off what hangs out. */
function printed(simulator: EscposSimulator): Bitmap[] {
  return simulator.takePaper().flatMap(({ picture }) => (picture.bits.some((byte) => byte !== 0) ? [picture] : []));
}
