/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of questions as records. The reference keeps errors on show when the same ones are found
 * again, so that the answers in their texts stay those of the first time:
 * aft_question_errors_equal() is its rule. */

#include "aft-question-error-private.h"

#include "aft-localised-private.h"
#include "aft-secret.h"
#include "aft-text-private.h"

AftQuestionError *
aft_question_error_new (AftSession *session,
                        const char *kind,
                        const char *level,
                        const AftValue *text,
                        const char *standard)
{
  AftQuestionError *error = g_new0 (AftQuestionError, 1);
  error->kind = kind;
  error->level = level;
  error->text = text;
  error->text_then = aft_text_localise (session, text);
  error->words_then = g_strdup (aft_localised_get (text, session->locale));
  error->standard = g_strdup (standard);
  return error;
}

void
aft_question_error_free (gpointer data)
{
  AftQuestionError *error = data;
  aft_secret_free_text (error->text_then);
  aft_secret_free_text (error->standard);
  g_free (error->words_then);
  g_free (error);
}

/* Errors of validators are of one class, but for what is no number. */
static const char *
get_class (const AftQuestionError *error)
{
  static const char *const own[] = { "required", "otherempty", "requirenumeric" };
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i], error->kind))
      return own[i];
  return "custom";
}

/* The author's words, before answers are filled in: they follow the language, with one exception.
 */
static const char *
get_words (AftSession *session, const AftQuestionError *error)
{
  const char *words = g_str_equal (error->kind, "requirenumeric")
                          ? error->words_then
                          : aft_localised_get (error->text, session->locale);
  return words != NULL ? words : error->standard;
}

gboolean
aft_question_errors_equal (AftSession *session, const GPtrArray *shown, const GPtrArray *found)
{
  if (shown->len != found->len)
    return FALSE;
  for (guint i = 0; i < shown->len; i++)
    {
      const AftQuestionError *a = g_ptr_array_index (shown, i), *b = g_ptr_array_index (found, i);
      if (!g_str_equal (get_class (a), get_class (b))
          || g_strcmp0 (get_words (session, a), get_words (session, b)) != 0)
        return FALSE;
    }
  return TRUE;
}
