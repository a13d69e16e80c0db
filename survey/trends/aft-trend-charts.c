/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a view as pictures: fills the plain structs of survey/report, which draws them. What
 * is hidden or not enough becomes a gap; nothing is reckoned here. */
#include "aft-trend-charts.h"

#include <math.h>

#include "aft-trend-charts-private.h"

#define PERCENT 100.0

AftChartScale
aft_trend_chart_get_scale (AftMeasure measure)
{
  if (measure == AFT_MEASURE_RECOMMENDATION)
    return (AftChartScale){ .least = -100, .most = 100, .factor = 1 };
  if (measure == AFT_MEASURE_EFFORT)
    return (AftChartScale){ .least = 1, .most = 7, .factor = 1 };
  return (AftChartScale){ .least = 0, .most = 1, .factor = PERCENT, .unit = " %" };
}

char *
aft_trend_chart_keep (AftTrendDrawing *drawing, char *text)
{
  g_ptr_array_add (drawing->texts, text);
  return text;
}

/* Whether what went up is good; a mark says which. */
static AftChartMark
get_mark (const AftTrendView *view, AftTrendSignal signal)
{
  gboolean is_up = signal == AFT_TREND_ABOVE || signal == AFT_TREND_RISING;
  gboolean is_more_better = view->scope->measure != AFT_MEASURE_TROUBLE
                            && view->scope->measure != AFT_MEASURE_COMPLAINTS;
  if (signal == AFT_TREND_NO_SIGNAL)
    return AFT_CHART_MARK_NONE;
  return is_up == is_more_better ? AFT_CHART_MARK_BETTER : AFT_CHART_MARK_WORSE;
}

static AftChartMark
get_verdict_mark (AftTrendVerdict verdict)
{
  if (verdict == AFT_TREND_BETTER)
    return AFT_CHART_MARK_BETTER;
  return verdict == AFT_TREND_WORSE ? AFT_CHART_MARK_WORSE : AFT_CHART_MARK_NONE;
}

/* "10-03: 86 % ± 2". */
static const char *
tell (AftTrendDrawing *drawing, const char *label, const AftFigure *figure)
{
  const AftTrendView *view = drawing->view;
  g_autofree char *value
      = aft_trend_words_dup_figure (drawing->voice, view->scope->measure, figure);
  g_autofree char *count = aft_trend_dup_count (figure->n);
  if (figure->n == 0 || !figure->is_known)
    return aft_trend_chart_keep (
        drawing, g_strdup_printf (aft_trend_say (drawing->voice, N_ ("%1$s: %2$s")), label, value));
  /* The label, the figure, and how many answers it is of. */
  return aft_trend_chart_keep (
      drawing, g_strdup_printf (aft_trend_say (drawing->voice, N_ ("%1$s: %2$s, %3$s answers")),
                                label, value, count));
}

AftChartPoint *
aft_trend_chart_new_points (AftTrendDrawing *drawing, const GArray *points, AftStep step)
{
  AftChartPoint *drawn = g_new0 (AftChartPoint, points->len + 1);
  for (guint i = 0; i < points->len; i++)
    {
      const AftTrendPoint *point = &g_array_index (points, AftTrendPoint, i);
      const char *label = aft_trend_chart_keep (
          drawing, aft_trend_words_dup_step (drawing->voice, step, point->from_day));
      drawn[i] = aft_chart_point_new_gap (label);
      if (!point->is_hidden)
        drawn[i].says = tell (drawing, label, &point->figure);
      if (point->figure.is_known)
        {
          drawn[i].value = point->figure.value;
          drawn[i].low = point->figure.low;
          drawn[i].high = point->figure.high;
          drawn[i].mark = get_mark (drawing->view, point->signal);
        }
      if (point->has_limits)
        {
          drawn[i].lower = point->low_limit;
          drawn[i].upper = point->high_limit;
          drawn[i].expected = point->centre;
        }
    }
  return drawn;
}

/* The first point of the period itself. */
static gsize
find_first (const GArray *points)
{
  gsize first = 0;
  while (first < points->len && !g_array_index (points, AftTrendPoint, first).is_inside)
    first++;
  return first;
}

static char *
draw_line (AftTrendDrawing *drawing)
{
  const AftTrendVoice *voice = drawing->voice;
  const AftTrendView *view = drawing->view;
  g_autofree AftChartPoint *points = aft_trend_chart_new_points (drawing, view->points, view->step);
  AftChartLine line = {
    .title = aft_trend_words_get_measure (voice, view->scope->measure),
    .description = drawing->description,
    .scale = aft_trend_chart_get_scale (view->scope->measure),
    .names = { .value = aft_trend_words_get_measure (voice, view->scope->measure),
               .interval = aft_trend_say (voice, N_ ("Interval (95 %)")),
               .limits = aft_trend_say (voice, N_ ("Control limits")),
               .expected = aft_trend_say (voice, N_ ("Ordinary")),
               .better = aft_trend_say (voice, N_ ("better than ordinary")),
               .worse = aft_trend_say (voice, N_ ("worse than ordinary")) },
    .nothing = drawing->nothing,
    .points = points,
    .n_points = view->points->len,
    .first = find_first (view->points),
  };
  return aft_chart_line_draw (&line, &drawing->options);
}

