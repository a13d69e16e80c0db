/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

#define AFT_CHART_PARTS 5

/* What a whole is made of, step by step or group by group: columns of at most five parts, worst
 * first, told apart by pattern, order and a number in each that has room for it. */
typedef struct
{
  const char *label;              /* under the column: "10-03" */
  const char *says;               /* to the pointer; NULL: nothing */
  gboolean is_known;              /* FALSE: a gap */
  double shares[AFT_CHART_PARTS]; /* 0–1 each, 1 together; worst first */
} AftChartColumn;

typedef struct
{
  const char *title;
  const char *description;
  const char *nothing;                /* where no column is known */
  const char *unit;                   /* behind a percentage; NULL: " %" */
  const char *names[AFT_CHART_PARTS]; /* for the legend: "1 很不满意" … */
  const AftChartColumn *columns;
  gsize n_columns; /* any: where more than fit, neighbours are drawn as their mean */
} AftChartShares;

/* The text of an <svg>. The caller owns it. */
char *aft_chart_shares_draw (const AftChartShares *shares, const AftChartOptions *options);

G_END_DECLS
