-- SPDX-License-Identifier: GPL-3.0-or-later
-- And a fourth.
PRAGMA user_version = 4;
UPDATE outbox SET attempts = attempts + 10;
