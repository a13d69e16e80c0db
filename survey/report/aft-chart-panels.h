/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-chart-line.h"

G_BEGIN_DECLS

/* One of many small charts: its name, its figure, its line with interval and marks. */
typedef struct
{
  const char *name;   /* "滨江店"; cut with … where it is too long */
  const char *figure; /* "86 % ± 2", or that there are not enough answers; NULL: none */
  const char *says;   /* to the pointer; NULL: nothing */
  const AftChartPoint *points;
  gsize n_points;
} AftChartPanel;

/* Small multiples: a panel a venue, all on one scale, as many in a row as fit. */
typedef struct
{
  const char *title;
  const char *description;
  const char *nothing; /* where there is no panel, or nothing known in one */
  AftChartScale scale;
  const AftChartPanel *panels;
  gsize n_panels;
} AftChartPanels;

/* The scale that holds all panels, for drawing them over several pages: put it into each part. */
AftChartScale aft_chart_panels_fit (const AftChartPanels *panels);
/* How many panels fit into @height px at the width of @options; at least one row. */
gsize aft_chart_panels_count (const AftChartOptions *options, guint height);
/* The text of an <svg>. The caller owns it. */
char *aft_chart_panels_draw (const AftChartPanels *panels, const AftChartOptions *options);

G_END_DECLS
