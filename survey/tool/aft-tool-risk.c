/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-survey risk: how answers to a survey are scored, signal by signal. */

#include "aft-tool-private.h"

#include <string.h>

#include "aft-given-answers.h"
#include "aft-json.h"
#include "aft-locale.h"
#include "aft-low-answers.h"
#include "aft-risk-rules.h"
#include "aft-rule-document.h"

typedef struct
{
  const char *survey;
  const char *answers;
  const char *facts; /* NULL: nothing is known of the guest, as on a kiosk */
  const char *rules; /* NULL: those that come with the programs */
  AftLanguage language;
  gboolean is_json;
} Request;

/* Takes "--NAME VALUE" at @index; FALSE when there is another option or no value. */
static gboolean
take_option (Request *request, char **arguments, int count, int *index)
{
  const char *name = arguments[*index];
  if (g_str_equal (name, "--json"))
    return request->is_json = TRUE;
  if (++*index >= count)
    return FALSE;
  const char *value = arguments[*index];
  if (g_str_equal (name, "--rules"))
    request->rules = value;
  else if (g_str_equal (name, "--facts"))
    request->facts = value;
  else if (g_str_equal (name, "--language"))
    request->language = aft_language_from_tag (value);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_request (Request *request, int count, char **arguments)
{
  for (int i = 0; i < count; i++)
    {
      if (g_str_has_prefix (arguments[i], "--"))
        {
          if (!take_option (request, arguments, count, &i))
            return FALSE;
        }
      else if (request->survey == NULL)
        request->survey = arguments[i];
      else if (request->answers == NULL)
        request->answers = arguments[i];
      else
        return FALSE;
    }
  return request->answers != NULL;
}

static AftSurvey *
read_survey (const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *text = aft_tool_read_file (path, &length, error);
  AftSurvey *survey = text != NULL ? aft_survey_new_from_json (text, length, error) : NULL;
  if (survey == NULL)
    g_prefix_error (error, "%s: ", path);
  return survey;
}

static AftRiskRules *
read_rules (const char *path, GError **error)
{
  gsize length = 0;
  if (path == NULL)
    {
      g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_RISK, error);
      const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      return text != NULL ? aft_risk_rules_parse (text, length, error) : NULL;
    }
  g_autofree char *text = aft_tool_read_file (path, &length, error);
  AftRiskRules *rules = text != NULL ? aft_risk_rules_parse (text, length, error) : NULL;
  if (rules == NULL)
    g_prefix_error (error, "%s: ", path);
  return rules;
}

/* An object of JSON; empty when @path is NULL. */
static AftValue *
read_object (const char *path, GError **error)
{
  if (path == NULL)
    return aft_value_builder_end (aft_value_builder_new_object ());
  g_autoptr (AftValue) value = aft_json_parse_file (path, &aft_json_limits_survey, error);
  if (value != NULL && aft_value_get_type (value) == AFT_VALUE_OBJECT)
    return g_steal_pointer (&value);
  if (value != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an object is needed");
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

/* @given and what the answers themselves say. */
static AftValue *
make_facts (const AftValue *given, const AftSurvey *survey, const AftValue *answers)
{
  AftValueBuilder *scores = aft_value_builder_new_object ();
  aft_value_builder_set_number (scores, "low", aft_low_answers_count (survey, answers));
  AftValueBuilder *facts = aft_value_builder_new_from (given);
  aft_value_builder_set_take (facts, "scores", aft_value_builder_end (scores));
  return aft_value_builder_end (facts);
}

static AftRisk *
score (const Request *request, const AftRiskRules *rules, GError **error)
{
  g_autoptr (AftSurvey) survey = read_survey (request->survey, error);
  g_autoptr (AftValue) answers = survey != NULL ? read_object (request->answers, error) : NULL;
  g_autoptr (AftValue) given = answers != NULL ? read_object (request->facts, error) : NULL;
  if (given == NULL)
    return NULL;
  if (!aft_given_answers_judge (survey, answers, NULL, NULL, error))
    {
      g_prefix_error (error, "%s: ", request->answers);
      return NULL;
    }
  g_autoptr (AftValue) facts = make_facts (given, survey, answers);
  return aft_risk_rules_score (rules, answers, facts);
}

static void
print_lines (const AftRisk *risk, const AftRiskRules *rules, AftLanguage language)
{
  for (gsize i = 0; i < aft_risk_get_signal_count (risk); i++)
    {
      const AftRiskSignal *signal = aft_risk_get_signal (risk, i);
      g_autofree char *line
          = g_strdup_printf ("%-16s %+4d  %s", signal->id, signal->points,
                             aft_risk_rules_get_reason (rules, signal->id, language));
      aft_tool_print_line (line);
    }
  g_autofree char *total = g_strdup_printf (
      "%-16s %4u  %s (rules %s)", "total", aft_risk_get_points (risk),
      aft_risk_level_to_text (aft_risk_get_level (risk)), aft_risk_get_version (risk));
  aft_tool_print_line (total);
}

/* The score as it is stored, and each signal's reason beside it. */
static void
print_json (const AftRisk *risk, const AftRiskRules *rules, AftLanguage language)
{
  g_autoptr (AftValue) stored = aft_risk_to_value (risk);
  AftValueBuilder *signals = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_risk_get_signal_count (risk); i++)
    {
      const AftRiskSignal *signal = aft_risk_get_signal (risk, i);
      AftValueBuilder *builder = aft_value_builder_new_object ();
      aft_value_builder_set_string (builder, "id", signal->id);
      aft_value_builder_set_number (builder, "points", signal->points);
      aft_value_builder_set_string (builder, "reason",
                                    aft_risk_rules_get_reason (rules, signal->id, language));
      aft_value_builder_take (signals, aft_value_builder_end (builder));
    }
  AftValueBuilder *builder = aft_value_builder_new_from (stored);
  aft_value_builder_set_take (builder, "signals", aft_value_builder_end (signals));
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  g_autofree char *line = aft_json_to_line (value);
  aft_tool_print_line (line);
}

int
aft_tool_risk (int count, char **arguments)
{
  g_autoptr (GError) error = NULL;
  Request request = { .language = AFT_LANGUAGE_EN };
  if (!read_request (&request, count, arguments))
    return aft_tool_misuse ("risk takes a survey, a file of answers, and --rules FILE, "
                            "--facts FILE, --language TAG or --json");
  g_autoptr (AftRiskRules) rules = read_rules (request.rules, &error);
  g_autoptr (AftRisk) risk = rules != NULL ? score (&request, rules, &error) : NULL;
  if (risk == NULL)
    return aft_tool_fail (1, "%s", error->message);
  if (request.is_json)
    print_json (risk, rules, request.language);
  else
    print_lines (risk, rules, request.language);
  return 0;
}
