-- SPDX-License-Identifier: GPL-3.0-or-later
-- Only the tests know this step: a column more, a table written anew row by row, every row touched.
ALTER TABLE venue ADD COLUMN telephone TEXT NOT NULL DEFAULT '';
UPDATE heartbeat SET queue = queue + 11;
CREATE TABLE device_day_new (
  device INTEGER NOT NULL REFERENCES device (ref),
  day INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;
INSERT INTO device_day_new SELECT device, day, count, first, last FROM device_day;
DROP TABLE device_day;
ALTER TABLE device_day_new RENAME TO device_day;
UPDATE response SET received_ms = received_ms + 1;
PRAGMA user_version = 6;
