/** The platform's side of the protocol. A request is trusted step by step: signature, shape, hash, seal, and only then the database. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { ParseError, parseItem } from 'structured-headers';
import type { z } from 'zod';
import { assertNever, err, ok, type Result } from '../../contract/result.ts';
import {
  type Acknowledgement,
  type Enrolled,
  Enrolment,
  type Health,
  IdempotencyKey,
  type ProblemCode,
  paths,
  problemMediaType,
  problemOf,
  type SealedPayload,
  Submission,
  submissionBytesMax,
} from '../protocol.ts';
import { type SealingPrivateJwk, sha256OfPayload, type UnsealFault, unsealPayload } from '../sealing.ts';
import { clockToleranceSeconds, type HttpMessage, type SignatureFault, verifyMessage } from '../signatures.ts';
import type { ArrivalFault, Store } from './store.ts';

/** Since this start. */
export interface Stats {
  /** Submissions that reached the platform, whatever became of them. */
  submissions: number;
  stored: number;
  /** Submissions that were here already and got their first answer again. */
  repeated: number;
  /** Of any request, by problem code. */
  refused: Partial<Record<ProblemCode, number>>;
}

export interface PlatformParts {
  readonly store: Store;
  readonly sealingKey: SealingPrivateJwk;
  readonly nowMs: () => number;
  readonly stats: Stats;
  /** Submissions being worked on: the store must outlive them. */
  readonly inHand: Set<Promise<unknown>>;
}

/** China has one time zone, and the day in a case number is the hall's. */
const hallOffsetMs = 8 * 3_600_000;

/** With `busy`, which is said when the 9,999 serials of an item and day are used up: midnight brings new ones. */
const retryAfterSeconds = 600;

export function platformRoutes(parts: PlatformParts): FastifyInstance {
  const app = fastify({ bodyLimit: submissionBytesMax });
  app.removeAllContentTypeParsers();
  // The signature is over the bytes, so JSON is parsed only after it was checked.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => refuse(parts, reply, 'noSuchResource'));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 500) return refuse(parts, reply, status === 413 ? 'tooLarge' : 'invalid');
    refuse(parts, reply, 'internal');
    // Not expected: after the answer it ends the process, as everything that nobody thought of does.
    queueMicrotask(() => {
      throw error;
    });
    return reply;
  });

  app.get(paths.health, (_request, reply) => send(reply, 200, JSON.stringify(health(parts))));
  app.post(paths.terminals, (request, reply) => {
    const answer = enrol(messageOf(request), parts);
    return answer.ok ? send(reply, 201, answer.value) : refuse(parts, reply, answer.error);
  });
  app.post(paths.applications, async (request, reply) => {
    parts.stats.submissions += 1;
    const work = receive(messageOf(request), parts);
    parts.inHand.add(work);
    const answer = await work.finally(() => parts.inHand.delete(work));
    return answer.ok ? send(reply, 201, answer.value) : refuse(parts, reply, answer.error);
  });
  app.get<{ Params: { id: string } }>(`${paths.applications}/:id`, (request, reply) => {
    const signer = signerOf(messageOf(request), parts);
    if (!signer.ok) return refuse(parts, reply, signer.error);
    const answer = parts.store.answerOf(signer.value, request.params.id);
    return answer === undefined ? refuse(parts, reply, 'applicationUnknown') : send(reply, 200, answer);
  });
  return app;
}

function health({ nowMs }: PlatformParts): Health {
  return { serverTime: hallTime(nowMs()) };
}

function enrol(message: HttpMessage, parts: PlatformParts): Result<string, ProblemCode> {
  const enrolment = parsed(message.body, Enrolment);
  if (enrolment === undefined) return err('invalid');
  const { kiosk, publicKey } = enrolment;
  const keyOf = (keyId: string) => (keyId === kiosk ? publicKeyOf(publicKey.x) : undefined);
  const signer = verified(message, keyOf, parts.nowMs());
  if (!signer.ok) return signer;
  if (!parts.store.enrol(enrolment)) return err('enrolmentRefused');
  const answer: Enrolled = { kiosk, serverTime: hallTime(parts.nowMs()) };
  return ok(JSON.stringify(answer));
}

