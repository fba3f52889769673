/** What is true of one application, in words that the screen, the paper and staff all share. */
import { z } from 'zod';

/**
 * The print journal. `planned` nothing was sent · `sending` bytes are on their way · `sent` all bytes left us,
 * the printer has not said so · `confirmed` the printer said that it is printed · `unknown` it may or may not
 * be: never sent again by itself · `notPrinted` refused before the first byte.
 */
export const PrintState = z.enum(['planned', 'sending', 'sent', 'confirmed', 'unknown', 'notPrinted']);
export type PrintState = z.infer<typeof PrintState>;

/** `queued` kept here only · `acknowledged` the platform has it and said so · `parked` refused by the platform, staff must look. */
export const DeliveryState = z.enum(['queued', 'acknowledged', 'parked']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Pen strokes in units of the signature box, 0..1 in both directions. */
export const Signature = z.strictObject({
  strokes: z
    .array(
      z
        .array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]))
        .min(1)
        .max(2000),
    )
    .min(1)
    .max(200),
  /** SHA-256 (hex) of what was on the review page: see `signedDocumentHash`. */
  documentSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Signature = z.infer<typeof Signature>;

/** Everything about a kept application that its citizen may see. Holds no personal data. */
export const Kept = z.strictObject({
  applicationId: z.uuid(),
  localNumber: z.string(),
  itemId: z.string(),
  /** Local wall time with offset, and whether the clock had been checked against the platform. */
  keptAt: z.string(),
  clockTrusted: z.boolean(),
  /** SHA-256 (hex) of the sealed payload: what the platform must repeat. */
  payloadSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What the QR code on paper and screen says. */
  qrText: z.string(),
  print: PrintState,
  /** 0 for the original, n for the n-th 补打. */
  copy: z.int().min(0),
  /** Why there is no paper, when there is none: a device fault key. */
  printFault: z.string().optional(),
  delivery: DeliveryState,
  caseNumber: z.string().optional(),
});
export type Kept = z.infer<typeof Kept>;
