/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/guests/ID: one guest: tier and why, what is known, preferences, and whether an effort is
 * made to win the guest back. What has happened, and by which number the guest may be reached, are
 * files of their own. */
#include "aft-console-erasure.h"
#include "aft-console-guest-parts.h"
#include "aft-console-house.h"
#include "aft-error.h"
#include "aft-house-store-people.h"

#define PREFERENCES_MAX 2000
#define REASON_MAX      500
#define HABIT_DAYS      365

/* -- facts -------------------------------------------------------------------------------------
 */

static const char *
get_known_by (const AftPage *page, const AftHouseGuest *guest)
{
  if (guest->has_phone && guest->has_member)
    return aft_page_say (page, N_ ("telephone number •••• and member number ••••"));
  return guest->has_phone ? aft_page_say (page, N_ ("telephone number ••••"))
                          : aft_page_say (page, N_ ("member number ••••"));
}

static void
write_imported (AftPage *page, const AftHouseGuest *guest)
{
  g_autofree char *spend = aft_speech_dup_money (page, guest->imported_spend_minor);
  g_autofree char *day = guest->has_imported_last_day
                             ? aft_speech_dup_day (page, guest->imported_last_day)
                             : g_strdup ("–");

  if (guest->imported_visits == 0 && guest->imported_spend_minor == 0
      && !guest->has_imported_last_day)
    return;
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Visits before, imported")),
                        "%" G_GUINT64_FORMAT, guest->imported_visits);
  aft_form_fact (page, aft_page_say (page, N_ ("Spend before, imported")), spend);
  aft_form_fact (page, aft_page_say (page, N_ ("Last visit, imported")), day);
}

static void
write_facts (AftPage *page, const AftHouseGuest *guest, const GPtrArray *places)
{
  g_autofree char *first
      = aft_guest_dup_day (page, places, guest->visits > 0 ? guest->first_ms : 0);
  g_autofree char *last = aft_guest_dup_day (page, places, guest->visits > 0 ? guest->last_ms : 0);
  g_autofree char *spend = aft_speech_dup_money (page, guest->spend_minor);

  aft_form_open_section (page, aft_page_say (page, N_ ("What is known")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Known by")), get_known_by (page, guest));
  aft_form_fact (page, aft_page_say (page, N_ ("First visit")), first);
  aft_form_fact (page, aft_page_say (page, N_ ("Last visit")), last);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Visits")), "%" G_GUINT64_FORMAT,
                        guest->visits);
  aft_form_fact (page, aft_page_say (page, N_ ("Spend")), spend);
  write_imported (page, guest);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Cases")), "%" G_GUINT64_FORMAT,
                        guest->cases);
  aft_html_close (page->html, "dl");
  aft_html_close (page->html, "section");
}

/* -- habits ------------------------------------------------------------------------------------
 */

static gint32
get_today (const AftPage *page, const GPtrArray *places)
{
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  return place != NULL ? aft_venue_get_business_day (place->venue, page->now_ms)
                       : (gint32) (page->now_ms / (24 * 3600 * G_GINT64_CONSTANT (1000)));
}

static char *
dup_days_ago (const AftPage *page, gint32 days)
{
  if (days <= 0)
    return g_strdup (aft_page_say (page, N_ ("today")));
  if (days == 1)
    return g_strdup (aft_page_say (page, N_ ("yesterday")));
  return g_strdup_printf (aft_page_say (page, N_ ("%d days ago")), days);
}

static void
write_spend (AftPage *page, const AftHouseHabits *habits)
{
  g_autofree char *spend = aft_speech_dup_money (page, habits->spend_minor);
  g_autofree char *average
      = aft_speech_dup_money (page, habits->spend_minor / (gint64) MAX (habits->bills, 1));
  g_autofree char *known = g_strdup_printf (aft_page_say (page, N_ ("%s (bills written down: %d)")),
                                            spend, (int) habits->bills);

  aft_form_fact (page, aft_page_say (page, N_ ("How much")), habits->bills > 0 ? known : NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("A bill on average")),
                 habits->bills > 0 ? average : NULL);
}

