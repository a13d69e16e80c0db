/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-trend-scope.h"

G_BEGIN_DECLS

/* AftTrendSource: the counted days of a scope, whatever venues and filter it has. */
typedef struct
{
  AftHouseStore *store;
  const AftTrendScope *scope;
  GHashTable *names; /* slice and value → what it is called, as the store said */
} AftTrendSource;

AftTrendSource *aft_trend_source_new (AftHouseStore *store, const AftTrendScope *scope);
void aft_trend_source_free (AftTrendSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendSource, aft_trend_source_free)

/* AftTrendDay by value, then day, of @venue_id (NULL: of all venues of the scope, added up). Under
 * a filter AFT_SLICE_ALL gives the answers that pass; another slice nothing, for the store cuts but
 * once; so does a slice that is not counted for the measure. Surveys and devices of one name have
 * one value. TROUBLE and COMPLAINTS: with AFT_TREND_BASE. The caller owns it. */
GArray *aft_trend_source_list (AftTrendSource *source,
                               const AftId *venue_id,
                               AftMeasure measure,
                               AftSlice slice,
                               AftPeriod period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as if the scope had no filter. */
GArray *aft_trend_source_list_unfiltered (AftTrendSource *source,
                                          AftMeasure measure,
                                          AftSlice slice,
                                          AftPeriod period,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "" where the store knows none. Borrowed. */
const char *aft_trend_source_get_name (AftTrendSource *source,
                                       AftSlice slice,
                                       gint32 value,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the store keeps @measure by @slice: by hour and kiosk satisfaction and answers only. */
gboolean aft_trend_source_counts (AftMeasure measure, AftSlice slice);

G_END_DECLS
