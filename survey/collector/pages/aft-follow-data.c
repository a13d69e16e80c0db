/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /f/TOKEN/data: what is kept of what the slip's guest said. A slip proves no more than that, so
 * nothing else is shown of a guest whom the house knows, and of a contact only its end: who finds a
 * slip learns nobody's number. */
#include "aft-follow-page.h"
#include "aft-guest-data.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-erasure.h"
#include "aft-page-answers.h"
#include "aft-page-frame.h"
#include "aft-page-time.h"

#define DOT      "\u2022"
#define SEEN_END 2 /* characters of a contact */

/* A row of the list; nothing where there is no value. */
static void
write_fact (AftPhonePage *page, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  aft_html_put (page->html, "dt", name, NULL);
  aft_html_put (page->html, "dd", value, NULL);
}

static void
write_time (AftPhonePage *page, const char *name, const AftValue *of, const char *member)
{
  gint64 time_ms = (gint64) aft_value_get_member_number (of, member, 0);
  g_autofree char *text = time_ms > 0 ? aft_page_time_dup (page, time_ms) : NULL;
  write_fact (page, name, text);
}

/* -- contact and consent -----------------------------------------------------------------------
 */

/* Of a short text nothing but its first character. */
static char *
dup_masked (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  gboolean is_short = length <= 2 * SEEN_END;
  GString *out = g_string_new (NULL);

  if (is_short)
    g_string_append_len (out, text, g_utf8_next_char (text) - text);
  for (glong i = 0; i < (is_short ? length - 1 : length - SEEN_END); i++)
    g_string_append (out, DOT);
  if (!is_short)
    g_string_append (out, g_utf8_offset_to_pointer (text, length - SEEN_END));
  return g_string_free (out, FALSE);
}

static void
write_contact (AftPhonePage *page, const AftValue *contact)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < aft_value_get_length (contact); i++)
    {
      const char *text = aft_value_get_string (aft_value_get_member_at (contact, i));
      if (text == NULL || *text == '\0')
        continue;
      g_autofree char *masked = dup_masked (text);
      g_string_append_printf (all, "%s%s", all->len > 0 ? " · " : "", masked);
    }
  write_fact (page, aft_page_frame_say (page, N_ ("Contact, sealed")), all->str);
}

static void
write_consent (AftPhonePage *page, const AftValue *consent)
{
  static const char *const yes = N_ ("You agreed");
  static const char *const no = N_ ("You did not agree");

  if (consent == NULL)
    return;
  gboolean callback = aft_value_get_boolean (aft_value_get_member (consent, "callback"));
  gboolean offers = aft_value_get_boolean (aft_value_get_member (consent, "offers"));
  write_fact (page, aft_page_frame_say (page, N_ ("We may call you about this")),
              aft_page_frame_say (page, callback ? yes : no));
  write_fact (page, aft_page_frame_say (page, N_ ("We may send you offers")),
              aft_page_frame_say (page, offers ? yes : no));
  write_fact (page, aft_page_frame_say (page, N_ ("Text that was shown to you")),
              aft_value_get_member_string (consent, "text_version", NULL));
  write_time (page, aft_page_frame_say (page, N_ ("Asked")), consent, "given_ms");
}

/* -- responses ---------------------------------------------------------------------------------
 */

static const char *
get_kind (const char *kind)
{
  AftResponseKind read = AFT_RESPONSE_EXIT;

  if (kind == NULL || !aft_response_kind_from_text (kind, &read))
    return N_ ("Answers");
  switch (read)
    {
    case AFT_RESPONSE_COMPLAINT:
      return N_ ("Complaint");
    case AFT_RESPONSE_SUGGESTION:
      return N_ ("Suggestion");
    case AFT_RESPONSE_CALL_STAFF:
      return N_ ("Call for staff");
    case AFT_RESPONSE_FOLLOW_UP:
      return N_ ("What you added");
    default:
      return N_ ("Answers");
    }
}

static const AftResponse *
find_response (const GPtrArray *responses, const char *id)
{
  AftId read;

  if (id == NULL || !aft_id_from_text (id, &read))
    return NULL;
  for (guint i = 0; i < responses->len; i++)
    if (aft_id_equal (aft_response_get_id (responses->pdata[i]), &read))
      return responses->pdata[i];
  return NULL;
}

