/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A measure over time. The steps of the period come after those that show what was ordinary before
 * it, so that the steps inside add up to the period; where a control chart draws its limits and
 * what it signals is reckoned in survey/stats. */
#include <math.h>

#include "aft-control-chart.h"
#include "aft-trend-change-private.h"
#include "aft-trend-hiding.h"
#include "aft-trend-series-private.h"

#define WEEK_DAYS   7
#define MONTH_DAYS  30
#define YEAR_MONTHS 12

AftStep
aft_trend_series_choose_step (const AftTrendScope *scope, guint64 n)
{
  AftPeriod elapsed = aft_trend_scope_get_elapsed (scope);
  double daily = (double) n / aft_period_count_days (elapsed);
  AftStep step = scope->step;
  if (scope->has_step || n == 0)
    return step;
  if (step == AFT_STEP_DAY && daily < (double) scope->enough)
    step = AFT_STEP_WEEK;
  return step == AFT_STEP_WEEK && daily * WEEK_DAYS < (double) scope->enough ? AFT_STEP_MONTH
                                                                             : step;
}

static gint32
get_month_start (gint32 day, guint months)
{
  AftDate date = aft_calendar_date_of (day);
  gint index = date.year * YEAR_MONTHS + date.month - 1 - (gint) months;
  gint32 start = 0;
  AftDate first = { index / YEAR_MONTHS, index % YEAR_MONTHS + 1, 1 };
  return aft_calendar_day_from_date (first, &start) ? start : 0;
}

gint32
aft_trend_series_get_start (AftPeriod elapsed, AftStep step)
{
  gint32 from = elapsed.from_day;
  gint32 weekday = (gint32) aft_calendar_get_weekday (from);
  if (step == AFT_STEP_DAY)
    from -= AFT_CONTROL_BASELINE_DAYS;
  else if (step == AFT_STEP_WEEK)
    from -= weekday - 1 + AFT_CONTROL_BASELINE_STEPS * WEEK_DAYS;
  else
    return get_month_start (from, AFT_CONTROL_BASELINE_STEPS);
  return MAX (from, 0);
}

/* From the step with the first answers on: before it there was nothing to be ordinary. */
static gint32
find_first (const GArray *days, gint32 start, gint32 otherwise)
{
  gint32 first = otherwise;
  for (guint i = 0; i < days->len; i++)
    first = MIN (first, g_array_index (days, AftTrendDay, i).day);
  return MAX (first, start);
}

static void
append_steps (GArray *points, AftPeriod period, AftStep step, gboolean is_inside)
{
  g_autoptr (GArray) spans = aft_period_cut (period, step);
  for (guint i = 0; i < spans->len; i++)
    {
      const AftStepSpan *span = &g_array_index (spans, AftStepSpan, i);
      AftTrendPoint point = { .from_day = span->period.from_day,
                              .to_day = span->period.to_day,
                              .is_partial = span->is_partial,
                              .is_inside = is_inside };
      g_array_append_val (points, point);
    }
}

static GArray *
new_points (const AftTrendView *view, const GArray *days, AftStep step)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (AftTrendPoint));
  gint32 start = aft_trend_series_get_start (view->elapsed, step);
  gint32 first = find_first (days, start, view->elapsed.from_day);
  if (first < view->elapsed.from_day)
    {
      /* Whole steps, but for the one that the period cuts. */
      AftPeriod before = { start, view->elapsed.from_day - 1 };
      append_steps (points, before, step, FALSE);
      while (points->len > 0 && g_array_index (points, AftTrendPoint, 0).to_day < first)
        g_array_remove_index (points, 0);
    }
  append_steps (points, view->elapsed, step, TRUE);
  return g_steal_pointer (&points);
}

/* @days are in order of time, as are the points. */
static void
count_points (GArray *points, const GArray *days)
{
  guint at = 0;
  for (guint i = 0; i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      while (at < points->len && g_array_index (points, AftTrendPoint, at).to_day < day->day)
        at++;
      if (at >= points->len)
        return;
      AftTrendPoint *point = &g_array_index (points, AftTrendPoint, at);
      for (guint j = 0; day->day >= point->from_day && j < AFT_TREND_COUNTS; j++)
        point->counts[j] += day->counts[j];
    }
}

static guint
count_before (const GArray *points)
{
  guint before = 0;
  while (before < points->len && !g_array_index (points, AftTrendPoint, before).is_inside)
    before++;
  return before;
}

/* What went before the period, or, where that is little, the least that limits can be drawn from.
 */
static guint
choose_baseline (const GArray *points, AftStep step)
{
  guint least = step == AFT_STEP_DAY ? AFT_CONTROL_BASELINE_WEEKDAYS * WEEK_DAYS
                                     : AFT_CONTROL_BASELINE_POINTS;
  return MIN (MAX (count_before (points), least), points->len);
}

