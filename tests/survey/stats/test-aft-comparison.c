/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons: against published examples, and how often they cry wolf. */
#include <math.h>

#include "aft-comparison.h"
#include "aft-draws.h"

static const double faces[] = { 0.04, 0.06, 0.14, 0.34, 0.42 };
static const double votes[] = { 0.12, 0.28, 0.60 };

static AftComparison
compare (AftSample now, AftSample before)
{
  return aft_comparison_of_unrest (&now, &before, 1, 1);
}

/* R. Newcombe, "Interval estimation for the difference between independent proportions" (1998),
 * table II, method 10; the widening for small numbers is seen in the fourth place. */
static void
test_differences_of_shares_are_as_published (void)
{
  static const struct
  {
    guint hits, n, other_hits, other_n;
    double low, high;
  } cases[] = { { 56, 70, 48, 80, 0.0524, 0.3339 }, { 9, 10, 3, 10, 0.1705, 0.8090 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AftComparison comparison
          = compare (aft_sample_of_share (cases[i].hits, cases[i].n),
                     aft_sample_of_share (cases[i].other_hits, cases[i].other_n));
      double slack = 0.15 / cases[i].n;
      g_assert_cmpfloat_with_epsilon (comparison.low, cases[i].low, slack);
      g_assert_cmpfloat_with_epsilon (comparison.high, cases[i].high, slack);
    }
}

static void
test_interval_and_p_value_say_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint significant = 0;

  for (guint i = 0; i < 1000; i++)
    {
      guint64 now[6] = { 0 }, before[6] = { 0 };
      aft_draw_answers (random, 60, faces, 5, now + 1);
      aft_draw_answers (random, 60, (const double[]){ .08, .1, .2, .3, .32 }, 5, before + 1);
      AftComparison comparison
          = compare (aft_sample_of_scores (now, 1, 5), aft_sample_of_scores (before, 1, 5));
      gboolean is_outside = comparison.low > 0 || comparison.high < 0;
      g_assert_cmpint (comparison.p_value < AFT_COMPARISON_ALPHA, ==, is_outside);
      significant += is_outside ? 1 : 0;
    }
  g_assert_cmpuint (significant, >, 300);
  g_assert_cmpuint (significant, <, 900);
}

/* Every pair of outcomes, each with its exact probability. */
static double
compute_share_size (guint n, guint other_n, double share)
{
  double size = 0;
  for (guint hits = 0; hits <= n; hits++)
    for (guint other = 0; other <= other_n; other++)
      {
        double weight = aft_draw_get_probability (n, hits, share)
                        * aft_draw_get_probability (other_n, other, share);
        if (weight < 1e-9)
          continue;
        AftComparison comparison
            = compare (aft_sample_of_share (hits, n), aft_sample_of_share (other, other_n));
        size += comparison.low > 0 || comparison.high < 0 ? weight : 0;
      }
  return size;
}

static void
test_shares_cry_wolf_at_five_percent (void)
{
  static const guint sizes[][2] = { { 30, 30 }, { 50, 50 }, { 30, 200 }, { 100, 100 } };
  static const double shares[] = { 0.5, 0.76, 0.9, 0.95 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (shares); k++)
      {
        double size = compute_share_size (sizes[i][0], sizes[i][1], shares[k]);
        g_test_message ("%u, %u answers, share %.2f: %.2f %%", sizes[i][0], sizes[i][1], shares[k],
                        100 * size);
        g_assert_cmpfloat (size, <=, 0.06);
        /* Where hardly anybody is dissatisfied outcomes are too few for 5 %. */
        if (sizes[i][0] * (1 - shares[k]) >= 5)
          g_assert_cmpfloat (size, >=, 0.03);
      }
}

typedef AftSample (*DrawSample) (GRand *random, guint n);

static AftSample
draw_mean (GRand *random, guint n)
{
  guint64 counts[6] = { 0 };
  aft_draw_answers (random, n, faces, 5, counts + 1);
  return aft_sample_of_scores (counts, 1, 5);
}

static AftSample
draw_balance (GRand *random, guint n)
{
  guint64 counts[3] = { 0 };
  aft_draw_answers (random, n, votes, 3, counts);
  return aft_sample_of_balance (counts[2], counts[1], counts[0]);
}

