import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { type InnerList, parseList } from 'structured-headers';
import { describe, expect, test } from 'vitest';
import {
  clockToleranceSeconds,
  contentDigest,
  type HttpMessage,
  signatureBase,
  signMessage,
  verifyMessage,
} from './signatures.ts';

const nowSeconds = 1_795_359_845;
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = { keyId: 'ZX01', key: privateKey, createdSeconds: nowSeconds, nonce: 'n-1' };
const verifier = {
  keyOf: (keyId: string) => (keyId === 'ZX01' ? publicKey : undefined),
  nowSeconds,
  toleranceSeconds: clockToleranceSeconds,
};

const posted: HttpMessage = {
  method: 'POST',
  authority: 'platform.example',
  target: '/v1/applications?x=1',
  headers: { 'content-type': 'application/json', 'idempotency-key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' },
  body: new TextEncoder().encode('{"hello": "world"}'),
};

function signed(message: HttpMessage, by = signer): HttpMessage {
  return { ...message, headers: { ...message.headers, ...signMessage(message, by) } };
}

describe('the published examples', () => {
  test('RFC 9421 B.2.6: the base, and the very signature, of the Ed25519 example', () => {
    const key = createPrivateKey({
      key: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
        d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
      },
      format: 'jwk',
    });
    const message: HttpMessage = {
      method: 'POST',
      authority: 'example.com',
      target: '/foo?param=Value&Pet=dog',
      headers: { date: 'Tue, 20 Apr 2021 02:07:55 GMT', 'content-type': 'application/json', 'content-length': '18' },
      body: new TextEncoder().encode('{"hello": "world"}'),
    };
    const base = signatureBase(
      message,
      innerList(
        '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      ),
    );
    expect(base).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      ].join('\n'),
    );
    expect(sign(null, Buffer.from(base ?? ''), key).toString('base64')).toBe(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
    );
  });

  test('RFC 9530: the digest of {"hello": "world"}, with and without its line feed', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(contentDigest(bytes('{"hello": "world"}\n'))).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
    expect(contentDigest(bytes('{"hello": "world"}'))).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
  });
});

