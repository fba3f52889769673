/** The inside of a simulated printer: the receive buffer, and what works through it while nothing is in the way. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { Operation } from './interpreter.ts';
import { type LayoutOptions, layout, type Movement } from './layout.ts';
import type { Roll } from './roll.ts';

/** What can be wrong with it. Everything stays as it is set until it is set otherwise. */
export interface Faults {
  readonly coverOpen: boolean;
  /** Something is between the blades: the next cut fails. */
  readonly cutterJammed: boolean;
  readonly paperJammed: boolean;
  readonly headHot: boolean;
  readonly broken: boolean;
}

export interface MechanismOptions extends LayoutOptions {
  readonly clock: Clock;
  readonly roll: Roll;
  /** Called when everything before it is on paper. */
  answer(to: Answerable): void;
  /** Called after anything that may have changed the printer's state. */
  moved(): void;
}

export type Answerable = Extract<Movement, { kind: 'answer' }>['to'];

export interface Mechanism {
  readonly faults: Faults;
  /** A cut that failed stops the printer until DLE ENQ or a power cycle, also when the jam is gone. */
  readonly cutFailed: boolean;
  readonly bytesWaiting: number;
  set(faults: Partial<Faults>): void;
  /** Bytes worked off in a second; undefined: at once. */
  setSpeed(bytesPerSecond: number | undefined): void;
  /** @param bytes of which the operation was made */
  take(operation: Operation, bytes: number): void;
  /** Goes on where it stopped, if nothing is in the way any more. */
  goOn(): void;
  /** Empties both buffers. */
  clear(): void;
  /** After a cut that failed: tries again, or fails again when the jam is still there. */
  recover(): void;
  /** Off: nothing moves. */
  setPower(on: boolean): void;
  /** As after switching on. */
  reset(): void;
}

export function mechanism(options: MechanismOptions): Mechanism {
  const { clock, roll } = options;
  let faults: Faults = { coverOpen: false, cutterJammed: false, paperJammed: false, headHot: false, broken: false };
  let cutFailed = false;
  let bytesPerSecond: number | undefined;
  let bytesWaiting = 0;
  let receiveBuffer: { readonly operation: Operation; readonly bytes: number }[] = [];
  let movements: Movement[] = [];
  let movementsOf = layout(options);
  let working = false;
  let powered = true;

  const mayMove = () => {
    const { coverOpen, paperJammed, headHot, broken } = faults;
    return powered && !(cutFailed || coverOpen || paperJammed || headHot || broken || roll.leftDots === 0);
  };
  /** @returns what is left of it */
  const move = (movement: Movement): Movement[] => {
    switch (movement.kind) {
      case 'row':
        roll.advance(movement.bits);
        return [];
      case 'blank':
        roll.advance(new Uint8Array(0));
        return movement.dots > 1 ? [{ kind: 'blank', dots: movement.dots - 1 }] : [];
      case 'cut':
        cutFailed = faults.cutterJammed;
        if (!cutFailed) roll.cut(movement.how);
        return cutFailed ? [movement] : [];
      default:
        options.answer(movement.to);
        return [];
    }
  };
  const goOn = async () => {
    if (working) return;
    working = true;
    while (mayMove()) {
      const movement = movements.shift();
      if (movement !== undefined) {
        movements.unshift(...move(movement));
        options.moved();
        continue;
      }
      const next = receiveBuffer.shift();
      if (next === undefined) break;
      bytesWaiting -= next.bytes;
      movements = movementsOf(next.operation);
      if (bytesPerSecond !== undefined) await clock.sleep((next.bytes * 1000) / bytesPerSecond);
    }
    working = false;
  };
  const clear = () => {
    receiveBuffer = [];
    movements = [];
    bytesWaiting = 0;
  };

  return {
    get faults() {
      return faults;
    },
    get cutFailed() {
      return cutFailed;
    },
    get bytesWaiting() {
      return bytesWaiting;
    },
    set: (changed) => {
      faults = { ...faults, ...changed };
      options.moved();
      void goOn();
    },
    setSpeed: (speed) => {
      bytesPerSecond = speed;
    },
    take: (operation, bytes) => {
      receiveBuffer.push({ operation, bytes });
      bytesWaiting += bytes;
      void goOn();
    },
    goOn: () => {
      options.moved();
      void goOn();
    },
    clear,
    recover: () => {
      cutFailed = cutFailed && faults.cutterJammed;
      void goOn();
    },
    setPower: (on) => {
      powered = on;
    },
    reset: () => {
      clear();
      cutFailed = false;
      movementsOf = layout(options);
    },
  };
}
