/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommand that stages a complaint, and prints the report of who answered it when. What the
 * report reads from a drill's events is aft-drill-report.c's. */
#include <stdio.h>

#include "aft-command.h"
#include "aft-drill-report.h"
#include "aft-error.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-drills.h"

#define SECOND_MS 1000
#define PAGE      "/console/drills/"

static AftValue *
describe_names (const GPtrArray *names)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < names->len; i++)
    aft_value_builder_take (list, aft_value_new_string (names->pdata[i]));
  return aft_value_builder_end (list);
}

static AftValue *
describe_seconds (gint64 from_ms, gint64 to_ms)
{
  return to_ms != 0 ? aft_value_new_number ((double) ((to_ms - from_ms) / SECOND_MS))
                    : aft_value_new_null ();
}

/* What is said of a drill, begun or reported on. */
static void
set_head (AftValueBuilder *reply, const AftHouseCase *item, const AftVenue *venue)
{
  aft_value_builder_set_take (reply, "drill", aft_command_id_value (&item->id));
  aft_value_builder_set_string (reply, "number", item->number);
  aft_value_builder_set_string (reply, "venue", aft_venue_get_name (venue));
  aft_value_builder_set_string (reply, "state", aft_case_state_to_text (item->flow.state));
  aft_value_builder_set_take (reply, "flagged", aft_command_time_value (item->flow.flagged_ms));
}

/* -- beginning --------------------------------------------------------------------------------- */

static AftValue *
begin (AftAdmin *admin, const AftValue *request, GError **error)
{
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (venue == NULL)
    return NULL;
  const AftHouseDrill drill = { .id = aft_id_generate (admin->clock, admin->random),
                                .venue_id = *aft_venue_get_id (venue),
                                .actor = AFT_COMMAND_ACTOR };
  g_autoptr (AftHouseCase) item = aft_house_store_begin_drill_sync (admin->store, &drill, error);
  if (item == NULL)
    return NULL;
  g_autofree char *id = aft_id_to_text (&item->id);
  AftValueBuilder *reply = aft_value_builder_new_object ();
  set_head (reply, item, venue);
  if (admin->console != NULL)
    aft_value_builder_set_take (
        reply, "page", aft_value_new_take_string (g_strconcat (admin->console, PAGE, id, NULL)));
  return aft_value_builder_end (reply);
}

/* -- report ------------------------------------------------------------------------------------ */

/* By its id or number; of equal numbers the newest. */
static AftHouseCase *
find_drill (AftAdmin *admin, const char *text, GError **error)
{
  const AftHouseCaseQuery query = { .only_drills = TRUE, .limit = AFT_HOUSE_CASES_MAX };
  AftId id;
  gboolean is_id = aft_id_from_text (text, &id);
  g_autoptr (AftHouseCase) item
      = is_id ? aft_house_store_get_case_sync (admin->store, &id, error) : NULL;
  g_autoptr (GPtrArray) drills
      = is_id ? NULL : aft_house_store_list_cases_sync (admin->store, &query, error);
  if (is_id ? item == NULL : drills == NULL)
    return NULL;
  if (is_id && item->kind == AFT_CASE_KIND_DRILL)
    return g_steal_pointer (&item);
  for (guint i = 0; !is_id && i < drills->len; i++)
    if (g_str_equal (((const AftHouseCase *) drills->pdata[i])->number, text))
      return g_ptr_array_steal_index (drills, i);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such drill");
  return NULL;
}

static AftValue *
describe_notices (const AftDrillReport *report)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < report->notices->len; i++)
    {
      const AftDrillNotice *notice = report->notices->pdata[i];
      AftValueBuilder *one = aft_value_builder_new_object ();
      aft_value_builder_set_take (one, "time", aft_command_time_value (notice->time_ms));
      aft_value_builder_set_string (one, "because", aft_case_event_kind_to_text (notice->event));
      if (notice->robot != NULL)
        {
          aft_value_builder_set_string (one, "robot", notice->robot);
          aft_value_builder_set_string (one, "result", notice->is_ill ? "given-up" : "taken");
        }
      aft_value_builder_set_number (one, notice->robot != NULL ? "tries" : "sent_to",
                                    notice->count);
      aft_value_builder_take (list, aft_value_builder_end (one));
    }
  return aft_value_builder_end (list);
}

static const char *
get_who (const AftHouseCaseEvent *event)
{
  if (event->user_public_name != NULL || event->user_name != NULL)
    return event->user_public_name != NULL ? event->user_public_name : event->user_name;
  return g_str_has_prefix (event->actor, "device:") ? "kiosk" : "program";
}

/* "step calm", "closed recovered", or what the program did. */
static char *
dup_what (const AftHouseCaseEvent *event, const AftCatalogue *catalogue)
{
  static const char *const members[] = { "step", "to", "to_role" };
  const char *kind = aft_case_event_kind_to_text (event->kind);
  char *told = aft_drill_dup_told (event, catalogue, AFT_LANGUAGE_EN);
  if (told != NULL)
    return told;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *about = aft_value_get_member_string (event->detail, members[i], NULL);
      if (about != NULL)
        return g_strdup_printf ("%s %s", kind, about);
    }
  return g_strdup (kind);
}

static AftValue *
describe_history (const GPtrArray *events, const AftCatalogue *catalogue, gint64 flagged_ms)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *event = events->pdata[i];
      AftValueBuilder *one = aft_value_builder_new_object ();
      aft_value_builder_set_take (one, "time", aft_command_time_value (event->time_ms));
      aft_value_builder_set_take (one, "seconds", describe_seconds (flagged_ms, event->time_ms));
      aft_value_builder_set_take (one, "what",
                                  aft_value_new_take_string (dup_what (event, catalogue)));
      aft_value_builder_set_string (one, "who", get_who (event));
      aft_value_builder_take (list, aft_value_builder_end (one));
    }
  return aft_value_builder_end (list);
}

