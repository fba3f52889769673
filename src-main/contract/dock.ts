/** What the bench panel and the dock say to each other over loopback HTTP. Development and acceptance only. */
import { z } from 'zod';

export const DockAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('presentCard'), card: z.string() }),
  z.strictObject({ do: z.literal('removeCard') }),
  z.strictObject({ do: z.literal('unplug'), device: z.enum(['reader', 'printer']) }),
  z.strictObject({ do: z.literal('replug'), device: z.enum(['reader', 'printer']) }),
  z.strictObject({ do: z.literal('network'), up: z.boolean() }),
  z.strictObject({ do: z.literal('paper'), left: z.enum(['full', 'nearEnd', 'out']) }),
  z.strictObject({ do: z.literal('cover'), open: z.boolean() }),
  z.strictObject({ do: z.literal('takePaper') }),
]);
export type DockAction = z.infer<typeof DockAction>;

export const DockState = z.strictObject({
  cards: z.array(z.string()),
  card: z.string().optional(),
  readerPlugged: z.boolean(),
  printerPlugged: z.boolean(),
  networkUp: z.boolean(),
  paper: z.enum(['full', 'nearEnd', 'out']),
  coverOpen: z.boolean(),
  /** Slips that hang from the printer, oldest first: numbers of `/slips/<n>.png`. */
  slips: z.array(z.int()),
  received: z.array(
    z.strictObject({
      caseNumber: z.string(),
      receivedAt: z.string(),
      localNumber: z.string(),
      itemCode: z.string(),
      /** The unsealed payload, as indented JSON. */
      payload: z.string(),
    }),
  ),
});
export type DockState = z.infer<typeof DockState>;
