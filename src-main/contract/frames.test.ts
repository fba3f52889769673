import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, type Frame, FrameReader, frameBytesMax, joinBytes } from './frames.ts';

/** Hands the stream over in the given pieces. */
function readInPieces(stream: Uint8Array, sizes: readonly number[]): Frame[] {
  const reader = new FrameReader();
  const frames: Frame[] = [];
  let at = 0;
  for (const size of [...sizes, stream.length]) {
    const read = reader.push(stream.subarray(at, at + size));
    if (!read.ok) throw new Error(read.error);
    frames.push(...read.value);
    at += size;
  }
  return frames;
}

describe('frames between the processes', () => {
  test('come out as they went in, however the stream was split', () => {
    const frame = fc.record({ head: fc.jsonValue(), body: fc.uint8Array({ maxLength: 300 }) });
    const sizes = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), sizes, (sent, pieces) => {
        const stream = joinBytes(sent.map(({ head, body }) => encodeFrame(head, body)));
        const got = readInPieces(stream, pieces);
        expect(got.map(({ head }) => JSON.stringify(head))).toEqual(sent.map(({ head }) => JSON.stringify(head)));
        expect(got.map(({ body }) => [...body])).toEqual(sent.map(({ body }) => [...body]));
      }),
    );
  });

  test('any bytes at all end in frames or in one fault, never in an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }), (chunks) => {
        const reader = new FrameReader();
        for (const chunk of chunks) reader.push(chunk);
      }),
    );
  });

  test('a length over the limit is refused before anything is gathered for it', () => {
    const reader = new FrameReader();
    const claim = new Uint8Array(4);
    new DataView(claim.buffer).setUint32(0, frameBytesMax + 1);
    expect(reader.push(claim)).toEqual({ ok: false, error: 'frameTooLong' });
    expect(reader.push(encodeFrame({ good: true }))).toEqual({ ok: false, error: 'frameTooLong' });
  });

  test('a head that reaches beyond its frame, or is not JSON, is a fault', () => {
    expect(new FrameReader().push(new Uint8Array([0, 0, 0, 5, 0, 0, 0, 9, 65]))).toEqual({
      ok: false,
      error: 'frameLengthWrong',
    });
    expect(new FrameReader().push(new Uint8Array([0, 0, 0, 5, 0, 0, 0, 1, 65]))).toEqual({
      ok: false,
      error: 'frameNotJson',
    });
    expect(new FrameReader().push(new Uint8Array([0, 0, 0, 2, 0, 0]))).toEqual({
      ok: false,
      error: 'frameLengthWrong',
    });
  });

  test('a frame over the limit cannot be sent', () => {
    expect(() => encodeFrame({}, new Uint8Array(frameBytesMax))).toThrow(RangeError);
  });
});
