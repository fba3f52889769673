/** What the core does not let happen. */
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeFrame } from '../../src-main/contract/frames.ts';
import { connectCitizen } from './citizen.ts';
import { comeIn, confirmation, expectOk, identify } from './journey.ts';
import { spawnCore, startTerminal, type Terminal } from './terminal.ts';

describe('the core refuses', () => {
  let terminal: Terminal;

  beforeAll(async () => {
    terminal = await startTerminal();
  });
  afterAll(() => terminal.close());

  test('every call of a citizen before their session is open, and each one that its schema does not know', async () => {
    const screen = await connectCitizen(terminal.socketPath);
    expect(await screen.call('identify.byCard', {})).toEqual({ ok: false, error: 'noSession' });
    const applicationId = '00000000-0000-4000-8000-000000000001';
    expect(await screen.call('receipt.reprint', { applicationId })).toEqual({ ok: false, error: 'noSession' });
    expectOk(await screen.call('session.begin', { language: 'zh-CN' }));
    expect(await screen.call('receipt.reprint', { applicationId })).toEqual({ ok: false, error: 'notYours' });
    expect(await screen.call('identify.byCard', {})).toEqual({ ok: false, error: 'noConsent' });
    const odd = { language: 'zh-CN', more: 1 } as { language: 'zh-CN' };
    expect(await screen.call('session.language', odd)).toEqual({ ok: false, error: 'badRequest' });
    screen.leave();
  });

  test('a second session beside the first: the one that was left behind ends', async () => {
    const first = await comeIn(terminal);
    const second = await comeIn(terminal);
    await first.until('session.ended', ({ reason }) => reason === 'failed');
    expect(await first.call('session.language', { language: 'en' })).toEqual({ ok: false, error: 'noSession' });
    expect((await second.call('session.language', { language: 'en' })).ok).toBe(true);
    first.leave();
    second.leave();
  });

  test('a malformed frame: that connection closes, the others live on', async () => {
    const good = await connectCitizen(terminal.socketPath);
    for (const bytes of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from([0, 0, 0, 3, 1, 2, 3]),
      encodeFrame({ kind: 'request' }),
    ]) {
      const socket = createConnection(terminal.socketPath);
      await once(socket, 'connect');
      socket.on('error', () => socket.destroy());
      const closed = once(socket, 'close');
      socket.resume();
      socket.write(bytes);
      await closed;
    }
    expect((await good.call('terminal.view', {})).ok).toBe(true);
    good.leave();
  });

  test('a socket that anybody else could open', () => {
    expect(statSync(terminal.socketPath).mode & 0o777).toBe(0o600);
  });

  test('answers that the form does not allow, beside the field and again when they are confirmed', async () => {
    const citizen = await comeIn(terminal);
    const person = await identify(terminal, citizen);
    const params = await confirmation(citizen, person);
    const answers = { ...params.answers, notOfThisForm: 'x' };
    const checked = expectOk(await citizen.call('application.check', { itemId: params.itemId, answers }));
    expect(checked.messages).toContainEqual({ field: 'notOfThisForm', message: 'unknownField' });
    expect(await citizen.call('application.confirm', { ...params, answers })).toEqual({
      ok: false,
      error: 'answersRefused',
    });
    citizen.leave();
  });

  test('a signature over something else than what is handed in', async () => {
    const citizen = await comeIn(terminal);
    const person = await identify(terminal, citizen);
    const params = await confirmation(citizen, person);
    const signature = { ...params.signature, documentSha256: '0'.repeat(64) };
    expect(await citizen.call('application.confirm', { ...params, signature })).toEqual({
      ok: false,
      error: 'signatureNotForThis',
    });
    citizen.leave();
  });

  test('a second core on the same database, and says why', async () => {
    const second = spawnCore(terminal.dock.configPath);
    let words = '';
    second.stderr?.on('data', (chunk) => {
      words += chunk;
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(3);
    expect(words).toMatch(/Another core is already running/);
    const citizen = await connectCitizen(terminal.socketPath);
    expect((await citizen.call('terminal.view', {})).ok).toBe(true);
    citizen.leave();
  });
});

describe('a catalogue package with one byte changed', () => {
  test('is refused, and the old one stays in force', async () => {
    const terminal = await startTerminal();
    try {
      const before = await connectCitizen(terminal.socketPath);
      const { catalogueVersion, items } = expectOk(await before.call('catalogue.overview', {}));
      await terminal.killCore();
      terminal.dock.replacePackage((bytes) => {
        const at = Math.floor(bytes.length / 2);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
      await terminal.startCore('sound');
      const after = await connectCitizen(terminal.socketPath);
      const now = expectOk(await after.call('catalogue.overview', {}));
      expect(now.catalogueVersion).toBe(catalogueVersion);
      expect(now.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      expect(terminal.output()).toMatch(/"event":"catalogue","version":"","outcome":"\w+"/);
      after.leave();
    } finally {
      await terminal.close();
    }
  });
});

test('the configuration that the core reads holds no private key of the platform', async () => {
  const terminal = await startTerminal();
  try {
    expect(readFileSync(terminal.dock.configPath, 'utf8')).not.toMatch(/"d"\s*:|PRIVATE KEY/);
  } finally {
    await terminal.close();
  }
});
