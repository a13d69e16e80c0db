-- SPDX-License-Identifier: GPL-3.0-or-later
-- Guests on their own phones, what they add to a case, and what is taken away for good. Ids, times
-- and days as in 0001.

PRAGMA user_version = 4;

-- channel: 0 a kiosk, 1 the phones of a venue's guests, which are one device without a token.
ALTER TABLE device ADD COLUMN channel INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX device_phone ON device (venue) WHERE channel = 1;

-- marks, bits: 1 too fast, 2 the same phone again, 4 many from one address or code. erased_ms: the
-- body is gone, its ratings and its digest are left; 0: it is here.
ALTER TABLE response ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE response ADD COLUMN erased_ms INTEGER NOT NULL DEFAULT 0;
-- 4: what a guest adds later, up to a month after the rest of the sitting.
CREATE INDEX response_follow_up ON response (sitting_id) WHERE kind = 4;

-- Where a phone begins to answer. table_code NULL: at the door.
CREATE TABLE survey_code (
  code TEXT NOT NULL PRIMARY KEY CHECK (length (code) = 10),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  table_code TEXT,
  made_ms INTEGER NOT NULL,
  revoked_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_code_venue ON survey_code (venue);

-- What came by a code on a day of its venue: answers, how many of these have which mark, and what
-- was turned away.
CREATE TABLE code_day (
  survey_code TEXT NOT NULL REFERENCES survey_code (code),
  day INTEGER NOT NULL,
  answers INTEGER NOT NULL DEFAULT 0,
  fast INTEGER NOT NULL DEFAULT 0,
  repeated INTEGER NOT NULL DEFAULT 0,
  crowded INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (survey_code, day)
) STRICT, WITHOUT ROWID;

-- How often a phone has answered on a day: a keyed hash of its cookie. Forgotten after two days.
CREATE TABLE phone_visit (
  key BLOB NOT NULL CHECK (length (key) = 16),
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (key, day)
) STRICT, WITHOUT ROWID;

-- Photos of guests; each lies sealed in a file of its own. response: from whose slip it came.
CREATE TABLE attachment (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  service_case INTEGER NOT NULL REFERENCES service_case (ref),
  response INTEGER REFERENCES response (ref),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  stored_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_case ON attachment (service_case);

-- Responses that were erased, here or not: of what arrives under such an id only the ratings are
-- kept.
CREATE TABLE tombstone (
  response_id BLOB NOT NULL PRIMARY KEY CHECK (length (response_id) = 16),
  erased_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a kiosk is to erase of its own copies, until it says that it has.
CREATE TABLE erasure_order (
  device INTEGER NOT NULL REFERENCES device (ref),
  response_id BLOB NOT NULL CHECK (length (response_id) = 16),
  ordered_ms INTEGER NOT NULL,
  done_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (device, response_id)
) STRICT, WITHOUT ROWID;

-- Receipts: how it was asked for, by whom, and how much of what went. counts: canonical JSON.
CREATE TABLE erasure (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  time_ms INTEGER NOT NULL,
  way TEXT NOT NULL,
  actor TEXT NOT NULL,
  counts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
