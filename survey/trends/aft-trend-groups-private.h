/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-trend-view.h"

G_BEGIN_DECLS

/* Parts of a measure beside each other. */

/* A group with @name (copied) and what it counted; judged with its neighbours afterwards. */
AftTrendGroup *aft_trend_group_new (const char *name, const guint64 counts[AFT_TREND_COUNTS]);

typedef struct
{
  AftMeasure measure;
  guint64 enough;
  guint64 few;
} AftTrendGroupRules;

/* Figures, changes and hiding of @groups (AftTrendGroup), with @before[i] the counts of groups[i]
 * in the period before. How many groups were hidden. */
guint aft_trend_groups_judge (GPtrArray *groups,
                              guint64 (*before)[AFT_TREND_COUNTS],
                              const AftTrendGroupRules *rules);

G_END_DECLS
