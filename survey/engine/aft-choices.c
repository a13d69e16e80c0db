/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of choice questions and ratings: conditions of items, order, limits on how many, and
 * what becomes of answers whose item goes (SURVEY-FORMAT 5.11). How an answer is set is in
 * aft-values.c. */

#include "aft-choices-private.h"

#include <string.h>

#include "aft-conditions-private.h"
#include "aft-equality.h"
#include "aft-loose-private.h"
#include "aft-text-private.h"
#include "aft-utf16.h"
#include "aft-values-private.h"
#include "aft-visibility-private.h"

static gboolean
is_digit (char character)
{
  return character >= '0' && character <= '9';
}

/* Digit runs at the first place where both have one count by value, if read as numbers they differ.
 */
static int
compare_digits (const char *a, const char *b)
{
  gsize i = 0;
  while (a[i] != '\0' && a[i] == b[i] && !is_digit (a[i]))
    i++;
  if (!is_digit (a[i]) || !is_digit (b[i]))
    return 0;
  gsize length_a = strspn (a + i, "0123456789"), length_b = strspn (b + i, "0123456789");
  if (length_a > 15 || length_b > 15)
    return 0;
  guint64 number_a = g_ascii_strtoull (a + i, NULL, 10),
          number_b = g_ascii_strtoull (b + i, NULL, 10);
  return number_a < number_b ? -1 : number_a > number_b ? 1 : 0;
}

static int
compare_texts (const char *a, const char *b)
{
  g_autofree char *trimmed_a = aft_utf16_trim (a);
  g_autofree char *trimmed_b = aft_utf16_trim (b);
  int by_number = compare_digits (trimmed_a, trimmed_b);
  return by_number != 0 ? by_number : aft_utf16_compare (trimmed_a, trimmed_b);
}

/* Stable: equal texts keep the author's order. */
static void
sort_shown (AftSession *session, const AftElement *element, GPtrArray *shown, int sign)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < shown->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (shown, i);
      char *text = aft_text_of_choice (session, element, choice);
      guint at = i;
      while (at > 0 && sign * compare_texts (g_ptr_array_index (texts, at - 1), text) > 0)
        at--;
      g_ptr_array_insert (texts, (gint) at, text);
      g_ptr_array_remove_index (shown, i);
      g_ptr_array_insert (shown, (gint) at, (gpointer) choice);
    }
}

void
aft_choices_refresh (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  AftQuestionState *state = aft_session_get_question (session, element);
  g_ptr_array_set_size (state->shown, 0);
  for (guint i = 0; i < question->choices->len; i++)
    if (state->choice_visible[i])
      g_ptr_array_add (state->shown, g_ptr_array_index (question->choices, i));
  if (question->order != AFT_ORDER_NONE)
    sort_shown (session, element, state->shown, question->order == AFT_ORDER_ASCENDING ? 1 : -1);
  if (question->none != NULL)
    g_ptr_array_add (state->shown, question->none);
  if (question->other != NULL)
    g_ptr_array_add (state->shown, question->other);
}

const AftChoice *
aft_choices_find (const GPtrArray *choices, const AftValue *value)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (choices, i);
      if (aft_loose_matches (choice->value, value))
        return choice;
    }
  return NULL;
}

const AftChoice *
aft_choices_find_shown (AftSession *session, const AftElement *element, const AftValue *value)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  for (guint i = 0; i < state->shown->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (state->shown, i);
      if (aft_equality_is_identical (choice->value, value))
        return choice;
    }
  return NULL;
}

gboolean
aft_choices_is_enabled (AftSession *session, const AftElement *element, const AftChoice *choice)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  guint index;
  if (choice->role == AFT_CHOICE_OTHER)
    return !state->is_other_disabled;
  if (choice->role == AFT_CHOICE_NONE
      || !g_ptr_array_find (element->question->choices, choice, &index))
    return TRUE;
  return state->choice_enabled[index];
}

