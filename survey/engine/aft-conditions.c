/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of work after a change (SURVEY-FORMAT 5.1): calculated values, then the conditions of
 * pages, panels, questions and items in document order, inner before outer, round by round while
 * answers change, ten rounds at most. Only conditions that look at what changed are run, by the
 * reference's own rule. What a result means for an element is in aft-visibility.c. */

#include "aft-conditions-private.h"

#include <math.h>

#include "aft-choices-private.h"
#include "aft-date.h"
#include "aft-flow-private.h"
#include "aft-loose-private.h"
#include "aft-text-private.h"
#include "aft-utf16.h"
#include "aft-validate-private.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

#define MOST_ROUNDS 10
/* Calculated values that build on one another deeper than this settle in a later round. */
#define MOST_DEPTH 250

static void
add_answers (AftValueBuilder *builder, const AftAnswers *answers)
{
  for (guint i = 0; i < aft_answers_get_count (answers); i++)
    aft_value_builder_set (builder, aft_answers_get_name (answers, i),
                           aft_answers_get_at (answers, i));
}

const AftValue *
aft_conditions_get_known (AftSession *session)
{
  if (session->known != NULL)
    return session->known;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  add_answers (builder, session->variables);
  add_answers (builder, session->answers);
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (!aft_element_has_input (element))
        continue;
      AftValue *value = aft_session_get_question (session, element)->value;
      if (value != NULL)
        aft_value_builder_set (builder, element->name, value);
      else
        aft_value_builder_remove (builder, element->name);
    }
  session->known = aft_value_builder_end (builder);
  return session->known;
}

void
aft_conditions_forget_known (AftSession *session)
{
  g_clear_pointer (&session->known, aft_value_unref);
}

static void
add_flow (AftValueBuilder *builder, AftSession *session)
{
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  guint index = 0;
  gboolean has_page = session->page != NULL && g_ptr_array_find (pages, session->page, &index);
  aft_value_builder_set_number (builder, "pageno", has_page ? index + 1 : 0);
  aft_value_builder_set_number (builder, "pagecount", pages->len);
  aft_value_builder_set_string (builder, "locale",
                                session->locale[0] != '\0' ? session->locale : "en");
}

static const AftElement *
find_element (AftSession *session, const char *name, gboolean is_question)
{
  for (guint i = 0; i < session->survey->elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->elements, i);
      gboolean is_kind
          = is_question ? aft_element_has_input (element) : element->kind != AFT_ELEMENT_QUESTION;
      if (is_kind && g_str_equal (element->name, name))
        return element;
    }
  return NULL;
}

const AftElement *
aft_conditions_find_indexed (AftSession *session, const char *name, gint64 *ret_index)
{
  const char *bracket = strrchr (name, '[');
  char *end = NULL;
  if (bracket == NULL)
    return NULL;
  *ret_index = g_ascii_strtoll (bracket + 1, &end, 10);
  if (end == bracket + 1 || !g_str_equal (end, "]"))
    return NULL;
  g_autofree char *list = g_strndup (name, (gsize) (bracket - name));
  g_autofree char *lower = aft_utf16_lower (list);
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (g_str_equal (element->lower, lower) && aft_element_has_input (element))
        return element;
    }
  return NULL;
}

/* "list[0]" of a question: a list's item, and all of any other answer. Only from the start can be
 * counted: "list[-1]" is the whole list. */
static AftValue *
get_indexed_answer (const char *name, gpointer user_data)
{
  AftSession *session = user_data;
  gint64 index = -1;
  const AftElement *element = aft_conditions_find_indexed (session, name, &index);
  if (element == NULL)
    return NULL;
  const AftValue *value = aft_session_get_question (session, element)->value;
  if (index >= 0 && aft_value_get_type (value) == AFT_VALUE_ARRAY)
    value = aft_value_get_item (value, (gsize) index);
  return value != NULL ? aft_value_ref ((AftValue *) value) : aft_value_new_null ();
}

/* displayValue(): of the answer, or of @value when there is one. */
static AftValue *
get_display_value (const char *name, const AftValue *value, gpointer user_data)
{
  AftSession *session = user_data;
  const AftElement *element = find_element (session, name, TRUE);
  if (element == NULL)
    return NULL;
  const AftValue *shown
      = value != NULL ? value : aft_session_get_question (session, element)->value;
  return aft_value_new_take_string (aft_text_of_answer (session, element, shown));
}

/* getComment(): of the items only other has words of its own. */
static AftValue *
get_comment (const char *name, const AftValue *item, gpointer user_data)
{
  AftSession *session = user_data;
  const AftElement *element = find_element (session, name, TRUE);
  if (element == NULL)
    return aft_value_new_string ("");
  if (item != NULL && !aft_choices_is_other_value (item))
    return NULL;
  const char *words = aft_choices_is_other_selected (session, element)
                          ? aft_values_get_other_text (session, element)
                          : NULL;
  if (words == NULL && item == NULL)
    words = aft_values_get_comment (session, element);
  return aft_value_new_string (words != NULL ? words : "");
}

