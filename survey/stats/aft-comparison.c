/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether figures differ by more than chance does: two of them, several groups, and many tests at
 * once. What is compared with what is the caller's. */
#include "aft-comparison.h"

#include <math.h>

#include "aft-interval.h"

/* erfc is 0 beyond. */
#define Z_END       39.0
#define Z_HALVINGS  60
#define SQUARE(x)   ((x) * (x))
#define NO_ANSWER_P 1.0

typedef struct
{
  const AftSample *now;
  const AftSample *before;
  double unrest;
} Pair;

typedef struct
{
  double down;
  double up;
} Reach;

/* How far the interval of now − before reaches from the difference. */
static Reach
compute_reach (const Pair *pair, double z)
{
  AftInterval now = aft_interval_of_unrest (pair->now, pair->unrest, z);
  AftInterval before = aft_interval_of_unrest (pair->before, pair->unrest, z);
  double now_value = aft_sample_get_value (pair->now);
  double before_value = aft_sample_get_value (pair->before);

  return (Reach){
    .down = sqrt (SQUARE (now_value - now.low) + SQUARE (before.high - before_value)),
    .up = sqrt (SQUARE (now.high - now_value) + SQUARE (before_value - before.low)),
  };
}

/* The level whose interval ends at 0: halving, as the reach grows with z. */
static double
compute_p_value (const Pair *pair, double difference)
{
  if (difference == 0)
    return 1;

  double low = 0, high = Z_END;
  for (guint i = 0; i < Z_HALVINGS; i++)
    {
      double middle = (low + high) / 2;
      Reach reach = compute_reach (pair, middle);
      if ((difference > 0 ? reach.down : reach.up) < fabs (difference))
        low = middle;
      else
        high = middle;
    }
  return erfc (low / G_SQRT2);
}

static double
get_range (const AftSample *sample)
{
  double range = sample->highest - sample->lowest;
  return sample->kind == AFT_FIGURE_BALANCE ? 100 * range : range;
}

AftComparison
aft_comparison_of_unrest (const AftSample *now,
                          const AftSample *before,
                          double unrest,
                          guint64 enough)
{
  AftComparison comparison = { .p_value = NO_ANSWER_P };
  if (MIN (now->n, before->n) < MAX (enough, 1))
    return comparison;

  Pair pair = { now, before, unrest };
  Reach reach = compute_reach (&pair, AFT_INTERVAL_Z);
  double difference = aft_sample_get_value (now) - aft_sample_get_value (before);
  double range = get_range (now);
  comparison.is_known = TRUE;
  comparison.difference = difference;
  comparison.low = MAX (difference - reach.down, -range);
  comparison.high = MIN (difference + reach.up, range);
  comparison.p_value = compute_p_value (&pair, difference);
  return comparison;
}

double
aft_comparison_get_margin (const AftSample *sample)
{
  switch (sample->kind)
    {
    case AFT_FIGURE_BALANCE:
      return AFT_COMPARISON_MARGIN_BALANCE;
    case AFT_FIGURE_MEAN:
      return AFT_COMPARISON_MARGIN_MEAN * get_range (sample);
    case AFT_FIGURE_SHARE:
    default:
      return AFT_COMPARISON_MARGIN_SHARE;
    }
}

AftVerdict
aft_comparison_judge (const AftComparison *comparison, double alpha, double margin)
{
  if (!comparison->is_known)
    return AFT_VERDICT_NOT_ENOUGH;
  if (comparison->p_value < alpha)
    return comparison->difference > 0 ? AFT_VERDICT_HIGHER : AFT_VERDICT_LOWER;
  if (comparison->low >= -margin && comparison->high <= margin)
    return AFT_VERDICT_UNCHANGED;
  return AFT_VERDICT_UNCLEAR;
}

/* P(χ² ≥ 2x) with 2a degrees: Q(a + 1, x) = Q(a, x) + xᵃe⁻ˣ/Γ(a + 1), from Q(½, x) = erfc √x or
 * Q(1, x) = e⁻ˣ (Abramowitz, Stegun 26.4.4, 26.4.5). Terms as logarithms: they neither under- nor
 * overflow with thousands of groups. */
static double
compute_chi_squared_tail (double chi_squared, guint degrees)
{
  double x = chi_squared / 2;
  if (!(x > 0))
    return 1;

  gboolean is_odd = degrees % 2 == 1;
  double a = is_odd ? 0.5 : 1;
  double tail = is_odd ? erfc (sqrt (x)) : exp (-x);
  double term = a * log (x) - x - (is_odd ? log (sqrt (G_PI) / 2) : 0);
  for (; 2 * a < degrees; a++)
    {
      tail += exp (term);
      term += log (x / (a + 1));
    }
  return MIN (tail, 1);
}

AftHomogeneity
aft_comparison_of_groups (const AftSample *samples, guint count, guint64 enough)
{
  AftHomogeneity homogeneity = { .p_value = NO_ANSWER_P };
  AftSample whole = { 0 };

  for (guint i = 0; i < count; i++)
    if (samples[i].n >= MAX (enough, 1))
      {
        homogeneity.groups++;
        aft_sample_add (&whole, &samples[i]);
      }
  if (homogeneity.groups < 2)
    return homogeneity;

  homogeneity.is_known = TRUE;
  double variance = aft_sample_get_variance (&whole);
  double mean = (double) whole.sum / (double) whole.n;
  for (guint i = 0; i < count && variance > 0; i++)
    if (samples[i].n >= MAX (enough, 1))
      {
        double n = (double) samples[i].n;
        homogeneity.chi_squared += n * SQUARE ((double) samples[i].sum / n - mean) / variance;
      }
  homogeneity.p_value = compute_chi_squared_tail (homogeneity.chi_squared, homogeneity.groups - 1);
  return homogeneity;
}

static int
compare_p_values (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const double *p_values = user_data;
  double a = p_values[*(const guint *) left], b = p_values[*(const guint *) right];
  return (a > b) - (a < b);
}

void
aft_comparison_adjust (const double *p_values, double *ret_adjusted, guint count)
{
  g_autofree guint *order = g_new (guint, count + 1);
  g_autofree double *originals = g_memdup2 (p_values, count * sizeof (double));
  double least = 1;

  for (guint i = 0; i < count; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) count, sizeof (guint), compare_p_values, originals);
  for (guint rank = count; rank > 0; rank--)
    {
      guint place = order[rank - 1];
      least = MIN (least, originals[place] * count / rank);
      ret_adjusted[place] = least;
    }
}