/* Who is no core guest and comes more often than before could become one (DOMAIN row 65). */
static gboolean
write_potential (AftPage *page,
                 const AftHouseGuest *guest,
                 const AftHouseHabits *habits,
                 gint32 today,
                 GError **error)
{
  gint32 days = (gint32) aft_tier_rules_get_potential_days (page->tiers);
  AftHouseHabits lately;
  AftHouseHabits earlier;

  if (!aft_house_store_get_habits_sync (page->store, &page->id, today - days, today, &lately, error)
      || !aft_house_store_get_habits_sync (page->store, &page->id, today - 2 * days, today - days,
                                           &earlier, error))
    return FALSE;
  const AftTierFacts facts = { .visits = (guint) habits->visits,
                               .spend_minor = -1,
                               .visits_lately = (guint) lately.visits,
                               .visits_earlier = (guint) earlier.visits };
  if (guest->tier < AFT_TIER_CORE && aft_tier_rules_has_potential (page->tiers, &facts))
    aft_page_line (page, "good",
                   aft_page_say (page, N_ ("Comes more often than before: could become a core "
                                           "guest.")));
  return TRUE;
}

/* How lately, how often, how much (DOMAIN row 61): what the house has seen itself. */
static gboolean
write_habits (AftPage *page, const AftHouseGuest *guest, const GPtrArray *places, GError **error)
{
  gint32 today = get_today (page, places);
  gboolean is_done = FALSE;
  AftHouseHabits habits;

  if (!aft_house_store_get_habits_sync (page->store, &page->id, today - HABIT_DAYS, today, &habits,
                                        error))
    return FALSE;
  g_autofree char *last
      = habits.last_day >= 0 ? dup_days_ago (page, today - habits.last_day) : NULL;
  aft_form_open_section (page, aft_page_say (page, N_ ("The last 12 months")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("How often")), "%" G_GUINT64_FORMAT,
                        habits.visits);
  write_spend (page, &habits);
  aft_form_fact (page, aft_page_say (page, N_ ("Last here")), last);
  aft_html_close (page->html, "dl");
  is_done = write_potential (page, guest, &habits, today, error);
  aft_html_close (page->html, "section");
  return is_done;
}

/* -- tier --------------------------------------------------------------------------------------
 */

static const char *
get_source (const AftPage *page, const AftHouseGuest *guest)
{
  static const char *const texts[] = {
    [AFT_HOUSE_TIER_BY_RULES] = N_ ("By the house's rules, from visits and spend."),
    [AFT_HOUSE_TIER_BY_IMPORT] = N_ ("Taken over from another program."),
    [AFT_HOUSE_TIER_BY_STAFF] = N_ ("A manager said so. Rules and imports leave it as it is."),
  };
  if (guest->tier == AFT_TIER_UNKNOWN)
    return aft_page_say (page, N_ ("Too little is known yet."));
  return aft_page_say (page, texts[guest->tier_source]);
}

static void
write_tier_form (AftPage *page, const AftHouseGuest *guest)
{
  g_autofree char *action = aft_guest_dup_path (&guest->id, "/tier");
  const AftPageField field = { .id = "tier", .label = aft_page_say (page, N_ ("Tier")) };

  aft_page_open_form (page, action, "change");
  aft_page_open_select (page, &field);
  if (guest->tier == AFT_TIER_UNKNOWN)
    aft_page_option (page, "", aft_page_say (page, N_ ("Choose…")), TRUE);
  for (guint i = AFT_TIERS; i > AFT_TIER_LOW; i--)
    aft_page_option (page, aft_tier_to_text (i - 1), aft_speech_get_tier (page, i - 1),
                     guest->tier == i - 1);
  aft_page_close_select (page);
  aft_form_end (page, aft_page_say (page, N_ ("Set the tier")), NULL);
}

static void
write_tier (AftPage *page, const AftHouseGuest *guest)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Tier")));
  aft_page_line (page, "strong", aft_speech_get_tier (page, guest->tier));
  aft_page_line (page, NULL, aft_tier_rules_get_meaning (page->tiers, guest->tier, page->language));
  aft_page_line (page, NULL, get_source (page, guest));
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("Guests never see it, and it never delays the first "
                                         "answer.")));
  if (page->caller->role >= AFT_ROLE_MANAGER)
    write_tier_form (page, guest);
  aft_html_close (page->html, "section");
}

/* -- preferences -------------------------------------------------------------------------------
 */

static void
write_preferences (AftPage *page, const AftHouseGuest *guest)
{
  g_autofree char *action = aft_guest_dup_path (&guest->id, "/preferences");
  const AftPageField field
      = { .id = "preferences",
          .label = aft_page_say (page, N_ ("What this guest likes")),
          .hint = aft_page_say (page, N_ ("Seat, taste, what to avoid. Nothing about health, "
                                          "religion or opinions.")),
          .type = "textarea",
          .value = guest->preferences,
          .most = PREFERENCES_MAX };

  aft_form_open_section (page, aft_page_say (page, N_ ("Preferences")));
  aft_page_open_form (page, action, "change");
  aft_page_field (page, &field);
  aft_form_end (page, aft_page_say (page, N_ ("Save")), NULL);
  aft_html_close (page->html, "section");
}

