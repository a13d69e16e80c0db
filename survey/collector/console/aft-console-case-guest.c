/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the guest of a case is, as far as the house knows: how often here, what they like, what went
 * wrong before, how they may be reached, and whether they came back. The number by which the guest
 * is known is not here. */
#include "aft-console-case.h"
#include "aft-console-guest-parts.h"
#include "aft-error.h"

#define EARLIER_MAX 5

static void
write_visits (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCaseVisits *visits = &file->visits;
  AftHtml *html = page->html;

  if (visits->before == 0)
    {
      aft_page_line (page, "strong", aft_page_say (page, N_ ("First visit, as far as is known")));
      return;
    }
  aft_html_open (html, "p", "class", "strong", NULL);
  if (visits->has_last)
    {
      g_autofree char *day = aft_speech_dup_day (page, visits->last_day);
      aft_html_text_printf (html, aft_page_say (page, N_ ("Visit number %d, last here on %s")),
                            (int) MIN (visits->before + 1, G_MAXINT), day);
    }
  else
    aft_html_text_printf (html, aft_page_say (page, N_ ("Visit number %d")),
                          (int) MIN (visits->before + 1, G_MAXINT));
  aft_html_close (html, "p");
}

/* Observed, not asked: what the guest's later visits say. */
static void
write_return (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;

  if (item->returned_ms == 0)
    {
      if (aft_case_state_is_closed (item->flow.state))
        aft_page_line (page, "quiet", aft_page_say (page, N_ ("Has not been seen again so far.")));
      return;
    }
  g_autofree char *day = aft_speech_dup_day (
      page, aft_venue_get_business_day (file->place->venue, item->returned_ms));
  aft_html_open (page->html, "p", "class", "good", NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("Came back on %s")), day);
  if (item->returned_score > 0)
    {
      aft_html_text (page->html, " · ");
      aft_html_text_printf (page->html, aft_page_say (page, N_ ("score %d")), item->returned_score);
    }
  aft_html_close (page->html, "p");
}

gboolean
aft_case_is_given_up (const AftCaseFile *file)
{
  return file->guest != NULL && file->guest->no_win_back_reason != NULL
         && !aft_id_is_zero (&file->guest->no_win_back_second);
}

static void
write_warning (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "said is-refused", NULL);
  aft_html_put (html, "span", NULL, "class", "mark mark-warning", "aria-hidden", "true", NULL);
  aft_html_open (html, "div", NULL);
  aft_page_line (page, "strong",
                 aft_page_say (page, N_ ("Two people said not to win this guest back.")));
  aft_page_line (page, NULL,
                 aft_treatment_get_no_win_back_policy (file->rules->treatment, page->language));
  aft_html_close (html, "div");
  aft_html_close (html, "div");
}

/* What was ticked last in this sitting. */
static const AftConsent *
find_consent (const AftCaseFile *file)
{
  for (guint i = file->responses->len; i > 0; i--)
    {
      const AftConsent *consent = aft_response_get_consent (file->responses->pdata[i - 1]);
      if (consent != NULL)
        return consent;
    }
  return NULL;
}

static const char *
get_answer (const AftPage *page, gboolean is_yes)
{
  return is_yes ? aft_page_say (page, N_ ("Yes")) : aft_page_say (page, N_ ("No"));
}

static void
write_facts (AftPage *page, const AftCaseFile *file)
{
  const AftConsent *consent = find_consent (file);

  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Tier")),
                 aft_speech_get_tier (page, file->item->tier));
  if (file->guest != NULL && *file->guest->preferences != '\0')
    aft_form_fact (page, aft_page_say (page, N_ ("What this guest likes")),
                   file->guest->preferences);
  if (consent != NULL)
    {
      aft_form_fact (page, aft_page_say (page, N_ ("May be called about this")),
                     get_answer (page, consent->callback));
      aft_form_fact (page, aft_page_say (page, N_ ("May be sent offers")),
                     get_answer (page, consent->offers));
      aft_form_fact (page, aft_page_say (page, N_ ("Text that was shown")), consent->text_version);
    }
  aft_html_close (page->html, "dl");
}

static void
write_earlier_case (AftPage *page, const AftHouseCase *item)
{
  AftHtml *html = page->html;
  g_autofree char *path = aft_board_dup_path (&item->id);
  g_autofree char *day = aft_speech_dup_day (page, item->day);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "a", item->number, "href", path, NULL);
  aft_html_text_printf (html, " · %s · %s · %s", aft_speech_get_kind (page, item->kind),
                        aft_speech_get_state (page, item->flow.state), day);
  aft_html_close (html, "li");
}

static void
write_earlier (AftPage *page, const AftCaseFile *file)
{
  guint count = file->earlier != NULL ? file->earlier->len : 0;

  if (count == 0)
    return;
  aft_html_put (page->html, "h3", aft_page_say (page, N_ ("Other cases of this guest")), NULL);
  aft_html_open (page->html, "ul", "class", "rows small", NULL);
  for (guint i = 0; i < MIN (count, EARLIER_MAX); i++)
    write_earlier_case (page, file->earlier->pdata[i]);
  aft_html_close (page->html, "ul");
}

void
aft_case_write_guest (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;

  if (file->item->kind == AFT_CASE_KIND_DRILL)
    return;
  aft_html_open (html, "section", "class", "card", "id", "guest", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("The guest")), NULL);
  if (file->guest != NULL)
    {
      write_visits (page, file);
      write_return (page, file);
    }
  else
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("Nobody knows who it was: no number was left.")));
  if (aft_case_is_given_up (file))
    write_warning (page, file);
  write_facts (page, file);
  write_earlier (page, file);
  if (file->guest != NULL)
    {
      g_autofree char *path = aft_guest_dup_path (&file->guest->id, NULL);
      aft_form_link (page, path, aft_page_say (page, N_ ("All that is known of this guest")));
    }
  aft_html_close (html, "section");
}

/* -- what is known -----------------------------------------------------------------------------
 */

gboolean
aft_case_load_guest (AftCaseFile *file, AftPage *page, GError **error)
{
  g_autoptr (GError) reason = NULL;
  const AftHouseCaseQuery query = { .venue_ids = aft_page_get_venue_ids (page),
                                    .guest_id = &file->item->guest_id,
                                    .limit = EARLIER_MAX + 1 };

  if (aft_id_is_zero (&file->item->guest_id))
    return TRUE;
  file->guest = aft_house_store_get_guest_sync (page->store, &file->item->guest_id,
                                                aft_guest_get_viewer (page), &reason);
  if (file->guest == NULL && g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  if (file->guest == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  file->earlier = aft_house_store_list_cases_sync (page->store, &query, error);
  for (guint i = file->earlier != NULL ? file->earlier->len : 0; i > 0; i--)
    {
      const AftHouseCase *one = file->earlier->pdata[i - 1];
      if (aft_id_equal (&one->id, &file->item->id))
        g_ptr_array_remove_index (file->earlier, i - 1);
    }
  return file->earlier != NULL
         && aft_house_store_count_case_visits_sync (page->store, &page->id, &file->visits, error);
}
