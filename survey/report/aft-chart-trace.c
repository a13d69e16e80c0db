/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws points as a line with its interval, limits and marks, into any plot. A run of known points
 * is one line; a gap ends it; a point alone is a dot. Where there are more points than pixels,
 * those of a pixel are gathered, and the line goes through their extremes. */
#include "aft-chart-trace-private.h"

#include <math.h>

#define DOT_STEP   9.0 /* px between points from which each has a dot */
#define MARK_STEP  7.0 /* px between two marks of one kind; nearer ones are one */
#define MOST_AREAS 200 /* areas for the pointer */

const AftSvgStyle aft_chart_value_style = { .stroke = AFT_SVG_INK, .width = 2 };
const AftSvgStyle aft_chart_interval_style = { .fill = AFT_SVG_FAINT };
const AftSvgStyle aft_chart_limits_style
    = { .stroke = AFT_SVG_MUTED, .width = 1, .dash = AFT_SVG_DASHED };
const AftSvgStyle aft_chart_expected_style = { .stroke = AFT_SVG_MUTED, .width = 1 };
const AftSvgStyle aft_chart_before_style
    = { .stroke = AFT_SVG_MUTED, .width = 2, .dash = AFT_SVG_DOTTED };

AftChartPoint
aft_chart_point_new_gap (const char *label)
{
  return (AftChartPoint){ .label = label,
                          .value = NAN,
                          .low = NAN,
                          .high = NAN,
                          .lower = NAN,
                          .upper = NAN,
                          .expected = NAN,
                          .before = NAN };
}

void
aft_chart_points_widen (const AftChartPoint *points, gsize n_points, double *least, double *most)
{
  for (gsize i = 0; i < n_points; i++)
    {
      const double drawn[]
          = { points[i].value, points[i].low,      points[i].high,  points[i].lower,
              points[i].upper, points[i].expected, points[i].before };
      for (gsize j = 0; j < G_N_ELEMENTS (drawn); j++)
        aft_chart_widen (least, most, drawn[j]);
    }
}

/* -- gathering ---------------------------------------------------------------------------------
 */

typedef double (*Reader) (const AftChartPoint *point);

static double
read_value (const AftChartPoint *point)
{
  return point->value;
}

static double
read_lower (const AftChartPoint *point)
{
  return point->lower;
}

static double
read_upper (const AftChartPoint *point)
{
  return point->upper;
}

static double
read_expected (const AftChartPoint *point)
{
  return point->expected;
}

static double
read_before (const AftChartPoint *point)
{
  return point->before;
}

/* NaN where none is known. */
static double
get_mean (const AftChartPoint *points, gsize n_points, Reader read)
{
  double sum = 0;
  gsize known = 0;

  for (gsize i = 0; i < n_points; i++)
    if (isfinite (read (&points[i])))
      {
        sum += read (&points[i]);
        known++;
      }
  return known > 0 ? sum / (double) known : NAN;
}

static void
gather_extremes (AftChartStep *step, const AftChartPoint *points, gsize n_points)
{
  double unused = NAN;
  gsize first_least = 0;
  gsize first_most = 0;

  step->least = step->most = NAN;
  for (gsize i = 0; i < n_points; i++)
    {
      double least = step->least;
      double most = step->most;
      aft_chart_widen (&step->least, &step->most, points[i].value);
      first_least = step->least == least ? first_least : i;
      first_most = step->most == most ? first_most : i;
      aft_chart_widen (&step->point.low, &unused, points[i].low);
      aft_chart_widen (&unused, &step->point.high, points[i].high);
      step->point.mark = points[i].mark == AFT_CHART_MARK_NONE      ? step->point.mark
                         : step->point.mark == AFT_CHART_MARK_WORSE ? AFT_CHART_MARK_WORSE
                                                                    : points[i].mark;
    }
  step->falls = first_most < first_least;
}

