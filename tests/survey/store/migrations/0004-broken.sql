-- SPDX-License-Identifier: GPL-3.0-or-later
-- Fails half-way.
PRAGMA user_version = 4;
UPDATE outbox SET attempts = 1000;
DROP TABLE quarantine;
INSERT INTO nowhere VALUES (1);
