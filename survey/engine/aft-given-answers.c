/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers from outside against the survey's questions: names, types and options. It plays no
 * session: what was visible, required or validated when they were given is not its business. */
#include "aft-given-answers.h"

#include <string.h>

#include "aft-error.h"
#include "aft-loose-private.h"
#include "aft-survey-private.h"

#define COMMENT_SUFFIX "-Comment"

typedef struct
{
  const AftElement *element;
  AftChosenOption on_chosen;
  gpointer user_data;
} Judgement;

static void
tell (const Judgement *judgement, const char *option)
{
  if (judgement->on_chosen != NULL)
    judgement->on_chosen (judgement->element->name, option, judgement->user_data);
}

static gboolean
is_choice (const AftChoice *choice, const AftValue *value)
{
  return choice != NULL && choice->value != NULL && aft_loose_equals (choice->value, value);
}

static gboolean
is_among_choices (const AftQuestion *question, const AftValue *value)
{
  for (guint i = 0; i < question->choices->len; i++)
    if (is_choice (g_ptr_array_index (question->choices, i), value))
      return TRUE;
  return is_choice (question->other, value) || is_choice (question->none, value);
}

/* A guest's own words where an option could stand. */
static gboolean
is_other_text (const AftQuestion *question, const AftValue *value)
{
  return question->other != NULL && !question->keeps_other_as_comment
         && aft_value_get_type (value) == AFT_VALUE_STRING;
}

static gboolean
judge_option (const Judgement *judgement, const AftValue *value)
{
  const AftQuestion *question = judgement->element->question;
  if (is_among_choices (question, value))
    {
      g_autofree char *option = aft_loose_to_text (value);
      tell (judgement, option);
      return TRUE;
    }
  if (!is_other_text (question, value))
    return FALSE;
  tell (judgement, "other");
  return TRUE;
}

static gboolean
is_repeated (const AftValue *list, gsize index)
{
  const AftValue *value = aft_value_get_item (list, index);
  for (gsize i = 0; i < index; i++)
    if (aft_loose_equals (aft_value_get_item (list, i), value))
      return TRUE;
  return FALSE;
}

/* No list can be longer than the options there are, so that comparing each with each stays small.
 */
static gboolean
judge_options (const Judgement *judgement, const AftValue *list)
{
  gsize length = aft_value_get_length (list);
  if (aft_value_get_type (list) != AFT_VALUE_ARRAY
      || length > judgement->element->question->choices->len + 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (is_repeated (list, i) || !judge_option (judgement, aft_value_get_item (list, i)))
      return FALSE;
  return TRUE;
}

static gboolean
judge_boolean (const Judgement *judgement, const AftValue *value)
{
  const AftQuestion *question = judgement->element->question;
  gboolean is_true = aft_loose_equals (question->value_true, value);
  if (!is_true && !aft_loose_equals (question->value_false, value))
    return FALSE;
  g_autofree char *option = aft_loose_to_text (value);
  tell (judgement, option);
  return TRUE;
}

static gboolean
is_text_or_number (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  return type == AFT_VALUE_STRING || type == AFT_VALUE_NUMBER;
}

static gboolean
judge_answer (const Judgement *judgement, const AftValue *value)
{
  switch (judgement->element->question->type)
    {
    case AFT_QUESTION_RATING:
    case AFT_QUESTION_RADIOGROUP:
    case AFT_QUESTION_DROPDOWN:
      return judge_option (judgement, value);
    case AFT_QUESTION_CHECKBOX:
      return judge_options (judgement, value);
    case AFT_QUESTION_BOOLEAN:
      return judge_boolean (judgement, value);
    case AFT_QUESTION_TEXT:
      return is_text_or_number (value);
    case AFT_QUESTION_COMMENT:
      return aft_value_get_type (value) == AFT_VALUE_STRING;
    case AFT_QUESTION_HTML:
    default:
      return FALSE;
    }
}

static const AftElement *
find_question (const AftSurvey *survey, const char *name, gsize length)
{
  for (guint i = 0; i < survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->questions, i);
      if (strlen (element->name) == length && strncmp (element->name, name, length) == 0)
        return element;
    }
  return NULL;
}

static gboolean
is_comment (const AftSurvey *survey, const char *name, const AftValue *value)
{
  const AftElement *element
      = g_str_has_suffix (name, COMMENT_SUFFIX)
            ? find_question (survey, name, strlen (name) - strlen (COMMENT_SUFFIX))
            : NULL;
  return element != NULL && aft_value_get_type (value) == AFT_VALUE_STRING
         && (element->question->has_comment_area || element->question->other != NULL);
}

static gboolean
is_calculated (const AftSurvey *survey, const char *name, const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  for (guint i = 0; i < survey->calculated->len; i++)
    {
      const AftCalculated *calculated = g_ptr_array_index (survey->calculated, i);
      if (calculated->is_in_result && g_str_equal (calculated->name, name))
        return type != AFT_VALUE_OBJECT;
    }
  return FALSE;
}

gboolean
aft_given_answers_judge (const AftSurvey *survey,
                         const AftValue *answers,
                         AftChosenOption on_chosen,
                         gpointer user_data,
                         GError **error)
{
  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const char *name = aft_value_get_member_name (answers, i);
      const AftValue *value = aft_value_get_member_at (answers, i);
      Judgement judgement = { find_question (survey, name, strlen (name)), on_chosen, user_data };
      if (judgement.element == NULL
          && (is_comment (survey, name, value) || is_calculated (survey, name, value)))
        continue;
      if (judgement.element != NULL && judge_answer (&judgement, value))
        continue;
      if (judgement.element == NULL)
        g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                     "Answer %" G_GSIZE_FORMAT " is to no question of the survey", i + 1);
      else
        g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                     "The survey has no such answer to the question %s", name);
      return FALSE;
    }
  return TRUE;
}
