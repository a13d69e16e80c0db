-- SPDX-License-Identifier: GPL-3.0-or-later
-- Guests, cases and those who work on them. Ids, times and days as in 0001.

PRAGMA user_version = 2;

-- As the kiosk scored it by the answers alone: canonical JSON, part of the body; NULL: it did not.
ALTER TABLE response ADD COLUMN risk TEXT;
ALTER TABLE response ADD COLUMN guest INTEGER REFERENCES guest (ref);
-- The guest's when it arrived: what the rollups count it under.
ALTER TABLE response ADD COLUMN tier INTEGER NOT NULL DEFAULT 0;
CREATE INDEX response_guest ON response (guest) WHERE guest IS NOT NULL;

-- As the kiosk calls itself on its slips, whatever the house calls it.
ALTER TABLE device ADD COLUMN letter TEXT NOT NULL DEFAULT '';
UPDATE device SET letter = name;

-- As the house scored it, with what it knows of the guest; only where something was found.
CREATE TABLE risk (
  response INTEGER PRIMARY KEY REFERENCES response (ref),
  level INTEGER NOT NULL,
  points INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- Somebody who gave a telephone or member number. imported_…: what another program knew.
-- no_win_back_…: two people said so.
CREATE TABLE guest (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  tier INTEGER NOT NULL DEFAULT 0,
  tier_source INTEGER NOT NULL DEFAULT 0,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  imported_visits INTEGER NOT NULL DEFAULT 0,
  imported_spend_minor INTEGER NOT NULL DEFAULT 0,
  imported_last_day INTEGER,
  preferences TEXT NOT NULL DEFAULT '',
  no_win_back_reason TEXT,
  no_win_back_first INTEGER REFERENCES user (ref),
  no_win_back_second INTEGER REFERENCES user (ref),
  no_win_back_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX guest_last ON guest (last_ms);

-- What a guest is known by: HMAC of the number under the house's key, never the number.
CREATE TABLE guest_key (
  key BLOB NOT NULL PRIMARY KEY CHECK (length (key) = 32),
  guest INTEGER NOT NULL REFERENCES guest (ref),
  kind INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_key_guest ON guest_key (guest);

-- One a business day and venue.
CREATE TABLE visit (
  guest INTEGER NOT NULL REFERENCES guest (ref),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  day INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  score INTEGER,
  spend_minor INTEGER,
  PRIMARY KEY (guest, day, venue)
) STRICT, WITHOUT ROWID;

-- One a sitting. number: as the guest has it; state, kind, level, tier, escalated_to: numbers of
-- the model's enumerations. targets: AftCaseTargets as canonical JSON, treatment: their version.
-- …_ms 0: never, or not due. last_event: the newest in case_event.
CREATE TABLE service_case (
  ref INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  device INTEGER REFERENCES device (ref),
  sitting_id BLOB NOT NULL UNIQUE CHECK (length (sitting_id) = 16),
  response INTEGER REFERENCES response (ref),
  guest INTEGER REFERENCES guest (ref),
  kind INTEGER NOT NULL,
  number TEXT NOT NULL,
  table_code TEXT,
  day INTEGER NOT NULL,
  state INTEGER NOT NULL,
  level INTEGER NOT NULL,
  points INTEGER NOT NULL,
  risk TEXT,
  tier INTEGER NOT NULL,
  targets TEXT NOT NULL,
  treatment TEXT NOT NULL,
  owner INTEGER REFERENCES user (ref),
  owner_changes INTEGER NOT NULL DEFAULT 0,
  steps INTEGER NOT NULL DEFAULT 0,
  escalated_to INTEGER NOT NULL DEFAULT 0,
  reopened INTEGER NOT NULL DEFAULT 0,
  flagged_ms INTEGER NOT NULL,
  acknowledged_ms INTEGER NOT NULL DEFAULT 0,
  agreed_ms INTEGER NOT NULL DEFAULT 0,
  closed_ms INTEGER NOT NULL DEFAULT 0,
  waiting_since_ms INTEGER NOT NULL DEFAULT 0,
  waited_open_ms INTEGER NOT NULL DEFAULT 0,
  contact_due_ms INTEGER NOT NULL DEFAULT 0,
  handling_due_ms INTEGER NOT NULL DEFAULT 0,
  resolution_due_ms INTEGER NOT NULL DEFAULT 0,
  escalate_ms INTEGER NOT NULL DEFAULT 0,
  stated_cause TEXT,
  root_cause TEXT,
  responsibility TEXT,
  outcome TEXT,
  channel TEXT,
  cost_minor INTEGER,
  last_event INTEGER NOT NULL DEFAULT 0,
  last_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Closed states are 5 and above.
CREATE INDEX service_case_open ON service_case (venue, flagged_ms) WHERE state < 5;
CREATE INDEX service_case_day ON service_case (venue, day);
CREATE INDEX service_case_guest ON service_case (guest) WHERE guest IS NOT NULL;
CREATE INDEX service_case_escalate ON service_case (escalate_ms) WHERE escalate_ms > 0;

-- What happened in a case, in order. Never changed; words alone may be taken away (erasure).
CREATE TABLE case_event (
  service_case INTEGER NOT NULL REFERENCES service_case (ref),
  number INTEGER NOT NULL CHECK (number >= 1),
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  kind INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  user INTEGER REFERENCES user (ref),
  detail TEXT NOT NULL,
  words TEXT,
  words_salt BLOB CHECK (length (words_salt) = 16),
  digest BLOB NOT NULL CHECK (length (digest) = 32),
  PRIMARY KEY (service_case, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER case_event_stays BEFORE DELETE ON case_event
  BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END;
CREATE TRIGGER case_event_keeps BEFORE UPDATE ON case_event
  WHEN NEW.service_case <> OLD.service_case OR NEW.number <> OLD.number OR NEW.id <> OLD.id
    OR NEW.kind <> OLD.kind OR NEW.time_ms <> OLD.time_ms OR NEW.actor <> OLD.actor
    OR NEW.user IS NOT OLD.user OR NEW.detail <> OLD.detail OR NEW.digest <> OLD.digest
    OR NEW.words IS NOT NULL
  BEGIN SELECT RAISE (ABORT, 'an event is never changed'); END;

-- What staff did at a kiosk in a case that is not here yet. note: opened; the event has it sealed.
CREATE TABLE waiting_action (
  event BLOB NOT NULL PRIMARY KEY REFERENCES event (id),
  response_id BLOB NOT NULL CHECK (length (response_id) = 16),
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_action_response ON waiting_action (response_id);

-- What is to be done so that it does not happen again.
CREATE TABLE corrective_action (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  service_case INTEGER NOT NULL REFERENCES service_case (ref),
  text TEXT NOT NULL,
  owner INTEGER NOT NULL REFERENCES user (ref),
  due_day INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  done_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX corrective_action_case ON corrective_action (service_case);
CREATE INDEX corrective_action_due ON corrective_action (due_day) WHERE done_ms = 0;

-- Somebody signed in at the console; the token itself is never stored.
CREATE TABLE login (
  token_digest BLOB NOT NULL PRIMARY KEY CHECK (length (token_digest) = 32),
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  user INTEGER NOT NULL REFERENCES user (ref),
  address TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_user ON login (user);

-- Who is on duty where.
CREATE TABLE duty (
  user INTEGER NOT NULL REFERENCES user (ref),
  venue INTEGER NOT NULL REFERENCES venue (ref),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (user, venue)
) STRICT, WITHOUT ROWID;

ALTER TABLE user ADD COLUMN pin_hash TEXT;
ALTER TABLE user ADD COLUMN language TEXT;

-- The house's own rules, every version ever in force; the newest of a kind is.
CREATE TABLE rule_document (
  kind TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  text TEXT NOT NULL,
  saved_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT, WITHOUT ROWID;
