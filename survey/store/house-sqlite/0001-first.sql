-- SPDX-License-Identifier: GPL-3.0-or-later
-- The house's database. Ids are 16 bytes, digests and chain links 32, times UTC milliseconds, days
-- counted from 1970-01-01 in the venue's own time. Columns named after a table hold its ref: a
-- response names its venue, device, survey and boot by small numbers.

PRAGMA application_id = 0x41465448; -- "AFTH"
PRAGMA user_version = 1;

-- Names that begin with "store." are the store's own.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE house (
  ref INTEGER PRIMARY KEY CHECK (ref = 1),
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  set_up_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE venue (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  cut_off_minutes INTEGER NOT NULL,
  country_code TEXT NOT NULL,
  day_parts TEXT NOT NULL,
  hours TEXT NOT NULL,
  texts TEXT NOT NULL
) STRICT;

-- What was asked: canonical definitions under their digest. Those without a kind came from a kiosk
-- and were never published here.
CREATE TABLE survey (
  ref INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length (digest) = 32),
  kind TEXT,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  definition TEXT NOT NULL,
  stored_ms INTEGER NOT NULL,
  published_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX survey_id ON survey (id);
CREATE TABLE current_survey (
  kind TEXT NOT NULL PRIMARY KEY,
  survey INTEGER NOT NULL REFERENCES survey (ref)
) STRICT, WITHOUT ROWID;

