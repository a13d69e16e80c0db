/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /f/TOKEN: what the guest said, what is happening, by when and who does it, and the ways to what
 * may be done about it, which are pages of their own. A case's words are the guest's; of the house
 * nothing is shown but names that guests may read. */
#include "aft-follow-page.h"

#include "aft-error.h"
#include "aft-follow-state.h"
#include "aft-page-answers.h"
#include "aft-page-frame.h"
#include "aft-page-time.h"

/* What is said after an act, by the code in the address: never a text of the address. */
static const struct
{
  const char *code;
  const char *text;
} sayings[] = {
  { "added", N_ ("Thank you. It is with us.") },
  { "photo", N_ ("Thank you. The photo is with us.") },
};

char *
aft_follow_page_dup_path (const AftPhonePage *page, const char *below)
{
  return g_strconcat ("/f/", page->link->token, below, NULL);
}

const char *
aft_follow_page_get_venue_name (const AftPhonePage *page)
{
  const AftValue *names = aft_value_get_member (aft_venue_get_texts (page->venue), "names");
  return aft_value_get_member_string (names, aft_language_get_tag (page->language),
                                      aft_venue_get_name (page->venue));
}

static void
write_said (AftPhonePage *page)
{
  AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  const char *code = aft_http_request_get_query (request, "said");

  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (sayings); i++)
    if (g_str_equal (sayings[i].code, code))
      aft_page_frame_notice (page, aft_page_frame_say (page, sayings[i].text), FALSE);
}

static void
write_link (AftPhonePage *page, const char *text, const char *class_name, const char *below)
{
  g_autofree char *path = aft_follow_page_dup_path (page, below);
  aft_page_frame_link (page, text, class_name, path);
}

AftHttpReply *
aft_follow_page_tell_not_yet (AftPhonePage *page)
{
  AftHtml *html
      = aft_page_frame_open (page, aft_page_frame_say (page, N_ ("We have not received it yet")));

  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("What you said is safe on the kiosk and on its way "
                                              "to us. Please come back in a minute.")),
                NULL);
  write_link (page, aft_page_frame_say (page, N_ ("Look again")), "main", "");
  write_link (page, aft_page_frame_say (page, N_ ("Erase what I said")), "plain", "/erase");
  return aft_page_frame_end (page, 200);
}

/* -- what was said -----------------------------------------------------------------------------
 */

static void
write_where (AftPhonePage *page, const AftResponse *response)
{
  const char *table = aft_response_get_table (response);
  AftHtml *html = page->html;

  aft_html_open (html, "p", "class", "quiet", NULL);
  aft_html_text_printf (html, "%s · ", aft_follow_page_get_venue_name (page));
  aft_page_time_write (page, page->link->found->received_ms);
  if (table != NULL)
    {
      aft_html_text (html, " · ");
      aft_html_text_printf (html, aft_page_frame_say (page, N_ ("Table %s")), table);
    }
  aft_html_close (html, "p");
}

static void
write_response (AftPhonePage *page, const AftResponse *response)
{
  gboolean is_added = aft_response_get_kind (response) == AFT_RESPONSE_FOLLOW_UP;

  if (is_added)
    aft_html_put (page->html, "h3", aft_page_frame_say (page, N_ ("You added")), NULL);
  aft_page_answers_write (page, response);
}

/* @responses: of the sitting, NULL where there is no case. */
static void
write_words (AftPhonePage *page, const GPtrArray *responses)
{
  const AftResponse *response = page->link->found->response;
  AftHtml *html = page->html;

  if (response == NULL)
    return;
  aft_html_open (html, "section", NULL);
  aft_html_put (html, "h2", aft_page_frame_say (page, N_ ("What you told us")), NULL);
  write_where (page, response);
  if (responses == NULL)
    write_response (page, response);
  for (guint i = 0; responses != NULL && i < responses->len; i++)
    write_response (page, responses->pdata[i]);
  aft_html_close (html, "section");
}

