/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures from sums: what answers are worth, added up as whole numbers and only at the end divided.
 * Says nothing about chance by itself: that is aft-interval.c and aft-comparison.c. */
#include "aft-figure.h"

#include "aft-interval.h"

#define BALANCE_PERCENT 100.0

static AftSample
make_empty (AftFigureKind kind, gint8 lowest, gint8 highest)
{
  return (AftSample){ .kind = kind, .lowest = lowest, .highest = highest };
}

AftSample
aft_sample_of_share (guint64 hits, guint64 n)
{
  AftSample sample = make_empty (AFT_FIGURE_SHARE, 0, 1);
  if (hits > n)
    return sample;

  sample.n = n;
  sample.sum = (gint64) hits;
  sample.squares = hits;
  return sample;
}

AftSample
aft_sample_of_balance (guint64 promoters, guint64 passives, guint64 detractors)
{
  AftSample sample = make_empty (AFT_FIGURE_BALANCE, -1, 1);
  sample.n = promoters + passives + detractors;
  sample.sum = (gint64) promoters - (gint64) detractors;
  sample.squares = promoters + detractors;
  return sample;
}

AftSample
aft_sample_of_scores (const guint64 *counts, gint8 lowest, gint8 highest)
{
  AftSample sample = make_empty (AFT_FIGURE_MEAN, lowest, highest);

  for (gint8 score = lowest; score <= highest; score++)
    {
      guint64 count = counts[score];
      sample.n += count;
      sample.sum += (gint64) count * score;
      sample.squares += count * (guint64) (score * score);
    }
  return sample;
}

static guint64
add_counts (const guint64 *counts, guint from, guint to)
{
  guint64 sum = 0;
  for (guint i = from; i <= to; i++)
    sum += counts[i];
  return sum;
}

static gboolean
is_face (AftMeasure measure)
{
  return measure == AFT_MEASURE_SATISFACTION
         || (measure >= AFT_MEASURE_ASPECT && measure < AFT_MEASURE_END);
}

AftSample
aft_sample_of_measure (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS])
{
  if (is_face (measure))
    return aft_sample_of_share (add_counts (counts, 4, 5), add_counts (counts, 1, 5));
  if (measure == AFT_MEASURE_RECOMMENDATION)
    return aft_sample_of_balance (add_counts (counts, 9, 10), add_counts (counts, 7, 8),
                                  add_counts (counts, 0, 6));
  if (measure == AFT_MEASURE_EFFORT)
    return aft_sample_of_scores (counts, 1, 7);
  if (measure == AFT_MEASURE_RETURN)
    return aft_sample_of_share (counts[0], add_counts (counts, 0, 2));
  return make_empty (AFT_FIGURE_SHARE, 0, 1);
}

void
aft_sample_add (AftSample *sample, const AftSample *other)
{
  if (sample->n == 0)
    {
      *sample = *other;
      return;
    }
  sample->n += other->n;
  sample->sum += other->sum;
  sample->squares += other->squares;
}

AftSample
aft_sample_subtract (const AftSample *whole, const AftSample *part)
{
  AftSample rest = *whole;
  rest.n -= part->n;
  rest.sum -= part->sum;
  rest.squares -= part->squares;
  return rest;
}

double
aft_sample_get_value (const AftSample *sample)
{
  if (sample->n == 0)
    return 0;
  double mean = (double) sample->sum / (double) sample->n;
  return sample->kind == AFT_FIGURE_BALANCE ? BALANCE_PERCENT * mean : mean;
}

static double
compute_variance (double n, double sum, double squares)
{
  double mean = sum / n;
  return MAX (0, squares / n - mean * mean);
}

double
aft_sample_get_variance (const AftSample *sample)
{
  if (sample->n == 0)
    return 0;
  return compute_variance ((double) sample->n, (double) sample->sum, (double) sample->squares);
}

double
aft_sample_get_cautious_variance (const AftSample *sample)
{
  double low = sample->lowest, high = sample->highest;
  return compute_variance ((double) sample->n + 1, (double) sample->sum + (low + high) / 2,
                           (double) sample->squares + (low * low + high * high) / 2);
}

AftFigure
aft_figure_of (const AftSample *sample, guint64 enough)
{
  AftFigure figure = { .n = sample->n };
  if (sample->n < MAX (enough, 1))
    return figure;

  AftInterval interval = aft_interval_of (sample, AFT_INTERVAL_Z);
  figure.is_known = TRUE;
  figure.value = aft_sample_get_value (sample);
  figure.low = MIN (interval.low, figure.value);
  figure.high = MAX (interval.high, figure.value);
  return figure;
}
