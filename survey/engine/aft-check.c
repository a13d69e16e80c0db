/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of a definition: walks through it in document order and reports what is outside the
 * subset, one finding a fault. Nothing is dropped silently. What may stand where is in
 * aft-check-tables.c, what values may hold in aft-check-values.c. */

#include "aft-check-private.h"

#include "aft-error.h"
#include "aft-json.h"
#include "aft-loose-private.h"

#define MOST_PANELS     64
#define MOST_CALCULATED 200

static void
free_finding (gpointer data)
{
  AftFinding *finding = data;
  g_free (finding->path);
  g_free (finding->what);
  g_free (finding);
}

void
aft_checker_report (AftChecker *checker,
                    gboolean is_error,
                    const char *code,
                    const char *property,
                    const char *what)
{
  AftFinding *finding = g_new0 (AftFinding, 1);
  gboolean has_dot = property != NULL && checker->path->len > 0;
  finding->is_error = is_error;
  finding->code = code;
  finding->path = g_strconcat (checker->path->str, has_dot ? "." : "",
                               property != NULL ? property : "", NULL);
  finding->what = g_strdup (what != NULL ? what : "");
  g_ptr_array_add (checker->findings, finding);
}

gsize
aft_checker_enter (AftChecker *checker, const char *name)
{
  gsize length = checker->path->len;
  if (length > 0)
    g_string_append_c (checker->path, '.');
  g_string_append (checker->path, name);
  return length;
}

gsize
aft_checker_enter_item (AftChecker *checker, const char *list, gsize index)
{
  gsize length = aft_checker_enter (checker, list);
  g_string_append_printf (checker->path, "[%" G_GSIZE_FORMAT "]", index);
  return length;
}

void
aft_checker_leave (AftChecker *checker, gsize length)
{
  g_string_truncate (checker->path, length);
}

static const char *
get_name (const AftValue *json)
{
  return aft_value_get_member_string (json, "name", "");
}

/* Every member of @json that is no list of elements or items. */
static void
check_members (AftChecker *checker, const AftValue *json, guint scope, const char *owner)
{
  for (gsize i = 0; i < aft_value_get_length (json); i++)
    {
      const char *name = aft_value_get_member_name (json, i);
      const AftProperty *property = aft_property_find (scope, name);
      if (property != NULL)
        aft_checker_check_value (checker, property, aft_value_get_member_at (json, i), owner);
      else
        aft_checker_report (checker, FALSE,
                            aft_property_is_known (AFT_SCOPE_QUESTIONS, name) ? "property-unsuited"
                                                                              : "property-ignored",
                            name, name);
    }
}

static gboolean
is_scalar (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  return type == AFT_VALUE_STRING || type == AFT_VALUE_NUMBER || type == AFT_VALUE_BOOLEAN;
}

static const AftValue *
get_item_value (const AftValue *item)
{
  return aft_value_get_type (item) == AFT_VALUE_OBJECT ? aft_value_get_member (item, "value")
                                                       : item;
}

static gboolean
is_item_repeated (const AftValue *list, gsize index)
{
  const AftValue *value = get_item_value (aft_value_get_item (list, index));
  for (gsize i = 0; i < index; i++)
    if (aft_loose_matches (get_item_value (aft_value_get_item (list, i)), value))
      return TRUE;
  return FALSE;
}

static void
check_items (AftChecker *checker, const AftValue *json, const char *name, guint scope)
{
  const AftValue *list = aft_survey_get_property (json, name);
  for (gsize i = 0; aft_value_get_type (list) == AFT_VALUE_ARRAY && i < aft_value_get_length (list);
       i++)
    {
      const AftValue *item = aft_value_get_item (list, i);
      gsize length = aft_checker_enter_item (checker, name, i);
      if (!is_scalar (get_item_value (item)) || is_item_repeated (list, i))
        aft_checker_report (checker, TRUE, "value-invalid", NULL, "value");
      if (aft_value_get_type (item) == AFT_VALUE_OBJECT)
        check_members (checker, item, scope, get_name (json));
      aft_checker_leave (checker, length);
    }
}

static gboolean
is_validator_type (const char *type)
{
  return aft_property_has_word ("numeric|text|answercount|regex|email|expression|numericvalidator|"
                                "textvalidator|answercountvalidator|regexvalidator|emailvalidator|"
                                "expressionvalidator",
                                type);
}

static void
check_regex (AftChecker *checker, const AftValue *json)
{
  const char *pattern = aft_value_get_member_string (json, "regex", "");
  gboolean ignores_case = aft_survey_read_boolean (json, "caseInsensitive", FALSE);
  g_autoptr (AftRegex) regex = aft_regex_new (pattern, ignores_case, NULL);
  if (regex == NULL)
    aft_checker_report (checker, TRUE, "regex-invalid", "regex", pattern);
}

