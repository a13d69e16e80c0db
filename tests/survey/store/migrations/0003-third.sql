-- SPDX-License-Identifier: GPL-3.0-or-later
-- And a third.
PRAGMA user_version = 3;
UPDATE outbox SET attempts = attempts + 10;
