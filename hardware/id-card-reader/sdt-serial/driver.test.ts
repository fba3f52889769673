/** What is asked of a reader, and what is made of its answers. */
import { describe, expect, test } from 'vitest';
import type { CardFault } from '../../../src-main/contract/devices.ts';
import { must } from '../../../src-main/contract/result.ts';
import type { CardEvent } from '../id-card-reader.ts';
import { decodeCardText, encodeCardText } from './card-text.ts';
import type { RequestName, StatusWord } from './protocol.ts';
import type { SimulatorFault } from './simulator.ts';
import { syntheticCard } from './synthetic-cards.ts';
import { armedBench, type Bench, bench, outcomeOn } from './test-bench.ts';

const card = syntheticCard('resident_10y');

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

describe('in the middle of a reading', () => {
  /** The answer to that request is on its way for half a second, and the card has just been found. */
  async function midway(at: RequestName): Promise<Bench> {
    const it = await armedBench();
    it.simulator.fail({ kind: 'late', at, delayMs: 500 });
    it.simulator.present(card);
    await it.clock.advance(400);
    expect(it.simulator.requests.at(-1)).toBe(at);
    return it;
  }

  test('disarmed while the card is selected: it is not read', async () => {
    const it = await midway('selectCard');
    it.reader.disarm();
    expect(await it.askedWithin(5000)).not.toContain('readBase');
    expect(it.kinds()).toEqual(['reading']);
  });

  test('armed anew while the text comes: who armed it before does not hear the person, and who armed it after neither', async () => {
    const it = await midway('readBase');
    const next: CardEvent[] = [];
    it.reader.disarm();
    it.reader.arm((event) => next.push(event));
    await it.clock.advance(5000);
    expect(it.kinds()).toEqual(['reading']);
    expect(next).toEqual([{ kind: 'removed' }]);
  });

  test('the line is cut: refused as the fault of the reader, and to be lifted before it is tried again', async () => {
    const it = await midway('readBase');
    await it.unplug();
    await it.clock.advance(5000);
    it.replug();
    it.simulator.heal();
    await it.clock.advance(10_000);
    expect(it.kinds()).toEqual(['reading', 'refused', 'readerAway', 'ready']);
    expect(it.events[1]).toEqual({ kind: 'refused', fault: 'readerFault' });
    it.simulator.present(card);
    await it.clock.advance(3000);
    expect(it.kinds().slice(4)).toEqual(['removed', 'reading', 'person', 'removed']);
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
