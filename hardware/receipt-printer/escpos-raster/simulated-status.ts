/** The status bytes of a printer in a given state: the tables of DLE EOT, GS r and GS a, Epson ESC/POS reference. */

/** What can be wrong with the printer. Everything stays as it is set until it is set otherwise. */
export interface Faults {
  readonly coverOpen: boolean;
  /** Something is between the blades: the next cut fails. */
  readonly cutterJammed: boolean;
  readonly paperJammed: boolean;
  readonly headHot: boolean;
  readonly broken: boolean;
}

export interface PrinterState extends Faults {
  /** A cut that failed stops the printer until DLE ENQ or a power cycle, also when the jam is gone. */
  readonly cutFailed: boolean;
  readonly leftDots: number;
}

/** 5 m of an 80 m roll. */
const nearEndDots = 40_000;

const bit = (at: number, set: boolean) => (set ? 1 << at : 0);

/** DLE EOT, without the fixed bits. */
export function statusByte(topic: number, state: PrinterState): number {
  const { coverOpen, cutFailed, paperJammed, headHot, broken, leftDots } = state;
  switch (topic) {
    case 1:
      return bit(3, isStopped(state));
    case 2:
      return bit(2, coverOpen) | bit(5, leftDots === 0) | bit(6, cutFailed || paperJammed || headHot || broken);
    case 3:
      return bit(2, paperJammed) | bit(3, cutFailed) | bit(5, broken) | bit(6, headHot);
    case 4:
      return (leftDots <= nearEndDots ? 0x0c : 0) | (leftDots === 0 ? 0x60 : 0);
    default:
      return 0;
  }
}

/** GS r: 1 paper, anything else the drawer, which there is none of. */
export function sensorByte(which: number, { leftDots }: PrinterState): number {
  if (which % 0x30 !== 1) return 0;
  return (leftDots <= nearEndDots ? 0x03 : 0) | (leftDots === 0 ? 0x0c : 0);
}

/** GS a: four bytes. */
export function autoStatusBytes(state: PrinterState): readonly number[] {
  const { coverOpen, cutFailed, headHot, broken } = state;
  return [
    0x10 | bit(3, isStopped(state)) | bit(5, coverOpen),
    bit(3, cutFailed) | bit(5, broken) | bit(6, headHot),
    sensorByte(1, state),
    0,
  ];
}

/** Offline, and not printing. */
export function isStopped({ coverOpen, cutFailed, paperJammed, headHot, broken, leftDots }: PrinterState): boolean {
  return coverOpen || cutFailed || paperJammed || headHot || broken || leftDots === 0;
}
