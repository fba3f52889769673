import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../src-main/contract/frames.ts';
import { must } from '../../../src-main/contract/result.ts';
import {
  answers,
  createFramer,
  encodeBaseInfo,
  encodeFrame,
  encodeRequest,
  encodeResponse,
  parseBaseInfo,
  parseRequest,
  parseResponse,
  type RequestName,
  type Response,
  requestLengthMax,
  requests,
  responseLengthMax,
  type StatusWord,
  statusWords,
} from './protocol.ts';
import { syntheticPhoto } from './simulator.ts';
import { syntheticCard } from './synthetic-cards.ts';
import vectors from './vectors.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const fromHex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const requestNames = Object.keys(requests) as RequestName[];
const statusNames = Object.keys(statusWords) as StatusWord[];

function onlyBody(frame: Uint8Array, lengthMax = responseLengthMax): Uint8Array {
  const bodies = createFramer(lengthMax).push(frame);
  expect(bodies).toHaveLength(1);
  return must(bodies[0], 'one body');
}

describe('the bytes on the line are those of the manuals', () => {
  test.each(Object.entries(vectors.requests))('request %s', (key, bytes) => {
    const [name, data] = key.split(' ');
    const request = must(
      requestNames.find((one) => one === name),
      'the request is in the table',
    );
    const frame = encodeRequest(request, fromHex(data ?? ''));
    expect(hex(frame)).toBe(bytes);
    expect(parseRequest(onlyBody(frame, requestLengthMax))).toEqual({ name: request, data: fromHex(data ?? '') });
  });

  test('there are vectors for every request and every status word', () => {
    expect(new Set(Object.keys(vectors.requests).map((key) => key.split(' ')[0]))).toEqual(new Set(requestNames));
    const bytes = statusNames.map((name) => statusWords[name].byte.toString(16).toUpperCase());
    expect(bytes.toSorted()).toEqual(Object.keys(vectors.statusWords).toSorted());
    expect(statusNames).toHaveLength(20);
  });

  test.each(statusNames)('status %s', (status) => {
    const byte = statusWords[status].byte.toString(16).toUpperCase();
    const expected = Object.entries(vectors.statusWords).find(([key]) => key === byte)?.[1];
    expect(hex(encodeResponse(status))).toBe(expected);
    expect(parseResponse(onlyBody(encodeResponse(status)))).toEqual({ status, data: new Uint8Array(0) });
  });

  test('find, select and SAM id answer with data', () => {
    expect(hex(encodeResponse('cardFound', new Uint8Array(4)))).toBe(vectors.findOk);
    expect(hex(encodeResponse('ok', new Uint8Array(8)))).toBe(vectors.selectOk);
    expect(parseResponse(onlyBody(fromHex(vectors.samIdOk.hex)))?.data).toHaveLength(16);
  });

  test.each(Object.entries(vectors.cards))('the 1295 bytes of card %s', (key, card) => {
    const text = syntheticCard(key);
    const frame = encodeResponse('ok', encodeBaseInfo({ text, photo: syntheticPhoto }));
    expect(frame).toHaveLength(1295);
    expect(hex(frame.subarray(-1))).toBe(card.frame1295Check);
    expect(sha256(frame)).toBe(card.frame1295Sha256);
    const response = must(parseResponse(onlyBody(frame)), 'a response');
    expect(parseBaseInfo(response.data)).toEqual({ text, photo: syntheticPhoto });
  });

  test('the synthetic photo is the agreed one', () => {
    expect(sha256(syntheticPhoto)).toBe(vectors.photoSha256);
  });
});

describe('what is no response', () => {
  test('an unknown status, other first bytes, too few bytes', () => {
    expect(parseResponse(Uint8Array.of(0, 0, 0x77))).toBeUndefined();
    expect(parseResponse(Uint8Array.of(0, 1, 0x90))).toBeUndefined();
    expect(parseResponse(Uint8Array.of(0, 0))).toBeUndefined();
    expect(parseRequest(Uint8Array.of(0x77, 0xff))).toBeUndefined();
  });

  test.each([
    ['a text of 255 bytes', encodeBaseInfo({ text: new Uint8Array(255), photo: new Uint8Array(1025) })],
    ['lengths beyond the data', encodeBaseInfo({ text: new Uint8Array(256), photo: syntheticPhoto }).slice(0, 900)],
    ['no lengths at all', Uint8Array.of(1, 0)],
  ])('base information with %s', (_case, data) => {
    expect(parseBaseInfo(data)).toBeUndefined();
  });
});

