/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run lengths against the tables that the field works with. */
#include "aft-control-chart.h"
#include "aft-run-length.h"

static void
assert_within (double value, double wanted, double share)
{
  g_assert_cmpfloat (value, >, wanted * (1 - share));
  g_assert_cmpfloat (value, <, wanted * (1 + share));
}

static void
test_the_chart_of_single_points_is_one_in_370 (void)
{
  assert_within (aft_run_length_of_ewma (1, AFT_CONTROL_WIDTH, 0), 370.4, 0.0001);
}

/* The widths that give 500: J. Lucas, M. Saccucci (1990), table 3; D. Montgomery, "Introduction to
 * Statistical Quality Control", table 9.11. */
static void
test_ewma_false_alarms_are_as_published (void)
{
  static const double pairs[][2] = {
    { AFT_CONTROL_EWMA_LAMBDA, AFT_CONTROL_EWMA_WIDTH },
    { 0.03, 2.437 },
    { 0.05, 2.615 },
    { 0.1, 2.814 },
    { 0.3, 3.023 },
    { 0.4, 3.054 },
    { 0.5, 3.071 },
    { 0.75, 3.087 },
    { 1, 3.09 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      double length = aft_run_length_of_ewma (pairs[i][0], pairs[i][1], 0);
      g_test_message ("lambda %.2f, L %.3f: %.2f", pairs[i][0], pairs[i][1], length);
      assert_within (length, 500, 0.002);
    }
}

/* An example of the EWMAARL function, SAS/QC user's guide. */
static void
test_ewma_agrees_to_ten_digits (void)
{
  g_assert_cmpfloat_with_epsilon (aft_run_length_of_ewma (0.25, 3, 1), 11.154267016, 1e-9);
}

/* S. Crowder (1987), table 1; Lucas and Saccucci (1990), table 3. */
static void
test_ewma_finds_shifts_as_fast_as_published (void)
{
  static const struct
  {
    double lambda, width, shift, length;
  } cases[] = {
    { 0.5, 2, 0, 26.45 },    { 0.05, 2, 0, 127.53 },    { 0.5, 2, 1, 4.91 },
    { 0.05, 2, 1, 8.38 },    { 0.5, 3.071, 0.5, 88.8 }, { 0.5, 3.071, 1, 17.5 },
    { 0.5, 3.071, 2, 3.63 }, { 0.03, 2.437, 1, 12.6 },  { 0.03, 2.437, 3, 4.03 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_within (aft_run_length_of_ewma (cases[i].lambda, cases[i].width, cases[i].shift),
                   cases[i].length, 0.003);
}

/* J. Lucas, R. Crosier (1982), table 1; Montgomery, table 9.3. */
static void
test_cusum_false_alarms_are_as_published (void)
{
  double four = aft_run_length_of_cusum (AFT_CONTROL_CUSUM_SLACK, 4, 0);
  double five = aft_run_length_of_cusum (AFT_CONTROL_CUSUM_SLACK, AFT_CONTROL_CUSUM_LIMIT, 0);

  g_test_message ("k 0.5: h 4: %.2f, h 5: %.2f", four, five);
  assert_within (four, 168, 0.003);
  assert_within (five, 465, 0.003);
}

static void
test_cusum_finds_shifts_as_fast_as_published (void)
{
  static const double shifts[] = { 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5 };
  static const double lengths[] = { 74.2, 26.6, 13.3, 8.38, 4.75, 3.34, 2.62, 2.19, 1.71, 1.31 };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    assert_within (aft_run_length_of_cusum (0.5, 4, shifts[i]), lengths[i], 0.004);
}

/* D. Brook, D. Evans (1972), 4.3, by a chain that rounds: 117.59 one-sided; Waldmann (1986): 117.4.
 * Both sides signal twice as often. */
static void
test_cusum_agrees_with_the_chain (void)
{
  assert_within (aft_run_length_of_cusum (0.5, 3, 0), 117.59 / 2, 0.003);
}

static void
test_both_directions_take_as_long (void)
{
  for (double shift = 0.25; shift < 3; shift += 0.25)
    {
      g_assert_cmpfloat_with_epsilon (aft_run_length_of_cusum (0.5, 5, shift),
                                      aft_run_length_of_cusum (0.5, 5, -shift), 1e-9);
      g_assert_cmpfloat_with_epsilon (aft_run_length_of_ewma (0.2, 2.962, shift),
                                      aft_run_length_of_ewma (0.2, 2.962, -shift), 1e-6);
    }
}

static void
test_words_are_stricter_than_marks (void)
{
  double length = aft_run_length_of_cusum (AFT_CONTROL_CUSUM_SLACK, AFT_CONTROL_CHANGE_LIMIT, 0);

  g_test_message ("h %.0f: %.0f", AFT_CONTROL_CHANGE_LIMIT, length);
  assert_within (length, AFT_CONTROL_CHANGE_RUN_LENGTH, 0.001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/run-length/the-chart-of-single-points-is-one-in-370",
                   test_the_chart_of_single_points_is_one_in_370);
  g_test_add_func ("/stats/run-length/ewma-false-alarms-are-as-published",
                   test_ewma_false_alarms_are_as_published);
  g_test_add_func ("/stats/run-length/ewma-agrees-to-ten-digits", test_ewma_agrees_to_ten_digits);
  g_test_add_func ("/stats/run-length/ewma-finds-shifts-as-fast-as-published",
                   test_ewma_finds_shifts_as_fast_as_published);
  g_test_add_func ("/stats/run-length/cusum-false-alarms-are-as-published",
                   test_cusum_false_alarms_are_as_published);
  g_test_add_func ("/stats/run-length/cusum-finds-shifts-as-fast-as-published",
                   test_cusum_finds_shifts_as_fast_as_published);
  g_test_add_func ("/stats/run-length/cusum-agrees-with-the-chain",
                   test_cusum_agrees_with_the_chain);
  g_test_add_func ("/stats/run-length/both-directions-take-as-long",
                   test_both_directions_take_as_long);
  g_test_add_func ("/stats/run-length/words-are-stricter-than-marks",
                   test_words_are_stricter_than_marks);
  return g_test_run ();
}
