/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest asks what the house holds, or wants it gone: a file to hand over, which the audit knows
 * of; a page that asks once; and the receipt. A case stands for the one sitting behind it, a guest
 * for all theirs, and then only somebody who works wherever the guest was may do it. What goes and
 * what stays is the store's. */
#include "aft-console-erasure.h"

#include "aft-attachments.h"
#include "aft-console-case.h"
#include "aft-console-guest-parts.h"
#include "aft-console-house.h"
#include "aft-error.h"
#include "aft-guest-data.h"
#include "aft-house-store-care.h"
#include "aft-house-store-erasure.h"

#define CASES    "/console/cases"
#define ERASURES "/console/erasures"
#define MOMENTS  200 /* at a time */

/* Whose data the page is about, and what the target borrows. */
typedef struct
{
  AftHouseErasureTarget target;
  AftHouseErasureWay way;
  AftId response_id;
  AftId device_id;
  char *path; /* of the page that leads here */
  AftSection section;
} Subject;

static void
subject_clear (Subject *subject)
{
  g_clear_pointer (&subject->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

/* -- who it is ---------------------------------------------------------------------------------
 */

static gboolean
is_own_venue (const AftPage *page, const AftId *venue_id)
{
  const GArray *own = aft_page_get_venue_ids (page);
  return own == NULL || aft_id_is_among (venue_id, own);
}

/* DENIED: the guest was somewhere that is not the caller's. */
static gboolean
check_venues (const AftPage *page, GError **error)
{
  guint skip = 0;
  guint met = MOMENTS;
  for (; met == MOMENTS; skip += met)
    {
      const AftHouseMomentQuery query = { .guest_id = &page->id, .skip = skip, .limit = MOMENTS };
      g_autoptr (GPtrArray) moments
          = aft_house_store_list_moments_sync (page->store, &query, error);
      if (moments == NULL)
        return FALSE;
      met = moments->len;
      for (guint i = 0; i < met; i++)
        if (!is_own_venue (page, &((const AftHouseMoment *) moments->pdata[i])->venue_id))
          {
            aft_form_deny (error);
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
find_guest (AftPage *page, Subject *subject, GError **error)
{
  if (!aft_guest_may_see (page, error)
      || (aft_page_get_venue_ids (page) != NULL && !check_venues (page, error)))
    return FALSE;
  subject->target = (AftHouseErasureTarget){ .guest_id = &page->id };
  subject->way = AFT_HOUSE_ERASE_BY_GUEST;
  subject->path = aft_guest_dup_path (&page->id, NULL);
  subject->section = AFT_SECTION_GUESTS;
  return TRUE;
}

/* A drill is nobody's. */
static gboolean
find_case (AftPage *page, Subject *subject, GError **error)
{
  g_autoptr (AftCaseFile) file = aft_case_file_load (page, error);
  if (file == NULL)
    return FALSE;
  if (aft_id_is_zero (&file->item->response_id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "Nobody said anything there");
      return FALSE;
    }
  subject->response_id = file->item->response_id;
  subject->device_id = file->item->device_id;
  subject->target = (AftHouseErasureTarget){ .response_id = &subject->response_id,
                                             .device_id = &subject->device_id };
  subject->way = AFT_HOUSE_ERASE_BY_CASE;
  subject->path = g_strdup (file->path);
  subject->section = AFT_SECTION_CASES;
  return TRUE;
}

typedef gboolean (*Find) (AftPage *page, Subject *subject, GError **error);

/* -- where it is offered -----------------------------------------------------------------------
 */

void
aft_erasure_write_section (AftPage *page, const char *path)
{
  g_autofree char *export = g_strconcat (path, "/export", NULL);
  g_autofree char *erase = g_strconcat (path, "/erase", NULL);

  if (page->caller->role < AFT_ROLE_MANAGER)
    return;
  aft_form_open_section (page, aft_page_say (page, N_ ("When the guest asks")));
  aft_page_line (page, "small",
                 aft_page_say (page, N_ ("A guest may have all that is held of them, and may have "
                                         "it erased.")));
  aft_page_open_form (page, export, "export");
  aft_form_end (page, aft_page_say (page, N_ ("Download what is held")), "plain");
  aft_form_link (page, erase, aft_page_say (page, N_ ("Erase it…")));
  aft_html_close (page->html, "section");
}

/* -- asking ------------------------------------------------------------------------------------
 */

static void
write_item (AftPage *page, const char *text)
{
  aft_html_put (page->html, "li", text, NULL);
}

static void
write_what_goes (AftPage *page, const Subject *subject)
{
  aft_page_line (page, NULL, aft_page_say (page, N_ ("This will be gone for good:")));
  aft_html_open (page->html, "ul", NULL);
  write_item (page, aft_page_say (page, N_ ("what the guest wrote, and photos")));
  write_item (page,
              aft_page_say (page, N_ ("telephone and member number, and what was agreed to")));
  write_item (page, aft_page_say (page, N_ ("the table, and the link on the slip")));
  write_item (page, aft_page_say (page, N_ ("what staff wrote in the case, and promised")));
  if (subject->way == AFT_HOUSE_ERASE_BY_GUEST)
    write_item (page, aft_page_say (page, N_ ("all visits and bills, and who the guest is")));
  aft_html_close (page->html, "ul");
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Ratings stay in the figures, without the guest. Backups "
                                         "keep it until they are deleted.")));
  if (subject->way == AFT_HOUSE_ERASE_BY_CASE)
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("This is about this one visit. For all that is known of "
                                           "a guest, go to the guest's page.")));
}

