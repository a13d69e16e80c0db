/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control charts: limits reckoned by hand, run lengths by the very functions that flag points, and
 * that busy days, quiet days and weekends are no alarms. */
#include <math.h>

#include "aft-control-chart.h"
#include "aft-draws.h"

#define SATISFIED 0.8

static AftControlPoint
make_point (guint64 hits, guint64 n)
{
  return (AftControlPoint){ .sample = aft_sample_of_share (hits, n) };
}

/* Learnt from 16 points of exactly 80 %, each of so many that nothing is left to chance. */
#define BASELINE 16
#define LEARNT   G_GUINT64_CONSTANT (1000000000000)

static void
fill_baseline (AftControlPoint *points)
{
  for (guint i = 0; i < BASELINE; i++)
    points[i] = make_point (LEARNT / 10 * 8, LEARNT);
}

/* A point @z standard deviations from what is ordinary. */
static AftControlPoint
make_standard_point (double z)
{
  double sigma = sqrt (SATISFIED * (1 - SATISFIED) / (double) LEARNT);
  return make_point ((guint64) llround ((double) LEARNT * (SATISFIED + z * sigma)), LEARNT);
}

/* 0.8 ± 3·√(0.8·0.2/100) = 0.68 … 0.92; of 400: 0.74 … 0.86. */
static void
test_limits_are_three_deviations_of_their_n (void)
{
  AftControlPoint points[BASELINE + 2];
  AftControlResult results[G_N_ELEMENTS (points)];

  fill_baseline (points);
  points[BASELINE] = make_point (70, 100);
  points[BASELINE + 1] = make_point (290, 400);
  g_assert_true (aft_control_chart_compute (points, G_N_ELEMENTS (points), BASELINE, results));
  g_assert_true (results[0].is_baseline);
  g_assert_cmpfloat_with_epsilon (results[BASELINE].center, 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (results[BASELINE].low, 0.68, 1e-9);
  g_assert_cmpfloat_with_epsilon (results[BASELINE].high, 0.92, 1e-9);
  g_assert_cmpfloat_with_epsilon (results[BASELINE].z, -2.5, 1e-9);
  g_assert_cmpuint (results[BASELINE].signals, ==, 0);
  g_assert_cmpfloat_with_epsilon (results[BASELINE + 1].low, 0.74, 1e-9);
  g_assert_cmpfloat_with_epsilon (results[BASELINE + 1].z, -3.75, 1e-9);
  g_assert_cmpuint (results[BASELINE + 1].signals & AFT_CONTROL_POINT_SIGNAL, !=, 0);
}

/* z = −2.5, −3.75: EWMA −0.5, −1.15 < −0.987; CUSUM downwards 2, 5.25 > 5; then both anew. */
static void
test_ewma_and_cusum_remember_by_hand (void)
{
  static const double z[] = { -2.5, -3.75, 0, 1 };
  static const double ewma[] = { -0.5, -1.15, 0, 0.2 };
  static const double below[] = { 2, 5.25, 0, 0 }, above[] = { 0, 0, 0, 0.5 };
  static const guint signals[]
      = { 0, AFT_CONTROL_POINT_SIGNAL | AFT_CONTROL_EWMA_SIGNAL | AFT_CONTROL_CUSUM_SIGNAL, 0, 0 };
  AftControlPoint points[BASELINE + 4];
  AftControlResult results[G_N_ELEMENTS (points)];

  fill_baseline (points);
  for (guint i = 0; i < 4; i++)
    points[BASELINE + i] = make_standard_point (z[i]);
  g_assert_true (aft_control_chart_compute (points, G_N_ELEMENTS (points), BASELINE, results));
  for (guint i = 0; i < 4; i++)
    {
      const AftControlResult *result = &results[BASELINE + i];
      g_assert_cmpfloat_with_epsilon (result->ewma, ewma[i], 1e-4);
      g_assert_cmpfloat_with_epsilon (result->below, below[i], 1e-4);
      g_assert_cmpfloat_with_epsilon (result->above, above[i], 1e-4);
      g_assert_cmpuint (result->signals, ==, signals[i]);
    }
}

static void
test_balances_and_means_have_charts_too (void)
{
  static const guint64 efforts[] = { 0, 0, 0, 0, 30, 0, 70, 0 };
  AftControlPoint points[BASELINE];
  AftControlResult results[BASELINE];

  for (guint i = 0; i < BASELINE; i++)
    points[i].sample = aft_sample_of_balance (60, 28, 12), points[i].weekday = 0;
  g_assert_true (aft_control_chart_compute (points, BASELINE, BASELINE, results));
  g_assert_cmpfloat_with_epsilon (results[3].center, 48, 1e-9);
  /* √(0.72 − 0.48²) / √100 · 3, half an answer at either end making next to nothing of it */
  g_assert_cmpfloat_with_epsilon (results[3].high - results[3].center, 21, 0.02);

  for (guint i = 0; i < BASELINE; i++)
    points[i].sample = aft_sample_of_scores (efforts, 1, 7);
  g_assert_true (aft_control_chart_compute (points, BASELINE, BASELINE, results));
  g_assert_cmpfloat_with_epsilon (results[3].center, 5.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (results[3].center - results[3].low, 0.275, 0.002);
}

/* How often each signals first within @steps, by the product's own functions. */
#define STEPS  3000
#define ROUNDS 1200
typedef struct
{
  guint64 points;
  guint64 signals;
} Exposure;

static void
add_run (Exposure *exposure, const AftControlResult *results, guint signal)
{
  for (guint i = 0; i < STEPS; i++)
    {
      exposure->points++;
      if ((results[i].signals & signal) != 0)
        {
          exposure->signals++;
          return;
        }
    }
}

static void
add_change (Exposure *exposure, const AftControlPoint *points, const AftControlResult *results)
{
  g_autoptr (GArray) changes = aft_control_chart_list_changes (points, results, BASELINE + STEPS);
  gboolean is_found = changes->len > 0;
  exposure->signals += is_found ? 1 : 0;
  exposure->points
      += is_found ? g_array_index (changes, AftControlChange, 0).signalled - BASELINE + 1 : STEPS;
}

static void
assert_run_length (const char *name, Exposure exposure, double wanted)
{
  double length = (double) exposure.points / (double) exposure.signals;
  double error = 4 / sqrt ((double) exposure.signals);

  g_test_message ("%s: %.0f (± %.0f)", name, length, error / 4 * length);
  g_assert_cmpfloat (length, >, wanted * (1 - error));
  g_assert_cmpfloat (length, <, wanted * (1 + error));
}

static void
test_false_alarms_are_as_rare_as_published (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2024);
  g_autofree AftControlPoint *points = g_new (AftControlPoint, BASELINE + STEPS);
  g_autofree AftControlResult *results = g_new (AftControlResult, BASELINE + STEPS);
  Exposure point = { 0 }, ewma = { 0 }, cusum = { 0 }, change = { 0 };

  fill_baseline (points);
  for (guint round = 0; round < ROUNDS; round++)
    {
      for (guint i = BASELINE; i < BASELINE + STEPS; i++)
        points[i] = make_standard_point (aft_draw_normal (random));
      g_assert_true (aft_control_chart_compute (points, BASELINE + STEPS, BASELINE, results));
      add_run (&point, results + BASELINE, AFT_CONTROL_POINT_SIGNAL);
      add_run (&ewma, results + BASELINE, AFT_CONTROL_EWMA_SIGNAL);
      add_run (&cusum, results + BASELINE, AFT_CONTROL_CUSUM_SIGNAL);
      add_change (&change, points, results);
    }
  assert_run_length ("limits", point, 370.4);
  assert_run_length ("EWMA", ewma, 500);
  assert_run_length ("CUSUM", cusum, 465);
  assert_run_length ("change", change, AFT_CONTROL_CHANGE_RUN_LENGTH);
}

/* Shares of points beyond the limits, days of 200 to a million answers whose levels differ by two
 * points from day to day. */
static void
test_busy_days_are_not_all_out_of_control (void)
{
  static const guint64 sizes[] = { 1000000, 200, 50000, 1000, 300000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  const guint count = 400;
  g_autofree AftControlPoint *points = g_new (AftControlPoint, count);
  g_autofree AftControlResult *results = g_new (AftControlResult, count);
  guint flagged = 0;

  for (guint i = 0; i < count; i++)
    {
      guint64 n = sizes[i % G_N_ELEMENTS (sizes)];
      double chance = sqrt (0.16 / (double) n) * aft_draw_normal (random);
      double level = 0.8 + 0.02 * aft_draw_normal (random) + chance;
      points[i] = make_point ((guint64) llround (level * (double) n), n);
    }
  g_assert_true (aft_control_chart_compute (points, count, count / 2, results));
  for (guint i = 0; i < count; i++)
    {
      g_assert_true (results[i].is_judged);
      flagged += (results[i].signals & AFT_CONTROL_POINT_SIGNAL) != 0 ? 1 : 0;
    }
  g_test_message ("flagged: %u of %u", flagged, count);
  g_assert_cmpuint (flagged, <=, count / 50);
}

/* Days of 1,000 answers at 78 and 82 % by turns: σᵢ = 0.012649, z = ±1.5811, all moving ranges
 * 3.1623, σ_z = 2.8034; limits 0.8 ± 3·σᵢ·σ_z = 0.8 ± 0.10638. */
static void
test_equal_days_have_laneys_limits (void)
{
  AftControlPoint points[20];
  AftControlResult results[20];

  for (guint i = 0; i < 20; i++)
    points[i] = make_point (i % 2 == 0 ? 780 : 820, 1000);
  g_assert_true (aft_control_chart_compute (points, 20, 20, results));
  g_assert_cmpfloat_with_epsilon (results[0].center, 0.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (results[0].low, 0.8 - 0.10638, 0.0001);
  g_assert_cmpfloat_with_epsilon (results[0].high, 0.8 + 0.10638, 0.0001);
}

/* A hundred answers a day, drawn: nothing but chance. */
static void
test_quiet_days_keep_the_plain_limits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  guint flagged = 0, judged = 0;

  for (guint round = 0; round < 200; round++)
    {
      AftControlPoint points[120];
      AftControlResult results[120];
      for (guint i = 0; i < 120; i++)
        {
          guint n = (guint) g_rand_int_range (random, 60, 120);
          points[i] = make_point (aft_draw_hits (random, n, 0.76), n);
        }
      g_assert_true (aft_control_chart_compute (points, 120, 56, results));
      for (guint i = 56; i < 120; i++, judged++)
        flagged += (results[i].signals & AFT_CONTROL_POINT_SIGNAL) != 0 ? 1 : 0;
    }
  g_test_message ("one in %.0f", (double) judged / flagged);
  g_assert_cmpuint (flagged, <, judged / 200);
  g_assert_cmpuint (flagged, >, judged / 1000);
}

/* Saturdays are ten points worse, always. */
static void
test_weekends_are_no_alarm (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  AftControlPoint points[140];
  AftControlResult results[140];
  guint flagged = 0;

  for (guint i = 0; i < 140; i++)
    {
      double share = i % 7 == 5 ? 0.75 : 0.85;
      points[i] = make_point (aft_draw_hits (random, 400, share), 400);
      points[i].weekday = i % 7 + 1;
    }
  g_assert_true (aft_control_chart_compute (points, 140, 56, results));
  for (guint i = 0; i < 140; i++)
    flagged += (results[i].signals & AFT_CONTROL_POINT_SIGNAL) != 0 ? 1 : 0;
  g_assert_cmpuint (flagged, <=, 2);
  g_assert_cmpfloat_with_epsilon (results[61].center, 0.75, 0.03);
  g_assert_cmpfloat_with_epsilon (results[62].center, 0.85, 0.03);
}

static void
test_a_weekday_that_was_closed_is_not_judged (void)
{
  AftControlPoint points[84];
  AftControlResult results[84];

  for (guint i = 0; i < 84; i++)
    {
      gboolean is_closed = i % 7 == 0 && i < 56;
      points[i] = is_closed ? make_point (0, 0) : make_point (80, 100);
      points[i].weekday = i % 7 + 1;
    }
  g_assert_true (aft_control_chart_compute (points, 84, 56, results));
  g_assert_false (results[0].has_value);
  g_assert_true (results[63].has_value);
  g_assert_false (results[63].is_judged);
  g_assert_true (results[64].is_judged);
}

static void
test_without_a_baseline_nothing_is_judged (void)
{
  AftControlPoint points[20];
  AftControlResult results[20];

  for (guint i = 0; i < 20; i++)
    points[i] = make_point (i < 13 ? 0 : 80, i < 13 ? 0 : 100);
  g_assert_false (aft_control_chart_compute (points, 20, 20, results));
  g_assert_false (aft_control_chart_compute (points, 0, 0, NULL));
  for (guint i = 0; i < 20; i++)
    {
      g_assert_cmpint (results[i].has_value, ==, i >= 13);
      g_assert_false (results[i].is_judged);
      g_assert_cmpuint (results[i].signals, ==, 0);
    }
  g_autoptr (GArray) changes = aft_control_chart_list_changes (points, results, 20);
  g_assert_cmpuint (changes->len, ==, 0);
}

static void
test_few_answers_are_shown_and_not_judged (void)
{
  AftControlPoint points[BASELINE + 1];
  AftControlResult results[BASELINE + 1];

  fill_baseline (points);
  points[BASELINE] = make_point (0, AFT_CONTROL_LEAST - 1);
  g_assert_true (aft_control_chart_compute (points, BASELINE + 1, BASELINE, results));
  g_assert_true (results[BASELINE].has_value);
  g_assert_false (results[BASELINE].is_judged);
}

/* A house where everybody was satisfied: one complaint is no alarm, half of a day's guests are. */
static void
test_a_perfect_house_has_limits (void)
{
  AftControlPoint points[BASELINE + 2];
  AftControlResult results[BASELINE + 2];

  for (guint i = 0; i < BASELINE; i++)
    points[i] = make_point (60, 60);
  points[BASELINE] = make_point (59, 60);
  points[BASELINE + 1] = make_point (30, 60);
  g_assert_true (aft_control_chart_compute (points, BASELINE + 2, BASELINE, results));
  g_assert_cmpuint (results[BASELINE].signals, ==, 0);
  g_assert_cmpuint (results[BASELINE + 1].signals & AFT_CONTROL_POINT_SIGNAL, !=, 0);
  g_assert_cmpfloat (results[BASELINE].high, <=, 1);
  g_assert_cmpfloat (results[BASELINE].low, <, 1);
}

static void
test_no_counts_break_a_chart (void)
{
  static const guint64 sizes[] = { 0, 1, 5, 100, 1000000, G_GUINT64_CONSTANT (1000000000000) };
  AftControlPoint points[60];
  AftControlResult results[60];

  for (guint kind = 0; kind < 4; kind++)
    {
      for (guint i = 0; i < 60; i++)
        {
          guint64 n = sizes[(i * 7 + kind) % G_N_ELEMENTS (sizes)];
          points[i] = make_point (kind == 0 ? 0 : kind == 1 ? n : (i % 2) * n, n);
          points[i].weekday = kind == 3 ? i % 7 + 1 : 0;
        }
      gboolean is_judged = aft_control_chart_compute (points, 60, 40, results);
      for (guint i = 0; i < 60; i++)
        aft_assert_numbers ((double[]){ results[i].value, results[i].center, results[i].low,
                                        results[i].high, results[i].z, results[i].ewma },
                            6);
      g_autoptr (GArray) changes = aft_control_chart_list_changes (points, results, 60);
      g_assert_true (is_judged || changes->len == 0);
    }
}

/* Eighty-five percent, then @worse from @from to @to, exactly. */
#define DAYS 100
static GArray *
list_changes (guint from, guint to, guint64 worse)
{
  AftControlPoint points[DAYS];
  AftControlResult results[DAYS];

  for (guint i = 0; i < DAYS; i++)
    points[i] = make_point (i >= from && i <= to ? worse : 85, 100);
  g_assert_true (aft_control_chart_compute (points, DAYS, 40, results));
  return aft_control_chart_list_changes (points, results, DAYS);
}

static void
test_a_drop_is_dated_to_its_first_day (void)
{
  g_autoptr (GArray) changes = list_changes (70, DAYS, 75);
  const AftControlChange *change = &g_array_index (changes, AftControlChange, 0);

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (change->is_drop);
  g_assert_false (change->is_over);
  g_assert_cmpuint (change->since, ==, 70);
  /* z = −2.8: 8 is passed with the fourth day */
  g_assert_cmpuint (change->signalled, ==, 73);
  g_assert_cmpuint (change->last, ==, DAYS - 1);
  g_assert_cmpuint (change->sample.n, ==, 3000);
  g_assert_cmpfloat_with_epsilon (aft_sample_get_value (&change->sample), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (change->center, 0.85, 1e-12);
}

static void
test_a_drop_that_was_mended_is_over (void)
{
  g_autoptr (GArray) changes = list_changes (60, 79, 75);
  const AftControlChange *change = &g_array_index (changes, AftControlChange, 0);

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_true (change->is_over);
  g_assert_cmpuint (change->since, ==, 60);
  g_assert_cmpuint (change->last, ==, 79);
  g_assert_cmpuint (change->sample.n, ==, 2000);
}

static void
test_a_rise_is_found_as_well (void)
{
  g_autoptr (GArray) changes = list_changes (60, DAYS, 95);

  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_false (g_array_index (changes, AftControlChange, 0).is_drop);
  g_assert_cmpuint (g_array_index (changes, AftControlChange, 0).since, ==, 60);
}

static void
test_one_bad_day_is_no_new_level (void)
{
  g_autoptr (GArray) bad = list_changes (60, 60, 70), usual = list_changes (DAYS, DAYS, 0);

  g_assert_cmpuint (bad->len, ==, 0);
  g_assert_cmpuint (usual->len, ==, 0);
}

/* Monday closed, and days without answers between. */
static void
test_gaps_change_nothing (void)
{
  AftControlPoint points[DAYS];
  AftControlResult results[DAYS];

  for (guint i = 0; i < DAYS; i++)
    points[i] = i % 7 == 0 ? make_point (0, 0) : make_point (i >= 71 ? 75 : 85, 100);
  g_assert_true (aft_control_chart_compute (points, DAYS, 40, results));
  g_autoptr (GArray) changes = aft_control_chart_list_changes (points, results, DAYS);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpuint (g_array_index (changes, AftControlChange, 0).since, ==, 71);
}

static void
add_limit_tests (void)
{
  g_test_add_func ("/stats/control-chart/limits-are-three-deviations-of-their-n",
                   test_limits_are_three_deviations_of_their_n);
  g_test_add_func ("/stats/control-chart/ewma-and-cusum-remember-by-hand",
                   test_ewma_and_cusum_remember_by_hand);
  g_test_add_func ("/stats/control-chart/balances-and-means-have-charts-too",
                   test_balances_and_means_have_charts_too);
  g_test_add_func ("/stats/control-chart/false-alarms-are-as-rare-as-published",
                   test_false_alarms_are_as_rare_as_published);
  g_test_add_func ("/stats/control-chart/busy-days-are-not-all-out-of-control",
                   test_busy_days_are_not_all_out_of_control);
  g_test_add_func ("/stats/control-chart/equal-days-have-laneys-limits",
                   test_equal_days_have_laneys_limits);
  g_test_add_func ("/stats/control-chart/quiet-days-keep-the-plain-limits",
                   test_quiet_days_keep_the_plain_limits);
  g_test_add_func ("/stats/control-chart/weekends-are-no-alarm", test_weekends_are_no_alarm);
  g_test_add_func ("/stats/control-chart/a-weekday-that-was-closed-is-not-judged",
                   test_a_weekday_that_was_closed_is_not_judged);
  g_test_add_func ("/stats/control-chart/without-a-baseline-nothing-is-judged",
                   test_without_a_baseline_nothing_is_judged);
  g_test_add_func ("/stats/control-chart/few-answers-are-shown-and-not-judged",
                   test_few_answers_are_shown_and_not_judged);
  g_test_add_func ("/stats/control-chart/a-perfect-house-has-limits",
                   test_a_perfect_house_has_limits);
  g_test_add_func ("/stats/control-chart/no-counts-break-a-chart", test_no_counts_break_a_chart);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_limit_tests ();
  g_test_add_func ("/stats/control-chart/a-drop-is-dated-to-its-first-day",
                   test_a_drop_is_dated_to_its_first_day);
  g_test_add_func ("/stats/control-chart/a-drop-that-was-mended-is-over",
                   test_a_drop_that_was_mended_is_over);
  g_test_add_func ("/stats/control-chart/a-rise-is-found-as-well", test_a_rise_is_found_as_well);
  g_test_add_func ("/stats/control-chart/one-bad-day-is-no-new-level",
                   test_one_bad_day_is_no_new_level);
  g_test_add_func ("/stats/control-chart/gaps-change-nothing", test_gaps_change_nothing);
  return g_test_run ();
}