gboolean
aft_choices_is_other_value (const AftValue *value)
{
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (g_strcmp0 (aft_value_get_string (aft_value_get_item (value, i)), "other") == 0)
      return TRUE;
  return g_strcmp0 (aft_value_get_string (value), "other") == 0;
}

gboolean
aft_choices_is_other_selected (AftSession *session, const AftElement *element)
{
  return element->question->other != NULL
         && aft_choices_is_other_value (aft_session_get_question (session, element)->rendered);
}

gboolean
aft_choices_is_selected (AftSession *session, const AftElement *element, const AftChoice *choice)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  if (choice->role == AFT_CHOICE_OTHER)
    return aft_choices_is_other_selected (session, element);
  if (!aft_question_has_choices (element->question))
    return state->value != NULL && aft_loose_equals (state->value, choice->value);
  if (element->question->type != AFT_QUESTION_CHECKBOX)
    return aft_equality_is_identical (choice->value, state->rendered);
  for (gsize i = 0; i < aft_value_get_length (state->rendered); i++)
    if (aft_loose_equals (aft_value_get_item (state->rendered, i), choice->value))
      return TRUE;
  return FALSE;
}

gboolean
aft_choices_is_none_selected (AftSession *session, const AftElement *element)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  for (guint i = 0; i < state->shown->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (state->shown, i);
      if (choice->is_exclusive && aft_choices_is_selected (session, element, choice))
        return TRUE;
    }
  return FALSE;
}

static const AftChoice *
find_visible (const AftQuestion *question, const AftQuestionState *state, const AftValue *value)
{
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (question->choices, i);
      if (state->choice_visible[i] && aft_loose_matches (choice->value, value))
        return choice;
    }
  return NULL;
}

static gboolean
is_item_unknown (AftSession *session,
                 const AftElement *element,
                 const AftValue *value,
                 AftUnknownFlags flags)
{
  const AftQuestion *question = element->question;
  if ((flags & AFT_UNKNOWN_EMPTY) == 0 && aft_loose_is_empty (value, TRUE))
    return FALSE;
  if ((flags & AFT_UNKNOWN_BUT_OTHER) != 0 && aft_choices_is_other_value (value))
    return FALSE;
  if (question->none != NULL && aft_loose_matches (value, question->none->value))
    return FALSE;
  if ((flags & AFT_UNKNOWN_OF_ALL) != 0)
    return aft_choices_find (question->choices, value) == NULL;
  return find_visible (question, aft_session_get_question (session, element), value) == NULL;
}

gboolean
aft_choices_is_unknown (AftSession *session,
                        const AftElement *element,
                        const AftValue *value,
                        AftUnknownFlags flags)
{
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return is_item_unknown (session, element, value, flags);
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (is_item_unknown (session, element, aft_value_get_item (value, i), flags))
      return TRUE;
  return FALSE;
}

gboolean
aft_choices_lacks_other_text (AftSession *session, const AftElement *element)
{
  const char *text = aft_values_get_other_text (session, element);
  return aft_question_has_choices (element->question)
         && aft_choices_is_other_selected (session, element) && (text == NULL || text[0] == '\0');
}

static gboolean
has_reached_maximum (const AftQuestion *question, const AftQuestionState *state)
{
  return question->maximum_choices >= 1 && aft_value_get_type (state->value) == AFT_VALUE_ARRAY
         && aft_value_get_length (state->value) >= (gsize) question->maximum_choices;
}

static gboolean
asks (AftSession *session, const AftCondition *condition, const AftChoice *choice)
{
  if (condition == NULL)
    return TRUE;
  g_autoptr (AftValue) result = aft_conditions_evaluate (session, condition, choice->value);
  return aft_expression_is_loosely_true (result);
}