/* Five parts, worst first; NPS has three, EFFORT none of its own here. */
static gboolean
get_shares (const AftTrendView *view, const AftTrendPoint *point, double *shares)
{
  guint64 n = point->figure.n;
  for (guint i = 0; i < AFT_CHART_PARTS; i++)
    shares[i] = point->figure.is_known && n > 0 ? (double) point->counts[i + 1] / (double) n : 0;
  return point->figure.is_known && view->scope->measure != AFT_MEASURE_EFFORT;
}

static gboolean
has_shares (const AftTrendView *view)
{
  return view->scope->measure == AFT_MEASURE_SATISFACTION
         || view->scope->measure >= AFT_MEASURE_ASPECT;
}

static char *
draw_shares (AftTrendDrawing *drawing)
{
  const AftTrendVoice *voice = drawing->voice;
  const AftTrendView *view = drawing->view;
  gsize first = find_first (view->points);
  gsize count = view->points->len - first;
  g_autofree AftChartColumn *columns = g_new0 (AftChartColumn, count + 1);
  for (gsize i = 0; i < count; i++)
    {
      const AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, first + i);
      columns[i].label = aft_trend_chart_keep (
          drawing, aft_trend_words_dup_step (voice, view->step, point->from_day));
      columns[i].is_known = get_shares (view, point, columns[i].shares);
    }
  AftChartShares shares = {
    .title = aft_trend_say (voice, N_ ("What the scores are made of")),
    .description = drawing->description,
    .nothing = drawing->nothing,
    .names = { aft_trend_say (voice, N_ ("1 very dissatisfied")), "2", "3", "4",
               aft_trend_say (voice, N_ ("5 very satisfied")) },
    .columns = columns,
    .n_columns = count,
  };
  return aft_chart_shares_draw (&shares, &drawing->options);
}

static char *
draw_pareto (AftTrendDrawing *drawing)
{
  const AftTrendVoice *voice = drawing->voice;
  const GArray *aspects = drawing->view->aspects;
  g_autofree AftChartCause *causes = g_new0 (AftChartCause, aspects->len + 1);
  guint named = 0;
  for (guint i = 0; i < aspects->len; i++)
    {
      const AftTrendAspect *aspect = &g_array_index (aspects, AftTrendAspect, i);
      g_autofree char *count = aft_trend_dup_count (aspect->named);
      g_autofree char *share = aft_trend_words_dup_share (voice, &aspect->figure);
      if (aspect->named == 0)
        continue;
      causes[named++] = (AftChartCause){
        .label = aft_trend_words_get_aspect (voice, aspect->aspect),
        .figure = aft_trend_chart_keep (drawing, aspect->figure.is_known
                                                     ? g_strconcat (count, " · ", share, NULL)
                                                     : g_strdup (count)),
        .count = aspect->named,
        .mark = get_verdict_mark (aspect->change.verdict),
      };
    }
  AftChartPareto pareto = {
    .title = aft_trend_words_get_part (voice, AFT_TREND_ASPECTS),
    .description = drawing->description,
    .nothing = aft_trend_say (voice, N_ ("Nothing was named.")),
    .bars = aft_trend_say (voice, N_ ("Named")),
    .sum = aft_trend_say (voice, N_ ("Added up")),
    .better = aft_trend_say (voice, N_ ("less often than before")),
    .worse = aft_trend_say (voice, N_ ("more often than before")),
    .unit = " %",
    .causes = causes,
    .n_causes = named,
  };
  return aft_chart_pareto_draw (&pareto, &drawing->options);
}

static gboolean
has_groups (GPtrArray *groups)
{
  return groups != NULL && groups->len > 1;
}

gboolean
aft_trend_chart_has (const AftTrendView *view, guint part)
{
  if (part == AFT_TREND_POINTS)
    return view->points != NULL && view->scope->measure != AFT_MEASURE_ANSWERS;
  if (part == AFT_TREND_HOURS)
    return view->hours != NULL && view->hours->len > 0
           && view->scope->measure == AFT_MEASURE_SATISFACTION;
  if (part == AFT_TREND_ASPECTS)
    return view->aspects != NULL;
  return part == AFT_TREND_BY_VENUE && has_groups (view->by_venue)
         && view->scope->measure != AFT_MEASURE_ANSWERS;
}

static char *
draw (AftTrendDrawing *drawing, const AftTrendChartOptions *options)
{
  if (options->part == AFT_TREND_HOURS)
    return aft_trend_chart_draw_hours (drawing);
  if (options->part == AFT_TREND_ASPECTS)
    return draw_pareto (drawing);
  if (options->part == AFT_TREND_BY_VENUE)
    return aft_trend_chart_draw_venues (drawing, options->first, options->most);
  if (options->is_shares)
    return has_shares (drawing->view) ? draw_shares (drawing) : NULL;
  return draw_line (drawing);
}

char *
aft_trend_chart_dup_svg (const AftTrendVoice *voice,
                         const AftTrendView *view,
                         const AftTrendChartOptions *options)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  AftTrendDrawing drawing = { .voice = voice,
                              .view = view,
                              .texts = texts,
                              .nothing = aft_trend_say (voice, N_ ("Not enough answers")),
                              .options = { .form = options->form,
                                           .language = voice->language,
                                           .width = options->width,
                                           .id = options->id } };
  if (!aft_trend_chart_has (view, options->part))
    return NULL;
  drawing.description = aft_trend_chart_keep (
      &drawing, aft_trend_words_dup_part_sentence (voice, view, options->part));
  return draw (&drawing, options);
}
