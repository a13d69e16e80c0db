/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of answers (SURVEY-FORMAT 5.12): required, the question's own, then the validators. An
 * empty required answer reports required only; every failing validator reports. The program's own
 * messages are not made here: an error carries its kind and the author's text. The validators
 * themselves are in aft-validator.c. */

#include "aft-validate-private.h"

#include <math.h>
#include <stdio.h>

#include "aft-choices-private.h"
#include "aft-coercion.h"
#include "aft-comments-private.h"
#include "aft-conditions-private.h"
#include "aft-loose-private.h"
#include "aft-question-error-private.h"
#include "aft-secret.h"
#include "aft-validator-private.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

/* Milliseconds since 1970 of "YYYY-MM-DD", read as local; NAN when it is no day. */
static double
read_day (const AftValue *value)
{
  int year, month, day, length = 0;
  const char *text = aft_value_get_string (value);
  if (text == NULL || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3
      || length != 10 || text[length] != '\0')
    return NAN;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NAN;
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return time != NULL ? (double) g_date_time_to_unix (time) * 1000 : NAN;
}

/* A comparison of what is no number or day is false, as in JavaScript. */
static double
measure (const AftQuestion *question, const AftValue *value)
{
  double number = NAN;
  if (g_str_equal (question->input_type, "date"))
    return read_day (value);
  return aft_coercion_get_number (value, &number) ? number : NAN;
}

static gboolean
is_below (const AftQuestion *question, const AftValue *value)
{
  return question->minimum != NULL
         && measure (question, value) < measure (question, question->minimum);
}

static gboolean
is_above (const AftQuestion *question, const AftValue *value)
{
  return question->maximum != NULL
         && measure (question, value) > measure (question, question->maximum);
}

gboolean
aft_validate_is_storable (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  const AftValue *value = aft_session_get_question (session, element)->value;
  /* The reference learns a question's bounds after its default has been set. */
  if (session->stage == AFT_STAGE_LOADING || question->type != AFT_QUESTION_TEXT
      || aft_loose_is_empty (value, TRUE))
    return TRUE;
  return !is_below (question, value) && !is_above (question, value);
}

static void
add_own (AftSession *session,
         GPtrArray *errors,
         const char *kind,
         const AftValue *text,
         const char *standard)
{
  g_ptr_array_add (errors, aft_question_error_new (session, kind, "error", text, standard));
}

static const AftValue *
get_text_property (const AftElement *element, const char *name)
{
  return aft_survey_get_property (element->json, name);
}

static gboolean
has_email_validator (const AftQuestion *question)
{
  for (guint i = 0; i < question->validators->len; i++)
    {
      const AftValidator *validator = g_ptr_array_index (question->validators, i);
      if (validator->type == AFT_VALIDATOR_EMAIL)
        return TRUE;
    }
  return FALSE;
}

static void
check_text (AftSession *session, const AftElement *element, GPtrArray *errors)
{
  const AftQuestion *question = element->question;
  const AftValue *value = aft_session_get_question (session, element)->value;
  if (!aft_loose_is_empty (value, TRUE) && is_below (question, value))
    add_own (session, errors, "custom", get_text_property (element, "minErrorText"), "minimum");
  if (!aft_loose_is_empty (value, TRUE) && is_above (question, value))
    add_own (session, errors, "custom", get_text_property (element, "maxErrorText"), "maximum");
  if (!g_str_equal (question->input_type, "email") || has_email_validator (question)
      || !aft_coercion_is_truthy (value))
    return;
  g_autoptr (AftSecretText) text = aft_loose_to_text (value);
  if (!aft_validator_is_email (text))
    add_own (session, errors, "custom", NULL, AFT_DEFAULT_EMAIL);
}

static gboolean
has_too_few (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  const AftValue *value = aft_session_get_question (session, element)->value;
  gsize count = aft_value_get_type (value) == AFT_VALUE_ARRAY ? aft_value_get_length (value) : 0;
  if (question->minimum_choices < 1
      || (count == 1 && aft_choices_is_none_selected (session, element)))
    return FALSE;
  return count < (gsize) question->minimum_choices;
}

/* The question's own checks. */
static void
check_own (AftSession *session, const AftElement *element, AftCheckFlags flags, GPtrArray *errors)
{
  const AftElementState *state = aft_session_get_state (session, element);
  const AftQuestionState *question = state->question;
  gboolean is_change = (flags & AFT_CHECK_CHANGE) != 0;
  if (state->is_required && (!is_change || question->was_answered)
      && aft_loose_is_empty (question->value, TRUE))
    add_own (session, errors, "required", get_text_property (element, "requiredErrorText"), "");
  if ((!is_change || question->had_other_text) && aft_choices_lacks_other_text (session, element))
    add_own (session, errors, "otherempty", get_text_property (element, "otherErrorText"), "");
  if (!is_change && has_too_few (session, element))
    {
      g_autofree char *few
          = g_strdup_printf (AFT_DEFAULT_FEW, (double) element->question->minimum_choices);
      add_own (session, errors, "custom", NULL, few);
    }
  if (element->question->type == AFT_QUESTION_TEXT)
    check_text (session, element, errors);
}

