/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face: errors, the three kinds of truth, names and functions of an expression, what the
 * context is asked for, and one example a trap of the format. The bulk is in the vectors. */
#include "aft-error.h"
#include "aft-expression.h"
#include "aft-json.h"

#include <string.h>

#define NOW_LOCAL_MS G_GINT64_CONSTANT (1773516600000) /* 2026-03-14T19:30:00 */

static AftValue *
parse_json (const char *json)
{
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  return value;
}

static AftValue *
evaluate_in (const char *text, const AftExpressionContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftExpression) expression = aft_expression_new (text, &error);

  g_assert_no_error (error);
  return aft_expression_evaluate (expression, context);
}

/* Asserts that @text over @values gives @expected, both JSON as aft_json_to_line() writes it. */
static void
assert_gives (const char *text, const char *values, const char *expected)
{
  g_autoptr (AftValue) answers = parse_json (values);
  AftExpressionContext context = { .values = answers, .now_local_ms = NOW_LOCAL_MS };
  g_autoptr (AftValue) value = evaluate_in (text, &context);
  g_autofree char *line = aft_json_to_line (value);

  g_assert_cmpstr (line, ==, expected);
}

static void
assert_invalid (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftExpression) expression = aft_expression_new (text, &error);

  g_assert_null (expression);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_errors_name_the_place (void)
{
  assert_invalid ("", "something is missing at the expression's end");
  assert_invalid ("{a} = ", "something is missing at the expression's end");
  assert_invalid ("{a} = 1 1", "not understood from character 9 on: “1”");
  assert_invalid ("{好} = = 1", "not understood from character 7 on: “= 1”");
  assert_invalid ("truey", "not understood from character 5 on: “y”");
  assert_invalid ("null", "null alone is no expression (character 1)");
  assert_invalid ("\xff", "not valid UTF-8");
}

static void
assert_truth (const char *json, gboolean is_true, gboolean is_loosely_true, gboolean is_false)
{
  g_autoptr (AftValue) value = parse_json (json);

  g_assert_cmpint (aft_expression_is_true (value), ==, is_true);
  g_assert_cmpint (aft_expression_is_loosely_true (value), ==, is_loosely_true);
  g_assert_cmpint (aft_expression_is_false (value), ==, is_false);
}

static void
test_truth_is_of_three_kinds (void)
{
  assert_truth ("true", TRUE, TRUE, FALSE);
  assert_truth ("false", FALSE, FALSE, TRUE);
  assert_truth ("1", FALSE, TRUE, FALSE);
  assert_truth ("\"1\"", FALSE, TRUE, FALSE);
  assert_truth ("[1]", FALSE, TRUE, FALSE);
  assert_truth ("2", FALSE, FALSE, FALSE);
  assert_truth ("0", FALSE, FALSE, FALSE);
  assert_truth ("\"true\"", FALSE, FALSE, FALSE);
  assert_truth ("null", FALSE, FALSE, FALSE);
  assert_truth ("{}", FALSE, FALSE, FALSE);
  g_assert_false (aft_expression_is_loosely_true (NULL));
}

