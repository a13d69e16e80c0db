/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console: the board of what waits, oldest first; who is on duty; what was promised and which
 * corrective actions are to be done; and how soon each tier got its first answer, which must not
 * differ (DOMAIN row 47). */
#include "aft-console-case-promises.h"
#include "aft-console-case-offers.h"
#include "aft-house-store-attachments.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-people.h"

#define HOME         "/console"
#define ACTIONS_MAX  20
#define PROMISES_MAX 50
#define TIMES_MAX    AFT_HOUSE_CASES_MAX /* cases whose first answer is counted */

/* Everything that is on the page. */
typedef struct
{
  AftConsoleRules *rules;
  GPtrArray *places;
  GPtrArray *open;     /* AftHouseCase, oldest first */
  GArray *added;       /* AftId of those to which the guest has added something */
  GPtrArray *latest;   /* AftHouseCase, newest first */
  GPtrArray *promises; /* AftHousePromise, the first due first */
  GPtrArray *actions;  /* AftHouseCorrectiveAction */
  AftHouseCaseCounts counts;
} Today;

static void
today_clear (Today *today)
{
  g_clear_pointer (&today->rules, aft_console_rules_free);
  g_clear_pointer (&today->places, g_ptr_array_unref);
  g_clear_pointer (&today->open, g_ptr_array_unref);
  g_clear_pointer (&today->added, g_array_unref);
  g_clear_pointer (&today->latest, g_ptr_array_unref);
  g_clear_pointer (&today->promises, g_ptr_array_unref);
  g_clear_pointer (&today->actions, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Today, today_clear)

/* -- what is known -----------------------------------------------------------------------------
 */

static gint
compare_age (gconstpointer a, gconstpointer b)
{
  const AftHouseCase *first = *(const AftHouseCase *const *) a;
  const AftHouseCase *second = *(const AftHouseCase *const *) b;
  return first->flow.flagged_ms < second->flow.flagged_ms   ? -1
         : first->flow.flagged_ms > second->flow.flagged_ms ? 1
                                                            : 0;
}

/* The business day of the first venue; all of a house are near enough for figures of a day. */
static gint32
get_day (const AftPage *page, const GPtrArray *places)
{
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  return place != NULL ? aft_venue_get_business_day (place->venue, page->now_ms) : 0;
}

static gboolean
read_cases (Today *today, const AftPage *page, GError **error)
{
  const GArray *venues = aft_page_get_venue_ids (page);
  const AftHouseCaseQuery open
      = { .venue_ids = venues, .only_open = TRUE, .limit = AFT_HOUSE_CASES_MAX };
  const AftHouseCaseQuery latest = { .venue_ids = venues, .no_drills = TRUE, .limit = TIMES_MAX };
  const AftHouseCorrectiveActionQuery actions
      = { .venue_ids = venues, .only_open = TRUE, .limit = ACTIONS_MAX };
  const AftHousePromiseQuery promises
      = { .venue_ids = venues, .only_open = TRUE, .limit = PROMISES_MAX };

  today->open = aft_house_store_list_cases_sync (page->store, &open, error);
  if (today->open == NULL)
    return FALSE;
  g_ptr_array_sort (today->open, compare_age);
  today->added = aft_house_store_list_added_sync (page->store, venues, error);
  if (today->added == NULL)
    return FALSE;
  today->latest = aft_house_store_list_cases_sync (page->store, &latest, error);
  if (today->latest == NULL)
    return FALSE;
  today->promises = aft_house_store_list_promises_sync (page->store, &promises, error);
  if (today->promises == NULL)
    return FALSE;
  today->actions = aft_house_store_list_corrective_actions_sync (page->store, &actions, error);
  return today->actions != NULL
         && aft_house_store_count_cases_sync (page->store, venues, get_day (page, today->places),
                                              &today->counts, error);
}

static gboolean
read_today (Today *today, const AftPage *page, GError **error)
{
  today->rules = aft_console_rules_load (page, error);
  today->places = today->rules != NULL ? aft_places_load (page, error) : NULL;
  return today->places != NULL && read_cases (today, page, error);
}

/* -- the board ---------------------------------------------------------------------------------
 */

static void
write_figure (AftPage *page, guint number, const char *text, gboolean is_bad)
{
  aft_html_open (page->html, "li", "class", is_bad && number > 0 ? "is-bad" : NULL, NULL);
  aft_html_open (page->html, "b", NULL);
  aft_html_text_printf (page->html, "%u", number);
  aft_html_close (page->html, "b");
  aft_html_put (page->html, "span", text, NULL);
  aft_html_close (page->html, "li");
}

static void
write_figures (AftPage *page, const AftHouseCaseCounts *counts)
{
  aft_html_open (page->html, "ul", "class", "figures", "id", "figures", "data-live", "", NULL);
  write_figure (page, counts->unacknowledged, aft_page_say (page, N_ ("wait for somebody")), TRUE);
  write_figure (page, counts->overdue, aft_page_say (page, N_ ("overdue")), TRUE);
  if (counts->promises_due > 0)
    write_figure (page, counts->promises_due, aft_page_say (page, N_ ("promises overdue")), TRUE);
  write_figure (page, counts->open, aft_page_say (page, N_ ("open")), FALSE);
  write_figure (page, counts->flagged_today, aft_page_say (page, N_ ("flagged today")), FALSE);
  write_figure (page, counts->recovered_today, aft_page_say (page, N_ ("recovered today")), FALSE);
  write_figure (page, counts->lost_today, aft_page_say (page, N_ ("lost today")), FALSE);
  aft_html_close (page->html, "ul");
}

/* The groups of the board, in their order. */
typedef enum
{
  GROUP_NEW,
  GROUP_WORK,
  GROUP_WAITING,
  GROUPS
} Group;

static Group
get_group (const AftHouseCase *item)
{
  if (item->flow.state == AFT_CASE_STATE_NEW)
    return GROUP_NEW;
  return item->flow.state == AFT_CASE_STATE_WAITING ? GROUP_WAITING : GROUP_WORK;
}

static void
write_group (AftPage *page, const Today *today, Group group)
{
  static const char *const titles[GROUPS]
      = { N_ ("Waits for somebody"), N_ ("In hand"), N_ ("Waits for the guest") };
  const AftBoard board = { today->rules, today->places, today->added };
  gboolean is_begun = FALSE;

  for (guint i = 0; i < today->open->len; i++)
    {
      const AftHouseCase *item = today->open->pdata[i];
      if (get_group (item) != group)
        continue;
      if (!is_begun)
        {
          aft_html_open (page->html, "section", NULL);
          aft_html_put (page->html, "h2", aft_page_say (page, titles[group]), NULL);
          aft_html_open (page->html, "ol", "class", "board", NULL);
        }
      is_begun = TRUE;
      aft_board_card (page, &board, item);
    }
  if (!is_begun)
    return;
  aft_html_close (page->html, "ol");
  aft_html_close (page->html, "section");
}

static void
write_board (AftPage *page, const Today *today)
{
  aft_html_open (page->html, "div", "id", "board", "data-live", "", NULL);
  for (Group i = 0; i < GROUPS; i++)
    write_group (page, today, i);
  if (today->open->len == 0)
    {
      aft_html_open (page->html, "div", "class", "empty", NULL);
      aft_page_line (page, "strong", aft_page_say (page, N_ ("Nothing waits.")));
      aft_page_line (page, NULL,
                     aft_page_say (page, N_ ("When a guest complains or calls at a kiosk, it "
                                             "appears here and the bell rings. Leave this page "
                                             "open, and go on duty so that all know who comes.")));
      aft_html_close (page->html, "div");
    }
  aft_html_close (page->html, "div");
}

/* -- who is on duty ----------------------------------------------------------------------------
 */

static void
write_duty_form (AftPage *page, const AftPlace *place, gboolean is_on)
{
  g_autofree char *venue = aft_id_to_text (aft_venue_get_id (place->venue));

  aft_page_open_form (page, HOME "/duty", NULL);
  aft_html_open (page->html, "input", "type", "hidden", "name", "venue", "value", venue, NULL);
  aft_html_put (page->html, "button",
                is_on ? aft_page_say (page, N_ ("Go off duty"))
                      : aft_page_say (page, N_ ("Go on duty")),
                "name", "on", "value", is_on ? "no" : "yes", NULL);
  aft_html_close (page->html, "form");
}

static gboolean
write_duty_of (AftPage *page, const AftPlace *place, gboolean has_name, GError **error)
{
  AftHtml *html = page->html;
  g_autoptr (GPtrArray) duty
      = aft_house_store_list_duty_sync (page->store, aft_venue_get_id (place->venue), error);
  gboolean is_on = FALSE;

  if (duty == NULL)
    return FALSE;
  aft_html_open (html, "div", "class", "card", NULL);
  if (has_name)
    aft_html_put (html, "h3", aft_venue_get_name (place->venue), NULL);
  aft_html_open (html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < duty->len; i++)
    {
      const AftHouseDuty *one = duty->pdata[i];
      is_on = is_on || aft_id_equal (&one->user_id, &page->caller->user_id);
      aft_html_open (html, "li", NULL);
      aft_html_put (html, "strong", one->public_name != NULL ? one->public_name : one->name, NULL);
      aft_html_text_printf (html, " · %s · ", aft_speech_get_role (page, one->role));
      aft_speech_time (page, one->since_ms, place->zone);
      aft_html_close (html, "li");
    }
  if (duty->len == 0)
    aft_html_put (html, "li", aft_page_say (page, N_ ("Nobody is on duty.")), "class", "late",
                  NULL);
  aft_html_close (html, "ul");
  write_duty_form (page, place, is_on);
  aft_html_close (html, "div");
  return TRUE;
}

static gboolean
write_duty (AftPage *page, const GPtrArray *places, GError **error)
{
  gboolean is_done = TRUE;

  aft_html_open (page->html, "section", "id", "duty", "data-live", "", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("On duty")), NULL);
  for (guint i = 0; i < places->len && is_done; i++)
    is_done = write_duty_of (page, places->pdata[i], places->len > 1, error);
  aft_html_close (page->html, "section");
  return is_done;
}

