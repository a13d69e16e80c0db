/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-calendar.h"
#include "aft-trend-parts.h"

G_BEGIN_DECLS

/* What the days of a measure add up to, and how two such sums stand to each other. TROUBLE and
 * COMPLAINTS have in their last place the answers that could have named something: */
#define AFT_TREND_BASE (AFT_TREND_COUNTS - 1)

/* Adds the days (AftTrendDay) that lie in @period to @counts. */
void aft_trend_days_add_up (const GArray *days, AftPeriod period, guint64 counts[AFT_TREND_COUNTS]);

/* As aft_sample_of_measure(); TROUBLE and COMPLAINTS: the share of those that could. ANSWERS: an
 * empty sample, for it is a number and no figure. */
AftSample aft_trend_sample_of (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS]);
/* The answers under it: the sample's n; of ANSWERS those that exit surveys got. */
guint64 aft_trend_count_of (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS]);
/* Fewer is better of TROUBLE and COMPLAINTS. */
gboolean aft_trend_is_more_better (AftMeasure measure);

AftTrendChange aft_trend_change_none (void);
AftTrendChange aft_trend_change_of (const AftSample *now,
                                    const AftSample *before,
                                    gboolean is_more_better,
                                    guint64 enough);
/* The same where @unrest answers are worth one. */
AftTrendChange aft_trend_change_of_unrest (const AftSample *now,
                                           const AftSample *before,
                                           double unrest,
                                           gboolean is_more_better,
                                           guint64 enough);
/* The unrest of two periods, by their @days (AftTrendDay, in order). */
double
aft_trend_days_get_unrest (const GArray *days, AftMeasure measure, AftPeriod before, AftPeriod now);
/* Judges anew what was judged alone, as one family: Benjamini–Hochberg at 5 %. @kind: a sample of
 * their kind and scale. */
void aft_trend_changes_adjust (AftTrendChange **changes,
                               guint count,
                               const AftSample *kind,
                               gboolean is_more_better);

G_END_DECLS
