/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals: how often they hold the truth, reckoned exactly by going through every outcome that
 * there can be, on the distributions that a restaurant has. */
#include <math.h>

#include "aft-draws.h"
#include "aft-interval.h"

#define NEARBY 1e-10

/* Wilson's limits for each number of hits of n. */
typedef struct
{
  guint n;
  AftInterval *limits;
} Shares;

static Shares
make_shares (guint n)
{
  Shares shares = { n, g_new (AftInterval, n + 1) };
  for (guint hits = 0; hits <= n; hits++)
    {
      AftSample sample = aft_sample_of_share (hits, n);
      shares.limits[hits] = aft_interval_of (&sample, AFT_INTERVAL_Z);
    }
  return shares;
}

static double
compute_coverage (const Shares *shares, double truth)
{
  double coverage = 0;
  for (guint hits = 0; hits <= shares->n; hits++)
    if (shares->limits[hits].low <= truth && truth <= shares->limits[hits].high)
      coverage += aft_draw_get_probability (shares->n, hits, truth);
  return coverage;
}

/* It is least just beside a limit: there the outcome is lost, and nothing else has moved. */
static double
find_least_coverage (const Shares *shares)
{
  double least = 1;
  for (guint hits = 0; hits <= shares->n; hits++)
    {
      const double places[]
          = { shares->limits[hits].low - NEARBY, shares->limits[hits].low + NEARBY,
              shares->limits[hits].high - NEARBY, shares->limits[hits].high + NEARBY };
      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        if (places[i] >= 0.1 && places[i] <= 0.9)
          least = MIN (least, compute_coverage (shares, places[i]));
    }
  return least;
}

static double
compute_mean_coverage (const Shares *shares)
{
  double sum = 0;
  for (guint i = 20; i <= 980; i++)
    sum += compute_coverage (shares, i / 1000.0);
  return sum / 961;
}

static void
check_shares (guint n)
{
  Shares shares = make_shares (n);
  double mean = compute_mean_coverage (&shares), least = find_least_coverage (&shares);

  if (n % 50 == 0 || n == 20 || n == 35)
    g_test_message ("n = %u: mean %.2f %%, least %.2f %%", n, 100 * mean, 100 * least);
  g_assert_cmpfloat (mean, >=, 0.945);
  g_assert_cmpfloat (mean, <=, 0.96);
  g_assert_cmpfloat (least, >=, 0.92);
  g_free (shares.limits);
}

static void
test_shares_are_covered_exactly (void)
{
  static const guint large[] = { 150, 200, 300, 500 };

  for (guint n = 20; n <= 100; n++)
    check_shares (n);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    check_shares (large[i]);
}

/* R. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine
 * 17 (1998), table I, method 3. */
static void
test_shares_are_wilsons_but_for_a_hair (void)
{
  static const struct
  {
    guint hits, n;
    double low, high;
  } cases[] = { { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AftSample sample = aft_sample_of_share (cases[i].hits, cases[i].n);
      AftInterval interval = aft_interval_of (&sample, AFT_INTERVAL_Z);
      g_assert_cmpfloat_with_epsilon (interval.low, cases[i].low, 0.0002);
      g_assert_cmpfloat_with_epsilon (interval.high, cases[i].high, 0.0002);
    }
}

static gboolean
holds (AftSample sample, double truth)
{
  AftInterval interval = aft_interval_of (&sample, AFT_INTERVAL_Z);
  return interval.low <= truth && truth <= interval.high;
}

static void
test_recommendation_is_covered_on_the_load (void)
{
  const guint n = 50;
  const double detractors = 0.12, passives = 0.28, promoters = 0.60;
  double coverage = 0;

  for (guint low = 0; low <= n; low++)
    for (guint high = 0; low + high <= n; high++)
      if (holds (aft_sample_of_balance (high, n - low - high, low), 100 * (promoters - detractors)))
        coverage += aft_draw_get_probability (n, low, detractors)
                    * aft_draw_get_probability (n - low, high, promoters / (promoters + passives));
  g_test_message ("balance: %.2f %%", 100 * coverage);
  g_assert_cmpfloat (coverage, >=, 0.94);
  g_assert_cmpfloat (coverage, <=, 0.96);
}

/* All splits of @left answers over @scores from @score on. */
typedef struct
{
  const double *shares;
  double truth;
  guint64 counts[6];
} Scores;

static double
cover_scores (Scores *scores, guint score, guint left, double share_left)
{
  if (score == 5)
    {
      scores->counts[5] = left;
      return holds (aft_sample_of_scores (scores->counts, 1, 5), scores->truth) ? 1 : 0;
    }
  double coverage = 0, share = scores->shares[score];
  for (guint count = 0; count <= left; count++)
    {
      scores->counts[score] = count;
      coverage += aft_draw_get_probability (left, count, share / share_left)
                  * cover_scores (scores, score + 1, left - count, share_left - share);
    }
  return coverage;
}

static void
test_means_are_covered_on_the_load (void)
{
  static const double shares[] = { 0, 0.04, 0.06, 0.14, 0.34, 0.42 };
  Scores scores = { .shares = shares, .truth = 4.04 };
  double coverage = cover_scores (&scores, 1, 50, 1);

  g_test_message ("mean: %.2f %%", 100 * coverage);
  g_assert_cmpfloat (coverage, >=, 0.94);
  g_assert_cmpfloat (coverage, <=, 0.96);
}

static void
test_equal_answers_are_not_certain (void)
{
  static const guint64 counts[] = { 0, 0, 0, 30, 0, 0 };
  AftSample samples[] = { aft_sample_of_share (30, 30), aft_sample_of_share (0, 30),
                          aft_sample_of_balance (30, 0, 0), aft_sample_of_balance (0, 30, 0),
                          aft_sample_of_scores (counts, 1, 5) };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      AftInterval interval = aft_interval_of (&samples[i], AFT_INTERVAL_Z);
      double range = samples[i].highest - samples[i].lowest;
      double unit = samples[i].kind == AFT_FIGURE_BALANCE ? 100 : 1;
      g_assert_cmpfloat (interval.high - interval.low, >, 0.05 * range * unit);
      g_assert_cmpfloat (interval.low, >=, samples[i].lowest * unit);
      g_assert_cmpfloat (interval.high, <=, samples[i].highest * unit);
    }
}

