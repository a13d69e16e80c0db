-- SPDX-License-Identifier: GPL-3.0-or-later
-- Does not say its number.
UPDATE outbox SET attempts = 1000;
