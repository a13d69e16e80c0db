/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/drills: staged complaints of one's own restaurants, one to begin, and of each a report
 * of who answered when. The drill itself is a case, and is worked on its page. */
#include "aft-console-case.h"
#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-drill-report.h"
#include "aft-error.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-drills.h"

#define DRILLS      "/console/drills"
#define BEGIN       DRILLS "/begin"
#define PAGE_LENGTH 30

static gboolean
is_manager (const AftPage *page)
{
  return page->caller->role >= AFT_ROLE_MANAGER;
}

/* -- the list ----------------------------------------------------------------------------------
 */

/* What the rows of one page are made of. */
typedef struct
{
  GPtrArray *places;
  GPtrArray *users;
  GPtrArray *drills; /* AftHouseCase, one more than a page where there is a next one */
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->places, g_ptr_array_unref);
  g_clear_pointer (&list->users, g_ptr_array_unref);
  g_clear_pointer (&list->drills, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static gboolean
read_list (List *list, const AftPage *page, GError **error)
{
  AftId after;
  gboolean has_after = aft_id_from_text (aft_page_get_query (page, "after"), &after);
  const AftHouseCaseQuery query = { .venue_ids = aft_page_get_venue_ids (page),
                                    .only_drills = TRUE,
                                    .after_id = has_after ? &after : NULL,
                                    .limit = PAGE_LENGTH + 1 };

  list->places = aft_places_load (page, error);
  if (list->places != NULL)
    list->users = aft_house_store_list_users_sync (page->store, error);
  if (list->users != NULL)
    list->drills = aft_house_store_list_cases_sync (page->store, &query, error);
  return list->drills != NULL;
}

static AftDrillReport *
read_report (const AftPage *page, const GPtrArray *users, const AftHouseCase *item, GError **error)
{
  g_autoptr (GPtrArray) events
      = aft_house_store_list_case_events_sync (page->store, &item->id, error);
  return events != NULL ? aft_drill_report_new (item, events, users) : NULL;
}

static gboolean
write_drill (AftPage *page, const List *list, const AftHouseCase *item, GError **error)
{
  AftHtml *html = page->html;
  const AftPlace *place = aft_places_find (list->places, &item->venue_id);
  g_autofree char *path = aft_form_dup_path (DRILLS "/", &item->id, NULL);
  g_autoptr (AftDrillReport) report = read_report (page, list->users, item, error);

  if (report == NULL)
    return FALSE;
  g_autofree char *sentence
      = aft_drill_report_dup_sentence (report, page->catalogue, page->language, page->now_ms);
  aft_html_open (html, "li", "class", "card", "data-item", "", NULL);
  aft_html_open (html, "div", "class", "who", NULL);
  aft_html_open (html, "h2", "class", "number", NULL);
  aft_html_put (html, "a", item->number, "href", path, "data-key", path, NULL);
  aft_html_close (html, "h2");
  aft_html_put (html, "span", aft_speech_get_kind (page, item->kind), "class", "tag tag-drill",
                NULL);
  aft_html_put (html, "span", aft_speech_get_state (page, item->flow.state), NULL);
  if (place != NULL)
    {
      aft_html_open (html, "span", "class", "quiet", NULL);
      aft_html_text_printf (html, "%s · ", aft_venue_get_name (place->venue));
      aft_speech_time (page, item->flow.flagged_ms, place->zone);
      aft_html_close (html, "span");
    }
  aft_html_close (html, "div");
  aft_page_line (page, aft_drill_report_is_in_time (report) ? NULL : "late", sentence);
  aft_html_close (html, "li");
  return TRUE;
}

static void
write_older (AftPage *page, const AftHouseCase *last)
{
  g_autofree char *after = aft_id_to_text (&last->id);
  g_autofree char *address = aft_html_dup_address (DRILLS, "after", after, NULL);

  aft_form_link (page, address, aft_page_say (page, N_ ("Older drills")));
}

static void
write_way_to_begin (AftPage *page)
{
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("Begin a drill")), "class", "button",
                "href", BEGIN, NULL);
}

