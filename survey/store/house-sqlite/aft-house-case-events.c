/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens in a case: applied by the case's table, written once and never again, together with
 * the case's row, the audit's row, which has the event's digest, and the change that is told. The
 * detail says all that made the case's row, so that it can be made anew (aft-house-verify-cases.c).
 * Words stand beside it, and in it only their digest: they can be taken away and the rest still be
 * proved. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-tasks-private.h"
#include "aft-json.h"

#define SALT_BYTES 16

static const char digest_name[] = "aftertaste-case-event-1";

static void
add_u64 (AftDigester *digester, guint64 number)
{
  guint64 big_endian = GUINT64_TO_BE (number);
  aft_digester_add (digester, &big_endian, sizeof big_endian);
}

static void
add_text (AftDigester *digester, const char *text)
{
  guint32 length = (guint32) strlen (text);
  guint32 big_endian = GUINT32_TO_BE (length);
  aft_digester_add (digester, &big_endian, sizeof big_endian);
  aft_digester_add (digester, text, length);
}

AftDigest
aft_house_case_words_digest (const char *words, const guint8 *salt)
{
  AftDigester *digester = aft_digester_new ();
  aft_digester_add (digester, salt, SALT_BYTES);
  aft_digester_add (digester, words, strlen (words));
  return aft_digester_end (digester);
}

/* What has no canonical form is not stored. */
AftDigest
aft_house_case_event_digest (const AftId *case_id, const AftHouseCaseEvent *event)
{
  g_autofree char *detail = aft_json_to_canonical (event->detail, NULL);
  AftDigester *digester = aft_digester_new ();
  aft_digester_add (digester, digest_name, sizeof digest_name - 1);
  aft_digester_add (digester, case_id->bytes, AFT_ID_BYTES);
  add_u64 (digester, event->number);
  aft_digester_add (digester, event->id.bytes, AFT_ID_BYTES);
  add_u64 (digester, event->kind);
  add_u64 (digester, (guint64) event->time_ms);
  add_text (digester, event->actor);
  aft_digester_add (digester, event->user_id.bytes, AFT_ID_BYTES);
  add_text (digester, detail != NULL ? detail : "");
  return aft_digester_end (digester);
}

static void
set_id (AftValueBuilder *detail, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_value_builder_set_string (detail, name, text);
}

/* The cost is among the facts that came with it. */
static void
set_offer (AftValueBuilder *detail, const AftCaseEvent *event)
{
  if (event->kind != AFT_CASE_EVENT_OFFER && event->kind != AFT_CASE_EVENT_ASKED)
    return;
  aft_value_builder_set_number (detail, "ceiling_minor", (double) event->ceiling_minor);
  if (event->is_apology)
    aft_value_builder_set_boolean (detail, "apology", TRUE);
  if (event->is_approval)
    aft_value_builder_set_boolean (detail, "approval", TRUE);
}

/* What of the event the table has looked at, by kind. */
static void
set_event (AftValueBuilder *detail, const AftCaseEvent *event)
{
  if (event->has_actor)
    aft_value_builder_set_string (detail, "role", aft_role_to_text (event->role));
  if (event->kind == AFT_CASE_EVENT_MOVED || event->kind == AFT_CASE_EVENT_CLOSED)
    aft_value_builder_set_string (detail, "to", aft_case_state_to_text (event->to));
  if (event->kind == AFT_CASE_EVENT_STEP)
    aft_value_builder_set_string (detail, "step", aft_case_step_to_text (event->step));
  if (event->kind == AFT_CASE_EVENT_HANDED_OVER)
    set_id (detail, "other", &event->other);
  if (event->kind == AFT_CASE_EVENT_ESCALATED)
    aft_value_builder_set_string (detail, "to_role", aft_role_to_text (event->to_role));
  if (event->kind == AFT_CASE_EVENT_CLOSED)
    aft_value_builder_set_number (detail, "known", event->known);
  if (event->breaks_promises)
    aft_value_builder_set_boolean (detail, "breaks_promises", TRUE);
  set_offer (detail, event);
  if (event->no_win_back)
    aft_value_builder_set_boolean (detail, "no_win_back", TRUE);
  if (event->has_second)
    set_id (detail, "second", &event->second);
  if (event->counted_open_ms != 0)
    aft_value_builder_set_number (detail, "waited_ms", (double) event->counted_open_ms);
}

