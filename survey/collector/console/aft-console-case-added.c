/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guest has added to a case by phone: whether it was put right, a wish for a call, words,
 * and photos, which are opened with the house's key for whoever may read the case. It comes in
 * while staff read the page, so that it stands apart from what was said at the kiosk. */
#include "aft-console-case-added.h"

#include "aft-error.h"

/* -- in words ----------------------------------------------------------------------------------
 */

const char *
aft_case_get_put_right (const AftPage *page, const AftHouseCaseEvent *event)
{
  const char *said = aft_value_get_member_string (event->detail, "put_right", "");

  if (g_str_equal (said, "yes"))
    return aft_page_say (page, N_ ("Put right: yes"));
  if (g_str_equal (said, "partly"))
    return aft_page_say (page, N_ ("Put right: partly"));
  return g_str_equal (said, "no") ? aft_page_say (page, N_ ("Put right: no")) : NULL;
}

char *
aft_case_dup_call_wish (const AftPage *page, const AftHouseCaseEvent *event)
{
  const char *from = aft_value_get_member_string (event->detail, "from", NULL);
  const char *to = aft_value_get_member_string (event->detail, "to", NULL);

  if (!aft_value_get_member_boolean (event->detail, "call", FALSE))
    return NULL;
  if (from == NULL || to == NULL)
    return g_strdup (aft_page_say (page, N_ ("Wishes to be called, at any time")));
  return g_strdup_printf (aft_page_say (page, N_ ("Wishes to be called between %s and %s")), from,
                          to);
}

/* -- what was said -----------------------------------------------------------------------------
 */

/* NULL: it has been erased. */
static const AftResponse *
find_response (const AftCaseFile *file, const AftHouseCaseEvent *event)
{
  const char *text = aft_value_get_member_string (event->detail, "response", NULL);
  AftId id;

  if (text == NULL || !aft_id_from_text (text, &id))
    return NULL;
  for (guint i = 0; i < file->responses->len; i++)
    if (aft_id_equal (aft_response_get_id (file->responses->pdata[i]), &id))
      return file->responses->pdata[i];
  return NULL;
}

static void
write_put_right (AftPage *page, const AftHouseCaseEvent *event)
{
  const char *text = aft_case_get_put_right (page, event);
  gboolean is_yes
      = g_str_equal (aft_value_get_member_string (event->detail, "put_right", ""), "yes");

  if (text == NULL)
    return;
  aft_html_open (page->html, "p", "class", "row", NULL);
  aft_html_put (page->html, "span", NULL, "class", is_yes ? "mark mark-check" : "mark mark-warning",
                "aria-hidden", "true", NULL);
  aft_html_put (page->html, "strong", text, "class", is_yes ? "good" : "late", NULL);
  aft_html_close (page->html, "p");
}

static void
write_call (AftPage *page, const AftHouseCaseEvent *event)
{
  g_autofree char *text = aft_case_dup_call_wish (page, event);

  if (text == NULL)
    return;
  aft_html_open (page->html, "p", "class", "row", NULL);
  aft_html_put (page->html, "span", NULL, "class", "mark mark-phone", "aria-hidden", "true", NULL);
  aft_html_put (page->html, "strong", text, NULL);
  aft_html_close (page->html, "p");
}

static void
write_event (AftPage *page, const AftCaseFile *file, const AftHouseCaseEvent *event)
{
  const AftResponse *response = find_response (file, event);

  aft_html_open (page->html, "li", NULL);
  aft_html_open (page->html, "p", "class", "quiet small", NULL);
  aft_speech_time (page, event->time_ms, file->place->zone);
  aft_html_close (page->html, "p");
  write_put_right (page, event);
  write_call (page, event);
  if (response != NULL)
    aft_case_write_response (page, response);
  aft_html_close (page->html, "li");
}

/* -- photos ------------------------------------------------------------------------------------
 */

