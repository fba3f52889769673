/** Who made a package. One place knows the algorithms: Ed25519 (RFC 8032), and SM2 with SM3 where the law asks for it. */
import { createPrivateKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { assertNever } from '../contract/result.ts';
import { sm2Holds, sm2Point, sm2Secret, sm2Sign } from './sm2.ts';

const Algorithm = z.enum(['Ed25519', 'SM2-SM3']);
type Algorithm = z.infer<typeof Algorithm>;

/** `signature.json`. The signature is over the exact bytes of `manifest.json`. */
export const SignatureRecord = z.strictObject({
  algorithm: Algorithm,
  keyId: z.string().min(1).max(64),
  signature: z.base64(),
});
export type SignatureRecord = z.infer<typeof SignatureRecord>;

/** Signs; where the private key lies is its own matter. */
export interface Signer {
  readonly algorithm: Algorithm;
  readonly keyId: string;
  sign(message: Uint8Array): Uint8Array;
}

/** The public keys whose packages this terminal takes in, by key id. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** A signer over an Ed25519 key in PKCS #8 PEM. */
export function ed25519Signer(keyId: string, privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${keyId} is not an Ed25519 key`);
  return { algorithm: 'Ed25519', keyId, sign: (message) => sign(null, message, key) };
}

/** A signer over an SM2 key in PKCS #8 PEM. A key in a signing device is a Signer of its own with the same algorithm. */
export function sm2Signer(keyId: string, privateKeyPem: string): Signer {
  const secret = sm2Secret(createPrivateKey(privateKeyPem));
  if (secret === undefined) throw new Error(`${keyId} is not an SM2 key`);
  return { algorithm: 'SM2-SM3', keyId, sign: (message) => sm2Sign(message, secret) };
}

/** The fault of a signature, or undefined when one of the trusted keys made it over this message. */
export function signatureFault(
  message: Uint8Array,
  record: SignatureRecord,
  trustedKeys: TrustedKeys,
): 'keyUnknown' | 'signatureWrong' | undefined {
  const key = trustedKeys.get(record.keyId);
  if (key === undefined) return 'keyUnknown';
  const signature = Buffer.from(record.signature, 'base64');
  // Base64 can spell the same bytes in several ways; one of them is ours.
  const holds =
    signature.toString('base64') === record.signature && signatureHolds(message, key, { ...record, signature });
  return holds ? undefined : 'signatureWrong';
}

/** The key decides what it can be used for: an algorithm named in the package never widens that. */
function signatureHolds(
  message: Uint8Array,
  key: KeyObject,
  { algorithm, signature }: { algorithm: Algorithm; signature: Buffer },
): boolean {
  switch (algorithm) {
    case 'Ed25519':
      return key.asymmetricKeyType === 'ed25519' && verify(null, message, key, signature);
    case 'SM2-SM3': {
      const point = sm2Point(key);
      return point !== undefined && sm2Holds(message, signature, point);
    }
    default:
      return assertNever(algorithm);
  }
}
