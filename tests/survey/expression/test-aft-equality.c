/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Empties, truth, equality, order": which values are equal, and what each flag of
 * the comparison changes. Expected values are survey-core's (Helpers.checkIfValuesEqual). */

#include "aft-equality.h"

#include <math.h>
#include <string.h>

#include "aft-json.h"

#define ANSWERS (AFT_EQUALITY_EXACT_TEXTS | AFT_EQUALITY_KEEPS_TYPES)

/* JSON with ' for "; "-" is undefined, "nan" and "day N" (milliseconds) what JSON lacks. */
static AftValue *
new_value (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  if (g_str_equal (text, "-"))
    return NULL;
  if (g_str_equal (text, "nan"))
    return aft_value_new_number (NAN);
  if (g_str_has_prefix (text, "day "))
    return aft_value_new_date (g_ascii_strtoll (text + 4, NULL, 10));
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

typedef struct
{
  const char *left;
  const char *right;
  AftEqualityFlags flags;
  gboolean is_equal;
} Pair;

/* Both ways round: equality has no direction. */
static void
check_pairs (const Pair *pairs, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (AftValue) left = new_value (pairs[i].left);
      g_autoptr (AftValue) right = new_value (pairs[i].right);
      g_test_message ("%s, %s, flags %d", pairs[i].left, pairs[i].right, pairs[i].flags);
      g_assert_cmpint (aft_equality_test (left, right, pairs[i].flags), ==, pairs[i].is_equal);
      g_assert_cmpint (aft_equality_test (right, left, pairs[i].flags), ==, pairs[i].is_equal);
    }
}

