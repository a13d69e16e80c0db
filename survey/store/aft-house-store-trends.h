/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-measure.h"

G_BEGIN_DECLS

/* AftHouseStore: what was counted, kept in the transaction of each response, so that it costs what
 * it shows and is never behind. Doubtful answers (a burst of taps, marked phones) are left out of
 * all but AFT_ANSWERS_DOUBTFUL. Errors as in aft-house-store.h. */

typedef struct
{
  const AftId *venue_id; /* NULL: the whole house, each answer by its own venue's clock */
  AftMeasure measure;
  AftSlice slice;
  gint32 from_day; /* both included */
  gint32 to_day;
} AftHouseTrendQuery;

/* AftTrendDay by value, then day; days without anything are left out. NOT_FOUND: no such venue.
 * UNSUPPORTED: AFT_SLICE_DEVICE of the whole house; and of what is neither AFT_MEASURE_SATISFACTION
 * nor AFT_MEASURE_ANSWERS by hour or device. */
GArray *aft_house_store_list_trend_sync (AftHouseStore *store,
                                         const AftHouseTrendQuery *query,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a value of a slice is called: the id of the day-part or survey, the device's or venue's
 * name, "zh-CN", "phone", "vip", "18"; NULL where the store knows no such value. The caller owns
 * it. */
char *aft_house_store_dup_slice_name_sync (AftHouseStore *store,
                                           AftSlice slice,
                                           gint32 value,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first and last day for which anything of the venue (NULL: of the house) is counted. FALSE
 * with @error unset: nothing is. */
gboolean aft_house_store_get_trend_range_sync (AftHouseStore *store,
                                               const AftId *venue_id,
                                               gint32 *ret_from_day,
                                               gint32 *ret_to_day,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many guests a venue served on a day, as somebody of the house says: what the response rate
 * is out of. */
typedef struct
{
  AftId venue_id;
  gint32 day;
  guint32 guests;
} AftHouseServed;
/* Puts all or none, over what was there (audit: venue.served, with the number of days). NOT_FOUND:
 * no such venue. */
gboolean aft_house_store_put_served_sync (AftHouseStore *store,
                                          const GArray *served, /* AftHouseServed */
                                          const char *actor,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseServed of a venue (NULL: each of the house), by day; both days included. */
GArray *aft_house_store_list_served_sync (AftHouseStore *store,
                                          const AftId *venue_id,
                                          gint32 from_day,
                                          gint32 to_day,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
