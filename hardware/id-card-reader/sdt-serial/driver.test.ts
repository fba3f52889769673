/** The driver against its simulator in memory, with a clock that the test moves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardFault, DeviceStatus } from '../../../src-main/contract/devices.ts';
import { err, must } from '../../../src-main/contract/result.ts';
import { memoryTransport } from '../../transport/memory.ts';
import type { Link, TransportFault } from '../../transport/transport.ts';
import type { CardEvent } from '../id-card-reader.ts';
import { decodeCardText, encodeCardText } from './card-text.ts';
import { sdtSerialReader } from './driver.ts';
import { fakeClock } from './fake-clock.ts';
import type { RequestName, StatusWord } from './protocol.ts';
import { type SimulatorFault, sdtSerialSimulator } from './simulator.ts';
import { syntheticCard } from './synthetic-cards.ts';

const card = syntheticCard('resident_10y');
const number = '119999190001010011';

function bench() {
  const clock = fakeClock();
  const simulator = sdtSerialSimulator(undefined, clock);
  const events: CardEvent[] = [];
  const statuses: DeviceStatus[] = [];
  const openings: number[] = [];
  let opensWith: TransportFault | undefined;
  let far: Link | undefined;
  const plugged = memoryTransport((link) => {
    far = link;
    simulator.attach(link);
  });
  const reader = sdtSerialReader({
    transport: {
      description: 'bench',
      open: async (timeOutMs) => {
        openings.push(clock.monotonicMs());
        return opensWith === undefined ? plugged.open(timeOutMs) : err(opensWith);
      },
    },
    clock,
    today: () => '2024-06-01',
  });
  reader.onStatus((status) => statuses.push(status));
  return {
    clock,
    simulator,
    reader,
    events,
    statuses,
    openings,
    kinds: () => events.map(({ kind }) => kind),
    arm: () => reader.arm((event) => events.push(event)),
    disarm: () => reader.disarm(),
    async unplug(fault: TransportFault = 'notFound') {
      opensWith = fault;
      await far?.close();
    },
    replug() {
      opensWith = undefined;
    },
    /** Everything that the module was asked during this time. */
    async askedWithin(ms: number): Promise<RequestName[]> {
      const before = simulator.requests.length;
      await clock.advance(ms);
      return simulator.requests.slice(before);
    },
  };
}

type Bench = ReturnType<typeof bench>;

async function armedBench(): Promise<Bench> {
  const it = bench();
  it.reader.start();
  await it.clock.advance(10);
  expect(it.reader.status.device).toBe('online');
  it.arm();
  await it.clock.advance(10);
  return it;
}

/** Advances until the driver has told the outcome of a reading, at most a minute. */
async function outcomeOn(it: Bench): Promise<CardEvent | undefined> {
  const outcome = () => it.events.find(({ kind }) => kind === 'person' || kind === 'refused');
  for (let s = 0; s < 600 && outcome() === undefined; s++) await it.clock.advance(100);
  return outcome();
}

describe('what is asked, and when', () => {
  test('disarmed, a sign of life every three seconds and nothing else', async () => {
    const it = bench();
    it.reader.start();
    it.simulator.present(card);
    expect(await it.askedWithin(9100)).toEqual(['samStatus', 'samStatus', 'samStatus', 'samStatus']);
    expect(it.reader.status).toMatchObject({ device: 'online', media: 'unknown' });
  });

  test('armed, a search every 300 ms; a card is found, selected, read, and its lifting awaited', async () => {
    const it = await armedBench();
    expect(await it.askedWithin(900)).toEqual(['findCard', 'findCard', 'findCard']);
    expect(it.reader.status.media).toBe('notPresent');
    it.simulator.present(card);
    expect(await it.askedWithin(300)).toEqual(['findCard', 'selectCard', 'readBase']);
    expect(it.reader.status.media).toBe('present');
    expect(await it.askedWithin(900)).toEqual(['findCard', 'findCard', 'findCard']);
    expect(it.kinds()).toEqual(['reading', 'person', 'removed']);
    expect(it.reader.status.media).toBe('notPresent');
  });

  test('disarmed after a reading, the card is watched until it is lifted, and then left alone', async () => {
    const it = await armedBench();
    it.simulator.fail({ kind: 'findsReadCard' });
    it.simulator.present(card);
    await it.clock.advance(300);
    it.reader.disarm();
    expect(new Set(await it.askedWithin(6000))).toEqual(new Set(['findCard']));
    it.simulator.remove();
    await it.clock.advance(1200);
    expect(new Set(await it.askedWithin(6000))).toEqual(new Set(['samStatus']));
  });
});

