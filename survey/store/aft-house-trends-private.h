/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-tokens.h"
#include "aft-house-store-trends.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-trends.h and
 * aft-house-store-tokens.h: as AftHouseStoreClass, of which these are parts. */
typedef struct
{
  GArray *(*list) (AftHouseStore *store, const AftHouseTrendQuery *query, GError **error);
  char *(*dup_slice_name) (AftHouseStore *store, AftSlice slice, gint32 value, GError **error);
  gboolean (*get_range) (AftHouseStore *store,
                         const AftId *venue_id,
                         gint32 *ret_from_day,
                         gint32 *ret_to_day,
                         GError **error);
  gboolean (*put_served) (AftHouseStore *store,
                          const GArray *served,
                          const char *actor,
                          GError **error);
  GArray *(*list_served) (AftHouseStore *store,
                          const AftId *venue_id,
                          gint32 from_day,
                          gint32 to_day,
                          GError **error);
} AftHouseTrendsClass;

typedef struct
{
  gboolean (*add) (AftHouseStore *store,
                   const AftHouseToken *token,
                   const AftDigest *digest,
                   const char *actor,
                   GError **error);
  AftHouseToken *(*find) (AftHouseStore *store, const AftDigest *digest, GError **error);
  GPtrArray *(*list) (AftHouseStore *store, GError **error);
  gboolean (*revoke) (AftHouseStore *store, const AftId *id, const char *actor, GError **error);
  gboolean (*use) (AftHouseStore *store, const AftId *id, const char *address, GError **error);
} AftHouseTokensClass;

G_END_DECLS
