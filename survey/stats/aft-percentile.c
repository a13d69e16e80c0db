/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles of times, with intervals from the order of the values alone. */
#include "aft-percentile.h"

#include <math.h>

#define TAIL 0.025
/* Terms of the binomial below that of its mode's weight are nothing. */
#define NOTHING 1e-18

static int
compare_values (gconstpointer left, gconstpointer right)
{
  gint64 a = *(const gint64 *) left, b = *(const gint64 *) right;
  return (a > b) - (a < b);
}

void
aft_percentile_sort (gint64 *values, gsize count)
{
  if (count > 1)
    qsort (values, count, sizeof *values, compare_values);
}

/* Binomial weights, 1 at the mode: those beyond @first and @last are nothing. */
typedef struct
{
  gsize first;
  gsize last;
  double first_weight;
  double last_weight;
  double total;
} Weights;

/* Weight of k + 1 out of that of k. */
static double
compute_step (gsize count, gsize k, double share)
{
  return (double) (count - k) / (double) (k + 1) * share / (1 - share);
}

static Weights
sum_weights (gsize count, double share)
{
  gsize mode = MIN ((gsize) floor ((double) (count + 1) * share), count);
  Weights weights = { mode, mode, 1, 1, 1 };

  for (double weight = 1; weights.first > 0; weights.first--)
    {
      weight /= compute_step (count, weights.first - 1, share);
      if (weight < NOTHING)
        break;
      weights.first_weight = weight;
      weights.total += weight;
    }
  for (double weight = 1; weights.last < count; weights.last++)
    {
      weight *= compute_step (count, weights.last, share);
      if (weight < NOTHING)
        break;
      weights.last_weight = weight;
      weights.total += weight;
    }
  return weights;
}

/* The ranks l and u, from 1; 0, and count + 1, where there is none. */
static void
find_ranks (gsize count, double share, gsize *ret_low, gsize *ret_high)
{
  Weights weights = sum_weights (count, share);
  double limit = TAIL * weights.total;
  double sum = 0, weight = weights.first_weight;
  gsize k = weights.first;

  for (; sum + weight <= limit; k++)
    {
      sum += weight;
      weight *= compute_step (count, k, share);
    }
  *ret_low = k;

  sum = 0;
  weight = weights.last_weight;
  for (k = weights.last; sum + weight <= limit; k--)
    {
      sum += weight;
      weight /= compute_step (count, k - 1, share);
    }
  *ret_high = k + 1;
}

AftFigure
aft_percentile_of (const gint64 *sorted, gsize count, double share, guint64 enough)
{
  AftFigure figure = { .n = count };
  gsize low = 0, high = 0;
  if (count < MAX (enough, 1) || !(share > 0 && share < 1))
    return figure;
  find_ranks (count, share, &low, &high);
  if (low < 1 || high > count)
    return figure;

  double place = (double) (count - 1) * share;
  gsize below = (gsize) floor (place);
  double value = (double) sorted[below];
  if (below + 1 < count)
    value += (place - (double) below) * ((double) sorted[below + 1] - (double) sorted[below]);
  figure.is_known = TRUE;
  figure.value = value;
  figure.low = MIN ((double) sorted[low - 1], value);
  figure.high = MAX ((double) sorted[high - 1], value);
  return figure;
}
