/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays rules of the expression language: one line of a case is an expression and its result. */

#include "aft-expression-case.h"

#include <string.h>

#include "aft-date.h"
#include "aft-expression.h"
#include "aft-json.h"

#define NOW_LOCAL_MS  G_GINT64_CONSTANT (1773516600000)
#define UTC_OFFSET_MS G_GINT64_CONSTANT (28800000)

typedef struct
{
  const AftExpressionCase *tried;
  const char *values;
} Task;

static char *
evaluate (const char *text, const AftValue *values)
{
  g_autoptr (AftExpression) expression = aft_expression_new (text, NULL);
  AftExpressionContext context
      = { .values = values, .now_local_ms = NOW_LOCAL_MS, .utc_offset_ms = UTC_OFFSET_MS };
  if (expression == NULL)
    return g_strdup ("invalid");
  g_autoptr (AftValue) value = aft_expression_evaluate (expression, &context);
  if (aft_value_get_type (value) == AFT_VALUE_DATE)
    return aft_date_to_text (aft_value_get_date_ms (value));
  return aft_json_to_line (value);
}

static void
check_line (const char *line, const AftValue *values)
{
  g_auto (GStrv) sides = g_strsplit (line, " => ", 2);
  g_assert_cmpuint (g_strv_length (sides), ==, 2);
  g_autofree char *seen = evaluate (sides[0], values);
  g_autofree char *wanted = g_strdelimit (g_strdup (sides[1]), "'", '"');
  g_test_message ("%s", line);
  g_assert_cmpstr (seen, ==, wanted);
}

static void
run_task (gconstpointer data)
{
  const Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (task->values), "'", '"');
  g_autoptr (AftValue) values
      = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (task->tried->lines, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      check_line (lines[i], values);
}

void
aft_expression_case_add_tests (const AftExpressionCase *cases, gsize count, const char *values)
{
  for (gsize i = 0; i < count; i++)
    {
      Task *task = g_new (Task, 1);
      *task = (Task){ &cases[i], values };
      g_test_add_data_func_full (cases[i].name, task, run_task, g_free);
    }
}
