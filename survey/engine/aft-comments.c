/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Other" and its text, and comment areas. Other's text is kept as the question's comment, or is
 * the answer itself where the survey wants it so or the question has a comment area beside it; then
 * the items show "other" (rendered) while the answer holds the words. */

#include "aft-comments-private.h"

#include "aft-choices-private.h"
#include "aft-conditions-private.h"
#include "aft-equality.h"
#include "aft-flow-private.h"
#include "aft-loose-private.h"
#include "aft-secret.h"
#include "aft-utf16.h"
#include "aft-validate-private.h"
#include "aft-visibility-private.h"

static gboolean
is_blank (const char *text)
{
  if (text == NULL || text[0] == '\0')
    return TRUE;
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  return trimmed[0] == '\0';
}

static void
replace_text (char **text, const char *with)
{
  char *copy = g_strdup (with);
  aft_secret_free_text (*text);
  *text = copy;
}

static gboolean
is_same_text (const char *a, const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

const char *
aft_values_get_other_text (AftSession *session, const AftElement *element)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  return element->question->keeps_other_as_comment ? state->comment : state->other_text;
}

const char *
aft_values_get_comment (AftSession *session, const AftElement *element)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  const AftQuestion *question = element->question;
  if (question->has_comment_area || !aft_question_has_choices (question)
      || question->keeps_other_as_comment)
    return state->comment;
  return state->other_text;
}

/* The comment goes into the data under "name-Comment". */
static void
store_comment (AftSession *session, const AftElement *element, const char *text)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  g_autofree char *name = g_strconcat (element->name, "-Comment", NULL);
  const char *old = aft_value_get_string (aft_answers_get (session->answers, name));
  if (is_same_text (old, text))
    return;
  g_autoptr (AftValue) value = aft_value_new_string (text != NULL ? text : "");
  if (is_blank (text))
    aft_answers_remove (session->answers, name);
  else
    aft_answers_set (session->answers, name, value);
  replace_text (&state->comment, text);
  aft_validate_again (session, element);
  aft_conditions_note_comment (session, element->name, value);
  aft_flow_try_advance (session, element);
  aft_flow_note_answer (session);
}

static void
set_comment (AftSession *session, const AftElement *element, const char *text)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_radio = element->question->type == AFT_QUESTION_RADIOGROUP;
  state->is_tapped = state->is_tapped || is_radio;
  if (!is_same_text (state->comment, text))
    {
      replace_text (&state->comment, text);
      store_comment (session, element, text);
    }
  state->is_tapped = state->is_tapped && !is_radio;
}

void
aft_values_set_comment (AftSession *session, const AftElement *element, const char *text)
{
  const char *kept = is_blank (text) ? NULL : text;
  if (!is_same_text (aft_values_get_comment (session, element), kept))
    set_comment (session, element, kept);
}

static gboolean
is_other_text_needed (AftSession *session, const AftElement *element, const AftValue *item)
{
  const char *other = aft_values_get_other_text (session, element);
  if (aft_value_get_type (item) == AFT_VALUE_ARRAY || !aft_choices_is_other_value (item)
      || is_blank (other))
    return FALSE;
  g_autoptr (AftValue) text = aft_value_new_string (other);
  return aft_choices_is_unknown (session, element, text,
                                 AFT_UNKNOWN_BUT_OTHER | AFT_UNKNOWN_OF_ALL);
}

static AftValue *
put_other_text (AftSession *session, const AftElement *element, AftValue *item)
{
  return is_other_text_needed (session, element, item)
             ? aft_value_new_string (aft_values_get_other_text (session, element))
             : aft_value_ref (item);
}

/* @rendered with other's text in place of "other"; a new reference. */
static AftValue *
put_other_texts (AftSession *session, const AftElement *element, AftValue *rendered)
{
  if (aft_value_get_type (rendered) != AFT_VALUE_ARRAY)
    return put_other_text (session, element, rendered);
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (rendered); i++)
    aft_value_builder_take (builder,
                            put_other_text (session, element, aft_value_get_item (rendered, i)));
  return aft_value_builder_end (builder);
}

