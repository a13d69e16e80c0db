/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time that passes and consoles that are closed. When a case is due is reckoned by rules and store;
 * how a robot is spoken to is notify's; here the two are brought together, and the words chosen. Of
 * a drill it is written down, too, who was rung and what the robots answered. */
#include "aft-alarm.h"

#include "aft-house-store-drills.h"

#include <glib/gi18n.h>

#define LEAST_MS 1000 /* between two looks */
#define MOST_MS  60000

struct _AftAlarm
{
  grefcount references; /* the owner, and each call on its way */
  AftAlarmOptions options;
  guint watch;
  guint timer;
  gboolean is_looking;
  gboolean is_outdated; /* something has happened since this look began */
  gboolean is_over;
};

static void
unref_alarm (AftAlarm *alarm)
{
  if (!g_ref_count_dec (&alarm->references))
    return;
  aft_house_store_unref (alarm->options.store);
  aft_clock_unref (alarm->options.clock);
  aft_catalogue_unref (alarm->options.catalogue);
  g_free (alarm);
}

static AftAlarm *
ref_alarm (AftAlarm *alarm)
{
  g_ref_count_inc (&alarm->references);
  return alarm;
}

static void
report (AftAlarm *alarm, const GError *error)
{
  if (!alarm->is_over && alarm->options.failed != NULL)
    alarm->options.failed (error, alarm->options.user_data);
}

/* -- what is due ----------------------------------------------------------------------------- */

static void look (AftAlarm *alarm);

static gboolean
on_time (gpointer user_data)
{
  AftAlarm *alarm = user_data;
  alarm->timer = 0;
  look (alarm);
  return G_SOURCE_REMOVE;
}

/* A clock that is set forward is noticed within a minute. */
static void
look_in (AftAlarm *alarm, gint64 wait_ms)
{
  g_clear_handle_id (&alarm->timer, g_source_remove);
  alarm->timer = g_timeout_add ((guint) CLAMP (wait_ms, LEAST_MS, MOST_MS), on_time, alarm);
}

static gpointer
work_escalate (AftHouseStore *store, gpointer data, GError **error)
{
  gint64 *next_ms = g_new0 (gint64, 1);
  if (aft_house_store_escalate_due_sync (store, next_ms, error))
    return next_ms;
  g_free (next_ms);
  return NULL;
}

static void
on_escalated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftAlarm *alarm = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *next_ms = aft_house_store_call_finish (result, &error);
  alarm->is_looking = FALSE;
  if (next_ms == NULL)
    report (alarm, error);
  if (!alarm->is_over && alarm->is_outdated)
    look_in (alarm, LEAST_MS);
  else if (!alarm->is_over)
    look_in (alarm, next_ms != NULL && *next_ms > 0
                        ? *next_ms - aft_clock_get_real_ms (alarm->options.clock)
                        : MOST_MS);
  unref_alarm (alarm);
}

static void
look (AftAlarm *alarm)
{
  const AftHouseCall call = { .work = work_escalate, .free_result = g_free };
  if (alarm->is_looking)
    return;
  alarm->is_looking = TRUE;
  alarm->is_outdated = FALSE;
  aft_house_store_call_async (alarm->options.store, &call, on_escalated, ref_alarm (alarm));
}

/* -- what is written down of a drill ------------------------------------------------------------
 */

typedef struct
{
  AftId case_id;
  AftValue *told;
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;
  aft_value_unref (entry->told);
  g_free (entry);
}

static gpointer
work_tell (AftHouseStore *store, gpointer data, GError **error)
{
  const Entry *entry = data;
  return aft_house_store_tell_drill_sync (store, &entry->case_id, entry->told, error)
             ? aft_value_ref (entry->told)
             : NULL;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftAlarm *alarm = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) told = aft_house_store_call_finish (result, &error);
  if (told == NULL)
    report (alarm, error);
  unref_alarm (alarm);
}

/* Eats @told. */
static void
write_down (AftAlarm *alarm, const AftId *case_id, AftValueBuilder *told)
{
  Entry *entry = g_new0 (Entry, 1);
  const AftHouseCall call = { .work = work_tell,
                              .data = entry,
                              .free_data = free_entry,
                              .free_result = (GDestroyNotify) aft_value_unref };
  entry->case_id = *case_id;
  entry->told = aft_value_builder_end (told);
  aft_house_store_call_async (alarm->options.store, &call, on_written, ref_alarm (alarm));
}

