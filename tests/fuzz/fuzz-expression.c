/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The surveys' expressions: whatever parses gives the same result each time, and says which names
 * and functions it uses. */
#include <string.h>

#include "aft-expression.h"
#include "aft-fuzz.h"
#include "aft-json.h"

static const char answers[]
    = "{\"score\":4,\"food\":[\"soup\",\"tea\"],\"name\":\"老王\",\"empty\":null,\"yes\":true,"
      "\"visit\":\"2026-03-14\",\"panel\":[{\"a\":1},{\"a\":\"2\"}],\"o\":{\"x\":{\"y\":-0.5}}}";

static AftValue *
show_value (const char *name, const AftValue *value, gpointer user_data)
{
  return aft_value_new_string (name);
}

static void
count_visit (const char *name, gpointer user_data)
{
  g_assert_true (g_utf8_validate (name, -1, NULL));
  (*(guint *) user_data)++;
}

static void
evaluate_twice (const AftExpression *expression)
{
  g_autoptr (AftValue) values
      = aft_json_parse (answers, strlen (answers), &aft_json_limits_wire, NULL);
  AftExpressionContext context = {
    .values = values,
    .now_local_ms = G_GINT64_CONSTANT (1773516600000),
    .display_value = show_value,
  };
  g_autoptr (AftValue) first = aft_expression_evaluate (expression, &context);
  g_autoptr (AftValue) second = aft_expression_evaluate (expression, &context);
  g_autofree char *line = aft_json_to_line (first);

  g_assert_true (aft_value_equal (first, second));
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_false (aft_expression_is_true (first) && aft_expression_is_false (first));
  if (aft_expression_is_true (first))
    g_assert_true (aft_expression_is_loosely_true (first));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftExpression) expression = aft_expression_new (text, &error);
  guint names = 0;

  g_assert_true ((expression == NULL) == (error != NULL));
  if (expression == NULL)
    return 0;
  aft_expression_foreach_name (expression, count_visit, &names);
  aft_expression_foreach_function (expression, count_visit, &names);
  g_assert_cmpuint (names, <=, size);
  evaluate_twice (expression);
  return 0;
}
