/** Everything that the core announces. Events tell of changes; they never command. */
import { z } from 'zod';
import { Kept } from './application.ts';
import { EndReason, TerminalView } from './calls.ts';
import { CardFault } from './devices.ts';
import { PersonView } from './person.ts';

export const Identification = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('waiting') }),
  z.strictObject({ state: z.literal('reading') }),
  z.strictObject({ state: z.literal('identified'), person: PersonView }),
  /** `triesLeft` counts readings of this card; the citizen lifts it and puts it again. */
  z.strictObject({ state: z.literal('refused'), fault: CardFault, triesLeft: z.int().min(0) }),
  z.strictObject({ state: z.literal('timedOut') }),
  z.strictObject({ state: z.literal('readerAway') }),
  z.strictObject({ state: z.literal('cardRemoved') }),
]);
export type Identification = z.infer<typeof Identification>;

export const events = {
  /** Devices, network, queue or clock changed. To every connection. */
  'terminal.changed': TerminalView,
  /** A new catalogue is in force. To every connection. */
  'catalogue.changed': z.strictObject({ version: z.string() }),
  /** To the session that identifies itself, and to it alone. */
  'identify.changed': Identification,
  /** Printing or delivery of an application of this session went on. */
  'application.changed': Kept,
  /** To the shell: the citizen of that screen connection is gone, destroy its renderer. To that screen too. */
  'session.ended': z.strictObject({ connection: z.int(), reason: EndReason }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