static void
test_texts (void)
{
  static const Pair pairs[] = {
    { "'Soup'", "' sOUP '", AFT_EQUALITY_PLAIN, TRUE },
    { "'soup'", "'soups'", AFT_EQUALITY_PLAIN, FALSE },
    { "'vip'", "'VIP\u3000'", AFT_EQUALITY_PLAIN, TRUE },
    { "'vip'", "'\u00a0vip'", AFT_EQUALITY_PLAIN, TRUE },
    { "'Ä'", "'ä'", AFT_EQUALITY_PLAIN, TRUE },
    { "'5'", "'5.0'", AFT_EQUALITY_PLAIN, FALSE },
    { "'soup'", "'Soup'", AFT_EQUALITY_EXACT_TEXTS, FALSE },
    { "'soup'", "'soup '", AFT_EQUALITY_EXACT_TEXTS, FALSE },
    { "'soup'", "'soup'", AFT_EQUALITY_EXACT_TEXTS, TRUE },
    { "[['a']]", "[['A']]", AFT_EQUALITY_PLAIN, TRUE },
    { "[['a']]", "[['A']]", AFT_EQUALITY_EXACT_TEXTS, FALSE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_numbers (void)
{
  static const Pair pairs[] = {
    { "5", "'5'", AFT_EQUALITY_PLAIN, TRUE },      { "5", "' 5.0 '", AFT_EQUALITY_PLAIN, TRUE },
    { "16", "'0x10'", AFT_EQUALITY_PLAIN, TRUE },  { "1000", "'1e3'", AFT_EQUALITY_PLAIN, TRUE },
    { "1.5", "'1,5'", AFT_EQUALITY_PLAIN, FALSE }, { "5", "'5a'", AFT_EQUALITY_PLAIN, FALSE },
    { "0", "' '", AFT_EQUALITY_PLAIN, TRUE },      { "0", "''", AFT_EQUALITY_PLAIN, FALSE },
    { "nan", "nan", AFT_EQUALITY_PLAIN, FALSE },   { "nan", "'NaN'", AFT_EQUALITY_PLAIN, FALSE },
    { "0", "-0.0", AFT_EQUALITY_PLAIN, TRUE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_types_are_kept (void)
{
  static const Pair pairs[] = {
    { "5", "'5'", AFT_EQUALITY_KEEPS_TYPES, FALSE },
    { "1", "true", AFT_EQUALITY_KEEPS_TYPES, FALSE },
    { "0", "false", AFT_EQUALITY_KEEPS_TYPES, FALSE },
    { "5", "5", AFT_EQUALITY_KEEPS_TYPES, TRUE },
    { "['5']", "[5]", AFT_EQUALITY_KEEPS_TYPES, FALSE },
    { "['5']", "[5]", AFT_EQUALITY_PLAIN, TRUE },
    { "true", "'True'", ANSWERS, TRUE },
    { "-", "null", ANSWERS, TRUE },
    { "' Soup'", "'soup'", AFT_EQUALITY_KEEPS_TYPES, TRUE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_booleans (void)
{
  static const Pair pairs[] = {
    { "true", "'true'", AFT_EQUALITY_PLAIN, TRUE },
    { "true", "'TRUE'", AFT_EQUALITY_PLAIN, TRUE },
    { "true", "' true'", AFT_EQUALITY_PLAIN, FALSE },
    { "true", "'1'", AFT_EQUALITY_PLAIN, FALSE },
    { "false", "'False'", AFT_EQUALITY_PLAIN, TRUE },
    { "false", "'0'", AFT_EQUALITY_PLAIN, FALSE },
    { "true", "1", AFT_EQUALITY_PLAIN, TRUE },
    { "true", "2", AFT_EQUALITY_PLAIN, FALSE },
    { "false", "0", AFT_EQUALITY_PLAIN, TRUE },
    { "true", "false", AFT_EQUALITY_PLAIN, FALSE },
    { "true", "[true]", AFT_EQUALITY_PLAIN, FALSE },
    { "false", "''", AFT_EQUALITY_PLAIN, FALSE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_nothing (void)
{
  static const Pair pairs[] = {
    { "-", "null", AFT_EQUALITY_PLAIN, TRUE },
    { "-", "''", AFT_EQUALITY_PLAIN, TRUE },
    { "null", "''", AFT_EQUALITY_PLAIN, TRUE },
    { "-", "[]", AFT_EQUALITY_PLAIN, TRUE },
    { "null", "[]", AFT_EQUALITY_PLAIN, FALSE },
    { "''", "[]", AFT_EQUALITY_PLAIN, FALSE },
    { "-", "0", AFT_EQUALITY_PLAIN, FALSE },
    { "-", "false", AFT_EQUALITY_PLAIN, FALSE },
    { "null", "' '", AFT_EQUALITY_PLAIN, FALSE },
    { "-", "{}", AFT_EQUALITY_PLAIN, FALSE },
    { "-", "nan", AFT_EQUALITY_PLAIN, FALSE },
    { "null", "'undefined'", AFT_EQUALITY_PLAIN, FALSE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_lists (void)
{
  static const Pair pairs[] = {
    { "[]", "[]", AFT_EQUALITY_PLAIN, TRUE },
    { "[1,2]", "[1,2]", AFT_EQUALITY_PLAIN, TRUE },
    { "[1,2]", "[2,1]", AFT_EQUALITY_PLAIN, FALSE },
    { "[1,2]", "[2,1]", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "[1,10,9]", "['9','1','10']", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "[1,1,2]", "[1,2,2]", AFT_EQUALITY_ANY_ORDER, FALSE },
    { "[1]", "[1,1]", AFT_EQUALITY_ANY_ORDER, FALSE },
    { "[[1,3],[2]]", "[[2],[3,1]]", AFT_EQUALITY_ANY_ORDER, FALSE },
    { "[[1,2],[3]]", "[[3],[1,2]]", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "[[1,2]]", "[[2,1]]", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "[1]", "1", AFT_EQUALITY_PLAIN, FALSE },
    { "['B','a']", "['A','b']", AFT_EQUALITY_ANY_ORDER, FALSE },
    { "['b','a']", "['A','B']", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "[null]", "['']", AFT_EQUALITY_PLAIN, TRUE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_objects (void)
{
  static const Pair pairs[] = {
    { "{}", "{}", AFT_EQUALITY_PLAIN, TRUE },
    { "{'a':1,'b':2}", "{'b':2,'a':1}", AFT_EQUALITY_PLAIN, TRUE },
    { "{'a':1}", "{'a':2}", AFT_EQUALITY_PLAIN, FALSE },
    { "{'a':1}", "{'A':1}", AFT_EQUALITY_PLAIN, FALSE },
    { "{'a':1}", "{'a':1,'b':2}", AFT_EQUALITY_PLAIN, FALSE },
    { "{'a':'x'}", "{'a':'X '}", AFT_EQUALITY_PLAIN, TRUE },
    { "{'a':'x'}", "{'a':'X '}", ANSWERS, FALSE },
    { "{'a':{'b':[1,2]}}", "{'a':{'b':[2,1]}}", AFT_EQUALITY_PLAIN, FALSE },
    { "{'a':{'b':[1,2]}}", "{'a':{'b':[2,1]}}", AFT_EQUALITY_ANY_ORDER, TRUE },
    { "{'0':5}", "[5]", AFT_EQUALITY_PLAIN, TRUE },
    { "{'1':5}", "[5]", AFT_EQUALITY_PLAIN, FALSE },
    { "{'a':1}", "'[object Object]'", AFT_EQUALITY_PLAIN, FALSE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_dates (void)
{
  static const Pair pairs[] = {
    { "day 0", "day 0", AFT_EQUALITY_PLAIN, TRUE },
    { "day 0", "day 1", AFT_EQUALITY_PLAIN, FALSE },
    { "day 0", "'1970-01-01'", AFT_EQUALITY_PLAIN, FALSE },
    { "day 0", "-", AFT_EQUALITY_PLAIN, FALSE },
    { "day 0", "[]", AFT_EQUALITY_PLAIN, FALSE },
  };
  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_identity (void)
{
  static const struct
  {
    const char *left;
    const char *right;
    gboolean is_identical;
  } pairs[] = {
    { "1", "1", TRUE },          { "1", "'1'", FALSE },   { "true", "1", FALSE },
    { "true", "true", TRUE },    { "'a'", "'a'", TRUE },  { "'a'", "'A'", FALSE },
    { "''", "-", FALSE },        { "-", "null", TRUE },   { "[]", "[]", FALSE },
    { "{}", "{}", FALSE },       { "nan", "nan", FALSE }, { "0", "-0.0", TRUE },
    { "day 0", "day 0", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (AftValue) left = new_value (pairs[i].left);
      g_autoptr (AftValue) right = new_value (pairs[i].right);
      g_test_message ("%s, %s", pairs[i].left, pairs[i].right);
      g_assert_cmpint (aft_equality_is_identical (left, right), ==, pairs[i].is_identical);
      g_assert_cmpint (aft_equality_is_identical (right, left), ==, pairs[i].is_identical);
    }
}

static void
test_itself (void)
{
  g_autoptr (AftValue) list = new_value ("[1]");
  g_autoptr (AftValue) nan = new_value ("nan");
  AftValueBuilder *builder = aft_value_builder_new_array ();
  aft_value_builder_add (builder, nan);
  g_autoptr (AftValue) holder = aft_value_builder_end (builder);

  g_assert_true (aft_equality_test (list, list, AFT_EQUALITY_PLAIN));
  g_assert_true (aft_equality_test (holder, holder, AFT_EQUALITY_PLAIN));
  g_assert_false (aft_equality_test (nan, nan, AFT_EQUALITY_PLAIN));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/equality/texts-are-alike-but-for-case-and-blanks", test_texts);
  g_test_add_func ("/expression/equality/numbers-are-like-their-texts", test_numbers);
  g_test_add_func ("/expression/equality/types-are-kept-on-request", test_types_are_kept);
  g_test_add_func ("/expression/equality/booleans-are-like-their-words-and-one", test_booleans);
  g_test_add_func ("/expression/equality/nothing-equals-the-empty-text-not-zero", test_nothing);
  g_test_add_func ("/expression/equality/lists-go-item-by-item", test_lists);
  g_test_add_func ("/expression/equality/objects-go-by-their-members", test_objects);
  g_test_add_func ("/expression/equality/dates-go-by-their-moment", test_dates);
  g_test_add_func ("/expression/equality/identity-minds-the-type", test_identity);
  g_test_add_func ("/expression/equality/an-object-equals-itself-nan-never", test_itself);
  return g_test_run ();
}
