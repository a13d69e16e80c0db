/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-guests-private.h"
#include "aft-house-sqlite-care-private.h"

G_BEGIN_DECLS

/* Guests, as the files of this folder share them. Private to house-sqlite. */

/* aft-house-guests.c */
extern const AftHouseGuestsClass aft_house_sqlite_guests;

/* For statements whose ?2 is a user, NULL for who sees everything. May they see this guest? */
#define AFT_HOUSE_GUEST_VISIBLE                                                                    \
  " (?2 IS NULL OR NOT EXISTS (SELECT 1 FROM visit WHERE visit.guest = guest.ref)"                 \
  "  OR EXISTS (SELECT 1 FROM visit JOIN user_venue ON user_venue.venue = visit.venue"             \
  "   JOIN user ON user.ref = user_venue.user WHERE visit.guest = guest.ref AND user.id = ?2))"
/* Is @venue one of theirs? */
#define AFT_HOUSE_SEEN_AT(venue)                                                                   \
  " (?2 IS NULL OR " venue " IN (SELECT user_venue.venue FROM user_venue"                          \
  " JOIN user ON user.ref = user_venue.user WHERE user.id = ?2))"

/* aft-house-guest-bills.c */
gboolean aft_house_sqlite_set_bill (AftHouseStore *store,
                                    const AftHouseBill *bill,
                                    const char *actor,
                                    GError **error);
gboolean aft_house_sqlite_get_habits (AftHouseStore *store,
                                      const AftId *guest_id,
                                      gint32 after_day,
                                      gint32 day,
                                      AftHouseHabits *ret_habits,
                                      GError **error);

/* aft-house-guest-rounds.c */
gboolean aft_house_sqlite_rank_guests (AftHouseStore *store,
                                       const AftHouseRankRound *round,
                                       AftHouseRankProgress *ret_progress,
                                       GError **error);

/* aft-house-leaver.c */
extern const AftHouseLeaverClass aft_house_sqlite_leaver;

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
