/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small multiples: as many panels in a row as fit, each a line on the scale of all, with its name
 * and figure above it and the ends of the scale beside it. */
#include "aft-chart-panels.h"

#include <math.h>

#include "aft-chart-trace-private.h"

#define LEAST_PANEL  156.0 /* px wide */
#define PANEL_GAP    16.0
#define HEAD_HEIGHT  42.0
#define PLOT_HEIGHT  56.0
#define PANEL_HEIGHT (HEAD_HEIGHT + PLOT_HEIGHT + 20.0)
#define WANTED_TICKS 2
#define SMALL_TYPE   11.0
#define NAME_EM      1.08 /* what bold letters take more */

static double
get_width (const AftChartOptions *options)
{
  return CLAMP (options->width, AFT_CHART_LEAST_WIDTH, AFT_CHART_MOST_WIDTH);
}

static gsize
count_across (double width)
{
  return (gsize) ((width + PANEL_GAP) / (LEAST_PANEL + PANEL_GAP));
}

gsize
aft_chart_panels_count (const AftChartOptions *options, guint height)
{
  gsize rows = (gsize) (height / PANEL_HEIGHT);
  return MAX (rows, 1) * count_across (get_width (options));
}

AftChartScale
aft_chart_panels_fit (const AftChartPanels *panels)
{
  AftChartScale scale = panels->scale;
  AftChartPlot plot = { 0 };
  double least = NAN;
  double most = NAN;

  for (gsize i = 0; i < panels->n_panels; i++)
    aft_chart_points_widen (panels->panels[i].points, panels->panels[i].n_points, &least, &most);
  aft_chart_plot_fit (&plot, &scale, least, most, WANTED_TICKS);
  scale.low = plot.low;
  scale.high = plot.high;
  return scale;
}

static void
draw_head (AftSvg *svg, const AftChartPanel *panel, const AftSvgBox *place)
{
  g_autofree char *name = aft_svg_dup_fitting (panel->name, AFT_CHART_TYPE * NAME_EM, place->width);
  g_autofree char *figure = aft_svg_dup_fitting (panel->figure != NULL ? panel->figure : "",
                                                 AFT_CHART_TYPE, place->width);

  aft_svg_text (svg,
                &(AftSvgType){ .x = place->x,
                               .y = place->y + 12,
                               .size = AFT_CHART_TYPE,
                               .colour = AFT_SVG_INK,
                               .is_bold = TRUE },
                name);
  aft_svg_text (
      svg,
      &(AftSvgType){
          .x = place->x, .y = place->y + 28, .size = AFT_CHART_TYPE, .colour = AFT_SVG_MUTED },
      figure);
}

static gboolean
is_empty (const AftChartPanel *panel)
{
  for (gsize i = 0; i < panel->n_points; i++)
    if (isfinite (panel->points[i].value))
      return FALSE;
  return TRUE;
}

static void
draw_nothing (AftSvg *svg, const AftChartPlot *plot, const char *nothing)
{
  g_autofree char *text
      = aft_svg_dup_fitting (nothing != NULL ? nothing : "", SMALL_TYPE, plot->width);

  aft_svg_text (svg,
                &(AftSvgType){ .x = plot->left,
                               .y = plot->top + plot->height / 2 - 5,
                               .size = SMALL_TYPE,
                               .colour = AFT_SVG_MUTED },
                text);
}

static void
draw_panel (AftSvg *svg,
            const AftChartPanels *panels,
            const AftChartPanel *panel,
            const AftChartScale *scale,
            const AftSvgBox *place)
{
  AftChartPlot plot = { .top = place->y + HEAD_HEIGHT, .height = PLOT_HEIGHT };
  g_autoptr (GArray) steps = NULL;

  aft_chart_plot_fit (&plot, scale, NAN, NAN, WANTED_TICKS);
  plot.left = place->x + aft_chart_plot_measure (&plot, scale) + AFT_CHART_GAP;
  plot.width = place->x + place->width - plot.left;
  draw_head (svg, panel, place);
  aft_chart_plot_draw (&plot, scale, svg);
  steps = aft_chart_steps_new (panel->points, panel->n_points, (gsize) (plot.width / 2));
  aft_chart_steps_draw (steps, &plot, svg);
  if (is_empty (panel))
    draw_nothing (svg, &plot, panels->nothing);
  if (panel->says != NULL)
    aft_svg_rect (svg, place, &(AftSvgStyle){ .is_followed = TRUE }, panel->says);
}

char *
aft_chart_panels_draw (const AftChartPanels *panels, const AftChartOptions *options)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, panels->title, panels->description);
  double width = aft_svg_get_width (svg);
  gsize across = count_across (width);
  double step = (width + PANEL_GAP) / (double) across;
  const AftChartScale scale = aft_chart_panels_fit (panels);
  gsize rows = (panels->n_panels + across - 1) / across;

  if (panels->n_panels == 0)
    {
      aft_chart_nothing_draw (svg, &(AftSvgBox){ 0, 0, width, 120 }, panels->nothing);
      return aft_svg_end (svg, 120);
    }
  for (gsize i = 0; i < panels->n_panels; i++)
    draw_panel (svg, panels, &panels->panels[i], &scale,
                &(AftSvgBox){ (double) (i % across) * step, (double) (i / across) * PANEL_HEIGHT,
                              step - PANEL_GAP, PANEL_HEIGHT - 12 });
  return aft_svg_end (svg, (double) rows * PANEL_HEIGHT);
}
