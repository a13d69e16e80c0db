/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart-heat.h"
#include "aft-chart-line.h"
#include "aft-chart-panels.h"
#include "aft-chart-pareto.h"
#include "aft-chart-shares.h"
#include "aft-trend-charts.h"
#include "aft-trend-words-private.h"

G_BEGIN_DECLS

/* A picture while it is made. */
typedef struct
{
  const AftTrendVoice *voice;
  const AftTrendView *view;
  GPtrArray *texts; /* that live until it is drawn */
  const char *description;
  const char *nothing;
  AftChartOptions options;
} AftTrendDrawing;

/* Eats @text and gives it back, borrowed. */
char *aft_trend_chart_keep (AftTrendDrawing *drawing, char *text);
AftChartScale aft_trend_chart_get_scale (AftMeasure measure);
/* As many as @points (AftTrendPoint). The caller owns them. */
AftChartPoint *
aft_trend_chart_new_points (AftTrendDrawing *drawing, const GArray *points, AftStep step);

char *aft_trend_chart_draw_hours (AftTrendDrawing *drawing);
/* The panels of @most venues (0: all) from @first on, all on the scale of all. */
char *aft_trend_chart_draw_venues (AftTrendDrawing *drawing, gsize first, gsize most);

G_END_DECLS
