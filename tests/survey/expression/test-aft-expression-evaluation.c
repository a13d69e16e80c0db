/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One evaluation on its way: where names are looked up, what work costs, who owns what. */

#include "aft-expression-evaluation-private.h"

#include <string.h>

#include "aft-json.h"

typedef struct
{
  AftExpressionContext context;
  AftEvaluation evaluation;
  AftValue *values;
} Fixture;

static AftValue *
parse_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  AftValue *value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  return value;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->values = parse_json ("{'a':5,'t':'Soup','list':[1,2,3]}");
  fixture->context = (AftExpressionContext){ .values = fixture->values };
  fixture->evaluation = (AftEvaluation){ .context = &fixture->context,
                                         .values = fixture->values,
                                         .work_left = 1000 };
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_value_unref (fixture->values);
}

static AftValue *
run (Fixture *fixture, const char *text)
{
  g_autoptr (AftNode) node = aft_node_parse (text, NULL);

  g_assert_nonnull (node);
  return aft_evaluation_run (&fixture->evaluation, node);
}

static void
assert_gives (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (AftValue) value = run (fixture, text);
  g_autofree char *line = aft_json_to_line (value);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_spending (Fixture *fixture, gconstpointer unused)
{
  fixture->evaluation.work_left = 10;
  g_assert_true (aft_evaluation_spend (&fixture->evaluation, 4));
  g_assert_true (aft_evaluation_spend (&fixture->evaluation, 6));
  g_assert_cmpuint (fixture->evaluation.work_left, ==, 0);
  g_assert_true (aft_evaluation_spend (&fixture->evaluation, 0));
  g_assert_false (aft_evaluation_spend (&fixture->evaluation, 1));
}

static void
test_overspending (Fixture *fixture, gconstpointer unused)
{
  fixture->evaluation.work_left = 10;
  g_assert_false (aft_evaluation_spend (&fixture->evaluation, 11));
  g_assert_cmpuint (fixture->evaluation.work_left, ==, 0);
  g_assert_false (aft_evaluation_spend (&fixture->evaluation, 1));
}

static void
test_every_node_costs (Fixture *fixture, gconstpointer unused)
{
  guint64 before = fixture->evaluation.work_left;

  assert_gives (fixture, "1", "1");
  guint64 of_one = before - fixture->evaluation.work_left;
  before = fixture->evaluation.work_left;
  assert_gives (fixture, "[1, 1, 1, 1]", "[1,1,1,1]");
  g_assert_cmpuint (of_one, >=, 1);
  g_assert_cmpuint (before - fixture->evaluation.work_left, >=, 5 * of_one);
}

static void
test_large_answers_cost_more (Fixture *fixture, gconstpointer unused)
{
  guint64 before = fixture->evaluation.work_left;

  assert_gives (fixture, "{a}", "5");
  guint64 of_number = before - fixture->evaluation.work_left;
  before = fixture->evaluation.work_left;
  assert_gives (fixture, "{list}", "[1,2,3]");
  g_assert_cmpuint (before - fixture->evaluation.work_left, >, of_number);
}

static void
test_out_of_work (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) value = NULL;

  fixture->evaluation.work_left = 3;
  value = run (fixture, "{a} + {a} + {a} + {a}");
  g_assert_cmpuint (fixture->evaluation.work_left, ==, 0);
  g_clear_pointer (&value, aft_value_unref);
  value = run (fixture, "1");
  g_assert_null (value);
}

static void
test_settled_is_not_worked_out (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *expected;
    gboolean is_settled;
  } links[] = {
    { "{a} = 5 or ", "true", TRUE },
    { "{a} = 6 and ", "false", TRUE },
    { "{a} = 5 and ", "\"Soup\"", FALSE },
    { "{a} = 6 or ", "\"Soup\"", FALSE },
    { "{a} or ", "5", FALSE },
    { "{none} and ", "\"\"", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      guint64 work[2];
      for (gsize is_long = 0; is_long < G_N_ELEMENTS (work); is_long++)
        {
          g_autofree char *text
              = g_strconcat (links[i].text, is_long ? "iif({list} notempty, {t}, 1)" : "{t}", NULL);
          fixture->evaluation.work_left = 1000;
          assert_gives (fixture, text, links[i].expected);
          work[is_long] = 1000 - fixture->evaluation.work_left;
        }
      g_assert_cmpint (work[0] == work[1], ==, links[i].is_settled);
    }
}

static AftValue *
find_answer (const char *name, gpointer user_data)
{
  return g_str_equal (name, "a") ? aft_value_new_string ("asked") : NULL;
}

