-- SPDX-License-Identifier: GPL-3.0-or-later
-- The kiosk's database. Ids are 16 bytes, digests and chain links 32, times UTC milliseconds.

PRAGMA application_id = 0x41465431; -- "AFT1"
PRAGMA user_version = 1;

-- Names that begin with "store." are the store's own.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was asked: canonical definitions under their digest.
CREATE TABLE survey (
  digest BLOB NOT NULL PRIMARY KEY CHECK (length (digest) = 32),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  definition TEXT NOT NULL,
  stored_ms INTEGER NOT NULL
) STRICT;

-- What the desk shows of a response; never words. An open row is a tap whose sitting goes on: it
-- alone holds its body here, the others' bodies are in the outbox.
CREATE TABLE response (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  sitting_id BLOB NOT NULL CHECK (length (sitting_id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('exit', 'complaint', 'suggestion', 'call-staff')),
  state TEXT NOT NULL CHECK (state IN ('open', 'complete', 'partial', 'tap')),
  survey_id TEXT,
  survey_digest BLOB CHECK (survey_digest IS NULL OR length (survey_digest) = 32),
  locale TEXT NOT NULL,
  table_code TEXT,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER NOT NULL,
  open_body TEXT,
  CHECK ((state = 'open') = (open_body IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX response_open ON response (sitting_id) WHERE state = 'open';
CREATE INDEX response_ended ON response (ended_ms, kind, state);

-- Everything the collector must get, in order, each row chained to the one before. A row stays when
-- its body is erased, so that the chain can always be recounted.
CREATE TABLE outbox (
  sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence >= 1),
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  kind TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length (previous) = 32),
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  body TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  stored_ms INTEGER NOT NULL,
  receipt TEXT
) STRICT;
CREATE INDEX outbox_unsent ON outbox (sequence) WHERE receipt IS NULL;

-- What the collector refused; staff see it. Its receipt in the outbox is the refusal.
CREATE TABLE quarantine (
  sequence INTEGER NOT NULL PRIMARY KEY REFERENCES outbox (sequence),
  reason TEXT NOT NULL,
  refused_ms INTEGER NOT NULL
) STRICT;
