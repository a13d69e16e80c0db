/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-counts.h"
#include "aft-house-database.h"

G_BEGIN_DECLS

/* AftHouseRollups: what a transaction counts, gathered in memory and written once a touched group.
 * Writer's thread only. Private to house-sqlite. */

AftHouseRollups *aft_house_rollups_new (void);
void aft_house_rollups_free (AftHouseRollups *rollups);

/* The device has brought @sequence for that day. */
void
aft_house_rollups_add_day (AftHouseRollups *rollups, gint32 device, gint32 day, guint64 sequence);
/* The ref of a word, which is made if need be; 0 for NULL. Negative with @error set. */
gint32 aft_house_rollups_find_word (AftHouseRollups *rollups,
                                    AftHouseConnection *connection,
                                    const char *text,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts a response, with its @tallies (AftHouseTally), in the job under way. */
gboolean aft_house_session_count (AftHouseSession *session,
                                  const AftHouseCountedBy *by,
                                  const GArray *tallies,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the job under way has added counts; or is forgotten, with the words it may have made. */
void aft_house_rollups_keep (AftHouseRollups *rollups);
void aft_house_rollups_undo (AftHouseRollups *rollups);
/* Writes all that was kept, of the venues and of the whole house, and forgets it. */
gboolean aft_house_rollups_write (AftHouseRollups *rollups,
                                  AftHouseConnection *connection,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets everything: the transaction was undone. */
void aft_house_rollups_clear (AftHouseRollups *rollups);

G_END_DECLS
