/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the charts share: ticks at round numbers, labels that do not touch, the legend, and the
 * shapes that say what a colour alone must not. How a kind of chart is laid out is its own file's.
 */
#include "aft-chart-private.h"

#include <math.h>
#include <string.h>

#include "aft-number.h"

#define KEY_WIDTH  22.0
#define KEY_HEIGHT 18.0
#define KEY_GAP    16.0
#define MOST_TICKS 24

/* Of what the values can span: how little an axis shows. Equal values are no mountains. */
#define LEAST_SPAN (1.0 / 20)

/* -- ticks -------------------------------------------------------------------------------------
 */

void
aft_chart_widen (double *least, double *most, double value)
{
  if (!isfinite (value))
    return;
  *least = isnan (*least) ? value : MIN (*least, value);
  *most = isnan (*most) ? value : MAX (*most, value);
}

/* The smallest of 1, 2, 5, 10 × a power of ten that is no less than @rough. */
static double
round_up (double rough)
{
  double power = pow (10, floor (log10 (rough)));
  double times = rough / power;

  if (times <= 1 + 1e-9)
    return power;
  if (times <= 2 + 1e-9)
    return 2 * power;
  return times <= 5 + 1e-9 ? 5 * power : 10 * power;
}

static void
choose_range (AftChartPlot *plot, const AftChartScale *scale, double least, double most)
{
  double whole = scale->most - scale->least;
  double lacking;

  if (scale->low != 0 || scale->high != 0)
    {
      aft_chart_widen (&least, &most, scale->low);
      aft_chart_widen (&least, &most, scale->high);
    }
  plot->low = isnan (least) ? scale->least : CLAMP (least, scale->least, scale->most);
  plot->high = isnan (most) ? scale->most : CLAMP (most, scale->least, scale->most);
  lacking = whole * LEAST_SPAN - (plot->high - plot->low);
  if (lacking <= 0)
    return;
  plot->low = CLAMP (plot->low - lacking / 2, scale->least, scale->most - whole * LEAST_SPAN);
  plot->high = plot->low + whole * LEAST_SPAN;
}

void
aft_chart_plot_fit (AftChartPlot *plot,
                    const AftChartScale *scale,
                    double least,
                    double most,
                    guint wanted)
{
  double step; /* as shown */

  g_assert (scale->most > scale->least && scale->factor > 0);
  choose_range (plot, scale, least, most);
  step = round_up ((plot->high - plot->low) * scale->factor / wanted);
  plot->step = step / scale->factor;
  plot->digits = step < 1 ? (guint) ceil (-log10 (step) - 1e-9) : 0;
  plot->low = MAX (scale->least, floor (plot->low / plot->step + 1e-9) * plot->step);
  plot->high = MIN (scale->most, ceil (plot->high / plot->step - 1e-9) * plot->step);
}

double
aft_chart_plot_get_y (const AftChartPlot *plot, double value)
{
  double share = (value - plot->low) / (plot->high - plot->low);
  return plot->top + plot->height * (1 - CLAMP (share, 0, 1));
}

char *
aft_chart_scale_dup_text (const AftChartScale *scale, double value, guint digits)
{
  g_autofree char *number = aft_number_to_fixed (fabs (value) * scale->factor, digits);
  gboolean is_nought = strpbrk (number, "123456789") == NULL;

  return g_strconcat (value < 0 && !is_nought ? "−" : "", number,
                      scale->unit != NULL ? scale->unit : "", NULL);
}

typedef void (*TickFunc) (double value, const char *text, gpointer user_data);

static void
visit_ticks (const AftChartPlot *plot, const AftChartScale *scale, TickFunc visit, gpointer data)
{
  double first = ceil (plot->low / plot->step - 1e-9);

  for (guint i = 0; i < MOST_TICKS; i++)
    {
      double value = (first + i) * plot->step;
      if (value > plot->high + plot->step * 1e-6)
        return;
      g_autofree char *text = aft_chart_scale_dup_text (scale, value, plot->digits);
      visit (value, text, data);
    }
}