static void
set_report (AftValueBuilder *reply, const AftDrillReport *report)
{
  aft_value_builder_set_take (reply, "begun_by", aft_command_text_value (report->begun_by));
  aft_value_builder_set_take (reply, "on_duty", describe_names (report->on_duty));
  aft_value_builder_set_take (reply, "signed_in", describe_names (report->signed_in));
  aft_value_builder_set_take (reply, "consoles",
                              report->knows_rung ? aft_value_new_number (report->consoles)
                                                 : aft_value_new_null ());
  aft_value_builder_set_take (reply, "rang_for", describe_names (report->rung));
  aft_value_builder_set_take (reply, "did_nothing", describe_names (report->silent));
  aft_value_builder_set_take (reply, "due_seconds",
                              describe_seconds (report->flagged_ms, report->due_ms));
  aft_value_builder_set_take (reply, "taken", aft_command_time_value (report->taken_ms));
  aft_value_builder_set_take (reply, "taken_by", aft_command_text_value (report->taken_by));
  aft_value_builder_set_take (reply, "taken_seconds",
                              describe_seconds (report->flagged_ms, report->taken_ms));
  aft_value_builder_set_boolean (reply, "in_time", aft_drill_report_is_in_time (report));
  aft_value_builder_set_take (reply, "robots", describe_notices (report));
  aft_value_builder_set_number (reply, "passed_up", report->escalations);
  aft_value_builder_set_take (reply, "closed", aft_command_time_value (report->closed_ms));
}

static AftValue *
describe_report (AftAdmin *admin,
                 const AftHouseCase *item,
                 const AftVenue *venue,
                 const GPtrArray *events,
                 const GPtrArray *users,
                 GError **error)
{
  GBytes *const none[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (none, error);
  if (catalogue == NULL)
    return NULL;
  g_autoptr (AftDrillReport) report = aft_drill_report_new (item, events, users);
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (
      reply, "sentence",
      aft_value_new_take_string (aft_drill_report_dup_sentence (
          report, catalogue, AFT_LANGUAGE_EN, aft_clock_get_real_ms (admin->clock))));
  set_head (reply, item, venue);
  set_report (reply, report);
  aft_value_builder_set_take (reply, "history",
                              describe_history (events, catalogue, report->flagged_ms));
  return aft_value_builder_end (reply);
}

static AftValue *
make_report (AftAdmin *admin, const char *text, GError **error)
{
  g_autoptr (AftHouseCase) item = find_drill (admin, text, error);
  if (item == NULL)
    return NULL;
  g_autoptr (AftVenue) venue
      = aft_house_store_get_venue_sync (admin->store, &item->venue_id, error);
  if (venue == NULL)
    return NULL;
  g_autoptr (GPtrArray) events
      = aft_house_store_list_case_events_sync (admin->store, &item->id, error);
  if (events == NULL)
    return NULL;
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (admin->store, error);
  return users != NULL ? describe_report (admin, item, venue, events, users, error) : NULL;
}

AftValue *
aft_command_drill (AftAdmin *admin, const AftValue *request, GError **error)
{
  const char *report = aft_command_get_text (request, "report");
  if (report == NULL)
    return begin (admin, request, error);
  if (aft_command_get_text (request, "venue") == NULL)
    return make_report (admin, report, error);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "--venue begins a drill, --report tells of one: not both");
  return NULL;
}

/* -- for a person ------------------------------------------------------------------------------ */

static void
print_names (const AftValue *reply, const char *name, const char *title)
{
  const AftValue *names = aft_value_get_member (reply, name);
  printf ("%s:", title);
  for (gsize i = 0; i < aft_value_get_length (names); i++)
    printf ("%s %s", i > 0 ? "," : "", aft_value_get_string (aft_value_get_item (names, i)));
  puts (aft_value_get_length (names) == 0 ? " nobody" : "");
}

static void
print_history (const AftValue *reply)
{
  const AftValue *history = aft_value_get_member (reply, "history");
  for (gsize i = 0; i < aft_value_get_length (history); i++)
    {
      const AftValue *one = aft_value_get_item (history, i);
      printf ("  %s  after %.0f s  %s  (%s)\n", aft_value_get_member_string (one, "time", "-"),
              aft_value_get_member_number (one, "seconds", 0),
              aft_value_get_member_string (one, "what", ""),
              aft_value_get_member_string (one, "who", ""));
    }
}

void
aft_command_drill_print (const AftValue *reply)
{
  const char *sentence = aft_value_get_member_string (reply, "sentence", NULL);
  const AftValue *consoles = aft_value_get_member (reply, "consoles");
  if (sentence != NULL)
    puts (sentence);
  printf ("%s at %s, begun %s (%s)\n", aft_value_get_member_string (reply, "number", ""),
          aft_value_get_member_string (reply, "venue", ""),
          aft_value_get_member_string (reply, "flagged", ""),
          aft_value_get_member_string (reply, "drill", ""));
  if (sentence == NULL)
    {
      const char *page = aft_value_get_member_string (reply, "page", NULL);
      if (page != NULL)
        puts (page);
      return;
    }
  print_names (reply, "on_duty", "On duty then");
  print_names (reply, "signed_in", "Signed in then");
  if (aft_value_is_null (consoles))
    puts ("Consoles it rang on: not kept");
  else
    printf ("Consoles it rang on: %.0f\n", aft_value_get_number (consoles));
  print_names (reply, "rang_for", "Whose they were");
  print_names (reply, "did_nothing", "On duty and did nothing in it");
  print_history (reply);
}
