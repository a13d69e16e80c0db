/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance for the tests of the statistics: draws, and exact probabilities to hold against them. */
#include "aft-draws.h"

#include <math.h>

double
aft_draw_normal (GRand *random)
{
  double radius = sqrt (-2 * log (1 - g_rand_double (random)));
  return radius * cos (2 * G_PI * g_rand_double (random));
}

guint64
aft_draw_hits (GRand *random, guint n, double share)
{
  guint64 hits = 0;
  for (guint i = 0; i < n; i++)
    hits += g_rand_double (random) < share ? 1 : 0;
  return hits;
}

void
aft_draw_answers (GRand *random, guint n, const double *shares, guint size, guint64 *counts)
{
  for (guint i = 0; i < n; i++)
    {
      double place = g_rand_double (random);
      guint answer = 0;
      while (answer + 1 < size && place >= shares[answer])
        place -= shares[answer++];
      counts[answer]++;
    }
}

double
aft_draw_get_probability (guint n, guint hits, double share)
{
  double ways = lgamma (n + 1.0) - lgamma (hits + 1.0) - lgamma (n - hits + 1.0);
  return exp (ways + hits * log (share) + (n - hits) * log1p (-share));
}

void
aft_assert_numbers (const double *numbers, guint count)
{
  for (guint i = 0; i < count; i++)
    g_assert_true (isfinite (numbers[i]));
}