static AftHttpReply *
make_list (AftPage *page, GError **error)
{
  g_auto (List) list = { .places = NULL };
  gboolean is_done = TRUE;

  if (!read_list (&list, page, error))
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Drills")), AFT_SECTION_KIOSKS);
  aft_html_open (page->html, "div", "class", "top", NULL);
  aft_page_line (
      page, NULL,
      aft_page_say (page, N_ ("A staged complaint goes out and rings as a real one does. "
                              "It is marked as a drill everywhere and counts in no "
                              "figure.")));
  if (is_manager (page))
    write_way_to_begin (page);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", "id", "drills", "data-live", "", NULL);
  aft_html_open (page->html, "ol", "class", "board", NULL);
  for (guint i = 0; i < MIN (list.drills->len, PAGE_LENGTH) && is_done; i++)
    is_done = write_drill (page, &list, list.drills->pdata[i], error);
  aft_html_close (page->html, "ol");
  if (list.drills->len == 0)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("There was no drill yet.")));
  aft_html_close (page->html, "div");
  if (list.drills->len > PAGE_LENGTH)
    write_older (page, list.drills->pdata[PAGE_LENGTH - 1]);
  return is_done ? aft_form_close_page (page) : NULL;
}

/* -- beginning one -----------------------------------------------------------------------------
 */

static AftHttpReply *
make_begin (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  const AftPageField field
      = { .id = "venue", .label = aft_page_say (page, N_ ("Restaurant")), .is_needed = TRUE };

  if (places == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Begin a drill?")), AFT_SECTION_KIOSKS);
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("It rings on every console of the restaurant at once, and "
                                         "goes to the group robot and the next role if nobody "
                                         "takes it. Everybody reads that it is a drill.")));
  aft_page_open_form (page, BEGIN, "change");
  aft_page_open_select (page, &field);
  for (guint i = 0; i < places->len; i++)
    {
      const AftVenue *venue = ((const AftPlace *) places->pdata[i])->venue;
      g_autofree char *id = aft_id_to_text (aft_venue_get_id (venue));
      aft_page_option (page, id, aft_venue_get_name (venue), places->len == 1);
    }
  aft_page_close_select (page);
  aft_form_end (page, aft_page_say (page, N_ ("Begin the drill")), "primary");
  aft_form_link (page, DRILLS, aft_page_say (page, N_ ("Begin none")));
  return aft_form_close_page (page);
}

static AftHttpReply *
begin_drill (AftPage *page, GError **error)
{
  GError *reason = NULL;
  AftHouseDrill drill = { .user_id = page->caller->user_id, .actor = page->caller->actor };

  if (!aft_page_get_id (page, "venue", &drill.venue_id, &reason)
      || !aft_page_get_id (page, AFT_PAGE_EVENT, &drill.id, &reason))
    return aft_form_refuse (page, reason, make_begin, error);
  if (!aft_console_caller_has_venue (page->caller, &drill.venue_id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such venue");
      return NULL;
    }
  g_autoptr (AftHouseCase) item = aft_house_store_begin_drill_sync (page->store, &drill, &reason);
  if (item != NULL)
    {
      g_autofree char *path = aft_form_dup_path (DRILLS "/", &item->id, NULL);
      return aft_page_redirect (path, "drill-begun");
    }
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_CONFLICT))
    return aft_form_refuse (page, reason, make_begin, error);
  g_error_free (reason);
  page->ask.status = 409;
  return aft_form_refuse_with (page,
                               N_ ("A drill is still open at this restaurant. Close that one "
                                   "first; then another can begin."),
                               make_begin, error);
}

/* -- one report --------------------------------------------------------------------------------
 */

typedef struct
{
  AftHouseCase *item;
  GPtrArray *events;
  GPtrArray *users;
  GPtrArray *places;
  AftConsoleRules *rules;
  const AftPlace *place;
  AftDrillReport *report;
} Drill;