static AftId
get_id (const AftValue *detail, const char *name)
{
  AftId id = { { 0 } };
  const char *text = aft_value_get_member_string (detail, name, NULL);
  return text != NULL && aft_id_from_text (text, &id) ? id : (AftId){ { 0 } };
}

AftCaseEvent
aft_house_case_event_recall (const AftHouseCaseEvent *stored)
{
  const AftValue *detail = stored->detail;
  AftCaseEvent event = {
    .kind = stored->kind,
    .time_ms = stored->time_ms,
    .actor = stored->user_id,
    .is_guest = g_str_equal (stored->actor, AFT_HOUSE_GUEST_ACTOR),
    .has_text = aft_value_get_member (detail, "words") != NULL,
    .other = get_id (detail, "other"),
    .known = (guint) aft_value_get_member_number (detail, "known", 0),
    .breaks_promises = aft_value_get_member_boolean (detail, "breaks_promises", FALSE),
    .no_win_back = aft_value_get_member_boolean (detail, "no_win_back", FALSE),
    .has_second = aft_value_get_member (detail, "second") != NULL,
    .second = get_id (detail, "second"),
    .cost_minor = (gint64) aft_value_get_member_number (detail, "cost_minor", 0),
    .ceiling_minor = (gint64) aft_value_get_member_number (detail, "ceiling_minor", 0),
    .is_apology = aft_value_get_member_boolean (detail, "apology", FALSE),
    .is_approval = aft_value_get_member_boolean (detail, "approval", FALSE),
    .is_unjudged = aft_value_get_member (detail, "ceiling_minor") == NULL,
    .is_counted = TRUE,
    .counted_open_ms = (gint64) aft_value_get_member_number (detail, "waited_ms", 0),
  };
  event.has_actor
      = aft_role_from_text (aft_value_get_member_string (detail, "role", NULL), &event.role);
  aft_case_state_from_text (aft_value_get_member_string (detail, "to", NULL), &event.to);
  aft_case_step_from_text (aft_value_get_member_string (detail, "step", NULL), &event.step);
  aft_role_from_text (aft_value_get_member_string (detail, "to_role", NULL), &event.to_role);
  return event;
}

/* The record of @entry as it will be stored; its words with a fresh salt. */
static AftHouseCaseEvent *
make_record (AftHouseSession *session,
             AftHouseCaseRow *row,
             AftHouseCaseEntry *entry,
             guint8 *ret_salt)
{
  AftHouseCaseEvent *record = g_new0 (AftHouseCaseEvent, 1);
  AftValueBuilder *detail = g_steal_pointer (&entry->more);
  if (detail == NULL)
    detail = aft_value_builder_new_object ();
  set_event (detail, &entry->event);
  if (entry->words != NULL)
    {
      aft_random_fill (aft_house_database_get_random (session->database), ret_salt, SALT_BYTES);
      AftDigest digest = aft_house_case_words_digest (entry->words, ret_salt);
      g_autofree char *text = aft_digest_to_text (&digest);
      aft_value_builder_set_string (detail, "words", text);
    }
  record->number = row->item->flow.last_event;
  record->id = entry->id;
  record->kind = entry->event.kind;
  record->time_ms = entry->event.time_ms;
  record->actor = g_strdup (entry->actor);
  record->user_id = entry->event.has_actor ? entry->event.actor : (AftId){ { 0 } };
  record->detail = aft_value_builder_end (detail);
  record->words = g_strdup (entry->words);
  return record;
}

