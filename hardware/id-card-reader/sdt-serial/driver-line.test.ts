/** What a bad line does to a reading, a line that goes away, and everything in any order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import type { TransportFault } from '../../transport/transport.ts';
import type { CardEvent } from '../id-card-reader.ts';
import type { RequestName, StatusWord } from './protocol.ts';
import type { SimulatorFault } from './simulator.ts';
import { syntheticCard } from './synthetic-cards.ts';
import { armedBench, type Bench, bench, outcomeOn } from './test-bench.ts';

const card = syntheticCard('resident_10y');
const number = '119999190001010011';

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
