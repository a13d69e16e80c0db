/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the fields of a form and the acts of a session: the same acts as a guest's at the kiosk,
 * so that the engine checks all of them. How fields look is aft-survey-question.c's. */
#include "aft-survey-form.h"

#include <string.h>

#include "aft-confirmed-answers.h"
#include "aft-secret.h"

char *
aft_survey_form_dup_name (guint question)
{
  return g_strdup_printf ("q%u", question);
}

char *
aft_survey_form_dup_choice_name (guint question, guint choice)
{
  return g_strdup_printf ("q%u.%u", question, choice);
}

char *
aft_survey_form_dup_words_name (guint question)
{
  return g_strdup_printf ("q%u.words", question);
}

AftSurveyAct
aft_survey_form_read_act (const AftHttpForm *form)
{
  const char *act = aft_http_form_get (form, AFT_SURVEY_FIELD_ACT);
  if (g_strcmp0 (act, "back") == 0)
    return AFT_SURVEY_ACT_BACK;
  if (g_strcmp0 (act, "show") == 0)
    return AFT_SURVEY_ACT_SHOW;
  return aft_http_form_get (form, AFT_SURVEY_FIELD_LANGUAGE) != NULL ? AFT_SURVEY_ACT_LANGUAGE
                                                                     : AFT_SURVEY_ACT_NEXT;
}

static gboolean
is_one_of_several (const AftQuestionView *question)
{
  return question->type == AFT_QUESTION_RATING || question->type == AFT_QUESTION_RADIOGROUP
         || question->type == AFT_QUESTION_BOOLEAN;
}

static const AftChoiceView *
find_other (const AftQuestionView *question)
{
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (question->choices, i);
      if (choice->role == AFT_CHOICE_OTHER)
        return choice;
    }
  return NULL;
}

gboolean
aft_survey_form_is_one_tap (const AftScreen *screen)
{
  const AftQuestionView *only = NULL;
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (question->type == AFT_QUESTION_HTML)
        continue;
      if (only != NULL)
        return FALSE;
      only = question;
    }
  return only != NULL && is_one_of_several (only) && !only->is_read_only && !only->has_comment
         && find_other (only) == NULL;
}

/* -- answers -----------------------------------------------------------------------------------
 */

/* At most what is kept anyway, and what the author allows, in UTF-16 units. Secret. */
static char *
dup_cut (const char *text, int most_units)
{
  const char *end = text;
  glong units = 0;
  for (glong count = 0; *end != '\0' && count < AFT_CONFIRMED_TEXT_MAX; count++)
    {
      units += g_utf8_get_char (end) > 0xffff ? 2 : 1;
      if (most_units > 0 && units > most_units)
        break;
      end = g_utf8_next_char (end);
    }
  return g_strndup (text, (gsize) (end - text));
}

static void
answer_text (AftSession *session, const AftQuestionView *question, const char *sent)
{
  g_autoptr (AftSecretText) text = dup_cut (sent, question->maximum_length);
  g_strstrip (text);
  if (*text == '\0')
    {
      aft_session_clear (session, question->name);
      return;
    }
  g_autoptr (AftValue) value = aft_value_new_string (text);
  aft_session_set (session, question->name, value);
}

static gboolean
tap (AftSession *session,
     const AftQuestionView *question,
     const AftChoiceView *choice,
     gboolean is_first)
{
  /* The engine knows the sides of a boolean question as true and false, whatever is stored. */
  g_autoptr (AftValue) side = aft_value_new_boolean (is_first);
  gboolean is_boolean = question->type == AFT_QUESTION_BOOLEAN;
  return aft_session_tap (session, question->name, is_boolean ? side : choice->value);
}

/* Choice number @sent; "" takes the answer back where that can be said. */
static gboolean
answer_choice (AftSession *session, const AftQuestionView *question, const char *sent)
{
  guint64 number = 0;
  if (*sent == '\0' && question->type == AFT_QUESTION_DROPDOWN)
    return aft_session_clear (session, question->name);
  if (question->choices->len == 0
      || !g_ascii_string_to_unsigned (sent, 10, 0, question->choices->len - 1, &number, NULL))
    return TRUE;
  const AftChoiceView *choice = g_ptr_array_index (question->choices, number);
  /* A tap on what is chosen would take it back. */
  return choice->is_selected || tap (session, question, choice, number == 0);
}

static gboolean
is_ticked (const AftHttpForm *form, guint question, guint choice)
{
  g_autofree char *name = aft_survey_form_dup_choice_name (question, choice);
  return aft_http_form_get (form, name) != NULL;
}

/* First what was unticked, so that there is room for what was ticked. */
static gboolean
answer_ticks (AftSession *session,
              const AftQuestionView *question,
              guint index,
              const AftHttpForm *form)
{
  gboolean is_all = TRUE;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < question->choices->len; i++)
      {
        const AftChoiceView *choice = g_ptr_array_index (question->choices, i);
        gboolean is_wanted = is_ticked (form, index, i);
        if (is_wanted == (pass == 1) && is_wanted != choice->is_selected)
          is_all = aft_session_tap (session, question->name, choice->value) && is_all;
      }
  return is_all;
}

/* Words in other's field mean other, also where it was not chosen by itself. */
static void
answer_words (AftSession *session, const AftQuestionView *question, const char *sent)
{
  g_autoptr (AftSecretText) text = dup_cut (sent, 0);
  g_autoptr (AftScreen) now = aft_session_dup_screen (session);
  const AftQuestionView *view = aft_screen_find_question (now, question->name);
  const AftChoiceView *other = find_other (question);

  g_strstrip (text);
  if (view == NULL)
    return;
  gboolean is_free = view->value == NULL || question->type == AFT_QUESTION_CHECKBOX;
  if (other != NULL && *text != '\0' && !view->is_other_selected && is_free)
    aft_session_tap (session, question->name, other->value);
  aft_session_comment (session, question->name, text);
}

static gboolean
answer_question (AftSession *session,
                 const AftQuestionView *question,
                 guint index,
                 const AftHttpForm *form)
{
  g_autofree char *name = aft_survey_form_dup_name (index);
  g_autofree char *words_name = aft_survey_form_dup_words_name (index);
  const char *sent = aft_http_form_get (form, name);
  const char *words = aft_http_form_get (form, words_name);
  gboolean is_taken = TRUE;

  if (question->type == AFT_QUESTION_TEXT || question->type == AFT_QUESTION_COMMENT)
    {
      if (sent != NULL)
        answer_text (session, question, sent);
    }
  else if (question->type == AFT_QUESTION_CHECKBOX)
    is_taken = answer_ticks (session, question, index, form);
  else if (sent != NULL)
    is_taken = answer_choice (session, question, sent);
  if (words != NULL)
    answer_words (session, question, words);
  return is_taken;
}

gboolean
aft_survey_form_answer (const AftHttpForm *form, AftSession *session)
{
  gboolean is_all = TRUE;
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (question->type != AFT_QUESTION_HTML && !question->is_read_only)
        is_all = answer_question (session, question, i, form) && is_all;
    }
  return is_all;
}
