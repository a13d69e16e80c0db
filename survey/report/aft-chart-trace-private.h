/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart-line.h"
#include "aft-chart-private.h"

G_BEGIN_DECLS

/* The points of a line, gathered to what a width can show: one step is one point, or the mean of
 * several with their extremes. */
typedef struct
{
  AftChartPoint point;
  double least, most; /* of the values gathered; NaN: none is known */
  gboolean falls;     /* the most came before the least */
} AftChartStep;

/* At most @most steps (0: one), in order. AftChartStep. */
GArray *aft_chart_steps_new (const AftChartPoint *points, gsize n_points, gsize most);
/* Widens @least and @most by all that is drawn of the points. */
void
aft_chart_points_widen (const AftChartPoint *points, gsize n_points, double *least, double *most);

/* Draws bands, limits, lines, points and marks into the plot, the steps side by side. */
void aft_chart_steps_draw (const GArray *steps, const AftChartPlot *plot, AftSvg *svg);
/* Areas that say to the pointer what each step is; none where they would be too small to hit. */
void aft_chart_steps_follow (const GArray *steps, const AftChartPlot *plot, AftSvg *svg);

/* The strokes of the parts, which the legend shows, too. */
extern const AftSvgStyle aft_chart_value_style;
extern const AftSvgStyle aft_chart_interval_style;
extern const AftSvgStyle aft_chart_limits_style;
extern const AftSvgStyle aft_chart_expected_style;
extern const AftSvgStyle aft_chart_before_style;

G_END_DECLS
