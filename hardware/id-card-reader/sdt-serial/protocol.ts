/**
 * The serial protocol of second-generation identity card readers (SAM_A / SAM_V module, "GA 450"). Pure: bytes to
 * values and back.
 *
 *     request   AA AA AA 96 69 | length u16 | command parameter | data … | check
 *     response  AA AA AA 96 69 | length u16 | 00 00 status      | data … | check
 *
 * The length is big-endian and counts everything after itself; the check is the XOR of everything after the
 * preamble. Sources and how far each is confirmed: README.md.
 */

import { joinBytes } from '../../../src-main/contract/frames.ts';
import { assertNever } from '../../../src-main/contract/result.ts';

const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const headBytes = preamble.length + 2;
/** Command, parameter and check. */
const lengthMin = 3;
/** The longest answer there is: text, photo and two fingerprints, 2321 bytes in all. */
export const responseLengthMax = 0x090a;
/** The longest request is `setMaxRfBytes` with 4; the rest is room for vendors' own. */
export const requestLengthMax = 32;

/**
 * The third status byte (the first two are always 00) and what it can be said of: the module itself, the card, or one
 * request alone. The Chinese is that of the vendors' manuals.
 */
export const statusWords = {
  ok: { byte: 0x90, of: 'success' }, // 操作成功
  cardFound: { byte: 0x9f, of: 'findCard' }, // 寻找居民身份证成功
  itemMissing: { byte: 0x91, of: 'card' }, // 居民身份证中无此项内容
  moduleSawBadChecksum: { byte: 0x10, of: 'module' }, // 接收业务终端数据的校验和错
  moduleSawBadLength: { byte: 0x11, of: 'module' }, // 接收业务终端数据的长度错
  badCommand: { byte: 0x21, of: 'module' }, // 接收业务终端的命令错误
  notPermitted: { byte: 0x23, of: 'module' }, // 越权操作
  unknownError: { byte: 0x24, of: 'module' }, // 无法识别的错误
  cardRejectedSam: { byte: 0x31, of: 'card' }, // 居民身份证认证 SAM 失败
  samRejectedCard: { byte: 0x32, of: 'card' }, // SAM 认证居民身份证失败
  verifyFailed: { byte: 0x33, of: 'card' }, // 信息验证失败
  fingerprintVerifyFailed: { byte: 0x37, of: 'card' }, // 指纹信息验证错误
  cardLengthWrong: { byte: 0x3f, of: 'card' }, // 信息长度错误
  cardTypeUnknown: { byte: 0x40, of: 'card' }, // 无法识别的居民身份证类型
  readFailed: { byte: 0x41, of: 'card' }, // 读居民身份证操作失败
  randomFailed: { byte: 0x47, of: 'card' }, // 取随机数失败
  samSelfTestFailed: { byte: 0x60, of: 'module' }, // SAM 自检失败，不能接收命令
  samNotAuthorised: { byte: 0x66, of: 'module' }, // SAM 没经过授权，无法使用
  noCard: { byte: 0x80, of: 'findCard' }, // 寻找居民身份证失败
  selectFailed: { byte: 0x81, of: 'selectCard' }, // 选取居民身份证失败
} as const;
export type StatusWord = keyof typeof statusWords;

const statusByByte: ReadonlyMap<number, StatusWord> = new Map(
  Object.entries(statusWords).map(([name, { byte }]) => [byte, name as StatusWord]),
);

/**
 * The requests: `okBytes` is how many bytes, from and to, follow the status of a good answer; `ofCard` says that it
 * may fail by the card, and not by the module alone.
 */
export const requests = {
  resetSam: { command: [0x10, 0xff], okBytes: [0, 0], ofCard: false },
  samStatus: { command: [0x11, 0xff], okBytes: [0, 0], ofCard: false },
  samId: { command: [0x12, 0xff], okBytes: [16, 16], ofCard: false },
  findCard: { command: [0x20, 0x01], okBytes: [4, 4], ofCard: false },
  selectCard: { command: [0x20, 0x02], okBytes: [8, 8], ofCard: true },
  readBase: { command: [0x30, 0x01], okBytes: [260, 1284], ofCard: true },
  readNewAddress: { command: [0x30, 0x03], okBytes: [70, 70], ofCard: true },
  readCardNumber: { command: [0x30, 0x05], okBytes: [1, 256], ofCard: true },
  readBaseAndFingerprint: { command: [0x30, 0x10], okBytes: [262, 2310], ofCard: true },
  setMaxRfBytes: { command: [0x61, 0xff], okBytes: [0, 0], ofCard: false },
} as const;
export type RequestName = keyof typeof requests;

const requestNames = Object.keys(requests) as RequestName[];

export interface Request {
  readonly name: RequestName;
  readonly data: Uint8Array;
}

export interface Response {
  readonly status: StatusWord;
  readonly data: Uint8Array;
}

