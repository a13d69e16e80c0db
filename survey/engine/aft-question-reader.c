/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a question has beyond an element: its choices, the steps of a rating, limits, default
 * and validators. */

#include "aft-survey-reader-private.h"

#include <math.h>
#include <string.h>

#include "aft-loose-private.h"
#include "aft-number.h"

#define MOST_RATE_VALUES 20
#define MOST_SMILEYS     10
#define MOST_CHOICES     10000

static void
free_choice (gpointer data)
{
  AftChoice *choice = data;
  if (choice == NULL)
    return;
  aft_value_unref (choice->value);
  aft_value_unref (choice->text);
  g_free (choice->plain);
  aft_condition_free (choice->visible_if);
  aft_condition_free (choice->enable_if);
  g_free (choice);
}

static void
free_validator (gpointer data)
{
  AftValidator *validator = data;
  aft_regex_free (validator->regex);
  aft_condition_free (validator->condition);
  g_free (validator);
}

void
aft_question_free (AftQuestion *question)
{
  if (question == NULL)
    return;
  aft_value_unref (question->default_value);
  aft_condition_free (question->default_expression);
  g_ptr_array_unref (question->choices);
  free_choice (question->other);
  free_choice (question->none);
  aft_value_unref (question->value_true);
  aft_value_unref (question->value_false);
  aft_value_unref (question->minimum);
  aft_value_unref (question->maximum);
  g_ptr_array_unref (question->validators);
  g_strfreev (question->validator_names);
  g_free (question);
}

static AftValue *
ref_property (const AftValue *json, const char *name)
{
  AftValue *value = aft_survey_get_property (json, name);
  return aft_value_is_null (value) ? NULL : aft_value_ref (value);
}

/* "value|text", the old way to write an item; anything else is a value. */
static void
take_value (AftChoice *choice, const AftValue *value)
{
  const char *text = aft_value_get_string (value);
  const char *bar = text != NULL ? strchr (text, '|') : NULL;
  if (bar == NULL)
    {
      choice->value = aft_value_ref ((AftValue *) value);
      return;
    }
  choice->value = aft_value_new_string_len (text, bar - text);
  if (bar[1] != '\0')
    choice->text = aft_value_new_string (bar + 1);
}

static AftChoice *
read_choice (const AftValue *json)
{
  AftChoice *choice = g_new0 (AftChoice, 1);
  if (aft_value_get_type (json) != AFT_VALUE_OBJECT)
    {
      take_value (choice, json);
      return choice;
    }
  take_value (choice, aft_value_get_member (json, "value"));
  AftValue *text = ref_property (json, "text");
  if (text != NULL)
    {
      aft_value_unref (choice->text);
      choice->text = text;
    }
  choice->is_exclusive = aft_survey_read_boolean (json, "isExclusive", FALSE);
  choice->visible_if = aft_survey_read_condition (json, "visibleIf");
  choice->enable_if = aft_survey_read_condition (json, "enableIf");
  return choice;
}

static void
read_choices (AftQuestion *question, const AftValue *json, const char *name)
{
  const AftValue *list = aft_survey_get_property (json, name);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);
      if (aft_value_get_type (item) != AFT_VALUE_OBJECT
          || !aft_value_is_null (aft_value_get_member (item, "value")))
        g_ptr_array_add (question->choices, read_choice (item));
    }
}

static void
add_number_choice (AftQuestion *question, double number)
{
  AftChoice *choice = g_new0 (AftChoice, 1);
  choice->value = aft_value_new_number (number);
  g_ptr_array_add (question->choices, choice);
}

/* choicesMin … choicesMax of a dropdown. */
static void
add_choices_between (AftQuestion *question, const AftValue *json)
{
  double minimum = aft_survey_read_number (json, "choicesMin", 0);
  double maximum = aft_survey_read_number (json, "choicesMax", 0);
  double step = aft_survey_read_number (json, "choicesStep", 1);
  if (maximum <= minimum || step <= 0)
    return;
  for (double number = minimum; number <= maximum && question->choices->len < MOST_CHOICES;
       number += step)
    add_number_choice (question, number);
}

static AftChoice *
read_built_in (const AftValue *json, AftChoiceRole role, const char *show, const char *text)
{
  if (!aft_survey_read_boolean (json, show, FALSE))
    return NULL;
  AftChoice *choice = g_new0 (AftChoice, 1);
  choice->role = role;
  choice->value = aft_value_new_string (role == AFT_CHOICE_OTHER ? "other" : "none");
  choice->text = ref_property (json, text);
  choice->is_exclusive = role == AFT_CHOICE_NONE;
  return choice;
}

