/**
 * Frames between the core and everybody else, over a stream socket:
 *
 *     u32 total | u32 head | head bytes: UTF-8 JSON | body: any bytes
 *
 * Both numbers are big-endian; `total` counts everything after itself. The body carries what JSON cannot
 * (a picture, a scan). After a frame whose numbers or JSON are wrong the stream has no trustworthy boundary,
 * so the reader reports the fault once and takes nothing more: its owner closes that connection.
 */
import { err, ok, type Result } from './result.ts';

export const frameBytesMax = 4 << 20;

export interface Frame {
  readonly head: unknown;
  readonly body: Uint8Array;
}

export type FrameFault = 'frameTooLong' | 'frameLengthWrong' | 'frameNotJson';

const emptyBody = new Uint8Array(0);

/** @throws RangeError when the frame would exceed the limit: a mistake of the sender's own code. */
export function encodeFrame(head: unknown, body: Uint8Array = emptyBody): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const total = 4 + json.length + body.length;
  if (total > frameBytesMax) throw new RangeError(`frame of ${total} bytes, limit ${frameBytesMax}`);
  const frame = new Uint8Array(4 + total);
  const view = new DataView(frame.buffer);
  view.setUint32(0, total);
  view.setUint32(4, json.length);
  frame.set(json, 8);
  frame.set(body, 8 + json.length);
  return frame;
}

/** Cuts a byte stream, however it was split, into frames. Holds at most one frame and one chunk. */
export class FrameReader {
  #held: Uint8Array = emptyBody;
  #fault: FrameFault | undefined;

  /** @returns the frames completed by this chunk, or the fault that ends this stream for good. */
  push(chunk: Uint8Array): Result<Frame[], FrameFault> {
    if (this.#fault !== undefined) return err(this.#fault);
    this.#held = this.#held.length === 0 ? chunk : joinBytes([this.#held, chunk]);
    const frames: Frame[] = [];
    while (this.#held.length >= 4) {
      const view = new DataView(this.#held.buffer, this.#held.byteOffset, this.#held.byteLength);
      const total = view.getUint32(0);
      if (total > frameBytesMax) return this.#end('frameTooLong');
      if (total < 4) return this.#end('frameLengthWrong');
      if (this.#held.length < 4 + total) break;
      const frame = parseFrame(this.#held.subarray(4, 4 + total));
      if (!frame.ok) return this.#end(frame.error);
      frames.push(frame.value);
      this.#held = this.#held.slice(4 + total);
    }
    return ok(frames);
  }

  #end(fault: FrameFault): Result<never, FrameFault> {
    this.#fault = fault;
    this.#held = emptyBody;
    return err(fault);
  }
}

function parseFrame(bytes: Uint8Array): Result<Frame, FrameFault> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = view.getUint32(0);
  if (headLength > bytes.length - 4) return err('frameLengthWrong');
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + headLength));
    return ok({ head: JSON.parse(json) as unknown, body: bytes.slice(4 + headLength) });
  } catch {
    return err('frameNotJson');
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
