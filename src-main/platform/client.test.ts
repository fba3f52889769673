import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type PlatformFault, platformClient } from './client.ts';
import { type Acknowledgement, problemOf, type Submission } from './protocol.ts';
import { testPayload } from './sandbox/test-terminal.ts';

const signingKey = generateKeyPairSync('ed25519').privateKey;
const submission: Submission = {
  applicationId: testPayload.applicationId,
  localNumber: testPayload.localNumber,
  kiosk: testPayload.kiosk,
  itemCode: testPayload.item.code,
  implementationCode: testPayload.item.implementationCode,
  keptAt: testPayload.keptAt,
  clock: testPayload.clock,
  payloadSha256: 'ab'.repeat(32),
  payload: 'a..b.c.d',
  journalHead: 'cd'.repeat(32),
};
const acknowledgement: Acknowledgement = {
  applicationId: submission.applicationId,
  payloadSha256: submission.payloadSha256,
  caseNumber: `${submission.implementationCode}202611220001`,
  receivedAt: '2026-11-22T23:04:06+08:00',
  serverTime: '2026-11-22T23:04:06+08:00',
  status: 'received',
};

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** Somebody at the platform's address who answers as told. */
async function somebody(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function says(status: number, headers: Record<string, string>, body: string | Buffer): RequestListener {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

async function faultOf(baseUrl: string, requestTimeOutMs = 2000): Promise<PlatformFault | 'acknowledged'> {
  const client = platformClient({ baseUrl, kiosk: 'ZX01', signingKey, requestTimeOutMs });
  const answer = await client.submit(submission, randomUUID());
  return answer.ok ? 'acknowledged' : answer.error;
}

const json = { 'content-type': 'application/json; charset=utf-8' };
const problemJson = { 'content-type': 'application/problem+json' };
const good = JSON.stringify(acknowledgement);

describe('what counts as an acknowledgement', () => {
  test('the agreed answer, also with fields that we do not know yet', async () => {
    expect(await faultOf(await somebody(says(201, json, good)))).toBe('acknowledged');
    const more = JSON.stringify({ ...acknowledgement, journalHead: 'countersigned' });
    expect(await faultOf(await somebody(says(200, json, more)))).toBe('acknowledged');
  });

  const cases: [string, number, Record<string, string>, string | Buffer, PlatformFault][] = [
    ['a portal page', 200, { 'content-type': 'text/html' }, good, { kind: 'notThePlatform', code: 'typeWrong' }],
    ['no type', 200, {}, good, { kind: 'notThePlatform', code: 'typeWrong' }],
    ['a plain 200', 200, json, '{}', { kind: 'notThePlatform', code: 'shapeWrong' }],
    ['an empty 201', 201, json, '', { kind: 'notThePlatform', code: 'notJson' }],
    ['half an answer', 201, json, good.slice(0, 60), { kind: 'notThePlatform', code: 'notJson' }],
    ['no UTF-8', 201, json, Buffer.from(`${good} \xff`, 'latin1'), { kind: 'notThePlatform', code: 'notJson' }],
    ['202', 202, json, good, { kind: 'notThePlatform', code: 'statusUnexpected' }],
    ['65 KiB', 200, json, `${good}${' '.repeat(65 * 1024)}`, { kind: 'notThePlatform', code: 'tooLong' }],
    [
      'a status other than received',
      201,
      json,
      good.replace('"received"', '"accepted"'),
      { kind: 'notThePlatform', code: 'shapeWrong' },
    ],
    [
      'a case number that is none',
      201,
      json,
      good.replace('202611220001', '1'),
      { kind: 'notThePlatform', code: 'shapeWrong' },
    ],
    [
      'another application',
      201,
      json,
      good.replace(submission.applicationId, randomUUID()),
      { kind: 'wrongAcknowledgement', code: 'otherApplication' },
    ],
    [
      'another hash',
      201,
      json,
      good.replace('ab'.repeat(32), 'ba'.repeat(32)),
      { kind: 'wrongAcknowledgement', code: 'otherHash' },
    ],
  ];
  test.each(cases)('not %s', async (_name, status, headers, body, fault) => {
    expect(await faultOf(await somebody(says(status, headers, body)))).toEqual(fault);
  });

  test('nor whatever a redirect leads to: it is not followed', async () => {
    const asked: (string | undefined)[] = [];
    const url = await somebody((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: '/elsewhere', ...json }).end(good);
    });
    expect(await faultOf(url)).toEqual({ kind: 'notThePlatform', code: 'redirected' });
    expect(asked).toEqual(['/v1/applications']);
  });
});

describe('a platform that is there but cannot', () => {
  const busy = (code: string, retryAfterMs?: number) => ({ kind: 'busy', code, retryAfterMs });
  const cases: [string, number, Record<string, string>, unknown][] = [
    ['500 with a page', 500, { 'content-type': 'text/html' }, busy('platformFailed')],
    ['503 and a time', 503, { 'retry-after': '120' }, busy('platformFailed', 120_000)],
    [
      '503 and a date, which needs a clock',
      503,
      { 'retry-after': 'Fri, 01 Jan 2027 00:00:00 GMT' },
      busy('platformFailed'),
    ],
    ['429 and a time', 429, { 'retry-after': '7' }, busy('tooManyRequests', 7000)],
    ['409', 409, problemJson, busy('inProgress')],
  ];
  test.each(cases)('%s: come back later', async (_name, status, headers, fault) => {
    expect(await faultOf(await somebody(says(status, headers, 'sorry')))).toEqual(fault);
  });
});