static gboolean
has_before (const GArray *ids, guint index)
{
  for (guint i = 0; i < index; i++)
    if (aft_id_equal (&g_array_index (ids, AftId, i), &g_array_index (ids, AftId, index)))
      return TRUE;
  return FALSE;
}

/* Which consoles ring, and whose they are, each once. */
static void
write_listeners (AftAlarm *alarm, const AftHouseChange *change)
{
  g_autoptr (GArray) users
      = alarm->options.list_listeners (&change->venue_id, alarm->options.user_data);
  AftValueBuilder *told = aft_value_builder_new_object ();
  AftValueBuilder *list = aft_value_builder_new_array ();
  guint count = 0;
  for (guint i = 0; i < users->len && count < AFT_HOUSE_DRILL_PRESENT_MAX; i++)
    if (!has_before (users, i))
      {
        aft_value_builder_take (
            list, aft_value_new_take_string (aft_id_to_text (&g_array_index (users, AftId, i))));
        count++;
      }
  aft_value_builder_set_number (told, "consoles", users->len);
  aft_value_builder_set_take (told, "users", aft_value_builder_end (list));
  write_down (alarm, &change->case_id, told);
}

/* Robots are asked because of that event. */
static void
write_asked (AftAlarm *alarm, const AftHouseChange *change)
{
  AftValueBuilder *told = aft_value_builder_new_object ();
  aft_value_builder_set_number (told, "robots",
                                aft_notifier_count_robots (alarm->options.notifier));
  aft_value_builder_set_string (told, "event", aft_case_event_kind_to_text (change->event));
  write_down (alarm, &change->case_id, told);
}

/* What aft_alarm_note_told() needs to know again; NULL of what is no drill. */
static AftValue *
make_subject (const AftHouseChange *change)
{
  if (change->kind != AFT_CASE_KIND_DRILL)
    return NULL;
  AftValueBuilder *subject = aft_value_builder_new_object ();
  aft_value_builder_set_take (subject, "case",
                              aft_value_new_take_string (aft_id_to_text (&change->case_id)));
  aft_value_builder_set_string (subject, "event", aft_case_event_kind_to_text (change->event));
  return aft_value_builder_end (subject);
}

void
aft_alarm_note_told (AftAlarm *alarm, const AftNotifierTold *told)
{
  AftId case_id;
  if (!told->is_last
      || !aft_id_from_text (aft_value_get_member_string (told->about, "case", ""), &case_id))
    return;
  AftValueBuilder *entry = aft_value_builder_new_object ();
  aft_value_builder_set_string (entry, "robot", told->kind);
  aft_value_builder_set_string (entry, "event",
                                aft_value_get_member_string (told->about, "event", ""));
  aft_value_builder_set_string (entry, "result", told->error == NULL ? "taken" : "given-up");
  aft_value_builder_set_number (entry, "tries", told->tries);
  write_down (alarm, &case_id, entry);
}

/* -- what is said ---------------------------------------------------------------------------- */

/* NULL: nothing is. */
static char *
dup_sentence (const AftCatalogue *catalogue,
              AftLanguage language,
              const AftHouseChange *change,
              const char *venue,
              const char *place)
{
  if (change->event == AFT_CASE_EVENT_FLAGGED && change->kind == AFT_CASE_KIND_CALL)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language,
                           N_ ("%1$s: a guest asks for staff (%2$s). Nobody has the console open; "
                               "please go.")),
        venue, place);
  if (change->event == AFT_CASE_EVENT_FLAGGED)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language,
                           N_ ("%1$s: a guest is not happy (%2$s). Nobody has the console open; "
                               "please look.")),
        venue, place);
  if (change->event != AFT_CASE_EVENT_ESCALATED)
    return NULL;
  if (change->escalated_to == AFT_ROLE_OWNER)
    return g_strdup_printf (
        aft_catalogue_get (catalogue, language,
                           N_ ("%1$s: %2$s has waited too long. It is the owner's now.")),
        venue, place);
  return g_strdup_printf (
      aft_catalogue_get (catalogue, language,
                         N_ ("%1$s: %2$s has waited too long. It is the manager's now.")),
      venue, place);
}