static AftChartStep
gather (const AftChartPoint *points, gsize n_points)
{
  AftChartStep step = { .point = points[0] };

  if (n_points == 1)
    {
      step.least = step.most = points[0].value;
      return step;
    }
  step.point = aft_chart_point_new_gap (points[n_points - 1].label);
  step.point.value = get_mean (points, n_points, read_value);
  step.point.lower = get_mean (points, n_points, read_lower);
  step.point.upper = get_mean (points, n_points, read_upper);
  step.point.expected = get_mean (points, n_points, read_expected);
  step.point.before = get_mean (points, n_points, read_before);
  gather_extremes (&step, points, n_points);
  return step;
}

GArray *
aft_chart_steps_new (const AftChartPoint *points, gsize n_points, gsize most)
{
  gsize n_steps = MIN (n_points, MAX (most, 1));
  GArray *steps = g_array_sized_new (FALSE, FALSE, sizeof (AftChartStep), (guint) n_steps);

  for (gsize i = 0; i < n_steps; i++)
    {
      gsize from = i * n_points / n_steps;
      AftChartStep step = gather (points + from, (i + 1) * n_points / n_steps - from);
      g_array_append_val (steps, step);
    }
  return steps;
}

/* -- lines and bands ---------------------------------------------------------------------------
 */

typedef struct
{
  const AftChartStep *steps;
  gsize n_steps;
  const AftChartPlot *plot;
  AftSvg *svg;
  double width; /* of a step, px */
} Trace;

static double
get_x (const Trace *trace, gsize i)
{
  return trace->plot->left + ((double) i + 0.5) * trace->width;
}

static double
get_y (const Trace *trace, double value)
{
  return aft_chart_plot_get_y (trace->plot, value);
}

/* Does a line come to, or go on from, step @i? */
static gboolean
is_known (const Trace *trace, gsize i, Reader read)
{
  return i < trace->n_steps && isfinite (read (&trace->steps[i].point));
}

/* A level from the beginning of each step to its end. */
static void
draw_levels (const Trace *trace, Reader read, const AftSvgStyle *style)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (gsize i = 0; i < trace->n_steps; i++)
    {
      double x = trace->plot->left + (double) i * trace->width;
      double y;
      if (!is_known (trace, i, read))
        continue;
      y = get_y (trace, read (&trace->steps[i].point));
      aft_svg_path_to (path, is_known (trace, i - 1, read) ? 'L' : 'M', x, y);
      aft_svg_path_to (path, 'L', x + trace->width, y);
    }
  aft_svg_path (trace->svg, path, style);
}

/* From middle to middle; through the extremes where points were gathered. */
static void
draw_line (const Trace *trace, Reader read, const AftSvgStyle *style, gboolean has_extremes)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (gsize i = 0; i < trace->n_steps; i++)
    {
      const AftChartStep *step = &trace->steps[i];
      char command = is_known (trace, i - 1, read) ? 'L' : 'M';
      double x = get_x (trace, i);
      if (!is_known (trace, i, read))
        continue;
      if (!has_extremes || step->least >= step->most)
        {
          aft_svg_path_to (path, command, x, get_y (trace, read (&step->point)));
          continue;
        }
      aft_svg_path_to (path, command, x, get_y (trace, step->falls ? step->most : step->least));
      aft_svg_path_to (path, 'L', x, get_y (trace, step->falls ? step->least : step->most));
    }
  aft_svg_path (trace->svg, path, style);
}

static gboolean
has_interval (const Trace *trace, gsize i)
{
  return i < trace->n_steps && isfinite (trace->steps[i].point.low)
         && isfinite (trace->steps[i].point.high);
}

