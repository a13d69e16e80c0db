/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftSession: a guest in a survey; which act is allowed when, and the acts themselves. What an act
 * sets off is elsewhere: answers in aft-values.c, conditions in aft-conditions.c, pages in
 * aft-flow.c. */

#include "aft-session-private.h"

#include <math.h>

#include "aft-choices-private.h"
#include "aft-conditions-private.h"
#include "aft-equality.h"
#include "aft-flow-private.h"
#include "aft-secret.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

/* The stages of a session and what a person can do in each. Everything else is refused.
 *
 *              begin            settle              start              complete, advance
 *   (nothing) ──────▶ LOADING ────────▶ SETTLING ─┬───────▶ STARTING ─┐
 *                                                 │                   ▼
 *                                                 └───────────────▶ RUNNING ──▶ COMPLETED
 *                                                                    │   ▲
 *                                                                    └───┘ next, previous, advance
 */
typedef enum
{
  ACT_ANSWER,
  ACT_START,
  ACT_MOVE, /* next, previous, advance */
  ACT_COMPLETE,
  ACT_SURROUNDINGS /* language, variables: the kiosk's, not the guest's */
} Act;

static const guint allowed[] = {
  [AFT_STAGE_LOADING] = 0,
  [AFT_STAGE_SETTLING] = 0,
  [AFT_STAGE_STARTING] = 1 << ACT_ANSWER | 1 << ACT_START | 1 << ACT_SURROUNDINGS,
  [AFT_STAGE_RUNNING] = 1 << ACT_ANSWER | 1 << ACT_MOVE | 1 << ACT_COMPLETE | 1 << ACT_SURROUNDINGS,
  [AFT_STAGE_COMPLETED] = 1 << ACT_SURROUNDINGS,
};

static gboolean
begin_act (AftSession *session, Act act)
{
  if (act != ACT_MOVE)
    session->is_advance_due = FALSE;
  return (allowed[session->stage] & 1U << act) != 0;
}

AftQuestionState *
aft_question_state_new (const AftQuestion *question)
{
  AftQuestionState *state = g_new0 (AftQuestionState, 1);
  guint count = question->choices->len;
  state->errors = g_ptr_array_new_with_free_func (aft_question_error_free);
  state->shown = g_ptr_array_new ();
  state->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_value_unref);
  state->choice_visible = g_new (gboolean, count + 1);
  state->choice_enabled = g_new (gboolean, count + 1);
  for (guint i = 0; i < count; i++)
    state->choice_visible[i] = state->choice_enabled[i] = TRUE;
  if (question->type == AFT_QUESTION_CHECKBOX)
    state->value = aft_value_builder_end (aft_value_builder_new_array ());
  return state;
}

void
aft_question_state_free (AftQuestionState *state)
{
  if (state == NULL)
    return;
  aft_value_unref (state->value);
  aft_value_unref (state->rendered);
  aft_secret_free_text (state->comment);
  aft_secret_free_text (state->other_text);
  g_ptr_array_unref (state->errors);
  g_ptr_array_unref (state->shown);
  g_ptr_array_unref (state->hidden);
  g_free (state->choice_visible);
  g_free (state->choice_enabled);
  g_free (state);
}

AftElementState *
aft_session_get_state (AftSession *session, const AftElement *element)
{
  return &session->states[element->index];
}

AftQuestionState *
aft_session_get_question (AftSession *session, const AftElement *element)
{
  return session->states[element->index].question;
}

gint64
aft_session_get_now_ms (AftSession *session)
{
  return aft_clock_to_local_ms (aft_clock_get_real_ms (session->clock), session->zone);
}

static void
init_states (AftSession *session)
{
  const GPtrArray *elements = session->survey->elements;
  session->states = g_new0 (AftElementState, elements->len + 1);
  for (guint i = 0; i < elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (elements, i);
      AftElementState *state = &session->states[i];
      state->is_visible = element->is_visible;
      state->is_read_only = element->is_read_only;
      state->is_required = element->is_required;
      state->was_shown = TRUE;
      if (element->question != NULL)
        state->question = aft_question_state_new (element->question);
    }
}

