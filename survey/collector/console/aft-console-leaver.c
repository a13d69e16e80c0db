/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left with somebody, on that person's page: how many cases, promises and corrective
 * actions, and handing all of them over in one step, so that nobody takes a guest along when they
 * leave (DOMAIN row 43). */
#include "aft-console-staff-parts.h"
#include "aft-error.h"
#include "aft-house-case-records.h"
#include "aft-house-store-leaver.h"

static gboolean
has_duties (const AftHouseDuties *duties)
{
  return duties->cases + duties->promises + duties->actions > 0;
}

/* -- who may take it ---------------------------------------------------------------------------
 */

static gboolean
works_at (const AftHouseUser *user, const AftId *venue_id)
{
  return user->role == AFT_ROLE_OWNER || aft_id_is_among (venue_id, user->venue_ids);
}

/* Somebody who works wherever there is something to do. */
static gboolean
may_take (const AftHouseUser *user, const AftHouseUser *leaver, const AftHouseDuties *duties)
{
  gboolean is_there = user->disabled_ms == 0 && !aft_id_equal (&user->id, &leaver->id);
  for (guint i = 0; i < duties->venue_ids->len && is_there; i++)
    is_there = works_at (user, &g_array_index (duties->venue_ids, AftId, i));
  return is_there;
}

static void
write_takers (AftPage *page,
              const AftHouseUser *leaver,
              const AftHouseDuties *duties,
              const GPtrArray *users)
{
  const AftPageField to = { .id = "hand-over-to",
                            .name = "to",
                            .label = aft_page_say (page, N_ ("Hand everything over to")),
                            .is_needed = TRUE };

  aft_page_open_select (page, &to);
  aft_page_option (page, "", aft_page_say (page, N_ ("Choose somebody")), TRUE);
  for (guint i = 0; i < users->len; i++)
    {
      const AftHouseUser *user = users->pdata[i];
      g_autofree char *id = aft_id_to_text (&user->id);
      if (may_take (user, leaver, duties))
        aft_page_option (page, id, aft_staff_get_name (user),
                         g_str_equal (aft_page_get_field (page, "to"), id));
    }
  aft_page_close_select (page);
}

/* -- the section -------------------------------------------------------------------------------
 */

static gboolean
write_form (AftPage *page, const AftHouseUser *leaver, const AftHouseDuties *duties, GError **error)
{
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (page->store, error);
  g_autofree char *action = aft_form_dup_path (AFT_STAFF "/", &leaver->id, "/hand-over");
  const AftPageField words
      = { .id = "hand-over-words",
          .name = "words",
          .label = aft_page_say (page, N_ ("Note to who takes it")),
          .hint = aft_page_say (page, N_ ("What they must know. It stands in the history of each "
                                          "case.")),
          .type = "textarea",
          .value = aft_page_get_field (page, "words"),
          .most = AFT_HOUSE_WORDS_MAX,
          .is_needed = TRUE };

  if (users == NULL)
    return FALSE;
  aft_page_open_form (page, action, "change");
  write_takers (page, leaver, duties, users);
  aft_page_field (page, &words);
  aft_form_end (page, aft_page_say (page, N_ ("Hand everything over")), NULL);
  return TRUE;
}

static void
write_counts (AftPage *page, const AftHouseDuties *duties)
{
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Open cases")), "%" G_GUINT64_FORMAT,
                        duties->cases);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Promises to guests")), "%" G_GUINT64_FORMAT,
                        duties->promises);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Corrective actions")), "%" G_GUINT64_FORMAT,
                        duties->actions);
  aft_html_close (page->html, "dl");
}

gboolean
aft_leaver_write_section (AftPage *page, const AftHouseUser *user, GError **error)
{
  gboolean is_done = TRUE;
  g_autoptr (AftHouseDuties) duties = aft_house_store_get_duties_sync (
      page->store, &user->id, aft_page_get_venue_ids (page), error);

  if (duties == NULL)
    return FALSE;
  aft_form_open_section (page, aft_page_say (page, N_ ("What is theirs to do")));
  if (!has_duties (duties))
    {
      aft_page_line (page, "quiet", aft_page_say (page, N_ ("Nothing just now.")));
    }
  else
    {
      aft_page_line (page, user->disabled_ms != 0 ? "late" : NULL,
                     user->disabled_ms != 0
                         ? aft_page_say (page, N_ ("This person may not sign in any more. Nobody "
                                                   "sees to this until you hand it over."))
                         : aft_page_say (page, N_ ("Before this person leaves, hand it over: else "
                                                   "nobody sees to it.")));
      write_counts (page, duties);
      is_done = write_form (page, user, duties, error);
    }
  aft_html_close (page->html, "section");
  return is_done;
}

/* -- the act -----------------------------------------------------------------------------------
 */

AftHttpReply *
aft_leaver_hand_over (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autofree char *words = aft_form_dup_trimmed (page, "words");
  g_autoptr (AftHouseUser) user = aft_person_get (page, FALSE, error);
  AftHouseHandingOver asked = { .from_id = page->id,
                                .venue_ids = aft_page_get_venue_ids (page),
                                .user_id = page->caller->user_id,
                                .actor = page->caller->actor,
                                .words = words };

  if (user == NULL)
    return NULL;
  if (!aft_page_get_id (page, "to", &asked.to_id, NULL))
    return aft_form_refuse_with (page, N_ ("Choose who takes it over."), aft_person_make_page,
                                 error);
  if (aft_house_store_hand_over_sync (page->store, &asked, &reason))
    return aft_person_go_back (page);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_DENIED)
      && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return aft_form_refuse (page, reason, aft_person_make_page, error);
  g_error_free (reason);
  return aft_form_refuse_with (
      page, N_ ("Choose somebody who works wherever there is something to do. Nothing was done."),
      aft_person_make_page, error);
}