static gboolean
is_container_ready (const char *name, gpointer user_data)
{
  AftSession *session = user_data;
  const AftElement *container = find_element (session, name, FALSE);
  return container != NULL && aft_validate_container (session, container, AFT_CHECK_QUIETLY);
}

static AftExpressionContext
get_context (AftSession *session)
{
  gint64 now_ms = aft_session_get_now_ms (session);
  return (AftExpressionContext){
    .values = aft_conditions_get_known (session),
    .now_local_ms = now_ms,
    .utc_offset_ms = now_ms - aft_clock_get_real_ms (session->clock),
    .display_value = get_display_value,
    .comment = get_comment,
    .is_container_ready = is_container_ready,
    .find_answer = get_indexed_answer,
    .user_data = session,
  };
}

/* Names that only some conditions ask for, and that change without any answer. */
static gboolean
asks_for_more (const AftCondition *condition)
{
  static const char *const names[] = { "item", "pageno", "pagecount", "locale" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strv_contains ((const char *const *) condition->names, names[i]))
      return TRUE;
  return FALSE;
}

AftValue *
aft_conditions_evaluate (AftSession *session, const AftCondition *condition, const AftValue *item)
{
  g_autoptr (AftValue) more = NULL;
  AftExpressionContext context = get_context (session);
  if (asks_for_more (condition))
    {
      AftValueBuilder *builder = aft_value_builder_new_from (context.values);
      add_flow (builder, session);
      if (item != NULL)
        aft_value_builder_set (builder, "item", (AftValue *) item);
      more = aft_value_builder_end (builder);
      context.values = more;
    }
  return aft_expression_evaluate (condition->expression, &context);
}

AftValue *
aft_conditions_convert_result (AftValue *value)
{
  if (aft_value_get_type (value) != AFT_VALUE_DATE)
    return aft_value_is_null (value) ? NULL : aft_value_ref (value);
  return aft_value_new_take_string (aft_date_to_day (aft_value_get_date_ms (value)));
}

static void calculate (AftSession *session, gboolean *is_done, guint index, guint depth);

/* What @calculated looks at comes first. */
static void
calculate_before (AftSession *session,
                  gboolean *is_done,
                  const AftCalculated *calculated,
                  guint depth)
{
  for (guint i = 0; depth < MOST_DEPTH && i < session->survey->calculated->len; i++)
    {
      const AftCalculated *other = g_ptr_array_index (session->survey->calculated, i);
      if (other != calculated
          && g_strv_contains ((const char *const *) calculated->condition->names, other->name))
        calculate (session, is_done, i, depth + 1);
    }
}

/* Is the nothing that came out of @condition undefined rather than null? A value that only repeats
 * an answer goes with it; others that come to nothing are kept as null. */
static gboolean
is_undefined (AftSession *session, const AftCondition *condition)
{
  gint64 index;
  if (condition->gives_nothing)
    return TRUE;
  if (condition->is_lone_name
      && aft_conditions_find_indexed (session, condition->names[0], &index) != NULL)
    return TRUE;
  for (guint i = 0; condition->is_lone_name && i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      g_autofree char *named = aft_utf16_lower (condition->names[0]);
      if (g_str_equal (element->lower, named))
        return TRUE;
    }
  return FALSE;
}

/* What is no number is a result of its own. */
static gboolean
is_same_result (const AftValue *known, const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER && isnan (aft_value_get_number (value)))
    return aft_value_get_type (known) == AFT_VALUE_NUMBER && isnan (aft_value_get_number (known));
  return aft_loose_matches (value, known);
}

static void
calculate (AftSession *session, gboolean *is_done, guint index, guint depth)
{
  const AftCalculated *calculated = g_ptr_array_index (session->survey->calculated, index);
  if (is_done[index])
    return;
  is_done[index] = TRUE;
  calculate_before (session, is_done, calculated, depth);
  g_autoptr (AftValue) value = aft_conditions_evaluate (session, calculated->condition, NULL);
  const AftValue *known = aft_answers_get (session->variables, calculated->variable);
  if (is_same_result (known, value))
    return;
  aft_conditions_set_variable (session, calculated->name, value);
  if (aft_value_is_null (value) && is_undefined (session, calculated->condition))
    aft_answers_remove (session->variables, calculated->variable);
}

static void
calculate_all (AftSession *session)
{
  guint count = session->survey->calculated->len;
  g_autofree gboolean *is_done = g_new0 (gboolean, count + 1);
  for (guint i = 0; i < count; i++)
    calculate (session, is_done, i, 0);
}

