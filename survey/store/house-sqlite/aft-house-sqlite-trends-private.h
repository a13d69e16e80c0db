/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-care-private.h"
#include "aft-house-trends-private.h"

G_BEGIN_DECLS

/* What was counted, and those who take it away, as the files of this folder share them. Private to
 * house-sqlite. */

/* aft-house-trends.c */
extern const AftHouseTrendsClass aft_house_sqlite_trends;

/* aft-house-served.c */
gboolean aft_house_sqlite_put_served (AftHouseStore *store,
                                      const GArray *served,
                                      const char *actor,
                                      GError **error);
GArray *aft_house_sqlite_list_served (AftHouseStore *store,
                                      const AftId *venue_id,
                                      gint32 from_day,
                                      gint32 to_day,
                                      GError **error);

/* aft-house-tokens.c */
extern const AftHouseTokensClass aft_house_sqlite_tokens;

G_END_DECLS
