/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-source-private.h"
#include "aft-trend-view.h"

G_BEGIN_DECLS

/* Each reads a part and puts it into @view, of which the figure, periods and step are there
 * already. The store's errors. */
gboolean aft_trend_load_hours (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean aft_trend_load_aspects (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean aft_trend_load_answers (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean aft_trend_load_return (AftTrendView *view, AftTrendSource *source, GError **error);
/* Under a filter there are none, for the store keeps cases by venue and day. */
gboolean aft_trend_load_cases (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean aft_trend_load_drivers (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean aft_trend_load_venues (AftTrendView *view, AftTrendSource *source, GError **error);
gboolean
aft_trend_load_slice (AftTrendView *view, AftTrendSource *source, AftSlice slice, GError **error);

/* Notes that @cells of table @table are not shown; nothing when there are none. */
void aft_trend_view_note_hidden (AftTrendView *view, const char *table, guint cells);
/* From the beginning of the period before to the end of the days elapsed. */
AftPeriod aft_trend_view_get_both (const AftTrendView *view);

G_END_DECLS
