/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guest said in a case's sitting, as staff read it: the words first, then the answers with
 * the survey's own texts, then that there is a contact. Words are opened with the house's key for
 * this page alone; the contact only for those who asked for it, which the audit has. */
#include "aft-console-words.h"

#include "aft-definition-texts.h"
#include "aft-console-case.h"
#include "aft-house-store-care.h"
#include "aft-json.h"
#include "aft-secret.h"
#include "aft-survey.h"

/* -- a survey's texts --------------------------------------------------------------------------
 */

static double
get_most (const AftValue *question)
{
  gboolean is_rating = g_str_equal (aft_value_get_member_string (question, "type", ""), "rating");
  return is_rating ? aft_value_get_member_number (question, "rateMax", 5) : 0;
}

static void
append_answer (const AftPage *page, GString *out, const AftValue *question, const AftValue *answer)
{
  const char *text = aft_definition_get_option_text (question, answer, page->language);
  double most = get_most (question);

  if (out->len > 0)
    g_string_append (out, aft_page_say (page, N_ (", ")));
  if (text != NULL)
    g_string_append (out, text);
  else if (aft_value_get_type (answer) == AFT_VALUE_BOOLEAN)
    g_string_append (out, aft_value_get_boolean (answer) ? aft_page_say (page, N_ ("Yes"))
                                                         : aft_page_say (page, N_ ("No")));
  else if (aft_value_get_type (answer) == AFT_VALUE_NUMBER && most > 0)
    g_string_append_printf (out, aft_page_say (page, N_ ("%g of %g")),
                            aft_value_get_number (answer), most);
  else if (aft_value_get_type (answer) == AFT_VALUE_NUMBER)
    g_string_append_printf (out, "%g", aft_value_get_number (answer));
  else if (aft_value_get_string (answer) != NULL)
    g_string_append (out, aft_value_get_string (answer));
}

static char *
dup_answer (const AftPage *page, const AftValue *question, const AftValue *answer)
{
  GString *out = g_string_new (NULL);

  if (aft_value_get_type (answer) != AFT_VALUE_ARRAY)
    append_answer (page, out, question, answer);
  for (gsize i = 0;
       aft_value_get_type (answer) == AFT_VALUE_ARRAY && i < aft_value_get_length (answer); i++)
    append_answer (page, out, question, aft_value_get_item (answer, i));
  return g_string_free (out, FALSE);
}

/* One of the two lowest steps of a scale that has more than three. */
static gboolean
is_low (const AftValue *question, const AftValue *answer)
{
  double least = aft_value_get_member_number (question, "rateMin", 1);
  double most = get_most (question);
  return aft_value_get_type (answer) == AFT_VALUE_NUMBER && most - least > 2
         && aft_value_get_number (answer) <= least + 1;
}

/* -- words and answers -------------------------------------------------------------------------
 */

/* NULL: the survey's texts are not known; names stand in their place. */
static AftSurvey *
load_survey (const AftPage *page, const AftResponse *response)
{
  const AftDigest *digest = aft_response_get_survey_digest (response);
  g_autoptr (AftHouseSurvey) survey
      = digest != NULL ? aft_house_store_get_survey_sync (page->store, digest, NULL) : NULL;

  if (survey == NULL || survey->definition == NULL)
    return NULL;
  return aft_survey_new_from_json (survey->definition, strlen (survey->definition), NULL);
}

/* NULL: no key of the house opens it. Secret. */
static char *
open_part (const AftPage *page, const AftResponse *response, const AftSealedPart *part)
{
  const AftConsoleOptions *options = &page->console->options;
  return options->open_words != NULL
             ? options->open_words (response, part, options->user_data, NULL)
             : NULL;
}

static void
write_sealed_words (AftPage *page, const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      if (!g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_WORDS))
        continue;
      g_autoptr (AftSecretText) words = open_part (page, response, part);
      if (words != NULL)
        aft_html_put (page->html, "blockquote", words, "class", "words", "lang",
                      aft_language_get_tag (aft_response_get_language (response)), NULL);
      else
        aft_page_line (page, "quiet",
                       aft_page_say (page, N_ ("There are words that no key of the house opens.")));
    }
}

/* What the page says in its own words: see aft-console-case-added.c. */
static gboolean
is_told_elsewhere (const AftValue *question)
{
  static const char *const names[] = { "putRight", "call", "callWindow" };
  const AftValue *house = aft_value_get_member (question, "aftertaste");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (aft_value_get_member_boolean (house, names[i], FALSE))
      return TRUE;
  return FALSE;
}

static gboolean
is_words (const AftValue *question)
{
  const AftValue *house = aft_value_get_member (question, "aftertaste");
  return g_str_equal (aft_value_get_member_string (house, "seal", ""), AFT_SEALED_WORDS);
}

static void
write_answer (AftPage *page, const AftValue *question, const char *name, const AftValue *answer)
{
  AftHtml *html = page->html;
  const char *title
      = aft_definition_get_text (aft_value_get_member (question, "title"), page->language);
  g_autofree char *text = dup_answer (page, question, answer);

  aft_html_open (html, "div", "class", is_low (question, answer) ? "is-low" : NULL, NULL);
  aft_html_put (html, "dt", title != NULL ? title : name, NULL);
  aft_html_put (html, "dd", text, NULL);
  aft_html_close (html, "div");
}

