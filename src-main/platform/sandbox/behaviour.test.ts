import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../contract/clock.ts';
import type { Submission } from '../protocol.ts';
import type { Behaviour } from './behaviour.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { enrolledTerminal, type TestTerminal, testTerminal } from './test-terminal.ts';

let folder: string;
let sandbox: Sandbox;
let terminal: TestTerminal;
let submission: Submission;
let key: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0 });
  terminal = await enrolledTerminal(sandbox);
  submission = await terminal.application();
  key = randomUUID();
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const submit = () => terminal.client.submit(submission, key);
const fault = (kind: string, code: string) => ({ ok: false, error: { kind, code } });

/** Whatever happened before: once the platform is well, the same submission makes exactly one application. */
async function thenArrivesOnce(): Promise<void> {
  await sandbox.behave({ kind: 'up' });
  expect(await submit()).toMatchObject({ ok: true, value: { applicationId: submission.applicationId } });
  expect(await sandbox.received()).toHaveLength(1);
  expect(sandbox.stats().stored).toBe(1);
}

describe('instead of the platform, something else answers, and nothing is stored', () => {
  const cases: [Behaviour, ReturnType<typeof fault>][] = [
    [{ kind: 'error500' }, { ok: false, error: { kind: 'busy', code: 'platformFailed' } }],
    [{ kind: 'html200' }, fault('notThePlatform', 'typeWrong')],
    [{ kind: 'redirect' }, fault('notThePlatform', 'redirected')],
    [{ kind: 'plain200' }, fault('notThePlatform', 'shapeWrong')],
  ];
  test.each(cases)('$kind', async (behaviour, expected) => {
    await sandbox.behave(behaviour);
    expect(await submit()).toMatchObject(expected);
    expect(await terminal.client.health()).toMatchObject(expected);
    expect(await sandbox.received()).toEqual([]);
    await thenArrivesOnce();
  });
});

describe('the platform stores, and its answer goes wrong', () => {
  afterEach(async () => expect(sandbox.stats().repeated).toBeGreaterThan(0));

  test('wrongHash', async () => {
    await sandbox.behave({ kind: 'wrongHash' });
    expect(await submit()).toEqual(fault('wrongAcknowledgement', 'otherHash'));
    await thenArrivesOnce();
  });

  test('truncated', async () => {
    await sandbox.behave({ kind: 'truncated' });
    expect(await submit()).toEqual(fault('unreachable', 'cutOff'));
    expect(await sandbox.received()).toHaveLength(1);
    await thenArrivesOnce();
  });

  test('storedThenDropped, as often as told, then it is up by itself', async () => {
    await sandbox.behave({ kind: 'storedThenDropped', requests: 2 });
    expect(await terminal.client.health()).toMatchObject({ ok: true });
    expect(await submit()).toEqual(fault('unreachable', 'cutOff'));
    expect(await sandbox.received()).toHaveLength(1);
    expect(await submit()).toEqual(fault('unreachable', 'cutOff'));
    expect(sandbox.behaviour()).toEqual({ kind: 'up' });
    expect(await submit()).toMatchObject({ ok: true });
    expect(await sandbox.received()).toHaveLength(1);
  });

  test('storedThenDropped leaves a refusal alone: nothing was stored', async () => {
    await sandbox.behave({ kind: 'storedThenDropped', requests: 1 });
    const wrong = await terminal.application({ outside: { payloadSha256: 'ff'.repeat(32) } });
    expect(await terminal.client.submit(wrong, randomUUID())).toMatchObject({ error: { code: 'hashDiffers' } });
    expect(await submit()).toEqual(fault('unreachable', 'cutOff'));
    await thenArrivesOnce();
  });

  test('slow: who waits gets the answer, who gave up finds it stored once', async () => {
    await sandbox.behave({ kind: 'slow', delayMs: 300 });
    const hasty = testTerminal(sandbox, { signingKey: terminal.key, requestTimeOutMs: 100 });
    expect(await hasty.client.submit(submission, key)).toEqual(fault('unreachable', 'timedOut'));
    expect(await sandbox.received()).toHaveLength(1);
    const startMs = performance.now();
    expect(await submit()).toMatchObject({ ok: true });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(295);
    await thenArrivesOnce();
  });
});

describe('down', () => {
  test('nobody listens any more; later the platform is back at the same address', async () => {
    const { url } = sandbox;
    await sandbox.behave({ kind: 'down' });
    expect(await refusesConnections(url)).toBe(true);
    expect(await submit()).toEqual(fault('unreachable', 'connectionRefused'));
    await sandbox.behave({ kind: 'down' });
    expect(await submit()).toEqual(fault('unreachable', 'connectionRefused'));
    await thenArrivesOnce();
    expect(sandbox.url).toBe(url);
  });

  test('cuts who is waiting for an answer', async () => {
    await sandbox.behave({ kind: 'slow', delayMs: 60_000 });
    const waiting = submit();
    await expect.poll(() => sandbox.stats().stored).toBe(1);
    await sandbox.behave({ kind: 'down' });
    expect(await waiting).toEqual(fault('unreachable', 'cutOff'));
    await thenArrivesOnce();
  });

  test('and up again, asked for in one breath, end as asked last', async () => {
    const inTurns = (count: number) =>
      Array.from({ length: count }, (_, i) => sandbox.behave(i % 2 === 0 ? { kind: 'down' } : { kind: 'up' }));
    await Promise.all(inTurns(20));
    expect(await refusesConnections(sandbox.url)).toBe(false);
    await Promise.all(inTurns(21));
    expect(await refusesConnections(sandbox.url)).toBe(true);
  });

  test('can be closed for good', async () => {
    await sandbox.behave({ kind: 'down' });
    await sandbox.close();
    sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0 });
  });
});

test('closing does not wait for a slow answer, nor leaves its timer behind', async () => {
  await sandbox.close();
  let asleep = 0;
  const sleep: Clock['sleep'] = async (ms, signal) => {
    asleep += 1;
    await systemClock.sleep(ms, signal);
    asleep -= 1;
  };
  const clock = { ...systemClock, sleep };
  sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0, clock });
  const { client } = testTerminal(sandbox, { signingKey: terminal.key });
  await sandbox.behave({ kind: 'slow', delayMs: 60_000 });
  const waiting = client.submit(submission, key);
  await expect.poll(() => asleep).toBe(1);
  const startMs = performance.now();
  await sandbox.close();
  expect(performance.now() - startMs).toBeLessThan(1000);
  await waiting;
  expect(asleep).toBe(0);
  sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0 });
  expect(await sandbox.received()).toHaveLength(1);
});

function refusesConnections(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED'));
  });
}