describe('a refusal', () => {
  test('is named, and says whether the application or the terminal must be looked at', async () => {
    const reused = says(422, problemJson, JSON.stringify(problemOf('keyReused')));
    expect(await faultOf(await somebody(reused))).toEqual({
      kind: 'refused',
      code: 'keyReused',
      concerns: 'application',
    });
    const unknown = says(403, problemJson, JSON.stringify({ ...problemOf('terminalUnknown'), detail: 'since today' }));
    expect(await faultOf(await somebody(unknown))).toEqual({
      kind: 'refused',
      code: 'terminalUnknown',
      concerns: 'terminal',
    });
  });

  test('of a newer platform has no name, and is for staff', async () => {
    const problem = { type: '/problems/fromTheFuture', title: 'x', status: 400 };
    expect(await faultOf(await somebody(says(400, problemJson, JSON.stringify(problem))))).toEqual({
      kind: 'refused',
      code: 'unnamed',
      concerns: 'application',
    });
  });

  test('by a proxy is none: its 403 page must not park what a citizen gave', async () => {
    const page = says(403, { 'content-type': 'text/html' }, '<h1>Forbidden</h1>');
    expect(await faultOf(await somebody(page))).toEqual({ kind: 'notThePlatform', code: 'typeWrong' });
    const bare = says(404, json, '{"error":"not found"}');
    expect(await faultOf(await somebody(bare))).toEqual({ kind: 'notThePlatform', code: 'typeWrong' });
  });
});

test('an enrolment that is answered for another kiosk is none', async () => {
  const url = await somebody(says(201, json, '{"kiosk":"ZX02","serverTime":"2026-11-22T23:04:06+08:00"}'));
  const client = platformClient({ baseUrl: url, kiosk: 'ZX01', signingKey, requestTimeOutMs: 2000 });
  expect(await client.enrol('K7-4411-2093')).toEqual({
    ok: false,
    error: { kind: 'notThePlatform', code: 'shapeWrong' },
  });
});

describe('nobody there', () => {
  test('a silent server, and one that stops in the middle of its answer, are given up after the time-out', async () => {
    const silent = await somebody(() => undefined);
    const startMs = performance.now();
    expect(await faultOf(silent, 150)).toEqual({ kind: 'unreachable', code: 'timedOut' });
    const halting = await somebody((_request, response) => response.writeHead(200, json).write('{"app'));
    expect(await faultOf(halting, 150)).toEqual({ kind: 'unreachable', code: 'timedOut' });
    expect(performance.now() - startMs).toBeLessThan(1500);
  });

  test('a stream without end is cut at the limit, not read', async () => {
    let sent = 0;
    const endless = await somebody((_request, response) => {
      response.writeHead(200, json);
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(16 * 1024))) sent += 16;
        response.once('drain', more);
      };
      more();
    });
    expect(await faultOf(endless)).toEqual({ kind: 'notThePlatform', code: 'tooLong' });
    expect(sent).toBeLessThan(64 * 1024);
  });

  test('a line that is cut is named as such', async () => {
    const cut = await somebody((request) => void request.socket.destroy());
    expect(await faultOf(cut)).toEqual({ kind: 'unreachable', code: 'cutOff' });
  });

  test('a closed port, an unknown name and a server without TLS are told apart', async () => {
    const url = await somebody(says(200, json, good));
    expect(await faultOf(url.replace('http:', 'https:'))).toEqual({ kind: 'unreachable', code: 'tlsFailed' });
    expect(await faultOf('http://platform.invalid')).toEqual({ kind: 'unreachable', code: 'nameNotFound' });
    const [server] = servers.splice(0);
    server?.closeAllConnections();
    server?.close();
    expect(await faultOf(url)).toEqual({ kind: 'unreachable', code: 'connectionRefused' });
  });

  test('a server that speaks no HTTP is no platform to reach', async () => {
    const url = await somebody((request) => void request.socket.end('220 mail.example ESMTP\r\n'));
    expect(await faultOf(url)).toMatchObject({ kind: 'unreachable' });
  });
});

test('the platform may lie deeper, and the whole path is asked for and signed', async () => {
  const asked: unknown[] = [];
  const url = await somebody((request, response) => {
    asked.push(request.url, request.headers['idempotency-key']);
    says(201, json, good)(request, response);
  });
  const client = platformClient({ baseUrl: `${url}/county/`, kiosk: 'ZX01', signingKey, requestTimeOutMs: 2000 });
  const key = randomUUID();
  expect((await client.submit(submission, key)).ok).toBe(true);
  expect(asked).toEqual(['/county/v1/applications', `"${key}"`]);
});

test('a key that is not Ed25519 is refused when the client is made', () => {
  const wrong = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  expect(() =>
    platformClient({ baseUrl: 'http://127.0.0.1', kiosk: 'ZX01', signingKey: wrong, requestTimeOutMs: 1 }),
  ).toThrow();
});