static void
read_select (AftQuestion *question, const AftValue *json)
{
  read_choices (question, json, "choices");
  if (question->type == AFT_QUESTION_DROPDOWN)
    add_choices_between (question, json);
  question->other = read_built_in (json, AFT_CHOICE_OTHER, "showOtherItem", "otherText");
  question->none = read_built_in (json, AFT_CHOICE_NONE, "showNoneItem", "noneText");
  const char *order = aft_value_get_member_string (json, "choicesOrder", "none");
  if (g_ascii_strcasecmp (order, "asc") == 0)
    question->order = AFT_ORDER_ASCENDING;
  else if (g_ascii_strcasecmp (order, "desc") == 0)
    question->order = AFT_ORDER_DESCENDING;
  if (question->type != AFT_QUESTION_CHECKBOX)
    return;
  question->minimum_choices = (int) aft_survey_read_number (json, "minSelectedChoices", 0);
  question->maximum_choices = (int) aft_survey_read_number (json, "maxSelectedChoices", 0);
}

/* 0.1 steps stay exact: the sum is cut to the decimals of the step. */
static double
correct_step (double value, double step)
{
  if (value == 0 || round (value) == value)
    return value;
  guint digits = 0;
  for (double scaled = step; round (scaled) != scaled && digits < 15; scaled *= 10)
    digits++;
  g_autofree char *text = aft_number_to_fixed (value, digits);
  double corrected = value;
  return aft_number_from_text (text, &corrected) ? corrected : value;
}

/* rateCount alone says nothing; with one end it gives the other. */
static void
read_rate_limits (AftQuestion *question, const AftValue *json, double step)
{
  gboolean has_minimum = aft_survey_get_property (json, "rateMin") != NULL;
  gboolean has_maximum = aft_survey_get_property (json, "rateMax") != NULL;
  gboolean has_count = aft_survey_get_property (json, "rateCount") != NULL;
  double count = aft_survey_read_number (json, "rateCount", 5);
  question->rate_minimum = aft_survey_read_number (json, "rateMin", 1);
  question->rate_maximum = aft_survey_read_number (json, "rateMax", 5);
  if (has_minimum && has_count && !has_maximum)
    question->rate_maximum = question->rate_minimum + step * (count - 1);
  if (has_maximum && has_count && !has_minimum)
    question->rate_minimum = question->rate_maximum - step * (count - 1);
}

static void
read_rating (AftQuestion *question, const AftValue *json)
{
  gboolean is_smileys
      = g_str_equal (aft_value_get_string (aft_survey_get_property (json, "rateType")) != NULL
                         ? aft_value_get_string (aft_survey_get_property (json, "rateType"))
                         : "",
                     "smileys");
  guint most = is_smileys ? MOST_SMILEYS : MOST_RATE_VALUES;
  read_choices (question, json, "rateValues");
  question->has_rate_values = question->choices->len > 0;
  if (question->has_rate_values)
    {
      if (is_smileys && question->choices->len > most)
        g_ptr_array_set_size (question->choices, (gint) most);
      return;
    }
  double step = aft_survey_read_number (json, "rateStep", 1);
  read_rate_limits (question, json, step);
  for (double value = question->rate_minimum;
       value <= question->rate_maximum && question->choices->len < most && step > 0;
       value = correct_step (value + step, step))
    add_number_choice (question, value);
}

static void
read_boolean (AftQuestion *question, const AftValue *json)
{
  question->value_true = ref_property (json, "valueTrue");
  question->value_false = ref_property (json, "valueFalse");
  if (question->value_true == NULL)
    question->value_true = aft_value_new_boolean (TRUE);
  if (question->value_false == NULL)
    question->value_false = aft_value_new_boolean (FALSE);
}

/* A date without a last day ends with the reference's own. */
#define LAST_DAY "2999-12-31"

static void
read_text (AftQuestion *question, const AftValue *json)
{
  static const char *const types[] = { "text", "number", "tel", "email", "date" };
  const char *type = aft_value_get_member_string (json, "inputType", "text");
  question->input_type = types[0];
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      question->input_type = types[i];
  gboolean is_date = g_str_equal (question->input_type, "date");
  if (!is_date && !g_str_equal (question->input_type, "number"))
    return;
  question->minimum = ref_property (json, "min");
  question->maximum = ref_property (json, "max");
  if (is_date && question->maximum == NULL)
    question->maximum = aft_value_new_string (LAST_DAY);
}

static AftValidatorType
get_validator_type (const char *name)
{
  static const char *const names[]
      = { "numeric", "text", "answercount", "regex", "email", "expression" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (name, names[i])
        && (name[strlen (names[i])] == '\0' || g_str_equal (name + strlen (names[i]), "validator")))
      return (AftValidatorType) i;
  return AFT_VALIDATOR_UNKNOWN;
}

static void
read_limits (AftValidator *validator, const AftValue *json)
{
  static const char *const minima[] = { "minValue", "minLength", "minCount" };
  static const char *const maxima[] = { "maxValue", "maxLength", "maxCount" };
  if (validator->type > AFT_VALIDATOR_ANSWERCOUNT)
    return;
  validator->minimum = aft_survey_read_number (json, minima[validator->type], NAN);
  validator->maximum = aft_survey_read_number (json, maxima[validator->type], NAN);
  gboolean is_count = validator->type != AFT_VALIDATOR_NUMERIC;
  validator->has_minimum = !isnan (validator->minimum) && !(is_count && validator->minimum <= 0);
  validator->has_maximum = !isnan (validator->maximum) && !(is_count && validator->maximum <= 0);
}

