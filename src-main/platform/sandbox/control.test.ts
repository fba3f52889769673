import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { enrolledTerminal, testPayload, testTerminal } from './test-terminal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the control port', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0, controlPort: 0 });
  });
  afterEach(() => sandbox.close());

  const behave = (behaviour: unknown) =>
    fetch(`${sandbox.controlUrl}/sandbox/behaviour`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(behaviour),
    });

  test('takes the platform down and, while it is down, brings it up again', async () => {
    const { client } = testTerminal(sandbox);
    expect((await behave({ kind: 'down' })).status).toBe(200);
    expect(await client.health()).toMatchObject({ error: { code: 'connectionRefused' } });
    expect(await (await fetch(`${sandbox.controlUrl}/sandbox/state`)).json()).toMatchObject({
      url: sandbox.url,
      behaviour: { kind: 'down' },
    });
    await behave({ kind: 'up' });
    expect(await client.health()).toMatchObject({ ok: true });
  });

  test('refuses a behaviour that there is none of', async () => {
    expect((await behave({ kind: 'sideways' })).status).toBe(400);
    expect((await behave({ kind: 'slow', delayMs: -1 })).status).toBe(400);
    expect(sandbox.behaviour()).toEqual({ kind: 'up' });
  });

  test('shows what was received, unsealed, as JSON and as a page in which nothing is markup', async () => {
    const terminal = await enrolledTerminal(sandbox);
    const answers = { shopName: '<script>alert(1)</script> & "饭馆"' };
    const answer = await terminal.client.submit(await terminal.application({ inside: { answers } }), randomUUID());
    const received: unknown = await (await fetch(`${sandbox.controlUrl}/sandbox/received`)).json();
    expect(received).toEqual([expect.objectContaining({ payload: expect.objectContaining({ answers }) })]);
    const response = await fetch(`${sandbox.controlUrl}/`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain(answer.ok ? answer.value.caseNumber : 'not received');
    expect(page).toContain(testPayload.applicant.name);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;饭馆&quot;');
    expect(page).not.toContain('<script');
  });

  test('answers nobody who calls it by the name of a website', async () => {
    const { port } = new URL(sandbox.controlUrl ?? '');
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/sandbox/received',
      headers: { host: `evil.example:${port}` },
    });
    asked.end();
    const [response] = await once(asked, 'response');
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  test('is not to be found at the address that terminals use', async () => {
    expect((await fetch(`${sandbox.url}/sandbox/received`)).status).toBe(404);
  });
});

test('a sandbox that was not asked for one has no control port', async () => {
  const sandbox = await startSandbox({ databasePath: join(folder, 'sandbox.db'), port: 0 });
  expect(sandbox.controlUrl).toBeUndefined();
  await sandbox.close();
});

test('from the command line: says where it is and which key to seal to, takes an enrolment, ends when told', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  const code = 'from-the-command-line';
  const args = [main, '--port', '0', '--control-port', '0', '--data', join(folder, 'data'), '--enrol', code];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, name = '', value = ''] = /^(\S+(?: key)?)\s+(\S.*)$/.exec(line) ?? [];
    said.set(name, value);
    if (name === 'sealing key') break;
  }
  const terminal = testTerminal({
    url: said.get('platform') ?? '',
    sealingPublicJwk: JSON.parse(said.get('sealing key') ?? ''),
  });
  expect(await terminal.client.enrol(code)).toMatchObject({ ok: true });
  expect(await terminal.client.submit(await terminal.application(), randomUUID())).toMatchObject({ ok: true });
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
