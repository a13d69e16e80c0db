-- SPDX-License-Identifier: GPL-3.0-or-later
-- What uploading asks of the outbox: when the collector received a row (UTC milliseconds by its
-- clock, which says how long a sent body stays), and what goes before everything else (complaints
-- and calls for staff).

PRAGMA user_version = 2;

ALTER TABLE outbox ADD COLUMN received_ms INTEGER;
ALTER TABLE outbox ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
UPDATE outbox SET urgent = 1
  WHERE receipt IS NULL
    AND (kind = 'call-staff' OR id IN (SELECT id FROM response WHERE kind = 'complaint'));

CREATE INDEX outbox_urgent ON outbox (sequence) WHERE receipt IS NULL AND urgent = 1;
-- Sent rows whose bodies are still here: at most what thirty days bring.
CREATE INDEX outbox_held ON outbox (sequence, received_ms)
  WHERE body IS NOT NULL AND receipt IS NOT NULL;