static AftHttpReply *
set_duty (AftPage *page, GError **error)
{
  gboolean is_on = g_str_equal (aft_page_get_field (page, "on"), "yes");

  if (!aft_page_get_id (page, "venue", &page->duty_venue_id, error)
      || !aft_house_store_set_duty_sync (page->store, &page->caller->user_id, &page->duty_venue_id,
                                         is_on, page->caller->actor, error))
    return NULL;
  page->has_changed_duty = TRUE;
  return aft_page_redirect (HOME, is_on ? "duty-on" : "duty-off");
}

/* -- promises ----------------------------------------------------------------------------------
 */

static gboolean
may_keep (const AftPage *page, const AftHousePromise *promise)
{
  return page->caller->role > AFT_ROLE_STAFF
         || aft_id_equal (&promise->owner_id, &page->caller->user_id);
}

static void
write_promise (AftPage *page, const AftHousePromise *promise, const AftPlace *place)
{
  AftHtml *html = page->html;
  g_autofree char *id = aft_id_to_text (&promise->id);
  g_autofree char *case_path = aft_board_dup_path (&promise->case_id);
  g_autofree char *form_path = g_strconcat (HOME "/promises/", id, "/done", NULL);
  const char *text = aft_promise_get_text (page, promise);
  g_autofree char *label = g_strdup_printf (aft_page_say (page, N_ ("Done: %s")), text);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "p", text, NULL);
  aft_html_open (html, "p", "class", "small", NULL);
  aft_html_put (html, "a", promise->case_number, "href", case_path, NULL);
  if (promise->case_kind == AFT_CASE_KIND_DRILL)
    aft_html_text_printf (html, " · %s", aft_speech_get_kind (page, promise->case_kind));
  aft_html_text_printf (html, " · %s · ", aft_promise_get_owner (promise));
  aft_promise_write_due (page, promise, place->zone);
  aft_html_close (html, "p");
  if (may_keep (page, promise))
    {
      aft_page_open_form (page, form_path, NULL);
      aft_html_put (html, "button", aft_page_say (page, N_ ("Done")), "aria-label", label, NULL);
      aft_html_close (html, "form");
    }
  aft_html_close (html, "li");
}