describe('an answer does not name its request, so it is told by status and size', () => {
  const good: Record<string, Response> = {
    samStatus: { status: 'ok', data: new Uint8Array(0) },
    findCard: { status: 'cardFound', data: new Uint8Array(4) },
    selectCard: { status: 'ok', data: new Uint8Array(8) },
    readBase: { status: 'ok', data: new Uint8Array(1284) },
  };

  test('each good answer fits its own request and no other that the driver sends', () => {
    for (const [from, response] of Object.entries(good)) {
      const fitting = requestNames.filter((name) => name in good && answers(name, response));
      expect(fitting).toEqual([from]);
    }
  });

  test('a card fault is no answer to find or to a sign of life, a module fault is one to everything', () => {
    const fault: Response = { status: 'readFailed', data: new Uint8Array(0) };
    expect(requestNames.filter((name) => answers(name, fault)).toSorted()).toEqual(
      ['readBase', 'readBaseAndFingerprint', 'readCardNumber', 'readNewAddress', 'selectCard'].toSorted(),
    );
    const broken: Response = { status: 'samSelfTestFailed', data: new Uint8Array(0) };
    expect(requestNames.every((name) => answers(name, broken))).toBe(true);
  });
});

describe('the framer', () => {
  const body = fc.uint8Array({ minLength: 2, maxLength: 60 });
  /** Cuts bytes at arbitrary places. */
  const split = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
    const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, i) => bytes.slice(places[i], end));
  };
  const cuts = fc.array(fc.nat(), { maxLength: 12 });

  test('gives back all frames, however they were split', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 6 }), cuts, (bodies, places) => {
        const framer = createFramer(responseLengthMax);
        const chunks = split(joinBytes(bodies.map(encodeFrame)), places);
        expect(chunks.flatMap(framer.push)).toEqual(bodies);
        expect(framer.broken).toBe(false);
      }),
    );
  });

  test('finds a frame behind junk, even junk that ends in half a preamble', () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).filter((bytes) => !hex(bytes).includes('AAAAAA9669')),
      fc.constantFrom(...['AA', 'AAAA', 'AAAAAA', 'AAAAAA96', 'AAAAAAAA', 'AAAAAAAAAA'].map(fromHex)),
    );
    fc.assert(
      fc.property(junk, body, cuts, (noise, wanted, places) => {
        const chunks = split(joinBytes([noise, encodeFrame(wanted)]), places);
        expect(chunks.flatMap(createFramer(responseLengthMax).push)).toContainEqual(wanted);
      }),
    );
  });

  test('finds a frame behind one with a wrong check, a wrong length, or none at all', () => {
    const wanted = Uint8Array.of(0, 0, 0x80);
    const ok = encodeResponse('ok');
    for (const spoilt of [
      ok.with(-1, 0),
      ok.with(9, 0x91),
      ok.with(5, 0xff).with(6, 0xff),
      ok.with(6, 0),
      ok.with(6, 2),
    ]) {
      const framer = createFramer(responseLengthMax);
      expect(framer.push(joinBytes([spoilt, encodeFrame(wanted)]))).toEqual([wanted]);
      expect(framer.broken).toBe(true);
    }
  });

  test('a frame that lies inside a thrown-away one is found', () => {
    const inner = encodeResponse('noCard');
    const outer = encodeFrame(Uint8Array.of(0, 0, 0x90, ...inner));
    expect(createFramer(responseLengthMax).push(outer.with(-1, outer.at(-1) === 0 ? 1 : 0))).toEqual([
      Uint8Array.of(0, 0, 0x80),
    ]);
  });

  test('a cut frame is waited for, and forgotten on request', () => {
    const framer = createFramer(responseLengthMax);
    expect(framer.push(encodeResponse('ok', new Uint8Array(1284)).slice(0, 700))).toEqual([]);
    expect(framer.broken).toBe(true);
    framer.reset();
    expect(framer.broken).toBe(false);
    expect(framer.push(encodeResponse('noCard'))).toEqual([Uint8Array.of(0, 0, 0x80)]);
  });

  test('never throws, and believes no length beyond its bound, whatever comes', () => {
    const noise = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(...['AAAAAA9669', 'AAAAAA96690005', 'AAAAAA9669FFFF'].map(fromHex)),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(noise, (chunks) => {
        const framer = createFramer(requestLengthMax);
        for (const found of chunks.flatMap(framer.push)) expect(found.length).toBeLessThan(requestLengthMax);
        // Whatever was believed is over after one greatest frame: the next one but one comes through.
        const silence = new Uint8Array(requestLengthMax + 7);
        framer.push(silence);
        expect(framer.push(encodeRequest('samStatus'))).toEqual([Uint8Array.of(0x11, 0xff)]);
      }),
    );
  });
});
