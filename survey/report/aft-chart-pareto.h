/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart.h"

G_BEGIN_DECLS

/* A cause, the most frequent first. */
typedef struct
{
  const char *label;  /* "等候" */
  const char *figure; /* behind the bar: "132 · 34 %"; NULL: none */
  const char *says;   /* to the pointer; NULL: nothing */
  guint64 count;
  AftChartMark mark; /* against the period before */
} AftChartCause;

/* Bars and the line of their sum, on one scale from nothing to all of them (Juran): the bars lie,
 * so that long names can be read. */
typedef struct
{
  const char *title;
  const char *description;
  const char *nothing; /* where there is no cause */
  const char *bars;    /* for the legend: "次数" */
  const char *sum;     /* "累计" */
  const char *better;  /* what the triangles mean; NULL: left out */
  const char *worse;
  const char *unit; /* behind a percentage: " %" */
  const AftChartCause *causes;
  gsize n_causes;
} AftChartPareto;

/* The text of an <svg>. The caller owns it. */
char *aft_chart_pareto_draw (const AftChartPareto *pareto, const AftChartOptions *options);

G_END_DECLS
