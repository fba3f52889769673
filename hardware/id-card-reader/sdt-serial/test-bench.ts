/** The driver on its simulator in memory, with a clock that the test moves and a line that it cuts. */
import type { DeviceStatus } from '../../../src-main/contract/devices.ts';
import { err } from '../../../src-main/contract/result.ts';
import { memoryTransport } from '../../transport/memory.ts';
import type { Link, TransportFault } from '../../transport/transport.ts';
import type { CardEvent } from '../id-card-reader.ts';
import { sdtSerialReader } from './driver.ts';
import type { RequestName } from './protocol.ts';
import { sdtSerialSimulator } from './simulator.ts';
import { fakeClock } from './test-clock.ts';

export function bench() {
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

export type Bench = ReturnType<typeof bench>;

/** Online, and armed by somebody who writes everything down. */
export async function armedBench(): Promise<Bench> {
  const it = bench();
  it.reader.start();
  await it.clock.advance(10);
  it.arm();
  await it.clock.advance(10);
  return it;
}

/** Advances until the driver has told the outcome of a reading, at most a minute. */
export async function outcomeOn(it: Bench): Promise<CardEvent | undefined> {
  const outcome = () => it.events.find(({ kind }) => kind === 'person' || kind === 'refused');
  for (let s = 0; s < 600 && outcome() === undefined; s++) await it.clock.advance(100);
  return outcome();
}
