/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: how a value becomes a question's answer and is stored, and what follows (SURVEY-FORMAT
 * 5.4): conditions run, errors on show are checked again, the page may move on. What an answer
 * means among items is in aft-choices.c, "other" and comments in aft-comments.c. */

#include "aft-values-private.h"

#include <math.h>

#include "aft-choices-private.h"
#include "aft-coercion.h"
#include "aft-comments-private.h"
#include "aft-conditions-private.h"
#include "aft-equality.h"
#include "aft-flow-private.h"
#include "aft-loose-private.h"
#include "aft-validate-private.h"
#include "aft-visibility-private.h"

static AftValue *
ref_or_null (AftValue *value)
{
  return value != NULL ? aft_value_ref (value) : NULL;
}

static AftValue *
new_list_of (AftValue *item)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  if (item != NULL)
    aft_value_builder_add (builder, item);
  return aft_value_builder_end (builder);
}

static AftValue *
read_lines (AftValue *value, const char *separator)
{
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return ref_or_null (value);
  return aft_value_new_take_string (aft_coercion_join (value, separator));
}

/* A number question takes numbers only; anything else takes its answer back. */
static AftValue *
read_text (const AftQuestion *question, AftValue *value)
{
  double number;
  if (!aft_coercion_is_truthy (value) || !g_str_equal (question->input_type, "number"))
    return read_lines (value, ", ");
  return aft_coercion_get_number (value, &number) ? aft_value_new_number (number)
                                                  : aft_value_new_string ("");
}

static AftValue *
read_choice (const GPtrArray *choices, AftValue *value)
{
  const AftChoice *choice
      = aft_loose_is_empty (value, FALSE) ? NULL : aft_choices_find (choices, value);
  return choice != NULL ? aft_value_ref (choice->value) : ref_or_null (value);
}

static AftValue *
read_list (AftSession *session, const AftElement *element, AftValue *value)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  AftValueBuilder *builder = aft_value_builder_new_array ();
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY && aft_coercion_is_truthy (value))
    aft_value_builder_take (builder, read_choice (element->question->choices, value));
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (aft_value_get_type (value) == AFT_VALUE_ARRAY)
      aft_value_builder_take (builder, read_choice (state->shown, aft_value_get_item (value, i)));
  return aft_value_builder_end (builder);
}

static AftValue *
read_rating (const AftQuestion *question, AftValue *value)
{
  if (question->has_rate_values)
    return read_choice (question->choices, value);
  if (isnan (aft_coercion_to_number (value)))
    return ref_or_null (value);
  /* What Number() takes and parseFloat() does not (true, [[]]) is no answer. */
  double number = aft_coercion_parse_float (value);
  return isnan (number) ? NULL : aft_value_new_number (number);
}

static AftValue *
read_boolean (const AftQuestion *question, AftValue *value)
{
  const char *text = aft_value_get_string (value);
  const char *own_true = aft_value_get_string (question->value_true);
  const char *own_false = aft_value_get_string (question->value_false);
  if (g_strcmp0 (text, "true") == 0 && g_strcmp0 (own_true, "true") != 0)
    return aft_value_new_boolean (TRUE);
  if (g_strcmp0 (text, "false") == 0 && g_strcmp0 (own_false, "false") != 0)
    return aft_value_new_boolean (FALSE);
  return g_strcmp0 (text, "indeterminate") == 0 ? NULL : ref_or_null (value);
}

/* @value as this question's answers look; NULL for none. */
static AftValue *
read_answer (AftSession *session, const AftElement *element, AftValue *value)
{
  const AftQuestion *question = element->question;
  if (aft_value_is_null (value) && question->type != AFT_QUESTION_CHECKBOX)
    return NULL;
  switch (question->type)
    {
    case AFT_QUESTION_TEXT:
      return read_text (question, value);
    case AFT_QUESTION_COMMENT:
      return read_lines (value, "\n");
    case AFT_QUESTION_BOOLEAN:
      return read_boolean (question, value);
    case AFT_QUESTION_RATING:
      return read_rating (question, value);
    case AFT_QUESTION_CHECKBOX:
      return read_list (session, element, value);
    case AFT_QUESTION_RADIOGROUP:
    case AFT_QUESTION_DROPDOWN:
      if (aft_value_get_type (value) == AFT_VALUE_ARRAY)
        value = aft_value_get_item (value, 0);
      return read_choice (question->choices, value);
    case AFT_QUESTION_HTML:
      break;
    }
  return NULL;
}

/* The place of the last item of @list that is one of the exclusive ones shown; −1 for none. */
static gssize
find_exclusive (const AftQuestionState *state, const AftValue *list, const AftValue *only)
{
  for (gssize i = (gssize) aft_value_get_length (list) - 1; i >= 0; i--)
    {
      const AftValue *item = aft_value_get_item (list, (gsize) i);
      for (guint k = 0; k < state->shown->len; k++)
        {
          const AftChoice *choice = g_ptr_array_index (state->shown, k);
          if (choice->is_exclusive && aft_equality_is_identical (choice->value, item)
              && (only == NULL || aft_equality_is_identical (only, item)))
            return i;
        }
    }
  return -1;
}