static void
load_element (AftSession *session, const AftElement *element)
{
  for (guint i = 0; i < element->children->len; i++)
    load_element (session, g_ptr_array_index (element->children, i));
  if (element->kind != AFT_ELEMENT_QUESTION)
    {
      aft_visibility_note_content (session, element);
      return;
    }
  aft_choices_refresh (session, element);
  aft_values_set_default (session, element);
}

static void
load (AftSession *session)
{
  session->stage = AFT_STAGE_LOADING;
  for (guint i = 0; i < session->survey->pages->len; i++)
    load_element (session, g_ptr_array_index (session->survey->pages, i));
  aft_flow_begin (session);
  session->stage = AFT_STAGE_SETTLING;
  aft_conditions_run (session);
  aft_flow_settle (session);
  gboolean has_start
      = session->survey->pages->len > 0
        && aft_flow_is_start_page (session, g_ptr_array_index (session->survey->pages, 0));
  session->stage = has_start ? AFT_STAGE_STARTING : AFT_STAGE_RUNNING;
}

AftSession *
aft_session_new (AftSurvey *survey, const AftSessionOptions *options)
{
  AftSession *session = g_new0 (AftSession, 1);
  session->survey = aft_survey_ref (survey);
  session->clock = aft_clock_ref (options->clock);
  session->zone = g_time_zone_ref (options->zone);
  session->locale = g_strdup (survey->locale);
  session->answers = aft_answers_new ();
  session->variables = aft_answers_new ();
  session->announced = aft_answers_new ();
  session->progress = -1;
  init_states (session);
  load (session);
  if (options->locale != NULL && options->locale[0] != '\0')
    (void) aft_session_set_locale (session, options->locale);
  for (gsize i = 0; i < aft_value_get_length (options->variables); i++)
    aft_conditions_set_variable (session, aft_value_get_member_name (options->variables, i),
                                 aft_value_get_member_at (options->variables, i));
  if (!aft_value_is_null (options->data))
    aft_values_load (session, options->data);
  return session;
}

void
aft_session_free (AftSession *session)
{
  if (session == NULL)
    return;
  for (guint i = 0; i < session->survey->elements->len; i++)
    aft_question_state_free (session->states[i].question);
  g_free (session->states);
  aft_answers_free (session->answers);
  aft_answers_free (session->variables);
  aft_answers_free (session->announced);
  aft_answers_free (session->changed);
  aft_value_unref (session->known);
  g_free (session->locale);
  g_time_zone_unref (session->zone);
  aft_clock_unref (session->clock);
  aft_survey_unref (session->survey);
  g_free (session);
}

AftSurvey *
aft_session_get_survey (AftSession *session)
{
  return session->survey;
}

static const AftElement *
find_in (AftSession *session, const AftElement *element, const char *name)
{
  if (!aft_visibility_is_visible (session, element))
    return NULL;
  if (element->kind == AFT_ELEMENT_QUESTION)
    return aft_element_has_input (element) && g_str_equal (element->name, name) ? element : NULL;
  for (guint i = 0; i < element->children->len; i++)
    {
      const AftElement *found = find_in (session, g_ptr_array_index (element->children, i), name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The question @name if a person can answer it now. */
static const AftElement *
find_answerable (AftSession *session, const char *name)
{
  if (!begin_act (session, ACT_ANSWER))
    return NULL;
  const AftElement *shown = aft_flow_get_shown (session);
  const AftElement *element = shown != NULL ? find_in (session, shown, name) : NULL;
  return element != NULL && !aft_visibility_is_read_only (session, element) ? element : NULL;
}

static gboolean
tap_rating (AftSession *session, const AftElement *element, const AftChoice *choice)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  if (aft_equality_is_identical (state->value, choice->value))
    aft_values_clear (session, element, TRUE);
  else
    aft_values_set (session, element, choice->value);
  return TRUE;
}

static AftValue *
toggle (const AftValue *list, const AftValue *item, gboolean is_on)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  gboolean is_there = FALSE;
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      gboolean is_it = aft_equality_is_identical (aft_value_get_item (list, i), item);
      is_there = is_there || is_it;
      if (!is_it || is_on)
        aft_value_builder_add (builder, aft_value_get_item (list, i));
    }
  if (is_on && !is_there)
    aft_value_builder_add (builder, (AftValue *) item);
  return aft_value_builder_end (builder);
}