static void
assert_converted (const char *found, const char *expected)
{
  g_autoptr (AftValue) text = aft_value_new_string (found);
  g_autoptr (AftValue) converted = aft_expression_convert_found (text);
  g_autofree char *line = aft_json_to_line (converted);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_found_texts_are_converted (void)
{
  assert_converted ("TRUE", "true");
  assert_converted ("'5'", "\"5\"");
  assert_converted (" 7 ", "7");
  assert_converted ("1,5", "1.5");
  assert_converted ("05", "\"05\"");
  assert_converted ("0.5", "0.5");
  assert_converted ("0x10", "16");
  assert_converted ("13800138000", "13800138000");
  assert_converted ("1234567890123456", "\"1234567890123456\"");
  assert_converted ("50%", "\"50%\"");
  assert_converted ("", "\"\"");
}

static void
assert_found (const char *values, const char *name, const char *expected)
{
  g_autoptr (AftValue) object = parse_json (values);
  g_autoptr (AftValue) found = aft_expression_find_name (object, name);
  g_autofree char *line = found != NULL ? aft_json_to_line (found) : NULL;

  g_assert_cmpstr (line, ==, expected);
}

static void
test_names_are_found_as_written_in_surveys (void)
{
  assert_found ("{\"Score\":\"5\"}", "SCORE", "\"5\"");
  assert_found ("{\"a.b\":1,\"a\":{\"b\":2}}", "a.b", "1");
  assert_found ("{\"list\":[{\"x\":1},{\"x\":2}]}", "list[-1].x", "2");
  assert_found ("{\"q\":\"好😀\"}", "q.length", "3");
  assert_found ("{}", "q.length", "0");
  assert_found ("{\"总体 评价\":1}", "总体 评价", "1");
  assert_found ("{\"a\":1}", " a ", NULL);
  assert_found ("{\"a\":null}", "a", "null");
  assert_found ("{\"a\":[1]}", "a[1]", NULL);
}

static void
on_visit (const char *name, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", name);
}

static void
test_names_and_functions_are_listed_in_order (void)
{
  g_autoptr (AftExpression) expression = aft_expression_new (
      "sum({b}, [{#a}]) > 1 and !({b} empty) or nosuch(iif({c.d}, 1, 2))", NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) functions = g_string_new (NULL);

  aft_expression_foreach_name (expression, on_visit, names);
  aft_expression_foreach_function (expression, on_visit, functions);
  g_assert_cmpstr (names->str, ==, "b;a;b;c.d;");
  g_assert_cmpstr (functions->str, ==, "sum;nosuch;iif;");
}

static void
test_functions_are_known_by_exact_name (void)
{
  g_assert_true (aft_expression_has_function ("iif"));
  g_assert_true (aft_expression_has_function ("sumInArray"));
  g_assert_true (aft_expression_has_function ("displayValue"));
  g_assert_false (aft_expression_has_function ("Iif"));
  g_assert_false (aft_expression_has_function ("isDisplayMode"));
  g_assert_false (aft_expression_has_function ("propertyValue"));
  g_assert_false (aft_expression_has_function ("toString"));
}

static AftValue *
on_display_value (const char *name, const AftValue *value, gpointer user_data)
{
  g_autofree char *line = aft_json_to_line (value);

  return aft_value_new_take_string (g_strdup_printf ("shown %s %s", name, line));
}

static AftValue *
on_comment (const char *name, const AftValue *item, gpointer user_data)
{
  return strcmp (name, "taste") == 0 && item == NULL ? aft_value_new_string ("salty") : NULL;
}

static gboolean
on_is_container_ready (const char *name, gpointer user_data)
{
  return strcmp (name, "page1") == 0;
}

static void
assert_survey_gives (const char *text, const char *values, const char *expected)
{
  g_autoptr (AftValue) answers = parse_json (values);
  AftExpressionContext context = { .values = answers,
                                   .now_local_ms = NOW_LOCAL_MS,
                                   .display_value = on_display_value,
                                   .comment = on_comment,
                                   .is_container_ready = on_is_container_ready };
  g_autoptr (AftValue) value = evaluate_in (text, &context);
  g_autofree char *line = aft_json_to_line (value);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_questions_are_asked_through_the_context (void)
{
  assert_survey_gives ("displayValue('taste')", "{}", "\"shown taste null\"");
  assert_survey_gives ("displayValue('taste', 5)", "{}", "\"shown taste 5\"");
  assert_survey_gives ("getComment('taste') contains 'salt'", "{}", "true");
  assert_survey_gives ("getComment('none')", "{}", "null");
  assert_survey_gives ("isContainerReady('page1')", "{}", "true");
  assert_survey_gives ("isContainerReady('page2')", "{}", "false");
  assert_gives ("displayValue('taste')", "{}", "null");
  assert_gives ("isContainerReady('page1')", "{}", "false");
}

static void
test_conditions_over_items_see_the_survey_behind_them (void)
{
  const char *text = "countInArray({l}, 'x', {x} > {least})";
  const char *values = "{\"l\":[{\"x\":1},{\"x\":3},{\"x\":4}],\"least\":2}";

  assert_survey_gives (text, values, "2");
  assert_gives (text, values, "0");
}

static void
test_dates_follow_the_given_clock (void)
{
  assert_gives ("today()", "{}", "{\"$\":\"date\",\"v\":\"2026-03-14T00:00:00\"}");
  assert_gives ("currentDate()", "{}", "{\"$\":\"date\",\"v\":\"2026-03-14T19:30:00\"}");
  assert_gives ("{visit} >= today(-30)", "{\"visit\":\"2026-02-12\"}", "true");
  assert_gives ("dateAdd('2026-01-31', 1, 'months')", "{}",
                "{\"$\":\"date\",\"v\":\"2026-03-03T00:00:00\"}");
  assert_gives ("getDate('soon')", "{}", "{\"$\":\"date\",\"v\":null}");
}

static void
test_texts_in_utc_are_moved_by_the_offset (void)
{
  AftExpressionContext context = { .now_local_ms = NOW_LOCAL_MS, .utc_offset_ms = -5 * 3600000 };
  g_autoptr (AftValue) value = evaluate_in ("getDate('2026-03-14T02:00:00Z')", &context);

  g_assert_cmpint (aft_value_get_date_ms (value), ==, NOW_LOCAL_MS - 22 * 3600000 - 30 * 60000);
}

static void
test_ages_in_days_are_counted (void)
{
  assert_gives ("age('2026-03-01', 'days')", "{}", "13");
  assert_gives ("age('2026-01-14', 'months')", "{}", "2");
}

static void
test_traps_of_the_format (void)
{
  assert_gives ("0.1 + 0.2", "{}", "0.3");
  assert_gives ("1.005 * 100", "{}", "100.5");
  assert_gives ("'a' + 0.1", "{}", "\"a0.1\"");
  assert_gives ("2 ^ 3 ^ 2", "{}", "64");
  assert_gives ("3 > 2 > 1", "{}", "false");
  assert_gives ("{a} contains 1 + 1", "{\"a\":[1,2]}", "2");
  assert_gives ("{a} and {b}", "{\"a\":5,\"b\":2}", "2");
  assert_gives ("{a} <= 5", "{}", "false");
  assert_gives ("{a} <= {b}", "{}", "true");
  assert_gives ("5 / 0", "{}", "null");
  assert_gives ("[1] + [2]", "{}", "\"12\"");
  assert_gives ("round(-2.5)", "{}", "-3");
  assert_gives ("round(2.5)", "{}", "3");
  assert_gives ("substring('a😀b', 1, 3)", "{}", "\"😀\"");
  assert_gives ("{a} notcontains 'x'", "{}", "true");
  assert_gives ("nosuch(1)", "{}", "null");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *rule;
    GTestFunc test;
  } tests[] = {
    { "errors-name-the-place", test_errors_name_the_place },
    { "truth-is-of-three-kinds", test_truth_is_of_three_kinds },
    { "found-texts-are-converted", test_found_texts_are_converted },
    { "names-are-found-as-written-in-surveys", test_names_are_found_as_written_in_surveys },
    { "names-and-functions-are-listed-in-order", test_names_and_functions_are_listed_in_order },
    { "functions-are-known-by-exact-name", test_functions_are_known_by_exact_name },
    { "questions-are-asked-through-the-context", test_questions_are_asked_through_the_context },
    { "conditions-over-items-see-the-survey",
      test_conditions_over_items_see_the_survey_behind_them },
    { "dates-follow-the-given-clock", test_dates_follow_the_given_clock },
    { "texts-in-utc-are-moved-by-the-offset", test_texts_in_utc_are_moved_by_the_offset },
    { "ages-in-days-are-counted", test_ages_in_days_are_counted },
    { "traps-of-the-format", test_traps_of_the_format },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/survey/expression/", tests[i].rule, NULL);
      g_test_add_func (path, tests[i].test);
    }
  return g_test_run ();
}
