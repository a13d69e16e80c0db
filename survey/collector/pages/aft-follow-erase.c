/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /f/TOKEN/erase: asks once, saying what will be gone, and shows the receipt. It may be asked for
 * before anything has arrived. What is erased, and how, is the store's. */
#include "aft-error.h"
#include "aft-follow-page.h"
#include "aft-house-store-erasure.h"
#include "aft-page-frame.h"
#include "aft-page-time.h"

#define ACTOR "guest"

static void
write_item (AftPhonePage *page, const char *text)
{
  aft_html_put (page->html, "li", text, NULL);
}

static AftHttpReply *
make_question (AftPhonePage *page, GError **error)
{
  AftHtml *html
      = aft_page_frame_open (page, aft_page_frame_say (page, N_ ("Erase what you told us?")));
  g_autofree char *path = aft_follow_page_dup_path (page, "/erase");
  g_autofree char *back = aft_follow_page_dup_path (page, "");

  aft_html_put (html, "p", aft_page_frame_say (page, N_ ("This will be gone for good:")), NULL);
  aft_html_open (html, "ul", "class", "list", NULL);
  write_item (page, aft_page_frame_say (page, N_ ("your words, and photos you added")));
  write_item (page, aft_page_frame_say (page, N_ ("your telephone number or member number here")));
  write_item (page, aft_page_frame_say (page, N_ ("your table, and this link")));
  aft_html_close (html, "ul");
  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("Nobody can answer you about it any more. Your "
                                              "ratings stay in our figures, without you.")),
                NULL);
  aft_page_frame_open_form (page, path, FALSE);
  aft_page_frame_button (page, aft_page_frame_say (page, N_ ("Yes, erase it")), "grave", "erase",
                         "yes");
  aft_html_close (html, "form");
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("No, keep it")), "main", back);
  return aft_page_frame_end (page, 200);
}

/* -- the receipt -------------------------------------------------------------------------------
 */

static void
write_count (AftPhonePage *page, const char *name, guint count)
{
  if (count == 0)
    return;
  aft_html_put (page->html, "dt", name, NULL);
  aft_html_open (page->html, "dd", NULL);
  aft_html_text_printf (page->html, "%u", count);
  aft_html_close (page->html, "dd");
}

static void
write_counts (AftPhonePage *page, const AftHouseErasureReceipt *receipt)
{
  g_autofree char *id = aft_id_to_text (&receipt->id);
  AftHtml *html = page->html;

  aft_html_open (html, "dl", NULL);
  aft_html_put (html, "dt", aft_page_frame_say (page, N_ ("Receipt")), NULL);
  aft_html_put (html, "dd", id, NULL);
  aft_html_put (html, "dt", aft_page_frame_say (page, N_ ("Erased")), NULL);
  aft_html_open (html, "dd", NULL);
  aft_page_time_write (page, receipt->time_ms);
  aft_html_close (html, "dd");
  write_count (page, aft_page_frame_say (page, N_ ("Answers")), receipt->responses);
  write_count (page, aft_page_frame_say (page, N_ ("Words and contacts")), receipt->sealed);
  write_count (page, aft_page_frame_say (page, N_ ("Photos")), receipt->photos);
  aft_html_close (html, "dl");
}

static AftHttpReply *
make_receipt (AftPhonePage *page, const AftHouseErasureReceipt *receipt, gboolean has_all)
{
  AftHtml *html;

  /* There is no page left that could be read in another language. */
  page->has_no_switch = TRUE;
  html = aft_page_frame_open (page, aft_page_frame_say (page, N_ ("It is erased")));
  aft_html_open (html, "section", NULL);
  write_counts (page, receipt);
  aft_html_close (html, "section");
  if (receipt->waiting > 0)
    aft_html_put (html, "p",
                  aft_page_frame_say (page, N_ ("The kiosk you stood at still has a sealed copy. "
                                                "It is told to erase it as soon as it calls us.")),
                  NULL);
  if (!has_all || !receipt->is_final)
    aft_html_put (html, "p",
                  aft_page_frame_say (page, N_ ("The last traces on our disk go within a day.")),
                  NULL);
  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("Write the receipt down if you may want to ask "
                                              "about it. This link now opens nothing.")),
                "class", "quiet", NULL);
  return aft_page_frame_end (page, 200);
}

/* FALSE when a file stays: nothing refers to it any more, and the daily sweep takes it. */
static gboolean
delete_photos (AftPhonePage *page, const AftHouseErasureReceipt *receipt)
{
  AftAttachments *attachments = page->pages->options.attachments;
  gboolean are_gone = attachments != NULL || receipt->photo_ids->len == 0;

  for (guint i = 0; attachments != NULL && i < receipt->photo_ids->len; i++)
    are_gone &= aft_attachments_delete_sync (attachments,
                                             &g_array_index (receipt->photo_ids, AftId, i), NULL);
  return are_gone;
}

static AftHttpReply *
erase (AftPhonePage *page, GError **error)
{
  const AftHouseErasureTarget target
      = { .response_id = &page->link->response_id, .device_id = &page->link->device->id };
  g_autoptr (AftHouseErasureReceipt) receipt = NULL;

  if (!g_str_equal (aft_phone_page_get_field (page, "erase"), "yes"))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "Nobody said that it be erased");
      return NULL;
    }
  receipt
      = aft_house_store_erase_sync (page->store, &target, AFT_HOUSE_ERASE_BY_SLIP, ACTOR, error);
  return receipt != NULL ? make_receipt (page, receipt, delete_photos (page, receipt)) : NULL;
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/f/{word:word}/erase", .work = make_question, .needs_link = TRUE },
  { .method = "POST", .pattern = "/f/{word:word}/erase", .work = erase, .needs_link = TRUE },
};

void
aft_pages_add_erase (AftPages *pages, AftRouter *router)
{
  aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