static void
run_validators (AftSession *session, const AftElement *element, GPtrArray *errors)
{
  const AftQuestion *question = element->question;
  g_autoptr (AftValue) value = aft_comments_get_words (session, element);
  for (guint i = 0; i < question->validators->len; i++)
    {
      const AftValidator *validator = g_ptr_array_index (question->validators, i);
      g_autoptr (AftSecretText) standard = NULL;
      const char *kind = aft_validator_check (session, element, validator, value, &standard);
      if (kind != NULL)
        g_ptr_array_add (errors, aft_question_error_new (session, kind, validator->level,
                                                         validator->text, standard));
    }
}

static gboolean
is_blocking (const GPtrArray *errors)
{
  for (guint i = 0; i < errors->len; i++)
    {
      const AftQuestionError *error = g_ptr_array_index (errors, i);
      if (g_str_equal (error->level, "error"))
        return TRUE;
    }
  return FALSE;
}

gboolean
aft_validate_question (AftSession *session, const AftElement *element, AftCheckFlags flags)
{
  if (!aft_element_has_input (element))
    return TRUE;
  AftQuestionState *state = aft_session_get_question (session, element);
  if ((flags & AFT_CHECK_CHANGE) == 0 && session->survey->clear_invisible != AFT_CLEAR_NONE
      && aft_question_has_choices (element->question))
    aft_choices_drop_unknown (session, element);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (aft_question_error_free);
  if (aft_session_get_state (session, element)->is_visible
      && !aft_visibility_is_read_only (session, element))
    {
      check_own (session, element, flags, errors);
      if (errors->len == 0)
        run_validators (session, element, errors);
    }
  gboolean is_good = !is_blocking (errors);
  if ((flags & AFT_CHECK_SHOW) != 0 && !aft_question_errors_equal (session, state->errors, errors))
    {
      g_ptr_array_unref (state->errors);
      state->errors = g_steal_pointer (&errors);
    }
  return is_good;
}

gboolean
aft_validate_container (AftSession *session, const AftElement *container, AftCheckFlags flags)
{
  gboolean is_good = TRUE;
  for (guint i = 0; i < container->children->len; i++)
    {
      const AftElement *child = g_ptr_array_index (container->children, i);
      if (!aft_visibility_is_visible (session, child))
        continue;
      gboolean is_child_good = child->kind == AFT_ELEMENT_QUESTION
                                   ? aft_validate_question (session, child, flags)
                                   : aft_validate_container (session, child, flags);
      is_good = is_good && is_child_good;
    }
  return is_good;
}

void
aft_validate_again (AftSession *session, const AftElement *element)
{
  if (session->survey->checks_at_once
      || aft_session_get_question (session, element)->errors->len > 0)
    aft_validate_question (session, element, AFT_CHECK_SHOW | AFT_CHECK_CHANGE);
}

static gboolean
looks_at (const AftElement *element, const char *name)
{
  g_autofree char *prefix = g_strconcat (name, ".", NULL);
  for (guint i = 0; element->question->validator_names[i] != NULL; i++)
    {
      const char *looked_at = element->question->validator_names[i];
      if (g_str_equal (looked_at, name) || g_str_has_prefix (looked_at, prefix))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_errors_on_show (AftSession *session, const char *name)
{
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (g_str_equal (element->name, name))
        return aft_session_get_question (session, element)->errors->len > 0;
    }
  return FALSE;
}

void
aft_validate_after (AftSession *session, const AftElement *element, const char *name)
{
  if (!aft_element_has_input (element) || !looks_at (element, name))
    return;
  if (aft_session_get_question (session, element)->errors->len > 0
      || (session->survey->checks_at_once && !has_errors_on_show (session, name)))
    aft_validate_question (session, element, AFT_CHECK_SHOW | AFT_CHECK_CHANGE);
}

void
aft_validate_held (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  gboolean is_bounded = question->type == AFT_QUESTION_TEXT
                        && (g_str_equal (question->input_type, "number")
                            || g_str_equal (question->input_type, "date"));
  if (!session->survey->checks_at_once || !is_bounded)
    return;
  if (!aft_validate_is_storable (session, element)
      || aft_session_get_question (session, element)->errors->len > 0)
    aft_validate_question (session, element, AFT_CHECK_SHOW);
}

void
aft_validate_clear_errors (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (state != NULL)
    g_ptr_array_set_size (state->errors, 0);
}