static void
write_response (AftPhonePage *page, const AftValue *held, const GPtrArray *responses)
{
  const AftResponse *response
      = find_response (responses, aft_value_get_member_string (held, "id", NULL));
  const char *kind = aft_value_get_member_string (held, "kind", NULL);
  AftHtml *html = page->html;

  aft_html_open (html, "section", NULL);
  aft_html_put (html, "h2", aft_page_frame_say (page, get_kind (kind)), NULL);
  if (response != NULL)
    aft_page_answers_write (page, response);
  aft_html_open (html, "dl", NULL);
  write_fact (page, aft_page_frame_say (page, N_ ("Restaurant")),
              aft_follow_page_get_venue_name (page));
  write_fact (page, aft_page_frame_say (page, N_ ("Table")),
              aft_value_get_member_string (held, "table", NULL));
  write_time (page, aft_page_frame_say (page, N_ ("Received")), held, "received_ms");
  write_contact (page, aft_value_get_member (held, "contact"));
  write_consent (page, aft_value_get_member (held, "consent"));
  aft_html_close (html, "dl");
  aft_html_close (html, "section");
}

/* -- cases and photos --------------------------------------------------------------------------
 */

static void
write_case (AftPhonePage *page, const AftValue *held)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", NULL);
  aft_html_put (html, "h2", aft_page_frame_say (page, N_ ("How we handle it")), NULL);
  aft_html_open (html, "dl", NULL);
  write_fact (page, aft_page_frame_say (page, N_ ("Your number")),
              aft_value_get_member_string (held, "number", NULL));
  write_time (page, aft_page_frame_say (page, N_ ("Begun")), held, "flagged_ms");
  write_time (page, aft_page_frame_say (page, N_ ("Finished")), held, "closed_ms");
  aft_html_close (html, "dl");
  aft_html_close (html, "section");
}

static void
write_photos (AftPhonePage *page, const AftValue *photos)
{
  gsize count = aft_value_get_length (photos);

  if (count == 0)
    return;
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_frame_say (page, N_ ("Photos")), NULL);
  aft_html_open (page->html, "dl", NULL);
  for (gsize i = 0; i < count; i++)
    write_time (page, aft_page_frame_say (page, N_ ("Received")), aft_value_get_item (photos, i),
                "stored_ms");
  aft_html_close (page->html, "dl");
  aft_html_close (page->html, "section");
}

/* -- the page ----------------------------------------------------------------------------------
 */

static void
write_all (AftPhonePage *page, const AftValue *data, const GPtrArray *responses)
{
  const AftValue *held = aft_value_get_member (data, "responses");
  const AftValue *cases = aft_value_get_member (data, "cases");

  for (gsize i = 0; i < aft_value_get_length (held); i++)
    write_response (page, aft_value_get_item (held, i), responses);
  for (gsize i = 0; i < aft_value_get_length (cases); i++)
    write_case (page, aft_value_get_item (cases, i));
  write_photos (page, aft_value_get_member (data, "photos"));
}

/* AftResponse of the sitting. */
static GPtrArray *
list_responses (AftPhonePage *page, GError **error)
{
  const AftHouseFollowUp *found = page->link->found;

  if (found->has_case)
    return aft_house_store_list_case_responses_sync (page->store, &found->case_id, error);
  GPtrArray *responses = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  if (found->response != NULL)
    g_ptr_array_add (responses, aft_response_ref (found->response));
  return responses;
}

static AftHttpReply *
make_page (AftPhonePage *page, GError **error)
{
  const AftHouseErasureTarget target
      = { .response_id = &page->link->response_id, .device_id = &page->link->device->id };

  if (!page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  g_autoptr (GPtrArray) responses = list_responses (page, error);
  g_autoptr (AftValue) held
      = responses != NULL ? aft_house_store_dup_guest_data_sync (page->store, &target, error)
                          : NULL;
  if (held == NULL)
    return NULL;
  g_autoptr (AftValue) data = aft_guest_data_open (held, &page->pages->options.opener, TRUE);
  g_autofree char *back = aft_follow_page_dup_path (page, "");
  g_autofree char *erase = aft_follow_page_dup_path (page, "/erase");

  aft_page_frame_open (page, aft_page_frame_say (page, N_ ("What is kept of you")));
  aft_html_put (page->html, "p",
                aft_page_frame_say (page, N_ ("This is all that belongs to your slip. Only the "
                                              "people who handle it can read it.")),
                NULL);
  write_all (page, data, responses);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("Back to what became of it")), "main",
                       back);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("Erase what I said")), "plain", erase);
  return aft_page_frame_end (page, 200);
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/f/{word:word}/data", .work = make_page, .needs_link = TRUE },
};

void
aft_pages_add_data (AftPages *pages, AftRouter *router)
{
  aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
