/** The inside of a simulated printer: the receive buffer, and what works through it while nothing is in the way. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import { assertNever } from '../../../src-main/contract/result.ts';
import type { Operation } from './interpreter.ts';
import { type LayoutOptions, layout, type Movement } from './layout.ts';
import type { Roll } from './roll.ts';
import { type Faults, isStopped, type PrinterState } from './simulated-status.ts';

export type Answerable = Extract<Movement, { kind: 'answer' }>['to'];

interface MechanismOptions extends LayoutOptions {
  readonly clock: Clock;
  readonly roll: Roll;
  /** Called when everything before it is on paper. */
  answer(to: Answerable): void;
  /** Called after anything that may have changed the printer's state. */
  moved(): void;
}

interface Circumstances extends Faults {
  /** Without power nothing moves. */
  readonly powered: boolean;
  /** Bytes worked off in a second; undefined: at once. */
  readonly bytesPerSecond: number | undefined;
}

export interface Mechanism {
  readonly bytesWaiting: number;
  state(): PrinterState;
  set(changed: Partial<Circumstances>): void;
  /** @param bytes of which the operation was made */
  take(operation: Operation, bytes: number): void;
  /** Goes on where it stopped, if nothing is in the way any more. */
  goOn(): void;
  /** Empties both buffers. */
  clear(): void;
  /** After a cut that failed: tries again, or fails again when the jam is still there. */
  recover(): void;
  /** As after switching on. */
  reset(): void;
}

const nothingWrong: Circumstances = {
  ...{ coverOpen: false, cutterJammed: false, paperJammed: false, headHot: false, broken: false },
  ...{ powered: true, bytesPerSecond: undefined },
};

export function mechanism(options: MechanismOptions): Mechanism {
  const { clock, roll, answer } = options;
  let circumstances = nothingWrong;
  let cutFailed = false;
  const buffer = receiveBuffer();
  let movements: Movement[] = [];
  let movementsOf = layout(options);
  let working = false;

  const state = (): PrinterState => ({ ...circumstances, cutFailed, leftDots: roll.leftDots });
  const blade = (how: 'full' | 'partial') => {
    cutFailed = circumstances.cutterJammed;
    if (!cutFailed) roll.cut(how);
    return !cutFailed;
  };
  const work = async () => {
    if (working) return;
    working = true;
    while (circumstances.powered && !isStopped(state())) {
      const movement = movements.shift();
      if (movement !== undefined) {
        movements.unshift(...move(movement, { roll, answer, blade }));
        options.moved();
        continue;
      }
      const next = buffer.next();
      if (next === undefined) break;
      movements = movementsOf(next.operation);
      const { bytesPerSecond } = circumstances;
      if (bytesPerSecond !== undefined) await clock.sleep((next.bytes * 1000) / bytesPerSecond);
    }
    working = false;
  };
  const goOn = () => {
    options.moved();
    void work();
  };
  const clear = () => {
    buffer.clear();
    movements = [];
  };

  return {
    get bytesWaiting() {
      return buffer.bytes();
    },
    state,
    set: (changed) => {
      circumstances = { ...circumstances, ...changed };
      goOn();
    },
    take: (operation, bytes) => {
      buffer.add({ operation, bytes });
      void work();
    },
    goOn,
    clear,
    recover: () => {
      cutFailed = cutFailed && circumstances.cutterJammed;
      goOn();
    },
    reset: () => {
      clear();
      cutFailed = false;
      movementsOf = layout(options);
    },
  };
}

interface Received {
  readonly operation: Operation;
  readonly bytes: number;
}

function receiveBuffer() {
  let waiting: Received[] = [];
  let bytes = 0;
  return {
    bytes: () => bytes,
    add: (received: Received) => {
      waiting.push(received);
      bytes += received.bytes;
    },
    next: (): Received | undefined => {
      const first = waiting.shift();
      bytes -= first?.bytes ?? 0;
      return first;
    },
    clear: () => {
      waiting = [];
      bytes = 0;
    },
  };
}

interface Parts {
  readonly roll: Roll;
  answer(to: Answerable): void;
  /** @returns whether it cut */
  blade(how: 'full' | 'partial'): boolean;
}

/** @returns what is left of the movement: all but one dot of a feed, or a cut that failed */
function move(movement: Movement, { roll, answer, blade }: Parts): Movement[] {
  switch (movement.kind) {
    case 'row':
      roll.advance(movement.bits);
      return [];
    case 'blank':
      roll.advance(new Uint8Array(0));
      return movement.dots > 1 ? [{ kind: 'blank', dots: movement.dots - 1 }] : [];
    case 'cut':
      return blade(movement.how) ? [] : [movement];
    case 'answer':
      answer(movement.to);
      return [];
    default:
      return assertNever(movement);
  }
}
