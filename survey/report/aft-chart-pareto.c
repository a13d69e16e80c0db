/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes by how often they are named, and the line of their sum (J. M. Juran, Quality Control
 * Handbook, 1951): one scale for both, from nothing to all of them. */
#include "aft-chart-pareto.h"

#include "aft-chart-private.h"

#define ROW_HEIGHT  30.0
#define BAR_HEIGHT  18.0
#define AXIS_HEIGHT 24.0
#define MARK_WIDTH  18.0
#define LAST_TICK   24.0

typedef struct
{
  const AftChartPareto *pareto;
  AftSvg *svg;
  double left, top;
  double width; /* of the bars' part */
  double all;   /* the sum of the counts */
} Bars;

static double
draw_legend (const AftChartPareto *pareto, AftSvg *svg)
{
  const AftChartKey keys[] = {
    { pareto->bars, AFT_CHART_KEY_AREA, { .fill = AFT_SVG_ACCENT_SOFT } },
    { pareto->sum, AFT_CHART_KEY_POINTS, { .stroke = AFT_SVG_INK, .width = 1.5 } },
    { .name = pareto->better, .shape = AFT_CHART_KEY_BETTER },
    { .name = pareto->worse, .shape = AFT_CHART_KEY_WORSE },
  };
  return aft_chart_keys_draw (svg, keys, G_N_ELEMENTS (keys), 0);
}

static void
lay_out (Bars *bars)
{
  double width = aft_svg_get_width (bars->svg);
  double labels = 0;
  double figures = 0;
  gboolean has_marks = FALSE;

  for (gsize i = 0; i < bars->pareto->n_causes; i++)
    {
      const AftChartCause *cause = &bars->pareto->causes[i];
      labels = MAX (labels, aft_svg_measure (cause->label, AFT_CHART_TYPE));
      if (cause->figure != NULL)
        figures = MAX (figures, aft_svg_measure (cause->figure, AFT_CHART_TYPE));
      has_marks = has_marks || cause->mark != AFT_CHART_MARK_NONE;
      bars->all += (double) cause->count;
    }
  figures = MIN (figures, width * 0.3) + (has_marks ? MARK_WIDTH : 0);
  bars->left = MIN (labels, width * 0.36) + AFT_CHART_GAP;
  /* Half of the last tick's text stands there, too. */
  bars->width = width - bars->left - MAX (figures + 2 * AFT_CHART_GAP, LAST_TICK);
}

static double
get_x (const Bars *bars, double count)
{
  return bars->left + (bars->all > 0 ? count / bars->all : 0) * bars->width;
}

static void
draw_axis (const Bars *bars)
{
  double bottom = bars->top + ROW_HEIGHT * (double) bars->pareto->n_causes;

  for (int percent = 0; percent <= 100; percent += 50)
    {
      double x = bars->left + percent * bars->width / 100;
      g_autofree char *text
          = g_strdup_printf ("%d%s", percent, bars->pareto->unit != NULL ? bars->pareto->unit : "");
      aft_svg_line (bars->svg, &(AftSvgBox){ .x = x, .y = bars->top, .height = bottom - bars->top },
                    &(AftSvgStyle){ .stroke = AFT_SVG_FAINT, .width = 1 });
      aft_svg_text (bars->svg,
                    &(AftSvgType){ .x = x,
                                   .y = bottom + 16,
                                   .size = AFT_CHART_TYPE,
                                   .anchor = AFT_SVG_MIDDLE,
                                   .colour = AFT_SVG_MUTED },
                    text);
    }
}

static void
draw_cause (const Bars *bars, const AftChartCause *cause, double middle)
{
  double width = aft_svg_get_width (bars->svg);
  double right = bars->left + bars->width + AFT_CHART_GAP;
  double baseline = middle + AFT_CHART_TYPE * 0.35;
  g_autofree char *label
      = aft_svg_dup_fitting (cause->label, AFT_CHART_TYPE, bars->left - AFT_CHART_GAP);
  g_autofree char *figure
      = aft_svg_dup_fitting (cause->figure != NULL ? cause->figure : "", AFT_CHART_TYPE,
                             width - right - MARK_WIDTH * (cause->mark != AFT_CHART_MARK_NONE));

  aft_svg_text (bars->svg,
                &(AftSvgType){ .y = baseline, .size = AFT_CHART_TYPE, .colour = AFT_SVG_INK },
                label);
  aft_svg_rect (bars->svg,
                &(AftSvgBox){ bars->left, middle - BAR_HEIGHT / 2,
                              get_x (bars, (double) cause->count) - bars->left, BAR_HEIGHT },
                &(AftSvgStyle){ .fill = AFT_SVG_ACCENT_SOFT }, NULL);
  aft_svg_text (
      bars->svg,
      &(AftSvgType){ .x = right, .y = baseline, .size = AFT_CHART_TYPE, .colour = AFT_SVG_INK },
      figure);
  aft_chart_mark_draw (bars->svg, cause->mark, width - MARK_WIDTH / 2, middle);
}

static double
get_middle (const Bars *bars, gsize i)
{
  return bars->top + ((double) i + 0.5) * ROW_HEIGHT;
}

/* A point at the end of each bar, put behind those before it. */
static void
draw_sum (const Bars *bars)
{
  g_autoptr (GString) path = g_string_new (NULL);
  double sum = 0;

  for (gsize i = 0; i < bars->pareto->n_causes; i++)
    {
      sum += (double) bars->pareto->causes[i].count;
      aft_svg_path_to (path, i == 0 ? 'M' : 'L', get_x (bars, sum), get_middle (bars, i));
    }
  aft_svg_path (bars->svg, path, &(AftSvgStyle){ .stroke = AFT_SVG_INK, .width = 1.5 });
  sum = 0;
  for (gsize i = 0; i < bars->pareto->n_causes; i++)
    {
      sum += (double) bars->pareto->causes[i].count;
      aft_svg_circle (bars->svg, get_x (bars, sum), get_middle (bars, i), 3,
                      &(AftSvgStyle){ .fill = AFT_SVG_INK });
    }
}

static void
draw_areas (const Bars *bars)
{
  for (gsize i = 0; i < bars->pareto->n_causes; i++)
    if (bars->pareto->causes[i].says != NULL)
      aft_svg_rect (bars->svg,
                    &(AftSvgBox){ 0, bars->top + (double) i * ROW_HEIGHT,
                                  aft_svg_get_width (bars->svg), ROW_HEIGHT },
                    &(AftSvgStyle){ .is_followed = TRUE }, bars->pareto->causes[i].says);
}

char *
aft_chart_pareto_draw (const AftChartPareto *pareto, const AftChartOptions *options)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, pareto->title, pareto->description);
  Bars bars = { .pareto = pareto, .svg = svg };

  bars.top = draw_legend (pareto, svg) + AFT_CHART_GAP;
  if (pareto->n_causes == 0)
    {
      aft_chart_nothing_draw (svg, &(AftSvgBox){ 0, bars.top, aft_svg_get_width (svg), 120 },
                              pareto->nothing);
      return aft_svg_end (svg, bars.top + 120);
    }
  lay_out (&bars);
  draw_axis (&bars);
  for (gsize i = 0; i < pareto->n_causes; i++)
    draw_cause (&bars, &pareto->causes[i], get_middle (&bars, i));
  draw_sum (&bars);
  draw_areas (&bars);
  return aft_svg_end (svg, bars.top + ROW_HEIGHT * (double) pareto->n_causes + AXIS_HEIGHT);
}
