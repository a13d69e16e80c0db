-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is counted: a trend a measure, of a venue and of the whole house, which is venue 0; guests
-- that were served; other programs that take it all away. Ids, times and days as in 0001.

PRAGMA user_version = 5;

-- By the venue's wall clock at the end of the sitting; -1: not counted yet.
ALTER TABLE response ADD COLUMN hour INTEGER NOT NULL DEFAULT -1;

-- A business day of one measure (aft-measure.h has the numbers and what n0 … n10 mean). slice 0:
-- all; 1: value is an hour; 2: a device, of venues only. Kept in the transaction of what is counted.
CREATE TABLE trend (
  venue INTEGER NOT NULL,
  measure INTEGER NOT NULL,
  slice INTEGER NOT NULL,
  value INTEGER NOT NULL,
  day INTEGER NOT NULL,
  n0 INTEGER NOT NULL DEFAULT 0,
  n1 INTEGER NOT NULL DEFAULT 0,
  n2 INTEGER NOT NULL DEFAULT 0,
  n3 INTEGER NOT NULL DEFAULT 0,
  n4 INTEGER NOT NULL DEFAULT 0,
  n5 INTEGER NOT NULL DEFAULT 0,
  n6 INTEGER NOT NULL DEFAULT 0,
  n7 INTEGER NOT NULL DEFAULT 0,
  n8 INTEGER NOT NULL DEFAULT 0,
  n9 INTEGER NOT NULL DEFAULT 0,
  n10 INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (venue, measure, slice, value, day)
) STRICT, WITHOUT ROWID;

-- The other slices. question: a word; or -1 - measure, then option is the place in the trend. survey
-- 0: none. Venue 0 has measures only.
DROP TABLE rollup;
CREATE TABLE rollup (
  venue INTEGER NOT NULL,
  survey INTEGER NOT NULL,
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

-- Whatever is here is to be counted anew: the ref of the last response that has been
-- (aft-house-recounting.c). Gone when all have.
INSERT INTO setting (name, text) SELECT 'store.trends', '0' WHERE EXISTS (SELECT 1 FROM response);

-- How many guests a venue served on a day, as somebody says.
CREATE TABLE served (
  venue INTEGER NOT NULL REFERENCES venue (ref),
  day INTEGER NOT NULL,
  guests INTEGER NOT NULL,
  PRIMARY KEY (venue, day)
) STRICT, WITHOUT ROWID;

-- The token itself is never stored. is_everywhere: of all venues, else of those beside it.
-- last_used_day: UTC; 0: never.
CREATE TABLE api_token (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  digest BLOB NOT NULL UNIQUE CHECK (length (digest) = 32),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('manager', 'owner')),
  is_everywhere INTEGER NOT NULL,
  may_contact INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  last_used_day INTEGER NOT NULL DEFAULT 0,
  revoked_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX api_token_name ON api_token (name) WHERE revoked_ms = 0;
CREATE TABLE api_token_venue (
  api_token INTEGER NOT NULL REFERENCES api_token (ref),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  PRIMARY KEY (api_token, venue)
) STRICT, WITHOUT ROWID;