static void
test_questions_are_asked_first (Fixture *fixture, gconstpointer unused)
{
  fixture->context.find_answer = find_answer;
  assert_gives (fixture, "{a}", "\"asked\"");
  assert_gives (fixture, "{t}", "\"Soup\"");
  fixture->evaluation.behind = fixture->values;
  assert_gives (fixture, "{a}", "5");
}

static void
test_names_behind (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) behind = parse_json ("{'a':1,'other':2}");

  assert_gives (fixture, "{other}", "null");
  fixture->evaluation.behind = behind;
  assert_gives (fixture, "{other}", "2");
  assert_gives (fixture, "{a}", "5");
}

static void
test_answers_are_untouched (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *before = aft_json_to_line (fixture->values);

  assert_gives (fixture, "{list} + [4]", "[1,2,3,4]");
  assert_gives (fixture, "{list} = [3, 2, 1]", "true");
  assert_gives (fixture, "max({list})", "3");
  g_autofree char *after = aft_json_to_line (fixture->values);
  g_assert_cmpstr (before, ==, after);
}

static void
test_results_outlive_all (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) list = run (fixture, "{list}");
  g_autoptr (AftValue) text = run (fixture, "{t} + '!'");

  g_clear_pointer (&fixture->values, aft_value_unref);
  g_assert_cmpuint (aft_value_get_length (list), ==, 3);
  g_assert_cmpstr (aft_value_get_string (text), ==, "Soup!");
}

static AftValue *
count_arguments (AftCall *call)
{
  g_assert_null (aft_call_get (call, call->count));
  g_assert_null (aft_call_get (call, G_MAXUINT));
  return aft_value_new_number (call->count);
}

static void
test_arguments (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftValue) first = aft_value_new_number (7);
  AftValue *values[] = { first, NULL };
  AftCall call = { .evaluation = &fixture->evaluation, .values = values, .count = 2 };
  g_autoptr (AftValue) counted = count_arguments (&call);

  g_assert_cmpfloat (aft_value_get_number (counted), ==, 2);
  g_assert_true (aft_call_get (&call, 0) == first);
  g_assert_null (aft_call_get (&call, 1));
}

static void
test_functions_are_found (Fixture *fixture, gconstpointer unused)
{
  static const char *const must[]
      = { "iif",      "sum",      "avg",     "min",         "max",         "count",
          "round",    "trunc",    "today",   "currentDate", "currentYear", "year",
          "month",    "day",      "weekday", "getDate",     "getYear",     "age",
          "dateDiff", "diffDays", "dateAdd", "substring" };
  static const char *const should[]
      = { "sumInArray", "countInArray", "avgInArray", "minInArray",
          "maxInArray", "displayValue", "getComment", "isContainerReady" };
  static const char *const refused[] = { "isDisplayMode", "propertyValue", "SUM", "", "sum " };

  for (gsize i = 0; i < G_N_ELEMENTS (must); i++)
    g_assert_true (aft_function_find (must[i]) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (should); i++)
    g_assert_true (aft_function_find (should[i]) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_true (aft_function_find (refused[i]) == NULL);
}

static void
test_dates_are_read (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *value;
    gint64 local_ms;
  } cases[] = {
    { "'2026-03-14'", 1773446400000 },
    { "0", 1234 },
    { "1000", 1000 + 28800000 },
    { "null", 1234 },
    { "''", 1234 },
    { "true", 1 + 28800000 },
    { "['2026-03-14']", 1773446400000 + 28800000 },
  };

  fixture->context.now_local_ms = 1234;
  fixture->context.utc_offset_ms = 28800000;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = parse_json (cases[i].value);
      g_test_message ("%s", cases[i].value);
      g_assert_cmpint (aft_evaluation_read_date (&fixture->evaluation, value), ==,
                       cases[i].local_ms);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *rule;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "work-is-spent-to-the-end", test_spending },
    { "who-asks-for-too-much-gets-nothing-more", test_overspending },
    { "every-node-costs", test_every_node_costs },
    { "large-answers-cost-more", test_large_answers_cost_more },
    { "what-is-settled-is-not-worked-out", test_settled_is_not_worked_out },
    { "without-work-left-there-is-no-result", test_out_of_work },
    { "names-not-found-are-looked-up-behind", test_names_behind },
    { "questions-are-asked-before-the-values", test_questions_are_asked_first },
    { "answers-are-left-as-they-are", test_answers_are_untouched },
    { "results-outlive-answers-and-tree", test_results_outlive_all },
    { "arguments-beyond-the-last-are-undefined", test_arguments },
    { "functions-of-the-format-are-there", test_functions_are_found },
    { "dates-are-read-of-any-kind", test_dates_are_read },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/expression/evaluation/", tests[i].rule, NULL);
      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
