/** Known bugs, one line each, and the story that must notice. */
import type { Plant } from '../flows/terminal.ts';
import type { StoryName } from './stories.ts';

export interface PlantedBug extends Plant {
  readonly bug: string;
  readonly story: StoryName;
  /** The core asserts this at start and does not run at all. */
  readonly caughtBy?: 'coreRefused';
}

const client = 'src-main/platform/client.ts';
const worker = 'src-main/core/sync/outbox-worker.ts';
const application = 'src-main/core/calls/application.ts';
const outbox = 'src-main/core/store/outbox.ts';
const store = 'src-main/core/store/store.ts';
const person = 'hardware/id-card-reader/sdt-serial/card-person.ts';

export const plantedBugs: readonly PlantedBug[] = [
  {
    bug: 'an acknowledgement of another hash is taken',
    story: 'wrongHashIsNoAcknowledgement',
    file: client,
    find: 'if (answer.payloadSha256 !== expected.payloadSha256)',
    replace: 'if (false)',
  },
  {
    bug: 'each attempt gets a new idempotency key',
    story: 'lostAnswerIsAskedAgainByTheSameKey',
    file: worker,
    find: 'client.submit(submission, row.idempotency_key)',
    replace: 'client.submit(submission, crypto.randomUUID())',
  },
  {
    bug: 'a 500 parks the application for good',
    story: 'platformErrorIsTriedAgain',
    file: 'src-main/core/sync/judge.ts',
    find: "    case 'busy':\n      return 'retry';",
    replace: "    case 'busy':\n      return 'park';",
  },
  {
    bug: 'the payload stays after the acknowledgement',
    story: 'purgedAfterAcknowledgement',
    file: outbox,
    find: 'received_at = @receivedAt, payload = NULL',
    replace: 'received_at = @receivedAt',
  },
  {
    bug: 'the purged payload stays in the write-ahead log',
    story: 'purgedAfterAcknowledgement',
    file: outbox,
    find: "store.pragma('wal_checkpoint(TRUNCATE)');",
    replace: '',
  },
  {
    bug: 'the database is opened with synchronous=NORMAL',
    caughtBy: 'coreRefused',
    story: 'journalIsWhole',
    file: store,
    find: "store.pragma('synchronous = FULL');",
    replace: "store.pragma('synchronous = NORMAL');",
  },
  {
    bug: 'a receipt that was under way is printed again after a restart',
    story: 'unknownIsNotSentAgain',
    file: 'src-main/core/receipts.ts',
    find: "    const interrupted = state === 'planned' ? 'notPrinted' : 'unknown';",
    replace:
      "    setTimeout(() => core.receipts.print(applicationId, undefined), 1500);\n    const interrupted = state === 'planned' ? 'notPrinted' : 'unknown';",
  },
  {
    bug: 'anybody may have any receipt printed again',
    story: 'reprintIsTheOwners',
    file: 'src-main/core/calls/receipt.ts',
    find: "if (!session.applicationIds.has(applicationId)) return err('notYours');",
    replace: '',
  },
  {
    bug: 'the reader is armed without consent',
    story: 'consentComesFirst',
    file: 'src-main/core/calls/identify.ts',
    find: "  if (session.consent === undefined) return err('noConsent');\n  const { reader }",
    replace: '  const { reader }',
  },
  {
    bug: 'the reader stays armed after the session',
    story: 'noReadingAfterTheSession',
    file: 'src-main/core/calls/session.ts',
    find: '  core.devices.reader?.disarm();',
    replace: '',
  },
  {
    bug: 'an expired card is taken',
    story: 'expiredCardIsRefused',
    file: person,
    find: "validUntil < today ? 'cardExpired' : undefined",
    replace: 'false ? undefined : undefined',
  },
  {
    bug: 'the check digit is not looked at',
    story: 'wrongCheckDigitIsRefused',
    file: person,
    find: "if (citizenNumberFault(number) === 'numberCheckWrong') return 'numberCheckWrong';",
    replace: '',
  },
  {
    bug: 'a second tap is not recognised',
    story: 'confirmedTwiceIsKeptOnce',
    file: application,
    find: 'if (earlier !== undefined) {',
    replace: 'if (earlier !== undefined && crypto.randomUUID() === "") {',
  },
  {
    bug: 'the core believes what the screen has checked',
    story: 'coreChecksForItself',
    file: application,
    find: "if (checkAnswers(form, params.answers).length > 0) return 'answersRefused';",
    replace: '',
  },
  {
    bug: 'a signature is taken for whatever comes with it',
    story: 'signatureBindsTheDocument',
    file: application,
    find: "return signed === params.signature.documentSha256 ? undefined : 'signatureNotForThis';",
    replace: 'return signed === "" ? "signatureNotForThis" : undefined;',
  },
  {
    bug: 'the signature of a catalogue package is not verified',
    story: 'foreignPackageIsRefused',
    file: 'src-main/catalogue/signing.ts',
    find: "key.asymmetricKeyType === 'ed25519' && verify(null, message, key, signature)",
    replace: "key.asymmetricKeyType === 'ed25519' && verify !== undefined && message.length > 0",
  },
];
