/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a drill's events as what they were kept for: who was there, whom it rang for, who took it
 * and when. How that stands on a page or in a terminal is not known here. */
#include "aft-drill-report.h"

#include <glib/gi18n.h>

#define SECOND_MS    1000
#define MINUTE_MS    (60 * SECOND_MS)
#define MOST_SECONDS 600

static void
free_notice (gpointer data)
{
  AftDrillNotice *notice = data;
  g_free (notice->robot);
  g_free (notice);
}

void
aft_drill_report_free (AftDrillReport *report)
{
  if (report == NULL)
    return;
  g_free (report->begun_by);
  g_free (report->taken_by);
  g_ptr_array_unref (report->on_duty);
  g_ptr_array_unref (report->signed_in);
  g_ptr_array_unref (report->rung);
  g_ptr_array_unref (report->silent);
  g_ptr_array_unref (report->notices);
  g_free (report);
}

/* -- people ------------------------------------------------------------------------------------
 */

static const AftHouseUser *
find_user (const GPtrArray *users, const AftId *id)
{
  for (guint i = 0; i < users->len; i++)
    if (aft_id_equal (&((const AftHouseUser *) users->pdata[i])->id, id))
      return users->pdata[i];
  return NULL;
}

static const char *
get_name (const AftHouseUser *user)
{
  return user->public_name != NULL ? user->public_name : user->name;
}

/* Has anything in the case been done by them? */
static gboolean
has_acted (const GPtrArray *events, const AftId *user_id)
{
  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *event = events->pdata[i];
      if (event->kind != AFT_CASE_EVENT_FLAGGED && aft_id_equal (&event->user_id, user_id))
        return TRUE;
    }
  return FALSE;
}

/* The names of those in @list; @silent_in: only of those who did nothing in these events. */
static void
add_names (GPtrArray *names,
           const AftValue *list,
           const GPtrArray *users,
           const GPtrArray *silent_in)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      AftId id;
      const char *text = aft_value_get_string (aft_value_get_item (list, i));
      const AftHouseUser *user
          = text != NULL && aft_id_from_text (text, &id) ? find_user (users, &id) : NULL;
      if (user != NULL && (silent_in == NULL || !has_acted (silent_in, &id)))
        g_ptr_array_add (names, g_strdup (get_name (user)));
    }
}

static char *
dup_actor (const AftHouseCaseEvent *event)
{
  return g_strdup (event->user_public_name != NULL ? event->user_public_name : event->user_name);
}

/* -- events ------------------------------------------------------------------------------------
 */

static void
read_flagged (AftDrillReport *report,
              const AftHouseCaseEvent *event,
              const GPtrArray *events,
              const GPtrArray *users)
{
  const AftValue *present = aft_value_get_member (event->detail, "present");
  const AftValue *on_duty = aft_value_get_member (present, "on_duty");
  report->begun_by = dup_actor (event);
  report->knows_present = present != NULL;
  add_names (report->on_duty, on_duty, users, NULL);
  add_names (report->silent, on_duty, users, events);
  add_names (report->signed_in, aft_value_get_member (present, "signed_in"), users, NULL);
}

static void
read_notice (AftDrillReport *report, const AftHouseCaseEvent *event, const AftValue *told)
{
  AftDrillNotice *notice = g_new0 (AftDrillNotice, 1);
  notice->time_ms = event->time_ms;
  notice->robot = g_strdup (aft_value_get_member_string (told, "robot", NULL));
  notice->count
      = (guint) aft_value_get_member_number (told, notice->robot != NULL ? "tries" : "robots", 0);
  notice->is_ill = notice->robot != NULL
                   && g_strcmp0 (aft_value_get_member_string (told, "result", NULL), "taken") != 0;
  notice->event = AFT_CASE_EVENT_FLAGGED;
  aft_case_event_kind_from_text (aft_value_get_member_string (told, "event", NULL), &notice->event);
  g_ptr_array_add (report->notices, notice);
}

static void
read_told (AftDrillReport *report, const AftHouseCaseEvent *event, const GPtrArray *users)
{
  const AftValue *told = aft_value_get_member (event->detail, "told");
  if (told == NULL)
    return;
  if (aft_value_get_member (told, "consoles") == NULL)
    {
      read_notice (report, event, told);
      return;
    }
  report->knows_rung = TRUE;
  report->consoles = (guint) aft_value_get_member_number (told, "consoles", 0);
  add_names (report->rung, aft_value_get_member (told, "users"), users, NULL);
}

static void
read_event (AftDrillReport *report, const AftHouseCaseEvent *event, const GPtrArray *users)
{
  if (event->kind == AFT_CASE_EVENT_NOTE)
    read_told (report, event, users);
  if (event->kind == AFT_CASE_EVENT_ESCALATED)
    report->escalations++;
  if (event->kind != AFT_CASE_EVENT_ACKNOWLEDGED || report->taken_ms != 0)
    return;
  report->taken_ms = event->time_ms;
  report->taken_by = dup_actor (event);
}

