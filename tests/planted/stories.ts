/** What must be true of a terminal, each as a short story that throws when it is not. Sound code passes all; each plant must fail its own. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CardText, decodeCardText, encodeCardText } from '../../hardware/id-card-reader/sdt-serial/card-text.ts';
import { syntheticCard } from '../../hardware/id-card-reader/sdt-serial/synthetic-cards.ts';
import { buildSamplePackage } from '../../src-main/catalogue/sample-package.ts';
import { ed25519Signer } from '../../src-main/catalogue/signing.ts';
import { must } from '../../src-main/contract/result.ts';
import type { Behaviour } from '../../src-main/platform/sandbox/behaviour.ts';
import { connectCitizen } from '../flows/citizen.ts';
import { acknowledged, comeIn, confirmation, expectOk, handIn, identify, platformHolds } from '../flows/journey.ts';
import type { Terminal } from '../flows/terminal.ts';

export type Story = (terminal: Terminal) => Promise<void>;

function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** While the platform behaves so, nothing may be called delivered; afterwards exactly one record is there. */
function deliveredOnceAfter(trouble: Behaviour): Story {
  return async (terminal) => {
    await terminal.dock.sandbox.behave(trouble);
    const { citizen, kept } = await handIn(terminal);
    await moment(600);
    const early = citizen.heard('application.changed').some(({ delivery }) => delivery !== 'queued');
    if (trouble.kind !== 'storedThenDropped') holds(!early, 'called delivered while the platform had not said so');
    await terminal.dock.sandbox.behave({ kind: 'up' });
    await acknowledged(citizen, kept, 4_000);
    holds((await terminal.dock.sandbox.received()).length === 1, 'not exactly one record at the platform');
    citizen.leave();
  };
}

const purgedAfterAcknowledgement: Story = async (terminal) => {
  const { citizen, kept } = await handIn(terminal);
  await acknowledged(citizen, kept, 4_000);
  await terminal.killCore();
  const sealedPrefix = Buffer.from('{"alg":"ECDH-ES"').toString('base64url').slice(0, 18);
  for (const name of ['changming.db', 'changming.db-wal']) {
    const path = join(terminal.dock.folder, 'core', name);
    if (existsSync(path)) holds(!readFileSync(path).includes(sealedPrefix), `${name} still holds a sealed payload`);
  }
};

const unknownIsNotSentAgain: Story = async (terminal) => {
  terminal.dock.printer.simulator.setSpeed(4_000);
  const { citizen, kept } = await handIn(terminal);
  await citizen.until('application.changed', ({ print }) => print === 'sending', 8_000);
  await terminal.killCore();
  terminal.dock.printer.simulator.setPower(false);
  terminal.dock.printer.simulator.setPower(true);
  terminal.dock.printer.simulator.setSpeed(undefined);
  const bytes = terminal.dock.printer.simulator.bytes().length;
  await terminal.startCore('planted');
  const again = await comeIn(terminal);
  await moment(4_000);
  const received = await platformHolds(terminal, (all) => all.length === 1);
  holds(received[0]?.submission.applicationId === kept.applicationId, 'another application arrived');
  const sent = terminal.dock.printer.simulator.bytes().subarray(bytes);
  holds(!sent.toString().includes('29,118,48'), 'the receipt was sent again by itself');
  again.leave();
};

const reprintIsTheOwners: Story = async (terminal) => {
  const { citizen, kept } = await handIn(terminal);
  await citizen.until('application.changed', ({ print }) => print === 'confirmed', 6_000);
  citizen.leave();
  const next = await comeIn(terminal);
  const answer = await next.call('receipt.reprint', { applicationId: kept.applicationId });
  holds(!answer.ok && answer.error === 'notYours', "the next citizen could print the first one's receipt");
  next.leave();
};

const consentComesFirst: Story = async (terminal) => {
  const citizen = await connectCitizen(terminal.socketPath);
  expectOk(await citizen.call('session.begin', { language: 'zh-CN' }));
  const answer = await citizen.call('identify.byCard', {});
  holds(!answer.ok && answer.error === 'noConsent', 'a card could be read before the citizen agreed');
  citizen.leave();
};

