/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftSurvey: the life of a definition that was checked and read, and what others ask of it. How it
 * is read is in aft-survey-reader.c and aft-question-reader.c, what is refused in aft-check.c. */

#include "aft-survey-reader-private.h"

#include "aft-check.h"
#include "aft-error.h"
#include "aft-json.h"

/* Names that the reference still takes (SURVEY-FORMAT 5.9), for what the subset has. */
static const struct
{
  const char *name;
  const char *old_name;
} old_names[] = {
  { "showOtherItem", "hasOther" },
  { "showNoneItem", "hasNone" },
  { "showCommentArea", "hasComment" },
  { "elements", "questions" },
  { "autoAdvanceEnabled", "goNextPageAutomatic" },
  { "autoAdvanceAllowComplete", "allowCompleteSurveyAutomatic" },
  { "firstPageIsStartPage", "firstPageIsStarted" },
  { "minRateDescription", "mininumRateDescription" },
  { "maxRateDescription", "maximumRateDescription" },
  { "rateType", "rateDisplayMode" },
  { "placeholder", "optionsCaption" },
  { "placeholder", "placeHolder" },
  { "commentPlaceholder", "commentPlaceHolder" },
  { "caseInsensitive", "insensitive" },
};

AftValue *
aft_survey_get_property (const AftValue *json, const char *name)
{
  AftValue *value = aft_value_get_member (json, name);
  for (gsize i = 0; value == NULL && i < G_N_ELEMENTS (old_names); i++)
    if (g_str_equal (old_names[i].name, name))
      value = aft_value_get_member (json, old_names[i].old_name);
  return value;
}

const char *
aft_survey_get_current_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (old_names); i++)
    if (g_str_equal (old_names[i].old_name, name))
      return old_names[i].name;
  return name;
}

static void
free_element (gpointer data)
{
  AftElement *element = data;
  g_free (element->name);
  g_free (element->lower);
  g_ptr_array_unref (element->children);
  aft_condition_free (element->visible_if);
  aft_condition_free (element->enable_if);
  aft_condition_free (element->required_if);
  aft_question_free (element->question);
  g_free (element);
}

static void
free_calculated (gpointer data)
{
  AftCalculated *calculated = data;
  g_free (calculated->name);
  g_free (calculated->variable);
  aft_condition_free (calculated->condition);
  g_free (calculated);
}

static void
free_completed (gpointer data)
{
  AftCompletedHtml *completed = data;
  aft_condition_free (completed->condition);
  g_free (completed);
}

static AftSurvey *
read_survey (const AftValue *definition)
{
  AftSurvey *survey = g_new0 (AftSurvey, 1);
  g_atomic_ref_count_init (&survey->count);
  survey->definition = aft_value_ref ((AftValue *) definition);
  survey->elements = g_ptr_array_new_with_free_func (free_element);
  survey->pages = g_ptr_array_new ();
  survey->questions = g_ptr_array_new ();
  survey->calculated = g_ptr_array_new_with_free_func (free_calculated);
  survey->completed = g_ptr_array_new_with_free_func (free_completed);
  aft_survey_read_settings (survey);
  aft_survey_read_pages (survey);
  return survey;
}

static void
set_error (GError **error, const GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const AftFinding *finding = g_ptr_array_index (findings, i);
      if (!finding->is_error)
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s %s",
                   finding->path[0] != '\0' ? finding->path : "survey", finding->code,
                   finding->what);
      return;
    }
}

AftSurvey *
aft_survey_new (const AftValue *definition, GError **error)
{
  g_autoptr (GPtrArray) findings = aft_check_survey (definition);
  if (!aft_check_has_errors (findings))
    return read_survey (definition);
  set_error (error, findings);
  return NULL;
}

AftSurvey *
aft_survey_new_from_json (const char *json, gsize length_bytes, GError **error)
{
  g_autoptr (AftValue) definition
      = aft_json_parse (json, length_bytes, &aft_json_limits_survey, error);
  return definition != NULL ? aft_survey_new (definition, error) : NULL;
}

AftSurvey *
aft_survey_ref (AftSurvey *survey)
{
  g_atomic_ref_count_inc (&survey->count);
  return survey;
}

void
aft_survey_unref (AftSurvey *survey)
{
  if (survey == NULL || !g_atomic_ref_count_dec (&survey->count))
    return;
  g_ptr_array_unref (survey->completed);
  g_ptr_array_unref (survey->calculated);
  g_ptr_array_unref (survey->questions);
  g_ptr_array_unref (survey->pages);
  g_ptr_array_unref (survey->elements);
  g_free (survey->locale);
  aft_value_unref (survey->implied_page);
  aft_value_unref (survey->definition);
  g_free (survey);
}

const AftValue *
aft_survey_get_definition (const AftSurvey *survey)
{
  return survey->definition;
}

const AftValue *
aft_survey_get_house (const AftSurvey *survey)
{
  return aft_value_get_member (survey->definition, "aftertaste");
}

const AftValue *
aft_survey_get_element_house (const AftSurvey *survey, const char *name)
{
  for (guint i = 0; i < survey->elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->elements, i);
      if (g_str_equal (element->name, name) && element->kind != AFT_ELEMENT_PAGE)
        return aft_value_get_member (element->json, "aftertaste");
    }
  return NULL;
}

const char *
aft_survey_find_element_by_house (const AftSurvey *survey, const char *key)
{
  for (guint i = 0; i < survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->questions, i);
      const AftValue *house = aft_value_get_member (element->json, "aftertaste");
      const AftValue *value = aft_value_get_member (house, key);
      if (aft_value_is_null (value)
          || (aft_value_get_type (value) == AFT_VALUE_BOOLEAN && !aft_value_get_boolean (value)))
        continue;
      return element->name;
    }
  return NULL;
}

gboolean
aft_element_has_input (const AftElement *element)
{
  return element->question != NULL && element->question->type != AFT_QUESTION_HTML;
}

gboolean
aft_question_has_choices (const AftQuestion *question)
{
  return question->type == AFT_QUESTION_RADIOGROUP || question->type == AFT_QUESTION_CHECKBOX
         || question->type == AFT_QUESTION_DROPDOWN;
}

static const char *const type_names[] = {
  [AFT_QUESTION_RATING] = "rating",     [AFT_QUESTION_RADIOGROUP] = "radiogroup",
  [AFT_QUESTION_CHECKBOX] = "checkbox", [AFT_QUESTION_DROPDOWN] = "dropdown",
  [AFT_QUESTION_BOOLEAN] = "boolean",   [AFT_QUESTION_TEXT] = "text",
  [AFT_QUESTION_COMMENT] = "comment",   [AFT_QUESTION_HTML] = "html",
};

const char *
aft_question_type_get_name (AftQuestionType type)
{
  return type_names[type];
}

gboolean
aft_question_type_from_name (const char *name, AftQuestionType *ret_type)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (type_names[i], name))
      {
        *ret_type = (AftQuestionType) i;
        return TRUE;
      }
  return FALSE;
}