static void
test_no_answers_say_nothing (void)
{
  AftSample empty = aft_sample_of_balance (0, 0, 0);
  AftInterval interval = aft_interval_of (&empty, AFT_INTERVAL_Z);

  g_assert_cmpfloat (interval.low, ==, -100);
  g_assert_cmpfloat (interval.high, ==, 100);
}

/* A share is a mean of 0 and 1, and a balance without passives a share from end to end. */
static void
test_the_three_kinds_agree (void)
{
  for (guint64 hits = 1; hits < 50; hits++)
    {
      const guint64 counts[] = { 50 - hits, hits };
      AftSample share = aft_sample_of_share (hits, 50);
      AftSample mean = aft_sample_of_scores (counts, 0, 1);
      AftSample balance = aft_sample_of_balance (hits, 0, 50 - hits);
      AftInterval a = aft_interval_of (&share, AFT_INTERVAL_Z);
      AftInterval b = aft_interval_of (&mean, AFT_INTERVAL_Z);
      AftInterval c = aft_interval_of (&balance, AFT_INTERVAL_Z);

      g_assert_cmpfloat_with_epsilon (a.low, b.low, 1e-12);
      g_assert_cmpfloat_with_epsilon (a.high, b.high, 1e-12);
      g_assert_cmpfloat_with_epsilon (200 * a.low - 100, c.low, 1e-9);
      g_assert_cmpfloat_with_epsilon (200 * a.high - 100, c.high, 1e-9);
    }
}

static void
test_more_answers_are_narrower (void)
{
  double width = 1;
  for (guint64 n = 100; n <= G_GUINT64_CONSTANT (1000000000000); n *= 10)
    {
      AftSample sample = aft_sample_of_share (n / 100 * 76, n);
      AftInterval interval = aft_interval_of (&sample, AFT_INTERVAL_Z);
      g_assert_cmpfloat (interval.high - interval.low, <, width / 3);
      width = interval.high - interval.low;
    }
  g_assert_cmpfloat (width, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/interval/shares-are-covered-exactly", test_shares_are_covered_exactly);
  g_test_add_func ("/stats/interval/shares-are-wilsons-but-for-a-hair",
                   test_shares_are_wilsons_but_for_a_hair);
  g_test_add_func ("/stats/interval/recommendation-is-covered-on-the-load",
                   test_recommendation_is_covered_on_the_load);
  g_test_add_func ("/stats/interval/means-are-covered-on-the-load",
                   test_means_are_covered_on_the_load);
  g_test_add_func ("/stats/interval/equal-answers-are-not-certain",
                   test_equal_answers_are_not_certain);
  g_test_add_func ("/stats/interval/no-answers-say-nothing", test_no_answers_say_nothing);
  g_test_add_func ("/stats/interval/the-three-kinds-agree", test_the_three_kinds_agree);
  g_test_add_func ("/stats/interval/more-answers-are-narrower", test_more_answers_are_narrower);
  return g_test_run ();
}
