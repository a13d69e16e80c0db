/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-walk.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-walk.h: as AftHouseStoreClass,
 * of which this is a part. */
typedef struct
{
  gboolean (*walk_responses) (AftHouseStore *store,
                              const AftHouseWalk *walk,
                              AftHouseWalkFunc on_row,
                              gpointer user_data,
                              GError **error);
  gboolean (*count_responses) (AftHouseStore *store,
                               const AftHouseWalk *walk,
                               guint64 *ret_count,
                               GError **error);
  GArray *(*list_names) (AftHouseStore *store, AftHouseWalkNames which, GError **error);
  gboolean (*walk_cases) (AftHouseStore *store,
                          const AftHouseWalk *walk,
                          AftHouseWalkCaseFunc on_case,
                          gpointer user_data,
                          GError **error);
  gboolean (*count_cases) (AftHouseStore *store,
                           const AftHouseWalk *walk,
                           guint64 *ret_count,
                           GError **error);
} AftHouseWalksClass;

G_END_DECLS
