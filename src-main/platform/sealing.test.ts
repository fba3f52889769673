import fc from 'fast-check';
import { CompactEncrypt } from 'jose';
import { expect, test } from 'vitest';
import { testPayload } from './sandbox/test-terminal.ts';
import { newSealingKey, sealPayload, sha256OfPayload, unsealPayload } from './sealing.ts';

const platform = await newSealingKey();
const id = testPayload.applicationId;
const otherId = '0b9d5c9e-5f0c-4a51-8f5e-1f3c6f0e7a02';

test('what the terminal sealed, the platform reads, and the hash is that of the envelope', async () => {
  const { jwe, sha256 } = await sealPayload(testPayload, platform.publicJwk);
  expect(sha256).toBe(sha256OfPayload(jwe));
  expect(await unsealPayload(jwe, platform.privateJwk, id)).toEqual({ ok: true, value: testPayload });
});

test('whatever was answered comes out as it went in', async () => {
  const answer = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());
  // `__proto__` as a name is no answer of any form: JSON.parse and object literals disagree about it.
  const name = fc.string({ maxLength: 64 }).filter((text) => text !== '__proto__');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, answer, { noNullPrototype: true }), async (answers) => {
      const { jwe } = await sealPayload({ ...testPayload, answers }, platform.publicJwk);
      const opened = await unsealPayload(jwe, platform.privateJwk, id);
      expect(opened).toEqual({ ok: true, value: { ...testPayload, answers } });
    }),
    { numRuns: 50 },
  );
});

test('outside the cipher stands only which key, which application and how', async () => {
  const { jwe } = await sealPayload(testPayload, platform.publicJwk);
  const header: unknown = JSON.parse(Buffer.from(jwe.split('.')[0] ?? '', 'base64url').toString());
  expect(header).toEqual({
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    kid: platform.publicJwk.kid,
    applicationId: id,
    epk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
  });
});

test('sealing the same twice gives two envelopes: hence it is sealed once, and kept', async () => {
  const first = await sealPayload(testPayload, platform.publicJwk);
  const second = await sealPayload(testPayload, platform.publicJwk);
  expect(second.sha256).not.toBe(first.sha256);
});

test('an envelope put into the row of another application does not open', async () => {
  const { jwe } = await sealPayload(testPayload, platform.publicJwk);
  expect(await unsealPayload(jwe, platform.privateJwk, otherId)).toEqual({ ok: false, error: 'otherApplication' });

  const [header = '', ...rest] = jwe.split('.');
  const renamed = Buffer.from(header, 'base64url').toString().replace(id, otherId);
  const forged = [Buffer.from(renamed).toString('base64url'), ...rest].join('.');
  expect(await unsealPayload(forged, platform.privateJwk, otherId)).toEqual({ ok: false, error: 'altered' });
});

test('an envelope for another key says so', async () => {
  const other = await newSealingKey();
  const { jwe } = await sealPayload(testPayload, other.publicJwk);
  expect(await unsealPayload(jwe, platform.privateJwk, id)).toEqual({ ok: false, error: 'otherKey' });
  const claimed = { ...other.privateJwk, kid: platform.privateJwk.kid };
  const { jwe: named } = await sealPayload(testPayload, { ...platform.publicJwk, kid: other.publicJwk.kid });
  expect(await unsealPayload(named, claimed, id)).toEqual({ ok: false, error: 'otherKey' });
  expect(await unsealPayload(named, other.privateJwk, id)).toEqual({ ok: false, error: 'altered' });
});

test('a platform key pair used for something else than a payload says so', async () => {
  const { kid, ...key } = platform.publicJwk;
  const sealAs = (applicationId: string, content: unknown) =>
    new CompactEncrypt(Buffer.from(JSON.stringify(content)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid, applicationId })
      .encrypt(key);
  const outsideAndInsideDiffer = await sealAs(otherId, testPayload);
  expect(await unsealPayload(outsideAndInsideDiffer, platform.privateJwk, otherId)).toEqual({
    ok: false,
    error: 'notAPayload',
  });
  const other = await sealAs(id, { ...testPayload, version: 2 });
  expect(await unsealPayload(other, platform.privateJwk, id)).toEqual({ ok: false, error: 'notAPayload' });
});

test('an ephemeral key that is no point of the curve is refused, not thrown', async () => {
  const { jwe } = await sealPayload(testPayload, platform.publicJwk);
  const [header = '', ...rest] = jwe.split('.');
  const off: unknown = JSON.parse(Buffer.from(header, 'base64url').toString());
  const epk = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
  const forged = Buffer.from(JSON.stringify(Object.assign({}, off, { epk }))).toString('base64url');
  expect(await unsealPayload([forged, ...rest].join('.'), platform.privateJwk, id)).toEqual({
    ok: false,
    error: 'altered',
  });
});

test('no single changed, lost or added character is opened, and none makes it throw', async () => {
  const { jwe } = await sealPayload(testPayload, platform.publicJwk);
  // The last character of a part has spare bits (RFC 4648 §3.5): another one there can mean the same bytes.
  const places = [...jwe].map((_, at) => at).filter((at) => (jwe[at + 1] ?? '.') !== '.');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.constantFrom('A', '-', '.', '', '{', 'é'),
      async (at, character) => {
        fc.pre(jwe[at] !== character);
        const damaged = jwe.slice(0, at) + character + jwe.slice(at + 1);
        const opened = await unsealPayload(damaged, platform.privateJwk, id);
        expect(opened.ok, `${character} at ${at} of ${jwe.length}`).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('any other text is no envelope', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(await unsealPayload(text, platform.privateJwk, id)).toEqual({ ok: false, error: 'notSealed' });
    }),
  );
});
