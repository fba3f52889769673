import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../contract/clock.ts';
import { localNumber } from '../../contract/local-number.ts';
import type { Submission } from '../protocol.ts';
import { newSealingKey, sealPayload } from '../sealing.ts';
import { signMessage } from '../signatures.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { enrolledTerminal, type TestTerminal, testPayload, testTerminal } from './test-terminal.ts';

let folder: string;
let sandbox: Sandbox;
let terminal: TestTerminal;
let nowMs: number;
const clock: Clock = { ...systemClock, nowMs: () => nowMs };

beforeEach(async () => {
  nowMs = Date.parse('2026-11-22T23:04:06+08:00');
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0, clock });
  terminal = await enrolledTerminal(sandbox, { clock });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** The status and body of a request made by hand. */
async function post(submission: Submission, changes: { headers?: Record<string, string>; body?: string } = {}) {
  const url = new URL('/v1/applications', sandbox.url);
  const body = JSON.stringify(submission);
  const headers = { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"`, ...changes.headers };
  const signature = signMessage(
    { method: 'POST', authority: url.host, target: url.pathname, headers, body: Buffer.from(body) },
    { keyId: submission.kiosk, key: terminal.key, createdSeconds: nowMs / 1000, nonce: 'n' },
  );
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, ...signature },
    body: changes.body ?? body,
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

const refused = (code: string, concerns = 'application') => ({ ok: false, error: { kind: 'refused', code, concerns } });

describe('an application that arrives', () => {
  test('is acknowledged by name and hash, gets a case number of 43 characters, and can be read by the platform', async () => {
    const submission = await terminal.application();
    const key = randomUUID();
    const answer = await terminal.client.submit(submission, key);
    expect(answer).toEqual({
      ok: true,
      value: {
        applicationId: submission.applicationId,
        payloadSha256: submission.payloadSha256,
        caseNumber: '11440232MB2D06811W4000117051000' + '20261122' + '0001',
        receivedAt: '2026-11-22T23:04:06.000+08:00',
        serverTime: '2026-11-22T23:04:06.000+08:00',
        status: 'received',
      },
    });
    const [received] = await sandbox.received();
    expect(received?.payload).toEqual({ ...testPayload, applicationId: submission.applicationId });
    expect(received?.idempotencyKey).toBe(key);
    expect(sandbox.stats()).toMatchObject({ submissions: 1, stored: 1, repeated: 0 });
  });

  test('gets the next serial of its item and day; another item, and another day at the hall, begin at 1', async () => {
    const other = { ...testPayload.item, implementationCode: '12441500196720244T3442199806003' };
    const numbers: string[] = [];
    const send = async (inside = {}) => {
      const answer = await terminal.client.submit(await terminal.application({ inside }), randomUUID());
      numbers.push(answer.ok ? answer.value.caseNumber.slice(-12) : answer.error.code);
    };
    await send();
    await send();
    await send({ item: other });
    nowMs = Date.parse('2026-11-23T00:00:00+08:00');
    await send();
    expect(numbers).toEqual(['202611220001', '202611220002', '202611220001', '202611230001']);
  });

  test('can be asked for, by the terminal that sent it and by no other', async () => {
    const submission = await terminal.application();
    const { applicationId, payloadSha256 } = submission;
    expect(await terminal.client.find(applicationId, payloadSha256)).toEqual({ ok: true, value: undefined });
    const answer = await terminal.client.submit(submission, randomUUID());
    expect(await terminal.client.find(applicationId, payloadSha256)).toEqual(answer);
    expect(await terminal.client.find(applicationId, 'ff'.repeat(32))).toEqual({
      ok: false,
      error: { kind: 'wrongAcknowledgement', code: 'otherHash' },
    });
    const neighbour = await enrolledTerminal(sandbox, { clock, kiosk: 'ZX02' });
    expect(await neighbour.client.find(applicationId, payloadSha256)).toEqual({ ok: true, value: undefined });
  });
});

test('a terminal that is not enrolled is told so, and not that its application has not arrived', async () => {
  const stranger = testTerminal(sandbox, { clock, kiosk: 'ZX09' });
  expect(await stranger.client.find(randomUUID(), 'ff'.repeat(32))).toEqual(refused('terminalUnknown', 'terminal'));
});

describe('sent again', () => {
  test('the same key and hash get the same bytes, and nothing new is made', async () => {
    const submission = await terminal.application();
    const headers = { 'idempotency-key': `"${randomUUID()}"` };
    const first = await post(submission, { headers });
    nowMs += 3_600_000;
    const second = await post({ ...submission, journalHead: 'ef'.repeat(32) }, { headers });
    expect(first.status).toBe(201);
    expect(second).toEqual(first);
    expect(await sandbox.received()).toHaveLength(1);
    expect(sandbox.stats()).toMatchObject({ stored: 1, repeated: 1 });
  });

  test('fifty at once with one key make one row, and all fifty are told the same', async () => {
    for (let round = 0; round < 4; round += 1) {
      const submission = await terminal.application();
      const headers = { 'idempotency-key': `"${randomUUID()}"` };
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(submission, { headers })));
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
      expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
      expect(await sandbox.received()).toHaveLength(round + 1);
    }
  });

  test('fifty at once of one application under fifty keys make one row too', async () => {
    const submission = await terminal.application();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(submission)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 422)).toHaveLength(49);
    expect(await sandbox.received()).toHaveLength(1);
  });

  test('the same key with another hash is refused', async () => {
    const submission = await terminal.application();
    const key = randomUUID();
    await terminal.client.submit(submission, key);
    const { applicationId } = submission;
    const resealed = await terminal.application({ inside: { applicationId } });
    expect(await terminal.client.submit(resealed, key)).toEqual(refused('keyReused'));
    expect(await terminal.client.submit(await terminal.application(), key)).toEqual(refused('keyReused'));
    expect(await sandbox.received()).toHaveLength(1);
  });

  test('the same application under another key is refused', async () => {
    const submission = await terminal.application();
    await terminal.client.submit(submission, randomUUID());
    expect(await terminal.client.submit(submission, randomUUID())).toEqual(refused('applicationReused'));
    expect(await sandbox.received()).toHaveLength(1);
  });
});