describe('a card that was not lifted is not read again', () => {
  test.each([
    ['by the same who armed it', async () => {}],
    [
      'by who arms it next',
      async (it: Bench) => {
        it.reader.disarm();
        await it.clock.advance(60_000);
        it.arm();
      },
    ],
    [
      'after the line was cut and is back',
      async (it: Bench) => {
        await it.unplug();
        await it.clock.advance(10_000);
        it.replug();
        await it.clock.advance(10_000);
      },
    ],
  ])('%s, even by a module that finds it again', async (_case, meanwhile) => {
    const it = await armedBench();
    it.simulator.fail({ kind: 'findsReadCard' });
    it.simulator.present(card);
    await it.clock.advance(300);
    await meanwhile(it);
    await it.clock.advance(10_000);
    expect(it.simulator.requests.filter((request) => request === 'readBase')).toHaveLength(1);
    it.simulator.present(card);
    await it.clock.advance(3000);
    expect(it.simulator.requests.filter((request) => request === 'readBase')).toHaveLength(2);
  });

  test('one search without a find is no lifting', async () => {
    const it = await armedBench();
    it.simulator.fail({ kind: 'findsReadCard' });
    it.simulator.present(card);
    await it.clock.advance(300);
    for (let flicker = 0; flicker < 5; flicker++) {
      it.simulator.fail({ kind: 'status', at: 'findCard', status: 'noCard' });
      await it.clock.advance(600);
      it.simulator.fail({ kind: 'findsReadCard' });
      await it.clock.advance(300);
    }
    expect(it.kinds()).toEqual(['reading', 'person']);
  });
});

describe('what the module says of a card', () => {
  test.each<[StatusWord, CardFault]>([
    ['cardRejectedSam', 'cardUnreadable'],
    ['samRejectedCard', 'cardUnreadable'],
    ['verifyFailed', 'cardUnreadable'],
    ['readFailed', 'cardUnreadable'],
    ['randomFailed', 'cardUnreadable'],
    ['cardLengthWrong', 'cardUnreadable'],
    ['badCommand', 'cardUnreadable'],
    ['cardTypeUnknown', 'cardTypeUnknown'],
    ['samSelfTestFailed', 'readerFault'],
  ])('%s when selecting or reading: %s', async (status, fault) => {
    for (const at of ['selectCard', 'readBase'] as const) {
      const it = await armedBench();
      it.simulator.fail({ kind: 'status', at, status });
      it.simulator.present(card);
      expect(await outcomeOn(it)).toEqual({ kind: 'refused', fault });
      it.simulator.heal();
      await it.clock.advance(5000);
      it.simulator.present(card);
      await it.clock.advance(5000);
      expect(it.kinds().at(-1)).toBe('removed');
      expect(it.kinds()).toContain('person');
    }
  });

  test('81 when selecting: unreadable', async () => {
    const it = await armedBench();
    it.simulator.fail({ kind: 'status', at: 'selectCard', status: 'selectFailed' });
    it.simulator.present(card);
    expect(await outcomeOn(it)).toEqual({ kind: 'refused', fault: 'cardUnreadable' });
  });

  test('an expired card is refused, and so is one of an unknown layout', async () => {
    const it = await armedBench();
    const { document, fields } = must(decodeCardText(card), 'a known layout');
    it.simulator.present(encodeCardText({ document, fields: { ...fields, validUntil: '20230101' } }));
    await it.clock.advance(2000);
    it.simulator.present(card.with(248, 0x5a));
    await it.clock.advance(3000);
    expect(it.events.filter(({ kind }) => kind === 'refused')).toEqual([
      { kind: 'refused', fault: 'cardExpired' },
      { kind: 'refused', fault: 'cardTypeUnknown' },
    ]);
  });

  test.each<StatusWord>(['samSelfTestFailed', 'samNotAuthorised'])(
    '%s breaks the reader until it is over',
    async (status) => {
      const it = await armedBench();
      it.simulator.fail({ kind: 'status', at: 'findCard', status });
      const stillBroken: SimulatorFault = { kind: 'status', at: 'samStatus', status };
      await it.clock.advance(400);
      it.simulator.fail(stillBroken);
      await it.clock.advance(3000);
      expect(it.reader.status).toMatchObject({ device: 'hardwareError', fault: status, action: 'maintenance' });
      expect(it.kinds()).toEqual(['readerAway']);
      it.simulator.heal();
      await it.clock.advance(3100);
      expect(it.reader.status.device).toBe('online');
      expect(it.reader.status.fault).toBeUndefined();
      expect(it.kinds()).toEqual(['readerAway', 'ready']);
    },
  );
});

