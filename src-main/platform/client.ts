/**
 * The terminal's side of the protocol. It believes nothing: an answer counts only when it has the agreed type,
 * size and shape, and an acknowledgement only when it names the application and repeats its hash. It never
 * tries again by itself; that is the outbox's business, which has to know about each attempt.
 */
import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { serializeItem } from 'structured-headers';
import type { z } from 'zod';
import { type Clock, systemClock } from '../contract/clock.ts';
import { joinBytes } from '../contract/frames.ts';
import { err, ok, type Result } from '../contract/result.ts';
import {
  Acknowledgement,
  codeOf,
  Enrolled,
  type Enrolment,
  Health,
  Problem,
  type ProblemCode,
  type ProblemFacts,
  paths,
  problemMediaType,
  problems,
  type Submission,
  TerminalPublicJwk,
} from './protocol.ts';
import { signMessage } from './signatures.ts';

/**
 * Why there is no good answer. `unreachable` nobody answered, or not to the end · `notThePlatform` somebody
 * else did (captive portal, proxy, wrong address) · `wrongAcknowledgement` it speaks of another application ·
 * `busy` the platform is ill or overloaded · `refused` it said no, and why. Holds no personal data.
 */
export type PlatformFault =
  | {
      readonly kind: 'unreachable';
      readonly code: 'timedOut' | 'nameNotFound' | 'connectionRefused' | 'tlsFailed' | 'cutOff' | 'networkFailed';
    }
  | {
      readonly kind: 'notThePlatform';
      readonly code: 'redirected' | 'statusUnexpected' | 'typeWrong' | 'tooLong' | 'notJson' | 'shapeWrong';
    }
  | { readonly kind: 'wrongAcknowledgement'; readonly code: 'otherApplication' | 'otherHash' }
  | {
      readonly kind: 'busy';
      readonly code: 'inProgress' | 'tooManyRequests' | 'platformFailed';
      /** What the platform asked for in Retry-After, in seconds there. */
      readonly retryAfterMs: number | undefined;
    }
  | {
      readonly kind: 'refused';
      /** `unnamed`: a reason of a newer platform. */
      readonly code: ProblemCode | 'unnamed';
      readonly concerns: ProblemFacts['concerns'];
    };

export interface PlatformClient {
  /** @returns the platform's acknowledgement of this very submission. */
  submit(submission: Submission, idempotencyKey: string): Promise<Result<Acknowledgement, PlatformFault>>;
  /**
   * Did it arrive?
   * @param payloadSha256 of what was kept, which the answer must repeat
   * @returns undefined when it has not
   */
  find(applicationId: string, payloadSha256: string): Promise<Result<Acknowledgement | undefined, PlatformFault>>;
  /** @returns the platform's time, milliseconds since the epoch. */
  health(): Promise<Result<{ serverMs: number }, PlatformFault>>;
  /** Makes the terminal's key known, with a code that staff got from the platform. The same again is no mistake. */
  enrol(code: string): Promise<Result<Enrolled, PlatformFault>>;
}

export interface PlatformClientOptions {
  /** Where `/v1` lies, with a path when it lies deeper. */
  readonly baseUrl: string;
  readonly kiosk: string;
  /** Ed25519, private. */
  readonly signingKey: KeyObject;
  /** From the first byte sent to the last one received. */
  readonly requestTimeOutMs: number;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
}

/** Our answers have some 500 bytes; a portal's page, or a hostile stream, is cut here. */
const answerBytesMax = 64 * 1024;

interface Question {
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly retryAfter: string | null;
  readonly body: Uint8Array;
}

/** @throws when the base URL is none or the key is not Ed25519: mistakes of the terminal's configuration. */
export function platformClient(options: PlatformClientOptions): PlatformClient {
  const { kiosk, signingKey, requestTimeOutMs, fetch = globalThis.fetch, clock = systemClock } = options;
  const base = new URL(options.baseUrl);
  const publicKey = TerminalPublicJwk.parse(createPublicKey(signingKey).export({ format: 'jwk' }));

  async function ask<T>(question: Question, shape: z.ZodType<T>): Promise<Result<T, PlatformFault>> {
    const timeOut = new AbortController();
    const answered = new AbortController();
    const request = signed(question, timeOut.signal);
    void clock.sleep(requestTimeOutMs, answered.signal).then(() => timeOut.abort());
    const answer = await exchange(fetch, request);
    answered.abort();
    return answer.ok ? valueFrom(answer.value, shape) : answer;
  }

  function signed({ path, body, idempotencyKey }: Question, signal: AbortSignal): Request {
    const url = new URL(base.pathname.replace(/\/+$/, '') + path, base);
    const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body));
    const method = body === undefined ? 'GET' : 'POST';
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': serializeItem(idempotencyKey, new Map()) }),
    };
    const signature = signMessage(
      { method, authority: url.host, target: url.pathname + url.search, headers, body: bytes },
      { keyId: kiosk, key: signingKey, createdSeconds: Math.floor(clock.nowMs() / 1000), nonce: randomUUID() },
    );
    return new Request(url, {
      method,
      headers: { ...headers, ...signature, accept: `application/json, ${problemMediaType}` },
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body: bytes }),
    });
  }

  return {
    async submit(submission, idempotencyKey) {
      const answer = await ask({ path: paths.applications, body: submission, idempotencyKey }, Acknowledgement);
      return answer.ok ? acknowledged(answer.value, submission) : answer;
    },
    async find(applicationId, payloadSha256) {
      const answer = await ask({ path: `${paths.applications}/${encodeURIComponent(applicationId)}` }, Acknowledgement);
      if (answer.ok) return acknowledged(answer.value, { applicationId, payloadSha256 });
      return answer.error.code === 'applicationUnknown' ? ok(undefined) : answer;
    },
    async health() {
      const answer = await ask({ path: paths.health }, Health);
      return answer.ok ? ok({ serverMs: Date.parse(answer.value.serverTime) }) : answer;
    },
    async enrol(code) {
      const body: Enrolment = { kiosk, code, publicKey };
      const answer = await ask({ path: paths.terminals, body }, Enrolled);
      return answer.ok && answer.value.kiosk !== kiosk ? notThePlatform('shapeWrong') : answer;
    },
  };
}

