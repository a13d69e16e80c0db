/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.4 and "Empties, truth, equality, order": how answers are compared and read where
 * no expression is involved. */

#include <math.h>

#include "aft-loose-private.h"
#include "aft-play.h"

/* JSON with ' for ", or "nan", or "day" for a date; "-" is no value at all. */
static AftValue *
new_value (const char *text)
{
  if (g_str_equal (text, "nan"))
    return aft_value_new_number (NAN);
  if (g_str_equal (text, "day"))
    return aft_value_new_date (0);
  return g_str_equal (text, "-") ? NULL : aft_play_parse (text);
}

typedef gboolean (*Compare) (const AftValue *a, const AftValue *b);

/* Both ways: none of these notions has a direction. */
static void
check_pair (Compare compare, const char *a, const char *b, gboolean is_wanted)
{
  g_autoptr (AftValue) value_a = new_value (a);
  g_autoptr (AftValue) value_b = new_value (b);
  g_test_message ("%s, %s", a, b);
  g_assert_cmpint (compare (value_a, value_b), ==, is_wanted);
  g_assert_cmpint (compare (value_b, value_a), ==, is_wanted);
}

static void
test_empty (void)
{
  static const char *const empty[]
      = { "-", "null", "''", "[]", "{}", "{'a':''}", "nan", "{'a':{'b':null}}" };
  static const char *const full[] = { "0", "false", "' '", "[0]", "[null]", "{'a':0}", "day" };
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (AftValue) value = new_value (empty[i]);
      g_assert_true (aft_loose_is_empty (value, FALSE));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (full); i++)
    {
      g_autoptr (AftValue) value = new_value (full[i]);
      g_test_message ("%s", full[i]);
      g_assert_false (aft_loose_is_empty (value, FALSE));
    }
}

static void
test_blanks (void)
{
  g_autoptr (AftValue) blanks = aft_play_parse ("' \\t\\u3000'");
  g_autoptr (AftValue) word = aft_play_parse ("' a '");
  g_assert_true (aft_loose_is_empty (blanks, TRUE));
  g_assert_false (aft_loose_is_empty (blanks, FALSE));
  g_assert_false (aft_loose_is_empty (word, TRUE));
}

static void
test_answers (void)
{
  check_pair (aft_loose_equals, "'a'", "'a'", TRUE);
  check_pair (aft_loose_equals, "'a'", "'A'", FALSE);
  check_pair (aft_loose_equals, "'a'", "' a'", FALSE);
  check_pair (aft_loose_equals, "1", "'1'", FALSE);
  check_pair (aft_loose_equals, "0", "false", FALSE);
  check_pair (aft_loose_equals, "true", "'TRUE'", TRUE);
  check_pair (aft_loose_equals, "-", "''", TRUE);
  check_pair (aft_loose_equals, "-", "[]", TRUE);
  check_pair (aft_loose_equals, "-", "0", FALSE);
  check_pair (aft_loose_equals, "''", "' '", FALSE);
  check_pair (aft_loose_equals, "null", "[]", TRUE);
  check_pair (aft_loose_equals, "''", "[]", FALSE);
  check_pair (aft_loose_equals, "nan", "nan", FALSE);
}

static void
test_items (void)
{
  check_pair (aft_loose_matches, "1", "'1'", TRUE);
  check_pair (aft_loose_matches, "1", "' 1 '", TRUE);
  check_pair (aft_loose_matches, "16", "'0x10'", TRUE);
  check_pair (aft_loose_matches, "1", "true", TRUE);
  check_pair (aft_loose_matches, "0", "false", TRUE);
  check_pair (aft_loose_matches, "'no'", "false", FALSE);
  check_pair (aft_loose_matches, "'false'", "false", TRUE);
  check_pair (aft_loose_matches, "1", "'one'", FALSE);
  check_pair (aft_loose_matches, "1", "'0x'", FALSE);
  check_pair (aft_loose_matches, "'a'", "'A'", FALSE);
  check_pair (aft_loose_matches, "0", "' '", TRUE);
}

static void
test_variables (void)
{
  check_pair (aft_loose_resembles, "'VIP'", "' vip '", TRUE);
  check_pair (aft_loose_resembles, "'É'", "'é'", TRUE);
  check_pair (aft_loose_resembles, "'vip'", "'core'", FALSE);
  check_pair (aft_loose_resembles, "3", "'3'", TRUE);
}

static void
test_lists (void)
{
  check_pair (aft_loose_equals, "[1,2]", "[1,2]", TRUE);
  check_pair (aft_loose_equals, "[1,2]", "[2,1]", FALSE);
  check_pair (aft_loose_equals, "[1]", "[1,1]", FALSE);
  check_pair (aft_loose_equals, "[1]", "1", FALSE);
  check_pair (aft_loose_equals, "{'a':1,'b':2}", "{'b':2,'a':1}", TRUE);
  check_pair (aft_loose_equals, "{'a':1}", "{'a':2}", FALSE);
  check_pair (aft_loose_equals, "{'a':1}", "{'b':1}", FALSE);
  check_pair (aft_loose_equals, "{'a':1}", "{'a':1,'b':2}", FALSE);
  check_pair (aft_loose_equals, "{'a':1}", "[1]", FALSE);
  check_pair (aft_loose_equals, "day", "day", TRUE);
  check_pair (aft_loose_equals, "day", "1", FALSE);
  check_pair (aft_loose_matches, "['1']", "[1]", TRUE);
}

static void
test_texts (void)
{
  static const struct
  {
    const char *value;
    const char *text;
  } cases[] = {
    { "-", "" },
    { "null", "" },
    { "'a'", "a" },
    { "0.1", "0.1" },
    { "1e21", "1e+21" },
    { "true", "true" },
    { "['a',['b',1]]", "a,b,1" },
    { "false", "false" },
    { "[null]", "" },
    { "{'a':1}", "[object Object]" },
    { "[]", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = new_value (cases[i].value);
      g_autofree char *text = aft_loose_to_text (value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/loose/zero-false-and-blanks-are-not-empty", test_empty);
  g_test_add_func ("/engine/loose/blanks-are-empty-when-trimmed", test_blanks);
  g_test_add_func ("/engine/loose/answers-differ-by-case-blanks-and-type", test_answers);
  g_test_add_func ("/engine/loose/items-stand-for-one-another-by-value", test_items);
  g_test_add_func ("/engine/loose/variables-ignore-case-and-blanks", test_variables);
  g_test_add_func ("/engine/loose/lists-go-by-order-and-objects-by-names", test_lists);
  g_test_add_func ("/engine/loose/texts-are-those-of-javascript", test_texts);
  return g_test_run ();
}
