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
const blipMs = 500;
/** Some searches for a card, and some signs of life of a fast reader. */
const whileMs = 700;

export function idCardReaderConformance(reader: ReaderUnderTest): void {
  describe(`identity card reader ${reader.model}`, () => {
    const scene = sceneOf(reader);
    readings(scene);
    refusals(scene);
    disturbances(scene);
  });
}

type Scene = ReturnType<typeof sceneOf>;

/** A fresh rig for every test, and everything that its reader said. */
function sceneOf({ model, openRig, people }: ReaderUnderTest) {
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
  const startOnline = async () => {
    rig.reader.start();
    await until(() => rig.reader.status.device === 'online');
  };
  return {
    model,
    people,
    get rig() {
      return rig;
    },
    get events() {
      return events;
    },
    get statuses() {
      return statuses;
    },
    kinds,
    listen,
    startOnline,
    startArmed: async () => {
      await startOnline();
      listen();
    },
    told: (kind: CardEvent['kind'], times = 1) => until(() => kinds().filter((one) => one === kind).length >= times),
  };
}

function readings(scene: Scene): void {
  test('comes online by itself, in words of the contract', async () => {
    expect(scene.rig.reader.status.device).toBe('starting');
    await scene.startOnline();
    for (const status of scene.statuses)
      expect(DeviceStatus.parse(status)).toMatchObject({ kind: 'id-card-reader', model: scene.model });
  });

  test('a card is read once and its lifting is told; the next card is read', async () => {
    await scene.startArmed();
    scene.rig.present('first');
    await scene.told('person');
    expect(scene.events).toEqual([{ kind: 'reading' }, { kind: 'person', person: scene.people.first }]);
    scene.rig.remove();
    await scene.told('removed');
    scene.rig.present('second');
    await scene.told('person', 2);
    expect(scene.events.at(-1)).toEqual({ kind: 'person', person: scene.people.second });
  });

  test('a card that stays is not read again, not even for who arms the reader anew', async () => {
    await scene.startArmed();
    scene.rig.present('first');
    await scene.told('person');
    await pause(whileMs);
    scene.rig.reader.disarm();
    scene.listen();
    await pause(whileMs);
    expect(scene.rig.readings()).toBe(1);
    expect(scene.kinds().filter((kind) => kind === 'person')).toHaveLength(1);
  });

  test('disarmed, no card is read; armed, the card that lies there is', async () => {
    await scene.startOnline();
    scene.rig.present('first');
    await pause(whileMs);
    expect(scene.rig.readings()).toBe(0);
    scene.listen();
    await scene.told('person');
  });

  test('stopped, it asks nothing and tells nothing more', async () => {
    await scene.startArmed();
    await scene.rig.reader.stop();
    scene.rig.present('first');
    await pause(whileMs / 2);
    expect(scene.rig.readings()).toBe(0);
    expect(scene.events).toEqual([]);
  });
}

function refusals(scene: Scene): void {
  test('disarmed in the middle, the reading goes no further', async () => {
    await scene.startOnline();
    scene.rig.reader.arm((event) => {
      scene.events.push(event);
      scene.rig.reader.disarm();
    });
    scene.rig.present('first');
    await scene.told('reading');
    await pause(whileMs);
    expect(scene.kinds()).toEqual(['reading']);
    expect(scene.rig.readings()).toBe(0);
  });

  test('an unreadable card is refused, and read when it is put again', async () => {
    await scene.startArmed();
    scene.rig.spoilCards();
    scene.rig.present('first');
    await scene.told('refused');
    expect(scene.events.at(-1)).toEqual({ kind: 'refused', fault: 'cardUnreadable' });
    scene.rig.heal();
    scene.rig.remove();
    await scene.told('removed');
    scene.rig.present('first');
    await scene.told('person');
  });

  test('a card that is pulled away while it is read is refused as such', async () => {
    await scene.startArmed();
    scene.rig.pullMidRead();
    scene.rig.present('first');
    await scene.told('refused');
    expect(scene.events.at(-1)).toEqual({ kind: 'refused', fault: 'cardRemovedTooSoon' });
    scene.rig.heal();
    scene.rig.present('first');
    await scene.told('person');
  });
}

function disturbances(scene: Scene): void {
  test('unplugged it is away, and back within five seconds after it is plugged in again', async () => {
    await scene.startArmed();
    await scene.rig.unplug();
    await scene.told('readerAway');
    expect(scene.rig.reader.status.device).toBe('powerOff');
    await scene.rig.replug();
    const pluggedInMs = performance.now();
    await scene.told('ready');
    expect(performance.now() - pluggedInMs).toBeLessThan(backAfterReplugMs);
    expect(scene.rig.reader.status.device).toBe('online');
    scene.rig.present('first');
    await scene.told('person');
  });

  test('an unplugging shorter than two seconds is seen by nobody', async () => {
    await scene.startArmed();
    await until(() => scene.rig.reader.status.media === 'notPresent');
    scene.statuses.length = 0;
    await scene.rig.unplug();
    await pause(blipMs);
    await scene.rig.replug();
    scene.rig.present('first');
    await scene.told('person');
    expect(scene.kinds()).toEqual(['reading', 'person']);
    expect(scene.statuses.every(({ device }) => device === 'online')).toBe(true);
  });

  test('silent it is away, answering it is back; who arms it meanwhile is told', async () => {
    await scene.startArmed();
    scene.rig.fallSilent();
    await scene.told('readerAway');
    scene.events.length = 0;
    scene.listen();
    await scene.told('readerAway');
    scene.rig.heal();
    await scene.told('ready');
  });

  test('a reading ends in one outcome also when the line is cut; afterwards the card is read when put again', async () => {
    await scene.startOnline();
    scene.rig.reader.arm((event) => {
      if (event.kind === 'reading' && scene.kinds().length === 0) scene.rig.fallSilent();
      scene.events.push(event);
    });
    scene.rig.present('first');
    await scene.told('reading');
    await scene.rig.unplug();
    await scene.told('refused');
    scene.rig.heal();
    await scene.rig.replug();
    await pause(whileMs);
    scene.rig.present('first');
    await scene.told('person');
    expect(scene.kinds()).toEqual(['reading', 'refused', 'removed', 'reading', 'person']);
    expect(scene.events[1]).toEqual({ kind: 'refused', fault: 'readerFault' });
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
