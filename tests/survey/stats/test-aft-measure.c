/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names under which figures are asked for. */
#include "aft-measure.h"

static void
test_aspects_have_the_names_of_the_surveys (void)
{
  static const char *const names[] = { "food",    "portion",  "service",  "waiting",       "price",
                                       "hygiene", "ambience", "location", "something-else" };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, AFT_ASPECTS);
  for (guint i = 0; i < AFT_ASPECTS; i++)
    {
      AftAspect aspect = AFT_ASPECTS;
      g_assert_cmpstr (aft_aspect_to_text ((AftAspect) i), ==, names[i]);
      g_assert_true (aft_aspect_from_text (names[i], &aspect));
      g_assert_cmpuint (aspect, ==, i);
    }
}

static void
test_slices_have_names (void)
{
  for (guint i = 0; i < AFT_SLICES; i++)
    {
      AftSlice slice = AFT_SLICES;
      g_assert_true (aft_slice_from_text (aft_slice_to_text ((AftSlice) i), &slice));
      g_assert_cmpuint (slice, ==, i);
    }
  g_assert_cmpstr (aft_slice_to_text (AFT_SLICE_DAY_PART), ==, "day-part");
}

static void
test_other_names_are_none (void)
{
  static const char *const names[] = { NULL, "", "Food", "food ", "day_part", "weather" };
  AftAspect aspect = AFT_ASPECT_PRICE;
  AftSlice slice = AFT_SLICE_HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_false (aft_aspect_from_text (names[i], &aspect));
      g_assert_false (aft_slice_from_text (names[i], &slice));
    }
  g_assert_cmpuint (aspect, ==, AFT_ASPECT_PRICE);
  g_assert_cmpuint (slice, ==, AFT_SLICE_HOUR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/measure/aspects-have-the-names-of-the-surveys",
                   test_aspects_have_the_names_of_the_surveys);
  g_test_add_func ("/stats/measure/slices-have-names", test_slices_have_names);
  g_test_add_func ("/stats/measure/other-names-are-none", test_other_names_are_none);
  return g_test_run ();
}