/** @param body everything between length and check, at most 65534 bytes */
export function encodeFrame(body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(headBytes + body.length + 1);
  frame.set(preamble);
  new DataView(frame.buffer).setUint16(preamble.length, body.length + 1);
  frame.set(body, headBytes);
  frame[frame.length - 1] = xor(frame.subarray(preamble.length, -1));
  return frame;
}

export function encodeRequest(name: RequestName, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return encodeFrame(Uint8Array.of(...requests[name].command, ...data));
}

export function encodeResponse(status: StatusWord, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return encodeFrame(Uint8Array.of(0, 0, statusWords[status].byte, ...data));
}

/** @returns undefined for a command that is not in the table */
export function parseRequest(body: Uint8Array): Request | undefined {
  const name = requestNames.find((one) => requests[one].command[0] === body[0] && requests[one].command[1] === body[1]);
  return name === undefined ? undefined : { name, data: body.subarray(2) };
}

/** @returns undefined for a body that is no response, or a status that is not in the table */
export function parseResponse(body: Uint8Array): Response | undefined {
  const status = statusByByte.get(body[2] ?? -1);
  return body[0] !== 0 || body[1] !== 0 || status === undefined ? undefined : { status, data: body.subarray(3) };
}

/**
 * Whether this can be the answer to that request. An answer does not name its request, so one that comes late must
 * be told from the present one by its status and its size.
 */
export function answers(request: RequestName, { status, data }: Response): boolean {
  const { okBytes, ofCard } = requests[request];
  const sizeFits = data.length >= okBytes[0] && data.length <= okBytes[1];
  const { of } = statusWords[status];
  switch (of) {
    case 'success':
      return request !== 'findCard' && sizeFits;
    case 'findCard':
      return request === 'findCard' && (status === 'noCard' || sizeFits);
    case 'selectCard':
      return request === 'selectCard';
    case 'card':
      return ofCard;
    case 'module':
      return true;
    default:
      return assertNever(of);
  }
}

export interface BaseInfo {
  /** 256 bytes: see card-text.ts. */
  readonly text: Uint8Array;
  /** 1024 bytes of "WLT", a proprietary compression; empty when the module sent none. */
  readonly photo: Uint8Array;
}

/** @param data of an `ok` answer to `readBase`: two big-endian lengths, text, photo; undefined when they disagree */
export function parseBaseInfo(data: Uint8Array): BaseInfo | undefined {
  if (data.length < 4) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const textEnd = 4 + view.getUint16(0);
  const photoEnd = textEnd + view.getUint16(2);
  if (textEnd !== 260 || photoEnd !== data.length) return undefined;
  return { text: data.subarray(4, textEnd), photo: data.subarray(textEnd, photoEnd) };
}

export function encodeBaseInfo({ text, photo }: BaseInfo): Uint8Array {
  const data = new Uint8Array(4 + text.length + photo.length);
  const view = new DataView(data.buffer);
  view.setUint16(0, text.length);
  view.setUint16(2, photo.length);
  data.set(text, 4);
  data.set(photo, 4 + text.length);
  return data;
}

export interface Framer {
  /** @returns the bodies of the frames that this chunk completed; whatever is no frame is skipped */
  push(chunk: Uint8Array): Uint8Array[];
  /** Forgets everything that came so far. */
  reset(): void;
  /** Since the last reset a frame began that is not complete, or one was thrown away. */
  readonly broken: boolean;
}

/**
 * Cuts a byte stream, however it was split, into frames. After junk, a wrong length or a wrong check it goes on at
 * the next preamble, even one that lies inside the thrown-away frame. Holds at most one frame and one chunk.
 * @param lengthMax the greatest length to believe: `requestLengthMax` or `responseLengthMax`
 */
export function createFramer(lengthMax: number): Framer {
  let held: Uint8Array = new Uint8Array(0);
  let discarded = false;
  return {
    push(chunk) {
      held = joinBytes([held, chunk]);
      const bodies: Uint8Array[] = [];
      let at = preambleFrom(held, 0);
      while (at + headBytes <= held.length) {
        const end = frameEnd(held, at, lengthMax);
        if (end !== undefined && end > held.length) break;
        const sound = end !== undefined && xor(held.subarray(at + preamble.length, end)) === 0;
        if (sound) bodies.push(held.slice(at + headBytes, end - 1));
        else discarded = true;
        at = preambleFrom(held, sound ? end : at + 1);
      }
      held = held.slice(at);
      return bodies;
    },
    reset() {
      held = new Uint8Array(0);
      discarded = false;
    },
    get broken() {
      return discarded || held.length >= preamble.length;
    },
  };
}

/** @returns where the frame that begins at `at` ends; undefined when its length cannot be right */
function frameEnd(bytes: Uint8Array, at: number, lengthMax: number): number | undefined {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint16(at + preamble.length);
  return length < lengthMin || length > lengthMax ? undefined : at + headBytes + length;
}

/** @returns the first place from `from` on where the preamble, or the beginning of one at the end of the bytes, stands */
function preambleFrom(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (preamble.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)) return at;
  }
  return bytes.length;
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}
