/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_CHART_CELL_NONE,  /* no answers: left empty */
  AFT_CHART_CELL_KNOWN, /* the value's number */
  AFT_CHART_CELL_THIN,  /* not enough answers: a ring */
  AFT_CHART_CELL_HIDDEN /* fewer than are shown: a stroke */
} AftChartCellState;

typedef struct
{
  AftChartCellState state;
  double value;     /* of AFT_CHART_CELL_KNOWN */
  const char *says; /* to the pointer: "周五 19 点:86 % ± 4,212 份"; NULL: nothing */
} AftChartCell;

/* Hours × weekdays, or any other grid: each cell with its number, the more coloured the further it
 * is from @middle. Where the drawing is narrow the columns run downwards. */
typedef struct
{
  const char *title;
  const char *description;
  AftChartScale scale;
  double middle;       /* the figure of the whole: no colour; NaN: the middle of all cells */
  const char *nothing; /* where no cell is known */
  const char *below;   /* for the legend: "低于平均" … */
  const char *above;
  const char *thin;
  const char *hidden;
  const char *const *columns; /* their labels, short: "0" … "23" */
  gsize n_columns;
  gboolean is_round;       /* they go round, as hours do: the last is followed by the first */
  const char *const *rows; /* "周一" … */
  gsize n_rows;
  const AftChartCell *cells; /* n_rows × n_columns, row by row */
} AftChartHeat;

/* The text of an <svg>; empty columns at both ends are left out, of those that go round the longest
 * stretch. The caller owns it. */
char *aft_chart_heat_draw (const AftChartHeat *heat, const AftChartOptions *options);

G_END_DECLS
