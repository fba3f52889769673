/**
 * The interface between a terminal and the central platform: what is said, in which shape, and by which names
 * it fails. `openapi.json` is generated from these schemas. What a terminal sends is parsed strictly, so that
 * nothing personal can travel beside the sealed payload; what the platform answers is parsed by the fields
 * that we know, so that it can learn to say more without breaking terminals in the field.
 */
import { z } from 'zod';
import { Signature } from '../contract/application.ts';
import { Language } from '../contract/calls.ts';
import { frameBytesMax } from '../contract/frames.ts';
import { isLocalNumber } from '../contract/local-number.ts';
import { Person } from '../contract/person.ts';
import { Answers } from '../contract/service-item.ts';

export const paths = {
  applications: '/v1/applications',
  terminals: '/v1/terminals',
  health: '/v1/health',
} as const;

/** A confirmed form arrives in one frame; sealing makes 4 characters of 3 bytes and adds the envelope. Whatever could be kept can thus be sent. */
export const submissionBytesMax = 2 * frameBytesMax;

const KioskCode = z.string().regex(/^[A-Z]{1,4}\d{1,4}$/);
const LocalNumber = z
  .string()
  .regex(/^[A-Z]{1,4}\d{1,4}-\d{6}-\d{4,6}-[0-9A-Z]$/)
  .refine(isLocalNumber);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Wall time at the hall with its offset, for example 2026-11-22T23:04:05+08:00. */
const LocalTime = z.iso.datetime({ offset: true });
/** 实施编码: credit code of the department (18), level (1), 基本编码 (12). */
const ImplementationCode = z.string().regex(/^[0-9A-Z]{31}$/);
/** 办件编号: 实施编码 (31), day of receipt yyyymmdd, serial of that item and day (4). Only the platform makes one. */
const CaseNumber = z.string().regex(/^[0-9A-Z]{31}\d{12}$/);
export const IdempotencyKey = z.uuid();

/** `monotonicMs` is the terminal's count since its core started: it orders records when the wall clock jumps. */
const ClockReading = z.strictObject({ trusted: z.boolean(), monotonicMs: z.number().min(0) });

/** What is inside the envelope: all that the citizen gave, and what the signature is about. */
export const SealedPayload = z.strictObject({
  version: z.literal(1),
  applicationId: z.uuid(),
  localNumber: LocalNumber,
  kiosk: KioskCode,
  language: Language,
  item: z.strictObject({
    id: z.string().min(1).max(64),
    code: z.string().min(1).max(64),
    implementationCode: ImplementationCode,
    catalogueVersion: z.string().min(1).max(64),
  }),
  form: z.strictObject({ id: z.string().min(1).max(64), version: z.int().min(1) }),
  applicant: Person,
  consent: z.strictObject({ version: z.string().min(1).max(64), agreedAt: LocalTime }),
  answers: Answers,
  signature: Signature,
  keptAt: LocalTime,
  clock: ClockReading,
});
export type SealedPayload = z.infer<typeof SealedPayload>;

/** One kept application on its way. Everything beside `payload` is readable on the terminal's disk, hence not personal. */
export const Submission = z.strictObject({
  applicationId: z.uuid(),
  localNumber: LocalNumber,
  kiosk: KioskCode,
  itemCode: z.string().min(1).max(64),
  implementationCode: ImplementationCode,
  keptAt: LocalTime,
  clock: ClockReading,
  /** SHA-256 of the characters of `payload`. */
  payloadSha256: Sha256,
  /** JWE in compact form, sealed to the platform's key; inside is a SealedPayload. */
  payload: z
    .string()
    .max(submissionBytesMax)
    .regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/),
  /** Head of the terminal's journal chain when this was sent: lets the platform notice a journal that was cut short or rolled back. */
  journalHead: Sha256,
});
export type Submission = z.infer<typeof Submission>;

/**
 * 收件, not 受理: the platform has it and will look at it. The same submission again gets the same bytes again,
 * so `serverTime` is the time of the first answer; clocks are checked against `Health`.
 */
export const Acknowledgement = z.object({
  applicationId: z.uuid(),
  payloadSha256: Sha256,
  caseNumber: CaseNumber,
  receivedAt: LocalTime,
  serverTime: LocalTime,
  status: z.literal('received'),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const Health = z.object({ serverTime: LocalTime });
export type Health = z.infer<typeof Health>;

/** RFC 8037. */
export const TerminalPublicJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/),
});
export type TerminalPublicJwk = z.infer<typeof TerminalPublicJwk>;