/* There also when it is empty, so that the first promise appears by itself. */
static void
write_promises (AftPage *page, const Today *today)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", "id", "promises", "data-live", "", "hidden",
                 AFT_HTML_IF (today->promises->len == 0), NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("Promised to guests")), NULL);
  aft_html_open (html, "ul", "class", "card rows", NULL);
  for (guint i = 0; i < today->promises->len; i++)
    {
      const AftHousePromise *promise = today->promises->pdata[i];
      const AftPlace *place = aft_places_find (today->places, &promise->venue_id);
      if (place != NULL)
        write_promise (page, promise, place);
    }
  aft_html_close (html, "ul");
  aft_html_close (html, "section");
}

static AftHttpReply *
keep_promise (AftPage *page, GError **error)
{
  const AftHousePromiseEnd end
      = { .promise_id = page->id,
          .event_id = aft_id_generate (page->console->options.clock, page->console->options.random),
          .user_id = page->caller->user_id,
          .actor = page->caller->actor };

  if (!aft_house_store_finish_promise_sync (page->store, &end, error))
    return NULL;
  return aft_page_redirect (HOME, "promise-kept");
}

/* -- corrective actions ------------------------------------------------------------------------
 */

static void
write_action (AftPage *page, const AftHouseCorrectiveAction *action, gint32 today)
{
  AftHtml *html = page->html;
  g_autofree char *id = aft_id_to_text (&action->id);
  g_autofree char *case_path = aft_board_dup_path (&action->case_id);
  g_autofree char *form_path = g_strconcat (HOME "/actions/", id, "/done", NULL);
  g_autofree char *day = aft_speech_dup_day (page, action->due_day);
  g_autofree char *label = g_strdup_printf (aft_page_say (page, N_ ("Done: %s")), action->text);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "p", action->text, NULL);
  aft_html_open (html, "p", "class", "small", NULL);
  aft_html_put (html, "a", action->case_number, "href", case_path, NULL);
  aft_html_text_printf (html, " · %s · ", action->owner_name);
  aft_html_put (html, "span", day, "class", action->due_day < today ? "late" : NULL, NULL);
  aft_html_close (html, "p");
  aft_page_open_form (page, form_path, NULL);
  aft_html_put (html, "button", aft_page_say (page, N_ ("Done")), "aria-label", label, NULL);
  aft_html_close (html, "form");
  aft_html_close (html, "li");
}