static AftTrendSignal
read_signal (const AftControlResult *result)
{
  if (result->signals & AFT_CONTROL_POINT_SIGNAL)
    return result->z < 0 ? AFT_TREND_BELOW : AFT_TREND_ABOVE;
  if (result->signals & AFT_CONTROL_EWMA_SIGNAL)
    return result->ewma < 0 ? AFT_TREND_FALLING : AFT_TREND_RISING;
  if (result->signals & AFT_CONTROL_CUSUM_SIGNAL)
    return result->below > result->above ? AFT_TREND_FALLING : AFT_TREND_RISING;
  return AFT_TREND_NO_SIGNAL;
}

static void
put_limits (AftTrendPoint *point, const AftControlResult *result)
{
  point->has_limits = result->is_judged;
  point->centre = result->is_judged ? result->center : 0;
  point->low_limit = result->is_judged ? result->low : 0;
  point->high_limit = result->is_judged ? result->high : 0;
  point->signal = result->is_judged ? read_signal (result) : AFT_TREND_NO_SIGNAL;
}

/* The last level that reaches into the period. */
static void
put_shift (AftTrendView *view, const AftControlPoint *points, const AftControlResult *results)
{
  guint inside = count_before (view->points);
  g_autoptr (GArray) changes = aft_control_chart_list_changes (points, results, view->points->len);
  for (guint i = 0; i < changes->len; i++)
    {
      const AftControlChange *change = &g_array_index (changes, AftControlChange, i);
      if (change->last < inside)
        continue;
      view->has_shift = TRUE;
      view->shift_day = g_array_index (view->points, AftTrendPoint, change->since).from_day;
      view->shift = change->is_drop ? AFT_TREND_FALLING : AFT_TREND_RISING;
      view->is_shift_lasting = !change->is_over;
    }
}

static void
judge_points (AftTrendView *view)
{
  guint count = view->points->len;
  g_autofree AftControlPoint *points = g_new0 (AftControlPoint, count + 1);
  g_autofree AftControlResult *results = g_new0 (AftControlResult, count + 1);
  for (guint i = 0; i < count; i++)
    {
      const AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, i);
      points[i].sample = aft_trend_sample_of (view->scope->measure, point->counts);
      points[i].weekday
          = view->step == AFT_STEP_DAY ? aft_calendar_get_weekday (point->from_day) : 0;
    }
  guint baseline = choose_baseline (view->points, view->step);
  if (!aft_control_chart_compute (points, count, baseline, results))
    return;
  for (guint i = 0; i < count; i++)
    put_limits (&g_array_index (view->points, AftTrendPoint, i), &results[i]);
  put_shift (view, points, results);
}

/* Takes out what would show a handful of guests. */
static guint
hide_points (AftTrendView *view)
{
  guint count = view->points->len;
  g_autofree guint64 *counts = g_new0 (guint64, count + 1);
  g_autofree gboolean *is_hidden = g_new0 (gboolean, count + 1);
  guint hidden = 0;
  for (guint i = 0; i < count; i++)
    counts[i] = aft_trend_count_of (view->scope->measure,
                                    g_array_index (view->points, AftTrendPoint, i).counts);
  /* One step is the whole itself. */
  if (count > 1)
    hidden = (guint) aft_trend_hide_parts (counts, count, view->scope->few, is_hidden);
  for (guint i = 0; i < count; i++)
    {
      AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, i);
      if (!is_hidden[i])
        continue;
      *point = (AftTrendPoint){ .from_day = point->from_day,
                                .to_day = point->to_day,
                                .is_partial = point->is_partial,
                                .is_inside = point->is_inside,
                                .is_hidden = TRUE };
    }
  return hidden;
}

static void
put_figures (GArray *points, const AftTrendScope *scope)
{
  for (guint i = 0; i < points->len; i++)
    {
      AftTrendPoint *point = &g_array_index (points, AftTrendPoint, i);
      AftSample sample = aft_trend_sample_of (scope->measure, point->counts);
      point->figure = aft_figure_of (&sample, scope->enough);
      point->figure.n = aft_trend_count_of (scope->measure, point->counts);
    }
}

guint
aft_trend_series_fill (AftTrendView *view, const GArray *days)
{
  view->points = new_points (view, days, view->step);
  count_points (view->points, days);
  put_figures (view->points, view->scope);
  judge_points (view);
  return hide_points (view);
}

GArray *
aft_trend_series_new_venue (const AftTrendView *view, const GArray *days)
{
  g_autoptr (GArray) points = new_points (view, days, view->venue_step);
  count_points (points, days);
  put_figures (points, view->scope);
  for (guint i = 0; i < points->len; i++)
    {
      AftTrendPoint *point = &g_array_index (points, AftTrendPoint, i);
      point->figure.n = 0;
      for (guint j = 0; j < AFT_TREND_COUNTS; j++)
        point->counts[j] = 0;
    }
  return g_steal_pointer (&points);
}
