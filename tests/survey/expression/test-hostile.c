/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions and answers that are meant to do harm: endless nesting, doubling of work, growing
 * texts, conditions that contain themselves, bytes that are no text. All end soon, with an error or
 * a value. */
#include "aft-error.h"
#include "aft-expression.h"
#include "aft-json.h"

#include <string.h>
#include <time.h>

#define LONGEST_SECONDS 10.0 /* of CPU time, under a sanitizer */
#define MOST_BYTES      32768
#define SOUP_TEXTS      20000

static char *
repeat (const char *text, guint count)
{
  GString *repeated = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (repeated, text);
  return g_string_free (repeated, FALSE);
}

static AftValue *
parse_json (const char *json)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  return value;
}

static AftValue *
never_displayed (const char *name, const AftValue *value, gpointer user_data)
{
  return NULL;
}

/* NULL when @text is no expression. */
static AftValue *
evaluate (const char *text, const AftValue *values)
{
  AftExpressionContext context = { .values = values,
                                   .now_local_ms = G_GINT64_CONSTANT (1773516600000),
                                   .display_value = never_displayed };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftExpression) expression = aft_expression_new (text, &error);

  g_assert_true ((expression == NULL) == (error != NULL));
  if (expression == NULL)
    {
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return NULL;
    }
  return aft_expression_evaluate (expression, &context);
}

static void
assert_invalid (const char *text)
{
  g_autoptr (AftValue) value = evaluate (text, NULL);

  g_assert_null (value);
}

static void
assert_number (const char *text, double expected)
{
  g_autoptr (AftValue) value = evaluate (text, NULL);

  g_assert_cmpint (aft_value_get_type (value), ==, AFT_VALUE_NUMBER);
  g_assert_cmpfloat (aft_value_get_number (value), ==, expected);
}

static void
test_nesting_is_limited (void)
{
  static const char *const openings[] = { "(", "[", "f(", "!", "negate ", "[1,", "1+(", "f(1,[" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autofree char *many = repeat (openings[i], 4000);
      g_autofree char *text = g_strconcat (many, "1", NULL);
      assert_invalid (text);
    }
  g_autofree char *deepest = repeat ("(", 199);
  g_autofree char *allowed = g_strconcat (deepest, "7", NULL);
  assert_number (allowed, 7);
  g_autofree char *deeper = g_strconcat ("((", allowed, NULL);
  assert_invalid (deeper);
}

static void
test_length_is_limited (void)
{
  g_autofree char *longest = g_strnfill (MOST_BYTES, ' ');
  g_autofree char *longer = g_strconcat (longest, " 1", NULL);

  longest[MOST_BYTES - 1] = '1';
  assert_number (longest, 1);
  assert_invalid (longer);
}

static void
test_long_chains_need_no_deep_stack (void)
{
  g_autofree char *sum = repeat ("+1", 16000);
  g_autofree char *text = g_strconcat ("0", sum, NULL);

  assert_number (text, 16000);
}

static void
test_failing_operands_are_read_once (void)
{
  static const char *const pieces[]
      = { "f(f(1,[", "f(f(f(1,[1,", "(1-[", "(f(1,(f(1,[", "x*=[f(1,[" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 60);
      clock_t before = clock ();
      assert_invalid (text);
      g_assert_cmpfloat ((double) (clock () - before) / CLOCKS_PER_SEC, <, LONGEST_SECONDS);
    }
}

/* Evaluates @text over {"a": 1,000 letters, "b": 1,000 others, "l": 500 texts of 40}: ends in time.
 */
static AftValue *
evaluate_in_time (const char *text)
{
  g_autofree char *comment = g_strnfill (1000, 'x');
  g_autofree char *other = g_strnfill (1000, 'y');
  g_autoptr (AftValueBuilder) values = aft_value_builder_new_object ();
  AftValueBuilder *list = aft_value_builder_new_array ();
  g_autoptr (AftValue) answers = NULL;
  AftValue *value = NULL;

  for (guint i = 0; i < 500; i++)
    aft_value_builder_take (list, aft_value_new_take_string (g_strdup_printf ("%040u", i)));
  aft_value_builder_set_string (values, "a", comment);
  aft_value_builder_set_string (values, "b", other);
  aft_value_builder_set_take (values, "l", aft_value_builder_end (list));
  answers = aft_value_builder_end (g_steal_pointer (&values));
  clock_t before = clock ();
  value = evaluate (text, answers);
  g_assert_cmpfloat ((double) (clock () - before) / CLOCKS_PER_SEC, <, LONGEST_SECONDS);
  return value;
}

static void
test_too_much_work_gives_null (void)
{
  g_autofree char *sum = repeat ("+{a}", 8000);
  g_autofree char *growing = g_strconcat ("'a'", sum, NULL);
  g_autofree char *items = repeat ("{a},", 4000);
  g_autofree char *others = repeat ("{b},", 4000);
  g_autofree char *pairs = g_strdup_printf ("[%s1] anyof [%s2]", items, others);
  g_autofree char *lists = repeat ("{l} allof {l} and ", 1500);
  g_autofree char *all = g_strconcat (lists, "true", NULL);
  const char *const texts[] = { growing, pairs, all };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AftValue) value = evaluate_in_time (texts[i]);
      g_assert_nonnull (value);
      g_assert_true (aft_value_is_null (value));
    }
}

