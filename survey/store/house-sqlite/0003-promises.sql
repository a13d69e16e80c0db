-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a case has cost in offers and what waits for a second person; what the house promised; a
-- second factor at the door. Ids, times and days as in 0001.

PRAGMA user_version = 3;

-- offered_minor: all offers so far. asked_…: an offer above the ceiling that waits for a second
-- person, and who asks; NULL: none.
ALTER TABLE service_case ADD COLUMN offered_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_case ADD COLUMN asked_minor INTEGER;
ALTER TABLE service_case ADD COLUMN asked_by INTEGER REFERENCES user (ref);
-- 12: an offer.
UPDATE service_case SET offered_minor = (
  SELECT coalesce (sum (CAST (json_extract (e.detail, '$.cost_minor') AS INTEGER)), 0)
  FROM case_event AS e WHERE e.service_case = service_case.ref AND e.kind = 12);
CREATE INDEX service_case_asked ON service_case (venue) WHERE asked_minor IS NOT NULL;

-- What the house has said it will do for a guest, and who does it. done_ms: when it was done, or
-- withdrawn.
CREATE TABLE promise (
  id BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  service_case INTEGER NOT NULL REFERENCES service_case (ref),
  text TEXT NOT NULL,
  owner INTEGER NOT NULL REFERENCES user (ref),
  due_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  done_ms INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_case ON promise (service_case);
CREATE INDEX promise_due ON promise (due_ms) WHERE done_ms = 0;

-- second_factor: the sealed secret of the authenticator; NULL: none. second_factor_step: the last
-- time step that was accepted.
ALTER TABLE user ADD COLUMN second_factor BLOB;
ALTER TABLE user ADD COLUMN second_factor_step INTEGER NOT NULL DEFAULT 0;