static void
run_enable (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_full = has_reached_maximum (question, state);
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (question->choices, i);
      state->choice_enabled[i]
          = asks (session, choice->enable_if, choice)
            && (!is_full || aft_choices_is_selected (session, element, choice));
    }
  state->is_other_disabled = is_full && !aft_choices_is_other_selected (session, element);
}

static gboolean
run_visible (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean has_changed = FALSE;
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (question->choices, i);
      gboolean is_visible = asks (session, choice->visible_if, choice);
      has_changed = has_changed || state->choice_visible[i] != is_visible;
      state->choice_visible[i] = is_visible;
    }
  return has_changed;
}

/* A step of a rating that goes takes the answer with it. */
static void
drop_hidden_step (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (aft_loose_is_empty (state->value, TRUE) || aft_visibility_is_read_only (session, element))
    return;
  if (aft_choices_find (element->question->choices, state->value) != NULL
      && find_visible (element->question, state, state->value) == NULL)
    aft_values_clear (session, element, FALSE);
}

void
aft_choices_run_conditions (AftSession *session, const AftElement *element)
{
  const AftQuestion *question = element->question;
  gboolean is_rating = question->type == AFT_QUESTION_RATING;
  if (is_rating ? !question->has_rate_values : !aft_question_has_choices (question))
    return;
  if (!is_rating)
    run_enable (session, element);
  if (!run_visible (session, element))
    return;
  aft_choices_refresh (session, element);
  if (is_rating)
    drop_hidden_step (session, element);
  else
    {
      aft_values_render_again (session, element);
      aft_choices_drop_unknown (session, element);
    }
}

/* Answers that went with their item come back with it. */
static void
restore_hidden (AftSession *session,
                const AftElement *element,
                AftValueBuilder *builder,
                guint *count)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  for (guint i = 0; i < state->shown->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (state->shown, i);
      for (guint k = 0; k < state->hidden->len; k++)
        {
          if (!aft_loose_matches (g_ptr_array_index (state->hidden, k), choice->value))
            continue;
          if (!aft_choices_is_selected (session, element, choice))
            {
              aft_value_builder_add (builder, choice->value);
              *count += 1;
            }
          g_ptr_array_remove_index (state->hidden, k);
          break;
        }
    }
}

static gboolean
is_to_be_dropped (AftSession *session, const AftElement *element, const AftValue *value)
{
  if (!element->question->keeps_other_as_comment
      && aft_choices_is_other_selected (session, element))
    return FALSE;
  return aft_choices_is_unknown (session, element, value,
                                 AFT_UNKNOWN_BUT_OTHER | AFT_UNKNOWN_EMPTY);
}

static void
drop_unknown_of_list (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  g_autoptr (AftValue) old = state->value != NULL ? aft_value_ref (state->value) : NULL;
  AftValueBuilder *builder = aft_value_builder_new_array ();
  guint kept = 0, dropped = 0, restored = 0;
  for (gsize i = 0; i < aft_value_get_length (old); i++)
    {
      AftValue *item = aft_value_get_item (old, i);
      if (is_to_be_dropped (session, element, item))
        {
          g_ptr_array_add (state->hidden, aft_value_ref (item));
          dropped++;
          continue;
        }
      aft_value_builder_add (builder, item);
      kept++;
    }
  restore_hidden (session, element, builder, &restored);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  if (dropped == 0 && restored == 0)
    return;
  state->is_restoring = TRUE;
  if (kept + restored > 0)
    aft_values_set (session, element, value);
  else
    aft_values_clear (session, element, TRUE);
  state->is_restoring = FALSE;
}

void
aft_choices_drop_unknown (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_empty = aft_loose_is_empty (state->value, TRUE);
  if (is_empty && state->hidden->len == 0)
    return;
  if (element->question->type == AFT_QUESTION_CHECKBOX)
    drop_unknown_of_list (session, element);
  else if (is_to_be_dropped (session, element, state->value))
    aft_values_clear (session, element, TRUE);
}