static void
write_actions (AftPage *page, const Today *today)
{
  gint32 day = get_day (page, today->places);

  if (today->actions->len == 0)
    return;
  aft_html_open (page->html, "section", "id", "actions", "data-live", "", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("Corrective actions")), NULL);
  aft_html_open (page->html, "ul", "class", "card rows", NULL);
  for (guint i = 0; i < today->actions->len; i++)
    write_action (page, today->actions->pdata[i], day);
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
finish_action (AftPage *page, GError **error)
{
  if (!aft_house_store_finish_corrective_action_sync (
          page->store, &page->id, &page->caller->user_id, page->caller->actor, error))
    return NULL;
  return aft_page_redirect (HOME, "action-done");
}

/* -- the first answer, by tier -----------------------------------------------------------------
 */

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;
  return first < second ? -1 : first > second ? 1 : 0;
}

/* From flag to first answer, of the tier's cases that have one; sorted. */
static GArray *
gather_times (const GPtrArray *cases, AftTier tier)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < cases->len; i++)
    {
      const AftHouseCase *item = cases->pdata[i];
      gint64 time_ms = item->flow.acknowledged_ms - item->flow.flagged_ms;
      if (item->tier == tier && item->kind != AFT_CASE_KIND_DRILL
          && item->flow.acknowledged_ms != 0)
        g_array_append_val (times, time_ms);
    }
  g_array_sort (times, compare_times);
  return times;
}