static void
measure_tick (double value, const char *text, gpointer user_data)
{
  double *most = user_data;

  (void) value;
  *most = MAX (*most, aft_svg_measure (text, AFT_CHART_TYPE));
}

double
aft_chart_plot_measure (const AftChartPlot *plot, const AftChartScale *scale)
{
  double most = 0;

  visit_ticks (plot, scale, measure_tick, &most);
  return most;
}

typedef struct
{
  const AftChartPlot *plot;
  AftSvg *svg;
} Axis;

static void
draw_tick (double value, const char *text, gpointer user_data)
{
  const Axis *axis = user_data;
  double y = aft_chart_plot_get_y (axis->plot, value);

  aft_svg_line (axis->svg,
                &(AftSvgBox){ .x = axis->plot->left, .y = y, .width = axis->plot->width },
                &(AftSvgStyle){ .stroke = AFT_SVG_FAINT, .width = 1 });
  aft_svg_text (axis->svg,
                &(AftSvgType){ .x = axis->plot->left - 6,
                               .y = y + AFT_CHART_TYPE * 0.35,
                               .size = AFT_CHART_TYPE,
                               .anchor = AFT_SVG_END,
                               .colour = AFT_SVG_MUTED },
                text);
}

void
aft_chart_plot_draw (const AftChartPlot *plot, const AftChartScale *scale, AftSvg *svg)
{
  visit_ticks (plot, scale, draw_tick, &(Axis){ plot, svg });
}

/* -- labels ------------------------------------------------------------------------------------
 */

static double
get_widest (AftChartLabelFunc get, gconstpointer steps, gsize n_steps)
{
  double widest = 0;

  for (gsize i = 0; i < n_steps; i++)
    if (get (steps, i) != NULL)
      widest = MAX (widest, aft_svg_measure (get (steps, i), AFT_CHART_TYPE));
  return widest;
}

void
aft_chart_labels_draw (const AftChartLabels *labels,
                       AftSvg *svg,
                       AftChartLabelFunc get,
                       gconstpointer steps,
                       gsize n_steps)
{
  double widest = get_widest (get, steps, n_steps);
  double last = labels->left + ((double) n_steps - 0.5) * labels->step;
  double moved = MAX (0, last + widest / 2 - labels->most); /* the last of them, to the left */
  gsize every = (gsize) MAX (1, ceil ((widest + moved + AFT_CHART_GAP) / labels->step));
  double limit = labels->most; /* where the label to the right begins */

  for (gsize i = n_steps; i-- > 0;)
    {
      const char *label = get (steps, i);
      double x = labels->left + ((double) i + 0.5) * labels->step;
      double width;
      if (label == NULL || (n_steps - 1 - i) % every != 0)
        continue;
      width = aft_svg_measure (label, AFT_CHART_TYPE);
      x = MIN (MAX (x, width / 2), labels->most - width / 2);
      if (x + width / 2 > limit || width > labels->most)
        continue;
      limit = x - width / 2 - AFT_CHART_GAP;
      aft_svg_text (svg,
                    &(AftSvgType){ .x = x,
                                   .y = labels->y,
                                   .size = AFT_CHART_TYPE,
                                   .anchor = AFT_SVG_MIDDLE,
                                   .colour = AFT_SVG_MUTED },
                    label);
    }
}

/* -- signs -------------------------------------------------------------------------------------
 */

void
aft_chart_mark_draw (AftSvg *svg, AftChartMark mark, double x, double y)
{
  g_autoptr (GString) path = g_string_new (NULL);
  double tip = mark == AFT_CHART_MARK_BETTER ? -6 : 6;

  if (mark == AFT_CHART_MARK_NONE)
    return;
  aft_svg_path_to (path, 'M', x, y + tip);
  aft_svg_path_to (path, 'L', x + 6, y - tip * 0.75);
  aft_svg_path_to (path, 'L', x - 6, y - tip * 0.75);
  g_string_append_c (path, 'Z');
  aft_svg_path (
      svg, path,
      &(AftSvgStyle){ .fill = mark == AFT_CHART_MARK_BETTER ? AFT_SVG_GOOD : AFT_SVG_ACCENT,
                      .stroke = AFT_SVG_RAISED,
                      .width = 1.5 });
}

