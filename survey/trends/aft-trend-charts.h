/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"
#include "aft-trend-words.h"

G_BEGIN_DECLS

/* The parts of a view as pictures, drawn by survey/report. */

typedef struct
{
  guint part;         /* one bit of AftTrendPart */
  gboolean is_shares; /* AFT_TREND_POINTS: shares of the five scores; NULL of other measures */
  AftChartForm form;
  guint width; /* as in AftChartOptions, as is: */
  const char *id;
  gsize first; /* small multiples by venue: which of them, for drawing them over several pages */
  gsize most;  /* 0: all from there */
} AftTrendChartOptions;

/* Whether there is a picture of the part: the cases, the answers and groups of one have none. */
gboolean aft_trend_chart_has (const AftTrendView *view, guint part);
/* An <svg> element; NULL where aft_trend_chart_has() is FALSE. The caller owns it. */
char *aft_trend_chart_dup_svg (const AftTrendVoice *voice,
                               const AftTrendView *view,
                               const AftTrendChartOptions *options);

G_END_DECLS