-- Kiosks that ask to be let in, until they have their token.
CREATE TABLE device_authorization (
  device_code_digest BLOB NOT NULL PRIMARY KEY CHECK (length (device_code_digest) = 32),
  user_code TEXT NOT NULL UNIQUE,
  device_id BLOB NOT NULL UNIQUE CHECK (length (device_id) = 16),
  link_key BLOB NOT NULL CHECK (length (link_key) = 32),
  name TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  polled_ms INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied')),
  venue INTEGER REFERENCES venue (ref),
  actor TEXT,
  CHECK ((state = 'approved') = (venue IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- last_sequence and last_chain: the end of what is here without a gap.
CREATE TABLE device (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  name TEXT NOT NULL,
  link_key BLOB NOT NULL CHECK (length (link_key) = 32),
  token_digest BLOB UNIQUE CHECK (length (token_digest) = 32),
  approved_ms INTEGER NOT NULL,
  approved_by TEXT NOT NULL,
  revoked_ms INTEGER NOT NULL DEFAULT 0,
  last_sequence INTEGER NOT NULL DEFAULT 0,
  last_chain BLOB NOT NULL DEFAULT (zeroblob (32)) CHECK (length (last_chain) = 32),
  backup_sequence INTEGER NOT NULL DEFAULT 0,
  alarm_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The last eight bytes are what a slip's link says of the device.
CREATE INDEX device_hint ON device (substr (id, 9));

-- Apart from device, so that what changes every minute is small.
CREATE TABLE heartbeat (
  device INTEGER PRIMARY KEY REFERENCES device (ref),
  seen_ms INTEGER NOT NULL,
  version TEXT,
  printer TEXT,
  queue INTEGER NOT NULL DEFAULT 0,
  disk_free_bytes INTEGER NOT NULL DEFAULT 0,
  clock_offset_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A kiosk's boot; origin_ms: when its monotonic time was 0, by our clock, NULL when it is not known.
CREATE TABLE boot (
  ref INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES device (ref),
  id BLOB NOT NULL CHECK (length (id) = 16),
  origin_ms INTEGER,
  UNIQUE (device, id)
) STRICT;

-- One row a response, as small as can be: the body is made anew from it and gives its digest. kind,
-- state and locale are numbers of this schema (aft-house-rows.c). An id is unique in the house, so
-- that a kiosk that moves to another venue cannot bring a response twice. day is the business day
-- it is counted in; clock: 0 as the kiosk said, 1 corrected to true_ms, 2 not known.
CREATE TABLE response (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  device INTEGER NOT NULL REFERENCES device (ref),
  sequence INTEGER NOT NULL,
  sitting_id BLOB NOT NULL CHECK (length (sitting_id) = 16),
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  survey INTEGER REFERENCES survey (ref),
  boot INTEGER NOT NULL REFERENCES boot (ref),
  ended_ms INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  burst INTEGER NOT NULL,
  locale INTEGER NOT NULL,
  table_code TEXT,
  answers TEXT,
  salt BLOB CHECK (length (salt) = 16),
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  received_ms INTEGER NOT NULL,
  day INTEGER NOT NULL,
  part INTEGER NOT NULL,
  clock INTEGER NOT NULL DEFAULT 0,
  true_ms INTEGER
) STRICT;
CREATE INDEX response_day ON response (venue, day);

-- What the guest ticked.
CREATE TABLE consent (
  response INTEGER PRIMARY KEY REFERENCES response (ref),
  callback INTEGER NOT NULL,
  offers INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  locale INTEGER NOT NULL,
  given_ms INTEGER NOT NULL
) STRICT;

-- Words and contact, sealed to the house's key. box: the bytes behind the base64url.
CREATE TABLE sealed (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  response INTEGER NOT NULL REFERENCES response (ref),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kid TEXT NOT NULL,
  box BLOB NOT NULL,
  UNIQUE (response, position)
) STRICT, WITHOUT ROWID;

-- Everything else a kiosk numbers: case actions, drills.
CREATE TABLE event (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  device INTEGER NOT NULL REFERENCES device (ref),
  sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT,
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  received_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Refused for good: it has its place in the chain all the same.
CREATE TABLE refusal (
  device INTEGER NOT NULL REFERENCES device (ref),
  sequence INTEGER NOT NULL,
  id BLOB NOT NULL CHECK (length (id) = 16),
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  reason TEXT NOT NULL,
  refused_ms INTEGER NOT NULL,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

-- What lies beyond a gap, until the gap closes. previous and chain as they were claimed; NULL for
-- what was refused.
CREATE TABLE ahead (
  device INTEGER NOT NULL REFERENCES device (ref),
  sequence INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  previous BLOB CHECK (length (previous) = 32),
  chain BLOB CHECK (length (chain) = 32),
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

-- Where a chain did not fit what came before: it was believed from there on, and staff were told.
CREATE TABLE chain_break (
  device INTEGER NOT NULL REFERENCES device (ref),
  sequence INTEGER NOT NULL,
  previous BLOB NOT NULL CHECK (length (previous) = 32),
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  found_ms INTEGER NOT NULL,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

-- Names of questions, options and day-parts, once each. 0 is none.
CREATE TABLE word (
  ref INTEGER PRIMARY KEY CHECK (ref > 0),
  text TEXT NOT NULL UNIQUE
) STRICT;

-- Kept in the transaction of what is counted.
CREATE TABLE rollup (
  venue INTEGER NOT NULL REFERENCES venue (ref),
  survey INTEGER NOT NULL REFERENCES survey (ref),
  question INTEGER NOT NULL,
  day INTEGER NOT NULL,
  part INTEGER NOT NULL,
  option INTEGER NOT NULL,
  locale INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  tier INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (venue, survey, question, day, part, option, locale, channel, tier)
) STRICT, WITHOUT ROWID;

-- How many responses a kiosk brought for a day, and its lowest and highest sequence among them.
CREATE TABLE device_day (
  device INTEGER NOT NULL REFERENCES device (ref),
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL UNIQUE,
  public_name TEXT,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('staff', 'manager', 'owner')),
  created_ms INTEGER NOT NULL,
  disabled_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE user_venue (
  user INTEGER NOT NULL REFERENCES user (ref),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  PRIMARY KEY (user, venue)
) STRICT, WITHOUT ROWID;

-- Who did what; never changed. Each link is over the one before (aft-house-audit.c); the one row of
-- audit_end says where it must end.
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  time_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  chain BLOB NOT NULL CHECK (length (chain) = 32)
) STRICT;
CREATE TABLE audit_end (
  ref INTEGER PRIMARY KEY CHECK (ref = 1),
  sequence INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length (chain) = 32)
) STRICT;
INSERT INTO audit_end (ref, sequence, chain) VALUES (1, 0, zeroblob (32));