static void
write_times (AftPage *page, const GArray *times, AftTier tier)
{
  AftHtml *html = page->html;
  gint64 middle_ms = g_array_index (times, gint64, (times->len - 1) / 2);
  gint64 slowest_ms = g_array_index (times, gint64, times->len - 1);
  g_autofree char *middle = aft_speech_dup_span (page, MAX (middle_ms, 0));
  g_autofree char *slowest = aft_speech_dup_span (page, MAX (slowest_ms, 0));

  aft_html_open (html, "tr", NULL);
  aft_html_put (html, "th", aft_speech_get_tier (page, tier), "scope", "row", NULL);
  aft_html_open (html, "td", "class", "amount", NULL);
  aft_html_text_printf (html, "%u", times->len);
  aft_html_close (html, "td");
  aft_html_put (html, "td", middle, "class", "amount", NULL);
  aft_html_put (html, "td", slowest, "class", "amount", NULL);
  aft_html_close (html, "tr");
}

static void
write_times_head (AftPage *page)
{
  AftHtml *html = page->html;

  aft_html_put (html, "caption",
                aft_page_say (page, N_ ("From the flag to the first answer, of the latest cases. "
                                        "It must not depend on who the guest is.")),
                NULL);
  aft_html_open (html, "thead", NULL);
  aft_html_open (html, "tr", NULL);
  aft_html_put (html, "th", aft_page_say (page, N_ ("Guests")), "scope", "col", NULL);
  aft_html_put (html, "th", aft_page_say (page, N_ ("Cases")), "scope", "col", "class", "amount",
                NULL);
  aft_html_put (html, "th", aft_page_say (page, N_ ("Middle")), "scope", "col", "class", "amount",
                NULL);
  aft_html_put (html, "th", aft_page_say (page, N_ ("Slowest")), "scope", "col", "class", "amount",
                NULL);
  aft_html_close (html, "tr");
  aft_html_close (html, "thead");
}

static void
write_fairness (AftPage *page, const Today *today)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", "id", "fairness", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("First answer")), NULL);
  aft_html_open (html, "div", "class", "card scroll", "tabindex", "0", "role", "region",
                 "aria-label", aft_page_say (page, N_ ("First answer")), NULL);
  aft_html_open (html, "table", NULL);
  write_times_head (page);
  aft_html_open (html, "tbody", NULL);
  for (AftTier tier = AFT_TIERS; tier > 0; tier--)
    {
      g_autoptr (GArray) times = gather_times (today->latest, tier - 1);
      if (times->len > 0)
        write_times (page, times, tier - 1);
    }
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
  aft_html_close (html, "section");
}

/* -- the page ----------------------------------------------------------------------------------
 */

static gboolean
has_answered_any (const GPtrArray *cases)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const AftHouseCase *item = cases->pdata[i];
      if (item->flow.acknowledged_ms != 0 && item->kind != AFT_CASE_KIND_DRILL)
        return TRUE;
    }
  return FALSE;
}

static AftHttpReply *
make_today (AftPage *page, GError **error)
{
  g_auto (Today) today = { .rules = NULL };
  const AftPageHead head
      = { .title = aft_page_say (page, N_ ("Today")), .section = AFT_SECTION_TODAY };
  gboolean is_done = FALSE;

  if (!read_today (&today, page, error))
    return NULL;
  aft_page_open (page, &head);
  write_figures (page, &today.counts);
  aft_html_open (page->html, "div", "class", "beside", NULL);
  write_board (page, &today);
  aft_html_open (page->html, "div", NULL);
  is_done = aft_offers_write_waiting (page, today.rules, error)
            && write_duty (page, today.places, error);
  write_promises (page, &today);
  write_actions (page, &today);
  if (has_answered_any (today.latest))
    write_fairness (page, &today);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  return is_done ? aft_page_close (page, 200) : NULL;
}

static const AftPageRoute pages[] = {
  { "GET", HOME, AFT_ROLE_STAFF, make_today, AFT_ROUTE_NO_BODY, 0 },
  { "POST", HOME "/duty", AFT_ROLE_STAFF, set_duty, AFT_ROUTE_NO_BODY, 0 },
  { "POST", HOME "/promises/{id:uuid}/done", AFT_ROLE_STAFF, keep_promise, AFT_ROUTE_NO_BODY, 0 },
  { "POST", HOME "/actions/{id:uuid}/done", AFT_ROLE_STAFF, finish_action, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_today (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