static gboolean
insert_event (AftHouseSession *session,
              const AftHouseCaseRow *row,
              const AftHouseCaseEvent *record,
              const guint8 *salt,
              GError **error)
{
  g_autofree char *detail = aft_json_to_canonical (record->detail, error);
  if (detail == NULL)
    return FALSE;
  g_autoptr (AftHouseRow) insert = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO case_event (service_case, number, id, kind, time_ms, actor, user, detail, words,"
      " words_salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT ref FROM user WHERE id = ?7),"
      " ?8, ?9, ?10, ?11)",
      error);
  if (insert == NULL)
    return FALSE;
  aft_sqlite_bind_integer (insert, 1, row->ref);
  aft_sqlite_bind_integer (insert, 2, record->number);
  aft_sqlite_bind_id (insert, 3, &record->id);
  aft_sqlite_bind_integer (insert, 4, record->kind);
  aft_sqlite_bind_integer (insert, 5, record->time_ms);
  aft_sqlite_bind_text (insert, 6, record->actor);
  if (!aft_id_is_zero (&record->user_id))
    aft_sqlite_bind_id (insert, 7, &record->user_id);
  aft_sqlite_bind_text (insert, 8, detail);
  aft_sqlite_bind_text (insert, 9, record->words);
  if (record->words != NULL)
    sqlite3_bind_blob (insert, 10, salt, SALT_BYTES, SQLITE_STATIC);
  aft_sqlite_bind_digest (insert, 11, &record->digest);
  return aft_sqlite_run (insert, error);
}

static gboolean
audit_event (AftHouseSession *session,
             const AftHouseCaseRow *row,
             const AftHouseCaseEvent *record,
             GError **error)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  g_autofree char *digest = aft_digest_to_text (&record->digest);
  g_autofree char *action = g_strconcat ("case.", aft_case_event_kind_to_text (record->kind), NULL);
  set_id (detail, "event", &record->id);
  aft_value_builder_set_number (detail, "number", record->number);
  aft_value_builder_set_string (detail, "digest", digest);
  return aft_house_session_note (session, record->actor, action, &row->item->id, detail, error);
}

static void
tell_change (AftHouseSession *session, const AftHouseCase *item, const AftHouseCaseEvent *record)
{
  AftHouseChange *change = aft_house_change_new ();
  change->case_id = item->id;
  change->event_id = record->id;
  change->event = record->kind;
  change->event_number = record->number;
  change->kind = item->kind;
  change->state = item->flow.state;
  change->level = item->level;
  change->escalated_to = item->flow.escalated_to;
  change->venue_id = item->venue_id;
  change->device_id = item->device_id;
  change->response_id = item->response_id;
  if (item->flow.has_owner)
    change->owner_id = item->flow.owner;
  change->time_ms = record->time_ms;
  change->number = g_strdup (item->number);
  change->table = g_strdup (item->table);
  change->owner_name = g_strdup (item->owner_name);
  change->public_name = g_strdup (item->owner_public_name);
  g_ptr_array_add (session->changes, change);
}

/* As it is on the disk now: with the owner's names, and its clocks. */
static gboolean
reload (AftHouseSession *session, AftHouseCaseRow *row, GError **error)
{
  AftId id = row->item->id;
  aft_house_case_row_clear (row);
  return aft_house_session_get_case (session, &id, row, error);
}

static gboolean
apply (AftHouseSession *session, AftHouseCaseRow *row, AftHouseCaseEntry *entry, GError **error)
{
  AftCaseFlow *flow = &row->item->flow;
  gint64 waited_ms = flow->waited_open_ms;
  g_autoptr (AftOpeningHours) hours = NULL;
  if (!aft_house_session_dup_hours (session, row->venue, &hours, error))
    return FALSE;
  entry->event.is_guest = g_str_equal (entry->actor, AFT_HOUSE_GUEST_ACTOR);
  entry->event.has_text = entry->words != NULL;
  if (entry->event.kind != AFT_CASE_EVENT_FLAGGED)
    entry->event.time_ms = aft_case_flow_get_event_ms (flow, session->now_ms);
  if (!aft_case_flow_apply (flow, &entry->event, hours, error))
    return FALSE;
  entry->event.counted_open_ms = flow->waited_open_ms - waited_ms;
  return TRUE;
}

