/** The steps of a citizen's journey, as one sentence each. */
import { createHash, randomUUID } from 'node:crypto';
import { syntheticCard } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import type { Kept } from '../../src-main/contract/application.ts';
import type { CallParams } from '../../src-main/contract/calls.ts';
import type { PersonView } from '../../src-main/contract/person.ts';
import type { Answers } from '../../src-main/contract/service-item.ts';
import { signedDocumentText } from '../../src-main/contract/signed-document.ts';
import type { ReceivedApplication } from '../../src-main/platform/sandbox/sandbox.ts';
import { type Citizen, connectCitizen } from './citizen.ts';
import type { Terminal } from './terminal.ts';

/** The simple matter for a person that most stories use. */
export const simpleItem = 'utility-transfer';

export async function comeIn(terminal: Terminal): Promise<Citizen> {
  const citizen = await connectCitizen(terminal.socketPath);
  expectOk(await citizen.call('session.begin', { language: 'zh-CN' }));
  const { consentVersion } = expectOk(await citizen.call('terminal.view', {}));
  expectOk(await citizen.call('session.consent', { consentVersion }));
  return citizen;
}

/** Puts a card on the reader and waits until the core knows who it is. The card stays. */
export async function identify(terminal: Terminal, citizen: Citizen, card = 'resident_10y'): Promise<PersonView> {
  expectOk(await citizen.call('identify.byCard', {}));
  terminal.dock.reader.simulator.present(syntheticCard(card));
  const state = await citizen.until('identify.changed', ({ state }) => state === 'identified' || state === 'refused');
  if (state.state !== 'identified') throw new Error(`not identified: ${JSON.stringify(state)}`);
  return state.person;
}

export const simpleAnswers: Answers = {
  home: '城关镇测试路九号三单元',
  titleNumber: '鄂(2099)竹溪县不动产权第0000001号',
  newOwner: '测试甲',
  formerOwner: '测试乙',
  accounts: 'all',
  waterReading: 123,
  electricityReading: 4567,
  gasReading: 89,
  handoverDate: '2026-11-20',
  phone: '13900000000',
  truthStatement: true,
};

/** What the screen would send when the citizen has signed. */
export async function confirmation(
  citizen: Citizen,
  person: PersonView,
  changed: Answers = {},
): Promise<CallParams<'application.confirm'>> {
  const { form } = expectOk(await citizen.call('catalogue.item', { itemId: simpleItem }));
  if (form === undefined) throw new Error(`${simpleItem} has no form`);
  const answers = { ...simpleAnswers, ...changed };
  const signed = { itemId: simpleItem, formVersion: form.version, person, answers };
  const documentSha256 = createHash('sha256').update(signedDocumentText(signed)).digest('hex');
  return {
    confirmationId: randomUUID(),
    itemId: simpleItem,
    formVersion: form.version,
    answers,
    signature: {
      strokes: [
        [
          [0.1, 0.5],
          [0.4, 0.3],
          [0.8, 0.6],
        ],
      ],
      documentSha256,
    },
  };
}

/** The whole way to "kept". */
export async function handIn(terminal: Terminal): Promise<{ citizen: Citizen; kept: Kept }> {
  const citizen = await comeIn(terminal);
  const person = await identify(terminal, citizen);
  const kept = expectOk(await citizen.call('application.confirm', await confirmation(citizen, person)));
  return { citizen, kept };
}

export async function acknowledged(citizen: Citizen, kept: Kept, withinMs = 10_000): Promise<Kept> {
  const same = (change: Kept) => change.applicationId === kept.applicationId && change.delivery === 'acknowledged';
  return citizen.until('application.changed', same, withinMs);
}

/** Asks the platform until it holds what the condition wants. */
export async function platformHolds(
  terminal: Terminal,
  condition: (received: ReceivedApplication[]) => boolean,
  withinMs = 10_000,
): Promise<ReceivedApplication[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const received = await terminal.dock.sandbox.received();
    if (condition(received)) return received;
    if (performance.now() > deadline)
      throw new Error(`the platform holds ${received.length} applications after ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export function expectOk<T, E>(result: { ok: true; value: T } | { ok: false; error: E }): T {
  if (!result.ok) throw new Error(`refused: ${String(result.error)}`);
  return result.value;
}
