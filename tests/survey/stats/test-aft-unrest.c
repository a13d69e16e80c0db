/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unrest: chance is none, weekdays are none, and what is left makes a comparison careful. */
#include "aft-comparison.h"
#include "aft-draws.h"
#include "aft-interval.h"
#include "aft-unrest.h"

#define DAYS 56

/* Fifty-six days of 100 answers, Saturdays @weekend off. */
static void
draw_days (GRand *random, double unrest, double weekend, AftControlPoint *points)
{
  for (guint i = 0; i < DAYS; i++)
    {
      double level = 0.8 + unrest * aft_draw_normal (random) - (i % 7 == 5 ? weekend : 0);
      points[i].sample = aft_sample_of_share (aft_draw_hits (random, 100, level), 100);
      points[i].weekday = i % 7 + 1;
    }
}

static double
draw_mean (double unrest, double weekend)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);
  AftControlPoint points[DAYS];
  double sum = 0;

  for (guint round = 0; round < 200; round++)
    {
      draw_days (random, unrest, weekend, points);
      sum += aft_unrest_of (points, DAYS, DAYS / 2) / 200;
    }
  g_test_message ("unrest %.2f, weekend %.2f: %.2f", unrest, weekend, sum);
  return sum;
}

/* Never below 1, so that its mean is a little above. */
static void
test_chance_and_weekdays_are_no_unrest (void)
{
  g_assert_cmpfloat (draw_mean (0, 0), <, 1.15);
  g_assert_cmpfloat (draw_mean (0, 0.1), <, 1.15);
}

/* 0.04² beside 0.8·0.2/100 = 0.04²: twice as much. */
static void
test_unrest_is_in_units_of_chance (void)
{
  g_assert_cmpfloat_with_epsilon (draw_mean (0.04, 0), 2, 0.15);
  g_assert_cmpfloat_with_epsilon (draw_mean (0.04, 0.1), 2, 0.2);
}

/* Ten days before at 75 and 85 % by turns, ten now at 65 and 75: χ² = Σ 100·0.05²/s², s² of all
 * with half an answer at either end; eighteen degrees. */
static void
test_a_case_is_reckoned_by_hand (void)
{
  AftControlPoint points[20] = { 0 };
  const double share = 1500.5 / 2001;

  for (guint i = 0; i < 20; i++)
    points[i].sample = aft_sample_of_share ((i < 10 ? 75 : 65) + (i % 2) * 10, 100);
  g_assert_cmpfloat_with_epsilon (aft_unrest_of (points, 20, 10),
                                  20 * 100 * 0.0025 / (share * (1 - share)) / 18, 1e-9);
}

static void
test_a_change_between_the_periods_is_no_unrest (void)
{
  AftControlPoint points[40] = { 0 };
  for (guint i = 0; i < 40; i++)
    points[i].sample = aft_sample_of_share (i < 20 ? 90 : 40, 100);

  g_assert_cmpfloat (aft_unrest_of (points, 40, 20), ==, 1);
  g_assert_cmpfloat (aft_unrest_of (points, 40, 10), >, 5);
}

static void
test_too_few_days_tell_nothing (void)
{
  AftControlPoint points[9] = { 0 };

  g_assert_cmpfloat (aft_unrest_of (NULL, 0, 0), ==, 1);
  g_assert_cmpfloat (aft_unrest_of (points, 9, 4), ==, 1);
  for (guint i = 0; i < 9; i++)
    points[i].sample = aft_sample_of_share (i % 2 == 0 ? 20 : 90, 100);
  g_assert_cmpfloat (aft_unrest_of (points, 8, 4), ==, 1);
  g_assert_cmpfloat (aft_unrest_of (points, 9, 4), >, 10);
}

static void
test_all_equal_or_enormous_is_a_number (void)
{
  AftControlPoint points[30] = { 0 };

  for (guint i = 0; i < 30; i++)
    points[i].sample = aft_sample_of_share (100, 100);
  g_assert_cmpfloat (aft_unrest_of (points, 30, 15), ==, 1);
  for (guint i = 0; i < 30; i++)
    points[i].sample = aft_sample_of_balance (i % 2 == 0 ? G_GUINT64_CONSTANT (1000000000000) : 0,
                                              1, G_GUINT64_CONSTANT (1000000));
  double unrest = aft_unrest_of (points, 30, 15);
  aft_assert_numbers (&unrest, 1);
  g_assert_cmpfloat (unrest, >=, 1);
}

static void
test_so_many_answers_are_worth_one (void)
{
  AftSample now = aft_sample_of_share (3000, 4000), before = aft_sample_of_share (3200, 4000);
  AftSample small = aft_sample_of_share (750, 1000), few = aft_sample_of_share (800, 1000);
  AftComparison careful = aft_comparison_of_unrest (&now, &before, 4, 30);
  AftComparison plain = aft_comparison_of_unrest (&small, &few, 1, 30);
  AftInterval wide = aft_interval_of_unrest (&now, 4, AFT_INTERVAL_Z);
  AftInterval same = aft_interval_of (&small, AFT_INTERVAL_Z);

  g_assert_cmpfloat_with_epsilon (careful.low, plain.low, 1e-12);
  g_assert_cmpfloat_with_epsilon (careful.high, plain.high, 1e-12);
  g_assert_cmpfloat_with_epsilon (careful.p_value, plain.p_value, 1e-12);
  g_assert_cmpfloat_with_epsilon (wide.low, same.low, 1e-12);
  g_assert_cmpfloat_with_epsilon (wide.high, same.high, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/unrest/chance-and-weekdays-are-no-unrest",
                   test_chance_and_weekdays_are_no_unrest);
  g_test_add_func ("/stats/unrest/unrest-is-in-units-of-chance", test_unrest_is_in_units_of_chance);
  g_test_add_func ("/stats/unrest/a-case-is-reckoned-by-hand", test_a_case_is_reckoned_by_hand);
  g_test_add_func ("/stats/unrest/a-change-between-the-periods-is-no-unrest",
                   test_a_change_between_the_periods_is_no_unrest);
  g_test_add_func ("/stats/unrest/too-few-days-tell-nothing", test_too_few_days_tell_nothing);
  g_test_add_func ("/stats/unrest/all-equal-or-enormous-is-a-number",
                   test_all_equal_or_enormous_is_a_number);
  g_test_add_func ("/stats/unrest/so-many-answers-are-worth-one",
                   test_so_many_answers_are_worth_one);
  return g_test_run ();
}