static gboolean
tap_list (AftSession *session, const AftElement *element, const AftChoice *choice)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_on = !aft_choices_is_selected (session, element, choice);
  g_autoptr (AftValue) rendered
      = toggle (choice->is_exclusive ? NULL : state->rendered, choice->value, is_on);
  aft_values_render (session, element, rendered);
  return TRUE;
}

static gboolean
tap_item (AftSession *session, const AftElement *element, const AftValue *item)
{
  const AftChoice *choice = aft_choices_find_shown (session, element, item);
  if (choice == NULL || !aft_choices_is_enabled (session, element, choice))
    return FALSE;
  if (element->question->type == AFT_QUESTION_RATING)
    return tap_rating (session, element, choice);
  if (element->question->type == AFT_QUESTION_CHECKBOX)
    return tap_list (session, element, choice);
  aft_values_render (session, element, choice->value);
  return TRUE;
}

static gboolean
tap_boolean (AftSession *session, const AftElement *element, const AftValue *item)
{
  if (aft_value_get_type (item) != AFT_VALUE_BOOLEAN)
    return FALSE;
  aft_values_set (session, element,
                  aft_value_get_boolean (item) ? element->question->value_true
                                               : element->question->value_false);
  return TRUE;
}

gboolean
aft_session_tap (AftSession *session, const char *name, const AftValue *item)
{
  const AftElement *element = find_answerable (session, name);
  if (element == NULL)
    return FALSE;
  AftQuestionState *state = aft_session_get_question (session, element);
  state->is_tapped = TRUE;
  gboolean is_done = element->question->type == AFT_QUESTION_BOOLEAN
                         ? tap_boolean (session, element, item)
                         : tap_item (session, element, item);
  state->is_tapped = FALSE;
  return is_done;
}

gboolean
aft_session_set (AftSession *session, const char *name, const AftValue *value)
{
  const AftElement *element = find_answerable (session, name);
  if (element == NULL)
    return FALSE;
  aft_values_set (session, element, (AftValue *) value);
  return TRUE;
}

gboolean
aft_session_comment (AftSession *session, const char *name, const char *text)
{
  const AftElement *element = find_answerable (session, name);
  if (element == NULL)
    return FALSE;
  if (aft_choices_is_other_selected (session, element))
    aft_values_set_other_text (session, element, text);
  else if (element->question->has_comment_area)
    aft_values_set_comment (session, element, text);
  else
    return FALSE;
  return TRUE;
}

gboolean
aft_session_clear (AftSession *session, const char *name)
{
  const AftElement *element = find_answerable (session, name);
  if (element == NULL)
    return FALSE;
  aft_values_clear (session, element, FALSE);
  return TRUE;
}

gboolean
aft_session_start (AftSession *session)
{
  return begin_act (session, ACT_START) && aft_flow_press (session, AFT_BUTTON_START);
}

gboolean
aft_session_next (AftSession *session)
{
  gboolean is_allowed = begin_act (session, ACT_MOVE);
  session->is_advance_due = FALSE;
  return is_allowed && aft_flow_press (session, AFT_BUTTON_NEXT);
}

gboolean
aft_session_previous (AftSession *session)
{
  gboolean is_allowed = begin_act (session, ACT_MOVE);
  session->is_advance_due = FALSE;
  return is_allowed && aft_flow_press (session, AFT_BUTTON_PREVIOUS);
}

gboolean
aft_session_complete (AftSession *session)
{
  return begin_act (session, ACT_COMPLETE) && aft_flow_press (session, AFT_BUTTON_COMPLETE);
}

