/**
 * The envelope: what a citizen gave is encrypted to the platform's public key the moment it is kept, so that
 * the disk of a terminal holds nothing that a thief or a technician could read. JWE (RFC 7516) in compact
 * form, ECDH-ES over P-256 (RFC 7518 §4.6) with A256GCM.
 */
import { createHash } from 'node:crypto';
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, errors, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { err, ok, type Result } from '../contract/result.ts';
import { SealedPayload, SealingPublicJwk } from './protocol.ts';

export const SealingPrivateJwk = SealingPublicJwk.extend({ d: z.string().regex(/^[\w-]{43}$/) });
export type SealingPrivateJwk = z.infer<typeof SealingPrivateJwk>;

/**
 * The protected header is the additional data of the cipher (RFC 7516 §5.1): naming the application in it
 * makes an envelope that was swapped into another row fail to open.
 */
const Header = z.strictObject({
  alg: z.literal('ECDH-ES'),
  enc: z.literal('A256GCM'),
  kid: z.string(),
  applicationId: z.uuid(),
  epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});

/**
 * `notSealed` not an envelope of ours · `otherKey` sealed to a key that we do not hold · `otherApplication`
 * belongs to another one · `altered` does not open · `notAPayload` opens, but holds something else.
 */
export type UnsealFault = 'notSealed' | 'otherKey' | 'otherApplication' | 'altered' | 'notAPayload';

/**
 * Seals once; the same bytes are sent at each attempt.
 * @returns the compact JWE and the SHA-256 (hex) of its characters, which the acknowledgement must repeat.
 * @throws when the key is not a point on P-256: a mistake of the terminal's configuration.
 */
export async function sealPayload(
  payload: SealedPayload,
  publicJwk: SealingPublicJwk,
): Promise<{ jwe: string; sha256: string }> {
  const { kid, ...key } = publicJwk;
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid, applicationId: payload.applicationId })
    .encrypt(key);
  return { jwe, sha256: sha256OfPayload(jwe) };
}

/** SHA-256 (hex) of a sealed payload, as both sides name it. */
export function sha256OfPayload(jwe: string): string {
  return createHash('sha256').update(jwe).digest('hex');
}

/** Opens an envelope that must belong to the named application. Only the platform can. */
export async function unsealPayload(
  jwe: string,
  privateJwk: SealingPrivateJwk,
  applicationId: string,
): Promise<Result<SealedPayload, UnsealFault>> {
  const header = Header.safeParse(parseJson(Buffer.from(jwe.split('.', 1)[0] ?? '', 'base64url')));
  if (!header.success) return err('notSealed');
  if (header.data.kid !== privateJwk.kid) return err('otherKey');
  if (header.data.applicationId !== applicationId) return err('otherApplication');
  const { kid: _, ...key } = privateJwk;
  const plain = await decrypt(jwe, key);
  if (!plain.ok) return plain;
  const payload = SealedPayload.safeParse(parseJson(plain.value));
  if (!payload.success || payload.data.applicationId !== applicationId) return err('notAPayload');
  return ok(payload.data);
}

async function decrypt(jwe: string, key: Omit<SealingPrivateJwk, 'kid'>): Promise<Result<Uint8Array, 'altered'>> {
  try {
    const opened = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return ok(opened.plaintext);
  } catch (error) {
    if (error instanceof errors.JOSEError) return err('altered');
    throw error;
  }
}

/** @returns undefined, which no schema here accepts, for bytes that are not JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** A new key pair of the platform, named by its thumbprint (RFC 7638). */
export async function newSealingKey(): Promise<{ publicJwk: SealingPublicJwk; privateJwk: SealingPrivateJwk }> {
  const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const privateJwk = SealingPrivateJwk.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
  return { publicJwk: SealingPublicJwk.parse(privateJwk), privateJwk };
}
