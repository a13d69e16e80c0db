/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control charts: what is ordinary, learnt from the first points, and which of the others are not.
 * How often a chart is wrong by chance is reckoned in aft-run-length.c; what is said of it in words
 * is the caller's. */
#include "aft-control-chart.h"

#include <math.h>

#define LEVELS 8 /* none, and Monday to Sunday */
/* E|X₁ − X₂| of two standard normal values: d₂ for moving ranges of two. */
#define MOVING_RANGE 1.1283791670955126
/* A level nearer to an end of the scale than so many answers is taken to be as far: what is rare is
 * not normal, and three standard deviations of nearly nothing are nearly nothing. */
#define RARE_ANSWERS 2.0
#define HALVINGS     30

/* What is ordinary. Means of single answers, in units of AftSample.sum. */
typedef struct
{
  double levels[LEVELS];
  gboolean has_level[LEVELS];
  double variance; /* of one answer */
  double between;  /* of levels from point to point, beyond chance; ≥ 0 */
} Baseline;

static gboolean
is_usable (const AftControlPoint *point)
{
  return point->sample.n >= AFT_CONTROL_LEAST;
}

static double
get_mean (const AftSample *sample)
{
  return (double) sample->sum / (double) sample->n;
}

static double
get_sigma (const Baseline *baseline, const AftSample *sample)
{
  double range = sample->highest - sample->lowest;
  double rare = MIN (RARE_ANSWERS / (double) sample->n, 0.5);
  double least = range * range * rare * (1 - rare);
  return sqrt (MAX (baseline->variance, least) / (double) sample->n + baseline->between);
}

/* σ_z: the mean moving range of z over the baseline, 1 where there is nothing but chance. */
static double
compute_spread (const AftControlPoint *points, guint count, const Baseline *baseline)
{
  double sum = 0, previous = 0;
  guint seen = 0;

  for (guint i = 0; i < count; i++)
    {
      const AftControlPoint *point = &points[i];
      if (!is_usable (point) || !baseline->has_level[point->weekday])
        continue;
      double z = (get_mean (&point->sample) - baseline->levels[point->weekday])
                 / get_sigma (baseline, &point->sample);
      if (seen++ > 0)
        sum += fabs (z - previous);
      previous = z;
    }
  return seen > 1 ? sum / (seen - 1) / MOVING_RANGE : 1;
}

/* The least variance between points that brings σ_z down to 1: by halving, as it only falls. */
static void
learn_between (const AftControlPoint *points, guint count, double range, Baseline *baseline)
{
  double low = 0, high = range * range;

  baseline->between = 0;
  if (compute_spread (points, count, baseline) <= 1)
    return;
  for (guint i = 0; i < HALVINGS; i++)
    {
      baseline->between = (low + high) / 2;
      if (compute_spread (points, count, baseline) > 1)
        low = baseline->between;
      else
        high = baseline->between;
    }
}

/* The answers of each weekday of the baseline, and on how many points they are. */
typedef struct
{
  AftSample samples[LEVELS];
  guint usable[LEVELS];
  AftSample whole;
  guint all;
} Sums;

/* Weekdays differ by chance, too. Their own levels are drawn together as far as chance explains
 * them: by 1 − degrees/χ², never below 0 (W. James, C. Stein, "Estimation with quadratic loss",
 * 1961). */
static void
draw_together (Baseline *baseline, const Sums *sums)
{
  double mean = get_mean (&sums->whole), chi_squared = 0, degrees = -1;

  for (guint i = 0; i < LEVELS; i++)
    if (sums->usable[i] > 0)
      {
        double off = baseline->levels[i] - mean;
        double variance = baseline->variance / (double) sums->samples[i].n
                          + baseline->between / sums->usable[i];
        chi_squared += off * off / variance;
        degrees++;
      }
  double keep = chi_squared > degrees ? 1 - degrees / chi_squared : 0;
  for (guint i = 0; i < LEVELS; i++)
    baseline->levels[i] = mean + keep * (baseline->levels[i] - mean);
}

