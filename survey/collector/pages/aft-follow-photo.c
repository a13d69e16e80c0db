/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /f/TOKEN/photo: one photo at a time, chosen or taken, sent as a plain form. It is made anew and
 * sealed (aft-attachments.h) before the case has it; whatever goes wrong is one sentence on the
 * same page, and nothing is left of it. */
#include "aft-error.h"
#include "aft-follow-page.h"
#include "aft-house-store-attachments.h"
#include "aft-page-frame.h"

#define BODY_BYTES (AFT_ATTACHMENT_MOST_BYTES + 64 * 1024) /* the file, and the form around it */
#define FIELD_ID   "id"
#define TOO_LARGE  N_ ("This photo is larger than 8 MB. Send a smaller one, or a screenshot of it.")

/* -- the page ----------------------------------------------------------------------------------
 */

/* How many there are by now; they are the case's. */
static gboolean
count_photos (AftPhonePage *page, guint *ret_count, GError **error)
{
  const AftHouseFollowUp *found = page->link->found;
  g_autoptr (GPtrArray) photos = NULL;

  *ret_count = 0;
  if (!found->has_case)
    return TRUE;
  photos = aft_house_store_list_attachments_sync (page->store, &found->case_id, error);
  if (photos == NULL)
    return FALSE;
  *ret_count = photos->len;
  return TRUE;
}

/* The id comes with the form, so that the same form twice is one photo. */
static void
write_form (AftPhonePage *page)
{
  AftHtml *html = page->html;
  AftId id = aft_id_generate (page->pages->options.clock, page->pages->options.random);
  g_autofree char *text = aft_id_to_text (&id);
  g_autofree char *path = aft_follow_page_dup_path (page, "/photo");

  aft_page_frame_open_form (page, path, TRUE);
  aft_html_open (html, "input", "type", "hidden", "name", FIELD_ID, "value", text, NULL);
  aft_html_put (html, "label",
                aft_page_frame_say (page, N_ ("Your photo (JPEG or PNG, up to 8 MB)")), "for",
                "photo", NULL);
  aft_html_open (html, "input", "type", "file", "id", "photo", "name", "photo", "accept",
                 "image/jpeg,image/png", "required", "", "aria-describedby", "kept", NULL);
  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("Only the picture itself is kept: where, when and "
                                              "with what it was taken is removed. Only the "
                                              "restaurant can open it.")),
                "class", "quiet", "id", "kept", NULL);
  aft_page_frame_button (page, aft_page_frame_say (page, N_ ("Send the photo")), "main", NULL,
                         NULL);
  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("Sending can take up to a minute: please wait for "
                                              "the next page.")),
                "class", "quiet", NULL);
  aft_html_close (html, "form");
}

static void
write_count (AftPhonePage *page, guint count)
{
  g_autofree char *text = g_strdup_printf (
      aft_page_frame_say (page, N_ ("Photos with us: %u of %u")), count, AFT_HOUSE_ATTACHMENTS_MAX);

  if (count > 0)
    aft_html_put (page->html, "p", text, NULL);
}

/* @fault: a msgid, NULL: nothing went wrong. */
static AftHttpReply *
make_with (AftPhonePage *page, int status, const char *fault, GError **error)
{
  guint count = 0;
  g_autofree char *back = aft_follow_page_dup_path (page, "");

  if (!count_photos (page, &count, error))
    return NULL;
  aft_page_frame_open (page, aft_page_frame_say (page, N_ ("Add a photo")));
  if (fault != NULL)
    aft_page_frame_notice (page, aft_page_frame_say (page, fault), TRUE);
  write_count (page, count);
  if (count < AFT_HOUSE_ATTACHMENTS_MAX)
    write_form (page);
  else
    aft_html_put (page->html, "p",
                  aft_page_frame_say (page, N_ ("We have as many of your photos as we can take.")),
                  NULL);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("Back")), "plain", back);
  return aft_page_frame_end (page, status);
}

