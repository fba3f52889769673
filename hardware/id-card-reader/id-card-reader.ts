/** A reader of resident identity cards and the three other cards of the same chip. */
import type { CardFault } from '../../src-main/contract/devices.ts';
import type { Person } from '../../src-main/contract/person.ts';
import type { Device } from '../device.ts';

export type CardEvent =
  | { readonly kind: 'reading' }
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'refused'; readonly fault: CardFault }
  | { readonly kind: 'removed' }
  /** The reader went away or broke while it was armed; `ready` follows when it is back. */
  | { readonly kind: 'readerAway' }
  | { readonly kind: 'ready' };

/**
 * Looks for a card only while armed: no card is read before its owner agreed. Disarmed it only proves that it
 * is alive. After a reading, good or bad, the same card is not read again before it was lifted.
 */
export interface IdCardReader extends Device {
  /** From now on cards are read and reported here. Arming again starts afresh. */
  arm(listener: (event: CardEvent) => void): void;
  disarm(): void;
}