/** One request and its whole answer. Nothing that the network does gets past here as an exception. */
async function exchange(fetch: typeof globalThis.fetch, request: Request): Promise<Result<Answer, PlatformFault>> {
  try {
    const response = await fetch(request);
    const body = await boundedBody(response);
    if (body === undefined) return notThePlatform('tooLong');
    const mediaType = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return ok({ status: response.status, mediaType, retryAfter: response.headers.get('retry-after'), body });
  } catch (error) {
    // The request was built before: what fetch rejects with is an abort (DOMException) or the network (TypeError).
    if (request.signal.aborted) return err({ kind: 'unreachable', code: 'timedOut' });
    if (error instanceof TypeError) return err({ kind: 'unreachable', code: networkCode(error.cause) });
    throw error;
  }
}

async function boundedBody(response: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > answerBytesMax) return undefined;
    parts.push(part);
  }
  return joinBytes(parts);
}

/** The codes of Node's sockets, resolver and TLS, and of undici, that have a name of their own with us. */
function networkCode(cause: unknown): Extract<PlatformFault, { kind: 'unreachable' }>['code'] {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'nameNotFound';
  if (code === 'ECONNREFUSED') return 'connectionRefused';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'cutOff';
  if (code === 'ETIMEDOUT' || code.endsWith('_TIMEOUT')) return 'timedOut';
  return /^ERR_(SSL|TLS)_|CERT|SELF_SIGNED|UNABLE_TO_/.test(code) ? 'tlsFailed' : 'networkFailed';
}

/** A status alone proves nothing: a proxy's 403 page is not the platform's refusal. Only 5xx, 409 and 429 are taken at their word, since all that follows from them is to wait. */
function valueFrom<T>(answer: Answer, shape: z.ZodType<T>): Result<T, PlatformFault> {
  const { status } = answer;
  if (status >= 500) return busy('platformFailed', answer);
  if (status === 429) return busy('tooManyRequests', answer);
  if (status === 409) return busy('inProgress', answer);
  if (status >= 400) return refusalOf(answer);
  if (status >= 300) return notThePlatform('redirected');
  if (status !== 200 && status !== 201) return notThePlatform('statusUnexpected');
  return parsed(answer, 'application/json', shape);
}

function refusalOf(answer: Answer): Result<never, PlatformFault> {
  const problem = parsed(answer, problemMediaType, Problem);
  if (!problem.ok) return problem;
  const code = codeOf(problem.value);
  if (code === undefined) return err({ kind: 'refused', code: 'unnamed', concerns: 'application' });
  return err({ kind: 'refused', code, concerns: problems[code].concerns });
}

function parsed<T>(answer: Answer, mediaType: string, shape: z.ZodType<T>): Result<T, PlatformFault> {
  if (answer.mediaType !== mediaType) return notThePlatform('typeWrong');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  } catch {
    return notThePlatform('notJson');
  }
  const value = shape.safeParse(json);
  return value.success ? ok(value.data) : notThePlatform('shapeWrong');
}

function acknowledged(
  answer: Acknowledgement,
  expected: Pick<Submission, 'applicationId' | 'payloadSha256'>,
): Result<Acknowledgement, PlatformFault> {
  if (answer.applicationId !== expected.applicationId) {
    return err({ kind: 'wrongAcknowledgement', code: 'otherApplication' });
  }
  if (answer.payloadSha256 !== expected.payloadSha256) return err({ kind: 'wrongAcknowledgement', code: 'otherHash' });
  return ok(answer);
}

/** Retry-After as a date is passed over: it would be read by a clock that may be wrong. */
function busy(code: Extract<PlatformFault, { kind: 'busy' }>['code'], answer: Answer): Result<never, PlatformFault> {
  const seconds = /^\d{1,6}$/.test(answer.retryAfter ?? '') ? Number(answer.retryAfter) : undefined;
  return err({ kind: 'busy', code, retryAfterMs: seconds === undefined ? undefined : seconds * 1000 });
}

function notThePlatform(
  code: Extract<PlatformFault, { kind: 'notThePlatform' }>['code'],
): Result<never, PlatformFault> {
  return err({ kind: 'notThePlatform', code });
}