static Sums
sum_up_baseline (const AftControlPoint *points, guint count)
{
  Sums sums = { 0 };

  for (guint i = 0; i < count; i++)
    if (is_usable (&points[i]))
      {
        aft_sample_add (&sums.samples[points[i].weekday], &points[i].sample);
        aft_sample_add (&sums.whole, &points[i].sample);
        sums.usable[points[i].weekday]++;
        sums.all++;
      }
  return sums;
}

/* FALSE: too few points to learn from. */
static gboolean
learn (const AftControlPoint *points, guint count, Baseline *ret_baseline)
{
  Sums sums = sum_up_baseline (points, count);
  Baseline baseline = { 0 };
  if (sums.all < AFT_CONTROL_BASELINE_POINTS)
    return FALSE;

  for (guint i = 0; i < LEVELS; i++)
    {
      baseline.has_level[i] = sums.usable[i] >= (i == 0 ? 1 : AFT_CONTROL_BASELINE_WEEKDAYS);
      baseline.levels[i] = get_mean (sums.usable[i] > 0 ? &sums.samples[i] : &sums.whole);
    }
  double range = sums.whole.highest - sums.whole.lowest;
  baseline.variance = aft_sample_get_cautious_variance (&sums.whole);
  learn_between (points, count, range, &baseline);
  draw_together (&baseline, &sums);
  learn_between (points, count, range, &baseline);
  *ret_baseline = baseline;
  return TRUE;
}

static void
judge (const Baseline *baseline, const AftSample *sample, guint weekday, AftControlResult *result)
{
  double unit = sample->kind == AFT_FIGURE_BALANCE ? 100 : 1;
  double level = baseline->levels[weekday];
  double sigma = get_sigma (baseline, sample);
  double reach = AFT_CONTROL_WIDTH * sigma;

  result->is_judged = TRUE;
  result->center = unit * level;
  result->low = unit * MAX (level - reach, sample->lowest);
  result->high = unit * MIN (level + reach, sample->highest);
  result->z = (get_mean (sample) - level) / sigma;
  if (fabs (result->z) > AFT_CONTROL_WIDTH)
    result->signals |= AFT_CONTROL_POINT_SIGNAL;
}

/* The memory of the chart from one judged point to the next. */
typedef struct
{
  double ewma;
  double above;
  double below;
} Memory;

static void
remember (Memory *memory, AftControlResult *result)
{
  double lambda = AFT_CONTROL_EWMA_LAMBDA;
  double ewma_limit = AFT_CONTROL_EWMA_WIDTH * sqrt (lambda / (2 - lambda));

  memory->ewma += lambda * (result->z - memory->ewma);
  memory->above = MAX (0, memory->above + result->z - AFT_CONTROL_CUSUM_SLACK);
  memory->below = MAX (0, memory->below - result->z - AFT_CONTROL_CUSUM_SLACK);
  result->ewma = memory->ewma;
  result->above = memory->above;
  result->below = memory->below;
  if (fabs (memory->ewma) > ewma_limit)
    {
      result->signals |= AFT_CONTROL_EWMA_SIGNAL;
      memory->ewma = 0;
    }
  if (MAX (memory->above, memory->below) > AFT_CONTROL_CUSUM_LIMIT)
    {
      result->signals |= AFT_CONTROL_CUSUM_SIGNAL;
      memory->above = 0;
      memory->below = 0;
    }
}

gboolean
aft_control_chart_compute (const AftControlPoint *points,
                           guint count,
                           guint baseline,
                           AftControlResult *ret_results)
{
  Baseline ordinary;
  Memory memory = { 0 };
  gboolean is_learnt = learn (points, MIN (baseline, count), &ordinary);

  for (guint i = 0; i < count; i++)
    {
      const AftControlPoint *point = &points[i];
      AftControlResult *result = &ret_results[i];

      *result = (AftControlResult){ .has_value = point->sample.n > 0,
                                    .is_baseline = i < baseline,
                                    .value = aft_sample_get_value (&point->sample) };
      if (!is_learnt || !is_usable (point) || !ordinary.has_level[point->weekday])
        continue;
      judge (&ordinary, &point->sample, point->weekday, result);
      if (!result->is_baseline)
        remember (&memory, result);
    }
  return is_learnt;
}