/* -- what may be done --------------------------------------------------------------------------
 */

static void
write_telephone (AftPhonePage *page)
{
  const char *number
      = aft_value_get_member_string (aft_venue_get_texts (page->venue), "telephone", NULL);

  if (number == NULL)
    return;
  g_autofree char *address = g_strconcat ("tel:", number, NULL);
  g_autofree char *text
      = g_strdup_printf (aft_page_frame_say (page, N_ ("Telephone us: %s")), number);
  aft_html_put (page->html, "a", text, "class", "button", "href",
                aft_html_is_address (address) ? address : NULL, NULL);
}

static void
write_acts (AftPhonePage *page, gboolean is_closed)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "stack", NULL);
  write_link (page,
              is_closed ? aft_page_frame_say (page, N_ ("Say whether it was put right"))
                        : aft_page_frame_say (page, N_ ("Add something, or ask for a call")),
              "main", "/say");
  if (page->pages->options.attachments != NULL)
    write_link (page, aft_page_frame_say (page, N_ ("Add a photo")), "", "/photo");
  write_telephone (page);
  write_link (page, aft_page_frame_say (page, N_ ("See what is kept of me")), "plain", "/data");
  write_link (page, aft_page_frame_say (page, N_ ("Erase what I said")), "plain", "/erase");
  aft_html_close (html, "div");
}

/* -- the page ----------------------------------------------------------------------------------
 */

static AftHttpReply *
make_without_case (AftPhonePage *page)
{
  aft_page_frame_open (page, aft_page_frame_say (page, N_ ("Thank you for telling us")));
  write_said (page);
  write_words (page, NULL);
  write_acts (page, FALSE);
  return aft_page_frame_end (page, 200);
}

static void
write_state (AftPhonePage *page, const AftHouseCase *item)
{
  g_autofree char *promise = aft_follow_state_dup_promise (page, item);
  AftHtml *html = page->html;

  if (promise != NULL)
    aft_html_put (html, "p", promise, "class", "strong", NULL);
  if (aft_case_state_is_closed (item->flow.state))
    aft_html_put (html, "p",
                  aft_page_frame_say (page, N_ ("If it was not put right, say so: we take it up "
                                                "again.")),
                  NULL);
  aft_html_open (html, "p", NULL);
  aft_html_put (html, "span", aft_page_frame_say (page, N_ ("Your number")), "class", "quiet",
                NULL);
  aft_html_text (html, " ");
  aft_html_put (html, "span", item->number, "class", "number", NULL);
  aft_html_close (html, "p");
}

static AftHttpReply *
make_with_case (AftPhonePage *page, GError **error)
{
  const AftId *case_id = &page->link->found->case_id;
  g_autoptr (AftHouseCase) item = aft_house_store_get_case_sync (page->store, case_id, error);
  g_autoptr (GPtrArray) events
      = item != NULL ? aft_house_store_list_case_events_sync (page->store, case_id, error) : NULL;
  g_autoptr (GPtrArray) responses
      = events != NULL ? aft_house_store_list_case_responses_sync (page->store, case_id, error)
                       : NULL;

  if (responses == NULL)
    return NULL;
  g_autofree char *headline = aft_follow_state_dup_headline (page, item);
  aft_page_frame_open (page, headline);
  write_said (page);
  write_state (page, item);
  write_words (page, responses);
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_frame_say (page, N_ ("What has happened")), NULL);
  aft_follow_state_write_history (page, events);
  aft_html_close (page->html, "section");
  write_acts (page, aft_case_state_is_closed (item->flow.state));
  return aft_page_frame_end (page, 200);
}

static AftHttpReply *
make_page (AftPhonePage *page, GError **error)
{
  if (!page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  return page->link->found->has_case ? make_with_case (page, error) : make_without_case (page);
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/f/{word:word}", .work = make_page, .needs_link = TRUE },
};

void
aft_pages_add_follow_up (AftPages *pages, AftRouter *router)
{
  aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