static AftHttpReply *
ask (AftPage *page, Find find, GError **error)
{
  g_auto (Subject) subject = { .path = NULL };
  if (!find (page, &subject, error))
    return NULL;
  g_autofree char *action = g_strconcat (subject.path, "/erase", NULL);

  aft_form_open_page (page, aft_page_say (page, N_ ("Erase what is held of this guest?")),
                      subject.section);
  aft_form_open_section (page, aft_page_say (page, N_ ("This cannot be undone")));
  write_what_goes (page, &subject);
  aft_page_open_form (page, action, "erase");
  aft_form_end (page, aft_page_say (page, N_ ("Erase for good")), "primary");
  aft_form_link (page, subject.path, aft_page_say (page, N_ ("Keep it")));
  aft_html_close (page->html, "section");
  return aft_form_close_page (page);
}

static AftHttpReply *
ask_guest (AftPage *page, GError **error)
{
  return ask (page, find_guest, error);
}

static AftHttpReply *
ask_case (AftPage *page, GError **error)
{
  return ask (page, find_case, error);
}

/* -- erasing -----------------------------------------------------------------------------------
 */

/* Files that could not be deleted now are swept later: the store has forgotten them. */
static void
delete_photos (AftPage *page, const AftHouseErasureReceipt *receipt)
{
  AftAttachments *attachments = page->console->options.attachments;
  for (guint i = 0; i < receipt->photo_ids->len && attachments != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      const AftId *id = &g_array_index (receipt->photo_ids, AftId, i);
      if (!aft_attachments_delete_sync (attachments, id, &error)
          && page->console->options.note != NULL)
        page->console->options.note ("photo-not-deleted", NULL, page->console->options.user_data);
    }
}

static AftHttpReply *
erase (AftPage *page, Find find, GError **error)
{
  g_auto (Subject) subject = { .path = NULL };
  if (!find (page, &subject, error))
    return NULL;
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      page->store, &subject.target, subject.way, page->caller->actor, error);
  if (receipt == NULL)
    return NULL;
  delete_photos (page, receipt);
  g_autofree char *path = aft_form_dup_path (ERASURES "/", &receipt->id, NULL);
  return aft_page_redirect (path, NULL);
}

static AftHttpReply *
erase_guest (AftPage *page, GError **error)
{
  return erase (page, find_guest, error);
}

static AftHttpReply *
erase_case (AftPage *page, GError **error)
{
  return erase (page, find_case, error);
}

/* -- the receipt -------------------------------------------------------------------------------
 */

static void
write_counts (AftPage *page, const AftHouseErasureReceipt *receipt)
{
  const struct
  {
    const char *name;
    guint count;
  } counts[]
      = { { N_ ("Answers"), receipt->responses }, { N_ ("Words and contacts"), receipt->sealed },
          { N_ ("Cases"), receipt->cases },       { N_ ("Photos"), receipt->photos },
          { N_ ("Visits"), receipt->visits },     { N_ ("Guests"), receipt->guests } };
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    aft_form_fact_printf (page, aft_page_say (page, counts[i].name), "%u", counts[i].count);
}

