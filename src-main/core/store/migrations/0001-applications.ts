/** Everything that one "keep" writes, so that one commit holds it all. Beside the sealed payload nothing here tells who the citizen is. */
export const sql = `
CREATE TABLE applications (
  id              TEXT PRIMARY KEY,
  confirmation_id TEXT NOT NULL UNIQUE,
  local_number    TEXT NOT NULL UNIQUE,
  kept_day        TEXT NOT NULL,
  day_sequence    INTEGER NOT NULL,
  item_id         TEXT NOT NULL,
  item_code       TEXT NOT NULL,
  implementation_code TEXT NOT NULL,
  language        TEXT NOT NULL,
  kept_at         TEXT NOT NULL,
  clock_trusted   INTEGER NOT NULL CHECK (clock_trusted IN (0, 1)),
  monotonic_ms    REAL NOT NULL,
  payload_sha256  TEXT NOT NULL,
  payload         TEXT,
  delivery        TEXT NOT NULL CHECK (delivery IN ('queued', 'acknowledged', 'parked')),
  case_number     TEXT,
  received_at     TEXT,
  UNIQUE (kept_day, day_sequence),
  CHECK ((delivery = 'acknowledged') = (case_number IS NOT NULL)),
  CHECK (delivery = 'acknowledged' OR payload IS NOT NULL)
) STRICT;

CREATE TABLE outbox (
  position        INTEGER PRIMARY KEY AUTOINCREMENT,
  application_id  TEXT NOT NULL UNIQUE REFERENCES applications (id),
  idempotency_key TEXT NOT NULL UNIQUE,
  state           TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
  attempts        INTEGER NOT NULL DEFAULT 0,
  due_ms          INTEGER NOT NULL,
  last_fault      TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (due_ms) WHERE state = 'waiting';

CREATE TABLE receipts (
  application_id  TEXT NOT NULL REFERENCES applications (id),
  copy            INTEGER NOT NULL CHECK (copy >= 0),
  state           TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'confirmed', 'unknown', 'notPrinted')),
  fault           TEXT,
  PRIMARY KEY (application_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  sequence        INTEGER PRIMARY KEY,
  at              TEXT NOT NULL,
  clock_trusted   INTEGER NOT NULL CHECK (clock_trusted IN (0, 1)),
  event           TEXT NOT NULL,
  application_id  TEXT,
  detail          TEXT NOT NULL,
  previous_hash   TEXT NOT NULL,
  hash            TEXT NOT NULL UNIQUE
) STRICT;
`;
