/** Device statuses and faults in the words of CEN XFS4IoT (Common, CardReader, Printer). */
import { z } from 'zod';

export const DeviceKind = z.enum(['id-card-reader', 'receipt-printer']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/**
 * `powerOff` powered off or not connected · `noDevice` not meant to be there · `userError` a person is in its
 * way (cover open, paper not taken) · `starting` opening or probing. XFS4IoT Common.Status `device`.
 */
export const DeviceState = z.enum([
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'starting',
]);
export type DeviceState = z.infer<typeof DeviceState>;

/** XFS4IoT Printer.Status `paper.upper`. */
export const PaperState = z.enum(['unknown', 'full', 'low', 'out', 'jammed']);
export type PaperState = z.infer<typeof PaperState>;

/** XFS4IoT `media`; a contactless reader knows only present, notPresent and unknown. */
export const MediaState = z.enum(['unknown', 'present', 'notPresent', 'jammed', 'entering', 'retracted']);
export type MediaState = z.infer<typeof MediaState>;

/** Who can mend it: nobody needs to (`reset`, `suspend`), staff (`clear`), an engineer (`maintenance`). XFS4IoT Common.ErrorEvent `action`. */
export const ErrorAction = z.enum(['reset', 'clear', 'maintenance', 'suspend', 'configuration']);
export type ErrorAction = z.infer<typeof ErrorAction>;

export const DeviceStatus = z.strictObject({
  kind: DeviceKind,
  model: z.string(),
  device: DeviceState,
  media: MediaState,
  /** Printers only; others say unknown. */
  paper: PaperState,
  /** The device's own words for what is wrong, a key such as `coverOpen`; undefined when nothing is. */
  fault: z.string().optional(),
  action: ErrorAction.optional(),
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/** Why a card could not be turned into a person; each has its own sentence on the screen. */
export const CardFault = z.enum([
  'cardUnreadable', // 31 32 33 41 47 81: lift it and put it again
  'cardRemovedTooSoon',
  'cardTypeUnknown', // status 40, or a layout that is not in the table
  'cardDataWrong', // a field that its layout does not allow
  'numberCheckWrong',
  'birthDiffers',
  'sexDiffers',
  'cardExpired',
  'cardNotYetValid',
  'readerFault',
]);
export type CardFault = z.infer<typeof CardFault>;
