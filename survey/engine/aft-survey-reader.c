/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a checked definition: pages, panels and the settings beside them. Questions' own settings
 * are read in aft-question-reader.c. Nothing is refused here: aft-check.c has done so. */

#include "aft-survey-reader-private.h"

#include "aft-utf16.h"

AftCondition *
aft_survey_read_condition (const AftValue *json, const char *name)
{
  const char *text = aft_value_get_string (aft_survey_get_property (json, name));
  return text != NULL && text[0] != '\0' ? aft_condition_new (text) : NULL;
}

gboolean
aft_survey_read_boolean (const AftValue *json, const char *name, gboolean fallback)
{
  const AftValue *value = aft_survey_get_property (json, name);
  return aft_value_get_type (value) == AFT_VALUE_BOOLEAN ? aft_value_get_boolean (value) : fallback;
}

double
aft_survey_read_number (const AftValue *json, const char *name, double fallback)
{
  const AftValue *value = aft_survey_get_property (json, name);
  return aft_value_get_type (value) == AFT_VALUE_NUMBER ? aft_value_get_number (value) : fallback;
}

static gboolean
is_name_taken (const AftSurvey *survey, AftElementKind kind, const char *name)
{
  for (guint i = 0; i < survey->elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->elements, i);
      if (element->kind == kind && g_str_equal (element->name, name))
        return TRUE;
    }
  return FALSE;
}

/* Pages and panels may go without a name: "page1", "panel2" … */
static char *
make_name (const AftSurvey *survey, AftElementKind kind, const AftValue *json)
{
  const char *own = aft_value_get_member_string (json, "name", "");
  if (own[0] != '\0')
    return g_strdup (own);
  for (guint number = 1;; number++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s%u", kind == AFT_ELEMENT_PAGE ? "page" : "panel", number);
      if (!is_name_taken (survey, kind, name))
        return g_steal_pointer (&name);
    }
}

static AftElement *
add_element (AftSurvey *survey, AftElementKind kind, const AftValue *json, AftElement *parent)
{
  AftElement *element = g_new0 (AftElement, 1);
  element->kind = kind;
  element->index = survey->elements->len;
  element->name = make_name (survey, kind, json);
  element->lower = aft_utf16_lower (element->name);
  element->parent = parent;
  element->children = g_ptr_array_new ();
  element->json = json;
  element->is_visible = aft_survey_read_boolean (json, "visible", TRUE);
  element->is_read_only = aft_survey_read_boolean (json, "readOnly", FALSE);
  element->is_required = aft_survey_read_boolean (json, "isRequired", FALSE);
  element->visible_if = aft_survey_read_condition (json, "visibleIf");
  element->enable_if = aft_survey_read_condition (json, "enableIf");
  element->required_if = aft_survey_read_condition (json, "requiredIf");
  g_ptr_array_add (survey->elements, element);
  if (parent != NULL)
    g_ptr_array_add (parent->children, element);
  return element;
}

static void
add_question (AftSurvey *survey, const AftValue *json, AftElement *parent)
{
  AftElement *element = add_element (survey, AFT_ELEMENT_QUESTION, json, parent);
  gboolean keeps = aft_survey_read_boolean (survey->definition, "storeOthersAsComment", TRUE);
  element->question = aft_question_read (json, keeps);
  g_ptr_array_add (survey->questions, element);
}

static void
add_children (AftSurvey *survey, AftElement *parent)
{
  const AftValue *list = aft_survey_get_property (parent->json, "elements");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *json = aft_value_get_item (list, i);
      if (!g_str_equal (aft_value_get_member_string (json, "type", ""), "panel"))
        add_question (survey, json, parent);
      else
        add_children (survey, add_element (survey, AFT_ELEMENT_PANEL, json, parent));
    }
}

static void
add_page (AftSurvey *survey, const AftValue *json)
{
  AftElement *page = add_element (survey, AFT_ELEMENT_PAGE, json, NULL);
  g_ptr_array_add (survey->pages, page);
  add_children (survey, page);
}

