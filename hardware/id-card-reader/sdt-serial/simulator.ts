/** A card reader that answers with real bytes over whatever link it is given, and fails where it is told to. */
import { type Clock, systemClock } from '../../../src-main/contract/clock.ts';
import { assertNever } from '../../../src-main/contract/result.ts';
import type { Link } from '../../transport/transport.ts';
import {
  createFramer,
  encodeBaseInfo,
  encodeResponse,
  parseRequest,
  type RequestName,
  requestLengthMax,
  type StatusWord,
} from './protocol.ts';

/** What goes wrong, from `fail` to `heal`. `at` names the request whose answer it befalls. */
export type SimulatorFault =
  | { readonly kind: 'silence' }
  | { readonly kind: 'status'; readonly at: RequestName; readonly status: StatusWord }
  | { readonly kind: 'badChecksum'; readonly at: RequestName }
  /** The frame says that it is 65535 bytes long. */
  | { readonly kind: 'lengthTooBig'; readonly at: RequestName }
  /** Of the text and photo only the first bytes come, because the card is pulled away: it is gone afterwards. */
  | { readonly kind: 'pulledMidRead'; readonly afterBytes: number }
  | { readonly kind: 'junkBefore'; readonly junk: Uint8Array }
  | { readonly kind: 'oneByteAtATime' }
  /** Every answer comes in one piece with a frame that nobody asked for in front of it. */
  | { readonly kind: 'glued'; readonly status: StatusWord }
  /** A module of the other kind: it finds a card again that it has read and that was not lifted. */
  | { readonly kind: 'findsReadCard' }
  | { readonly kind: 'late'; readonly at: RequestName; readonly delayMs: number };

export interface SdtSerialSimulator {
  /** The module gets power and a line: at first, and after every unplugging. A card that lies on it stays there. */
  attach(link: Link): void;
  /** Puts a card on the reader, in place of the one that lies there: its 256-byte text block. */
  present(text: Uint8Array): void;
  /** Lifts the card. */
  remove(): void;
  fail(fault: SimulatorFault): void;
  heal(): void;
  /** Every request since the beginning, as the module understood it. */
  readonly requests: readonly RequestName[];
}

const writeTimeOutMs = 5000;
/** How many searches find nothing between two cards: a hand takes about a second to change them. */
const handFinds = 3;

/** The header seen in real photos, then an arbitrary but fixed filling: no picture of anybody. */
export const syntheticPhoto = Uint8Array.of(
  ...[0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00, 0x00, 0xff, 0x85],
  ...Array.from({ length: 1013 }, (_, i) => (i * 37 + 11) & 0xff),
);

/**
 * @param first may come later, by `attach`
 * @param clock for late answers
 */
export function sdtSerialSimulator(first?: Link, clock: Clock = systemClock): SdtSerialSimulator {
  const requests: RequestName[] = [];
  const place = cardPlace();
  let fault: SimulatorFault | undefined;

  function attach(link: Link): void {
    const framer = createFramer(requestLengthMax);
    place.powerUp();
    link.onData((chunk) => {
      for (const body of framer.push(chunk)) {
        const request = parseRequest(body);
        if (request === undefined) void send(link, [encodeResponse('badCommand')]);
        else void respond(link, request.name);
      }
    });
  }

  async function respond(link: Link, request: RequestName): Promise<void> {
    requests.push(request);
    const frame = answerTo(request);
    const spoilt = fault === undefined ? [frame] : spoil(frame, request, fault);
    if (fault?.kind === 'pulledMidRead' && request === 'readBase') place.lift();
    if (fault?.kind === 'late' && fault.at === request) await clock.sleep(fault.delayMs);
    await send(link, spoilt);
  }

  function answerTo(request: RequestName): Uint8Array {
    if (fault?.kind === 'status' && fault.at === request) return encodeResponse(fault.status);
    switch (request) {
      case 'resetSam':
      case 'samStatus':
      case 'setMaxRfBytes':
        return encodeResponse('ok');
      case 'samId':
        return encodeResponse('ok', samId);
      case 'findCard':
        return place.find(fault?.kind === 'findsReadCard');
      case 'selectCard':
        return place.select();
      case 'readBase':
        return place.read();
      case 'readNewAddress':
      case 'readCardNumber':
        return encodeResponse('itemMissing');
      case 'readBaseAndFingerprint':
        return encodeResponse('badCommand');
      default:
        return assertNever(request);
    }
  }

  if (first !== undefined) attach(first);
  return {
    attach,
    present: place.put,
    remove: place.lift,
    fail: (next) => {
      fault = next;
    },
    heal: () => {
      fault = undefined;
    },
    requests,
  };
}

