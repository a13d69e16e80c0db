/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles of times: reckoned by hand, and how often their intervals hold the truth. */
#include <math.h>

#include "aft-draws.h"
#include "aft-percentile.h"

static void
test_values_between_two_are_in_proportion (void)
{
  gint64 values[] = { 50, 10, 30, 20, 40, 60, 80, 70 };

  aft_percentile_sort (values, G_N_ELEMENTS (values));
  for (guint i = 1; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpint (values[i - 1], <, values[i]);
  AftFigure median = aft_percentile_of (values, G_N_ELEMENTS (values), 0.5, 1);
  g_assert_true (median.is_known);
  g_assert_cmpuint (median.n, ==, 8);
  g_assert_cmpfloat (median.value, ==, 45);
  g_assert_cmpfloat (median.low, ==, 10);
  g_assert_cmpfloat (median.high, ==, 80);
}

/* David and Nagaraja, and every table of the sign test: ranks 2 and 9 of 10, 6 and 15 of 20, 40 and
 * 61 of 100. */
static void
test_ranks_are_those_of_the_sign_test (void)
{
  static const guint cases[][3] = { { 6, 1, 6 }, { 10, 2, 9 }, { 20, 6, 15 }, { 100, 40, 61 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gint64 *values = g_new (gint64, cases[i][0]);
      for (guint k = 0; k < cases[i][0]; k++)
        values[k] = k + 1;
      AftFigure median = aft_percentile_of (values, cases[i][0], 0.5, 1);
      g_assert_cmpfloat (median.low, ==, cases[i][1]);
      g_assert_cmpfloat (median.high, ==, cases[i][2]);
    }
}

static void
test_too_few_values_have_no_interval (void)
{
  gint64 values[40];
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i;

  g_assert_false (aft_percentile_of (values, 0, 0.5, 0).is_known);
  g_assert_false (aft_percentile_of (NULL, 0, 0.5, 0).is_known);
  g_assert_false (aft_percentile_of (values, 5, 0.5, 1).is_known);
  g_assert_true (aft_percentile_of (values, 6, 0.5, 1).is_known);
  g_assert_false (aft_percentile_of (values, 35, 0.9, 1).is_known);
  g_assert_true (aft_percentile_of (values, 36, 0.9, 1).is_known);
  g_assert_false (aft_percentile_of (values, 36, 0.9, 37).is_known);
  g_assert_cmpuint (aft_percentile_of (values, 36, 0.9, 37).n, ==, 36);
}

static void
test_shares_beyond_the_ends_are_refused (void)
{
  static const double shares[] = { 0, 1, -0.5, 1.5 };
  gint64 values[40] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_assert_false (aft_percentile_of (values, 40, shares[i], 1).is_known);
  g_assert_false (aft_percentile_of (values, 40, NAN, 1).is_known);
}

static void
test_equal_values_are_their_percentile (void)
{
  gint64 values[50];
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = G_MAXINT64 / 2;
  AftFigure figure = aft_percentile_of (values, 50, 0.9, 30);

  g_assert_true (figure.is_known);
  g_assert_cmpfloat (figure.value, ==, (double) (G_MAXINT64 / 2));
  g_assert_cmpfloat (figure.low, ==, figure.value);
  g_assert_cmpfloat (figure.high, ==, figure.value);
}

static void
test_a_million_values_have_exact_ranks (void)
{
  const guint n = 1000000;
  g_autofree gint64 *values = g_new (gint64, n);
  for (guint i = 0; i < n; i++)
    values[i] = i;
  AftFigure figure = aft_percentile_of (values, n, 0.9, 30);

  /* 900,000 ± 1.96·√(n·0.9·0.1) */
  g_assert_cmpfloat_with_epsilon (figure.value, 899999.1, 0.2);
  g_assert_cmpfloat_with_epsilon (figure.low, 900000 - 588, 3);
  g_assert_cmpfloat_with_epsilon (figure.high, 900000 + 588, 3);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a > *(const gint64 *) b ? 1 : -1;
}

/* Times as they are, log-normal. */
static double
draw_coverage (guint n, double share, double truth)
{
  const guint rounds = 4000;
  g_autoptr (GRand) random = g_rand_new_with_seed (n);
  g_autofree gint64 *values = g_new (gint64, n);
  guint held = 0;

  for (guint round = 0; round < rounds; round++)
    {
      for (guint i = 0; i < n; i++)
        values[i] = (gint64) (1e9 * exp (aft_draw_normal (random)));
      qsort (values, n, sizeof *values, compare_counts);
      AftFigure figure = aft_percentile_of (values, n, share, 1);
      g_assert_true (figure.is_known);
      held += figure.low <= truth && truth <= figure.high ? 1 : 0;
    }
  g_test_message ("%.0f %% of %u: %.1f %%", 100 * share, n, 100.0 * held / rounds);
  return (double) held / rounds;
}

static void
test_intervals_hold_the_truth (void)
{
  const double ninetieth = 1e9 * exp (1.2815515655446004);

  g_assert_cmpfloat (draw_coverage (30, 0.5, 1e9), >=, 0.94);
  g_assert_cmpfloat (draw_coverage (100, 0.5, 1e9), >=, 0.94);
  g_assert_cmpfloat (draw_coverage (40, 0.9, ninetieth), >=, 0.94);
  g_assert_cmpfloat (draw_coverage (200, 0.9, ninetieth), >=, 0.94);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/percentile/values-between-two-are-in-proportion",
                   test_values_between_two_are_in_proportion);
  g_test_add_func ("/stats/percentile/ranks-are-those-of-the-sign-test",
                   test_ranks_are_those_of_the_sign_test);
  g_test_add_func ("/stats/percentile/too-few-values-have-no-interval",
                   test_too_few_values_have_no_interval);
  g_test_add_func ("/stats/percentile/shares-beyond-the-ends-are-refused",
                   test_shares_beyond_the_ends_are_refused);
  g_test_add_func ("/stats/percentile/equal-values-are-their-percentile",
                   test_equal_values_are_their_percentile);
  g_test_add_func ("/stats/percentile/a-million-values-have-exact-ranks",
                   test_a_million_values_have_exact_ranks);
  g_test_add_func ("/stats/percentile/intervals-hold-the-truth", test_intervals_hold_the_truth);
  return g_test_run ();
}
