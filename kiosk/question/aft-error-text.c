/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said when an answer does not pass and the author wrote nothing: one warm sentence for
 * each kind of error of the survey format. */
#include "aft-error-text.h"

#include <glib/gi18n.h>

static const struct
{
  const char *kind;
  const char *text;
} sentences[] = {
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

/* The kind "custom" is the question's own check: what it means follows from the question. */
static const char *
get_custom_text (const AftQuestionView *view)
{
  if (view->type == AFT_QUESTION_CHECKBOX)
    return _ ("Please choose a few more.");
  if (g_strcmp0 (view->input_type, "email") == 0)
    return _ ("Could you check this e-mail address?");
  if (g_strcmp0 (view->input_type, "date") == 0)
    return _ ("Could you check this date?");
  if (g_strcmp0 (view->input_type, "number") == 0)
    return _ ("Could you check this number?");
  return _ ("Could you check this once more?");
}

const char *
aft_error_text_get (const AftQuestionView *view, const AftErrorView *error)
{
  if (error->text)
    return error->text;
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].kind, error->kind) == 0)
      return _ (sentences[i].text);
  return get_custom_text (view);
}
