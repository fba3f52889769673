/** What every model of an identity card reader must do, whatever its bytes. Called from the model's own test file. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeviceStatus } from '../../src-main/contract/devices.ts';
import type { Person } from '../../src-main/contract/person.ts';
import type { CardEvent, IdCardReader } from './id-card-reader.ts';

/** A driver on a simulator that is plugged in. */
export interface ReaderRig {
  /** Not started yet. */
  readonly reader: IdCardReader;
  /** Puts a sound card on the reader, in place of any other; the two are of different people. */
  present(card: 'first' | 'second'): void;
  remove(): void;
  /** How often the text of a card left the simulator. */
  readings(): number;
  /** From now on a card on the reader cannot be read. */
  spoilCards(): void;
  /** The next card is pulled away while it is read. */
  pullMidRead(): void;
  /** The module does not answer any more, while its line stays. */
  fallSilent(): void;
  heal(): void;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  close(): Promise<void>;
}

export interface ReaderUnderTest {
  readonly model: string;
  openRig(): Promise<ReaderRig>;
  readonly people: { readonly first: Person; readonly second: Person };
}

/** Longer than any disturbance may take to be noticed and overcome. */
const patienceMs = 6000;
const backAfterReplugMs = 5000;
const blipMs = 1000;
/** Some searches for a card, and some signs of life of a fast reader. */
const whileMs = 700;

export function idCardReaderConformance({ model, openRig, people }: ReaderUnderTest): void {
  describe(`identity card reader ${model}`, () => {
    let rig: ReaderRig;
    let events: CardEvent[];
    let statuses: DeviceStatus[];

    beforeEach(async () => {
      rig = await openRig();
      events = [];
      statuses = [];
      rig.reader.onStatus((status) => statuses.push(status));
    });
    afterEach(async () => {
      await rig.reader.stop();
      await rig.close();
    });

    const kinds = () => events.map(({ kind }) => kind);
    const listen = () => rig.reader.arm((event) => events.push(event));
    const online = () => until(() => rig.reader.status.device === 'online');
    const told = (kind: CardEvent['kind'], times = 1) =>
      until(() => kinds().filter((one) => one === kind).length >= times);
    const startArmed = async () => {
      rig.reader.start();
      await online();
      listen();
    };

    test('comes online by itself, in words of the contract', async () => {
      expect(rig.reader.status.device).toBe('starting');
      rig.reader.start();
      await online();
      for (const status of statuses)
        expect(DeviceStatus.parse(status)).toMatchObject({ kind: 'id-card-reader', model });
    });

    test('a card is read once and its lifting is told; the next card is read', async () => {
      await startArmed();
      rig.present('first');
      await told('person');
      expect(events).toEqual([{ kind: 'reading' }, { kind: 'person', person: people.first }]);
      rig.remove();
      await told('removed');
      rig.present('second');
      await told('person', 2);
      expect(events.at(-1)).toEqual({ kind: 'person', person: people.second });
    });

    test('a card that stays is not read again, not even for who arms the reader anew', async () => {
      await startArmed();
      rig.present('first');
      await told('person');
      await pause(whileMs);
      rig.reader.disarm();
      listen();
      await pause(whileMs);
      expect(rig.readings()).toBe(1);
      expect(kinds().filter((kind) => kind === 'person')).toHaveLength(1);
    });

    test('disarmed, no card is read; armed, the card that lies there is', async () => {
      rig.reader.start();
      await online();
      rig.present('first');
      await pause(whileMs);
      expect(rig.readings()).toBe(0);
      listen();
      await told('person');
    });

    test('disarmed in the middle, the reading goes no further', async () => {
      rig.reader.start();
      await online();
      rig.reader.arm((event) => {
        events.push(event);
        rig.reader.disarm();
      });
      rig.present('first');
      await told('reading');
      await pause(whileMs);
      expect(kinds()).toEqual(['reading']);
      expect(rig.readings()).toBe(0);
    });

    test('an unreadable card is refused, and read when it is put again', async () => {
      await startArmed();
      rig.spoilCards();
      rig.present('first');
      await told('refused');
      expect(events.at(-1)).toEqual({ kind: 'refused', fault: 'cardUnreadable' });
      rig.heal();
      rig.remove();
      await told('removed');
      rig.present('first');
      await told('person');
    });

    test('a card that is pulled away while it is read is refused as such', async () => {
      await startArmed();
      rig.pullMidRead();
      rig.present('first');
      await told('refused');
      expect(events.at(-1)).toEqual({ kind: 'refused', fault: 'cardRemovedTooSoon' });
      rig.heal();
      rig.present('first');
      await told('person');
    });

    test('unplugged it is away, and back within five seconds after it is plugged in again', async () => {
      await startArmed();
      await rig.unplug();
      await told('readerAway');
      expect(rig.reader.status.device).toBe('powerOff');
      await rig.replug();
      const pluggedInMs = performance.now();
      await told('ready');
      expect(performance.now() - pluggedInMs).toBeLessThan(backAfterReplugMs);
      expect(rig.reader.status.device).toBe('online');
      rig.present('first');
      await told('person');
    });

    test('an unplugging shorter than two seconds is seen by nobody', async () => {
      await startArmed();
      await until(() => rig.reader.status.media === 'notPresent');
      statuses.length = 0;
      await rig.unplug();
      await pause(blipMs / 2);
      await rig.replug();
      rig.present('first');
      await told('person');
      expect(kinds()).toEqual(['reading', 'person']);
      expect(statuses.every(({ device }) => device === 'online')).toBe(true);
    });

    test('silent it is away, answering it is back; who arms it meanwhile is told', async () => {
      await startArmed();
      rig.fallSilent();
      await told('readerAway');
      events.length = 0;
      listen();
      await told('readerAway');
      rig.heal();
      await told('ready');
    });

    test('a reading ends in one outcome also when the line is cut; afterwards the card is read when put again', async () => {
      rig.reader.start();
      await online();
      rig.reader.arm((event) => {
        if (event.kind === 'reading' && kinds().length === 0) rig.fallSilent();
        events.push(event);
      });
      rig.present('first');
      await told('reading');
      await rig.unplug();
      await told('refused');
      rig.heal();
      await rig.replug();
      await pause(whileMs);
      rig.present('first');
      await told('person');
      expect(kinds()).toEqual(['reading', 'refused', 'removed', 'reading', 'person']);
      expect(events[1]).toEqual({ kind: 'refused', fault: 'readerFault' });
    });

    test('stopped, it lets go of the line and tells nothing more', async () => {
      await startArmed();
      await rig.reader.stop();
      rig.present('first');
      await pause(whileMs / 2);
      expect(rig.readings()).toBe(0);
      expect(events).toEqual([]);
    });
  });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`not so within ${patienceMs} ms: ${condition}`);
    await pause(5);
  }
}