const noReadingAfterTheSession: Story = async (terminal) => {
  const citizen = await comeIn(terminal);
  expectOk(await citizen.call('identify.byCard', {}));
  citizen.leave();
  await citizen.closed;
  await moment(200);
  const before = terminal.dock.reader.simulator.requests.length;
  terminal.dock.reader.simulator.present(syntheticCard('resident_10y'));
  await moment(1_800);
  const after = terminal.dock.reader.simulator.requests.slice(before);
  holds(!after.includes('readBase'), 'a card was read though nobody is in session');
};

function cardRefused(fields: CardText['fields']): Story {
  return async (terminal) => {
    const resident = must(decodeCardText(syntheticCard('resident_10y')), 'the vector is a card');
    const citizen = await comeIn(terminal);
    expectOk(await citizen.call('identify.byCard', {}));
    terminal.dock.reader.simulator.present(
      encodeCardText({ document: resident.document, fields: { ...resident.fields, ...fields } }),
    );
    const ended = ({ state }: { state: string }) => state === 'refused' || state === 'identified';
    holds((await citizen.until('identify.changed', ended)).state === 'refused', 'the card was taken');
    citizen.leave();
  };
}

const confirmedTwiceIsKeptOnce: Story = async (terminal) => {
  const citizen = await comeIn(terminal);
  const params = await confirmation(citizen, await identify(terminal, citizen));
  const [first, second] = await Promise.all([
    citizen.call('application.confirm', params),
    citizen.call('application.confirm', params),
  ]);
  holds(expectOk(first).applicationId === expectOk(second).applicationId, 'one confirmation was kept twice');
  citizen.leave();
};

const coreChecksForItself: Story = async (terminal) => {
  const citizen = await comeIn(terminal);
  const params = await confirmation(citizen, await identify(terminal, citizen), { phone: '12' });
  const answer = await citizen.call('application.confirm', params);
  holds(!answer.ok && answer.error === 'answersRefused', 'answers were kept that the form does not allow');
  citizen.leave();
};

const signatureBindsTheDocument: Story = async (terminal) => {
  const citizen = await comeIn(terminal);
  const params = await confirmation(citizen, await identify(terminal, citizen));
  const answers = { ...params.answers, waterReading: 999 };
  const answer = await citizen.call('application.confirm', { ...params, answers });
  holds(!answer.ok && answer.error === 'signatureNotForThis', 'a signature was taken for something else');
  citizen.leave();
};

const foreignPackageIsRefused: Story = async (terminal) => {
  await terminal.killCore();
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  rmSync(join(terminal.dock.folder, 'core', 'changming.db'));
  terminal.dock.replacePackage(() => buildSamplePackage(ed25519Signer('dock', pem)));
  await terminal.startCore('planted');
  const citizen = await connectCitizen(terminal.socketPath);
  const overview = await citizen.call('catalogue.overview', {});
  holds(!overview.ok, 'a package signed by somebody else is in force');
  citizen.leave();
};

const journalIsWhole: Story = async (terminal) => {
  const { citizen, kept } = await handIn(terminal);
  await acknowledged(citizen, kept, 4_000);
  const [received] = await terminal.dock.sandbox.received();
  holds(received?.submission.journalHead !== '0'.repeat(64), 'the journal had no head when it was sent');
  citizen.leave();
};

export const stories = {
  wrongHashIsNoAcknowledgement: deliveredOnceAfter({ kind: 'wrongHash' }),
  plainAnswerIsNoAcknowledgement: deliveredOnceAfter({ kind: 'plain200' }),
  lostAnswerIsAskedAgainByTheSameKey: deliveredOnceAfter({ kind: 'storedThenDropped', requests: 2 }),
  platformErrorIsTriedAgain: deliveredOnceAfter({ kind: 'error500' }),
  purgedAfterAcknowledgement,
  unknownIsNotSentAgain,
  reprintIsTheOwners,
  consentComesFirst,
  noReadingAfterTheSession,
  expiredCardIsRefused: cardRefused({ validFrom: '20150101', validUntil: '20250101' }),
  wrongCheckDigitIsRefused: cardRefused({ number: '119999190001010012' }),
  confirmedTwiceIsKeptOnce,
  coreChecksForItself,
  signatureBindsTheDocument,
  foreignPackageIsRefused,
  journalIsWhole,
} satisfies Record<string, Story>;

export type StoryName = keyof typeof stories;