static AftValue *
new_list_without (const AftValue *list, gssize without)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    if ((gssize) i != without)
      aft_value_builder_add (builder, aft_value_get_item (list, i));
  return aft_value_builder_end (builder);
}

/* An exclusive item clears the others, and is cleared by the next one. Eats @list. */
static AftValue *
keep_exclusive (AftSession *session, const AftElement *element, AftValue *list)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  g_autoptr (AftValue) G_GNUC_UNUSED eaten = list;
  gssize before = find_exclusive (state, state->value, NULL);
  gssize now = find_exclusive (state, list, NULL);
  gsize length = aft_value_get_length (list);
  if (before < 0)
    return now >= 0 && length > 1 ? new_list_of (aft_value_get_item (list, (gsize) now))
                                  : aft_value_ref (list);
  const AftValue *old = aft_value_get_item (state->value, (gsize) before);
  if (now >= 0 && aft_equality_is_identical (old, aft_value_get_item (list, (gsize) now)))
    return new_list_without (list, now);
  gssize left = find_exclusive (state, list, old);
  return left >= 0 && left < (gssize) length - 1 ? new_list_without (list, left)
                                                 : aft_value_ref (list);
}

/* What the question holds from now on; what is stored is another matter. */
static void
hold (AftSession *session, const AftElement *element, AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean has_items = aft_question_has_choices (element->question);
  gboolean is_same = aft_loose_equals (state->value, value);
  if (is_same && has_items)
    return;
  if (has_items)
    aft_comments_render (session, element, value);
  state->is_touched = state->is_touched || (!is_same && !state->is_via_default);
  g_clear_pointer (&state->value, aft_value_unref);
  state->value = ref_or_null (value);
  aft_conditions_forget_known (session);
  if (has_items)
    aft_comments_leave_other (session, element);
}

static void
announce (AftSession *session, const AftElement *element, AftValue *value)
{
  aft_answers_set (session->announced, element->name, NULL);
  aft_conditions_note_change (session, element->name, value);
  if (!aft_answers_has (session->announced, element->name))
    return;
  aft_validate_again (session, element);
  aft_flow_note_answer (session);
  aft_conditions_tell (session, element->name);
  aft_flow_try_advance (session, element);
  aft_answers_remove (session->announced, element->name);
}

/* What only changes its type (0 to false) is stored and tells nobody, as in the reference. */
static void
store (AftSession *session, const AftElement *element, AftValue *value)
{
  g_autoptr (AftValue) old = ref_or_null (aft_answers_get (session->answers, element->name));
  if (aft_loose_equals (old, value))
    return;
  if (aft_loose_is_empty (value, FALSE))
    aft_answers_remove (session->answers, element->name);
  else
    aft_answers_set (session->answers, element->name, value);
  if (!aft_loose_matches (old, value))
    announce (session, element, value);
}

static void
change (AftSession *session, const AftElement *element, AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  state->was_answered = !aft_loose_is_empty (state->value, TRUE);
  hold (session, element, value);
  aft_validate_held (session, element);
  if (aft_validate_is_storable (session, element))
    store (session, element, value);
  state->is_tapped = FALSE;
  aft_comments_drop (session, element);
  state->was_answered = FALSE;
}

void
aft_values_set (AftSession *session, const AftElement *element, AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_list = element->question->type == AFT_QUESTION_CHECKBOX;
  if (is_list && !state->is_restoring)
    g_ptr_array_set_size (state->hidden, 0);
  g_autoptr (AftValue) kept = ref_or_null (value);
  g_autoptr (AftValue) answer = read_answer (session, element, kept);
  if (aft_loose_equals (state->value, answer))
    return;
  if (is_list)
    answer = keep_exclusive (session, element, g_steal_pointer (&answer));
  if (!is_list || !aft_loose_equals (state->value, answer))
    change (session, element, answer);
}

void
aft_values_clear (AftSession *session, const AftElement *element, gboolean keeps_comment)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  const char *comment = aft_values_get_comment (session, element);
  if (state->value != NULL)
    aft_values_set (session, element, NULL);
  comment = aft_values_get_comment (session, element);
  if (comment != NULL && comment[0] != '\0' && !keeps_comment)
    aft_values_set_comment (session, element, NULL);
  state->is_touched = FALSE;
}

static gboolean
has_default (const AftQuestion *question)
{
  return question->default_expression != NULL
         || !aft_loose_is_empty (question->default_value, TRUE);
}

