/**
 * Who sent this, and is it what was sent: HTTP Message Signatures (RFC 9421) with Ed25519 over the method, the
 * whole address, the body's Content-Digest (RFC 9530), its type and the idempotency key.
 *
 * The profile is fixed: which components are covered follows from the message alone, and a signature over
 * anything less is refused. That is why this stands on `structured-headers` and not on
 * `http-message-signatures` 1.0.6, which takes the time from Date.now() where ours is injected, meets hostile
 * headers with bare Errors that cannot be told from our own mistakes, counts `"content-digest";key="x"` as
 * covering the digest, and of several signatures reports only the last. The tests verify ours with it.
 */
import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import {
  type InnerList,
  isInnerList,
  type Parameters,
  ParseError,
  parseDictionary,
  serializeDictionary,
  serializeInnerList,
} from 'structured-headers';
import { err, ok, type Result } from '../contract/result.ts';

export interface HttpMessage {
  readonly method: string;
  /** Host and, unless it is the scheme's own, port: what the Host field says. */
  readonly authority: string;
  /** Path and query as on the request line. */
  readonly target: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Empty when there is none. */
  readonly body: Uint8Array;
}

export interface Signer {
  /** The kiosk's code. */
  readonly keyId: string;
  /** Ed25519, private. */
  readonly key: KeyObject;
  readonly createdSeconds: number;
  /** Differs at each attempt: a platform that wants to refuse replays can, without a change here. */
  readonly nonce: string;
}

export interface Verifier {
  /** Ed25519, public. */
  readonly keyOf: (keyId: string) => KeyObject | undefined;
  readonly nowSeconds: number;
  readonly toleranceSeconds: number;
}

export type SignatureFault =
  | 'missing'
  | 'malformed'
  | 'notCovered'
  | 'digestWrong'
  | 'keyUnknown'
  | 'signatureWrong'
  | 'clockTooFarOff';

/**
 * How far `created` may be from the platform's time, in either direction. A terminal's clock is wrong when its
 * battery is flat or somebody set it, and what a citizen was promised must not wait for that: reliability
 * reference §5 asks that three days change nothing. The window is no defence against replay, and need not be:
 * a submission that is replayed gets its own first answer and makes nothing new. `expires` is left out for
 * the same reason: it would let the terminal's wrong clock decide.
 */
export const clockToleranceSeconds = 4 * 24 * 3600;

const label = 'terminal';

/** @returns the header fields to add to the message: Content-Digest when it has a body, Signature-Input, Signature. */
export function signMessage(message: HttpMessage, signer: Signer): Record<string, string> {
  const digest: Record<string, string> =
    message.body.length === 0 ? {} : { 'content-digest': contentDigest(message.body) };
  const signed = { ...message, headers: { ...message.headers, ...digest } };
  const parameters: Parameters = new Map<string, string | number>([
    ['created', signer.createdSeconds],
    ['keyid', signer.keyId],
    ['nonce', signer.nonce],
    ['alg', 'ed25519'],
  ]);
  const input: InnerList = [coveredBy(signed).map((name) => [name, new Map()]), parameters];
  const base = signatureBase(signed, input);
  if (base === undefined) throw new Error('a body is signed together with its content-type');
  const signature = sign(null, Buffer.from(base), signer.key);
  return {
    ...digest,
    'signature-input': serializeDictionary(new Map([[label, input]])),
    signature: serializeDictionary(new Map([[label, [signature, new Map()]]])),
  };
}

/**
 * Checks digest, coverage, key, signature and time, in this order: a wrong clock is named only to whoever
 * holds the key.
 */
export function verifyMessage(message: HttpMessage, verifier: Verifier): Result<{ keyId: string }, SignatureFault> {
  const read = readSignature(message);
  if (!read.ok) return read;
  const { input, signature } = read.value;
  const [components, parameters] = input;
  const expected = coveredBy(message);
  const covered = components.every(([name, own], i) => name === expected[i] && own.size === 0);
  if (!covered || components.length !== expected.length) return err('notCovered');

  const created = parameters.get('created');
  const keyId = parameters.get('keyid');
  if (typeof created !== 'number' || !Number.isInteger(created) || typeof keyId !== 'string') return err('malformed');
  if (parameters.get('alg') !== 'ed25519') return err('malformed');
  if (message.body.length > 0 && !digestMatches(message)) return err('digestWrong');

  const key = verifier.keyOf(keyId);
  if (key === undefined) return err('keyUnknown');
  const base = signatureBase(message, input);
  if (base === undefined) return err('malformed');
  if (!verify(null, Buffer.from(base), key, signature)) return err('signatureWrong');
  if (Math.abs(created - verifier.nowSeconds) > verifier.toleranceSeconds) return err('clockTooFarOff');
  return ok({ keyId });
}

/** `Content-Digest` of a body, RFC 9530 §2. */
export function contentDigest(body: Uint8Array): string {
  return serializeDictionary({ 'sha-256': createHash('sha256').update(body).digest() });
}

/**
 * The signature base, RFC 9421 §2.5, for the components that we use.
 * @returns undefined when the message lacks one of them.
 */
export function signatureBase(message: HttpMessage, input: InnerList): string | undefined {
  const lines: string[] = [];
  for (const [name] of input[0]) {
    const value = typeof name === 'string' ? componentValue(message, name) : undefined;
    if (value === undefined) return undefined;
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n');
}

/** RFC 9421 §2.1 fields, §2.2 derived components. */
function componentValue(message: HttpMessage, name: string): string | undefined {
  const [path = '', ...query] = message.target.split('?');
  switch (name) {
    case '@method':
      return message.method;
    case '@authority':
      return message.authority.toLowerCase();
    case '@path':
      return path;
    case '@query':
      return `?${query.join('?')}`;
    default:
      return message.headers[name]?.trim();
  }
}

/** @authority and @path instead of @target-uri: a platform behind a proxy that ends TLS does not see the scheme. */
function coveredBy(message: HttpMessage): string[] {
  return [
    '@method',
    '@authority',
    '@path',
    '@query',
    ...(message.body.length > 0 ? ['content-type', 'content-digest'] : []),
    ...(message.headers['idempotency-key'] === undefined ? [] : ['idempotency-key']),
  ];
}

function readSignature(
  message: HttpMessage,
): Result<{ input: InnerList; signature: Uint8Array }, 'missing' | 'malformed'> {
  const inputField = message.headers['signature-input'];
  const signatureField = message.headers.signature;
  if (inputField === undefined || signatureField === undefined) return err('missing');
  const input = dictionaryOf(inputField)?.get(label);
  const signature = dictionaryOf(signatureField)?.get(label)?.[0];
  if (input === undefined || !isInnerList(input) || !(signature instanceof ArrayBuffer)) return err('malformed');
  return ok({ input, signature: new Uint8Array(signature) });
}

/** Digests of other algorithms beside ours are passed over, as RFC 9530 §2 allows. */
function digestMatches(message: HttpMessage): boolean {
  const named = dictionaryOf(message.headers['content-digest'] ?? '')?.get('sha-256')?.[0];
  const actual = createHash('sha256').update(message.body).digest();
  return named instanceof ArrayBuffer && actual.equals(new Uint8Array(named));
}

function dictionaryOf(field: string): ReturnType<typeof parseDictionary> | undefined {
  try {
    return parseDictionary(field);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
