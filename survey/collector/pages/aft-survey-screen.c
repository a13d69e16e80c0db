/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One screen of a survey as a page: progress, questions, the buttons, and the languages, which are
 * buttons of the form too, so that changing one keeps what was typed. */
#include "aft-survey-screen.h"

#include "aft-survey-form.h"
#include "aft-survey-markup.h"
#include "aft-survey-question.h"
#include "aft-survey-words.h"

/* What a browser's tab says: the survey asks, the house stands behind it. */
static const char *
get_title (const AftPhonePage *page, const AftScreen *screen)
{
  if (screen->page_title != NULL)
    return screen->page_title;
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (question->type != AFT_QUESTION_HTML)
        return question->title;
    }
  return aft_page_frame_say (page, N_ ("How was your visit?"));
}

static void
write_progress (AftPhonePage *page, const AftScreen *screen)
{
  g_autofree char *value = g_strdup_printf ("%d", screen->progress);
  if (screen->shows_progress && screen->progress >= 0)
    aft_html_put (page->html, "progress", NULL, "max", "100", "value", value, "aria-label",
                  aft_page_frame_say (page, N_ ("Progress")), NULL);
}

static void
write_questions (AftPhonePage *page, const AftSurveyLook *look)
{
  const AftScreen *screen = look->screen;
  AftSurveyDrawing drawing = { .is_heading = screen->page_title == NULL,
                               .is_one_tap = aft_survey_form_is_one_tap (screen),
                               .answers = look->answers };
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      drawing.index = i;
      aft_survey_question_write (page, question, &drawing);
      drawing.is_heading = drawing.is_heading && question->type == AFT_QUESTION_HTML;
    }
}

/* The way on where no choice sends the form: also past a question that may stay open. */
static void
write_next (AftPhonePage *page, const AftScreen *screen)
{
  const AftQuestionView *only = NULL;
  for (guint i = 0; i < screen->questions->len && only == NULL; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      only = question->type != AFT_QUESTION_HTML ? question : NULL;
    }
  if (!aft_survey_form_is_one_tap (screen) || only->value != NULL)
    aft_page_frame_button (page, aft_survey_words_get_next (page, screen), "main",
                           AFT_SURVEY_FIELD_ACT, "next");
  else if (!only->is_required)
    aft_page_frame_button (page, aft_page_frame_say (page, N_ ("Skip")), "plain",
                           AFT_SURVEY_FIELD_ACT, "next");
}

/* The way on comes first: it is what the phone's own Enter key presses. */
static void
write_buttons (AftPhonePage *page, const AftScreen *screen)
{
  aft_html_open (page->html, "div", "class", "acts", NULL);
  write_next (page, screen);
  if (screen->has_previous)
    aft_page_frame_button (page, aft_survey_words_get_back (page, screen), "plain",
                           AFT_SURVEY_FIELD_ACT, "back");
  aft_html_close (page->html, "div");
}

static void
write_languages (AftPhonePage *page)
{
  AftHtml *html = page->html;

  aft_html_open (html, "nav", "aria-label", aft_page_frame_say (page, N_ ("Language")), NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    aft_html_put (html, "button", aft_language_get_own_name (i), "name", AFT_SURVEY_FIELD_LANGUAGE,
                  "value", aft_language_get_tag (i), "lang", aft_language_get_tag (i),
                  "aria-pressed", i == page->language ? "true" : "false", NULL);
  aft_html_close (html, "nav");
}

static gboolean
is_about_contact (const AftScreen *screen)
{
  for (guint i = 0; i < screen->questions->len; i++)
    {
      const AftQuestionView *question = g_ptr_array_index (screen->questions, i);
      if (aft_value_get_member (question->house, "consent") != NULL
          || g_str_equal (aft_value_get_member_string (question->house, "seal", ""), "contact"))
        return TRUE;
    }
  return FALSE;
}

static void
write_privacy (AftPhonePage *page, const AftSurveyLook *look)
{
  AftHtml *html = page->html;
  const AftPrivacyReader reader = { .language = page->language,
                                    .house_name = page->house != NULL ? page->house->name : NULL,
                                    .telephone = look->telephone };

  if (look->privacy == NULL || !is_about_contact (look->screen))
    return;
  aft_html_open (html, "details", NULL);
  aft_html_put (html, "summary", aft_page_frame_say (page, N_ ("How we handle your data")), NULL);
  for (guint i = 0; i < aft_privacy_notice_count_sections (look->privacy); i++)
    {
      g_autofree char *title = aft_privacy_notice_dup_title (look->privacy, i, &reader);
      g_autofree char *text = aft_privacy_notice_dup_text (look->privacy, i, &reader);
      aft_html_put (html, "p", title, "class", "strong", NULL);
      aft_html_put (html, "p", text, NULL);
    }
  aft_html_close (html, "details");
}

/* To an address that is not the page's own: what is posted there takes the first screen out of no
 * phone's memory, and Back finds it as it was. */
static void
open_form (AftPhonePage *page)
{
  const char *tag = page->has_language ? aft_language_get_tag (page->language) : NULL;
  g_autofree char *address = aft_html_dup_address (page->path, "on", "1", "l", tag, NULL);

  aft_html_open (page->html, "form", "method", "post", "action", address, "accept-charset", "utf-8",
                 NULL);
}

void
aft_survey_screen_open (AftPhonePage *page, const AftSurveyLook *look)
{
  const AftScreen *screen = look->screen;

  page->has_no_switch = !look->is_first;
  aft_page_frame_open_bare (page, get_title (page, screen));
  open_form (page);
  aft_html_open (page->html, "input", "type", "hidden", "name", AFT_SURVEY_FIELD_STATE, "value",
                 look->state, "autocomplete", "off", NULL);
  write_progress (page, screen);
  if (look->fault != NULL)
    aft_page_frame_notice (page, look->fault, TRUE);
  if (screen->page_title != NULL)
    aft_html_put (page->html, "h1", screen->page_title, NULL);
  if (screen->page_description != NULL)
    aft_html_put (page->html, "p", screen->page_description, "class", "quiet", NULL);
  if (aft_survey_words_is_read_back (screen))
    aft_html_put (page->html, "h1", aft_page_frame_say (page, N_ ("Have we understood you?")),
                  NULL);
  write_questions (page, look);
  write_buttons (page, screen);
  write_privacy (page, look);
  if (!look->is_first)
    write_languages (page);
  aft_html_close (page->html, "form");
}
