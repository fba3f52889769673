import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  answerReader,
  clearBuffers,
  ending,
  feed,
  fenceMark,
  printCompleteMark,
  raster,
  recoverAndClear,
  setUp,
  statusRequest,
} from './protocol.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 30 });

describe('the commands are the bytes of the Epson reference', () => {
  test.each([
    [statusRequest(4), '100404'],
    [clearBuffers, '10140801031401060208'],
    [recoverAndClear, '100502'],
    [setUp, '1b401d61001d50cbcb1b3300'],
    [feed(255), '1b4aff'],
    [raster(2, bytes('80 01 ff ff 00 10')), '1d76300002000300' + '8001ffff0010'],
    [raster(1, new Uint8Array(300)).subarray(0, 8), '1d763000' + '01002c01'],
    [ending('full'), '1d564100'],
    [ending('partial'), '1d564200'],
    [ending('none'), '1b4aa0'],
    [fenceMark(true).command, '1d7201'],
    [printCompleteMark(1).command, '1d2848060030' + '3030303031'],
  ])('%#: %s', (command, wanted) => {
    expect(hex(command)).toBe(wanted);
  });

  test('an id has four characters from 20 to 7E whatever the count', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(hex(printCompleteMark(count).command)).toMatch(/^1d284806003030([2-6][0-9a-f]|7[0-9a-e]){4}$/);
      }),
    );
  });
});

describe('answers', () => {
  test.each<[string, string, Answer[]]>([
    ['DLE EOT, cover open', '16', [{ kind: 'realTime', byte: 0x16 }]],
    ['DLE EOT, paper end and near end', '7e', [{ kind: 'realTime', byte: 0x7e }]],
    ['GS r, near end', '03', [{ kind: 'queued', byte: 0x03 }]],
    ['GS ( H "0001"', '37 22 30 30 30 31 00', [{ kind: 'printComplete', id: '0001' }]],
    ['DLE DC4 8', '37 25 00', [{ kind: 'cleared' }]],
    ['an automatic status is no answer to a question', '18 00 0f 00 12', [{ kind: 'realTime', byte: 0x12 }]],
    [
      'XOFF and XON between the bytes of a block',
      '37 13 22 30 11 30 30 31 00',
      [{ kind: 'printComplete', id: '0001' }],
    ],
    ['a block whose end was lost', '37 22 30 30 12', [{ kind: 'realTime', byte: 0x12 }]],
    ['an answer that we know nothing of', '5f', []],
  ])('%s', (_name, sent, wanted) => {
    expect(answerReader(true)(bytes(sent))).toEqual(wanted);
  });

  test('a printer without fixed bits: a single byte may be either answer', () => {
    expect(answerReader(false)(bytes('6c 00 37 25 00 11'))).toEqual([
      { kind: 'bare', byte: 0x6c },
      { kind: 'bare', byte: 0x00 },
      { kind: 'cleared' },
    ]);
  });

  test('a mark is passed by its own answer only', () => {
    const mark = printCompleteMark(35);
    expect(mark.passedBy({ kind: 'printComplete', id: '000Z' })).toBe(true);
    expect(mark.passedBy({ kind: 'printComplete', id: '000Y' })).toBe(false);
    expect(fenceMark(true).passedBy({ kind: 'realTime', byte: 0x12 })).toBe(false);
    expect(fenceMark(true).passedBy({ kind: 'queued', byte: 0 })).toBe(true);
  });

  test('any bytes, split anyhow, give the same answers', () => {
    fc.assert(
      fc.property(fc.boolean(), chunks, (fixedBits, split) => {
        const inPieces = answerReader(fixedBits);
        const whole = answerReader(fixedBits)(Buffer.concat(split));
        expect(split.flatMap((chunk) => inPieces(chunk))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  test('after any rubbish the next status byte is heard', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rubbish) => {
        const read = answerReader(true);
        read(rubbish);
        expect(read(Uint8Array.of(0x12))).toEqual([{ kind: 'realTime', byte: 0x12 }]);
      }),
      { numRuns: 2000 },
    );
  });

  test('100 KB of rubbish are read in less than a second', () => {
    const rubbish = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 2_654_435_761) >>> 24);
    const startMs = performance.now();
    answerReader(true)(rubbish);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });
});