describe('what is refused before anything is stored', () => {
  afterEach(async () => expect(await sandbox.received()).toEqual([]));

  test('a terminal that was never enrolled', async () => {
    const stranger = testTerminal(sandbox, { clock, kiosk: 'ZX09' });
    expect(await stranger.client.submit(await stranger.application(), randomUUID())).toEqual(
      refused('terminalUnknown', 'terminal'),
    );
  });

  test('a signature by another key than the enrolled one', async () => {
    const thief = testTerminal(sandbox, { clock });
    expect(await thief.client.submit(await thief.application(), randomUUID())).toEqual(
      refused('signatureWrong', 'terminal'),
    );
  });

  test('a body that was changed on its way, and one that was not signed at all', async () => {
    const submission = await terminal.application();
    const body = JSON.stringify({ ...submission, itemCode: 'another' });
    expect((await post(submission, { body })).body).toContain('/problems/digestWrong');
    const response = await fetch(`${sandbox.url}/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ type: '/problems/signatureWrong', status: 401 });
  });

  test('a clock that is five days off; three days change nothing', async () => {
    const day = 86_400_000;
    const from = (offMs: number) =>
      testTerminal(sandbox, { signingKey: terminal.key, clock: { ...clock, nowMs: () => nowMs + offMs } }).client;
    const submission = await terminal.application();
    expect(await from(5 * day).submit(submission, randomUUID())).toEqual(refused('clockTooFarOff', 'terminal'));
    expect(await from(-3 * day).find(randomUUID(), submission.payloadSha256)).toEqual({ ok: true, value: undefined });
  });

  test('the application of another kiosk', async () => {
    const neighbour = await enrolledTerminal(sandbox, { clock, kiosk: 'ZX02' });
    expect(await terminal.client.submit(await neighbour.application(), randomUUID())).toEqual(refused('kioskDiffers'));
  });

  test('no idempotency key, one without quotes, one that is no UUID', async () => {
    const submission = await terminal.application();
    for (const key of ['', randomUUID(), '"1"']) {
      const answer = await post(submission, { headers: { 'idempotency-key': key } });
      expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('/problems/keyMissing') });
    }
  });

  test('a hash that is not that of the payload', async () => {
    const wrong = await terminal.application({ outside: { payloadSha256: 'ff'.repeat(32) } });
    expect(await terminal.client.submit(wrong, randomUUID())).toEqual(refused('hashDiffers'));
  });

  test('a payload sealed to a key that the platform does not have', async () => {
    const applicationId = randomUUID();
    const { publicJwk } = await newSealingKey();
    const { jwe, sha256 } = await sealPayload({ ...testPayload, applicationId }, publicJwk);
    const foreign = await terminal.application({
      inside: { applicationId },
      outside: { payload: jwe, payloadSha256: sha256 },
    });
    expect(await terminal.client.submit(foreign, randomUUID())).toEqual(refused('payloadUnreadable'));
  });

  test('an envelope whose inside tells another story than its outside', async () => {
    const stories: Partial<Submission>[] = [
      { applicationId: randomUUID() },
      { localNumber: localNumber('ZX01', '2026-11-22', 8) },
      { itemCode: 'another' },
      { implementationCode: '12441500196720244T3442199806003' },
      { keptAt: '2026-11-22T20:00:00+08:00' },
      { clock: { trusted: false, monotonicMs: testPayload.clock.monotonicMs } },
    ];
    for (const outside of stories) {
      const answer = await terminal.client.submit(await terminal.application({ outside }), randomUUID());
      expect(answer, JSON.stringify(outside)).toEqual(refused('insideDiffers'));
    }
  });

  test('something beside the listed fields: nothing personal can travel outside the envelope', async () => {
    const submission = Object.assign(await terminal.application(), { phone: 'x' });
    expect(await terminal.client.submit(submission, randomUUID())).toEqual(refused('invalid'));
  });

  test('more than a submission can have, and a type that is not agreed', async () => {
    const large = await terminal.application({ outside: { payload: 'x'.repeat(9 << 20) } });
    expect(await post(large)).toMatchObject({ status: 413, body: expect.stringContaining('/problems/tooLarge') });
    const answer = await post(await terminal.application(), { headers: { 'content-type': 'text/plain' } });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('/problems/invalid') });
  });

  test('an address where nothing is', async () => {
    const deeper = testTerminal(sandbox, { baseUrl: `${sandbox.url}/county`, signingKey: terminal.key, clock });
    expect(await deeper.client.submit(await deeper.application(), randomUUID())).toEqual(
      refused('noSuchResource', 'terminal'),
    );
  });
});
