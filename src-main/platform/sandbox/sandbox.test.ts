import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signMessage } from '../signatures.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { enrolledTerminal, testPayload, testTerminal } from './test-terminal.ts';

let folder: string;
let databasePath: string;
let sandbox: Sandbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  databasePath = join(folder, 'sandbox.db');
  sandbox = await startSandbox({ databasePath, port: 0 });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function restart(): Promise<void> {
  await sandbox.close();
  sandbox = await startSandbox({ databasePath, port: Number(new URL(sandbox.url).port) });
}

describe('enrolment', () => {
  const refused = { ok: false, error: { kind: 'refused', code: 'enrolmentRefused', concerns: 'terminal' } };
  const code = 'K7-4411-2093';

  test('takes a code once, and the same terminal again, whose first answer may have been lost', async () => {
    sandbox.addEnrolmentCode(code);
    const terminal = testTerminal(sandbox);
    expect(await terminal.client.enrol(code)).toMatchObject({ ok: true, value: { kiosk: 'ZX01' } });
    expect(await terminal.client.enrol(code)).toMatchObject({ ok: true, value: { kiosk: 'ZX01' } });
    expect(await testTerminal(sandbox).client.enrol(code)).toEqual(refused);
    expect(await testTerminal(sandbox, { kiosk: 'ZX02' }).client.enrol(code)).toEqual(refused);
    expect(await testTerminal(sandbox, { kiosk: 'ZX02', signingKey: terminal.key }).client.enrol(code)).toEqual(
      refused,
    );
  });

  test('refuses a code that nobody gave out', async () => {
    expect(await testTerminal(sandbox).client.enrol(code)).toEqual(refused);
  });

  test('with a new code gives a kiosk a new key, and the old key is good for nothing then', async () => {
    const before = await enrolledTerminal(sandbox);
    const after = await enrolledTerminal(sandbox);
    expect((await after.client.submit(await after.application(), randomUUID())).ok).toBe(true);
    expect(await before.client.submit(await before.application(), randomUUID())).toMatchObject({
      error: { code: 'signatureWrong' },
    });
  });

  test('must be signed by the very key that it brings, in the name of the very kiosk', async () => {
    sandbox.addEnrolmentCode(code);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const other = generateKeyPairSync('ed25519').privateKey;
    const statusOf = async (keyId: string, key: KeyObject) => {
      const url = new URL('/v1/terminals', sandbox.url);
      const body = JSON.stringify({ kiosk: 'ZX01', code, publicKey: publicKey.export({ format: 'jwk' }) });
      const headers = { 'content-type': 'application/json' };
      const signature = signMessage(
        { method: 'POST', authority: url.host, target: url.pathname, headers, body: Buffer.from(body) },
        { keyId, key, createdSeconds: Math.floor(Date.now() / 1000), nonce: 'n' },
      );
      return (await fetch(url, { method: 'POST', headers: { ...headers, ...signature }, body })).status;
    };
    expect(await statusOf('ZX01', other)).toBe(401);
    expect(await statusOf('ZX02', privateKey)).toBe(403);
    expect(await statusOf('ZX01', privateKey)).toBe(201);
  });
});

describe('a restart', () => {
  test('keeps what was received, who is enrolled, the key, the serials and the answers', async () => {
    const terminal = await enrolledTerminal(sandbox);
    const submission = await terminal.application();
    const key = randomUUID();
    const answer = await terminal.client.submit(submission, key);
    const received = await sandbox.received();
    const { sealingPublicJwk } = sandbox;

    await restart();
    expect(sandbox.sealingPublicJwk).toEqual(sealingPublicJwk);
    expect(await sandbox.received()).toEqual(received);
    expect(await terminal.client.submit(submission, key)).toEqual(answer);
    const next = await terminal.client.submit(await terminal.application(), randomUUID());
    const serials = [answer, next].map((one) => (one.ok ? one.value.caseNumber.slice(-4) : one.error.code));
    expect(serials).toEqual(['0001', '0002']);
  });

  test('with the file of a newer sandbox is refused instead of guessed', async () => {
    await sandbox.close();
    const db = new Database(databasePath);
    db.pragma('user_version = 9');
    db.close();
    await expect(startSandbox({ databasePath, port: 0 })).rejects.toThrow('version 9');
    rmSync(databasePath);
    sandbox = await startSandbox({ databasePath, port: 0 });
  });
});

test('the file, which holds the private key, is readable by its owner alone', () => {
  expect(statSync(databasePath).mode & 0o777).toBe(0o600);
});

test('what lies in the file about an application is the sealed payload', async () => {
  const terminal = await enrolledTerminal(sandbox);
  await terminal.client.submit(await terminal.application(), randomUUID());
  const db = new Database(databasePath, { readonly: true });
  const rows = JSON.stringify(db.prepare('SELECT * FROM application').all());
  db.close();
  expect(rows).toContain('eyJhbGciOiJFQ0RILUVTIi');
  for (const personal of [testPayload.applicant.name, testPayload.applicant.number, '测试饭馆']) {
    expect(rows).not.toContain(personal);
  }
});

test('when the 9,999 serials of an item and day are used up it asks for patience, and doubles no number', async () => {
  const terminal = await enrolledTerminal(sandbox);
  await terminal.client.submit(await terminal.application(), randomUUID());
  const db = new Database(databasePath);
  db.prepare('UPDATE case_serial SET last = 9998').run();
  db.close();
  expect(await terminal.client.submit(await terminal.application(), randomUUID())).toMatchObject({ ok: true });
  expect(await terminal.client.submit(await terminal.application(), randomUUID())).toEqual({
    ok: false,
    error: { kind: 'busy', code: 'platformFailed', retryAfterMs: 600_000 },
  });
  expect(await sandbox.received()).toHaveLength(2);
});

test('submissions that are being worked on while the sandbox closes are stored whole or not at all', async () => {
  const terminal = await enrolledTerminal(sandbox);
  const each = await Promise.all(
    Array.from({ length: 60 }, async () => ({ submission: await terminal.application(), key: randomUUID() })),
  );
  const sendAll = () => Promise.all(each.map(({ submission, key }) => terminal.client.submit(submission, key)));
  const sent = sendAll();
  await expect.poll(() => sandbox.stats().submissions, { interval: 1 }).toBeGreaterThan(0);
  await restart();
  await sent;
  const again = await sendAll();
  expect(again.filter((answer) => answer.ok)).toHaveLength(60);
  expect(await sandbox.received()).toHaveLength(60);
});
