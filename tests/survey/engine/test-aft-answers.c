/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftAnswers: a small map that keeps the order in which names came. */

#include "aft-answers-private.h"

static void
set_number (AftAnswers *answers, const char *name, double number)
{
  g_autoptr (AftValue) value = aft_value_new_number (number);
  aft_answers_set (answers, name, value);
}

static double
get_number (const AftAnswers *answers, const char *name)
{
  return aft_value_get_number (aft_answers_get (answers, name));
}

static void
test_empty (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  g_assert_cmpuint (aft_answers_get_count (answers), ==, 0);
  g_assert_false (aft_answers_has (answers, "a"));
  g_assert_null (aft_answers_get (answers, "a"));
}

static void
test_order (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  set_number (answers, "b", 1);
  set_number (answers, "a", 2);
  set_number (answers, "b", 3);
  g_assert_cmpuint (aft_answers_get_count (answers), ==, 2);
  g_assert_cmpstr (aft_answers_get_name (answers, 0), ==, "b");
  g_assert_cmpstr (aft_answers_get_name (answers, 1), ==, "a");
  g_assert_cmpfloat (aft_value_get_number (aft_answers_get_at (answers, 0)), ==, 3);
  g_assert_cmpfloat (get_number (answers, "a"), ==, 2);
}

static void
test_case (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  set_number (answers, "Food", 1);
  g_assert_true (aft_answers_has (answers, "Food"));
  g_assert_false (aft_answers_has (answers, "food"));
}

static void
test_null (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  aft_answers_set (answers, "a", NULL);
  g_assert_true (aft_answers_has (answers, "a"));
  g_assert_nonnull (aft_answers_get (answers, "a"));
  g_assert_true (aft_value_is_null (aft_answers_get (answers, "a")));
}

static void
test_removal (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  set_number (answers, "a", 1);
  set_number (answers, "b", 2);
  set_number (answers, "c", 3);
  aft_answers_remove (answers, "b");
  aft_answers_remove (answers, "nobody");
  g_assert_cmpuint (aft_answers_get_count (answers), ==, 2);
  g_assert_cmpstr (aft_answers_get_name (answers, 1), ==, "c");
  set_number (answers, "b", 4);
  g_assert_cmpstr (aft_answers_get_name (answers, 2), ==, "b");
}

static void
test_clearing (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  set_number (answers, "a", 1);
  aft_answers_clear (answers);
  g_assert_cmpuint (aft_answers_get_count (answers), ==, 0);
  set_number (answers, "a", 2);
  g_assert_cmpfloat (get_number (answers, "a"), ==, 2);
}

/* The map holds a reference of its own: the caller's may go first. */
static void
test_reference (void)
{
  g_autoptr (AftAnswers) answers = aft_answers_new ();
  AftValue *value = aft_value_new_string ("soup");
  aft_answers_set (answers, "a", value);
  aft_value_unref (value);
  g_assert_cmpstr (aft_value_get_string (aft_answers_get (answers, "a")), ==, "soup");
}

static void
test_nothing (void)
{
  aft_answers_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/answers/new-map-knows-no-name", test_empty);
  g_test_add_func ("/engine/answers/a-name-keeps-its-place-when-set-again", test_order);
  g_test_add_func ("/engine/answers/case-counts", test_case);
  g_test_add_func ("/engine/answers/nothing-is-kept-as-null", test_null);
  g_test_add_func ("/engine/answers/removed-name-comes-back-last", test_removal);
  g_test_add_func ("/engine/answers/cleared-map-can-be-used-again", test_clearing);
  g_test_add_func ("/engine/answers/values-are-held", test_reference);
  g_test_add_func ("/engine/answers/no-map-can-be-freed", test_nothing);
  return g_test_run ();
}
