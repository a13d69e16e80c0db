/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JavaScript's view of texts, held against tables that JavaScript wrote (make-letters.mjs). */
#include "aft-json.h"
#include "aft-utf16.h"

#include <string.h>

static AftValue *
read_table (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "survey", "expression", "letters.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  AftValue *table = aft_json_parse_file (path, &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  return table;
}

/* JavaScript may know a later Unicode than GLib. */
static gboolean
is_known (const AftValue *pair)
{
  return g_unichar_isdefined (
      g_utf8_get_char (aft_value_get_string (aft_value_get_item (pair, 0))));
}

static void
assert_lower (const AftValue *pairs)
{
  g_assert_cmpuint (aft_value_get_length (pairs), >, 0);
  for (gsize i = 0; i < aft_value_get_length (pairs); i++)
    {
      const AftValue *pair = aft_value_get_item (pairs, i);
      if (!is_known (pair))
        continue;
      g_autofree char *lower
          = aft_utf16_lower (aft_value_get_string (aft_value_get_item (pair, 0)));
      g_assert_cmpstr (lower, ==, aft_value_get_string (aft_value_get_item (pair, 1)));
    }
}

static void
test_lower_case_is_of_javascript (void)
{
  g_autoptr (AftValue) table = read_table ();

  assert_lower (aft_value_get_member (table, "lower"));
  assert_lower (aft_value_get_member (table, "words"));
}

static gboolean
list_holds (const AftValue *list, const char *text)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    if (strcmp (aft_value_get_string (aft_value_get_item (list, i)), text) == 0)
      return TRUE;
  return FALSE;
}

static void
test_no_other_character_changes (void)
{
  g_autoptr (AftValue) table = read_table ();
  const AftValue *pairs = aft_value_get_member (table, "lower");
  guint changed = 0;
  guint known = 0;

  for (gunichar character = 1; character < 0x110000; character++)
    {
      char text[7] = { 0 };
      if (character >= 0xD800 && character < 0xE000)
        continue;
      g_unichar_to_utf8 (character, text);
      g_autofree char *lower = aft_utf16_lower (text);
      changed += strcmp (lower, text) != 0;
    }
  for (gsize i = 0; i < aft_value_get_length (pairs); i++)
    known += is_known (aft_value_get_item (pairs, i));
  g_assert_cmpuint (changed, ==, known);
  g_assert_cmpuint (known, >, 1000);
}

static void
test_white_space_is_of_javascript (void)
{
  g_autoptr (AftValue) table = read_table ();
  const AftValue *space = aft_value_get_member (table, "space");
  guint spaces = 0;

  for (gunichar character = 1; character < 0x110000; character++)
    {
      char text[7] = { 0 };
      if ((character >= 0xD800 && character < 0xE000) || !aft_utf16_is_space (character))
        continue;
      g_unichar_to_utf8 (character, text);
      g_assert_true (list_holds (space, text));
      spaces++;
    }
  g_assert_cmpuint (spaces, ==, aft_value_get_length (space));
}

static void
assert_trim (const char *text, const char *expected)
{
  g_autofree char *trimmed = aft_utf16_trim (text);

  g_assert_cmpstr (trimmed, ==, expected);
}

static void
test_trim_cuts_both_ends_only (void)
{
  assert_trim ("", "");
  assert_trim (" \t\n", "");
  assert_trim ("a", "a");
  assert_trim ("\u3000好 吃\u00a0\ufeff", "好 吃");
  assert_trim ("a\u200b ", "a\u200b");
  g_assert_cmpstr (aft_utf16_skip_space (" \u3000x "), ==, "x ");
}

static void
test_order_is_by_units (void)
{
  g_autoptr (AftValue) table = read_table ();
  const AftValue *sorted = aft_value_get_member (table, "sorted");

  for (gsize i = 0; i < aft_value_get_length (sorted); i++)
    for (gsize j = 0; j < aft_value_get_length (sorted); j++)
      {
        int order = aft_utf16_compare (aft_value_get_string (aft_value_get_item (sorted, i)),
                                       aft_value_get_string (aft_value_get_item (sorted, j)));
        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_length_counts_units (void)
{
  g_assert_cmpuint (aft_utf16_length (""), ==, 0);
  g_assert_cmpuint (aft_utf16_length ("王小明"), ==, 3);
  g_assert_cmpuint (aft_utf16_length ("a😀"), ==, 3);
}

static void
assert_slice (const char *text, gsize start, gsize end, const char *expected)
{
  g_autofree char *slice = aft_utf16_slice (text, start, end);

  g_assert_cmpstr (slice, ==, expected);
}

static void
test_slice_counts_units (void)
{
  assert_slice ("回味餐厅", 0, 2, "回味");
  assert_slice ("a😀b", 1, 3, "😀");
  assert_slice ("a😀b", 3, 9, "b");
  assert_slice ("a😀b", 2, 2, "");
  assert_slice ("abc", 5, 9, "");
}

static void
test_half_a_pair_becomes_a_replacement (void)
{
  assert_slice ("a😀b", 0, 2, "a\uFFFD");
  assert_slice ("a😀b", 2, 4, "\uFFFDb");
  assert_slice ("😀", 1, 2, "\uFFFD");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survey/expression/utf16/lower-case-is-of-javascript",
                   test_lower_case_is_of_javascript);
  g_test_add_func ("/survey/expression/utf16/no-other-character-changes",
                   test_no_other_character_changes);
  g_test_add_func ("/survey/expression/utf16/white-space-is-of-javascript",
                   test_white_space_is_of_javascript);
  g_test_add_func ("/survey/expression/utf16/trim-cuts-both-ends-only",
                   test_trim_cuts_both_ends_only);
  g_test_add_func ("/survey/expression/utf16/order-is-by-units", test_order_is_by_units);
  g_test_add_func ("/survey/expression/utf16/length-counts-units", test_length_counts_units);
  g_test_add_func ("/survey/expression/utf16/slice-counts-units", test_slice_counts_units);
  g_test_add_func ("/survey/expression/utf16/half-a-pair-becomes-a-replacement",
                   test_half_a_pair_becomes_a_replacement);
  return g_test_run ();
}
