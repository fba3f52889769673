/** Driver of readers with a SAM_A / SAM_V module on a serial line: a thin runner around machine.ts. */
import type { Clock } from '../../../src-main/contract/clock.ts';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { assertNever } from '../../../src-main/contract/result.ts';
import type { Link, Transport, TransportFault } from '../../transport/transport.ts';
import type { IdCardReader } from '../id-card-reader.ts';
import { type Announcements, type Arming, announcements } from './announcements.ts';
import { type Exchange, exchangeOver } from './exchange.ts';
import { disown, firstState, nextRequest, type ReaderState, restBefore, step } from './machine.ts';
import type { RequestName } from './protocol.ts';

export interface SdtSerialOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The local calendar day YYYY-MM-DD, for the validity of a card. */
  readonly today: () => string;
  readonly times?: Partial<SdtSerialTimes>;
}

export interface SdtSerialTimes {
  readonly openMs: number;
  readonly samStatusMs: number;
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
  /** Silence in the middle of a frame after which it is given up. */
  readonly gapMs: number;
  /** Between two searches for a card. */
  readonly pollMs: number;
  /** Between two signs of life while no card is searched. */
  readonly heartbeatMs: number;
  /** Trouble shorter than this is not shown. */
  readonly blipMs: number;
  /** Between two attempts to open: doubled from the first to the last. */
  readonly reopenFirstMs: number;
  readonly reopenLastMs: number;
}

/** Sources: README.md, "Times". */
const usualTimes: SdtSerialTimes = {
  openMs: 1000,
  samStatusMs: 1000,
  findMs: 1000,
  selectMs: 1000,
  readMs: 5000,
  gapMs: 500,
  pollMs: 300,
  heartbeatMs: 3000,
  blipMs: 2000,
  reopenFirstMs: 250,
  reopenLastMs: 1000,
};

/** @returns a reader that works by itself from `start` on and finds back after whatever happens to its line */
export function sdtSerialReader({ transport, clock, today, times: given }: SdtSerialOptions): IdCardReader {
  const times = { ...usualTimes, ...given };
  const starting = statusOf({ device: 'starting' }, firstState, false);
  const outside = announcements(starting, { clock, today, blipMs: times.blipMs });
  const runner = startableRunner({ transport, clock, times, outside });
  return {
    get status() {
      return outside.status;
    },
    onStatus: outside.onStatus,
    start: runner.start,
    stop: runner.stop,
    arm(listener) {
      outside.arm(listener);
      runner.wake();
    },
    disarm: outside.disarm,
  };
}

interface Surroundings {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly times: SdtSerialTimes;
  readonly outside: Announcements;
}

/** Opens the line, works over it until it is of no more use, rests, opens it again. */
function startableRunner({ transport, clock, times, outside }: Surroundings) {
  const talk = conversation(times, outside);
  let link: Link | undefined;
  let resting = new AbortController();
  let running: Promise<void> | undefined;
  let stopping = false;

  const wake = () => resting.abort();
  const rest = async (ms: number) => {
    if (stopping || ms === 0) return;
    resting = new AbortController();
    await clock.sleep(ms, resting.signal);
  };

  async function run(): Promise<void> {
    let reopenMs = times.reopenFirstMs;
    while (!stopping) {
      const opened = await transport.open(times.openMs);
      const served = opened.ok && (await serve(opened.value));
      if (!opened.ok) talk.notOpened(opened.error);
      reopenMs = served ? times.reopenFirstMs : Math.min(reopenMs * 2, times.reopenLastMs);
      await rest(reopenMs);
    }
  }

  /** @returns whether the reader answered at all over this link */
  async function serve(openLink: Link): Promise<boolean> {
    link = openLink;
    const exchange = exchangeOver(openLink, clock, times.gapMs);
    let gone = false;
    openLink.onClose(() => {
      gone = true;
      wake();
    });
    let served = false;
    let came: 'answered' | 'missed' | 'lost' = 'missed';
    while (came !== 'lost' && !stopping) {
      if (!gone) await rest(talk.restMs());
      came = await talk.ask(exchange);
      served ||= came === 'answered';
    }
    await openLink.close();
    link = undefined;
    return served;
  }

  return {
    wake,
    start() {
      running ??= run();
    },
    async stop() {
      stopping = true;
      outside.stop();
      wake();
      await link?.close();
      await running;
    },
  };
}

