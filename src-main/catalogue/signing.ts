/** Who made a package. One place knows the algorithms; SM2 (GB/T 32918) becomes a second case of the same switches. */
import { createPrivateKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { assertNever } from '../contract/result.ts';

const Algorithm = z.enum(['Ed25519']);
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

/** A signer over an Ed25519 key (RFC 8032) in PKCS #8 PEM. */
export function ed25519Signer(keyId: string, privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${keyId} is not an Ed25519 key`);
  return { algorithm: 'Ed25519', keyId, sign: (message) => sign(null, message, key) };
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
  if (signature.toString('base64') !== record.signature) return 'signatureWrong';
  switch (record.algorithm) {
    case 'Ed25519':
      return key.asymmetricKeyType === 'ed25519' && verify(null, message, key, signature)
        ? undefined
        : 'signatureWrong';
    default:
      return assertNever(record.algorithm);
  }
}