/* One side of a CUSUM, and behind which point it was last 0. */
typedef struct
{
  double sum;
  guint since;
} Side;

static void
add_to_side (Side *side, guint place, double z)
{
  if (side->sum <= 0)
    side->since = place;
  side->sum = MAX (0, side->sum + z - AFT_CONTROL_CUSUM_SLACK);
}

/* From @from on; FALSE: nothing changes. Sets is_drop, since and signalled. */
static gboolean
find_next (const AftControlResult *results, guint count, guint from, AftControlChange *change)
{
  Side up = { 0 }, down = { 0 };

  for (guint i = from; i < count; i++)
    {
      if (!results[i].is_judged || results[i].is_baseline)
        continue;
      add_to_side (&up, i, results[i].z);
      add_to_side (&down, i, -results[i].z);
      if (MAX (up.sum, down.sum) > AFT_CONTROL_CHANGE_LIMIT)
        {
          change->is_drop = down.sum > up.sum;
          change->since = change->is_drop ? down.since : up.since;
          change->signalled = i;
          return TRUE;
        }
    }
  return FALSE;
}

static double
get_signed_z (const AftControlChange *change, const AftControlResult *result)
{
  return change->is_drop ? -result->z : result->z;
}

/* The most likely first point of the new level, from the one the CUSUM reckons on: that whose mean
 * of z until the signal, times the root of their number, is furthest from 0. */
static void
find_since (const AftControlResult *results, AftControlChange *change)
{
  double sum = 0, furthest = 0;
  guint seen = 0, earliest = change->since;

  for (guint i = change->signalled + 1; i > earliest; i--)
    {
      if (!results[i - 1].is_judged)
        continue;
      sum += get_signed_z (change, &results[i - 1]);
      seen++;
      if (sum <= furthest * sqrt (seen))
        continue;
      furthest = sum / sqrt (seen);
      change->since = i - 1;
    }
}

/* A CUSUM the other way round, from the new level back to the old one, halfway between them: the
 * level is over where its walk is highest, once it has fallen from there by the limit. */
static void
find_end (const AftControlResult *results, guint count, AftControlChange *change)
{
  double level = 0, walk = 0, highest = 0;
  guint seen = 0;

  for (guint i = change->since; i <= change->signalled; i++)
    if (results[i].is_judged)
      {
        level += get_signed_z (change, &results[i]);
        seen++;
      }
  level /= seen;
  change->last = change->signalled;
  for (guint i = change->since; i < count && highest - walk <= AFT_CONTROL_CUSUM_LIMIT; i++)
    {
      if (!results[i].is_judged)
        continue;
      walk += get_signed_z (change, &results[i]) - level / 2;
      if (walk < highest || i < change->signalled)
        continue;
      highest = walk;
      change->last = i;
    }
  change->is_over = highest - walk > AFT_CONTROL_CUSUM_LIMIT;
  if (!change->is_over)
    change->last = count - 1;
}

static void
sum_up (const AftControlPoint *points, const AftControlResult *results, AftControlChange *change)
{
  double center = 0, weight = 0;

  for (guint i = change->since; i <= change->last; i++)
    {
      if (!results[i].is_judged)
        continue;
      double n = (double) points[i].sample.n;
      aft_sample_add (&change->sample, &points[i].sample);
      center += n * results[i].center;
      weight += n;
    }
  change->center = center / weight;
}

GArray *
aft_control_chart_list_changes (const AftControlPoint *points,
                                const AftControlResult *results,
                                guint count)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (AftControlChange));
  AftControlChange change = { 0 };

  for (guint from = 0; find_next (results, count, from, &change); change = (AftControlChange){ 0 })
    {
      find_end (results, count, &change);
      find_since (results, &change);
      sum_up (points, results, &change);
      from = change.last + 1;
      g_array_append_val (changes, change);
    }
  return g_steal_pointer (&changes);
}
