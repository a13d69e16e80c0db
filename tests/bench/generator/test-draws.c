/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance that everything made up stands on: the published generator, even, and of a purpose alone.
 * Normal and Poisson draws are test-generator.c's. */
#include <math.h>
#include <string.h>

#include "draws.h"

#define DRAWN 40000

/* Of the reference implementation (S. Vigna, splitmix64.c) with the seed 1234567. */
static void
test_published_numbers (void)
{
  static const guint64 numbers[]
      = { G_GUINT64_CONSTANT (6457827717110365317), G_GUINT64_CONSTANT (3203168211198807973),
          G_GUINT64_CONSTANT (9817491932198370423), G_GUINT64_CONSTANT (4593380528125082431),
          G_GUINT64_CONSTANT (16408922859458223821) };
  Draws draws = { 1234567 };
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (draws_next (&draws), ==, numbers[i]);
}

/* Chi-square with 9 degrees of freedom: above 27.9 once in a thousand. */
static void
test_even (void)
{
  for (guint64 purpose = 0; purpose < 3; purpose++)
    {
      guint counts[10] = { 0 };
      double distance = 0;
      Draws draws = draws_start (1, purpose);
      for (guint i = 0; i < DRAWN; i++)
        counts[draws_below (&draws, 10)]++;
      for (guint i = 0; i < 10; i++)
        distance += pow (counts[i] - DRAWN / 10., 2) / (DRAWN / 10.);
      g_assert_cmpfloat (distance, <, 27.9);
    }
}

static void
test_units (void)
{
  double sum = 0;
  Draws draws = draws_start (2, 0);
  for (guint i = 0; i < DRAWN; i++)
    {
      double unit = draws_unit (&draws);
      g_assert_cmpfloat (unit, >=, 0);
      g_assert_cmpfloat (unit, <, 1);
      sum += unit;
      g_assert_false (draws_happens (&draws, 0));
      g_assert_true (draws_happens (&draws, 1));
      g_assert_cmpuint (draws_below (&draws, 1), ==, 0);
    }
  g_assert_cmpfloat_with_epsilon (sum / DRAWN, .5, 4 * sqrt (1. / 12 / DRAWN));
}

/* Neighbouring seeds and purposes have nothing to do with each other: of two streams half of the
 * bits are the same. */
static void
test_streams_of_their_own (void)
{
  for (guint64 i = 1; i <= 20; i++)
    {
      Draws streams[] = { draws_start (i, 0), draws_start (i, 1), draws_start (i + 1, 0) };
      guint same[2] = { 0 };
      for (guint k = 0; k < 500; k++)
        {
          guint64 first = draws_next (&streams[0]);
          same[0] += (guint) __builtin_popcountll (~(first ^ draws_next (&streams[1])));
          same[1] += (guint) __builtin_popcountll (~(first ^ draws_next (&streams[2])));
        }
      for (guint k = 0; k < G_N_ELEMENTS (same); k++)
        g_assert_cmpfloat_with_epsilon (same[k] / 32000., .5, 4.5 * .5 / sqrt (32000));
    }
}

static void
test_nothing_expected (void)
{
  Draws draws = draws_start (3, 0);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (draws_poisson (&draws, 0), ==, 0);
}

static void
test_ids (void)
{
  static const gint64 time_ms = G_GINT64_CONSTANT (1766016000123);
  Draws draws = draws_start (4, 0);
  AftId before = draws_make_id (&draws, time_ms);
  for (guint i = 0; i < 100; i++)
    {
      AftId id = draws_make_id (&draws, time_ms);
      g_autofree char *text = aft_id_to_text (&id);
      AftId again;
      g_assert_true (g_str_has_prefix (text, "019b2ec1-a07b-7"));
      g_assert_nonnull (strchr ("89ab", text[19]));
      g_assert_true (aft_id_from_text (text, &again));
      g_assert_false (aft_id_equal (&id, &before));
      before = id;
    }
}

static void
test_random_bytes (void)
{
  guint8 bytes[2][32];
  Draws draws = draws_start (5, 0);
  g_autoptr (AftRandom) first = draws_make_random (&draws);
  g_autoptr (AftRandom) second = draws_make_random (&draws);
  draws_next (&draws);
  aft_random_fill (first, bytes[0], sizeof bytes[0]);
  for (guint i = 0; i < sizeof bytes[1]; i++)
    aft_random_fill (second, bytes[1] + i, 1);
  g_assert_cmpmem (bytes[0], sizeof bytes[0], bytes[1], sizeof bytes[1]);
}

static void
test_thresholds_are_passed_so_often (void)
{
  for (double share = .01; share < .995; share += .01)
    g_assert_cmpfloat_with_epsilon (draws_normal_share (draws_normal_threshold (share)), share,
                                    1e-9);
  g_assert_cmpfloat_with_epsilon (draws_normal_threshold (.5), 0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func ("/bench/draws/" name, test)
  ADD ("numbers-are-the-published-ones", test_published_numbers);
  ADD ("every-number-is-as-likely", test_even);
  ADD ("units-are-below-one-and-shares-of-nothing-and-all-are-sure", test_units);
  ADD ("seeds-and-purposes-have-streams-of-their-own", test_streams_of_their_own);
  ADD ("of-nothing-expected-there-is-nothing", test_nothing_expected);
  ADD ("ids-are-of-their-time-and-differ", test_ids);
  ADD ("bytes-are-the-same-however-they-are-asked-for", test_random_bytes);
  ADD ("a-threshold-is-passed-as-often-as-it-says", test_thresholds_are_passed_so_often);
#undef ADD
  return g_test_run ();
}