static const char *
get_level (const AftValue *json)
{
  const char *level = aft_value_get_member_string (json, "notificationType", "error");
  return g_str_equal (level, "warning") ? "warning"
         : g_str_equal (level, "info")  ? "info"
                                        : "error";
}

static AftValidator *
read_validator (const AftValue *json)
{
  AftValidator *validator = g_new0 (AftValidator, 1);
  validator->type = get_validator_type (aft_value_get_member_string (json, "type", ""));
  validator->text = aft_value_get_member (json, "text");
  validator->level = get_level (json);
  validator->allows_digits = aft_survey_read_boolean (json, "allowDigits", TRUE);
  read_limits (validator, json);
  const char *pattern = aft_value_get_member_string (json, "regex", "");
  if (validator->type == AFT_VALIDATOR_REGEX && pattern[0] != '\0')
    validator->regex
        = aft_regex_new (pattern, aft_survey_read_boolean (json, "caseInsensitive", FALSE), NULL);
  if (validator->type == AFT_VALIDATOR_EXPRESSION)
    validator->condition = aft_survey_read_condition (json, "expression");
  return validator;
}

static void
read_validators (AftQuestion *question, const AftValue *json)
{
  const AftValue *list = aft_value_get_member (json, "validators");
  const char *own = aft_value_get_member_string (json, "name", "");
  GPtrArray *names = g_ptr_array_new ();
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      AftValidator *validator = read_validator (aft_value_get_item (list, i));
      g_ptr_array_add (question->validators, validator);
      GStrv looked_at = validator->condition != NULL ? validator->condition->names : NULL;
      for (guint k = 0; looked_at != NULL && looked_at[k] != NULL; k++)
        if (!g_str_equal (looked_at[k], own))
          g_ptr_array_add (names, g_strdup (looked_at[k]));
    }
  g_ptr_array_add (names, NULL);
  question->validator_names = (GStrv) g_ptr_array_free (names, FALSE);
}

/* A list question's default is a list, another's its first item; "=…" is an expression. */
static void
read_default (AftQuestion *question, const AftValue *json)
{
  g_autoptr (AftValue) value = ref_property (json, "defaultValue");
  const char *text = aft_value_get_string (value);
  question->default_expression = aft_survey_read_condition (json, "defaultValueExpression");
  if (text != NULL && text[0] == '=')
    {
      if (question->default_expression == NULL)
        question->default_expression = aft_condition_new (text + 1);
      return;
    }
  gboolean is_list = aft_value_get_type (value) == AFT_VALUE_ARRAY;
  if (aft_loose_is_empty (value, FALSE))
    return;
  if (question->type == AFT_QUESTION_CHECKBOX && !is_list)
    {
      AftValueBuilder *builder = aft_value_builder_new_array ();
      aft_value_builder_add (builder, value);
      question->default_value = aft_value_builder_end (builder);
    }
  else if (is_list && aft_question_has_choices (question)
           && question->type != AFT_QUESTION_CHECKBOX)
    {
      AftValue *first = aft_value_get_item (value, 0);
      question->default_value = first != NULL ? aft_value_ref (first) : NULL;
    }
  else
    question->default_value = g_steal_pointer (&value);
}

static gboolean
can_have_comment (AftQuestionType type)
{
  return type != AFT_QUESTION_TEXT && type != AFT_QUESTION_COMMENT && type != AFT_QUESTION_HTML;
}

static gboolean
read_keeps_other (const AftValue *json, gboolean fallback)
{
  const AftValue *value = aft_value_get_member (json, "storeOthersAsComment");
  return aft_value_get_type (value) == AFT_VALUE_BOOLEAN ? aft_value_get_boolean (value) : fallback;
}

AftQuestion *
aft_question_read (const AftValue *json, gboolean keeps_other_as_comment)
{
  AftQuestion *question = g_new0 (AftQuestion, 1);
  question->choices = g_ptr_array_new_with_free_func (free_choice);
  question->validators = g_ptr_array_new_with_free_func (free_validator);
  aft_question_type_from_name (aft_value_get_member_string (json, "type", NULL), &question->type);
  if (can_have_comment (question->type))
    question->has_comment_area = aft_survey_read_boolean (json, "showCommentArea", FALSE);
  question->keeps_other_as_comment
      = !question->has_comment_area && read_keeps_other (json, keeps_other_as_comment);
  if (aft_question_has_choices (question))
    read_select (question, json);
  else if (question->type == AFT_QUESTION_RATING)
    read_rating (question, json);
  else if (question->type == AFT_QUESTION_BOOLEAN)
    read_boolean (question, json);
  else if (question->type == AFT_QUESTION_TEXT)
    read_text (question, json);
  for (guint i = 0; i < question->choices->len; i++)
    {
      AftChoice *choice = g_ptr_array_index (question->choices, i);
      choice->plain = aft_loose_to_text (choice->value);
    }
  read_default (question, json);
  read_validators (question, json);
  return question;
}
