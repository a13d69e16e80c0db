/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-guests.h"
#include "aft-house-store-leaver.h"
#include "aft-house-store-visits.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-guests.h and
 * aft-house-store-visits.h: a part of AftHouseStoreClass. */
typedef struct
{
  AftHouseGuest *(*get) (AftHouseStore *store,
                         const AftId *id,
                         const AftId *user_id,
                         GError **error);
  AftHouseGuest *(*find) (AftHouseStore *store, const AftDigest *key, GError **error);
  GPtrArray *(*list) (AftHouseStore *store, const AftHouseGuestQuery *query, GError **error);
  GPtrArray *(*list_moments) (AftHouseStore *store,
                              const AftHouseMomentQuery *query,
                              GError **error);
  gboolean (*set_preferences) (AftHouseStore *store,
                               const AftId *id,
                               const char *preferences,
                               const char *actor,
                               GError **error);
  gboolean (*set_tier) (AftHouseStore *store,
                        const AftId *id,
                        AftTier tier,
                        AftHouseTierSource source,
                        const char *actor,
                        GError **error);
  gboolean (*set_no_win_back) (AftHouseStore *store,
                               const AftHouseNoWinBack *step,
                               const char *actor,
                               GError **error);
  gboolean (*import) (AftHouseStore *store,
                      const GPtrArray *guests,
                      const char *actor,
                      AftHouseImportCounts *ret_counts,
                      GError **error);
  gboolean (*set_bill) (AftHouseStore *store,
                        const AftHouseBill *bill,
                        const char *actor,
                        GError **error);
  gboolean (*get_habits) (AftHouseStore *store,
                          const AftId *guest_id,
                          gint32 after_day,
                          gint32 day,
                          AftHouseHabits *ret_habits,
                          GError **error);
  AftResponse *(*get_contact_response) (AftHouseStore *store,
                                        const AftId *guest_id,
                                        const AftId *user_id,
                                        GError **error);
  gboolean (*rank) (AftHouseStore *store,
                    const AftHouseRankRound *round,
                    AftHouseRankProgress *ret_progress,
                    GError **error);
} AftHouseGuestsClass;

/* The same behind aft-house-store-leaver.h. */
typedef struct
{
  AftHouseDuties *(*get_duties) (AftHouseStore *store,
                                 const AftId *user_id,
                                 const GArray *venue_ids,
                                 GError **error);
  gboolean (*hand_over) (AftHouseStore *store, const AftHouseHandingOver *asked, GError **error);
} AftHouseLeaverClass;

G_END_DECLS