AftDrillReport *
aft_drill_report_new (const AftHouseCase *item, const GPtrArray *events, const GPtrArray *users)
{
  AftDrillReport *report = g_new0 (AftDrillReport, 1);
  report->on_duty = g_ptr_array_new_with_free_func (g_free);
  report->signed_in = g_ptr_array_new_with_free_func (g_free);
  report->rung = g_ptr_array_new_with_free_func (g_free);
  report->silent = g_ptr_array_new_with_free_func (g_free);
  report->notices = g_ptr_array_new_with_free_func (free_notice);
  report->flagged_ms = item->flow.flagged_ms;
  report->due_ms = item->contact_due_ms;
  report->closed_ms = item->flow.closed_ms;
  if (events->len > 0)
    read_flagged (report, events->pdata[0], events, users);
  for (guint i = 1; i < events->len; i++)
    read_event (report, events->pdata[i], users);
  return report;
}

/* -- words -------------------------------------------------------------------------------------
 */

gboolean
aft_drill_report_is_in_time (const AftDrillReport *report)
{
  return report->taken_ms != 0 && (report->due_ms == 0 || report->taken_ms <= report->due_ms);
}

char *
aft_drill_dup_span (const AftCatalogue *catalogue, AftLanguage language, gint64 span_ms)
{
  gint64 seconds = MAX (span_ms, 0) / SECOND_MS;
  if (seconds < MOST_SECONDS)
    return g_strdup_printf (aft_catalogue_get (catalogue, language, N_ ("%d s")), (int) seconds);
  return g_strdup_printf (aft_catalogue_get (catalogue, language, N_ ("%d min")),
                          (int) MIN (span_ms / MINUTE_MS, G_MAXINT));
}

static char *
dup_taken (const AftDrillReport *report,
           const AftCatalogue *catalogue,
           AftLanguage language,
           const char *due)
{
  const char *who = report->taken_by != NULL
                        ? report->taken_by
                        : aft_catalogue_get (catalogue, language, N_ ("Somebody at a kiosk"));
  g_autofree char *span
      = aft_drill_dup_span (catalogue, language, report->taken_ms - report->flagged_ms);
  if (report->due_ms == 0)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language, N_ ("%1$s took it after %2$s.")), who, span);
  if (aft_drill_report_is_in_time (report))
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language,
                           N_ ("%1$s took it after %2$s; due after %3$s: in time.")),
        who, span, due);
  return g_strdup_printf (
      aft_catalogue_get (catalogue, language,
                         N_ ("%1$s took it after %2$s; due after %3$s: too late.")),
      who, span, due);
}

char *
aft_drill_report_dup_sentence (const AftDrillReport *report,
                               const AftCatalogue *catalogue,
                               AftLanguage language,
                               gint64 now_ms)
{
  g_autofree char *due
      = aft_drill_dup_span (catalogue, language, report->due_ms - report->flagged_ms);
  gint64 end_ms = report->closed_ms != 0 ? report->closed_ms : now_ms;
  g_autofree char *span = aft_drill_dup_span (catalogue, language, end_ms - report->flagged_ms);
  if (report->taken_ms != 0)
    return dup_taken (report, catalogue, language, due);
  if (report->closed_ms != 0)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language, N_ ("Nobody took it. It was closed after %s.")),
        span);
  if (report->due_ms == 0)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language, N_ ("Nobody has taken it for %s.")), span);
  return g_strdup_printf (
      aft_catalogue_get (catalogue, language, N_ ("Nobody has taken it for %1$s; due after %2$s.")),
      span, due);
}

static char *
dup_robot (const AftValue *told,
           const char *robot,
           const AftCatalogue *catalogue,
           AftLanguage language)
{
  if (g_strcmp0 (aft_value_get_member_string (told, "result", NULL), "taken") == 0)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language, N_ ("The group robot has passed it on (%s)")),
        robot);
  return g_strdup_printf (
      aft_catalogue_get (catalogue, language, N_ ("The group robot did not take it (%s)")), robot);
}

char *
aft_drill_dup_told (const AftHouseCaseEvent *event,
                    const AftCatalogue *catalogue,
                    AftLanguage language)
{
  const AftValue *told = aft_value_get_member (event->detail, "told");
  const char *robot = aft_value_get_member_string (told, "robot", NULL);
  if (told == NULL)
    return NULL;
  if (robot != NULL)
    return dup_robot (told, robot, catalogue, language);
  if (aft_value_get_member (told, "consoles") != NULL)
    return g_strdup_printf (aft_catalogue_get (catalogue, language, N_ ("Consoles it rang on: %d")),
                            (int) aft_value_get_member_number (told, "consoles", 0));
  return g_strdup_printf (
      aft_catalogue_get (catalogue, language, N_ ("Group robots it was sent to: %d")),
      (int) aft_value_get_member_number (told, "robots", 0));
}
