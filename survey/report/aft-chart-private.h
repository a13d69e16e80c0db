/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"
#include "aft-svg.h"

G_BEGIN_DECLS

/* What the charts share: an axis and its ticks, the legend, and how labels find room. */

#define AFT_CHART_TYPE 12.0 /* px, of all small texts */
#define AFT_CHART_GAP  8.0

/* A part of the paper in which values go upwards from @low to @high. */
typedef struct
{
  double left, top, width, height;
  double low, high;
  double step; /* between two ticks, in values */
  guint digits;
} AftChartPlot;

/* Chooses low, high and ticks for values between @least and @most (NaN: there are none), about
 * @wanted ticks. Ticks are 1, 2 or 5 times a power of ten, as shown. */
void aft_chart_plot_fit (AftChartPlot *plot,
                         const AftChartScale *scale,
                         double least,
                         double most,
                         guint wanted);
double aft_chart_plot_get_y (const AftChartPlot *plot, double value);
/* The room the ticks' texts need at the left. */
double aft_chart_plot_measure (const AftChartPlot *plot, const AftChartScale *scale);
/* Ticks with their lines across the plot. */
void aft_chart_plot_draw (const AftChartPlot *plot, const AftChartScale *scale, AftSvg *svg);
/* A value as it is shown: "86 %". The caller owns it. */
char *aft_chart_scale_dup_text (const AftChartScale *scale, double value, guint digits);

/* Widens @least and @most (NaN at first) by @value, unless that is NaN. */
void aft_chart_widen (double *least, double *most, double value);

/* Texts below places that stand @step px apart, the first in the middle of the first step: as many
 * as do not touch, the last among them. */
typedef struct
{
  double left;
  double step;
  double y;    /* of the letters' line */
  double most; /* no text reaches further to the right, or left of 0 */
} AftChartLabels;
typedef const char *(*AftChartLabelFunc) (gconstpointer steps, gsize i);
void aft_chart_labels_draw (const AftChartLabels *labels,
                            AftSvg *svg,
                            AftChartLabelFunc get,
                            gconstpointer steps,
                            gsize n_steps);

typedef enum
{
  AFT_CHART_KEY_LINE,
  AFT_CHART_KEY_POINTS, /* a line with a point on it */
  AFT_CHART_KEY_AREA,
  AFT_CHART_KEY_LIMITS, /* two lines */
  AFT_CHART_KEY_BETTER,
  AFT_CHART_KEY_WORSE,
  AFT_CHART_KEY_THIN,
  AFT_CHART_KEY_HIDDEN
} AftChartKeyShape;

/* A line of the legend; one without a name is left out. */
typedef struct
{
  const char *name;
  AftChartKeyShape shape;
  AftSvgStyle style;
} AftChartKey;

/* Draws the legend from @top on, as many lines as it needs; gives where it ends. */
double aft_chart_keys_draw (AftSvg *svg, const AftChartKey *keys, gsize n_keys, double top);

/* The triangle of a mark, its middle at x, y. */
void aft_chart_mark_draw (AftSvg *svg, AftChartMark mark, double x, double y);
/* The signs of cells that have no number. */
void aft_chart_thin_draw (AftSvg *svg, double x, double y);
void aft_chart_hidden_draw (AftSvg *svg, double x, double y);
/* @text, if any, in the middle of @box. */
void aft_chart_nothing_draw (AftSvg *svg, const AftSvgBox *box, const char *text);

G_END_DECLS