static void
drill_clear (Drill *drill)
{
  g_clear_pointer (&drill->report, aft_drill_report_free);
  g_clear_pointer (&drill->item, aft_house_case_free);
  g_clear_pointer (&drill->events, g_ptr_array_unref);
  g_clear_pointer (&drill->users, g_ptr_array_unref);
  g_clear_pointer (&drill->places, g_ptr_array_unref);
  g_clear_pointer (&drill->rules, aft_console_rules_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drill, drill_clear)

/* The drill in the address. NOT_FOUND also where the caller does not work, and of other cases. */
static gboolean
read_drill (Drill *drill, const AftPage *page, GError **error)
{
  drill->item = aft_house_store_get_case_sync (page->store, &page->id, error);
  if (drill->item == NULL)
    return FALSE;
  if (drill->item->kind != AFT_CASE_KIND_DRILL
      || !aft_console_caller_has_venue (page->caller, &drill->item->venue_id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such drill");
      return FALSE;
    }
  drill->events = aft_house_store_list_case_events_sync (page->store, &page->id, error);
  if (drill->events != NULL)
    drill->users = aft_house_store_list_users_sync (page->store, error);
  if (drill->users != NULL)
    drill->rules = aft_console_rules_load (page, error);
  if (drill->rules != NULL)
    drill->places = aft_places_load (page, error);
  if (drill->places == NULL)
    return FALSE;
  drill->place = aft_places_find (drill->places, &drill->item->venue_id);
  drill->report = aft_drill_report_new (drill->item, drill->events, drill->users);
  return drill->place != NULL;
}

static void
write_names (AftPage *page, const char *name, const GPtrArray *names, gboolean is_known)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", (const char *) names->pdata[i]);
  if (!is_known)
    g_string_assign (text, aft_page_say (page, N_ ("not kept")));
  else if (names->len == 0)
    g_string_assign (text, aft_page_say (page, N_ ("nobody")));
  aft_form_fact (page, name, text->str);
}

/* "14:02:03", with the day where it was another. */
static char *
dup_exact (const AftPage *page, gint64 utc_ms, GTimeZone *zone)
{
  g_autofree char *minute = aft_speech_dup_time (page, utc_ms, zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autofree char *second = g_date_time_format (utc, "%S");

  return g_strconcat (minute, ":", second, NULL);
}

static void
write_notices (AftPage *page, const Drill *drill)
{
  const AftDrillReport *report = drill->report;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->notices->len; i++)
    {
      const AftDrillNotice *notice = report->notices->pdata[i];
      g_autofree char *time = dup_exact (page, notice->time_ms, drill->place->zone);
      g_string_append_printf (text, "%s%s ", text->len > 0 ? " · " : "", time);
      if (notice->robot == NULL)
        g_string_append_printf (text, aft_page_say (page, N_ ("sent to %d")), (int) notice->count);
      else
        g_string_append_printf (text,
                                notice->is_ill ? aft_page_say (page, N_ ("%s did not take it"))
                                               : aft_page_say (page, N_ ("%s has passed it on")),
                                notice->robot);
    }
  aft_form_fact (page, aft_page_say (page, N_ ("Group robots")),
                 text->len > 0 ? text->str
                               : aft_page_say (page, N_ ("not needed, or none set up")));
}

static void
write_rung (AftPage *page, const AftDrillReport *report)
{
  g_autofree char *count = g_strdup_printf ("%u", report->consoles);

  aft_form_fact (page, aft_page_say (page, N_ ("Consoles it rang on")),
                 report->knows_rung ? count : aft_page_say (page, N_ ("not kept")));
  write_names (page, aft_page_say (page, N_ ("Whose they were")), report->rung, report->knows_rung);
}

static void
write_summary (AftPage *page, const Drill *drill)
{
  const AftDrillReport *report = drill->report;
  GTimeZone *zone = drill->place->zone;
  g_autofree char *flagged = dup_exact (page, report->flagged_ms, zone);
  g_autofree char *due = report->due_ms != 0 ? dup_exact (page, report->due_ms, zone) : NULL;
  g_autofree char *taken = report->taken_ms != 0 ? dup_exact (page, report->taken_ms, zone) : NULL;
  g_autofree char *closed
      = report->closed_ms != 0 ? dup_exact (page, report->closed_ms, zone) : NULL;

  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Restaurant")),
                 aft_venue_get_name (drill->place->venue));
  aft_form_fact (page, aft_page_say (page, N_ ("Flagged")), flagged);
  if (report->begun_by != NULL)
    aft_form_fact (page, aft_page_say (page, N_ ("Begun by")), report->begun_by);
  write_names (page, aft_page_say (page, N_ ("On duty then")), report->on_duty,
               report->knows_present);
  write_names (page, aft_page_say (page, N_ ("Signed in then")), report->signed_in,
               report->knows_present);
  write_rung (page, report);
  write_names (page, aft_page_say (page, N_ ("On duty and did nothing in it")), report->silent,
               report->knows_present);
  aft_form_fact (page, aft_page_say (page, N_ ("To be taken by")), due);
  aft_form_fact (page, aft_page_say (page, N_ ("Taken")), taken);
  write_notices (page, drill);
  aft_form_fact_printf (page, aft_page_say (page, N_ ("Times it was passed up")), "%u",
                        report->escalations);
  aft_form_fact (page, aft_page_say (page, N_ ("Closed")), closed);
  aft_html_close (page->html, "dl");
}