describe('what the line does to the bytes', () => {
  test.each<[string, SimulatorFault]>([
    ['one byte at a time', { kind: 'oneByteAtATime' }],
    ['junk in front', { kind: 'junkBefore', junk: Uint8Array.of(0xaa, 0xaa, 0x00, 0xaa, 0xaa, 0xaa) }],
    ['the answer to a sign of life in front', { kind: 'glued', status: 'ok' }],
  ])('%s: the card is read all the same', async (_case, fault) => {
    const it = await armedBench();
    it.simulator.fail(fault);
    it.simulator.present(card);
    expect(await outcomeOn(it)).toMatchObject({ kind: 'person', person: { number } });
  });

  test.each<[string, SimulatorFault]>([
    ['a wrong check in the answer to select', { kind: 'badChecksum', at: 'selectCard' }],
    ['a wrong check in the text', { kind: 'badChecksum', at: 'readBase' }],
    ['a length beyond all bounds', { kind: 'lengthTooBig', at: 'readBase' }],
    ['an answer to select that comes too late', { kind: 'late', at: 'selectCard', delayMs: 1200 }],
    ['a text that comes too late', { kind: 'late', at: 'readBase', delayMs: 5200 }],
  ])('%s: the card is refused, and read when it is put again', async (_case, fault) => {
    const it = await armedBench();
    it.simulator.fail(fault);
    it.simulator.present(card);
    expect((await outcomeOn(it))?.kind).toBe('refused');
    it.simulator.heal();
    it.simulator.present(card);
    await it.clock.advance(10_000);
    expect(it.kinds()).toEqual(['reading', 'refused', 'removed', 'reading', 'person', 'removed']);
  });

  test('pulled away at any byte of the text: removed too soon, told within a second', async () => {
    for (const afterBytes of [0, 1, 5, 7, 14, 700, 1294]) {
      const it = await armedBench();
      it.simulator.fail({ kind: 'pulledMidRead', afterBytes });
      it.simulator.present(card);
      const startMs = it.clock.monotonicMs();
      expect(await outcomeOn(it)).toEqual({ kind: 'refused', fault: 'cardRemovedTooSoon' });
      // With less than a preamble there is nothing to be seen of a cut frame, and the whole time-out passes.
      const boundMs = afterBytes < 5 ? 5500 : 1000;
      expect(it.clock.monotonicMs() - startMs).toBeLessThanOrEqual(boundMs);
    }
  });

  test('a late answer is not taken for the present one', async () => {
    const it = await armedBench();
    it.simulator.present(card);
    it.simulator.fail({ kind: 'late', at: 'readBase', delayMs: 5100 });
    await it.clock.advance(5400);
    it.simulator.heal();
    it.simulator.present(syntheticCard('foreigner2023_Y'));
    await it.clock.advance(5000);
    const read = it.events.filter((event) => event.kind === 'person').map(({ person }) => person.number);
    expect(read).toEqual(['911999190001010013']);
  });
});

describe('a line that goes away', () => {
  test.each<[TransportFault, Partial<DeviceStatus>]>([
    ['notFound', { device: 'powerOff', fault: 'portNotFound', action: 'clear' }],
    ['busy', { device: 'deviceBusy', fault: 'portBusy', action: 'configuration' }],
    ['notPermitted', { device: 'powerOff', fault: 'portNotPermitted', action: 'configuration' }],
    ['failed', { device: 'powerOff', fault: 'portFailed', action: 'clear' }],
  ])('%s when opening is said in the words of the contract', async (fault, status) => {
    const it = bench();
    await it.unplug(fault);
    it.reader.start();
    await it.clock.advance(10);
    expect(it.reader.status).toMatchObject({ ...status, media: 'unknown' });
    it.replug();
    await it.clock.advance(2000);
    expect(it.reader.status.device).toBe('online');
  });

  test('away for a day it is tried at a bounded pace, and is back within two seconds', async () => {
    const it = await armedBench();
    await it.unplug();
    await it.clock.advance(3_600_000);
    const tries = it.openings.length;
    await it.clock.advance(60_000);
    expect(it.openings.length - tries).toBe(60);
    it.replug();
    await it.clock.advance(2000);
    expect(it.kinds()).toEqual(['readerAway', 'ready']);
    expect(it.statuses.map(({ device }) => device)).toContain('powerOff');
  });

  test('away for less than two seconds nobody hears of it; for longer, everybody', async () => {
    const it = await armedBench();
    it.reader.disarm();
    await it.clock.advance(1000);
    it.statuses.length = 0;
    await it.unplug();
    await it.clock.advance(900);
    it.replug();
    await it.clock.advance(10_000);
    expect(it.statuses).toEqual([]);
    await it.unplug();
    await it.clock.advance(1990);
    expect(it.statuses).toEqual([]);
    await it.clock.advance(20);
    expect(it.statuses.map(({ device }) => device)).toEqual(['powerOff']);
  });

  test('a silent module is away after two missed answers and the patience', async () => {
    const it = await armedBench();
    it.simulator.fail({ kind: 'silence' });
    await it.clock.advance(5000);
    expect(it.reader.status).toMatchObject({ device: 'powerOff', fault: 'readerSilent' });
    it.simulator.heal();
    await it.clock.advance(3000);
    expect(it.kinds()).toEqual(['readerAway', 'ready']);
  });
});