void
aft_survey_read_pages (AftSurvey *survey)
{
  const AftValue *pages = aft_value_get_member (survey->definition, "pages");
  for (gsize i = 0; i < aft_value_get_length (pages); i++)
    add_page (survey, aft_value_get_item (pages, i));
  AftValue *elements = aft_survey_get_property (survey->definition, "elements");
  if (survey->pages->len > 0 || aft_value_get_length (elements) == 0)
    return;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "name", "page1");
  aft_value_builder_set (builder, "elements", elements);
  survey->implied_page = aft_value_builder_end (builder);
  add_page (survey, survey->implied_page);
}

static void
read_calculated (AftSurvey *survey)
{
  const AftValue *list = aft_value_get_member (survey->definition, "calculatedValues");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *json = aft_value_get_item (list, i);
      AftCondition *condition = aft_survey_read_condition (json, "expression");
      if (condition == NULL)
        continue;
      AftCalculated *calculated = g_new0 (AftCalculated, 1);
      calculated->name = g_strdup (aft_value_get_member_string (json, "name", ""));
      calculated->variable = aft_utf16_lower (calculated->name);
      calculated->condition = condition;
      calculated->is_in_result = aft_survey_read_boolean (json, "includeIntoResult", FALSE);
      g_ptr_array_add (survey->calculated, calculated);
    }
}

static void
read_completed (AftSurvey *survey)
{
  const AftValue *list = aft_value_get_member (survey->definition, "completedHtmlOnCondition");
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *json = aft_value_get_item (list, i);
      AftCompletedHtml *completed = g_new0 (AftCompletedHtml, 1);
      completed->condition = aft_survey_read_condition (json, "expression");
      completed->html = aft_value_get_member (json, "html");
      g_ptr_array_add (survey->completed, completed);
    }
}

static gboolean
is_setting (const AftSurvey *survey, const char *name, const char *value)
{
  const char *set = aft_value_get_member_string (survey->definition, name, "");
  return g_ascii_strcasecmp (set, value) == 0;
}

void
aft_survey_read_settings (AftSurvey *survey)
{
  const AftValue *json = survey->definition;
  const char *locale = aft_value_get_member_string (json, "locale", "");
  survey->locale = g_strdup (g_str_equal (locale, "en") ? "" : locale);
  if (is_setting (survey, "clearInvisibleValues", "none"))
    survey->clear_invisible = AFT_CLEAR_NONE;
  else if (is_setting (survey, "clearInvisibleValues", "onHidden"))
    survey->clear_invisible = AFT_CLEAR_ON_HIDDEN;
  survey->has_start_page = aft_survey_read_boolean (json, "firstPageIsStartPage", FALSE);
  survey->is_question_per_page = is_setting (survey, "questionsOnPageMode", "questionPerPage")
                                 || is_setting (survey, "questionsOnPageMode", "questionOnPage");
  survey->advances = aft_survey_read_boolean (json, "autoAdvanceEnabled", FALSE);
  survey->advance_completes = aft_survey_read_boolean (json, "autoAdvanceAllowComplete", TRUE);
  survey->shows_previous = aft_survey_read_boolean (json, "showPrevButton", TRUE);
  survey->shows_complete = aft_survey_read_boolean (json, "showCompleteButton", TRUE);
  survey->shows_buttons = aft_survey_read_boolean (json, "showNavigationButtons", TRUE)
                          && !is_setting (survey, "showNavigationButtons", "none");
  survey->checks_at_once = is_setting (survey, "checkErrorsMode", "onValueChanged");
  if (is_setting (survey, "progressBarType", "questions"))
    survey->progress = AFT_PROGRESS_QUESTIONS;
  else if (is_setting (survey, "progressBarType", "requiredQuestions"))
    survey->progress = AFT_PROGRESS_REQUIRED;
  read_calculated (survey);
  read_completed (survey);
}