static void
write_step (AftPage *page, const Drill *drill, const AftHouseCaseEvent *event)
{
  AftHtml *html = page->html;
  g_autofree char *time = dup_exact (page, event->time_ms, drill->place->zone);
  g_autofree char *span = aft_drill_dup_span (page->catalogue, page->language,
                                              event->time_ms - drill->report->flagged_ms);
  g_autofree char *about = aft_case_dup_about (page, drill->rules->steps, drill->users, event);

  aft_html_open (html, "tr", NULL);
  aft_html_open (html, "td", "class", "amount", NULL);
  aft_html_put (html, "strong", span, NULL);
  aft_html_put (html, "div", time, "class", "small quiet", NULL);
  aft_html_close (html, "td");
  aft_html_open (html, "td", NULL);
  aft_html_put (html, "strong", aft_case_get_event (page, event), NULL);
  aft_html_text_printf (html, "%s%s", *about != '\0' ? " · " : "", about);
  aft_html_close (html, "td");
  aft_html_put (html, "td", aft_case_get_actor (page, event), NULL);
  aft_html_close (html, "tr");
}

static void
write_steps (AftPage *page, const Drill *drill)
{
  static const char *const heads[] = { N_ ("After"), N_ ("What"), N_ ("Who") };
  AftHtml *html = page->html;
  const char *title = aft_page_say (page, N_ ("Report: who answered when"));

  aft_html_open (html, "section", "class", "card", NULL);
  aft_html_put (html, "h2", title, NULL);
  aft_html_open (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 title, NULL);
  aft_html_open (html, "table", NULL);
  aft_html_open (html, "thead", NULL);
  aft_html_open (html, "tr", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    aft_html_put (html, "th", aft_page_say (page, heads[i]), "scope", "col", "class",
                  i == 0 ? "amount" : NULL, NULL);
  aft_html_close (html, "tr");
  aft_html_close (html, "thead");
  aft_html_open (html, "tbody", NULL);
  for (guint i = 0; i < drill->events->len; i++)
    write_step (page, drill, drill->events->pdata[i]);
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
  aft_html_close (html, "section");
}

static AftHttpReply *
make_report (AftPage *page, GError **error)
{
  g_auto (Drill) drill = { .item = NULL };

  if (!read_drill (&drill, page, error))
    return NULL;
  g_autofree char *title
      = g_strdup_printf (aft_page_say (page, N_ ("Drill %s")), drill.item->number);
  g_autofree char *path = aft_board_dup_path (&page->id);
  g_autofree char *sentence
      = aft_drill_report_dup_sentence (drill.report, page->catalogue, page->language, page->now_ms);
  aft_form_open_page (page, title, AFT_SECTION_KIOSKS);
  aft_html_open (page->html, "div", "id", "report", "data-live", "", NULL);
  aft_html_open (page->html, "div", "class", "top", NULL);
  aft_html_put (page->html, "span", aft_speech_get_kind (page, drill.item->kind), "class",
                "tag tag-drill", NULL);
  aft_html_put (page->html, "strong", sentence, "class",
                aft_drill_report_is_in_time (drill.report) ? NULL : "late", NULL);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", "class", "card", NULL);
  write_summary (page, &drill);
  aft_html_close (page->html, "div");
  write_steps (page, &drill);
  aft_html_close (page->html, "div");
  aft_form_link (page, path, aft_page_say (page, N_ ("To the case of this drill")));
  aft_form_link (page, DRILLS, aft_page_say (page, N_ ("All drills")));
  return aft_form_close_page (page);
}

static const AftPageRoute pages[] = {
  { "GET", DRILLS, AFT_ROLE_STAFF, make_list, AFT_ROUTE_NO_BODY, 0 },
  { "GET", BEGIN, AFT_ROLE_MANAGER, make_begin, AFT_ROUTE_NO_BODY, 0 },
  { "POST", BEGIN, AFT_ROLE_MANAGER, begin_drill, AFT_ROUTE_NO_BODY, 0 },
  { "GET", DRILLS "/{id:uuid}", AFT_ROLE_STAFF, make_report, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_drills (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