void
aft_chart_thin_draw (AftSvg *svg, double x, double y)
{
  aft_svg_circle (svg, x, y, 3.5, &(AftSvgStyle){ .stroke = AFT_SVG_MUTED, .width = 1.5 });
}

void
aft_chart_hidden_draw (AftSvg *svg, double x, double y)
{
  aft_svg_line (svg, &(AftSvgBox){ .x = x - 4, .y = y + 4, .width = 8, .height = -8 },
                &(AftSvgStyle){ .stroke = AFT_SVG_MUTED, .width = 1.5 });
}

void
aft_chart_nothing_draw (AftSvg *svg, const AftSvgBox *box, const char *text)
{
  g_autofree char *fitting = NULL;

  if (text == NULL)
    return;
  fitting = aft_svg_dup_fitting (text, AFT_CHART_TYPE + 2, box->width);
  aft_svg_text (svg,
                &(AftSvgType){ .x = box->x + box->width / 2,
                               .y = box->y + box->height / 2,
                               .size = AFT_CHART_TYPE + 2,
                               .anchor = AFT_SVG_MIDDLE,
                               .colour = AFT_SVG_MUTED },
                fitting);
}

/* -- the legend --------------------------------------------------------------------------------
 */

static void
draw_key (AftSvg *svg, const AftChartKey *key, double x, double y)
{
  AftSvgBox across = { .x = x, .y = y, .width = KEY_WIDTH };
  double middle = x + KEY_WIDTH / 2;

  switch (key->shape)
    {
    case AFT_CHART_KEY_AREA:
      aft_svg_rect (svg, &(AftSvgBox){ x + 4, y - 6, KEY_WIDTH - 8, 12 }, &key->style, NULL);
      return;
    case AFT_CHART_KEY_LIMITS:
      across.y -= 3;
      aft_svg_line (svg, &across, &key->style);
      across.y += 6;
      aft_svg_line (svg, &across, &key->style);
      return;
    case AFT_CHART_KEY_BETTER:
      aft_chart_mark_draw (svg, AFT_CHART_MARK_BETTER, middle, y);
      return;
    case AFT_CHART_KEY_WORSE:
      aft_chart_mark_draw (svg, AFT_CHART_MARK_WORSE, middle, y);
      return;
    case AFT_CHART_KEY_THIN:
      aft_chart_thin_draw (svg, middle, y);
      return;
    case AFT_CHART_KEY_HIDDEN:
      aft_chart_hidden_draw (svg, middle, y);
      return;
    case AFT_CHART_KEY_LINE:
    case AFT_CHART_KEY_POINTS:
    default:
      aft_svg_line (svg, &across, &key->style);
      if (key->shape == AFT_CHART_KEY_POINTS)
        aft_svg_circle (svg, middle, y, 3, &(AftSvgStyle){ .fill = key->style.stroke });
    }
}

double
aft_chart_keys_draw (AftSvg *svg, const AftChartKey *keys, gsize n_keys, double top)
{
  double width = aft_svg_get_width (svg);
  double x = 0;
  double y = top;

  for (gsize i = 0; i < n_keys; i++)
    {
      g_autofree char *name = NULL;
      double needed;
      if (keys[i].name == NULL)
        continue;
      name = aft_svg_dup_fitting (keys[i].name, AFT_CHART_TYPE, width - KEY_WIDTH - 8);
      needed = KEY_WIDTH + 6 + aft_svg_measure (name, AFT_CHART_TYPE);
      if (x > 0 && x + needed > width)
        {
          x = 0;
          y += KEY_HEIGHT;
        }
      draw_key (svg, &keys[i], x, y + KEY_HEIGHT / 2);
      aft_svg_text (svg,
                    &(AftSvgType){ .x = x + KEY_WIDTH + 6,
                                   .y = y + KEY_HEIGHT / 2 + AFT_CHART_TYPE * 0.35,
                                   .size = AFT_CHART_TYPE,
                                   .colour = AFT_SVG_INK },
                    name);
      x += needed + KEY_GAP;
    }
  return x > 0 ? y + KEY_HEIGHT : top;
}
