/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* AftHouseRollups: what a transaction counts, gathered in memory and written once a touched group.
 * Writer's thread only. Private to house-sqlite. */

/* The group; all are refs or numbers of the schema. */
typedef struct
{
  gint32 venue;
  gint32 survey;
  gint32 question;
  gint32 day;
  gint32 part;
  gint32 option;
  gint32 locale;
  gint32 channel; /* AftChannel */
  gint32 tier;
} AftHouseGroup;

/* AftHouseGroup, owned → anything. */
GHashTable *aft_house_groups_new (void);

AftHouseRollups *aft_house_rollups_new (void);
void aft_house_rollups_free (AftHouseRollups *rollups);

/* One more in the group, by the job that is under way. */
void aft_house_rollups_add (AftHouseRollups *rollups, const AftHouseGroup *group);
/* The device has brought @sequence for that day. */
void
aft_house_rollups_add_day (AftHouseRollups *rollups, gint32 device, gint32 day, guint64 sequence);
/* The ref of a word, which is made if need be; 0 for NULL. Negative with @error set. */
gint32 aft_house_rollups_find_word (AftHouseRollups *rollups,
                                    AftHouseConnection *connection,
                                    const char *text,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the job under way has added counts; or is forgotten, with the words it may have made. */
void aft_house_rollups_keep (AftHouseRollups *rollups);
void aft_house_rollups_undo (AftHouseRollups *rollups);
/* Writes all that was kept, and forgets it. */
gboolean aft_house_rollups_write (AftHouseRollups *rollups,
                                  AftHouseConnection *connection,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets everything: the transaction was undone. */
void aft_house_rollups_clear (AftHouseRollups *rollups);

G_END_DECLS
