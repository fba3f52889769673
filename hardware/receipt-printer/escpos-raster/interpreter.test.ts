import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interpreter, type Operation, type RealTime } from './interpreter.ts';

/** What a printer does with the bytes, in the order in which it learns of it. */
function read(hex: string, realTimeInData = false) {
  const operations: Operation[] = [];
  const requests: RealTime[] = [];
  const unknown: string[] = [];
  const byte = interpreter(
    {
      operation: (one) => operations.push(one),
      realTime: (one) => requests.push(one),
      unknown: (one) => unknown.push(Buffer.from(one).toString('hex')),
    },
    { realTimeInData },
  );
  for (const one of Buffer.from(hex.replaceAll(' ', ''), 'hex')) byte(one);
  return { operations, requests, unknown };
}

describe('ESC/POS as a printer reads it', () => {
  test.each<[string, string, Operation[]]>([
    ['ESC @', '1b 40', [{ kind: 'initialise' }]],
    ['LF, CR', '0a 0d', [{ kind: 'feedLines', lines: 1 }]],
    ['ESC d 3', '1b 64 03', [{ kind: 'feedLines', lines: 3 }]],
    ['ESC J 255', '1b 4a ff', [{ kind: 'feed', units: 255 }]],
    [
      'ESC 3 0, ESC 2',
      '1b 33 00 1b 32',
      [
        { kind: 'lineSpacing', units: 0 },
        { kind: 'lineSpacing', units: undefined },
      ],
    ],
    [
      'ESC a 1, as a number and as a digit',
      '1b 61 01 1b 61 31',
      [
        { kind: 'align', to: 'centre' },
        { kind: 'align', to: 'centre' },
      ],
    ],
    ['GS P 203 203', '1d 50 cb cb', [{ kind: 'motionUnits', perInch: 203 }]],
    [
      'GS V 0, 1',
      '1d 56 00 1d 56 31',
      [
        { kind: 'cut', how: 'full', feedUnits: undefined },
        { kind: 'cut', how: 'partial', feedUnits: undefined },
      ],
    ],
    [
      'GS V 65 and 66 feed first',
      '1d 56 41 10 1d 56 42 00',
      [
        { kind: 'cut', how: 'full', feedUnits: 16 },
        { kind: 'cut', how: 'partial', feedUnits: 0 },
      ],
    ],
    ['GS r 1', '1d 72 01', [{ kind: 'tellSensor', which: 1 }]],
    ['GS a 255', '1d 61 ff', [{ kind: 'autoStatus', wanted: 255 }]],
    ['GS ( H "0001"', '1d 28 48 06 00 30 30 30 30 30 31', [{ kind: 'printComplete', id: Buffer.from('0001') }]],
    ['NUL between commands is nothing', '00 00 1b 40 00', [{ kind: 'initialise' }]],
    ['text', '41', [{ kind: 'character' }]],
  ])('%s', (_name, bytes, wanted) => {
    const { operations, unknown } = read(bytes);
    expect(operations).toEqual(wanted.map((one) => ('id' in one ? { ...one, id: Uint8Array.from(one.id) } : one)));
    expect(unknown).toEqual([]);
  });

  test('a raster picture is printed row by row as it comes in', () => {
    const { operations } = read('1d 76 30 00 02 00 03 00 80 01 ff ff 00');
    expect(operations).toEqual([
      { kind: 'row', bits: Uint8Array.of(0x80, 0x01) },
      { kind: 'row', bits: Uint8Array.of(0xff, 0xff) },
    ]);
  });

  test('real-time commands are carried out when they come, and within raster data they are dots', () => {
    expect(read('10 04 02 10 05 02 10 14 08 01 03 14 01 06 02 08').requests).toEqual([
      { kind: 'status', topic: 2 },
      { kind: 'recover', clearing: true },
      { kind: 'clear' },
    ]);
    const raster = '1d 76 30 00 03 00 01 00 10 04 01';
    expect(read(raster).requests).toEqual([]);
    const asEpson = read(raster, true);
    expect(asEpson.requests).toEqual([{ kind: 'status', topic: 1 }]);
    expect(asEpson.operations).toEqual([{ kind: 'row', bits: Uint8Array.of(0x10, 0x04, 0x01) }]);
  });

  test('what it does not know is noted, and what follows is read all the same', () => {
    const { operations, unknown } = read('1b 7a 1d 28 6b 03 00 31 51 30 1d 76 30 03 01 00 01 00 ff 10 14 01 1b 40');
    expect(unknown).toEqual(['1b7a', '1d286b31', '1d763003', '101401']);
    expect(operations).toEqual([{ kind: 'initialise' }]);
  });

  test('no bytes make it stop', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        read(Buffer.from(bytes).toString('hex'));
        return true;
      }),
      { numRuns: 500 },
    );
  });
});