static void
check_validators (AftChecker *checker, const AftValue *json)
{
  const AftValue *list = aft_value_get_member (json, "validators");
  for (gsize i = 0; aft_value_get_type (list) == AFT_VALUE_ARRAY && i < aft_value_get_length (list);
       i++)
    {
      const AftValue *validator = aft_value_get_item (list, i);
      const char *type = aft_value_get_member_string (validator, "type", "");
      gsize length = aft_checker_enter_item (checker, "validators", i);
      if (is_validator_type (type))
        check_members (checker, validator, AFT_SCOPE_VALIDATOR, get_name (json));
      else
        aft_checker_report (checker, TRUE, "validator-unknown", "type", type);
      if (g_str_has_prefix (type, "regex"))
        check_regex (checker, validator);
      aft_checker_leave (checker, length);
    }
}

/* A rating needs two steps or it cannot be answered. */
static void
check_rating (AftChecker *checker, const AftValue *json)
{
  double minimum = aft_survey_read_number (json, "rateMin", 1);
  double maximum = aft_survey_read_number (json, "rateMax", 5);
  gboolean has_count = aft_survey_get_property (json, "rateCount") != NULL;
  if (aft_value_get_length (aft_survey_get_property (json, "rateValues")) > 0)
    return;
  if (!has_count && minimum > maximum)
    aft_checker_report (checker, TRUE, "value-invalid", "rateMin", "rateMin");
  if (has_count && aft_survey_read_number (json, "rateCount", 5) < 1)
    aft_checker_report (checker, TRUE, "value-invalid", "rateCount", "rateCount");
  if (aft_survey_read_number (json, "rateStep", 1) <= 0)
    aft_checker_report (checker, TRUE, "value-invalid", "rateStep", "rateStep");
}

static void
check_type (AftChecker *checker, const char *type)
{
  gboolean is_refused = aft_property_is_refused_type (type);
  aft_checker_report (checker, TRUE, is_refused ? "type-unsupported" : "type-unknown", "type",
                      type);
}

static void
check_question (AftChecker *checker, const AftValue *json)
{
  AftQuestionType type;
  const char *type_name = aft_value_get_member_string (json, "type", "");
  if (!aft_question_type_from_name (type_name, &type))
    {
      check_type (checker, type_name);
      return;
    }
  if (get_name (json)[0] == '\0')
    aft_checker_report (checker, TRUE, "name-missing", "name", type_name);
  else
    aft_checker_note_name (checker, get_name (json), "value");
  check_members (checker, json, 1U << type, get_name (json));
  if (type == AFT_QUESTION_RATING)
    {
      check_rating (checker, json);
      check_items (checker, json, "rateValues", AFT_SCOPE_STEP);
    }
  check_items (checker, json, "choices", AFT_SCOPE_CHOICE);
  check_validators (checker, json);
}

static void check_elements (AftChecker *checker, const AftValue *json, guint depth);

static void
check_panel (AftChecker *checker, const AftValue *json, guint depth)
{
  if (depth > MOST_PANELS)
    {
      aft_checker_report (checker, TRUE, "too-deep", NULL, get_name (json));
      return;
    }
  if (get_name (json)[0] != '\0')
    aft_checker_note_name (checker, get_name (json), "panel");
  check_members (checker, json, AFT_SCOPE_PANEL, get_name (json));
  check_elements (checker, json, depth);
}

static void
check_elements (AftChecker *checker, const AftValue *json, guint depth)
{
  const AftValue *list = aft_survey_get_property (json, "elements");
  for (gsize i = 0; aft_value_get_type (list) == AFT_VALUE_ARRAY && i < aft_value_get_length (list);
       i++)
    {
      const AftValue *element = aft_value_get_item (list, i);
      gsize length = aft_checker_enter_item (checker, "elements", i);
      if (aft_value_get_type (element) != AFT_VALUE_OBJECT)
        aft_checker_report (checker, TRUE, "value-invalid", NULL, "elements");
      else if (g_str_equal (aft_value_get_member_string (element, "type", ""), "panel"))
        check_panel (checker, element, depth + 1);
      else
        check_question (checker, element);
      aft_checker_leave (checker, length);
    }
}

static void
check_pages (AftChecker *checker)
{
  const AftValue *pages = aft_value_get_member (checker->definition, "pages");
  for (gsize i = 0; i < aft_value_get_length (pages); i++)
    {
      const AftValue *page = aft_value_get_item (pages, i);
      gsize length = aft_checker_enter_item (checker, "pages", i);
      if (aft_value_get_type (page) != AFT_VALUE_OBJECT)
        aft_checker_report (checker, TRUE, "value-invalid", NULL, "pages");
      else
        {
          if (get_name (page)[0] != '\0')
            aft_checker_note_name (checker, get_name (page), "page");
          check_members (checker, page, AFT_SCOPE_PAGE, get_name (page));
          check_elements (checker, page, 0);
        }
      aft_checker_leave (checker, length);
    }
  if (aft_value_get_length (pages) == 0)
    check_elements (checker, checker->definition, 0);
}