/** The place where a card lies, and how far the module has come with it. */
function cardPlace() {
  let card: { readonly text: Uint8Array; step: 'lying' | 'found' | 'selected' | 'read' } | undefined;
  let emptyFinds = 0;

  function lift(): void {
    if (card !== undefined) emptyFinds = handFinds;
    card = undefined;
  }
  return {
    lift,
    put(text: Uint8Array): void {
      lift();
      card = { text: text.slice(), step: 'lying' };
    },
    /** Without power the module has forgotten the card that it read. */
    powerUp(): void {
      if (card !== undefined) card.step = 'lying';
    },
    /** Most real modules find a card that was read only after it was lifted. */
    find(findsReadCard: boolean): Uint8Array {
      if (emptyFinds > 0) {
        emptyFinds -= 1;
        return encodeResponse('noCard');
      }
      if (card === undefined) return encodeResponse('noCard');
      if (card.step === 'read' && !findsReadCard) return encodeResponse('noCard');
      card.step = 'found';
      return encodeResponse('cardFound', new Uint8Array(4));
    },
    select(): Uint8Array {
      if (card?.step !== 'found') return encodeResponse('selectFailed');
      card.step = 'selected';
      return encodeResponse('ok', new Uint8Array(8));
    },
    read(): Uint8Array {
      if (card?.step !== 'selected') return encodeResponse('readFailed');
      card.step = 'read';
      return encodeResponse('ok', encodeBaseInfo({ text: card.text, photo: syntheticPhoto }));
    },
  };
}

/** `05.03-20260101-0000012345-0000067890` */
const samId = Uint8Array.of(5, 0, 3, 0, 5, 0x25, 0x35, 1, 0x39, 0x30, 0, 0, 0x32, 9, 1, 0);

/** @returns what leaves the module instead of the frame, write by write */
function spoil(frame: Uint8Array, request: RequestName, fault: SimulatorFault): Uint8Array[] {
  const here = 'at' in fault && fault.at === request;
  switch (fault.kind) {
    case 'silence':
      return [];
    case 'badChecksum':
      return [here ? frame.with(-1, (frame.at(-1) ?? 0) ^ 0xff) : frame];
    case 'lengthTooBig':
      return [here ? frame.with(5, 0xff).with(6, 0xff) : frame];
    case 'pulledMidRead':
      return [request === 'readBase' ? frame.slice(0, fault.afterBytes) : frame];
    case 'junkBefore':
      return [fault.junk, frame];
    case 'oneByteAtATime':
      return Array.from(frame, (byte) => Uint8Array.of(byte));
    case 'glued':
      return [Uint8Array.of(...encodeResponse(fault.status), ...frame)];
    case 'status':
    case 'findsReadCard':
    case 'late':
      return [frame];
    default:
      return assertNever(fault);
  }
}

/** A line that went away while the module spoke is no fault of the module. */
async function send(link: Link, writes: readonly Uint8Array[]): Promise<void> {
  for (const bytes of writes) {
    const written = await link.write(bytes, writeTimeOutMs);
    if (!written.ok) return;
  }
}
