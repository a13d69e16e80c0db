/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: what counts as what, that sums are exact, and that no number of answers breaks them. */
#include "aft-draws.h"
#include "aft-figure.h"

#define HUGE_COUNT G_GUINT64_CONSTANT (1000000000000)

static void
assert_figure (AftFigure figure, guint64 n, double value)
{
  g_assert_true (figure.is_known);
  g_assert_cmpuint (figure.n, ==, n);
  g_assert_cmpfloat_with_epsilon (figure.value, value, 1e-12);
  g_assert_cmpfloat (figure.low, <=, figure.value);
  g_assert_cmpfloat (figure.high, >=, figure.value);
}

static AftFigure
make_figure (AftSample sample)
{
  return aft_figure_of (&sample, 1);
}

static void
test_satisfaction_is_the_share_of_the_two_best_faces (void)
{
  static const guint64 counts[AFT_TREND_COUNTS] = { 0, 4, 6, 14, 34, 42 };

  assert_figure (make_figure (aft_sample_of_measure (AFT_MEASURE_SATISFACTION, counts)), 100, 0.76);
  assert_figure (
      make_figure (aft_sample_of_measure (AFT_MEASURE_ASPECT + AFT_ASPECT_PRICE, counts)), 100,
      0.76);
}

static void
test_recommendation_is_promoters_less_detractors (void)
{
  static const guint64 counts[AFT_TREND_COUNTS] = { 1, 0, 0, 1, 0, 1, 1, 2, 4, 5, 5 };

  assert_figure (make_figure (aft_sample_of_measure (AFT_MEASURE_RECOMMENDATION, counts)), 20, 30);
}

static void
test_effort_is_a_mean_of_seven_steps (void)
{
  static const guint64 counts[AFT_TREND_COUNTS] = { 9, 1, 0, 0, 1, 0, 0, 2, 9 };

  assert_figure (make_figure (aft_sample_of_measure (AFT_MEASURE_EFFORT, counts)), 4, 4.75);
}

static void
test_coming_back_is_the_share_of_those_who_said_yes (void)
{
  static const guint64 counts[AFT_TREND_COUNTS] = { 30, 15, 5 };

  assert_figure (make_figure (aft_sample_of_measure (AFT_MEASURE_RETURN, counts)), 50, 0.6);
}

