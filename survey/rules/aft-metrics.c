/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSAT, NPS and CES from counts, and what one score says. One table holds the scales and where they
 * are cut. Intervals, trends and the comparison of figures are not here (survey/stats), nor is
 * which question of a survey carries which metric (its definition says so). */
#include "aft-metrics.h"

#include <math.h>

typedef struct
{
  const char *text;
  int minimum;
  int middle_from; /* below: AFT_METRIC_CLASS_LOW */
  int high_from;
  int maximum;
  const char *classes[3];
} MetricScale;

static const MetricScale scales[AFT_METRIC_KINDS] = {
  [AFT_METRIC_CSAT] = { "csat", 1, 3, 4, 5, { "dissatisfied", "neutral", "satisfied" } },
  [AFT_METRIC_NPS] = { "nps", 0, 7, 9, 10, { "detractor", "passive", "promoter" } },
  [AFT_METRIC_CES] = { "ces", 1, 4, 5, 7, { "hard", "neither", "easy" } },
};

gboolean
aft_metrics_kind_from_text (const char *text, AftMetricKind *ret_kind)
{
  for (guint i = 0; i < AFT_METRIC_KINDS; i++)
    if (g_strcmp0 (text, scales[i].text) == 0)
      {
        *ret_kind = (AftMetricKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
aft_metrics_kind_to_text (AftMetricKind kind)
{
  return scales[kind].text;
}

const char *
aft_metrics_class_to_text (AftMetricKind kind, AftMetricClass class)
{
  return scales[kind].classes[class];
}

int
aft_metrics_get_minimum (AftMetricKind kind)
{
  return scales[kind].minimum;
}

int
aft_metrics_get_maximum (AftMetricKind kind)
{
  return scales[kind].maximum;
}

static gboolean
is_on_scale (const MetricScale *scale, double score)
{
  return score >= scale->minimum && score <= scale->maximum && trunc (score) == score;
}

static AftMetricClass
find_class (const MetricScale *scale, int score)
{
  if (score >= scale->high_from)
    return AFT_METRIC_CLASS_HIGH;
  return score >= scale->middle_from ? AFT_METRIC_CLASS_MIDDLE : AFT_METRIC_CLASS_LOW;
}

gboolean
aft_metrics_classify (AftMetricKind kind, double score, AftMetricClass *ret_class)
{
  if (!is_on_scale (&scales[kind], score))
    return FALSE;
  *ret_class = find_class (&scales[kind], (int) score);
  return TRUE;
}

AftMetricTally
aft_metrics_tally_start (AftMetricKind kind)
{
  return (AftMetricTally){ .kind = kind };
}

gboolean
aft_metrics_tally_add (AftMetricTally *tally, double score)
{
  return aft_metrics_tally_add_count (tally, score, 1);
}

gboolean
aft_metrics_tally_add_count (AftMetricTally *tally, double score, guint64 count)
{
  if (!is_on_scale (&scales[tally->kind], score))
    return FALSE;
  tally->counts[(int) score] += count;
  return TRUE;
}

AftMetricResult
aft_metrics_compute (const AftMetricTally *tally)
{
  const MetricScale *scale = &scales[tally->kind];
  AftMetricResult result = { 0 };
  guint64 classes[3] = { 0 };
  double sum = 0, n;

  for (int score = scale->minimum; score <= scale->maximum; score++)
    {
      guint64 count = tally->counts[score];

      result.n += count;
      classes[find_class (scale, score)] += count;
      sum += (double) score * (double) count;
    }
  if (result.n == 0)
    return result;

  n = (double) result.n;
  result.is_known = TRUE;
  if (tally->kind == AFT_METRIC_CSAT)
    result.figure = 100 * (double) classes[AFT_METRIC_CLASS_HIGH] / n;
  else if (tally->kind == AFT_METRIC_NPS)
    result.figure
        = 100 * ((double) classes[AFT_METRIC_CLASS_HIGH] - (double) classes[AFT_METRIC_CLASS_LOW])
          / n;
  else
    result.figure = sum / n;
  return result;
}
