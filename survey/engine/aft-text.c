/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Piping (SURVEY-FORMAT 5.7): {names} in the author's texts become what the guest answered, shown
 * as the guest saw it. Answers are inserted raw: whoever draws markup escapes. */

#include "aft-text-private.h"

#include <string.h>

#include "aft-choices-private.h"
#include "aft-coercion.h"
#include "aft-conditions-private.h"
#include "aft-flow-private.h"
#include "aft-localised-private.h"
#include "aft-loose-private.h"
#include "aft-secret.h"
#include "aft-utf16.h"
#include "aft-values-private.h"

/* Adds @more to @text, which may be NULL, after @separator; eats @text. */
static char *
join_text (char *text, const char *separator, const char *more)
{
  if (text == NULL)
    return g_strdup (more);
  char *joined = g_strconcat (text, separator, more, NULL);
  aft_secret_free_text (text);
  return joined;
}

char *
aft_text_localise (AftSession *session, const AftValue *text)
{
  const char *found = aft_localised_get (text, session->locale);
  return found != NULL ? aft_text_fill (session, found) : NULL;
}

char *
aft_text_of_property (AftSession *session, const AftElement *element, const char *name)
{
  return aft_text_localise (session, aft_survey_get_property (element->json, name));
}

char *
aft_text_of_choice (AftSession *session, const AftElement *element, const AftChoice *choice)
{
  char *text = aft_text_localise (session, choice->text);
  if (text != NULL)
    return text;
  if (choice->role == AFT_CHOICE_ITEM)
    return g_strdup (choice->plain);
  AftWord word = choice->role == AFT_CHOICE_OTHER ? AFT_WORD_OTHER : AFT_WORD_NONE;
  return g_strdup (aft_localised_get_word (word, session->locale));
}

static char *
get_boolean_text (AftSession *session, const AftElement *element, const AftValue *value)
{
  gboolean is_true = aft_loose_matches (value, element->question->value_true);
  char *text = aft_text_of_property (session, element, is_true ? "labelTrue" : "labelFalse");
  AftWord word = is_true ? AFT_WORD_TRUE : AFT_WORD_FALSE;
  return text != NULL ? text : g_strdup (aft_localised_get_word (word, session->locale));
}

/* Whether the question has such an item or not. */
static char *
get_other_word (AftSession *session, const AftElement *element)
{
  char *text = aft_text_of_property (session, element, "otherText");
  return text != NULL ? text : g_strdup (aft_localised_get_word (AFT_WORD_OTHER, session->locale));
}

static char *
get_item_text (AftSession *session, const AftElement *element, const AftValue *value)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  const char *other = aft_values_get_other_text (session, element);
  if (aft_question_has_choices (element->question) && aft_choices_is_other_value (value))
    return other != NULL && other[0] != '\0' ? g_strdup (other) : get_other_word (session, element);
  const AftChoice *choice = aft_choices_find (state->shown, value);
  if (choice != NULL)
    return aft_text_of_choice (session, element, choice);
  /* As the reference has it: 0 and false are no texts where one item of many is asked for. */
  AftQuestionType type = element->question->type;
  if ((type == AFT_QUESTION_RADIOGROUP || type == AFT_QUESTION_DROPDOWN)
      && !aft_coercion_is_truthy (value))
    return g_strdup ("");
  return aft_loose_to_text (value);
}

/* Beside a comment area, other without words shows as its bare value. */
static char *
get_part_text (AftSession *session, const AftElement *element, const AftValue *item)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  gboolean is_bare = element->question->has_comment_area && aft_choices_is_other_value (item)
                     && (state->other_text == NULL || state->other_text[0] == '\0');
  return is_bare ? aft_loose_to_text (item) : get_item_text (session, element, item);
}

/* A list as it stands skips what is shown no more. */
static char *
get_list_text (AftSession *session, const AftElement *element, const AftValue *list)
{
  const AftQuestionState *state = aft_session_get_question (session, element);
  char *text = NULL;
  gboolean knows_any = FALSE;
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    knows_any = knows_any || aft_choices_find (state->shown, aft_value_get_item (list, i)) != NULL;
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);
      if (knows_any && aft_choices_find (state->shown, item) == NULL)
        continue;
      g_autoptr (AftSecretText) part = get_part_text (session, element, item);
      text = join_text (text, ", ", part);
    }
  return text != NULL ? text : g_strdup ("");
}

static char *
tell_answer (AftSession *session, const AftElement *element, const AftValue *value)
{
  AftQuestionType type = element->question->type;
  if (aft_loose_is_empty (value, TRUE))
    return g_strdup ("");
  if (type == AFT_QUESTION_BOOLEAN)
    return get_boolean_text (session, element, value);
  if (type == AFT_QUESTION_CHECKBOX && aft_value_get_type (value) == AFT_VALUE_ARRAY)
    {
      const AftQuestionState *state = aft_session_get_question (session, element);
      gboolean is_own = aft_loose_equals (value, state->value);
      return get_list_text (session, element, is_own ? state->rendered : value);
    }
  if (aft_question_has_choices (element->question) || type == AFT_QUESTION_RATING)
    return get_item_text (session, element, value);
  return aft_loose_to_text (value);
}