static gboolean
must_run (AftSession *session, const AftCondition *condition)
{
  return condition != NULL
         && (!session->are_conditions_limited
             || aft_condition_is_touched (condition, session->changed));
}

static void
run_own (AftSession *session, const AftElement *element)
{
  if (must_run (session, element->visible_if))
    {
      g_autoptr (AftValue) result = aft_conditions_evaluate (session, element->visible_if, NULL);
      aft_visibility_set_visible (session, element, aft_expression_is_true (result));
    }
  if (must_run (session, element->enable_if))
    {
      g_autoptr (AftValue) result = aft_conditions_evaluate (session, element->enable_if, NULL);
      aft_visibility_set_read_only (session, element, aft_expression_is_false (result));
    }
  if (must_run (session, element->required_if))
    {
      g_autoptr (AftValue) result = aft_conditions_evaluate (session, element->required_if, NULL);
      aft_visibility_set_required (session, element, aft_expression_is_true (result));
    }
}

static void
run_element (AftSession *session, const AftElement *element)
{
  if (element->kind == AFT_ELEMENT_QUESTION)
    {
      run_own (session, element);
      aft_choices_run_conditions (session, element);
      aft_values_renew_default (session, element);
      return;
    }
  AftElementState *state = aft_session_get_state (session, element);
  gboolean was_shown = aft_visibility_is_visible (session, element);
  state->is_checking = TRUE;
  for (guint i = 0; i < element->children->len; i++)
    run_element (session, g_ptr_array_index (element->children, i));
  run_own (session, element);
  state->is_checking = FALSE;
  if (was_shown != aft_visibility_is_visible (session, element))
    aft_visibility_note_content (session, element);
}

static void
run_round (AftSession *session)
{
  session->are_conditions_running = TRUE;
  calculate_all (session);
  for (guint i = 0; i < session->survey->pages->len; i++)
    run_element (session, g_ptr_array_index (session->survey->pages, i));
  session->are_conditions_running = FALSE;
}

static void
finish_rounds (AftSession *session)
{
  session->has_changed_meanwhile = FALSE;
  if (session->has_visibility_changed)
    {
      session->has_visibility_changed = FALSE;
      aft_flow_note_visibility (session);
    }
  if (session->has_told_nobody)
    {
      session->has_told_nobody = FALSE;
      aft_conditions_tell (session, "");
    }
  if (!session->are_conditions_limited)
    g_clear_pointer (&session->changed, aft_answers_free);
}

void
aft_conditions_run (AftSession *session)
{
  if (session->stage == AFT_STAGE_COMPLETED || session->stage == AFT_STAGE_LOADING
      || session->are_conditions_running)
    return;
  run_round (session);
  for (guint round = 0; session->has_changed_meanwhile && round < MOST_ROUNDS; round++)
    {
      session->has_changed_meanwhile = FALSE;
      run_round (session);
    }
  finish_rounds (session);
}

static void
add_changed (AftSession *session, const char *name, AftValue *value)
{
  if (session->changed == NULL)
    session->changed = aft_answers_new ();
  aft_answers_set (session->changed, name, value);
}

void
aft_conditions_note_change (AftSession *session, const char *name, AftValue *value)
{
  aft_conditions_forget_known (session);
  add_changed (session, name, value);
  if (session->are_conditions_running)
    {
      session->has_changed_meanwhile = TRUE;
      return;
    }
  session->are_conditions_limited = TRUE;
  aft_conditions_run (session);
  session->are_conditions_limited = FALSE;
  g_clear_pointer (&session->changed, aft_answers_free);
}

void
aft_conditions_note_comment (AftSession *session, const char *name, AftValue *comment)
{
  g_autofree char *comment_name = g_strconcat (name, "-Comment", NULL);
  add_changed (session, name, aft_answers_get (session->answers, name));
  aft_conditions_note_change (session, comment_name, comment);
}

void
aft_conditions_tell (AftSession *session, const char *name)
{
  if (session->stage == AFT_STAGE_LOADING)
    return;
  if (session->are_conditions_running)
    {
      session->has_told_nobody = TRUE;
      return;
    }
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      aft_validate_after (session, element, name);
    }
}

void
aft_conditions_set_variable (AftSession *session, const char *name, AftValue *value)
{
  g_autofree char *variable = aft_utf16_lower (name);
  AftValue *known = aft_answers_get (session->variables, variable);
  g_autoptr (AftValue) old = known != NULL ? aft_value_ref (known) : NULL;
  aft_answers_remove (session->answers, name);
  aft_answers_set (session->variables, variable, value);
  aft_conditions_forget_known (session);
  aft_conditions_tell (session, variable);
  if (!aft_loose_resembles (old, value))
    aft_conditions_note_change (session, variable, value);
}