static void
check_calculated (AftChecker *checker)
{
  const AftValue *list = aft_value_get_member (checker->definition, "calculatedValues");
  if (aft_value_get_length (list) > MOST_CALCULATED)
    aft_checker_report (checker, TRUE, "value-invalid", "calculatedValues", "calculatedValues");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *json = aft_value_get_item (list, i);
      gsize length = aft_checker_enter_item (checker, "calculatedValues", i);
      if (get_name (json)[0] == '\0')
        aft_checker_report (checker, TRUE, "name-missing", "name", "calculatedValues");
      else
        aft_checker_note_name (checker, get_name (json), "value");
      check_members (checker, json, AFT_SCOPE_CALCULATED, get_name (json));
      aft_checker_leave (checker, length);
    }
}

static void
check_completed (AftChecker *checker)
{
  const AftValue *list = aft_value_get_member (checker->definition, "completedHtmlOnCondition");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      gsize length = aft_checker_enter_item (checker, "completedHtmlOnCondition", i);
      check_members (checker, aft_value_get_item (list, i), AFT_SCOPE_COMPLETED,
                     "completedHtmlOnCondition");
      aft_checker_leave (checker, length);
    }
}

/* Triggers are known to the format and not part of the subset yet. */
static void
check_triggers (AftChecker *checker)
{
  const AftValue *list = aft_value_get_member (checker->definition, "triggers");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const char *type = aft_value_get_member_string (aft_value_get_item (list, i), "type", "");
      gsize length = aft_checker_enter_item (checker, "triggers", i);
      aft_checker_report (checker, TRUE,
                          aft_property_is_trigger (type) ? "property-unsupported"
                                                         : "trigger-unknown",
                          "type", type);
      aft_checker_leave (checker, length);
    }
}

static gboolean
is_survey (const AftValue *definition)
{
  const AftValue *pages = aft_value_get_member (definition, "pages");
  const AftValue *elements = aft_survey_get_property (definition, "elements");
  return (aft_value_get_type (pages) == AFT_VALUE_ARRAY && aft_value_get_length (pages) > 0)
         || (aft_value_get_type (elements) == AFT_VALUE_ARRAY
             && aft_value_get_length (elements) > 0);
}

static AftChecker *
new_checker (const AftValue *definition)
{
  AftChecker *checker = g_new0 (AftChecker, 1);
  checker->definition = definition;
  checker->findings = g_ptr_array_new_with_free_func (free_finding);
  checker->path = g_string_new (NULL);
  checker->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  checker->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  checker->locales = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return checker;
}

static GPtrArray *
finish (AftChecker *checker)
{
  GPtrArray *findings = checker->findings;
  g_string_free (checker->path, TRUE);
  g_hash_table_unref (checker->names);
  g_hash_table_unref (checker->seen);
  g_hash_table_unref (checker->locales);
  g_free (checker);
  return findings;
}

GPtrArray *
aft_check_survey (const AftValue *definition)
{
  AftChecker *checker = new_checker (definition);
  if (!is_survey (definition))
    {
      aft_checker_report (checker, TRUE, "not-a-survey", NULL, "pages");
      return finish (checker);
    }
  aft_checker_gather (checker);
  check_members (checker, definition, AFT_SCOPE_SURVEY, "survey");
  check_calculated (checker);
  check_completed (checker);
  check_triggers (checker);
  check_pages (checker);
  return finish (checker);
}

/* Too many levels is a finding of its own; a document too large to read is none that JSON knows. */
static void
report_unread (AftChecker *checker, gsize length_bytes, const GError *error)
{
  gboolean is_deep = g_error_matches (error, AFT_ERROR, AFT_ERROR_TOO_LARGE)
                     && length_bytes <= aft_json_limits_survey.size_bytes;
  aft_checker_report (checker, TRUE, is_deep ? "too-deep" : "json-syntax", NULL, error->message);
}

GPtrArray *
aft_check_survey_text (const char *json, gsize length_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) definition
      = aft_json_parse (json, length_bytes, &aft_json_limits_survey, &error);
  if (definition != NULL)
    return aft_check_survey (definition);
  AftChecker *checker = new_checker (NULL);
  report_unread (checker, length_bytes, error);
  return finish (checker);
}

gboolean
aft_check_has_errors (const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const AftFinding *finding = g_ptr_array_index (findings, i);
      if (finding->is_error)
        return TRUE;
    }
  return FALSE;
}