describe('a signed request', () => {
  test('is taken, and names the kiosk that signed it', () => {
    expect(verifyMessage(signed(posted), verifier)).toEqual({ ok: true, value: { keyId: 'ZX01' } });
    const asked = { ...posted, method: 'GET', headers: {}, body: new Uint8Array(0) };
    expect(verifyMessage(signed(asked), verifier)).toEqual({ ok: true, value: { keyId: 'ZX01' } });
  });

  const message = signed(posted);
  const changed = (field: string, value: string | undefined) => ({
    ...message,
    headers: { ...message.headers, [field]: value },
  });
  const otherBody = new TextEncoder().encode('{"hello": "World"}');
  const cases: [string, HttpMessage, string][] = [
    ['another method', { ...message, method: 'PUT' }, 'signatureWrong'],
    ['another host', { ...message, authority: 'platform.example:8443' }, 'signatureWrong'],
    ['another path', { ...message, target: '/v1/terminals?x=1' }, 'signatureWrong'],
    ['another query', { ...message, target: '/v1/applications?x=2' }, 'signatureWrong'],
    ['no query', { ...message, target: '/v1/applications' }, 'signatureWrong'],
    ['another body', { ...message, body: otherBody }, 'digestWrong'],
    [
      'another body with its own digest',
      { ...changed('content-digest', contentDigest(otherBody)), body: otherBody },
      'signatureWrong',
    ],
    ['no body', { ...message, body: new Uint8Array(0) }, 'notCovered'],
    ['no digest', changed('content-digest', undefined), 'digestWrong'],
    ['another type', changed('content-type', 'text/plain'), 'signatureWrong'],
    ['another idempotency key', changed('idempotency-key', '"x"'), 'signatureWrong'],
    ['no idempotency key', changed('idempotency-key', undefined), 'notCovered'],
    ['no signature', changed('signature', undefined), 'missing'],
    ['a signature that is no byte sequence', changed('signature', 'terminal="abc"'), 'malformed'],
    ['a signature of another label', changed('signature', 'other=:AAAA:'), 'malformed'],
    ['an unknown kiosk', signed(posted, { ...signer, keyId: 'ZX02' }), 'keyUnknown'],
    [
      'the key of another',
      signed(posted, { ...signer, key: generateKeyPairSync('ed25519').privateKey }),
      'signatureWrong',
    ],
  ];
  test.each(cases)('is refused with %s', (_name, tampered, fault) => {
    expect(verifyMessage(tampered, verifier)).toEqual({ ok: false, error: fault });
  });

  test('is refused when created, nonce or keyid were touched afterwards', () => {
    const input = message.headers['signature-input'] ?? '';
    for (const [from, to] of [
      [`created=${nowSeconds}`, `created=${nowSeconds + 1}`],
      ['nonce="n-1"', 'nonce="n-2"'],
      [';nonce="n-1"', ''],
    ] as const) {
      expect(input).toContain(from);
      expect(verifyMessage(changed('signature-input', input.replace(from, to)), verifier)).toEqual({
        ok: false,
        error: 'signatureWrong',
      });
    }
  });

  test('is refused when it covers a part or another reading of a field', () => {
    const input = message.headers['signature-input'] ?? '';
    const partly = input.replace('"content-digest"', '"content-digest";key="sha-512"');
    const base = signatureBase(message, innerList(partly.replace('terminal=', '')));
    const signature = `terminal=:${sign(null, Buffer.from(base ?? ''), privateKey).toString('base64')}:`;
    const headers = { ...message.headers, 'signature-input': partly, signature };
    expect(verifyMessage({ ...message, headers }, verifier)).toEqual({ ok: false, error: 'notCovered' });
  });

  test('may carry the signature of a proxy beside its own', () => {
    const both = { ...message.headers };
    both['signature-input'] = `proxy=("@method");created=1, ${both['signature-input']}`;
    both.signature = `proxy=:AAAA:, ${both.signature}`;
    expect(verifyMessage({ ...message, headers: both }, verifier).ok).toBe(true);
  });

  test('is taken from a terminal whose clock is three days wrong, and refused beyond four', () => {
    const day = 24 * 3600;
    const at = (createdSeconds: number) => verifyMessage(signed(posted, { ...signer, createdSeconds }), verifier);
    expect(at(nowSeconds - 3 * day).ok).toBe(true);
    expect(at(nowSeconds + 3 * day).ok).toBe(true);
    expect(at(nowSeconds - 4 * day - 1)).toEqual({ ok: false, error: 'clockTooFarOff' });
    expect(at(nowSeconds + 4 * day + 1)).toEqual({ ok: false, error: 'clockTooFarOff' });
    expect(at(0)).toEqual({ ok: false, error: 'clockTooFarOff' });
  });

  test('of a stranger with a wrong clock is told only that the signature is wrong', () => {
    const key = generateKeyPairSync('ed25519').privateKey;
    expect(verifyMessage(signed(posted, { ...signer, key, createdSeconds: 0 }), verifier)).toEqual({
      ok: false,
      error: 'signatureWrong',
    });
  });

  test('never throws at whatever stands in its header fields', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom(message.headers.signature ?? '', 'terminal=("@method")'));
    fc.assert(
      fc.property(field, field, field, (input, signature, digest) => {
        const headers = { ...message.headers, 'signature-input': input, signature, 'content-digest': digest };
        expect(verifyMessage({ ...message, headers }, verifier).ok).toBe(false);
      }),
    );
  });
});

describe('beside an implementation that we did not write', () => {
  const url = `https://${posted.authority}${posted.target}`;
  const covered = ['@method', '@authority', '@path', '@query', 'content-type', 'content-digest', 'idempotency-key'];
  const paramValues = { created: new Date(nowSeconds * 1000), nonce: 'n-1' };

  test('ours is verified by http-message-signatures', async () => {
    const headers = textFields(signed(posted).headers);
    const key = { verify: createVerifier(createPublicKey(privateKey), 'ed25519') };
    const verdict = await httpbis.verifyMessage(
      { keyLookup: async () => key, requiredFields: covered, tolerance: 1e9 },
      { method: 'POST', url, headers },
    );
    expect(verdict).toBe(true);
  });

  test('theirs is verified by ours, and refused when it covers less', async () => {
    const headers = textFields({ ...posted.headers, 'content-digest': contentDigest(posted.body) });
    const config = {
      key: createSigner(privateKey, 'ed25519', 'ZX01'),
      name: 'terminal',
      params: ['created', 'keyid', 'nonce', 'alg'],
      paramValues,
    };
    const verdictOver = async (fields: string[]) => {
      const theirs = await httpbis.signMessage({ ...config, fields }, { method: 'POST', url, headers });
      const lower = Object.entries(theirs.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
      return verifyMessage({ ...posted, headers: Object.fromEntries(lower) }, verifier);
    };
    expect(await verdictOver(covered)).toEqual({ ok: true, value: { keyId: 'ZX01' } });
    for (const left of covered) {
      const less = covered.filter((name) => name !== left);
      expect(await verdictOver(less), `without ${left}`).toEqual({ ok: false, error: 'notCovered' });
    }
  });
});

function innerList(text: string): InnerList {
  const [first] = parseList(text);
  if (first === undefined || !Array.isArray(first[0])) throw new Error('not an inner list');
  return [first[0], first[1]];
}

function textFields(headers: HttpMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((field): field is [string, string] => field[1] !== undefined),
  );
}
