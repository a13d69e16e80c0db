/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

/* A figure over time. What is NaN is not drawn: a value that is not known is a gap in the line. */
typedef struct
{
  const char *label;   /* under the axis, short: "10-03" */
  const char *says;    /* to the pointer: "10 月 3 日:86 % ± 2,412 份"; NULL: nothing */
  double value;        /* NaN: a gap */
  double low, high;    /* the interval; NaN: none */
  double lower, upper; /* control limits; NaN: none */
  double expected;     /* the middle between them; NaN: none */
  double before;       /* the same step of the period before; NaN: none */
  AftChartMark mark;
} AftChartPoint;

/* A point with @label and nothing known. */
AftChartPoint aft_chart_point_new_gap (const char *label);

/* Names for the legend; NULL leaves one out of it, though not out of the drawing. */
typedef struct
{
  const char *value;    /* "满意度" */
  const char *interval; /* "95 % 区间" */
  const char *limits;   /* "控制限" */
  const char *expected; /* "平均水平" */
  const char *before;   /* "上月" */
  const char *better;   /* what the triangles mean */
  const char *worse;
} AftChartLineNames;

typedef struct
{
  const char *title;
  const char *description; /* what there is to see, in a sentence; NULL: none */
  AftChartScale scale;
  AftChartLineNames names;
  const char *nothing; /* said in the middle where no value is known */
  const AftChartPoint *points;
  gsize n_points; /* any: more than fit are gathered, and no extreme or mark is lost */
  gsize first;    /* those before it only lead up to what is shown: a stroke between them */
} AftChartLine;

/* The text of an <svg>. The caller owns it. */
char *aft_chart_line_draw (const AftChartLine *line, const AftChartOptions *options);

G_END_DECLS