/* The answer when @rendered is chosen among the items; a new reference or NULL. */
static AftValue *
get_answer_of (AftSession *session, const AftElement *element, AftValue *rendered)
{
  if (rendered == NULL || element->question->keeps_other_as_comment)
    return rendered != NULL ? aft_value_ref (rendered) : NULL;
  return put_other_texts (session, element, rendered);
}

AftValue *
aft_comments_get_words (AftSession *session, const AftElement *element)
{
  AftValue *value = aft_session_get_question (session, element)->value;
  if (value == NULL || !aft_question_has_choices (element->question))
    return value != NULL ? aft_value_ref (value) : NULL;
  return put_other_texts (session, element, value);
}

/* The answer with other's text where it happens to be one of the items: that item. */
static AftValue *
get_answer_with (AftSession *session, const AftElement *element, const char *text)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  AftValue *answer = get_answer_of (session, element, state->rendered);
  g_autoptr (AftValue) typed = aft_value_new_string (text != NULL ? text : "");
  const AftChoice *choice = aft_choices_find (state->shown, typed);
  if (element->question->has_comment_area || choice == NULL || choice->role == AFT_CHOICE_OTHER)
    return answer;
  g_autoptr (AftValue) old = answer;
  replace_text (&state->other_text, NULL);
  if (aft_value_get_type (old) != AFT_VALUE_ARRAY)
    return aft_value_ref (choice->value);
  AftValueBuilder *builder = aft_value_builder_new_array ();
  gboolean has_it = FALSE;
  for (gsize i = 0; i < aft_value_get_length (old); i++)
    {
      AftValue *item = aft_value_get_item (old, i);
      has_it = has_it || aft_equality_is_identical (item, choice->value);
      if (!aft_choices_is_other_value (item))
        aft_value_builder_add (builder, item);
    }
  if (!has_it)
    aft_value_builder_add (builder, choice->value);
  return aft_value_builder_end (builder);
}

void
aft_values_set_other_text (AftSession *session, const AftElement *element, const char *text)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  const char *kept = is_blank (text) ? NULL : text;
  const char *old = aft_values_get_other_text (session, element);
  if (state->is_setting_other || is_same_text (old, kept))
    return;
  state->had_other_text = old != NULL && old[0] != '\0';
  state->is_setting_other = TRUE;
  if (element->question->keeps_other_as_comment)
    set_comment (session, element, kept);
  else
    {
      replace_text (&state->other_text, kept);
      if (aft_choices_is_other_selected (session, element))
        {
          g_autoptr (AftValue) answer = get_answer_with (session, element, kept);
          aft_values_set (session, element, answer);
        }
    }
  state->is_setting_other = FALSE;
}

/* The item of @value that is none of the question's, −1 for none (or the value itself: 0). */
static gssize
find_unknown (AftSession *session, const AftElement *element, const AftValue *value)
{
  AftUnknownFlags flags = AFT_UNKNOWN_BUT_OTHER | AFT_UNKNOWN_OF_ALL;
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return aft_choices_is_unknown (session, element, value, flags) ? 0 : -1;
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      if (aft_choices_is_other_value (aft_value_get_item (value, i)))
        return -1;
      if (aft_choices_is_unknown (session, element, aft_value_get_item (value, i), flags))
        return (gssize) i;
    }
  return -1;
}

/* @value with "other" in place of what is none of the items, which @ret_text gets. */
static AftValue *
split_unknown (AftSession *session, const AftElement *element, AftValue *value, char **ret_text)
{
  gssize place = value != NULL ? find_unknown (session, element, value) : -1;
  if (place < 0)
    return value != NULL ? aft_value_ref (value) : NULL;
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    {
      *ret_text = aft_loose_to_text (value);
      return aft_value_new_string ("other");
    }
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if ((gssize) i == place)
      aft_value_builder_take (builder, aft_value_new_string ("other"));
    else
      aft_value_builder_add (builder, aft_value_get_item (value, i));
  *ret_text = aft_loose_to_text (aft_value_get_item (value, (gsize) place));
  return aft_value_builder_end (builder);
}