static void
write_photo (AftPage *page, const AftCaseFile *file, const AftHouseAttachment *photo, guint number)
{
  AftHtml *html = page->html;
  g_autofree char *id = aft_id_to_text (&photo->id);
  g_autofree char *path = g_strconcat (file->path, "/photos/", id, NULL);
  g_autofree char *width = g_strdup_printf ("%u", photo->width);
  g_autofree char *height = g_strdup_printf ("%u", photo->height);
  g_autofree char *name
      = g_strdup_printf (aft_page_say (page, N_ ("Photo %u from the guest")), number);

  aft_html_open (html, "li", NULL);
  aft_html_open (html, "a", "href", path, NULL);
  aft_html_open (html, "img", "src", path, "alt", name, "width", width, "height", height, "loading",
                 "lazy", NULL);
  aft_html_close (html, "a");
  aft_html_open (html, "span", "class", "quiet small", NULL);
  aft_speech_time (page, photo->stored_ms, file->place->zone);
  aft_html_close (html, "span");
  aft_html_close (html, "li");
}

static void
write_photos (AftPage *page, const AftCaseFile *file)
{
  if (file->photos->len == 0)
    return;
  aft_html_put (page->html, "h3", aft_page_say (page, N_ ("Photos")), NULL);
  aft_html_open (page->html, "ul", "class", "photos", NULL);
  for (guint i = 0; i < file->photos->len; i++)
    write_photo (page, file, file->photos->pdata[i], i + 1);
  aft_html_close (page->html, "ul");
}

/* There also when it is empty, so that what comes first appears by itself. */
void
aft_case_write_added (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  guint count = 0;

  for (guint i = 0; i < file->events->len; i++)
    count += ((const AftHouseCaseEvent *) file->events->pdata[i])->kind == AFT_CASE_EVENT_GUEST;
  aft_html_open (html, "section", "class", "card", "id", "added", "data-live", "", "hidden",
                 AFT_HTML_IF (count + file->photos->len == 0), NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("Added by the guest")), NULL);
  if (count > 0)
    aft_html_open (html, "ol", "class", "rows", NULL);
  for (guint i = 0; i < file->events->len; i++)
    {
      const AftHouseCaseEvent *event = file->events->pdata[i];
      if (event->kind == AFT_CASE_EVENT_GUEST)
        write_event (page, file, event);
    }
  if (count > 0)
    aft_html_close (html, "ol");
  write_photos (page, file);
  aft_html_close (html, "section");
}

/* -- one photo ---------------------------------------------------------------------------------
 */

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such photo");
  return FALSE;
}

/* Is it this case's, and does the caller work there? */
static gboolean
check_photo (AftPage *page, AftId *ret_id, GError **error)
{
  g_autoptr (AftHouseCase) item = aft_house_store_get_case_sync (page->store, &page->id, error);
  g_autoptr (GPtrArray) photos = NULL;

  if (item == NULL)
    return FALSE;
  if (!aft_console_caller_has_venue (page->caller, &item->venue_id)
      || !aft_id_from_text (page->word, ret_id))
    return refuse (error);
  photos = aft_house_store_list_attachments_sync (page->store, &page->id, error);
  if (photos == NULL)
    return FALSE;
  for (guint i = 0; i < photos->len; i++)
    if (aft_id_equal (&((const AftHouseAttachment *) photos->pdata[i])->id, ret_id))
      return TRUE;
  return refuse (error);
}

static AftHttpReply *
make_photo (AftPage *page, GError **error)
{
  AftAttachments *attachments = page->console->options.attachments;
  AftId id;

  if (!check_photo (page, &id, error) || (attachments == NULL && !refuse (error)))
    return NULL;
  g_autoptr (GBytes) jpeg = aft_attachments_open_sync (attachments, &id, error);
  return jpeg != NULL ? aft_http_reply_new_bytes (200, "image/jpeg", jpeg) : NULL;
}

static const AftPageRoute pages[] = {
  { "GET", "/console/cases/{id:uuid}/photos/{word:word}", AFT_ROLE_STAFF, make_photo,
    AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_photos (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