describe('whatever happens, in any order', () => {
  const statusFaults: StatusWord[] = ['readFailed', 'cardRejectedSam', 'samSelfTestFailed', 'noCard', 'selectFailed'];
  const at = fc.constantFrom<RequestName[]>('samStatus', 'findCard', 'selectCard', 'readBase');
  const fault: fc.Arbitrary<SimulatorFault> = fc.oneof(
    fc.constant<SimulatorFault>({ kind: 'silence' }),
    fc.constant<SimulatorFault>({ kind: 'findsReadCard' }),
    fc.record({ kind: fc.constant('status' as const), at, status: fc.constantFrom(...statusFaults) }),
    fc.record({ kind: fc.constant('badChecksum' as const), at }),
    fc.record({ kind: fc.constant('pulledMidRead' as const), afterBytes: fc.nat(1295) }),
    fc.record({ kind: fc.constant('late' as const), at, delayMs: fc.integer({ min: 100, max: 7000 }) }),
  );
  const happening: fc.Arbitrary<(it: Bench) => void | Promise<void>> = fc.oneof(
    fc.constant((it: Bench) => it.simulator.present(card)),
    fc.constant((it: Bench) => it.simulator.remove()),
    fc.constant((it: Bench) => it.arm()),
    fc.constant((it: Bench) => it.disarm()),
    fc.constant((it: Bench) => it.unplug()),
    fc.constant((it: Bench) => it.replug()),
    fc.constant((it: Bench) => it.simulator.heal()),
    fault.map((one) => (it: Bench) => it.simulator.fail(one)),
    fc.integer({ min: 50, max: 4000 }).map((ms) => (it: Bench) => it.clock.advance(ms)),
  );

  const inTheEnd: ((it: Bench) => void | Promise<void>)[] = [
    (it) => it.simulator.heal(),
    (it) => it.simulator.remove(),
    (it) => it.replug(),
    (it) => it.disarm(),
    (it) => it.clock.advance(20_000),
    (it) => it.arm(),
    (it) => it.simulator.present(card),
    (it) => it.clock.advance(4000),
  ];
  /** What one who armed the reader may be told, in this order and no other. */
  const story = /^((reading (person|refused) ?(removed ?)?|removed ?)*(reading)?)$/;

  test('every story is in order, disarmed no card is read, and in the end one is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
        const it = bench();
        const stories: CardEvent[][] = [];
        let armed = false;
        it.arm = () => {
          const told: CardEvent[] = [];
          stories.push(told);
          armed = true;
          it.reader.arm((event) => told.push(event));
        };
        it.disarm = () => {
          armed = false;
          it.reader.disarm();
        };
        it.reader.start();
        for (const happen of [...happenings, ...inTheEnd]) {
          const askedBefore = it.simulator.requests.length;
          const wasArmed = armed;
          await happen(it);
          await it.clock.advance(0);
          const asked = it.simulator.requests.slice(askedBefore);
          if (!wasArmed && !armed) expect(asked).not.toContain('readBase');
        }
        for (const told of stories) {
          const cards = told.map(({ kind }) => kind).filter((kind) => kind !== 'readerAway' && kind !== 'ready');
          expect(cards.join(' ')).toMatch(story);
        }
        expect(stories.at(-1)?.map(({ kind }) => kind)).toEqual(['reading', 'person', 'removed']);
        await it.reader.stop();
      }),
      { numRuns: 200 },
    );
  });
});