/** Asks what machine.ts wants to know, and says to the outside what it makes of the answers. */
function conversation(times: SdtSerialTimes, outside: Announcements) {
  const rests = { none: 0, poll: times.pollMs, heartbeat: times.heartbeatMs };
  let state = firstState;
  let condition: Condition = { device: 'starting' };
  /** Who had armed the reader when it was last asked. */
  let askedFor: Arming | undefined;
  const show = () => outside.show(statusOf(condition, state, outside.arming !== undefined));

  return {
    restMs: () => rests[restBefore(state, outside.arming !== undefined)],
    notOpened(fault: TransportFault) {
      condition = conditionAfter(fault);
      show();
    },
    async ask(exchange: Exchange): Promise<'answered' | 'missed' | 'lost'> {
      const { arming } = outside;
      if (arming !== askedFor) state = disown(state);
      askedFor = arming;
      const request = nextRequest(state, arming !== undefined);
      const outcome = await exchange(request, timeOutMs(request, times));
      const after = step(state, outcome);
      state = after.state;
      if (arming === outside.arming) for (const told of after.told) outside.tell(told);
      if (after.reopen) condition = conditionAfter(outcome.kind === 'linkLost' ? 'closed' : 'silent');
      else if (state.phase !== 'probing') condition = conditionIn(state);
      show();
      if (after.reopen) return 'lost';
      return outcome.kind === 'answer' ? 'answered' : 'missed';
    },
  };
}

function timeOutMs(request: RequestName, times: SdtSerialTimes): number {
  switch (request) {
    case 'findCard':
      return times.findMs;
    case 'selectCard':
      return times.selectMs;
    case 'readBase':
      return times.readMs;
    default:
      return times.samStatusMs;
  }
}

type Condition = Pick<DeviceStatus, 'device' | 'fault' | 'action'>;

function statusOf(condition: Condition, state: ReaderState, armed: boolean): DeviceStatus {
  const media = condition.device === 'online' ? mediaOf(state, armed) : 'unknown';
  return { kind: 'id-card-reader', model: 'sdt-serial', ...condition, media, paper: 'unknown' };
}

/** Only who looks for a card knows whether there is one. */
function mediaOf({ phase, notFoundInARow }: ReaderState, armed: boolean): DeviceStatus['media'] {
  if (phase === 'selecting' || phase === 'reading' || phase === 'doubting' || notFoundInARow !== undefined)
    return 'present';
  return phase === 'idle' && armed ? 'notPresent' : 'unknown';
}

function conditionIn({ brokenBy }: ReaderState): Condition {
  return brokenBy === undefined
    ? { device: 'online' }
    : { device: 'hardwareError', fault: brokenBy, action: 'maintenance' };
}

/** `clear` where staff can look after cable and power. XFS4IoT: a device that is not connected is `powerOff`. */
function conditionAfter(fault: TransportFault | 'silent'): Condition {
  switch (fault) {
    case 'notFound':
      return { device: 'powerOff', fault: 'portNotFound', action: 'clear' };
    case 'busy':
      return { device: 'deviceBusy', fault: 'portBusy', action: 'configuration' };
    case 'notPermitted':
      return { device: 'powerOff', fault: 'portNotPermitted', action: 'configuration' };
    case 'closed':
    case 'timeOut':
    case 'failed':
      return { device: 'powerOff', fault: 'portFailed', action: 'clear' };
    case 'silent':
      return { device: 'powerOff', fault: 'readerSilent', action: 'clear' };
    default:
      return assertNever(fault);
  }
}
