import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../contract/result.ts';
import { ed25519Signer, type Signer, signatureFault, sm2Signer } from './signing.ts';
import { sm2Holds, sm2Point, sm2Sign } from './sm2.ts';

function pairOf(curve: 'ed25519' | 'SM2') {
  const pair = curve === 'SM2' ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519');
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = pair.publicKey.export({ type: 'spki', format: 'pem' });
  return {
    pem,
    publicKey: createPublicKey(spki),
    signer: (curve === 'SM2' ? sm2Signer : ed25519Signer)('county', pem),
  };
}

const ed25519 = pairOf('ed25519');
const sm2 = pairOf('SM2');
const message = Buffer.from('manifest');

function recordOf(signer: Signer, more: object = {}) {
  const signature = Buffer.from(signer.sign(message)).toString('base64');
  return { algorithm: signer.algorithm, keyId: signer.keyId, signature, ...more };
}

describe.each([
  ['Ed25519', ed25519, sm2],
  ['SM2-SM3', sm2, ed25519],
] as const)('%s', (algorithm, own, other) => {
  const trusted = new Map([['county', own.publicKey]]);

  test('what the key signed holds, and nothing else', () => {
    const record = recordOf(own.signer);
    expect(record.algorithm).toBe(algorithm);
    expect(signatureFault(message, record, trusted)).toBeUndefined();
    expect(signatureFault(Buffer.from('manifesT'), record, trusted)).toBe('signatureWrong');
    expect(signatureFault(message, record, new Map())).toBe('keyUnknown');
    expect(
      signatureFault(
        message,
        record,
        new Map([['county', pairOf(algorithm === 'Ed25519' ? 'ed25519' : 'SM2').publicKey]]),
      ),
    ).toBe('signatureWrong');
  });

  test('a key of the other kind under the trusted name, whatever algorithm is claimed', () => {
    const record = recordOf(other.signer);
    expect(signatureFault(message, record, trusted)).toBe('signatureWrong');
    expect(signatureFault(message, { ...record, algorithm }, trusted)).toBe('signatureWrong');
  });

  test('any change of the signature is refused', () => {
    const { signature, ...record } = recordOf(own.signer);
    const bytes = Buffer.from(signature, 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ bits;
        expect(signatureFault(message, { ...record, signature: changed.toString('base64') }, trusted)).toBe(
          'signatureWrong',
        );
      }),
      { numRuns: 60 },
    );
    expect(signatureFault(message, { ...record, signature: '' }, trusted)).toBe('signatureWrong');
  });
});

test('a signer is made of a key of its own kind only', () => {
  expect(() => sm2Signer('county', ed25519.pem)).toThrow('not an SM2 key');
  expect(() => ed25519Signer('county', sm2.pem)).toThrow('not an Ed25519 key');
  expect(sm2Point(ed25519.publicKey)).toBeUndefined();
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(sm2Point(p256.publicKey)).toBeUndefined();
  expect(() => sm2Signer('county', p256.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow();
});

describe('SM2 as others do it', () => {
  // GB/T 32918.5-2017 (GM/T 0003.5-2012), appendix A.2: identity 1234567812345678.
  const secret = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
  const x = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020';
  const y = 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
  const r = '022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
  const s = '022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
  const der = (...parts: string[]) => Buffer.from(`3046${parts.join('')}`, 'hex');
  const text = Buffer.from('message digest');
  const head = '3059301306072a8648ce3d020106082a811ccf5501822d03420004';
  const key = createPublicKey({ key: Buffer.from(head + x + y, 'hex'), format: 'der', type: 'spki' });
  const point = must(sm2Point(key), 'the published key is an SM2 key');

  test('the published signature holds; of another text, or with its parts exchanged, it does not', () => {
    expect(sm2Holds(text, der(r, s), point)).toBe(true);
    expect(sm2Holds(Buffer.from('message digesT'), der(r, s), point)).toBe(false);
    expect(sm2Holds(text, der(s, r), point)).toBe(false);
  });

  test('bytes that are no signature do not hold', () => {
    for (const bytes of ['', '30', `3046${r}`, '300602010002010a', 'ff'.repeat(72)]) {
      expect(sm2Holds(text, Buffer.from(bytes, 'hex'), point)).toBe(false);
    }
  });

  test('what we sign with the published key holds', () => {
    expect(sm2Holds(text, sm2Sign(text, secret), point)).toBe(true);
  });

  test('OpenSSL signs with an empty identity: such a signature is not taken', () => {
    const theirs = sign('sm3', text, createPrivateKey(sm2.pem));
    expect(verify('sm3', text, sm2.publicKey, theirs)).toBe(true);
    expect(sm2Holds(text, theirs, must(sm2Point(sm2.publicKey), 'an SM2 key'))).toBe(false);
  });
});
