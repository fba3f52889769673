/**
 * Everything that a screen can ask of the core. One entry a call: parameters, result, named failures, and
 * whether a citizen's session must be open on the same connection. The core parses each parameter by these
 * schemas; the preload exposes `call(name, params)` and nothing else.
 */
import { z } from 'zod';
import { Kept, Signature } from './application.ts';
import { DeviceStatus } from './devices.ts';
import { PersonView } from './person.ts';
import { Answers, FieldMessage, ItemDetail, ItemSummary, Localized } from './service-item.ts';

export const Language = z.enum(['zh-CN', 'en']);
export type Language = z.infer<typeof Language>;

export const EndReason = z.enum(['finished', 'cancelled', 'idle', 'failed']);
export type EndReason = z.infer<typeof EndReason>;

const nothing = z.strictObject({});

export const TerminalView = z.strictObject({
  kiosk: z.string(),
  hall: Localized,
  /** Minutes east of UTC at the hall, for every clock on the screen. */
  utcOffsetMinutes: z.int(),
  /** Undefined when the calendar of this year is not known. */
  windowsOpen: z.boolean().optional(),
  /** Local time YYYY-MM-DDTHH:mm at which the windows open next; undefined when the calendar of that year is not known. */
  windowsOpenNext: z.string().optional(),
  hotline: z.string(),
  devices: z.array(DeviceStatus),
  /** Whether the last exchange with the platform succeeded. */
  platform: z.enum(['reachable', 'unreachable', 'unknown']),
  waiting: z.int().min(0),
  idleSeconds: z.number().positive(),
  idleWarningSeconds: z.number().positive(),
  identifySeconds: z.number().positive(),
  diagonalInches: z.number().positive(),
  consentVersion: z.string(),
});
export type TerminalView = z.infer<typeof TerminalView>;

export const Overview = z.strictObject({
  catalogueVersion: z.string(),
  /** A sample of 2020 that the county replaces by its own export. */
  sample: z.boolean(),
  items: z.array(ItemSummary),
});
export type Overview = z.infer<typeof Overview>;

export const calls = {
  'terminal.view': { params: nothing, result: TerminalView, errors: z.never(), session: false },
  'catalogue.overview': { params: nothing, result: Overview, errors: z.enum(['noCatalogue']), session: false },
  'catalogue.item': {
    params: z.strictObject({ itemId: z.string().max(64) }),
    result: ItemDetail,
    errors: z.enum(['noSuchItem', 'noCatalogue']),
    session: false,
  },

  'session.begin': {
    params: z.strictObject({ language: Language }),
    result: z.strictObject({ sessionId: z.uuid() }),
    errors: z.enum(['storageFull', 'outOfService']),
    session: false,
  },
  'session.language': {
    params: z.strictObject({ language: Language }),
    result: nothing,
    errors: z.never(),
    session: true,
  },
  'session.consent': {
    params: z.strictObject({ consentVersion: z.string() }),
    result: nothing,
    errors: z.enum(['consentOutdated']),
    session: true,
  },
  /** Ends the citizen's session; the shell then destroys the renderer that asked. */
  'session.end': { params: z.strictObject({ reason: EndReason }), result: nothing, errors: z.never(), session: true },

  /** Arms the reader; what follows comes as `identify.changed` events. Needs consent. */
  'identify.byCard': { params: nothing, result: nothing, errors: z.enum(['noConsent', 'noReader']), session: true },
  'identify.stop': { params: nothing, result: nothing, errors: z.never(), session: true },
  'identify.byNumber': {
    params: z.strictObject({ name: z.string().trim().min(1).max(60), number: z.string().max(18) }),
    result: PersonView,
    errors: z.enum(['noConsent', 'nameWrong', 'numberShapeWrong', 'numberCheckWrong', 'numberBirthWrong']),
    session: true,
  },

  /** The core's own check of the answers: the one that counts. */
  'application.check': {
    params: z.strictObject({ itemId: z.string().max(64), answers: Answers }),
    result: z.strictObject({ messages: z.array(FieldMessage) }),
    errors: z.enum(['noSuchItem', 'noForm', 'noCatalogue']),
    session: true,
  },
  /**
   * Keeps the application: answered only after the commit is on disk. The same confirmationId again gives the
   * same answer and keeps nothing new.
   */
  'application.confirm': {
    params: z.strictObject({
      confirmationId: z.uuid(),
      itemId: z.string().max(64),
      formVersion: z.int(),
      answers: Answers,
      signature: Signature,
    }),
    result: Kept,
    errors: z.enum([
      'noPerson',
      'noSuchItem',
      'noForm',
      'noCatalogue',
      'formChanged',
      'answersRefused',
      'signatureNotForThis',
      'notKept',
      'storageFull',
    ]),
    session: true,
  },
  /** What became of a confirmation, after the core went away while it was asked. The id is known only to the screen that made it. */
  'application.outcome': {
    params: z.strictObject({ confirmationId: z.uuid() }),
    result: z.discriminatedUnion('kept', [
      z.strictObject({ kept: z.literal(true), application: Kept }),
      z.strictObject({ kept: z.literal(false) }),
    ]),
    errors: z.never(),
    session: false,
  },
  /** Prints once more, marked 补打 n. Only for an application of this session. */
  'receipt.reprint': {
    params: z.strictObject({ applicationId: z.uuid() }),
    result: Kept,
    errors: z.enum(['notYours', 'printing', 'noPrinter', 'tooManyCopies']),
    session: true,
  },
} as const;

export type CallName = keyof typeof calls;
export type CallParams<N extends CallName> = z.infer<(typeof calls)[N]['params']>;
export type CallResult<N extends CallName> = z.infer<(typeof calls)[N]['result']>;

/** Failures that any call can have: the rest is in the call's own `errors`. */
export const CommonError = z.enum(['badRequest', 'noSession', 'coreAway', 'internal']);
export type CommonError = z.infer<typeof CommonError>;
export type CallError<N extends CallName> = z.infer<(typeof calls)[N]['errors']> | CommonError;

export const callNames = Object.keys(calls) as CallName[];
