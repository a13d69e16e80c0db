/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure over time: legend, axis, the trace, and the steps' labels. */
#include "aft-chart-line.h"

#include <math.h>

#include "aft-chart-trace-private.h"

#define LEAST_HEIGHT 150.0
#define MOST_HEIGHT  300.0
#define WANTED_TICKS 5

static double
draw_legend (const AftChartLine *line, AftSvg *svg)
{
  const AftChartLineNames *names = &line->names;
  const AftChartKey keys[] = {
    { names->value, AFT_CHART_KEY_POINTS, aft_chart_value_style },
    { names->interval, AFT_CHART_KEY_AREA, aft_chart_interval_style },
    { names->limits, AFT_CHART_KEY_LIMITS, aft_chart_limits_style },
    { names->expected, AFT_CHART_KEY_LINE, aft_chart_expected_style },
    { names->before, AFT_CHART_KEY_LINE, aft_chart_before_style },
    { .name = names->better, .shape = AFT_CHART_KEY_BETTER },
    { .name = names->worse, .shape = AFT_CHART_KEY_WORSE },
  };
  return aft_chart_keys_draw (svg, keys, G_N_ELEMENTS (keys), 0);
}

static const char *
get_label (gconstpointer steps, gsize i)
{
  return g_array_index ((GArray *) steps, AftChartStep, i).point.label;
}

static gboolean
is_empty (const AftChartLine *line)
{
  for (gsize i = 0; i < line->n_points; i++)
    if (isfinite (line->points[i].value))
      return FALSE;
  return TRUE;
}

static AftChartPlot
lay_out (const AftChartLine *line, double width, double top)
{
  AftChartPlot plot = { .top = top + AFT_CHART_GAP };
  double least = NAN;
  double most = NAN;

  aft_chart_points_widen (line->points, line->n_points, &least, &most);
  aft_chart_plot_fit (&plot, &line->scale, least, most, WANTED_TICKS);
  plot.left = aft_chart_plot_measure (&plot, &line->scale) + AFT_CHART_GAP;
  plot.width = width - plot.left - 2;
  plot.height = CLAMP (width * 0.3, LEAST_HEIGHT, MOST_HEIGHT);
  return plot;
}

static void
draw_beginning (const AftChartLine *line, const AftChartPlot *plot, AftSvg *svg)
{
  if (line->first == 0 || line->first >= line->n_points)
    return;
  aft_svg_line (
      svg,
      &(AftSvgBox){ .x = plot->left + plot->width * (double) line->first / (double) line->n_points,
                    .y = plot->top,
                    .height = plot->height },
      &(AftSvgStyle){ .stroke = AFT_SVG_LINE, .width = 1 });
}

char *
aft_chart_line_draw (const AftChartLine *line, const AftChartOptions *options)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, line->title, line->description);
  double width = aft_svg_get_width (svg);
  AftChartPlot plot = lay_out (line, width, draw_legend (line, svg));
  double bottom = plot.top + plot.height;
  g_autoptr (GArray) steps
      = aft_chart_steps_new (line->points, line->n_points, (gsize) (plot.width / 2));

  aft_chart_plot_draw (&plot, &line->scale, svg);
  draw_beginning (line, &plot, svg);
  aft_chart_steps_draw (steps, &plot, svg);
  aft_chart_steps_follow (steps, &plot, svg);
  if (is_empty (line))
    aft_chart_nothing_draw (svg, &(AftSvgBox){ plot.left, plot.top, plot.width, plot.height },
                            line->nothing);
  if (steps->len > 0)
    aft_chart_labels_draw (
        &(AftChartLabels){
            .left = plot.left, .step = plot.width / steps->len, .y = bottom + 18, .most = width },
        svg, get_label, steps, steps->len);
  return aft_svg_end (svg, bottom + 24);
}
