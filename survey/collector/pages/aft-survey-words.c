/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same words as on the kiosk, out of the catalogues: the page's language is not the process's.
 */
#include "aft-survey-words.h"

static const struct
{
  const char *kind;
  const char *text;
} errors[] = {
  { "required", N_ ("Please answer this question.") },
  { "otherempty", N_ ("Please tell us a little more.") },
  { "requirenumeric", N_ ("Please enter a number.") },
  { "numeric", N_ ("Could you check this number?") },
  { "text", N_ ("Could you make this a little longer or shorter?") },
  { "regex", N_ ("Could you check this once more?") },
  { "email", N_ ("Could you check this e-mail address?") },
  { "expression", N_ ("This does not quite fit your other answers.") },
  { "answercount", N_ ("Please choose a few more, or fewer.") },
};

static const struct
{
  const char *face;
  const char *text;
} faces[] = {
  { "terrible", N_ ("Terrible") },
  { "very-poor", N_ ("Very poor") },
  { "poor", N_ ("Poor") },
  { "not-good", N_ ("Not good") },
  { "average", N_ ("Could be better") },
  { "normal", N_ ("Okay") },
  { "good", N_ ("Good") },
  { "very-good", N_ ("Very good") },
  { "excellent", N_ ("Excellent") },
  { "perfect", N_ ("Perfect") },
};

/* The kind "custom" is the question's own check: what it means follows from the question. */
static const char *
get_custom (const AftQuestionView *question)
{
  if (question->type == AFT_QUESTION_CHECKBOX)
    return N_ ("Please choose a few more.");
  if (g_strcmp0 (question->input_type, "email") == 0)
    return N_ ("Could you check this e-mail address?");
  if (g_strcmp0 (question->input_type, "date") == 0)
    return N_ ("Could you check this date?");
  if (g_strcmp0 (question->input_type, "number") == 0)
    return N_ ("Could you check this number?");
  return N_ ("Could you check this once more?");
}

const char *
aft_survey_words_get_error (const AftPhonePage *page,
                            const AftQuestionView *question,
                            const AftErrorView *error)
{
  if (error->text != NULL)
    return error->text;
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (g_strcmp0 (errors[i].kind, error->kind) == 0)
      return aft_page_frame_say (page, errors[i].text);
  return aft_page_frame_say (page, get_custom (question));
}

const char *
aft_survey_words_get_choice (const AftPhonePage *page,
                             const AftQuestionView *question,
                             const AftChoiceView *choice)
{
  if (choice->text != NULL)
    return choice->text;
  for (gsize i = 0; i < G_N_ELEMENTS (faces); i++)
    if (g_strcmp0 (faces[i].face, choice->face) == 0)
      return aft_page_frame_say (page, faces[i].text);
  if (choice->role == AFT_CHOICE_OTHER)
    return aft_page_frame_say (page, N_ ("Something else"));
  if (choice->role == AFT_CHOICE_NONE)
    return aft_page_frame_say (page, N_ ("None of these"));
  if (question->type != AFT_QUESTION_BOOLEAN)
    return "";
  return choice == g_ptr_array_index (question->choices, 0) ? aft_page_frame_say (page, N_ ("Yes"))
                                                            : aft_page_frame_say (page, N_ ("No"));
}

gboolean
aft_survey_words_is_read_back (const AftScreen *screen)
{
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (!aft_value_get_member_boolean (question->house, "readBack", FALSE))
        return FALSE;
    }
  return screen->questions->len > 0;
}

const char *
aft_survey_words_get_next (const AftPhonePage *page, const AftScreen *screen)
{
  if (screen->has_start)
    return screen->start_text != NULL ? screen->start_text
                                      : aft_page_frame_say (page, N_ ("Start"));
  if (aft_survey_words_is_read_back (screen))
    return aft_page_frame_say (page, N_ ("Yes, that's right"));
  if (screen->has_complete)
    return screen->complete_text != NULL ? screen->complete_text
                                         : aft_page_frame_say (page, N_ ("Done"));
  return screen->next_text != NULL ? screen->next_text : aft_page_frame_say (page, N_ ("Next"));
}

const char *
aft_survey_words_get_back (const AftPhonePage *page, const AftScreen *screen)
{
  if (aft_survey_words_is_read_back (screen))
    return aft_page_frame_say (page, N_ ("Change it"));
  return screen->previous_text != NULL ? screen->previous_text
                                       : aft_page_frame_say (page, N_ ("Back"));
}