void
aft_comments_render (AftSession *session, const AftElement *element, AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  const AftQuestion *question = element->question;
  AftValue *rendered = NULL;
  if (question->keeps_other_as_comment || question->other == NULL)
    rendered = value != NULL ? aft_value_ref (value) : NULL;
  else
    {
      g_autoptr (AftSecretText) text = NULL;
      rendered = split_unknown (session, element, value, &text);
      if (text != NULL)
        replace_text (&state->other_text, text);
    }
  g_clear_pointer (&state->rendered, aft_value_unref);
  state->rendered = rendered;
}

void
aft_values_render_again (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (aft_choices_is_other_value (state->rendered))
    aft_comments_render (session, element, state->value);
}

void
aft_values_render (AftSession *session, const AftElement *element, AftValue *rendered)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  AftValue *kept = rendered != NULL ? aft_value_ref (rendered) : NULL;
  g_clear_pointer (&state->rendered, aft_value_unref);
  state->rendered = kept;
  g_autoptr (AftValue) answer = get_answer_of (session, element, rendered);
  if (!aft_visibility_is_read_only (session, element) && !aft_loose_equals (answer, state->value))
    aft_values_set (session, element, answer);
  if (element->question->other == NULL || aft_choices_is_other_selected (session, element))
    return;
  aft_values_set_other_text (session, element, NULL);
  state->had_other_text = state->had_other_text && element->question->has_comment_area;
}

void
aft_comments_leave_other (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  const char *text = aft_values_get_other_text (session, element);
  if (element->question->has_comment_area || text == NULL || text[0] == '\0'
      || aft_choices_is_other_selected (session, element))
    return;
  state->drops_comment = TRUE;
  replace_text (&state->other_text, NULL);
  replace_text (&state->comment, NULL);
}

void
aft_comments_drop (AftSession *session, const AftElement *element)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (!state->drops_comment)
    return;
  store_comment (session, element, NULL);
  state->drops_comment = FALSE;
}

/* @value without items that are none of the question's; a new reference. */
static AftValue *
keep_known (AftSession *session, const AftElement *element, AftValue *value)
{
  AftUnknownFlags flags = AFT_UNKNOWN_BUT_OTHER | AFT_UNKNOWN_OF_ALL;
  if (aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return aft_value_ref (value);
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (!aft_choices_is_unknown (session, element, aft_value_get_item (value, i), flags))
      aft_value_builder_add (builder, aft_value_get_item (value, i));
  return aft_value_builder_end (builder);
}

/* Known items are kept; the first unknown one becomes other's text. */
void
aft_comments_set_unknown (AftSession *session, const AftElement *element, AftValue *value)
{
  g_autoptr (AftSecretText) text = NULL;
  gboolean is_lone = element->question->type == AFT_QUESTION_CHECKBOX
                     && aft_value_get_type (value) != AFT_VALUE_ARRAY;
  g_autoptr (AftValue) first
      = is_lone ? aft_value_ref (value) : split_unknown (session, element, value, &text);
  g_autoptr (AftValue) rendered
      = is_lone ? aft_value_ref (value) : keep_known (session, element, first);
  if (is_lone)
    text = aft_loose_to_text (value);
  aft_values_render (session, element, rendered);
  aft_values_set_other_text (session, element, text);
}

void
aft_comments_hold (AftSession *session, const AftElement *element, const char *comment)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  if (element->question->has_comment_area || element->question->other != NULL)
    replace_text (&state->comment, comment);
}

AftValue *
aft_comments_split_unknown (AftSession *session, const AftElement *element, AftValue *value)
{
  const AftQuestion *question = element->question;
  if (value == NULL || question->other == NULL || !question->keeps_other_as_comment
      || question->choices->len == 0)
    return value != NULL ? aft_value_ref (value) : NULL;
  g_autoptr (AftSecretText) text = NULL;
  AftValue *known = split_unknown (session, element, value, &text);
  if (text != NULL)
    aft_comments_hold (session, element, text);
  return known;
}
