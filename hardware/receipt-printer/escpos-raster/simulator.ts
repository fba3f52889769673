/** A receipt printer in software: real bytes in, real answers out, and paper to look at. */
import { type Clock, systemClock } from '../../../src-main/contract/clock.ts';
import { joinBytes } from '../../../src-main/contract/frames.ts';
import { assertNever } from '../../../src-main/contract/result.ts';
import type { Link } from '../../transport/transport.ts';
import { interpreter, type Operation, type RealTime } from './interpreter.ts';
import { type Answerable, type Mechanism, mechanism } from './mechanism.ts';
import { roll, type Slip } from './roll.ts';
import { autoStatusBytes, type Faults, sensorByte, statusByte } from './simulated-status.ts';

export type { Slip } from './roll.ts';
export type { Faults } from './simulated-status.ts';

export interface EscposSimulatorOptions {
  readonly clock?: Clock;
  readonly widthDots?: 576 | 384;
  /** GS ( H; clones lack it. Default true. */
  readonly printCompleteId?: boolean;
  /** DLE DC4 8; older printers and clones lack it and clear their buffers at DLE ENQ 2. Default true. */
  readonly clearBuffers?: boolean;
  /** Default true; false as Pyramid's Reliance. */
  readonly fixedBits?: boolean;
  /** Default false; true as Epson: DLE EOT in the middle of raster data is answered. */
  readonly realTimeInData?: boolean;
  /** Units of ESC J to the inch after power-up. Default 406, half a dot, as Epson's 203 dpi printers. */
  readonly unitsPerInch?: number;
  /** Bytes beyond it are lost: there is no flow control. Default 64 KB. */
  readonly receiveBufferBytes?: number;
}

export interface EscposSimulator {
  /** Plugs a link in; answers go to the one that was plugged in last. What waits in the printer stays. */
  attach(link: Link): void;
  /** The pieces of paper that came out and were not taken, oldest first; at most the last hundred. */
  slips(): readonly Slip[];
  takePaper(): readonly Slip[];
  /** All bytes received, or the last 4 MB of them. */
  bytes(): Uint8Array;
  /** Commands that it did not know, in hexadecimal; at most the last hundred. */
  unknownCommands(): readonly string[];
  set(faults: Partial<Faults>): void;
  /** A new roll; what hung out is torn off. */
  loadPaper(dots?: number): void;
  /** The paper ends so many dots from here. */
  endPaperAfter(dots: number): void;
  /** Bytes worked off in a second; undefined: at once. */
  setSpeed(bytesPerSecond: number | undefined): void;
  /** Prints on, but answers nothing. */
  setSilent(silent: boolean): void;
  /** Without power it hears nothing; what waited in it is lost. */
  setPower(on: boolean): void;
}

const rollDots = 640_000; // 80 m
const historyBytesMax = 4 << 20;
const unknownMax = 100;
const answerTimeOutMs = 1000;

/** @returns a printer that is switched on, has a new roll and no link yet */
export function escposSimulator(options: EscposSimulatorOptions = {}): EscposSimulator {
  const { clock = systemClock, widthDots = 576, unitsPerInch = 406, receiveBufferBytes = 65_536 } = options;
  const paper = roll(widthDots, rollDots);
  const history = lastBytes(historyBytesMax);
  const unknown: string[] = [];
  let line: Link | undefined;
  let powered = true;
  let silent = false;

  const say = (bytes: readonly number[]) => {
    if (powered && !silent) void line?.write(Uint8Array.from(bytes), answerTimeOutMs);
  };
  const note = (command: readonly number[]) => {
    unknown.push(Buffer.from(command).toString('hex'));
    if (unknown.length > unknownMax) unknown.shift();
  };
  const inside = mechanism({
    clock,
    widthDots,
    unitsPerInch,
    roll: paper,
    answer: (to) => mind.answer(to),
    moved: () => mind.tellChange(),
  });
  const mind = mindOf(inside, { say, note, options });
  const hear = (chunk: Uint8Array) => {
    if (!powered) return;
    history.add(chunk);
    for (const byte of chunk) if (inside.bytesWaiting < receiveBufferBytes) mind.read(byte);
  };

  return {
    attach: (link) => {
      line = link;
      link.onData(hear);
      link.onClose(() => {
        if (line === link) line = undefined;
      });
    },
    slips: paper.slips,
    takePaper: paper.take,
    bytes: history.all,
    unknownCommands: () => [...unknown],
    set: inside.set,
    loadPaper: (dots = rollDots) => {
      paper.load(dots);
      inside.goOn();
    },
    endPaperAfter: paper.endAfter,
    setSpeed: (bytesPerSecond) => inside.set({ bytesPerSecond }),
    setSilent: (wanted) => {
      silent = wanted;
    },
    setPower: (on) => {
      if (on && !powered) mind.reset();
      powered = on;
      inside.set({ powered });
    },
  };
}

interface Surroundings {
  readonly options: EscposSimulatorOptions;
  say(bytes: readonly number[]): void;
  note(command: readonly number[]): void;
}

/** What the printer makes of the bytes that it reads, and what it has to say. */
function mindOf(inside: Mechanism, { options, say, note }: Surroundings) {
  const { clearBuffers = true, printCompleteId = true, fixedBits = true, realTimeInData = false } = options;
  let autoStatus: string | undefined;
  let bytesOfOperation = 0;

  const tellChange = () => {
    if (autoStatus === undefined) return;
    const bytes = autoStatusBytes(inside.state());
    if (bytes.join() === autoStatus) return;
    autoStatus = bytes.join();
    say(bytes);
  };
  const answer = (to: Answerable) => {
    switch (to.kind) {
      case 'autoStatus':
        autoStatus = to.wanted === 0 ? undefined : '';
        return tellChange();
      case 'tellSensor':
        return say([sensorByte(to.which, inside.state())]);
      case 'printComplete':
        return printCompleteId ? say([0x37, 0x22, ...to.id, 0]) : note([0x1d, 0x28, 0x48]);
      default:
        return assertNever(to);
    }
  };
  const realTime = (request: RealTime) => {
    switch (request.kind) {
      case 'status':
        return say([statusByte(request.topic, inside.state()) | (fixedBits ? 0x12 : 0)]);
      case 'recover':
        if (request.clearing && (inside.state().cutFailed || !clearBuffers)) inside.clear();
        return inside.recover();
      case 'clear':
        if (!clearBuffers) return note([0x10, 0x14, 0x08]);
        inside.clear();
        return say([0x37, 0x25, 0]);
      default:
        return assertNever(request);
    }
  };
  const operation = (one: Operation) => {
    inside.take(one, bytesOfOperation);
    bytesOfOperation = 0;
  };
  const freshReader = () => interpreter({ operation, realTime, unknown: note }, { realTimeInData });
  let reader = freshReader();

  return {
    answer,
    tellChange,
    read: (byte: number) => {
      bytesOfOperation++;
      reader(byte);
    },
    reset: () => {
      inside.reset();
      reader = freshReader();
      autoStatus = undefined;
      bytesOfOperation = 0;
    },
  };
}

function lastBytes(most: number): { add(chunk: Uint8Array): void; all(): Uint8Array } {
  let chunks: Uint8Array[] = [];
  let length = 0;
  return {
    add: (chunk) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= 2 * most) return;
      chunks = [joinBytes(chunks).slice(-most)];
      length = most;
    },
    all: () => joinBytes(chunks).slice(-most),
  };
}
