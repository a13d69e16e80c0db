/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which number a guest may be reached: what the newest response says that has a contact, with
 * what the guest has agreed to. How a contact is opened, and who may see it, is the same as on the
 * page of a case (aft-console-words.h). */
#include "aft-console-guest-parts.h"
#include "aft-console-words.h"
#include "aft-error.h"

/* NULL with @error unset: none was ever left here. */
static AftResponse *
get_response (AftPage *page, GError **error)
{
  GError *local = NULL;
  AftResponse *response = aft_house_store_get_contact_response_sync (
      page->store, &page->id, aft_guest_get_viewer (page), &local);

  if (g_error_matches (local, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_clear_error (&local);
  if (local != NULL)
    g_propagate_error (error, local);
  return response;
}

static const char *
get_answer (const AftPage *page, gboolean has_agreed)
{
  return has_agreed ? aft_page_say (page, N_ ("Yes")) : aft_page_say (page, N_ ("No"));
}

static void
write_consent (AftPage *page, const AftResponse *response, const GPtrArray *places)
{
  const AftConsent *consent = aft_response_get_consent (response);
  g_autofree char *day = aft_guest_dup_day (page, places, consent != NULL ? consent->given_ms : 0);

  if (consent == NULL || !consent->callback)
    aft_page_line (
        page, "late",
        aft_page_say (page, N_ ("This guest has not agreed to be called. Do not call.")));
  if (consent == NULL)
    return;
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("May be called back")),
                 get_answer (page, consent->callback));
  aft_form_fact (page, aft_page_say (page, N_ ("May get offers")),
                 get_answer (page, consent->offers));
  aft_form_fact (page, aft_page_say (page, N_ ("Agreed on")), day);
  aft_form_fact (page, aft_page_say (page, N_ ("Text that was shown")), consent->text_version);
  aft_html_close (page->html, "dl");
}

gboolean
aft_guest_write_contact (AftPage *page,
                         const GPtrArray *places,
                         gboolean shows_contact,
                         GError **error)
{
  GError *local = NULL;
  g_autoptr (AftResponse) response = get_response (page, &local);
  g_autofree char *action = aft_guest_dup_path (&page->id, "/contact");

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  aft_form_open_section (page, aft_page_say (page, N_ ("Contact")));
  if (response == NULL)
    {
      aft_page_line (page, "quiet",
                     aft_page_say (page, N_ ("No number was left at a kiosk of yours.")));
    }
  else
    {
      write_consent (page, response, places);
      if (shows_contact)
        aft_words_write_contact (page, response);
      else
        aft_words_write_masked_contact (page, action);
    }
  aft_html_close (page->html, "section");
  return TRUE;
}

gboolean
aft_guest_note_contact_shown (AftPage *page, GError **error)
{
  g_autoptr (AftResponse) response = aft_house_store_get_contact_response_sync (
      page->store, &page->id, aft_guest_get_viewer (page), error);

  if (response == NULL)
    return FALSE;
  g_autofree char *id = aft_id_to_text (aft_response_get_id (response));
  g_autofree char *detail = g_strdup_printf ("{\"of\":\"guest\",\"response\":\"%s\"}", id);
  return aft_words_note_contact_shown (page, &page->id, detail, error);
}
