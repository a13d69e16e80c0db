/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-guests-private.h"
#include "aft-house-sqlite-care-private.h"

G_BEGIN_DECLS

/* Guests, as the files of this folder share them. Private to house-sqlite. */

/* aft-house-guests.c */
extern const AftHouseGuestsClass aft_house_sqlite_guests;

/* aft-house-guest-changes.c */
gboolean aft_house_sqlite_set_preferences (AftHouseStore *store,
                                           const AftId *id,
                                           const char *preferences,
                                           const char *actor,
                                           GError **error);
gboolean aft_house_sqlite_set_tier (AftHouseStore *store,
                                    const AftId *id,
                                    AftTier tier,
                                    AftHouseTierSource source,
                                    const char *actor,
                                    GError **error);
gboolean aft_house_sqlite_set_no_win_back (AftHouseStore *store,
                                           const AftHouseNoWinBack *step,
                                           const char *actor,
                                           GError **error);

/* aft-house-guest-import.c */
gboolean aft_house_sqlite_import_guests (AftHouseStore *store,
                                         const GPtrArray *guests,
                                         const char *actor,
                                         AftHouseImportCounts *ret_counts,
                                         GError **error);

G_END_DECLS