static void
test_what_has_no_score_has_no_figure (void)
{
  static const guint64 counts[AFT_TREND_COUNTS] = { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
  static const AftMeasure measures[]
      = { AFT_MEASURE_ANSWERS, AFT_MEASURE_TROUBLE, AFT_MEASURE_COMPLAINTS };

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    g_assert_false (make_figure (aft_sample_of_measure (measures[i], counts)).is_known);
}

static void
test_more_hits_than_answers_are_nothing (void)
{
  AftFigure figure = make_figure (aft_sample_of_share (11, 10));

  g_assert_false (figure.is_known);
  g_assert_cmpuint (figure.n, ==, 0);
}

static void
test_below_enough_only_the_number_is_known (void)
{
  AftSample sample = aft_sample_of_share (20, 29);
  AftFigure figure = aft_figure_of (&sample, AFT_FIGURE_ENOUGH);

  g_assert_false (figure.is_known);
  g_assert_cmpuint (figure.n, ==, 29);
  g_assert_cmpfloat (figure.value, ==, 0);
  g_assert_cmpfloat (figure.low, ==, 0);
  g_assert_cmpfloat (figure.high, ==, 0);
  sample = aft_sample_of_share (20, 30);
  g_assert_true (aft_figure_of (&sample, AFT_FIGURE_ENOUGH).is_known);
}

static void
test_no_answers_are_never_enough (void)
{
  AftSample empty = aft_sample_of_share (0, 0);
  AftFigure figure = aft_figure_of (&empty, 0);

  g_assert_false (figure.is_known);
  g_assert_cmpfloat (aft_sample_get_value (&empty), ==, 0);
  g_assert_cmpfloat (aft_sample_get_variance (&empty), ==, 0);
}

static void
test_sums_over_days_are_the_sum (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint64 all[AFT_TREND_COUNTS] = { 0 };
  AftSample sum = { 0 };

  for (guint day = 0; day < 365; day++)
    {
      guint64 counts[AFT_TREND_COUNTS] = { 0 };
      for (guint i = 0; i < AFT_TREND_COUNTS; i++)
        all[i] += counts[i] = (guint64) g_rand_int_range (random, 0, 1000);
      AftSample sample = aft_sample_of_measure (AFT_MEASURE_RECOMMENDATION, counts);
      aft_sample_add (&sum, &sample);
    }
  AftSample whole = aft_sample_of_measure (AFT_MEASURE_RECOMMENDATION, all);
  g_assert_cmpmem (&sum, sizeof sum, &whole, sizeof whole);
}

static void
test_a_part_taken_out_leaves_the_rest (void)
{
  AftSample whole = aft_sample_of_balance (60, 28, 12), part = aft_sample_of_balance (10, 3, 2);
  AftSample rest = aft_sample_subtract (&whole, &part);
  AftSample wanted = aft_sample_of_balance (50, 25, 10);

  g_assert_cmpmem (&rest, sizeof rest, &wanted, sizeof wanted);
}

static void
test_variance_is_that_of_single_answers (void)
{
  static const guint64 counts[] = { 0, 1, 0, 0, 0, 1 };
  AftSample share = aft_sample_of_share (3, 4), mean = aft_sample_of_scores (counts, 1, 5);

  g_assert_cmpfloat_with_epsilon (aft_sample_get_variance (&share), 0.1875, 1e-15);
  g_assert_cmpfloat_with_epsilon (aft_sample_get_variance (&mean), 4, 1e-15);
}

static void
assert_sound (AftSample sample)
{
  AftFigure figure = aft_figure_of (&sample, 0);
  aft_assert_numbers ((double[]){ figure.value, figure.low, figure.high,
                                  aft_sample_get_variance (&sample),
                                  aft_sample_get_cautious_variance (&sample) },
                      5);
  g_assert_cmpfloat (figure.low, <=, figure.value);
  g_assert_cmpfloat (figure.value, <=, figure.high);
}

static void
test_no_count_overflows (void)
{
  static const guint64 extremes[] = { 1, 2, 30, 1000000, HUGE_COUNT, 1000 * HUGE_COUNT };

  for (guint i = 0; i < AFT_MEASURE_END * AFT_TREND_COUNTS * G_N_ELEMENTS (extremes); i++)
    {
      AftMeasure measure = i % AFT_MEASURE_END;
      guint64 counts[AFT_TREND_COUNTS] = { 1 };
      counts[i / AFT_MEASURE_END % AFT_TREND_COUNTS]
          = extremes[i / AFT_MEASURE_END / AFT_TREND_COUNTS];
      assert_sound (aft_sample_of_measure (measure, counts));
    }
}

static void
test_a_huge_balance_is_exact (void)
{
  AftFigure figure
      = make_figure (aft_sample_of_balance (60 * HUGE_COUNT, 28 * HUGE_COUNT, 12 * HUGE_COUNT));

  assert_figure (figure, 100 * HUGE_COUNT, 48);
  g_assert_cmpfloat (figure.high - figure.low, <, 0.0001);
  g_assert_cmpfloat (figure.high - figure.low, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/figure/satisfaction-is-the-share-of-the-two-best-faces",
                   test_satisfaction_is_the_share_of_the_two_best_faces);
  g_test_add_func ("/stats/figure/recommendation-is-promoters-less-detractors",
                   test_recommendation_is_promoters_less_detractors);
  g_test_add_func ("/stats/figure/effort-is-a-mean-of-seven-steps",
                   test_effort_is_a_mean_of_seven_steps);
  g_test_add_func ("/stats/figure/coming-back-is-the-share-of-those-who-said-yes",
                   test_coming_back_is_the_share_of_those_who_said_yes);
  g_test_add_func ("/stats/figure/what-has-no-score-has-no-figure",
                   test_what_has_no_score_has_no_figure);
  g_test_add_func ("/stats/figure/more-hits-than-answers-are-nothing",
                   test_more_hits_than_answers_are_nothing);
  g_test_add_func ("/stats/figure/below-enough-only-the-number-is-known",
                   test_below_enough_only_the_number_is_known);
  g_test_add_func ("/stats/figure/no-answers-are-never-enough", test_no_answers_are_never_enough);
  g_test_add_func ("/stats/figure/sums-over-days-are-the-sum", test_sums_over_days_are_the_sum);
  g_test_add_func ("/stats/figure/a-part-taken-out-leaves-the-rest",
                   test_a_part_taken_out_leaves_the_rest);
  g_test_add_func ("/stats/figure/variance-is-that-of-single-answers",
                   test_variance_is_that_of_single_answers);
  g_test_add_func ("/stats/figure/no-count-overflows", test_no_count_overflows);
  g_test_add_func ("/stats/figure/a-huge-balance-is-exact", test_a_huge_balance_is_exact);
  return g_test_run ();
}