char *
aft_alarm_dup_text (const AftCatalogue *catalogue,
                    AftLanguage language,
                    const char *venue_name,
                    const AftHouseChange *change)
{
  g_autofree char *place
      = change->table != NULL
            ? g_strdup_printf (aft_catalogue_get (catalogue, language, N_ ("%1$s, table %2$s")),
                               change->number, change->table)
            : g_strdup (change->number);
  g_autofree char *text = dup_sentence (catalogue, language, change, venue_name, place);
  if (text == NULL || change->kind != AFT_CASE_KIND_DRILL)
    return g_steal_pointer (&text);
  return g_strdup_printf (aft_catalogue_get (catalogue, language, N_ ("[Drill] %s")), text);
}

/* A change on its way to its words, for which the house is asked. */
typedef struct
{
  AftAlarm *alarm;
  AftHouseChange change; /* number and table are its own, no other text is */
  AftValue *subject;     /* NULL: of no drill */
} Saying;

static void
free_saying (Saying *saying)
{
  unref_alarm (saying->alarm);
  g_free (saying->change.number);
  g_free (saying->change.table);
  aft_value_unref (saying->subject);
  g_free (saying);
}

static gpointer
work_word (AftHouseStore *store, gpointer data, GError **error)
{
  const Saying *saying = data;
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (store, error);
  if (house == NULL)
    return NULL;
  g_autoptr (AftVenue) venue
      = aft_house_store_get_venue_sync (store, &saying->change.venue_id, error);
  if (venue == NULL)
    return NULL;
  return aft_alarm_dup_text (saying->alarm->options.catalogue, house->language,
                             aft_venue_get_name (venue), &saying->change);
}

static void
on_worded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saying *saying = user_data;
  AftAlarm *alarm = saying->alarm;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_house_store_call_finish (result, &error);
  if (text == NULL)
    report (alarm, error);
  else if (!alarm->is_over)
    aft_notifier_say (alarm->options.notifier, text, saying->subject);
  free_saying (saying);
}

static void
say (AftAlarm *alarm, const AftHouseChange *change)
{
  Saying *saying = g_new0 (Saying, 1);
  saying->alarm = ref_alarm (alarm);
  saying->subject = make_subject (change);
  saying->change.event = change->event;
  saying->change.kind = change->kind;
  saying->change.escalated_to = change->escalated_to;
  saying->change.venue_id = change->venue_id;
  saying->change.number = g_strdup (change->number);
  saying->change.table = g_strdup (change->table);
  const AftHouseCall call = { .work = work_word, .data = saying, .free_result = g_free };
  aft_house_store_call_async (alarm->options.store, &call, on_worded, saying);
}

static gboolean
is_worth_a_word (AftAlarm *alarm, const AftHouseChange *change)
{
  const AftAlarmOptions *options = &alarm->options;
  if (options->notifier == NULL)
    return FALSE;
  return change->event == AFT_CASE_EVENT_ESCALATED
         || (change->event == AFT_CASE_EVENT_FLAGGED
             && !options->is_watched (&change->venue_id, options->user_data));
}

/* Whatever happens in a case may change when it is due. */
static void
on_change (const AftHouseChange *change, gpointer user_data)
{
  AftAlarm *alarm = user_data;
  gboolean is_drill = change->kind == AFT_CASE_KIND_DRILL;
  if (is_drill && change->event == AFT_CASE_EVENT_FLAGGED)
    write_listeners (alarm, change);
  if (is_worth_a_word (alarm, change))
    {
      if (is_drill)
        write_asked (alarm, change);
      say (alarm, change);
    }
  alarm->is_outdated = TRUE;
  look_in (alarm, LEAST_MS);
}

AftAlarm *
aft_alarm_new (const AftAlarmOptions *options)
{
  AftAlarm *alarm = g_new0 (AftAlarm, 1);
  g_ref_count_init (&alarm->references);
  alarm->options = *options;
  aft_house_store_ref (options->store);
  aft_clock_ref (options->clock);
  aft_catalogue_ref (options->catalogue);
  alarm->watch = aft_house_store_watch (options->store, NULL, on_change, alarm, NULL);
  look (alarm);
  return alarm;
}

void
aft_alarm_free (AftAlarm *alarm)
{
  if (alarm == NULL)
    return;
  alarm->is_over = TRUE;
  aft_house_store_unwatch (alarm->options.store, alarm->watch);
  g_clear_handle_id (&alarm->timer, g_source_remove);
  unref_alarm (alarm);
}