char *
aft_text_of_answer (AftSession *session, const AftElement *element, const AftValue *value)
{
  AftQuestionState *state = aft_session_get_question (session, element);
  /* An item's text may name the question that it answers. */
  if (state->is_being_told)
    return aft_loose_to_text (value);
  state->is_being_told = TRUE;
  char *text = tell_answer (session, element, value);
  state->is_being_told = FALSE;
  return text;
}

static const AftElement *
find_question (AftSession *session, const char *lower)
{
  for (guint i = 0; i < session->survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (session->survey->questions, i);
      if (g_str_equal (element->lower, lower) && aft_element_has_input (element))
        return element;
    }
  return NULL;
}

/* "list[0]": one item of a list; the whole list where there is no such item. */
static char *
get_indexed_text (AftSession *session, const char *lower)
{
  gint64 index = -1;
  const AftElement *element = aft_conditions_find_indexed (session, lower, &index);
  if (element == NULL)
    return NULL;
  const AftValue *list = aft_session_get_question (session, element)->value;
  const AftValue *item = index >= 0 ? aft_value_get_item (list, (gsize) index) : NULL;
  return aft_text_of_answer (session, element, item != NULL ? item : list);
}

static char *
get_flow_text (AftSession *session, const char *lower)
{
  guint index = 0;
  if (g_str_equal (lower, "locale"))
    return g_strdup (session->locale[0] != '\0' ? session->locale : "en");
  if (!g_str_equal (lower, "pageno") && !g_str_equal (lower, "pagecount"))
    return NULL;
  g_autoptr (GPtrArray) pages = aft_flow_get_visible_pages (session);
  if (g_str_equal (lower, "pagecount"))
    return g_strdup_printf ("%u", pages->len);
  gboolean has_page = g_ptr_array_find (pages, session->page, &index);
  return g_strdup_printf ("%u", has_page ? index + 1 : 0);
}

/* What {name} stands for, or NULL when nobody knows it. */
static char *
get_named_text (AftSession *session, const char *name)
{
  g_autofree char *lower = aft_utf16_lower (name);
  char *text = get_flow_text (session, lower);
  if (text != NULL)
    return text;
  if (aft_answers_has (session->variables, lower))
    return aft_loose_to_text (aft_answers_get (session->variables, lower));
  const AftElement *element = find_question (session, lower);
  if (element != NULL)
    return aft_text_of_answer (session, element,
                               aft_session_get_question (session, element)->value);
  text = get_indexed_text (session, lower);
  if (text != NULL)
    return text;
  g_autoptr (AftValue) found = aft_expression_find_name (aft_conditions_get_known (session), name);
  if (found != NULL && !aft_value_is_null (found))
    return aft_loose_to_text (found);
  return g_str_has_suffix (name, ".length") ? g_strdup ("0") : NULL;
}

/* One "{name}" of a text and what stands for it. */
typedef struct
{
  gsize start;
  gsize end;
  char *with; /* NULL: it stays */
} Place;

static void
clear_place (gpointer place)
{
  aft_secret_free_text (((Place *) place)->with);
}

static char *
get_text_between (AftSession *session, const char *start, gsize length)
{
  g_autofree char *raw = g_strndup (start, length);
  g_autofree char *name = aft_utf16_trim (raw);
  return name[0] != '\0' ? get_named_text (session, name) : NULL;
}

static GArray *
find_places (AftSession *session, const char *text)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  const char *start = NULL;
  g_array_set_clear_func (places, clear_place);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '{')
        start = at;
      if (*at != '}')
        continue;
      gboolean is_name
          = start != NULL && at - start > 1 && memchr (start, ':', (gsize) (at - start)) == NULL;
      if (is_name)
        {
          char *with = get_text_between (session, start + 1, (gsize) (at - start) - 1);
          Place place = { (gsize) (start - text), (gsize) (at - text) + 1, with };
          g_array_append_val (places, place);
        }
      start = NULL;
    }
  return places;
}

static char *
fill_places (const char *text, const GArray *places)
{
  gsize length = strlen (text), from = 0;
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      if (place->with != NULL)
        length += strlen (place->with);
    }
  char *result = g_malloc (length + 1), *to = result;
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      if (place->with == NULL)
        continue;
      to = mempcpy (to, text + from, place->start - from);
      to = mempcpy (to, place->with, strlen (place->with));
      from = place->end;
    }
  memcpy (to, text + from, strlen (text + from) + 1);
  return result;
}

char *
aft_text_fill (AftSession *session, const char *text)
{
  if (strchr (text, '{') == NULL)
    return g_strdup (text);
  g_autoptr (GArray) places = find_places (session, text);
  return fill_places (text, places);
}