/* What the default is now; a new reference or NULL. */
static AftValue *
get_default (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  if (question->default_expression == NULL)
    return ref_or_null (question->default_value);
  g_autoptr (AftValue) result
      = aft_conditions_evaluate (session, question->default_expression, NULL);
  AftValue *value = aft_conditions_convert_result (result);
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER && isnan (aft_value_get_number (value)))
    {
      /* No number is an answer to the reference, and an empty one: it is held but not stored, and
       * the default is never asked again. */
      aft_session_get_question (session, element)->is_touched = TRUE;
      return value;
    }
  return value != NULL ? value : ref_or_null (question->default_value);
}

static void
set_default_of_boolean (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  const AftValue *value = question->default_value;
  g_autofree char *text = aft_loose_to_text (value);
  if (g_str_equal (text, "true") || aft_equality_is_identical (value, question->value_true))
    aft_values_set (session, element, question->value_true);
  else if (g_str_equal (text, "false") || aft_equality_is_identical (value, question->value_false))
    aft_values_set (session, element, question->value_false);
}

/* A default that is none of the items becomes other's text. */
static void
set_default_of_choice (AftSession *session, const AftElement *element, AftValue *value)
{
  if (element->question->other != NULL
      && aft_choices_is_unknown (session, element, value, AFT_UNKNOWN_BUT_OTHER))
    aft_comments_set_unknown (session, element, value);
  else
    aft_values_set (session, element, value);
}

static void
take_default (AftSession *session, const AftElement *element, AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (aft_loose_equals (state->value, value))
    return;
  if (aft_question_has_choices (element->question))
    set_default_of_choice (session, element, value);
  else
    aft_values_set (session, element, value);
}

void
aft_values_set_default (AftSession *session, const AftElement *element)
{
  if (!aft_element_has_input (element) || !has_default (element->question))
    return;
  AftQuestionState *state = aft_session_get_question (session, element);
  if (!aft_loose_is_empty (state->value, TRUE) || state->is_defaulting)
    return;
  if (session->survey->clear_invisible == AFT_CLEAR_ON_HIDDEN
      && !aft_visibility_is_visible (session, element))
    return;
  if (element->question->type == AFT_QUESTION_BOOLEAN)
    {
      set_default_of_boolean (session, element);
      return;
    }
  gboolean is_computed = element->question->default_expression != NULL;
  state->is_defaulting = state->is_via_default = is_computed;
  g_autoptr (AftValue) value = get_default (session, element);
  take_default (session, element, value);
  state->is_defaulting = state->is_via_default = FALSE;
}

void
aft_values_renew_default (AftSession *session, const AftElement *element)
{
  if (!aft_element_has_input (element) || element->question->default_expression == NULL)
    return;
  AftQuestionState *state = aft_session_get_question (session, element);
  if (state->is_touched || state->is_defaulting)
    return;
  if (session->survey->clear_invisible == AFT_CLEAR_ON_HIDDEN
      && !aft_visibility_is_on_page (session, element))
    return;
  state->is_defaulting = state->is_via_default = TRUE;
  g_autoptr (AftValue) value = get_default (session, element);
  if (!aft_loose_equals (state->value, value))
    aft_values_set (session, element, value);
  state->is_defaulting = state->is_via_default = FALSE;
}

void
aft_values_clear_hidden (AftSession *session, const AftElement *element)
{
  const AftElement *page = element;
  while (page->parent != NULL)
    page = page->parent;
  if (!aft_visibility_is_on_page (session, element) && !aft_flow_is_start_page (session, page))
    aft_values_clear (session, element, FALSE);
  if (aft_question_has_choices (element->question))
    aft_choices_drop_unknown (session, element);
}

/* The question takes over what is stored under its name, without being answered. */
static void
take_stored (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  g_autoptr (AftValue) stored = ref_or_null (aft_answers_get (session->answers, element->name));
  g_autofree char *comment_name = g_strconcat (element->name, "-Comment", NULL);
  const char *comment = aft_value_get_string (aft_answers_get (session->answers, comment_name));
  g_ptr_array_set_size (state->hidden, 0);
  aft_comments_hold (session, element, comment);
  g_autoptr (AftValue) known = aft_comments_split_unknown (session, element, stored);
  g_autoptr (AftValue) answer = read_answer (session, element, known);
  hold (session, element, answer);
}

void
aft_values_load (AftSession *session, const AftValue *data)
{
  aft_answers_clear (session->answers);
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    aft_answers_set (session->answers, aft_value_get_member_name (data, i),
                     aft_value_get_member_at (data, i));
  for (guint pass = 0; pass < 2; pass++)
    {
      session->is_setting_data = pass == 0;
      for (guint i = 0; i < session->survey->questions->len; i++)
        {
          const AftElement *element = g_ptr_array_index (session->survey->questions, i);
          if (aft_element_has_input (element))
            take_stored (session, element);
        }
      session->is_setting_data = FALSE;
      if (pass == 0)
        aft_conditions_run (session);
    }
}