gboolean
aft_house_session_add_case_event (AftHouseSession *session,
                                  AftHouseCaseRow *row,
                                  AftHouseCaseEntry *entry,
                                  GError **error)
{
  guint8 salt[SALT_BYTES] = { 0 };
  if (!apply (session, row, entry, error))
    {
      g_clear_pointer (&entry->more, aft_value_builder_free);
      return FALSE;
    }
  g_autoptr (AftHouseCaseEvent) record = make_record (session, row, entry, salt);
  record->digest = aft_house_case_event_digest (&row->item->id, record);
  if (!insert_event (session, row, record, salt, error)
      || !aft_house_session_save_case (session, row, error)
      || !audit_event (session, row, record, error) || !reload (session, row, error))
    return FALSE;
  tell_change (session, row->item, record);
  return TRUE;
}

gboolean
aft_house_session_find_event (AftHouseSession *session,
                              const AftId *event_id,
                              AftId *ret_case_id,
                              GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT service_case.id FROM case_event JOIN service_case"
      " ON service_case.ref = case_event.service_case WHERE case_event.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, event_id);
  *ret_case_id = aft_sqlite_step (row, &local) ? aft_sqlite_get_id (row, 0) : (AftId){ { 0 } };
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

AftHouseCaseEvent *
aft_house_case_event_read (AftHouseRow *row, GError **error)
{
  g_autoptr (AftHouseCaseEvent) event = g_new0 (AftHouseCaseEvent, 1);
  const char *detail = (const char *) sqlite3_column_text (row, 8);
  event->number = (guint) sqlite3_column_int (row, 0);
  event->id = aft_sqlite_get_id (row, 1);
  event->kind = (AftCaseEventKind) sqlite3_column_int (row, 2);
  event->time_ms = sqlite3_column_int64 (row, 3);
  event->actor = aft_sqlite_dup_text (row, 4);
  event->user_id = aft_sqlite_get_id (row, 5);
  event->user_name = aft_sqlite_dup_text (row, 6);
  event->user_public_name = aft_sqlite_dup_text (row, 7);
  event->words = aft_sqlite_dup_text (row, 9);
  event->digest = aft_sqlite_get_digest (row, 11);
  event->detail = aft_json_parse (detail, strlen (detail), &aft_json_limits_wire, NULL);
  if (event->detail == NULL || (guint) event->kind >= AFT_CASE_EVENT_KINDS)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored event is damaged");
      return NULL;
    }
  return g_steal_pointer (&event);
}

typedef struct
{
  const AftId *case_id;
  GPtrArray *events;
} EventsQuery;

static gboolean
find_ref (AftHouseSession *session, const AftId *case_id, gint64 *ret_ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM service_case WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, case_id);
  if (!aft_house_expect_row (row, aft_house_case_no_case, error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  EventsQuery *query = data;
  gint64 ref = 0;
  GError *local = NULL;
  g_ptr_array_set_size (query->events, 0);
  if (!find_ref (session, query->case_id, &ref, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, AFT_HOUSE_CASE_EVENT_SELECT " WHERE service_case = ?1 ORDER BY number",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftHouseCaseEvent *event = aft_house_case_event_read (row, &local);
      if (event != NULL)
        g_ptr_array_add (query->events, event);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_case_events (AftHouseStore *store, const AftId *case_id, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_case_event_free);
  EventsQuery query = { case_id, events };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&events);
}

typedef struct
{
  const AftId *case_id;
  const char *actor;
} Erasure;

static gboolean
work_erase (AftHouseSession *session, gpointer data, GError **error)
{
  const Erasure *erasure = data;
  gint64 ref = 0;
  if (!find_ref (session, erasure->case_id, &ref, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "UPDATE case_event SET words = NULL, words_salt = NULL"
                                      " WHERE service_case = ?1 AND words IS NOT NULL",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  return aft_sqlite_run (row, error) && aft_house_session_erase_promises (session, ref, error)
         && aft_house_session_note (session, erasure->actor, "case-words.erase", erasure->case_id,
                                    NULL, error);
}

gboolean
aft_house_sqlite_erase_case_words (AftHouseStore *store,
                                   const AftId *case_id,
                                   const char *actor,
                                   GError **error)
{
  Erasure erasure = { case_id, actor };
  return aft_house_sqlite_write (store, work_erase, &erasure, error);
}
