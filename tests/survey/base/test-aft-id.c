/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids: the layout of RFC 9562 (its example of appendix A.6), order by time, strict reading. */
#include <string.h>

#include "aft-fake-clock.h"
#include "aft-id.h"
#include "aft-seeded-random.h"

static void
fill_with_f (guint8 *bytes, gsize count, gpointer user_data)
{
  memset (bytes, 0xff, count);
}

static void
test_time_version_and_variant_stand_in_place (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1645557742000999));
  g_autoptr (AftRandom) random = aft_random_new (fill_with_f, NULL, NULL);
  AftId id = aft_id_generate (aft_fake_clock_get_clock (fake), random);
  g_autofree char *text = aft_id_to_text (&id);

  g_assert_cmpstr (text, ==, "017f22e2-79b0-7fff-bfff-ffffffffffff");
}

static void
test_ids_sort_by_their_time (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  g_autoptr (AftRandom) random = aft_seeded_random_new (7);
  g_autofree char *previous = g_strdup ("");

  for (guint i = 0; i < 2000; i++)
    {
      AftId id = aft_id_generate (aft_fake_clock_get_clock (fake), random);
      g_autofree char *text = aft_id_to_text (&id);

      g_assert_cmpstr (previous, <, text);
      g_free (previous);
      previous = g_steal_pointer (&text);
      aft_fake_clock_advance_ms (fake, 1 + i * 37);
    }
}

static void
test_ids_of_one_moment_differ (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (0);
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      AftId id = aft_id_generate (aft_fake_clock_get_clock (fake), random);

      g_assert_true (g_hash_table_add (seen, aft_id_to_text (&id)));
    }
}

static void
test_the_text_reads_back_in_either_case (void)
{
  static const char *const texts[]
      = { "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
          "550e8400-e29b-41d4-a716-446655440000" };
  AftId ids[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *lower = g_ascii_strdown (texts[i], -1);
      g_autofree char *text = NULL;

      g_assert_true (aft_id_from_text (texts[i], &ids[i]));
      text = aft_id_to_text (&ids[i]);
      g_assert_cmpstr (text, ==, lower);
    }
  g_assert_true (aft_id_equal (&ids[0], &ids[1]));
  g_assert_false (aft_id_equal (&ids[0], &ids[2]));
}

static void
test_other_texts_are_no_ids (void)
{
  static const char *const texts[] = { "",
                                       "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                                       "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
                                       "017f22e279b07cc398c4dc0c0c07398f0000",
                                       "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
                                       "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                                       "017f22e2-79b0-7cc3-98c4+dc0c0c07398f",
                                       "-17f22e2-79b0-7cc3-98c4-dc0c0c07398f" };
  AftId id = { { 42 } };

  g_assert_false (aft_id_from_text (NULL, &id));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (aft_id_from_text (texts[i], &id));
  g_assert_cmpint (id.bytes[0], ==, 42);
}

static void
test_only_all_zeros_are_zero (void)
{
  AftId id = { { 0 } };

  g_assert_true (aft_id_is_zero (&id));
  for (guint i = 0; i < AFT_ID_BYTES; i++)
    {
      id.bytes[i] = 1;
      g_assert_false (aft_id_is_zero (&id));
      id.bytes[i] = 0;
    }
}

#define ONE "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
#define TWO "017f22e2-79b0-7cc3-98c4-dc0c0c073990"

static void
test_lists_have_each_once (void)
{
  static const char *const none[] = { "",           ",",          ONE ",",
                                      "," ONE,      ONE ",," TWO, ONE " " TWO,
                                      ONE ", " TWO, ONE ";" TWO,  ONE "," ONE "," TWO };
  g_autoptr (GArray) both = aft_id_list_from_text (TWO "," ONE, 2);
  g_autoptr (GArray) one = aft_id_list_from_text (ONE "," ONE, 2);

  g_autofree char *again = aft_id_list_to_text (both);
  g_autofree char *alone = aft_id_list_to_text (one);

  g_assert_cmpstr (again, ==, TWO "," ONE);
  g_assert_cmpstr (alone, ==, ONE);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_false (aft_id_equal (&g_array_index (both, AftId, 0), &g_array_index (one, AftId, 0)));
  g_assert_true (aft_id_is_among (&g_array_index (one, AftId, 0), both));
  g_assert_false (aft_id_is_among (&g_array_index (both, AftId, 0), one));
  g_assert_null (aft_id_list_from_text (NULL, 2));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (aft_id_list_from_text (none[i], 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/time-version-and-variant-stand-in-place",
                   test_time_version_and_variant_stand_in_place);
  g_test_add_func ("/base/id/ids-sort-by-their-time", test_ids_sort_by_their_time);
  g_test_add_func ("/base/id/ids-of-one-moment-differ", test_ids_of_one_moment_differ);
  g_test_add_func ("/base/id/the-text-reads-back-in-either-case",
                   test_the_text_reads_back_in_either_case);
  g_test_add_func ("/base/id/other-texts-are-no-ids", test_other_texts_are_no_ids);
  g_test_add_func ("/base/id/lists-have-each-once", test_lists_have_each_once);
  g_test_add_func ("/base/id/only-all-zeros-are-zero", test_only_all_zeros_are_zero);
  return g_test_run ();
}