/* Words that were not sealed stand with the words; all else in the list. */
static void
write_answers (AftPage *page, const AftResponse *response, gboolean is_for_words)
{
  g_autoptr (AftSurvey) survey = load_survey (page, response);
  const AftValue *definition = survey != NULL ? aft_survey_get_definition (survey) : NULL;
  const AftValue *answers = aft_response_get_answers (response);

  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const char *name = aft_value_get_member_name (answers, i);
      const AftValue *answer = aft_value_get_member_at (answers, i);
      const AftValue *question = aft_definition_find_question (definition, name);
      if (is_words (question) != is_for_words || is_told_elsewhere (question))
        continue;
      if (is_for_words)
        aft_html_put (page->html, "blockquote", aft_value_get_string (answer), "class", "words",
                      "lang", aft_language_get_tag (aft_response_get_language (response)), NULL);
      else
        write_answer (page, question, name, answer);
    }
}

/* -- contact -----------------------------------------------------------------------------------
 */

const AftSealedPart *
aft_words_get_contact (const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    {
      const AftSealedPart *part = aft_response_get_seal (response, i);
      if (g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_CONTACT))
        return part;
    }
  return NULL;
}

void
aft_words_write_contact (AftPage *page, const AftResponse *response)
{
  const AftJsonLimits limits = { 8192, 8 };
  const AftSealedPart *part = aft_words_get_contact (response);
  g_autoptr (AftSecretText) text = open_part (page, response, part);
  g_autoptr (AftValue) contact
      = text != NULL ? aft_json_parse (text, strlen (text), &limits, NULL) : NULL;
  g_autoptr (AftSurvey) survey = load_survey (page, response);
  const AftValue *definition = survey != NULL ? aft_survey_get_definition (survey) : NULL;

  aft_html_open (page->html, "dl", "class", "answers", NULL);
  for (gsize i = 0; i < aft_value_get_length (contact); i++)
    {
      const char *name = aft_value_get_member_name (contact, i);
      write_answer (page, aft_definition_find_question (definition, name), name,
                    aft_value_get_member_at (contact, i));
    }
  aft_html_close (page->html, "dl");
  if (contact == NULL)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("No key of the house opens it.")));
}

void
aft_words_write_masked_contact (AftPage *page, const char *action)
{
  AftHtml *html = page->html;

  aft_html_open (html, "p", "class", "row", NULL);
  aft_html_put (html, "span", NULL, "class", "mark mark-phone", "aria-hidden", "true", NULL);
  aft_html_put (html, "span", aft_page_say (page, N_ ("The guest has left a contact.")), NULL);
  aft_html_close (html, "p");
  if (page->caller->role < AFT_ROLE_MANAGER)
    {
      aft_page_line (page, "hint", aft_page_say (page, N_ ("A manager can show it.")));
      return;
    }
  aft_page_open_form (page, action, "contact");
  aft_html_open (html, "div", "class", "row", NULL);
  aft_page_button (page, aft_page_say (page, N_ ("Show contact")), NULL);
  aft_html_put (html, "span", aft_page_say (page, N_ ("It is written down who looked.")), "class",
                "hint", NULL);
  aft_html_close (html, "div");
  aft_html_close (html, "form");
}

gboolean
aft_words_note_contact_shown (AftPage *page,
                              const AftId *subject,
                              const char *detail,
                              GError **error)
{
  g_autofree char *id = aft_id_to_text (subject);
  const AftHouseAuditRow row = { .actor = page->caller->actor,
                                 .action = (char *) "contact.show",
                                 .subject = id,
                                 .detail = (char *) detail };
  return aft_house_store_append_audit_sync (page->store, &row, error);
}

static void
write_contacts (AftPage *page, const AftCaseFile *file)
{
  gboolean is_begun = FALSE;
  g_autofree char *action = g_strconcat (file->path, "/contact", NULL);

  for (guint i = 0; i < file->responses->len; i++)
    {
      const AftResponse *response = file->responses->pdata[i];
      if (aft_words_get_contact (response) == NULL)
        continue;
      if (!is_begun)
        aft_html_put (page->html, "h3", aft_page_say (page, N_ ("Contact")), NULL);
      if (file->shows_contact)
        aft_words_write_contact (page, response);
      else if (!is_begun)
        aft_words_write_masked_contact (page, action);
      is_begun = TRUE;
    }
}

void
aft_case_write_response (AftPage *page, const AftResponse *response)
{
  write_sealed_words (page, response);
  write_answers (page, response, TRUE);
  aft_html_open (page->html, "dl", "class", "answers", NULL);
  write_answers (page, response, FALSE);
  aft_html_close (page->html, "dl");
}

static gboolean
is_added (const AftResponse *response)
{
  return aft_response_get_kind (response) == AFT_RESPONSE_FOLLOW_UP;
}

/* Words before answers, whichever response they are of. FALSE: there are no answers. */
static gboolean
write_responses (AftPage *page, const AftCaseFile *file)
{
  gboolean has_answers = FALSE;

  for (guint i = 0; i < file->responses->len; i++)
    {
      const AftResponse *response = file->responses->pdata[i];
      if (is_added (response))
        continue;
      write_sealed_words (page, response);
      write_answers (page, response, TRUE);
      has_answers = has_answers || aft_value_get_length (aft_response_get_answers (response)) > 0;
    }
  if (!has_answers)
    return FALSE;
  aft_html_open (page->html, "dl", "class", "answers", NULL);
  for (guint i = 0; i < file->responses->len; i++)
    if (!is_added (file->responses->pdata[i]))
      write_answers (page, file->responses->pdata[i], FALSE);
  aft_html_close (page->html, "dl");
  return TRUE;
}

void
aft_case_write_words (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", "class", "card", "id", "words", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("What the guest says")), NULL);
  gboolean has_answers = write_responses (page, file);
  if (!has_answers && file->item->kind == AFT_CASE_KIND_CALL)
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("The guest has called for staff at the kiosk.")));
  else if (!has_answers && file->item->kind == AFT_CASE_KIND_DRILL)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("A drill: there is no guest.")));
  write_contacts (page, file);
  aft_html_close (html, "section");
}