/** Sent signed by the very key that it brings, so that nobody enrols a key that he does not hold. */
export const Enrolment = z.strictObject({
  kiosk: KioskCode,
  /** Given to staff by the platform, good once. */
  code: z.string().min(8).max(64),
  publicKey: TerminalPublicJwk,
});
export type Enrolment = z.infer<typeof Enrolment>;

export const Enrolled = z.object({ kiosk: KioskCode, serverTime: LocalTime });
export type Enrolled = z.infer<typeof Enrolled>;

/** The platform's key that payloads are sealed to. `kid` names it, so that there can be an old and a new one. */
export const SealingPublicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
  kid: z.string().min(1).max(128),
});
export type SealingPublicJwk = z.infer<typeof SealingPublicJwk>;

export const ProblemCode = z.enum([
  'invalid',
  'keyMissing',
  'digestWrong',
  'signatureWrong',
  'clockTooFarOff',
  'terminalUnknown',
  'enrolmentRefused',
  'kioskDiffers',
  'noSuchResource',
  'applicationUnknown',
  'inProgress',
  'tooLarge',
  'keyReused',
  'applicationReused',
  'hashDiffers',
  'payloadUnreadable',
  'insideDiffers',
  'tooManyRequests',
  'internal',
  'busy',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457. The type is a path at the platform, where its explanation can be served. */
export const Problem = z.object({
  type: z.templateLiteral(['/problems/', z.string().regex(/^[a-zA-Z]{1,40}$/)]),
  title: z.string().max(200),
  status: z.int().min(400).max(599),
});
export type Problem = z.infer<typeof Problem>;

export interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  /**
   * `application`: this one is wrong and will stay so, staff must look at it. `terminal`: nothing is wrong
   * with it, but this terminal or the way to the platform must be put right first; then it will be taken.
   */
  readonly concerns: 'application' | 'terminal';
}

/** 400 key missing, 409 in progress, 422 key reused: draft-ietf-httpapi-idempotency-key-header-07. */
export const problems: Record<ProblemCode, ProblemFacts> = {
  invalid: { status: 400, title: 'The request does not have the agreed shape', concerns: 'application' },
  keyMissing: { status: 400, title: 'Idempotency-Key is missing or not a quoted UUID', concerns: 'application' },
  digestWrong: { status: 400, title: 'The body was changed on its way', concerns: 'terminal' },
  signatureWrong: { status: 401, title: 'The signature is missing or wrong', concerns: 'terminal' },
  clockTooFarOff: { status: 401, title: 'The clock of the terminal is too far off', concerns: 'terminal' },
  terminalUnknown: { status: 403, title: 'This terminal is not enrolled', concerns: 'terminal' },
  enrolmentRefused: { status: 403, title: 'The code is unknown or was used by another key', concerns: 'terminal' },
  kioskDiffers: { status: 403, title: 'Kept by another kiosk than the one that signed', concerns: 'application' },
  noSuchResource: { status: 404, title: 'There is nothing at this address', concerns: 'terminal' },
  applicationUnknown: { status: 404, title: 'This application has not arrived', concerns: 'application' },
  inProgress: { status: 409, title: 'The same submission is being worked on', concerns: 'application' },
  tooLarge: { status: 413, title: 'The request is too large', concerns: 'application' },
  keyReused: { status: 422, title: 'This key was used for something else', concerns: 'application' },
  applicationReused: { status: 422, title: 'This application came under another key', concerns: 'application' },
  hashDiffers: { status: 422, title: 'The payload does not have the hash that it names', concerns: 'application' },
  payloadUnreadable: { status: 422, title: 'The payload cannot be unsealed', concerns: 'application' },
  insideDiffers: { status: 422, title: 'Inside and outside of the envelope disagree', concerns: 'application' },
  tooManyRequests: { status: 429, title: 'Too many requests, come back later', concerns: 'terminal' },
  internal: { status: 500, title: 'The platform failed', concerns: 'terminal' },
  busy: { status: 503, title: 'The platform cannot take it now, come back later', concerns: 'terminal' },
};

export const problemMediaType = 'application/problem+json';

export function problemOf(code: ProblemCode): Problem {
  return { type: `/problems/${code}`, title: problems[code].title, status: problems[code].status };
}

/** @returns the named code, or undefined for a problem of a newer platform that we have no name for. */
export function codeOf(problem: Problem): ProblemCode | undefined {
  return ProblemCode.safeParse(problem.type.slice('/problems/'.length)).data;
}