gboolean
aft_session_set_locale (AftSession *session, const char *locale)
{
  const char *own = g_str_equal (locale, "en") ? "" : locale;
  if (!begin_act (session, ACT_SURROUNDINGS))
    return FALSE;
  if (g_str_equal (session->locale, own))
    return TRUE;
  g_free (session->locale);
  session->locale = g_strdup (own);
  aft_conditions_tell (session, "locale");
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (element->question->order == AFT_ORDER_NONE)
        continue;
      aft_choices_refresh (session, element);
      aft_values_render_again (session, element);
    }
  aft_flow_note_locale (session);
  return TRUE;
}

gboolean
aft_session_set_variable (AftSession *session, const char *name, const AftValue *value)
{
  if (!begin_act (session, ACT_SURROUNDINGS) || name[0] == '\0')
    return FALSE;
  aft_conditions_set_variable (session, name, (AftValue *) value);
  return TRUE;
}

void
aft_session_set_delayed_advance (AftSession *session, gboolean is_delayed)
{
  session->is_delayed = is_delayed;
}

gboolean
aft_session_is_advance_due (const AftSession *session)
{
  return session->is_advance_due;
}

gboolean
aft_session_advance (AftSession *session)
{
  return begin_act (session, ACT_MOVE) && aft_flow_advance (session);
}

gboolean
aft_session_is_complete (const AftSession *session)
{
  return session->stage == AFT_STAGE_COMPLETED;
}

static AftValue *
gather_data (AftSession *session, const AftAnswers *hidden)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (guint i = 0; i < aft_answers_get_count (session->answers); i++)
    {
      const char *name = aft_answers_get_name (session->answers, i);
      if (hidden == NULL || !aft_answers_has (hidden, name))
        aft_value_builder_set (builder, name, aft_answers_get_at (session->answers, i));
    }
  for (guint i = 0; i < session->survey->calculated->len; i++)
    {
      const AftCalculated *calculated = g_ptr_array_index (session->survey->calculated, i);
      if (calculated->is_in_result && aft_answers_has (session->variables, calculated->variable))
        aft_value_builder_set (builder, calculated->name,
                               aft_answers_get (session->variables, calculated->variable));
    }
  return aft_value_builder_end (builder);
}

/* JSON knows neither days nor what is no number, as calculated values can be: a day becomes its
 * text, the rest goes. */
static AftValue *
make_storable (const AftValue *data)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    {
      AftValue *value = aft_value_get_member_at (data, i);
      gboolean is_number = aft_value_get_type (value) == AFT_VALUE_NUMBER;
      if (aft_value_is_null (value) || (is_number && !isfinite (aft_value_get_number (value))))
        continue;
      g_autoptr (AftValue) stored = aft_conditions_convert_result (value);
      aft_value_builder_set (builder, aft_value_get_member_name (data, i), stored);
    }
  return aft_value_builder_end (builder);
}

AftValue *
aft_session_dup_raw_data (AftSession *session)
{
  return gather_data (session, NULL);
}

AftValue *
aft_session_dup_data (AftSession *session)
{
  g_autoptr (AftValue) data = gather_data (session, NULL);
  return make_storable (data);
}

AftValue *
aft_session_dup_partial_data (AftSession *session)
{
  g_autoptr (AftAnswers) hidden = aft_answers_new ();
  gboolean keeps_hidden = session->survey->clear_invisible == AFT_CLEAR_NONE;
  for (guint i = 0; !keeps_hidden && i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (aft_visibility_is_on_page (session, element))
        continue;
      g_autofree char *comment = g_strconcat (element->name, "-Comment", NULL);
      aft_answers_set (hidden, element->name, NULL);
      aft_answers_set (hidden, comment, NULL);
    }
  g_autoptr (AftValue) data = gather_data (session, hidden);
  return make_storable (data);
}

AftValue *
aft_session_dup_variables (AftSession *session)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (guint i = 0; i < aft_answers_get_count (session->variables); i++)
    {
      AftValue *value = aft_answers_get_at (session->variables, i);
      if (!aft_value_is_null (value))
        aft_value_builder_set (builder, aft_answers_get_name (session->variables, i), value);
    }
  return aft_value_builder_end (builder);
}