static AftHttpReply *
make_receipt (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (AftHouseErasureReceipt) receipt
      = places != NULL ? aft_house_store_get_erasure_sync (page->store, &page->id, error) : NULL;
  if (receipt == NULL)
    return NULL;
  g_autofree char *id = aft_id_to_text (&receipt->id);
  g_autofree char *day = aft_guest_dup_day (page, places, receipt->time_ms);

  aft_form_open_page (page, aft_page_say (page, N_ ("It is erased")), AFT_SECTION_GUESTS);
  aft_form_open_section (page, aft_page_say (page, N_ ("Receipt")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Number")), id);
  aft_form_fact (page, aft_page_say (page, N_ ("Erased on")), day);
  write_counts (page, receipt);
  aft_html_close (page->html, "dl");
  if (receipt->waiting > 0)
    {
      aft_html_open (page->html, "p", NULL);
      aft_html_text_printf (page->html,
                            aft_page_say (page, N_ ("Copies that kiosks still erase, as soon as "
                                                    "they are reached: %u")),
                            receipt->waiting);
      aft_html_close (page->html, "p");
    }
  aft_html_close (page->html, "section");
  return aft_form_close_page (page);
}

/* -- the file ----------------------------------------------------------------------------------
 */

static char *
open_part (const AftSealedPart *part, const AftId *id, gpointer user_data)
{
  const AftConsoleVault *vault = user_data;
  return vault->open (id, part, vault->user_data, NULL);
}

static gboolean
note_export (AftPage *page, const Subject *subject, GError **error)
{
  g_autofree char *id = aft_id_to_text (&page->id);
  g_autofree char *detail
      = g_strdup_printf ("{\"way\":\"%s\"}", aft_house_erasure_way_to_text (subject->way));
  const AftHouseAuditRow row = {
    .actor = page->caller->actor, .action = (char *) "guest.export", .subject = id, .detail = detail
  };
  return aft_house_store_append_audit_sync (page->store, &row, error);
}

static AftHttpReply *export(AftPage *page, Find find, GError **error)
{
  g_auto (Subject) subject = { .path = NULL };
  const AftUploadOpener opener
      = { .open_note = open_part, .user_data = &page->console->options.vault };
  if (!find (page, &subject, error))
    return NULL;
  g_autoptr (AftValue) held
      = aft_house_store_dup_guest_data_sync (page->store, &subject.target, error);
  if (held == NULL || !note_export (page, &subject, error))
    return NULL;
  g_autoptr (AftValue) data = aft_guest_data_open (held, &opener, FALSE);
  AftHttpReply *reply = aft_http_reply_new_json (200, data);
  aft_http_reply_set_header (reply, "Content-Disposition", "attachment; filename=\"guest.json\"");
  return reply;
}

static AftHttpReply *
export_guest (AftPage *page, GError **error)
{
  return export(page, find_guest, error);
}

static AftHttpReply *
export_case (AftPage *page, GError **error)
{
  return export(page, find_case, error);
}

static const AftPageRoute pages[] = {
  { "GET", AFT_GUESTS "/{id:uuid}/erase", AFT_ROLE_MANAGER, ask_guest, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_GUESTS "/{id:uuid}/erase", AFT_ROLE_MANAGER, erase_guest, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_GUESTS "/{id:uuid}/export", AFT_ROLE_MANAGER, export_guest, AFT_ROUTE_NO_BODY, 0 },
  { "GET", CASES "/{id:uuid}/erase", AFT_ROLE_MANAGER, ask_case, AFT_ROUTE_NO_BODY, 0 },
  { "POST", CASES "/{id:uuid}/erase", AFT_ROLE_MANAGER, erase_case, AFT_ROUTE_NO_BODY, 0 },
  { "POST", CASES "/{id:uuid}/export", AFT_ROLE_MANAGER, export_case, AFT_ROUTE_NO_BODY, 0 },
  { "GET", ERASURES "/{id:uuid}", AFT_ROLE_MANAGER, make_receipt, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_erasures (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