/* -- no win-back -------------------------------------------------------------------------------
 */

static char *
dup_user_name (AftPage *page, const AftId *id)
{
  g_autoptr (AftHouseUser) user = aft_house_store_get_user_sync (page->store, id, NULL);
  if (user == NULL)
    return g_strdup ("–");
  return g_strdup (user->public_name != NULL ? user->public_name : user->name);
}

static void
write_step (AftPage *page, const AftHouseGuest *guest, const char *step, const char *text)
{
  g_autofree char *action = aft_guest_dup_path (&guest->id, "/no-win-back");

  aft_page_open_form (page, action, "change");
  aft_form_hidden (page, "step", step);
  aft_form_end (page, text, NULL);
}

static void
write_proposal (AftPage *page, const AftHouseGuest *guest)
{
  gboolean is_confirmed = !aft_id_is_zero (&guest->no_win_back_second);
  gboolean is_mine = aft_id_equal (&guest->no_win_back_first, &page->caller->user_id);
  g_autofree char *first = dup_user_name (page, &guest->no_win_back_first);

  aft_page_line (page, "strong",
                 is_confirmed
                     ? aft_page_say (page, N_ ("No effort is made to win this guest back."))
                     : aft_page_say (page, N_ ("Proposed: it does not hold until another "
                                               "person agrees.")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Reason")), guest->no_win_back_reason);
  aft_form_fact (page, aft_page_say (page, N_ ("Said by")), first);
  if (is_confirmed)
    {
      g_autofree char *second = dup_user_name (page, &guest->no_win_back_second);
      aft_form_fact (page, aft_page_say (page, N_ ("Agreed by")), second);
    }
  aft_html_close (page->html, "dl");
  if (page->caller->role < AFT_ROLE_MANAGER)
    return;
  if (!is_confirmed && !is_mine)
    write_step (page, guest, "confirm", aft_page_say (page, N_ ("I agree")));
  write_step (page, guest, "withdraw", aft_page_say (page, N_ ("Take it back")));
}

static void
write_propose (AftPage *page, const AftHouseGuest *guest)
{
  g_autofree char *action = aft_guest_dup_path (&guest->id, "/no-win-back");
  const AftPageField field
      = { .id = "reason",
          .label = aft_page_say (page, N_ ("Reason")),
          .hint = aft_page_say (page, N_ ("Another manager must agree before it holds.")),
          .type = "textarea",
          .value = aft_page_get_field (page, "reason"),
          .most = REASON_MAX,
          .is_needed = TRUE };

  aft_page_open_form (page, action, "change");
  aft_form_hidden (page, "step", "propose");
  aft_page_field (page, &field);
  aft_form_end (page, aft_page_say (page, N_ ("Propose not to win back")), NULL);
}

static void
write_win_back (AftPage *page, const AftHouseGuest *guest)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Winning back")));
  if (guest->no_win_back_reason != NULL)
    {
      write_proposal (page, guest);
    }
  else
    {
      aft_page_line (page, NULL,
                     aft_page_say (page, N_ ("If this guest stays away, the house tries to win the "
                                             "guest back.")));
      if (page->caller->role >= AFT_ROLE_MANAGER)
        write_propose (page, guest);
    }
  aft_html_close (page->html, "section");
}

/* -- the page ----------------------------------------------------------------------------------
 */

static AftHttpReply *
make_guest (AftPage *page, gboolean shows_contact, GError **error)
{
  const AftId *viewer = aft_guest_get_viewer (page);
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (AftHouseGuest) guest
      = places != NULL ? aft_house_store_get_guest_sync (page->store, &page->id, viewer, error)
                       : NULL;

  if (guest == NULL)
    return NULL;
  g_autofree char *label = aft_guest_dup_label (page, &guest->id);
  aft_form_open_page (page, label, AFT_SECTION_GUESTS);
  aft_html_open (page->html, "div", "class", "beside", NULL);
  if (!aft_guest_write_timeline (page, places, error))
    return NULL;
  aft_html_open (page->html, "div", NULL);
  write_tier (page, guest);
  if (!write_habits (page, guest, places, error))
    return NULL;
  write_facts (page, guest, places);
  if (!aft_guest_write_contact (page, places, shows_contact, error))
    return NULL;
  write_preferences (page, guest);
  write_win_back (page, guest);
  g_autofree char *path = aft_guest_dup_path (&guest->id, NULL);
  aft_erasure_write_section (page, path);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  return aft_form_close_page (page);
}

AftHttpReply *
aft_guest_make_page (AftPage *page, GError **error)
{
  return make_guest (page, FALSE, error);
}

/* -- acts --------------------------------------------------------------------------------------
 */

/* Whoever may not see the guest may not change it. */
gboolean
aft_guest_may_see (AftPage *page, GError **error)
{
  g_autoptr (AftHouseGuest) guest
      = aft_house_store_get_guest_sync (page->store, &page->id, aft_guest_get_viewer (page), error);
  return guest != NULL;
}

AftHttpReply *
aft_guest_go_back (AftPage *page)
{
  g_autofree char *path = aft_guest_dup_path (&page->id, NULL);
  return aft_page_redirect (path, "saved");
}

static AftHttpReply *
set_preferences (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autofree char *text = aft_form_dup_trimmed (page, "preferences");

  if (aft_guest_may_see (page, &reason)
      && aft_house_store_set_preferences_sync (page->store, &page->id, text, page->caller->actor,
                                               &reason))
    return aft_guest_go_back (page);
  return aft_form_refuse (page, reason, aft_guest_make_page, error);
}

static AftHttpReply *
set_tier (AftPage *page, GError **error)
{
  GError *reason = NULL;
  AftTier tier = AFT_TIER_UNKNOWN;
  gboolean is_tier = aft_tier_from_text (aft_page_get_field (page, "tier"), &tier);

  if (!aft_guest_may_see (page, error))
    return NULL;
  if (!is_tier || tier == AFT_TIER_UNKNOWN)
    return aft_form_refuse_with (page, N_ ("Choose a tier."), aft_guest_make_page, error);
  if (aft_house_store_set_tier_sync (page->store, &page->id, tier, AFT_HOUSE_TIER_BY_STAFF,
                                     page->caller->actor, &reason))
    return aft_guest_go_back (page);
  return aft_form_refuse (page, reason, aft_guest_make_page, error);
}

static gboolean
read_step (const AftPage *page, AftHouseNoWinBackStep *ret_step)
{
  static const char *const steps[] = { [AFT_HOUSE_NO_WIN_BACK_PROPOSE] = "propose",
                                       [AFT_HOUSE_NO_WIN_BACK_CONFIRM] = "confirm",
                                       [AFT_HOUSE_NO_WIN_BACK_WITHDRAW] = "withdraw" };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (aft_page_get_field (page, "step"), steps[i]))
      {
        *ret_step = (AftHouseNoWinBackStep) i;
        return TRUE;
      }
  return FALSE;
}

