/** What the sandbox keeps, and all of its SQL. One file, 0600: it holds the private sealing key. */
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Enrolment, Submission } from '../protocol.ts';

const schemaVersion = 1;

/** Both unique columns of `application` matter: a second key for one application would double it just as well. */
const schema = `
  CREATE TABLE sealing_key (kid TEXT PRIMARY KEY, private_jwk TEXT NOT NULL) STRICT;
  CREATE TABLE enrolment_code (code TEXT PRIMARY KEY, used_by_key TEXT) STRICT;
  CREATE TABLE terminal (kiosk TEXT PRIMARY KEY, public_key TEXT NOT NULL) STRICT;
  CREATE TABLE case_serial (
    implementation_code TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 9999),
    PRIMARY KEY (implementation_code, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE application (
    application_id TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    kiosk TEXT NOT NULL,
    payload_sha256 TEXT NOT NULL,
    submission TEXT NOT NULL,
    case_number TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;
`;

export interface StoredApplication {
  readonly idempotency_key: string;
  /** The Submission as JSON. */
  readonly submission: string;
  readonly case_number: string;
  readonly received_at: string;
}

export interface Arrival {
  readonly idempotencyKey: string;
  readonly submission: Submission;
  /** Hall time with offset. */
  readonly receivedAt: string;
  /** The body of the answer, kept with the row so that a repeat gets the same bytes. */
  readonly answerFor: (caseNumber: string) => string;
}

export type ArrivalFault = 'keyReused' | 'applicationReused' | 'serialsUsedUp';

export interface Store {
  sealingKey(): string | undefined;
  keepSealingKey(kid: string, privateJwk: string): void;
  addEnrolmentCode(code: string): void;
  /** @returns false when the code is unknown, or was used by another key. A new code replaces the kiosk's key. */
  enrol(enrolment: Enrolment): boolean;
  /** @returns the `x` of the kiosk's Ed25519 key. */
  terminalKey(kiosk: string): string | undefined;
  /** One transaction: finds the same one again, or mints the case number and keeps it. */
  accept(arrival: Arrival): Result<{ answer: string; repeated: boolean }, ArrivalFault>;
  answerOf(kiosk: string, applicationId: string): string | undefined;
  applications(): StoredApplication[];
  close(): void;
}

/** Opens or creates the file. @throws when it is not ours, or cannot be made durable. */
export function openStore(databasePath: string): Store {
  closeSync(openSync(databasePath, 'a', 0o600));
  const db = new Database(databasePath);
  // FULL: better-sqlite3 opens WAL with NORMAL, where a power cut loses what was acknowledged.
  db.pragma('synchronous = FULL');
  if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new Error('the database cannot use WAL');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('the database does not sync fully');
  migrate(db);
  return {
    ...keysIn(db),
    accept: acceptInto(db),
    answerOf(kiosk, applicationId) {
      return db
        .prepare<[string, string], string>('SELECT answer FROM application WHERE kiosk = ? AND application_id = ?')
        .pluck()
        .get(kiosk, applicationId);
    },
    applications() {
      return db
        .prepare<[], StoredApplication>(
          'SELECT idempotency_key, submission, case_number, received_at FROM application ORDER BY rowid',
        )
        .all();
    },
    close: () => void db.close(),
  };
}

function migrate(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true });
  if (version === schemaVersion) return;
  if (version !== 0)
    throw new Error(`the sandbox's database has version ${version}, this sandbox knows ${schemaVersion}`);
  db.transaction(() => {
    db.exec(schema);
    db.pragma(`user_version = ${schemaVersion}`);
  }).immediate();
}

function keysIn(
  db: Database.Database,
): Pick<Store, 'sealingKey' | 'keepSealingKey' | 'addEnrolmentCode' | 'enrol' | 'terminalKey'> {
  const codeUser = db.prepare<[string], { used_by_key: string | null }>(
    'SELECT used_by_key FROM enrolment_code WHERE code = ?',
  );
  const terminalKey = db.prepare<[string], string>('SELECT public_key FROM terminal WHERE kiosk = ?').pluck();
  const enrol = db.transaction(({ code, kiosk, publicKey }: Enrolment): boolean => {
    const user = codeUser.get(code);
    if (user === undefined) return false;
    // The answer to the first time may have been lost: the same terminal may ask again.
    if (user.used_by_key !== null) return user.used_by_key === publicKey.x && terminalKey.get(kiosk) === publicKey.x;
    db.prepare('UPDATE enrolment_code SET used_by_key = ? WHERE code = ?').run(publicKey.x, code);
    db.prepare('INSERT OR REPLACE INTO terminal (kiosk, public_key) VALUES (?, ?)').run(kiosk, publicKey.x);
    return true;
  });
  return {
    sealingKey: () => db.prepare<[], string>('SELECT private_jwk FROM sealing_key').pluck().get(),
    keepSealingKey(kid, privateJwk) {
      db.prepare('INSERT INTO sealing_key (kid, private_jwk) VALUES (?, ?)').run(kid, privateJwk);
    },
    addEnrolmentCode(code) {
      db.prepare('INSERT OR IGNORE INTO enrolment_code (code) VALUES (?)').run(code);
    },
    enrol: (enrolment) => enrol.immediate(enrolment),
    terminalKey: (kiosk) => terminalKey.get(kiosk),
  };
}

interface Earlier {
  readonly application_id: string;
  readonly kiosk: string;
  readonly payload_sha256: string;
  readonly answer: string;
}

function acceptInto(db: Database.Database): Store['accept'] {
  const byKey = db.prepare<[string], Earlier>(
    'SELECT application_id, kiosk, payload_sha256, answer FROM application WHERE idempotency_key = ?',
  );
  const byId = db.prepare<[string], number>('SELECT 1 FROM application WHERE application_id = ?').pluck();
  const nextSerial = db
    .prepare<[string, string], number>(
      `INSERT INTO case_serial (implementation_code, day, last) VALUES (?, ?, 1)
       ON CONFLICT DO UPDATE SET last = last + 1 WHERE last < 9999 RETURNING last`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO application (application_id, idempotency_key, kiosk, payload_sha256, submission, case_number,
       received_at, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const accept = db.transaction((arrival: Arrival): ReturnType<Store['accept']> => {
    const { idempotencyKey, submission, receivedAt } = arrival;
    const { applicationId, kiosk, payloadSha256, implementationCode } = submission;
    const earlier = byKey.get(idempotencyKey);
    if (earlier !== undefined) {
      const same =
        earlier.application_id === applicationId && earlier.kiosk === kiosk && earlier.payload_sha256 === payloadSha256;
      return same ? ok({ answer: earlier.answer, repeated: true }) : err('keyReused');
    }
    if (byId.get(applicationId) !== undefined) return err('applicationReused');
    const day = receivedAt.slice(0, 10).replaceAll('-', '');
    const serial = nextSerial.get(implementationCode, day);
    if (serial === undefined) return err('serialsUsedUp');
    const caseNumber = `${implementationCode}${day}${String(serial).padStart(4, '0')}`;
    const answer = arrival.answerFor(caseNumber);
    const row = [applicationId, idempotencyKey, kiosk, payloadSha256, JSON.stringify(submission), caseNumber];
    insert.run(...row, receivedAt, answer);
    return ok({ answer, repeated: false });
  });
  return (arrival) => accept.immediate(arrival);
}
