/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From counted days to figures and verdicts. What is better is decided here and nowhere else; how
 * sure one can be is reckoned in survey/stats. */
#include <math.h>

#include "aft-comparison.h"
#include "aft-trend-change-private.h"
#include "aft-unrest.h"

#define ANY AFT_ASPECTS /* the place of answers that name anything */

void
aft_trend_days_add_up (const GArray *days, AftPeriod period, guint64 counts[AFT_TREND_COUNTS])
{
  for (guint i = 0; i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      for (guint j = 0;
           day->day >= period.from_day && day->day <= period.to_day && j < AFT_TREND_COUNTS; j++)
        counts[j] += day->counts[j];
    }
}

AftSample
aft_trend_sample_of (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS])
{
  return measure == AFT_MEASURE_TROUBLE || measure == AFT_MEASURE_COMPLAINTS
             ? aft_sample_of_share (counts[ANY], counts[AFT_TREND_BASE])
             : aft_sample_of_measure (measure, counts);
}

guint64
aft_trend_count_of (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS])
{
  if (measure == AFT_MEASURE_ANSWERS)
    return counts[AFT_ANSWERS_COMPLETE] + counts[AFT_ANSWERS_PARTIAL] + counts[AFT_ANSWERS_TAP];
  return aft_trend_sample_of (measure, counts).n;
}

gboolean
aft_trend_is_more_better (AftMeasure measure)
{
  return measure != AFT_MEASURE_TROUBLE && measure != AFT_MEASURE_COMPLAINTS;
}

AftTrendChange
aft_trend_change_none (void)
{
  return (AftTrendChange){ .verdict = AFT_TREND_NOT_KNOWN, .p = NAN };
}

static AftTrendVerdict
judge (const AftComparison *comparison, const AftSample *kind, gboolean is_more_better)
{
  switch (aft_comparison_judge (comparison, AFT_COMPARISON_ALPHA, aft_comparison_get_margin (kind)))
    {
    case AFT_VERDICT_HIGHER:
      return is_more_better ? AFT_TREND_BETTER : AFT_TREND_WORSE;
    case AFT_VERDICT_LOWER:
      return is_more_better ? AFT_TREND_WORSE : AFT_TREND_BETTER;
    case AFT_VERDICT_UNCHANGED:
      return AFT_TREND_SAME;
    case AFT_VERDICT_UNCLEAR:
      return AFT_TREND_CANNOT_TELL;
    case AFT_VERDICT_NOT_ENOUGH:
    default:
      return AFT_TREND_NOT_KNOWN;
    }
}

AftTrendChange
aft_trend_change_of (const AftSample *now,
                     const AftSample *before,
                     gboolean is_more_better,
                     guint64 enough)
{
  return aft_trend_change_of_unrest (now, before, 1, is_more_better, enough);
}

AftTrendChange
aft_trend_change_of_unrest (const AftSample *now,
                            const AftSample *before,
                            double unrest,
                            gboolean is_more_better,
                            guint64 enough)
{
  AftTrendChange change = aft_trend_change_none ();
  if (now->n == 0)
    {
      change.verdict = AFT_TREND_NOTHING_THERE;
      return change;
    }
  AftComparison comparison = aft_comparison_of_unrest (now, before, unrest, enough);
  if (!comparison.is_known)
    return change;
  change.verdict = judge (&comparison, now, is_more_better);
  change.difference = (AftFigure){ .is_known = TRUE,
                                   .n = now->n,
                                   .value = comparison.difference,
                                   .low = comparison.low,
                                   .high = comparison.high };
  change.p = comparison.p_value;
  return change;
}

static void
append_days (GArray *points, const GArray *days, AftMeasure measure, AftPeriod period)
{
  for (guint i = 0; i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      if (day->day < period.from_day || day->day > period.to_day)
        continue;
      AftControlPoint point = { .sample = aft_trend_sample_of (measure, day->counts),
                                .weekday = aft_calendar_get_weekday (day->day) };
      g_array_append_val (points, point);
    }
}

double
aft_trend_days_get_unrest (const GArray *days, AftMeasure measure, AftPeriod before, AftPeriod now)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (AftControlPoint));
  append_days (points, days, measure, before);
  guint split = points->len;
  append_days (points, days, measure, now);
  return aft_unrest_of ((const AftControlPoint *) (void *) points->data, points->len, split);
}

static AftComparison
get_comparison (const AftTrendChange *change, double p)
{
  return (AftComparison){ .is_known = TRUE,
                          .difference = change->difference.value,
                          .low = change->difference.low,
                          .high = change->difference.high,
                          .p_value = p };
}

void
aft_trend_changes_adjust (AftTrendChange **changes,
                          guint count,
                          const AftSample *kind,
                          gboolean is_more_better)
{
  g_autofree double *p_values = g_new (double, count + 1);
  guint known = 0;
  for (guint i = 0; i < count; i++)
    if (changes[i]->difference.is_known)
      p_values[known++] = changes[i]->p;
  aft_comparison_adjust (p_values, p_values, known);
  known = 0;
  for (guint i = 0; i < count; i++)
    if (changes[i]->difference.is_known)
      {
        AftComparison comparison = get_comparison (changes[i], p_values[known++]);
        changes[i]->p = comparison.p_value;
        changes[i]->verdict = judge (&comparison, kind, is_more_better);
      }
}
