/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey check: every finding about a definition, one JSON line each. */

#include "aft-tool-private.h"

#include "aft-check.h"
#include "aft-json.h"

static void
print_finding (const AftFinding *finding)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "level", finding->is_error ? "error" : "warning");
  aft_value_builder_set_string (builder, "code", finding->code);
  aft_value_builder_set_string (builder, "path", finding->path);
  aft_value_builder_set_string (builder, "what", finding->what);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  g_autofree char *line = aft_json_to_line (value);
  aft_tool_print_line (line);
}

int
aft_tool_check (int count, char **arguments)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  if (count != 1)
    return aft_tool_misuse ("check takes one survey");
  g_autofree char *text = aft_tool_read_file (arguments[0], &length, &error);
  if (text == NULL)
    return aft_tool_fail (1, "%s", error->message);
  g_autoptr (GPtrArray) findings = aft_check_survey_text (text, length);
  for (guint i = 0; i < findings->len; i++)
    print_finding (g_ptr_array_index (findings, i));
  return aft_check_has_errors (findings) ? 1 : 0;
}
