-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does half of its work and then cannot go on.
DELETE FROM response;
INSERT INTO nowhere VALUES (1);
PRAGMA user_version = 7;