async function receive(message: HttpMessage, parts: PlatformParts): Promise<Result<string, ProblemCode>> {
  const { store, stats, sealingKey, nowMs } = parts;
  const signer = signerOf(message, parts);
  if (!signer.ok) return signer;
  const submission = parsed(message.body, Submission);
  if (submission === undefined) return err('invalid');
  const idempotencyKey = idempotencyKeyOf(message);
  if (idempotencyKey === undefined) return err('keyMissing');
  if (submission.kiosk !== signer.value) return err('kioskDiffers');
  if (sha256OfPayload(submission.payload) !== submission.payloadSha256) return err('hashDiffers');
  const inside = await unsealPayload(submission.payload, sealingKey, submission.applicationId);
  if (!inside.ok) return err(problemOfSeal(inside.error));
  if (!agree(inside.value, submission)) return err('insideDiffers');

  const receivedAt = hallTime(nowMs());
  const accepted = store.accept({
    idempotencyKey,
    submission,
    receivedAt,
    answerFor: (caseNumber) => acknowledgement(submission, caseNumber, receivedAt),
  });
  if (!accepted.ok) return err(problemOfArrival(accepted.error));
  stats[accepted.value.repeated ? 'repeated' : 'stored'] += 1;
  return ok(accepted.value.answer);
}

function acknowledgement(submission: Submission, caseNumber: string, receivedAt: string): string {
  const { applicationId, payloadSha256 } = submission;
  const answer: Acknowledgement = {
    applicationId,
    payloadSha256,
    caseNumber,
    receivedAt,
    serverTime: receivedAt,
    status: 'received',
  };
  return JSON.stringify(answer);
}

/** The outside is what staff sort and count by; it must not tell another story than what the citizen signed. */
function agree(inside: SealedPayload, outside: Submission): boolean {
  return (
    inside.localNumber === outside.localNumber &&
    inside.kiosk === outside.kiosk &&
    inside.item.code === outside.itemCode &&
    inside.item.implementationCode === outside.implementationCode &&
    inside.keptAt === outside.keptAt &&
    inside.clock.trusted === outside.clock.trusted &&
    inside.clock.monotonicMs === outside.clock.monotonicMs
  );
}

/** @returns the kiosk that signed. */
function signerOf(message: HttpMessage, { store, nowMs }: PlatformParts): Result<string, ProblemCode> {
  return verified(
    message,
    (kiosk) => {
      const x = store.terminalKey(kiosk);
      return x === undefined ? undefined : publicKeyOf(x);
    },
    nowMs(),
  );
}

function verified(
  message: HttpMessage,
  keyOf: (keyId: string) => KeyObject | undefined,
  nowMs: number,
): Result<string, ProblemCode> {
  const signer = verifyMessage(message, {
    keyOf,
    nowSeconds: Math.floor(nowMs / 1000),
    toleranceSeconds: clockToleranceSeconds,
  });
  return signer.ok ? ok(signer.value.keyId) : err(problemOfSignature(signer.error));
}

function problemOfSignature(fault: SignatureFault): ProblemCode {
  switch (fault) {
    case 'missing':
    case 'malformed':
    case 'notCovered':
    case 'signatureWrong':
      return 'signatureWrong';
    case 'keyUnknown':
      return 'terminalUnknown';
    case 'digestWrong':
    case 'clockTooFarOff':
      return fault;
    default:
      return assertNever(fault);
  }
}

function problemOfSeal(fault: UnsealFault): ProblemCode {
  switch (fault) {
    case 'notSealed':
    case 'otherKey':
    case 'altered':
      return 'payloadUnreadable';
    case 'otherApplication':
    case 'notAPayload':
      return 'insideDiffers';
    default:
      return assertNever(fault);
  }
}

function problemOfArrival(fault: ArrivalFault): ProblemCode {
  switch (fault) {
    case 'keyReused':
    case 'applicationReused':
      return fault;
    case 'serialsUsedUp':
      return 'busy';
    default:
      return assertNever(fault);
  }
}

function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function messageOf(request: FastifyRequest): HttpMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  return {
    method: request.method,
    authority: request.headers.host ?? '',
    target: request.raw.url ?? '',
    headers,
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(0),
  };
}

/** The field is a quoted string, RFC 9651 §3.3.3 (draft-ietf-httpapi-idempotency-key-header-07 §2.1). */
function idempotencyKeyOf(message: HttpMessage): string | undefined {
  try {
    return IdempotencyKey.safeParse(parseItem(message.headers['idempotency-key'] ?? '')[0]).data;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

function parsed<T>(body: Uint8Array, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).data;
  } catch {
    return undefined;
  }
}

function send(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply.code(status).type('application/json').send(body);
}

function refuse({ stats }: PlatformParts, reply: FastifyReply, code: ProblemCode): FastifyReply {
  stats.refused[code] = (stats.refused[code] ?? 0) + 1;
  const problem = problemOf(code);
  if (code === 'busy') reply.header('retry-after', retryAfterSeconds);
  return reply.code(problem.status).type(problemMediaType).send(JSON.stringify(problem));
}

/** Wall time at the hall with its offset. */
function hallTime(ms: number): string {
  return new Date(ms + hallOffsetMs).toISOString().replace('Z', '+08:00');
}
