/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftCondition: what an expression depends on, and which changes make it worth running again. */

#include <string.h>

#include "aft-condition-private.h"

static void
test_broken (void)
{
  static const char *const texts[] = { "", "{a} =", "null", "{a} = 1 2", "(", "'open" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (aft_condition_new (texts[i]));
  aft_condition_free (NULL);
}

static void
test_names (void)
{
  g_autoptr (AftCondition) condition = aft_condition_new ("{b} > 1 or sum({#a}, 2) = {c.d}");
  static const char *const wanted[] = { "b", "a", "c.d", NULL };
  g_assert_nonnull (condition);
  g_assert_true (g_strv_equal ((const char *const *) condition->names, wanted));
}

static void
test_lone_name (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "{a}", TRUE },      { " {a} ", TRUE },  { "{a b}", TRUE },
    { "{a} + 1", FALSE }, { "({a})", FALSE }, { "{a}+{b}", FALSE },
    { "!{a}", FALSE },    { "1", FALSE },     { "'{a}'", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftCondition) condition = aft_condition_new (cases[i].text);
      g_assert_nonnull (condition);
      g_assert_cmpint (condition->is_lone_name, ==, cases[i].is);
    }
}

static void
test_gives_nothing (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "min({a})", TRUE },     { "  max({a})", TRUE }, { "iif({a}, 1, 2)", TRUE },
    { "getYear({a})", TRUE }, { "sum({a})", FALSE },  { "1 + min({a})", FALSE },
    { "{min(}", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftCondition) condition = aft_condition_new (cases[i].text);
      g_assert_nonnull (condition);
      g_assert_cmpint (condition->gives_nothing, ==, cases[i].is);
    }
}

/* What no name has a part in can give something else each time. */
static void
test_time (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "today()", TRUE },
    { "{a} > today()", TRUE },
    { "{a} > currentDate()", TRUE },
    { "{a} > today(1)", TRUE },
    { "year({a}) = 2026", FALSE },
    { "dateAdd({a}, 1, 'days') > 1", FALSE },
    { "'today()' = {a}", FALSE },
    { "\"today()\" = {a}", FALSE },
    { "{today()} = {a}", FALSE },
    { "{a} = 'it\\'s today()'", FALSE },
    { "sum({a}, '(') > 1", FALSE },
    { "sum(1, 2) > {a}", TRUE },
    { "({a} > 1)", FALSE },
    { "nosuch() = {a}", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftCondition) condition = aft_condition_new (cases[i].text);
      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (condition);
      g_assert_cmpint (condition->is_time_dependent, ==, cases[i].is);
    }
}

/* A word is @name; its value 1, or null when it ends in "!". */
static gboolean
is_touched (const char *text, const char *changes)
{
  g_autoptr (AftCondition) condition = aft_condition_new (text);
  g_autoptr (AftAnswers) changed = aft_answers_new ();
  g_autoptr (AftValue) one = aft_value_new_number (1);
  g_auto (GStrv) words = g_strsplit (changes, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);
      gboolean is_gone = length > 0 && words[i][length - 1] == '!';
      if (is_gone)
        words[i][length - 1] = '\0';
      if (length > 0)
        aft_answers_set (changed, words[i], is_gone ? NULL : one);
    }
  g_assert_nonnull (condition);
  return aft_condition_is_touched (condition, changed);
}

static void
test_touched (void)
{
  g_assert_true (is_touched ("{a} = 1", "a"));
  g_assert_true (is_touched ("{b} = 1 or {a} = 1", "x a"));
  g_assert_true (is_touched ("{a} = 1", "a!"));
  g_assert_true (is_touched ("{q-Comment} notempty", "q-Comment"));
}

static void
test_untouched (void)
{
  g_assert_false (is_touched ("{a} = 1", "b"));
  g_assert_false (is_touched ("{a} = 1", ""));
  g_assert_false (is_touched ("{ab} = 1", "a"));
}

static void
test_always (void)
{
  g_autoptr (AftCondition) condition = aft_condition_new ("{a} = 1");
  g_assert_true (aft_condition_is_touched (condition, NULL));
  g_assert_true (is_touched ("1 = 1", "b"));
  g_assert_true (is_touched ("{a} > today()", "b"));
}

/* The reference looks under the name as written and under its lower case only. */
static void
test_letter_case (void)
{
  g_assert_true (is_touched ("{Tier} = 1", "tier"));
  g_assert_false (is_touched ("{tier} = 1", "Tier"));
}

static void
test_parts (void)
{
  g_assert_true (is_touched ("{list[0].x} = 1", "list"));
  g_assert_true (is_touched ("{m.row} = 1", "m"));
  g_assert_true (is_touched ("{a.length} > 1", "a"));
  g_assert_true (is_touched ("{a.b.c} = 1", "a.b"));
  g_assert_false (is_touched ("{m.row} = 1", "m!"));
  g_assert_false (is_touched ("{m.row} = 1", "row"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/condition/what-is-no-expression-is-none", test_broken);
  g_test_add_func ("/engine/condition/names-stand-as-written-and-in-order", test_names);
  g_test_add_func ("/engine/condition/one-name-alone-is-known-as-such", test_lone_name);
  g_test_add_func ("/engine/condition/some-functions-give-nothing-at-all", test_gives_nothing);
  g_test_add_func ("/engine/condition/calls-without-names-depend-on-time", test_time);
  g_test_add_func ("/engine/condition/runs-when-one-of-its-names-changed", test_touched);
  g_test_add_func ("/engine/condition/rests-when-another-name-changed", test_untouched);
  g_test_add_func ("/engine/condition/without-names-always-runs", test_always);
  g_test_add_func ("/engine/condition/variables-are-found-in-lower-case", test_letter_case);
  g_test_add_func ("/engine/condition/parts-follow-the-whole-answer", test_parts);
  return g_test_run ();
}
