-- SPDX-License-Identifier: GPL-3.0-or-later
-- A third schema as one may come, for the tests.
PRAGMA user_version = 3;
ALTER TABLE response ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
CREATE INDEX response_flagged ON response (ended_ms) WHERE flagged = 1;
UPDATE outbox SET attempts = attempts + 1;