static AftHttpReply *
set_no_win_back (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autofree char *text = aft_form_dup_trimmed (page, "reason");
  AftHouseNoWinBack step
      = { .guest_id = &page->id, .user_id = &page->caller->user_id, .reason = text };

  if (!aft_guest_may_see (page, error))
    return NULL;
  if (!read_step (page, &step.step))
    return aft_form_refuse_with (page, N_ ("The form could not be read. Nothing was done."),
                                 aft_guest_make_page, error);
  if (aft_house_store_set_no_win_back_sync (page->store, &step, page->caller->actor, &reason))
    return aft_guest_go_back (page);
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_DENIED))
    {
      g_error_free (reason);
      return aft_form_refuse_with (page, N_ ("Another person must agree, not the same one."),
                                   aft_guest_make_page, error);
    }
  return aft_form_refuse (page, reason, aft_guest_make_page, error);
}

/* As on the page of a case: the page itself is the answer, and each look is written down. */
static AftHttpReply *
show_contact (AftPage *page, GError **error)
{
  if (!aft_guest_may_see (page, error) || !aft_guest_note_contact_shown (page, error))
    return NULL;
  return make_guest (page, TRUE, error);
}

static const AftPageRoute pages[] = {
  { "GET", AFT_GUESTS "/{id:uuid}", AFT_ROLE_STAFF, aft_guest_make_page, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_GUESTS "/{id:uuid}/contact", AFT_ROLE_MANAGER, show_contact, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_GUESTS "/{id:uuid}/bill", AFT_ROLE_STAFF, aft_guest_set_bill, AFT_ROUTE_NO_BODY,
    0 },
  { "POST", AFT_GUESTS "/{id:uuid}/preferences", AFT_ROLE_STAFF, set_preferences, AFT_ROUTE_NO_BODY,
    0 },
  { "POST", AFT_GUESTS "/{id:uuid}/tier", AFT_ROLE_MANAGER, set_tier, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_GUESTS "/{id:uuid}/no-win-back", AFT_ROLE_MANAGER, set_no_win_back,
    AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_guest (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
