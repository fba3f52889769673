/** A receipt printer, 58 or 80 mm. */
import type { Device } from '../device.ts';

/** One bit a dot, rows padded to whole bytes, most significant bit left, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Why nothing came out, or why it is not known. Keys of the screen's strings. */
export type PrintFault =
  | 'paperOut'
  | 'paperJammed'
  | 'coverOpen'
  | 'cutterFailed'
  | 'printerBroken'
  | 'printerAway'
  | 'printerBusy'
  | 'timeOut';

export type PrintOutcome =
  /** The printer itself said that everything up to the end is on paper. */
  | { readonly state: 'confirmed'; readonly by: 'printCompleteId' | 'fence' }
  /** Refused before the first byte of the picture was sent: certainly no paper. */
  | { readonly state: 'notPrinted'; readonly fault: PrintFault }
  /** Some or all bytes were sent and the printer did not confirm: it may or may not be on paper. */
  | { readonly state: 'unknown'; readonly fault: PrintFault };

export interface PrintProgress {
  /** Called, and awaited, before the first byte of the picture leaves: the caller writes it down first. */
  sending(): Promise<void> | void;
  /** All bytes have left; the printer has not answered yet. */
  sent(): Promise<void> | void;
}

export interface ReceiptPrinter extends Device {
  /** Dots across: 576 for 80 mm, 384 for 58 mm. */
  readonly widthDots: number;
  /** One job at a time: a second one is answered `printerBusy` and nothing is sent. Fails within a bounded time. */
  print(picture: Bitmap, progress: PrintProgress): Promise<PrintOutcome>;
  /** Throws away whatever the printer still holds, so that no paper of one citizen comes out in front of the next. */
  clear(): Promise<void>;
}