static double
draw_size (DrawSample draw, guint n, guint other_n)
{
  const guint rounds = 20000;
  g_autoptr (GRand) random = g_rand_new_with_seed (n + other_n);
  guint alarms = 0;

  for (guint i = 0; i < rounds; i++)
    alarms += compare (draw (random, n), draw (random, other_n)).p_value < 0.05 ? 1 : 0;
  g_test_message ("%u, %u: %.2f %%", n, other_n, 100.0 * alarms / rounds);
  return (double) alarms / rounds;
}

/* 20,000 draws: the third standard deviation of 5 % is half a percent. */
static void
test_means_and_balances_cry_wolf_at_five_percent (void)
{
  static const guint sizes[][2] = { { 30, 30 }, { 50, 50 }, { 30, 100 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double mean = draw_size (draw_mean, sizes[i][0], sizes[i][1]);
      double balance = draw_size (draw_balance, sizes[i][0], sizes[i][1]);
      g_assert_cmpfloat (mean, <=, 0.06);
      g_assert_cmpfloat (mean, >=, 0.035);
      g_assert_cmpfloat (balance, <=, 0.06);
      g_assert_cmpfloat (balance, >=, 0.035);
    }
}

static void
test_verdicts_tell_unchanged_from_unclear (void)
{
  const struct
  {
    AftSample now, before;
    AftVerdict verdict;
  } cases[] = {
    { aft_sample_of_share (860, 1000), aft_sample_of_share (760, 1000), AFT_VERDICT_HIGHER },
    { aft_sample_of_share (760, 1000), aft_sample_of_share (860, 1000), AFT_VERDICT_LOWER },
    { aft_sample_of_share (865, 1000), aft_sample_of_share (860, 1000), AFT_VERDICT_UNCHANGED },
    { aft_sample_of_share (43, 50), aft_sample_of_share (42, 50), AFT_VERDICT_UNCLEAR },
    { aft_sample_of_share (20, 20), aft_sample_of_share (860, 1000), AFT_VERDICT_NOT_ENOUGH },
    { aft_sample_of_balance (600, 280, 120), aft_sample_of_balance (605, 280, 115),
      AFT_VERDICT_UNCHANGED },
    { aft_sample_of_balance (60, 28, 12), aft_sample_of_balance (12, 28, 60), AFT_VERDICT_HIGHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AftComparison comparison
          = aft_comparison_of_unrest (&cases[i].now, &cases[i].before, 1, AFT_FIGURE_ENOUGH);
      double margin = aft_comparison_get_margin (&cases[i].now);
      g_assert_cmpint (aft_comparison_judge (&comparison, AFT_COMPARISON_ALPHA, margin), ==,
                       cases[i].verdict);
    }
}

static void
test_margins_are_in_units_of_the_figure (void)
{
  static const guint64 counts[11] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  AftSample share = aft_sample_of_share (1, 2), balance = aft_sample_of_balance (1, 1, 1);
  AftSample effort = aft_sample_of_scores (counts, 1, 7);

  g_assert_cmpfloat (aft_comparison_get_margin (&share), ==, 0.05);
  g_assert_cmpfloat (aft_comparison_get_margin (&balance), ==, 10);
  g_assert_cmpfloat_with_epsilon (aft_comparison_get_margin (&effort), 0.3, 1e-12);
}

static void
test_no_numbers_break_a_comparison (void)
{
  static const guint64 sizes[] = { 0, 1, 2, 30, 1000000, G_GUINT64_CONSTANT (1000000000000) };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      for (guint j = 0; j < 4; j++)
        {
          AftComparison c = compare (aft_sample_of_share (j % 2 == 0 ? 0 : sizes[i], sizes[i]),
                                     aft_sample_of_share (j / 2 == 0 ? 0 : sizes[k], sizes[k]));
          aft_assert_numbers ((double[]){ c.difference, c.low, c.high, c.p_value }, 4);
          g_assert_cmpint (c.is_known, ==, sizes[i] > 0 && sizes[k] > 0);
          g_assert_true (c.p_value >= 0 && c.p_value <= 1);
          g_assert_true (c.low >= -1 && c.low <= c.difference);
          g_assert_true (c.high <= 1 && c.high >= c.difference);
        }
}

/* K. Pearson's χ² of 10/50, 20/50, 30/50: mean 0.4, Σ 50·(0.2² + 0 + 0.2²)/0.24 = 16.667; with two
 * degrees e^(−χ²/2). */
static void
test_groups_are_compared_by_chi_squared (void)
{
  AftSample groups[] = { aft_sample_of_share (10, 50), aft_sample_of_share (20, 50),
                         aft_sample_of_share (3, 20), aft_sample_of_share (30, 50) };
  AftHomogeneity homogeneity
      = aft_comparison_of_groups (groups, G_N_ELEMENTS (groups), AFT_FIGURE_ENOUGH);

  g_assert_true (homogeneity.is_known);
  g_assert_cmpuint (homogeneity.groups, ==, 3);
  g_assert_cmpfloat_with_epsilon (homogeneity.chi_squared, 50 * 0.08 / 0.24, 1e-9);
  g_assert_cmpfloat_with_epsilon (homogeneity.p_value, exp (-25.0 / 3), 1e-12);
}

/* 5 % quantiles of χ² with 1, 2, 5, 30 and 100 degrees (Abramowitz, Stegun, table 26.8). */
static void
test_chi_squared_is_as_tabled (void)
{
  static const struct
  {
    guint degrees;
    double quantile;
  } cases[] = { { 1, 3.84146 }, { 2, 5.99146 }, { 5, 11.0705 }, { 30, 43.7730 }, { 100, 124.342 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Groups of a million; only the first two differ from a half, by as much as is wanted. */
      guint groups = cases[i].degrees + 1;
      g_autofree AftSample *samples = g_new (AftSample, groups);
      guint64 n = G_GUINT64_CONSTANT (1000000000000);
      guint64 off = (guint64) llround (sqrt (cases[i].quantile * (double) n / 8));
      for (guint k = 0; k < groups; k++)
        samples[k] = aft_sample_of_share (n / 2 + (k == 0 ? off : 0) - (k == 1 ? off : 0), n);
      AftHomogeneity homogeneity = aft_comparison_of_groups (samples, groups, 1);
      g_assert_cmpfloat_with_epsilon (homogeneity.chi_squared, cases[i].quantile, 1e-4);
      g_assert_cmpfloat_with_epsilon (homogeneity.p_value, 0.05, 1e-5);
    }
}

static void
test_groups_without_differences_are_none (void)
{
  AftSample equal[] = { aft_sample_of_share (50, 50), aft_sample_of_share (60, 60) };
  AftHomogeneity homogeneity = aft_comparison_of_groups (equal, 2, 30);

  g_assert_true (homogeneity.is_known);
  g_assert_cmpfloat (homogeneity.p_value, ==, 1);
  g_assert_false (aft_comparison_of_groups (equal, 1, 30).is_known);
  g_assert_false (aft_comparison_of_groups (equal, 2, 55).is_known);
  g_assert_false (aft_comparison_of_groups (NULL, 0, 30).is_known);
}

/* Thousands of venues neither under- nor overflow. */
static void
test_many_groups_hold_their_size (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint alarms = 0;

  for (guint round = 0; round < 400; round++)
    {
      AftSample samples[200];
      for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        samples[i] = aft_sample_of_share (aft_draw_hits (random, 40, 0.76), 40);
      alarms += aft_comparison_of_groups (samples, 200, 30).p_value < 0.05 ? 1 : 0;
    }
  g_assert_cmpuint (alarms, >=, 8);
  g_assert_cmpuint (alarms, <=, 36);
}

/* Benjamini and Hochberg (1995), section 4: of fifteen, four are found at 5 %. */
static void
test_many_tests_are_adjusted_as_published (void)
{
  static const double p_values[] = { 0.4262, 0.0001, 0.0459, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278,
                                     0.0298, 0.0344, 0.3240, 0.5719, 0.6528, 0.7590, 1.0000 };
  double adjusted[G_N_ELEMENTS (p_values)];
  guint found = 0;

  aft_comparison_adjust (p_values, adjusted, G_N_ELEMENTS (p_values));
  for (guint i = 0; i < G_N_ELEMENTS (p_values); i++)
    {
      g_assert_cmpfloat (adjusted[i], >=, p_values[i]);
      g_assert_cmpint (adjusted[i] <= 0.05, ==, p_values[i] <= 0.0095);
      found += adjusted[i] <= 0.05 ? 1 : 0;
    }
  g_assert_cmpuint (found, ==, 4);
  g_assert_cmpfloat_with_epsilon (adjusted[1], 0.0015, 1e-12);
  g_assert_cmpfloat_with_epsilon (adjusted[5], 0.035625, 1e-12);
  g_assert_cmpfloat_with_epsilon (adjusted[14], 1, 1e-12);
}

static void
test_adjusting_none_one_and_in_place (void)
{
  double p_values[] = { 0.04, 0.01 };

  aft_comparison_adjust (p_values, p_values, 0);
  g_assert_cmpfloat (p_values[0], ==, 0.04);
  aft_comparison_adjust (p_values, p_values, 1);
  g_assert_cmpfloat (p_values[0], ==, 0.04);
  aft_comparison_adjust (p_values, p_values, 2);
  g_assert_cmpfloat_with_epsilon (p_values[0], 0.04, 1e-15);
  g_assert_cmpfloat_with_epsilon (p_values[1], 0.02, 1e-15);
}

/* Forty venues of 400 answers before and now, ten of them worse than before: of what is found, how
 * much is false. */
static void
find_worse_venues (GRand *random, guint *ret_true, guint *ret_false)
{
  double p_values[40];

  for (guint i = 0; i < 40; i++)
    {
      guint64 before = aft_draw_hits (random, 400, 0.8);
      guint64 now = aft_draw_hits (random, 400, i < 10 ? 0.68 : 0.8);
      p_values[i]
          = compare (aft_sample_of_share (now, 400), aft_sample_of_share (before, 400)).p_value;
    }
  aft_comparison_adjust (p_values, p_values, 40);
  *ret_true = *ret_false = 0;
  for (guint i = 0; i < 40; i++)
    *(i < 10 ? ret_true : ret_false) += p_values[i] <= 0.05 ? 1 : 0;
}

static void
test_false_discoveries_keep_to_their_rate (void)
{
  const guint rounds = 400;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  double false_share = 0;
  guint found = 0;

  for (guint i = 0; i < rounds; i++)
    {
      guint good, bad;
      find_worse_venues (random, &good, &bad);
      found += good;
      false_share += good + bad > 0 ? (double) bad / (good + bad) : 0;
    }
  g_test_message ("found %.0f %%, false %.2f %%", 10.0 * found / rounds,
                  100 * false_share / rounds);
  g_assert_cmpfloat (false_share / rounds, <=, 0.05);
  g_assert_cmpuint (found, >, 5 * rounds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/comparison/differences-of-shares-are-as-published",
                   test_differences_of_shares_are_as_published);
  g_test_add_func ("/stats/comparison/interval-and-p-value-say-the-same",
                   test_interval_and_p_value_say_the_same);
  g_test_add_func ("/stats/comparison/shares-cry-wolf-at-five-percent",
                   test_shares_cry_wolf_at_five_percent);
  g_test_add_func ("/stats/comparison/means-and-balances-cry-wolf-at-five-percent",
                   test_means_and_balances_cry_wolf_at_five_percent);
  g_test_add_func ("/stats/comparison/verdicts-tell-unchanged-from-unclear",
                   test_verdicts_tell_unchanged_from_unclear);
  g_test_add_func ("/stats/comparison/margins-are-in-units-of-the-figure",
                   test_margins_are_in_units_of_the_figure);
  g_test_add_func ("/stats/comparison/no-numbers-break-a-comparison",
                   test_no_numbers_break_a_comparison);
  g_test_add_func ("/stats/comparison/groups-are-compared-by-chi-squared",
                   test_groups_are_compared_by_chi_squared);
  g_test_add_func ("/stats/comparison/chi-squared-is-as-tabled", test_chi_squared_is_as_tabled);
  g_test_add_func ("/stats/comparison/groups-without-differences-are-none",
                   test_groups_without_differences_are_none);
  g_test_add_func ("/stats/comparison/many-groups-hold-their-size",
                   test_many_groups_hold_their_size);
  g_test_add_func ("/stats/comparison/many-tests-are-adjusted-as-published",
                   test_many_tests_are_adjusted_as_published);
  g_test_add_func ("/stats/comparison/adjusting-none-one-and-in-place",
                   test_adjusting_none_one_and_in_place);
  g_test_add_func ("/stats/comparison/false-discoveries-keep-to-their-rate",
                   test_false_discoveries_keep_to_their_rate);
  return g_test_run ();
}
