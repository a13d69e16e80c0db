/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that says thanks: the survey's own words, the number and the link that a complaint or a
 * suggestion is followed up by, and after a bad visit the way to complain. */
#include "aft-survey-sitting-private.h"

#include "aft-confirmed-answers.h"
#include "aft-page-frame.h"
#include "aft-survey-form.h"
#include "aft-survey-markup.h"

#define LOW_RATING 2

static void
write_words (AftSurveySitting *sitting)
{
  AftPhonePage *page = sitting->page;
  g_autoptr (AftScreen) screen = aft_session_dup_screen (sitting->session);
  g_autoptr (AftValue) data = aft_session_dup_data (sitting->session);

  if (screen->html == NULL)
    {
      aft_html_put (page->html, "h1", aft_page_frame_say (page, N_ ("Thank you!")), NULL);
      return;
    }
  aft_html_open (page->html, "h1", "class", "lead", NULL);
  aft_survey_markup_write (page->html, screen->html, data);
  aft_html_close (page->html, "h1");
}

/* The link is a secret between the guest and the house, and all that there is to keep. */
static void
write_receipt (AftSurveySitting *sitting, const AftPhoneReceipt *receipt)
{
  AftPhonePage *page = sitting->page;
  AftHtml *html = page->html;
  const char *address = page->pages->options.public_address;
  g_autofree char *path = g_strconcat ("/f/", receipt->token, NULL);

  aft_html_open (html, "section", NULL);
  aft_html_put (html, "h2", aft_page_frame_say (page, N_ ("Your case number")), NULL);
  aft_html_put (html, "p", receipt->number, "class", "number", NULL);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("See what we do about it")), "main",
                       path);
  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("Keep this link, as a bookmark or a photo of this "
                                              "page: it shows what becomes of it. Whoever has it "
                                              "can read what you told us.")),
                "class", "quiet", NULL);
  if (address != NULL && *address != '\0')
    {
      g_autofree char *whole = g_strconcat (address, path, NULL);
      aft_html_put (html, "p", whole, "class", "address", NULL);
    }
  aft_html_close (html, "section");
}

/* As at the kiosk: a low rating, and a survey that did not ask. */
static gboolean
can_complain (AftSurveySitting *sitting)
{
  AftSurvey *survey = sitting->source->survey;
  const char *attract = aft_survey_find_element_by_house (survey, "attract");

  if (sitting->kind != AFT_RESPONSE_EXIT || attract == NULL
      || aft_confirmed_answers_can_lead (survey))
    return FALSE;
  g_autoptr (AftValue) data = aft_session_dup_data (sitting->session);
  const AftValue *rating = aft_value_get_member (data, attract);
  return aft_value_get_type (rating) == AFT_VALUE_NUMBER
         && aft_value_get_number (rating) <= LOW_RATING;
}

/* Its first screen, in the same sitting. */
static gboolean
write_way_to_complain (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  g_autoptr (AftSurveyState) before = g_steal_pointer (&sitting->state);
  g_autofree char *path = aft_survey_sitting_dup_path (sitting, AFT_RESPONSE_COMPLAINT);

  if (!aft_survey_sitting_start (sitting, AFT_RESPONSE_COMPLAINT, before, error))
    return FALSE;
  aft_survey_walk_save (sitting->session, sitting->state);
  g_autofree char *sealed = aft_survey_state_seal (sitting->state, page->pages->options.box_key,
                                                   page->pages->options.random);
  aft_page_frame_open_form (page, path, FALSE);
  aft_html_open (page->html, "input", "type", "hidden", "name", AFT_SURVEY_FIELD_STATE, "value",
                 sealed, NULL);
  aft_page_frame_button (page, aft_page_frame_say (page, N_ ("Tell the manager what happened")),
                         "main", AFT_SURVEY_FIELD_ACT, "show");
  aft_html_close (page->html, "form");
  return TRUE;
}

AftHttpReply *
aft_survey_sitting_thank (AftSurveySitting *sitting, const AftPhoneReceipt *receipt, GError **error)
{
  AftPhonePage *page = sitting->page;
  const char *thanks = aft_page_frame_say (page, N_ ("Thank you!"));

  page->has_no_switch = TRUE;
  aft_page_frame_open_bare (page, thanks);
  write_words (sitting);
  if (receipt != NULL && sitting->kind != AFT_RESPONSE_EXIT)
    write_receipt (sitting, receipt);
  if (receipt != NULL && can_complain (sitting) && !write_way_to_complain (sitting, error))
    return NULL;
  return aft_page_frame_end (page, 200);
}