static AftHttpReply *
make_page (AftPhonePage *page, GError **error)
{
  AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  gboolean was_too_large
      = g_strcmp0 (aft_http_request_get_query (request, "said"), "too-large") == 0;

  if (!page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  return make_with (page, 200, was_too_large ? TOO_LARGE : NULL, error);
}

/* -- sending -----------------------------------------------------------------------------------
 */

/* NULL: it is not the guest's to mend, or of no consequence for this page. */
static const char *
get_fault (const GError *error)
{
  switch (error->code)
    {
    case AFT_ERROR_INVALID:
      return N_ ("This is no photo we can read. Please send a JPEG or PNG, or a screenshot of it.");
    case AFT_ERROR_TOO_LARGE:
      return N_ ("This photo is too large. Send a smaller one, or a screenshot of it.");
    case AFT_ERROR_BUSY:
    case AFT_ERROR_TIMED_OUT:
    case AFT_ERROR_UNAVAILABLE:
    case AFT_ERROR_FULL:
      return N_ ("The photo could not be taken in just now. Please try again in a minute.");
    case AFT_ERROR_CONFLICT:
      return N_ ("This photo is being taken in already. Look again in a minute.");
    default:
      return NULL;
    }
}

/* Eats @reason: on the page, or on one of its own. */
static AftHttpReply *
tell (AftPhonePage *page, GError *reason, GError **error)
{
  const char *fault = reason->domain == AFT_ERROR ? get_fault (reason) : NULL;
  AftHttpReply *reply = NULL;

  if (fault == NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  reply = make_with (page, aft_error_http_status ((AftErrorCode) reason->code), fault, error);
  g_error_free (reason);
  return reply;
}

static gboolean
is_known (AftPhonePage *page, const AftId *id, gboolean *ret_is_known, GError **error)
{
  const AftHouseFollowUp *found = page->link->found;
  g_autoptr (GPtrArray) photos = NULL;

  *ret_is_known = FALSE;
  if (!found->has_case)
    return TRUE;
  photos = aft_house_store_list_attachments_sync (page->store, &found->case_id, error);
  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      const AftHouseAttachment *photo = photos->pdata[i];
      *ret_is_known = *ret_is_known || aft_id_equal (&photo->id, id);
    }
  return photos != NULL;
}

/* The file first, then its row: a file without one is swept. */
static gboolean
keep (AftPhonePage *page, const AftId *id, GBytes *picture, GError **error)
{
  AftAttachments *attachments = page->pages->options.attachments;
  AftAttachment made;
  AftHouseAttachment photo = { .id = *id, .response_id = page->link->response_id };
  g_autoptr (AftHouseCase) item = NULL;

  if (!aft_attachments_add_sync (attachments, id, picture, &made, error))
    return FALSE;
  photo.width = made.width;
  photo.height = made.height;
  photo.bytes = made.bytes;
  item = aft_house_store_add_photo_sync (page->store, &photo, NULL, error);
  if (item == NULL && !aft_attachments_delete_sync (attachments, id, NULL))
    g_prefix_error (error, "A photo stays until it is swept: ");
  return item != NULL;
}

static AftHttpReply *
take_photo (AftPhonePage *page, GError **error)
{
  GBytes *picture = aft_http_form_get_file (page->form);
  g_autofree char *path = aft_follow_page_dup_path (page, "");
  gboolean has_it = FALSE;
  GError *reason = NULL;
  AftId id;

  if (!page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  if (picture == NULL || !aft_id_from_text (aft_phone_page_get_field (page, FIELD_ID), &id))
    return make_with (page, 422, N_ ("Choose a photo first."), error);
  if (!is_known (page, &id, &has_it, error))
    return NULL;
  if (has_it)
    return aft_phone_page_redirect (page, path, "photo");
  if (!aft_house_store_check_photo_sync (page->store, &page->link->response_id, &reason))
    {
      /* The page itself says that there is no room. */
      if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_FULL))
        return tell (page, reason, error);
      g_error_free (reason);
      return make_with (page, 409, NULL, error);
    }
  return keep (page, &id, picture, &reason) ? aft_phone_page_redirect (page, path, "photo")
                                            : tell (page, reason, error);
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/f/{word:word}/photo", .work = make_page, .needs_link = TRUE },
  { .method = "POST",
    .pattern = "/f/{word:word}/photo",
    .work = take_photo,
    .needs_link = TRUE,
    .body = AFT_ROUTE_MULTIPART,
    .body_bytes = BODY_BYTES },
};

void
aft_pages_add_photos (AftPages *pages, AftRouter *router)
{
  if (pages->options.attachments != NULL)
    aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
