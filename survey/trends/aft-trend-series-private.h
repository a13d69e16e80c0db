/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-view.h"

G_BEGIN_DECLS

/* A measure over time: steps, limits, signals, and since when the level differs. */

/* The step that is shown: the scope's, or a longer one where nobody asked for it and a step would
 * mostly have fewer than enough answers. @n: answers of the days elapsed. */
AftStep aft_trend_series_choose_step (const AftTrendScope *scope, guint64 n);
/* Before the days elapsed: whole steps that show what is ordinary; down to no earlier than the
 * beginning of the calendar. */
gint32 aft_trend_series_get_start (AftPeriod elapsed, AftStep step);

/* Fills points and shift of @view from @days (AftTrendDay of the whole, from
 * aft_trend_series_get_start() on). How many points were hidden. */
guint aft_trend_series_fill (AftTrendView *view, const GArray *days);
/* AftTrendPoint of a venue: values and intervals only, for how many answers there were could be
 * reckoned back from the other venues. The caller owns it. */
GArray *aft_trend_series_new_venue (const AftTrendView *view, const GArray *days);

G_END_DECLS