static void
test_ordinary_work_is_done (void)
{
  g_autoptr (AftValue) all = evaluate_in_time ("{l} allof {l}");
  g_autoptr (AftValue) any
      = evaluate_in_time ("{l} anyof ['none', '0000000000000000000000000000000000000499']");

  g_assert_true (aft_expression_is_true (all));
  g_assert_true (aft_expression_is_true (any));
}

static void
test_a_condition_that_contains_itself_ends (void)
{
  g_autoptr (AftValue) values = parse_json (
      "{\"e\":\"sumInArray({l}, 'x', {e}) >= 0\",\"l\":[{\"x\":1},{\"x\":2},{\"x\":3}]}");
  g_autoptr (AftValue) value = evaluate ("sumInArray({l}, 'x', {e})", values);

  /* The innermost sums nothing, which is 0, so that each one around it sums everything. */
  g_assert_cmpfloat (aft_value_get_number (value), ==, 6);
}

static void
test_names_of_many_parts_end (void)
{
  g_autofree char *dots = repeat (".", 30000);
  g_autofree char *text = g_strdup_printf ("{%s} empty", dots);
  g_autoptr (AftValue) value = evaluate_in_time (text);

  g_assert_true (aft_expression_is_true (value));
}

static void
test_bytes_that_are_no_text_are_invalid (void)
{
  assert_invalid ("\xff");
  assert_invalid ("{\xe5\xa5} = 1");
  assert_invalid ("'\xed\xa0\xbd'");
}

static void
test_deep_answers_are_walked (void)
{
  g_autofree char *opening = repeat ("[", 150);
  g_autofree char *closing = repeat ("]", 150);
  g_autofree char *json = g_strconcat ("{\"a\":", opening, "1", closing, "}", NULL);
  g_autoptr (AftValue) values = parse_json (json);
  g_autoptr (AftValue) sum = evaluate ("sum({a})", values);
  g_autoptr (AftValue) same = evaluate ("{a} = [{a[0]}]", values);

  g_assert_cmpfloat (aft_value_get_number (sum), ==, 1);
  g_assert_true (aft_expression_is_true (same));
}

static const char *const soup_words[] = { "{a}",
                                          "{l}",
                                          "{o.x}",
                                          "{l[0]}",
                                          "1",
                                          "'x'",
                                          "\"",
                                          "'",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          ",",
                                          "iif(",
                                          "sum(",
                                          "or",
                                          "and",
                                          "=",
                                          "<",
                                          "+",
                                          "-",
                                          "*",
                                          "/",
                                          "^",
                                          "!",
                                          "empty",
                                          "negate",
                                          " ",
                                          "contains",
                                          "anyof",
                                          "null",
                                          "0x",
                                          "\xe5\xa5\xbd",
                                          "today()",
                                          "dateAdd(",
                                          "round(",
                                          "substring(",
                                          "{",
                                          "}",
                                          "\\'",
                                          "maxInArray({l}, 'x', ",
                                          "'2026-03-14T10:00'",
                                          "-9999999999999999",
                                          "trunc(",
                                          "1e5",
                                          ".5" };

static void
test_any_soup_of_words_ends (void)
{
  g_autoptr (AftValue) values
      = parse_json ("{\"a\":\"7\",\"l\":[{\"x\":1},{\"x\":\"2\"},null,[]],\"o\":{\"x\":true}}");
  guint parsed = 0;

  for (guint i = 0; i < SOUP_TEXTS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint count = (guint) g_test_rand_int_range (1, 9);
      for (guint j = 0; j < count; j++)
        g_string_append (text, soup_words[g_test_rand_int_range (0, G_N_ELEMENTS (soup_words))]);
      g_autoptr (AftValue) value = evaluate (text->str, values);
      parsed += value != NULL;
    }
  g_assert_cmpuint (parsed, >, SOUP_TEXTS / 100);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *rule;
    GTestFunc test;
  } tests[] = {
    { "nesting-is-limited", test_nesting_is_limited },
    { "length-is-limited", test_length_is_limited },
    { "long-chains-need-no-deep-stack", test_long_chains_need_no_deep_stack },
    { "failing-operands-are-read-once", test_failing_operands_are_read_once },
    { "too-much-work-gives-null", test_too_much_work_gives_null },
    { "ordinary-work-is-done", test_ordinary_work_is_done },
    { "a-condition-that-contains-itself-ends", test_a_condition_that_contains_itself_ends },
    { "names-of-many-parts-end", test_names_of_many_parts_end },
    { "bytes-that-are-no-text-are-invalid", test_bytes_that_are_no_text_are_invalid },
    { "deep-answers-are-walked", test_deep_answers_are_walked },
    { "any-soup-of-words-ends", test_any_soup_of_words_ends },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/survey/expression/hostile/", tests[i].rule, NULL);
      g_test_add_func (path, tests[i].test);
    }
  return g_test_run ();
}
