/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-guests.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-guests.h: a part of
 * AftHouseStoreClass. */
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
} AftHouseGuestsClass;

G_END_DECLS
