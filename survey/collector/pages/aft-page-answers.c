/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers with the survey's own texts. Words are opened with the house's key for this page alone;
 * the contact is not opened here. */
#include "aft-page-answers.h"

#include "aft-definition-texts.h"
#include "aft-page-frame.h"
#include "aft-secret.h"

/* -- a survey's texts --------------------------------------------------------------------------
 */

static void
append_number (const AftPhonePage *page, GString *out, const AftValue *question, double number)
{
  gboolean is_rating = g_str_equal (aft_value_get_member_string (question, "type", ""), "rating");

  if (is_rating)
    g_string_append_printf (out, aft_page_frame_say (page, N_ ("%g of %g")), number,
                            aft_value_get_member_number (question, "rateMax", 5));
  else
    g_string_append_printf (out, "%g", number);
}

static void
append_answer (const AftPhonePage *page,
               GString *out,
               const AftValue *question,
               const AftValue *answer)
{
  const char *text = aft_definition_get_option_text (question, answer, page->language);

  if (out->len > 0)
    g_string_append (out, aft_page_frame_say (page, N_ (", ")));
  if (text != NULL)
    g_string_append (out, text);
  else if (aft_value_get_type (answer) == AFT_VALUE_BOOLEAN)
    g_string_append (out, aft_value_get_boolean (answer) ? aft_page_frame_say (page, N_ ("Yes"))
                                                         : aft_page_frame_say (page, N_ ("No")));
  else if (aft_value_get_type (answer) == AFT_VALUE_NUMBER)
    append_number (page, out, question, aft_value_get_number (answer));
  else if (aft_value_get_string (answer) != NULL)
    g_string_append (out, aft_value_get_string (answer));
}

static char *
dup_answer (const AftPhonePage *page, const AftValue *question, const AftValue *answer)
{
  GString *out = g_string_new (NULL);

  if (aft_value_get_type (answer) != AFT_VALUE_ARRAY)
    append_answer (page, out, question, answer);
  for (gsize i = 0;
       aft_value_get_type (answer) == AFT_VALUE_ARRAY && i < aft_value_get_length (answer); i++)
    append_answer (page, out, question, aft_value_get_item (answer, i));
  return g_string_free (out, FALSE);
}

/* -- words and answers -------------------------------------------------------------------------
 */

/* NULL: the survey's texts are not known. */
static AftSurvey *
load_survey (const AftPhonePage *page, const AftResponse *response)
{
  const AftDigest *digest = aft_response_get_survey_digest (response);
  AftSurvey *known
      = digest != NULL ? aft_survey_cache_find (page->pages->options.surveys, digest) : NULL;
  g_autoptr (AftHouseSurvey) survey
      = digest != NULL && known == NULL
            ? aft_house_store_get_survey_sync (page->store, digest, NULL)
            : NULL;

  if (known != NULL || survey == NULL || survey->definition == NULL)
    return known;
  return aft_survey_cache_add (page->pages->options.surveys, digest, survey->definition, NULL);
}

static void
write_words (AftPhonePage *page, const AftResponse *response, const char *words)
{
  aft_html_put (page->html, "blockquote", words, "lang",
                aft_language_get_tag (aft_response_get_language (response)), NULL);
}

static void
write_sealed_words (AftPhonePage *page, const AftResponse *response)
{
  const AftPagesOptions *options = &page->pages->options;

  for (gsize i = 0; options->open_words != NULL && i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      if (!g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_WORDS))
        continue;
      g_autoptr (AftSecretText) words
          = options->open_words (response, part, options->user_data, NULL);
      if (words != NULL)
        write_words (page, response, words);
    }
}

static gboolean
is_words (const AftValue *question)
{
  const AftValue *house = aft_value_get_member (question, "aftertaste");
  return g_str_equal (aft_value_get_member_string (house, "seal", ""), AFT_SEALED_WORDS);
}

/* Words that were not sealed, as a kiosk without the house's key keeps them, stand with the words.
 */
static void
write_open_words (AftPhonePage *page, const AftResponse *response, const AftValue *definition)
{
  const AftValue *answers = aft_response_get_answers (response);

  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const AftValue *answer = aft_value_get_member_at (answers, i);
      if (is_words (
              aft_definition_find_question (definition, aft_value_get_member_name (answers, i)))
          && aft_value_get_string (answer) != NULL)
        write_words (page, response, aft_value_get_string (answer));
    }
}

/* What was ticked beside a text that asks for consent is told as such, not as an answer. */
static gboolean
is_told_elsewhere (const AftValue *question)
{
  const AftValue *house = aft_value_get_member (question, "aftertaste");
  return is_words (question) || aft_value_get_member (house, "consent") != NULL;
}

/* An open list. */
typedef struct
{
  const AftValue *answers;
  gsize count; /* rows written; the list is opened with the first */
} List;

static void
write_answer (AftPhonePage *page, List *list, const AftValue *question)
{
  const char *name = aft_value_get_member_string (question, "name", NULL);
  const char *title
      = aft_definition_get_text (aft_value_get_member (question, "title"), page->language);
  const AftValue *answer = name != NULL ? aft_value_get_member (list->answers, name) : NULL;
  g_autofree char *text = answer != NULL ? dup_answer (page, question, answer) : NULL;

  if (title == NULL || text == NULL || *text == '\0' || is_told_elsewhere (question))
    return;
  if (list->count++ == 0)
    aft_html_open (page->html, "dl", NULL);
  aft_html_put (page->html, "dt", title, NULL);
  aft_html_put (page->html, "dd", text, NULL);
}

/* In the order in which they were asked. */
static void
write_answers (AftPhonePage *page, List *list, const AftValue *element)
{
  static const char *const parts[] = { "pages", "elements" };

  if (aft_value_get_member_string (element, "type", NULL) != NULL)
    write_answer (page, list, element);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const AftValue *below = aft_value_get_member (element, parts[i]);
      for (gsize k = 0; k < aft_value_get_length (below); k++)
        write_answers (page, list, aft_value_get_item (below, k));
    }
}

void
aft_page_answers_write (AftPhonePage *page, const AftResponse *response)
{
  g_autoptr (AftSurvey) survey = load_survey (page, response);
  const AftValue *definition = survey != NULL ? aft_survey_get_definition (survey) : NULL;
  List list = { .answers = aft_response_get_answers (response) };

  write_sealed_words (page, response);
  write_open_words (page, response, definition);
  write_answers (page, &list, definition);
  if (list.count > 0)
    aft_html_close (page->html, "dl");
  if (aft_page_answers_have_contact (response))
    aft_html_put (page->html, "p",
                  aft_page_frame_say (page, N_ ("You left a way to reach you. It is sealed, and "
                                                "only opened to answer you.")),
                  "class", "quiet", NULL);
}

gboolean
aft_page_answers_have_contact (const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    if (g_str_equal (aft_sealed_part_get_name (aft_response_get_seal (response, i)),
                     AFT_SEALED_CONTACT))
      return TRUE;
  return FALSE;
}
