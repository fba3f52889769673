/**
 * SM2 signatures with SM3 (GB/T 32918.2-2016), with the signer's identity that GB/T 35276-2017 gives where nothing else
 * is agreed: 1234567812345678. Signatures are DER `SEQUENCE { r, s }` (GB/T 35276-2017 clause 7.3).
 *
 * Not `crypto.sign('sm3', …)`: OpenSSL leaves the identity to its callers, Node has no way to pass one, and so signs
 * with an empty identity (seen in 3.5). Nobody else's signatures would hold, nor ours with anybody else.
 */
import type { KeyObject } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

const options = { der: true, hash: true, userId: '1234567812345678' } as const;

/** SubjectPublicKeyInfo of RFC 5480 with the curve's OID 1.2.156.10197.1.301; then X and Y. */
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
/** The algorithm of RFC 5208 and the start of the ECPrivateKey of RFC 5915, after the lengths that go before. */
const pkcs8Head = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420', 'hex');
const pkcs8HeadAt = 6;

/** The point of an SM2 public key, `04 X Y` in hex; undefined for a key of any other kind. */
export function sm2Point(key: KeyObject): string | undefined {
  const spki = key.type === 'public' ? key.export({ type: 'spki', format: 'der' }) : Buffer.alloc(0);
  const isSm2 = spki.length === spkiHead.length + 65 && spki.subarray(0, spkiHead.length).equals(spkiHead);
  const point = spki.subarray(spkiHead.length).toString('hex');
  return isSm2 && sm2.verifyPublicKey(point) ? point : undefined;
}

/** The secret of an SM2 key in PKCS #8, in hex; undefined for a key of any other kind. */
export function sm2Secret(key: KeyObject): string | undefined {
  const pkcs8 = key.type === 'private' ? key.export({ type: 'pkcs8', format: 'der' }) : Buffer.alloc(0);
  const at = pkcs8HeadAt + pkcs8Head.length;
  return pkcs8.indexOf(pkcs8Head) === pkcs8HeadAt ? pkcs8.subarray(at, at + 32).toString('hex') : undefined;
}

export function sm2Sign(message: Uint8Array, secret: string): Uint8Array {
  return Buffer.from(sm2.doSignature(message, secret, options), 'hex');
}

/** False, too, for bytes that are no signature at all. One signature has one spelling: the library reads DER loosely. */
export function sm2Holds(message: Uint8Array, signature: Uint8Array, point: string): boolean {
  const [r, s] = derIntegers(Buffer.from(signature));
  if (r === undefined || s === undefined) return false;
  return sm2.doVerifySignature(message, r + s, point, { ...options, der: false });
}

/** The two numbers, 64 hex digits each; none for bytes that are not DER of two such numbers. */
function derIntegers(der: Buffer): string[] {
  const rEnd = 4 + (der[3] ?? 0);
  const numbers = [der.subarray(4, rEnd), der.subarray(rEnd + 2)].map((bytes) =>
    bytes.toString('hex').replace(/^00/, ''),
  );
  if (numbers.some((hex) => hex.length > 64)) return [];
  const integers = numbers.map((hex) => {
    const value = /^[89a-f]/.test(hex) ? `00${hex}` : hex;
    return `02${(value.length / 2).toString(16).padStart(2, '0')}${value}`;
  });
  const body = integers.join('');
  const written = `30${(body.length / 2).toString(16).padStart(2, '0')}${body}`;
  return written === der.toString('hex') ? numbers.map((hex) => hex.padStart(64, '0')) : [];
}
