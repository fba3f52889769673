/** The driver and its simulator on a real pty; only what recurs goes faster than in the product. */

import { systemClock } from '../../../src-main/contract/clock.ts';
import { must } from '../../../src-main/contract/result.ts';
import { openPtyPair } from '../../transport/pty-pair.ts';
import { serialTransport } from '../../transport/serial.ts';
import type { Link } from '../../transport/transport.ts';
import { idCardReaderConformance, type ReaderRig } from '../id-card-reader.conformance.ts';
import { personOnCard } from './card-person.ts';
import { sdtSerialReader } from './driver.ts';
import { sdtSerialSimulator } from './simulator.ts';
import { syntheticCard } from './synthetic-cards.ts';

const today = '2024-06-01';
const cards = { first: syntheticCard('resident_10y'), second: syntheticCard('foreigner2023_Y') };

async function openRig(): Promise<ReaderRig> {
  const cable = await openPtyPair();
  const simulator = sdtSerialSimulator();
  let link: Link | undefined;
  const plug = async () => {
    const opened = await serialTransport({ path: cable.b, baudRate: 115200 }).open(1000);
    if (!opened.ok) throw new Error(opened.error);
    link = opened.value;
    simulator.attach(link);
  };
  await plug();
  return {
    reader: sdtSerialReader({
      transport: serialTransport({ path: cable.a, baudRate: 115200 }),
      clock: systemClock,
      today: () => today,
      times: { pollMs: 100, heartbeatMs: 500, findMs: 500, samStatusMs: 500 },
    }),
    present: (card) => simulator.present(cards[card]),
    remove: simulator.remove,
    readings: () => simulator.requests.filter((request) => request === 'readBase').length,
    spoilCards: () => simulator.fail({ kind: 'status', at: 'selectCard', status: 'selectFailed' }),
    pullMidRead: () => simulator.fail({ kind: 'pulledMidRead', afterBytes: 700 }),
    fallSilent: () => simulator.fail({ kind: 'silence' }),
    heal: simulator.heal,
    unplug: cable.unplug,
    replug: async () => {
      await cable.replug();
      await plug();
    },
    close: async () => {
      await link?.close();
      await cable.close();
    },
  };
}

function person(block: Uint8Array) {
  const read = personOnCard(block, today);
  return must(read.ok ? read.value : undefined, 'the synthetic cards are sound');
}

idCardReaderConformance({
  model: 'sdt-serial',
  openRig,
  people: { first: person(cards.first), second: person(cards.second) },
});