/* The band of the steps from @from to before @to: there above, and back below. */
static void
draw_band (const Trace *trace, gsize from, gsize to)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (to - from == 1)
    {
      const AftChartPoint *point = &trace->steps[from].point;
      double width = CLAMP (trace->width * 0.8, 1, 10);
      double top = get_y (trace, point->high);
      const AftSvgBox box
          = { get_x (trace, from) - width / 2, top, width, get_y (trace, point->low) - top };
      aft_svg_rect (trace->svg, &box, &aft_chart_interval_style, NULL);
      return;
    }
  for (gsize i = from; i < to; i++)
    aft_svg_path_to (path, i == from ? 'M' : 'L', get_x (trace, i),
                     get_y (trace, trace->steps[i].point.high));
  for (gsize i = to; i-- > from;)
    aft_svg_path_to (path, 'L', get_x (trace, i), get_y (trace, trace->steps[i].point.low));
  g_string_append_c (path, 'Z');
  aft_svg_path (trace->svg, path, &aft_chart_interval_style);
}

static void
draw_bands (const Trace *trace)
{
  gsize from = 0;

  for (gsize i = 0; i <= trace->n_steps; i++)
    {
      if (has_interval (trace, i))
        continue;
      if (i > from)
        draw_band (trace, from, i);
      from = i + 1;
    }
}

/* -- points ------------------------------------------------------------------------------------
 */

static void
draw_dot (const Trace *trace, gsize i)
{
  gboolean is_alone = !is_known (trace, i - 1, read_value) && !is_known (trace, i + 1, read_value);

  if (is_alone || trace->width >= DOT_STEP)
    aft_svg_circle (trace->svg, get_x (trace, i), get_y (trace, trace->steps[i].point.value), 3,
                    &(AftSvgStyle){ .fill = AFT_SVG_INK, .stroke = AFT_SVG_RAISED, .width = 1 });
}

/* A mark stands in place of its dot, at the extreme that it is about. */
static void
draw_points (const Trace *trace)
{
  double last[AFT_CHART_MARK_WORSE + 1] = { -MARK_STEP, -MARK_STEP, -MARK_STEP };

  for (gsize i = 0; i < trace->n_steps; i++)
    {
      const AftChartStep *step = &trace->steps[i];
      AftChartMark mark = step->point.mark;
      double x = get_x (trace, i);
      if (!is_known (trace, i, read_value))
        continue;
      if (mark == AFT_CHART_MARK_NONE)
        draw_dot (trace, i);
      else if (x - last[mark] >= MARK_STEP)
        {
          last[mark] = x;
          aft_chart_mark_draw (
              trace->svg, mark, x,
              get_y (trace, mark == AFT_CHART_MARK_WORSE ? step->least : step->most));
        }
    }
}

void
aft_chart_steps_follow (const GArray *steps, const AftChartPlot *plot, AftSvg *svg)
{
  double width = plot->width / MAX (steps->len, 1);

  for (guint i = 0; i < steps->len && steps->len <= MOST_AREAS; i++)
    {
      const char *says = g_array_index (steps, AftChartStep, i).point.says;
      if (says != NULL)
        aft_svg_rect (svg, &(AftSvgBox){ plot->left + i * width, plot->top, width, plot->height },
                      &(AftSvgStyle){ .is_followed = TRUE }, says);
    }
}

void
aft_chart_steps_draw (const GArray *steps, const AftChartPlot *plot, AftSvg *svg)
{
  Trace trace = { .steps = (const AftChartStep *) (void *) steps->data,
                  .n_steps = steps->len,
                  .plot = plot,
                  .svg = svg };

  if (steps->len == 0)
    return;
  trace.width = plot->width / steps->len;
  draw_bands (&trace);
  draw_levels (&trace, read_expected, &aft_chart_expected_style);
  draw_levels (&trace, read_lower, &aft_chart_limits_style);
  draw_levels (&trace, read_upper, &aft_chart_limits_style);
  draw_line (&trace, read_before, &aft_chart_before_style, FALSE);
  draw_line (&trace, read_value, &aft_chart_value_style, TRUE);
  draw_points (&trace);
}
