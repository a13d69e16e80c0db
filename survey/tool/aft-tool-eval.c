/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey eval: what an expression gives for values, one at a time or as a batch. */

#include "aft-tool-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aft-expression.h"
#include "aft-json.h"

static AftValue *
answer (const char *text, const AftValue *values, AftExpressionContext context)
{
  g_autoptr (AftExpression) expression = aft_expression_new (text, NULL);
  context.values = values;
  g_autoptr (AftValue) value
      = expression != NULL ? aft_expression_evaluate (expression, &context) : NULL;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (builder, "ok", expression != NULL);
  aft_value_builder_set (builder, "value", value);
  aft_value_builder_set_boolean (builder, "cond",
                                 value != NULL && aft_expression_is_loosely_true (value));
  return aft_value_builder_end (builder);
}

static void
print_answer (const char *text, const AftValue *values, AftExpressionContext context)
{
  g_autoptr (AftValue) result = answer (text, values, context);
  g_autofree char *line = aft_json_to_line (result);
  aft_tool_print_line (line);
}

static AftExpressionContext
get_context (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (AftClock) clock = aft_tool_new_clock (AFT_TOOL_NOW, zone);
  gint64 utc_ms = aft_clock_get_real_ms (clock);
  gint64 local_ms = aft_clock_to_local_ms (utc_ms, zone);
  return (AftExpressionContext){ .now_local_ms = local_ms, .utc_offset_ms = local_ms - utc_ms };
}

/* Lines of a vector: id, expr, values. */
static int
answer_batch (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  int status = 0;
  guint number = 0;
  AftExpressionContext context = get_context ();
  while (status == 0 && (length = getline (&line, &size, stdin)) >= 0)
    {
      g_autoptr (GError) error = NULL;
      number++;
      if (g_strstrip (line)[0] == '\0')
        continue;
      g_autoptr (AftValue) vector
          = aft_json_parse (line, strlen (line), &aft_json_limits_survey, &error);
      if (vector == NULL)
        status = aft_tool_fail (1, "line %u: %s", number, error->message);
      else
        print_answer (aft_value_get_member_string (vector, "expr", ""),
                      aft_value_get_member (vector, "values"), context);
    }
  free (line);
  return status;
}

int
aft_tool_eval (int count, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) values = NULL;
  if (count == 1 && g_str_equal (arguments[0], "--batch"))
    return answer_batch ();
  if (count < 1 || count > 2)
    return aft_tool_misuse ("eval takes an expression and at most one file of values");
  if (arguments[0][0] == '-' && arguments[0][1] == '-')
    return aft_tool_misuse ("eval knows only the option --batch");
  if (count == 2)
    {
      values = aft_json_parse_file (arguments[1], &aft_json_limits_survey, &error);
      if (values == NULL)
        return aft_tool_fail (1, "%s: %s", arguments[1], error->message);
    }
  print_answer (arguments[0], values, get_context ());
  return 0;
}
