/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staged complaints: a kiosk's, and those that the house begins itself, one at a time and venue. A
 * drill is a case like any other; here it begins, and what a report needs later and nobody would
 * know any more is written down: who was there, and what the program did. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-house-store-people.h"

static const char collector[] = "collector";
/* What the number of a drill without a kiosk begins with. */
static const char letter[] = "DRILL";

/* -- who is there ------------------------------------------------------------------------------
 */

/* The ids that @row gives; NULL with @error set. Eats @row. */
static AftValue *
gather (AftHouseRow *row, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) ids = row;
  g_autoptr (AftValueBuilder) list = aft_value_builder_new_array ();
  while (aft_sqlite_step (ids, &local))
    {
      AftId id = aft_sqlite_get_id (ids, 0);
      aft_value_builder_take (list, aft_value_new_take_string (aft_id_to_text (&id)));
    }
  if (local == NULL)
    return aft_value_builder_end (g_steal_pointer (&list));
  g_propagate_error (error, local);
  return NULL;
}

static AftValue *
list_on_duty (AftHouseSession *session, gint32 venue, GError **error)
{
  AftHouseRow *row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM user WHERE ref IN (SELECT user FROM duty WHERE venue = ?1)"
      " ORDER BY folded_name LIMIT ?2",
      error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_DRILL_PRESENT_MAX);
  return gather (row, error);
}

/* Whose login still holds, and who works there. */
static AftValue *
list_signed_in (AftHouseSession *session, gint32 venue, GError **error)
{
  AftHouseRow *row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM user WHERE disabled_ms = 0 AND ref IN (SELECT user FROM login"
      " WHERE seen_ms > ?3 AND created_ms > ?4) AND (role = 'owner' OR EXISTS"
      " (SELECT 1 FROM user_venue WHERE user = user.ref AND venue = ?1))"
      " ORDER BY folded_name LIMIT ?2",
      error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_DRILL_PRESENT_MAX);
  aft_sqlite_bind_integer (row, 3, session->now_ms - AFT_HOUSE_LOGIN_IDLE_MS);
  aft_sqlite_bind_integer (row, 4, session->now_ms - AFT_HOUSE_LOGIN_MAX_MS);
  return gather (row, error);
}

static gboolean
set_present (AftHouseSession *session, gint32 venue, AftValueBuilder *detail, GError **error)
{
  g_autoptr (AftValue) on_duty = list_on_duty (session, venue, error);
  if (on_duty == NULL)
    return FALSE;
  g_autoptr (AftValue) signed_in = list_signed_in (session, venue, error);
  if (signed_in == NULL)
    return FALSE;
  AftValueBuilder *present = aft_value_builder_new_object ();
  aft_value_builder_set (present, "on_duty", on_duty);
  aft_value_builder_set (present, "signed_in", signed_in);
  aft_value_builder_set_take (detail, "present", aft_value_builder_end (present));
  return TRUE;
}

/* -- beginning ---------------------------------------------------------------------------------
 */

static gboolean
begin (AftHouseSession *session,
       AftHouseCaseRow *row,
       const AftHouseRowFacts *facts,
       AftHouseCaseEntry *entry,
       GError **error)
{
  AftHouseCase *item = row->item;
  item->kind = AFT_CASE_KIND_DRILL;
  item->level = aft_house_case_raise_level (item->kind, AFT_RISK_NONE);
  aft_house_session_treat_case (session, item);
  entry->more = aft_value_builder_new_object ();
  if (set_present (session, facts->venue, entry->more, error))
    return aft_house_session_begin_case (session, row, facts, entry, error);
  g_clear_pointer (&entry->more, aft_value_builder_free);
  return FALSE;
}

gboolean
aft_house_session_flag_drill (AftHouseSession *session,
                              const AftHouseItem *item,
                              const AftHouseRowFacts *facts,
                              const AftId *device_id,
                              GError **error)
{
  g_auto (AftHouseCaseRow) row = { .item = g_new0 (AftHouseCase, 1) };
  g_autofree char *actor = aft_house_dup_kiosk_actor (device_id);
  AftHouseCaseEntry entry = { .actor = actor };
  row.item->sitting_id = item->id;
  row.item->device_id = *device_id;
  return begin (session, &row, facts, &entry, error);
}

/* One at a time: two that ring together teach nobody anything. A kiosk's counts, too. */
static gboolean
ask_free (AftHouseSession *session, gint32 venue, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT number FROM service_case INDEXED BY service_case_open"
                                      " WHERE venue = ?1 AND state < 5 AND kind = ?2 LIMIT 1",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, AFT_CASE_KIND_DRILL);
  if (aft_sqlite_step (row, &local))
    g_set_error (&local, AFT_ERROR, AFT_ERROR_CONFLICT,
                 "The drill %s is still open at this restaurant: close it first",
                 (const char *) sqlite3_column_text (row, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
ask_leave (AftHouseSession *session,
           const AftHouseDrill *drill,
           gint32 venue,
           AftCaseEvent *event,
           GError **error)
{
  event->has_actor = !aft_id_is_zero (&drill->user_id);
  event->actor = drill->user_id;
  if (!event->has_actor)
    return TRUE;
  if (!aft_house_session_ask_user (session, &drill->user_id, venue, &event->role, error))
    return FALSE;
  if (event->role >= AFT_ROLE_MANAGER)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "A manager or the owner begins a drill");
  return FALSE;
}

static char *
dup_number (AftHouseSession *session, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT count (*) FROM service_case WHERE kind = ?1 AND device IS NULL",
      error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_integer (row, 1, AFT_CASE_KIND_DRILL);
  if (!aft_house_expect_row (row, "No count", error))
    return NULL;
  return aft_case_dup_number (letter, (guint64) sqlite3_column_int64 (row, 0) + 1);
}

typedef struct
{
  const AftHouseDrill *drill;
  AftHouseCase *item;
} Beginning;

/* @row: the case that has the drill's id. */
static gboolean
take_known (Beginning *beginning, AftHouseCaseRow *row, GError **error)
{
  AftHouseCase *item = row->item;
  if (item->kind == AFT_CASE_KIND_DRILL
      && aft_id_equal (&item->venue_id, &beginning->drill->venue_id))
    {
      beginning->item = g_steal_pointer (&row->item);
      return TRUE;
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The drill's id is another case's");
  return FALSE;
}

static gboolean
begin_new (AftHouseSession *session, Beginning *beginning, GError **error)
{
  const AftHouseDrill *drill = beginning->drill;
  g_auto (AftHouseCaseRow) row = { .item = g_new0 (AftHouseCase, 1) };
  AftHouseCaseEntry entry = { .actor = drill->actor };
  AftHouseRowFacts facts = { .true_ms = session->now_ms };
  if (!aft_house_session_find_venue (session, &drill->venue_id, &facts.venue, error)
      || !ask_leave (session, drill, facts.venue, &entry.event, error)
      || !ask_free (session, facts.venue, error))
    return FALSE;
  const AftVenue *venue = aft_house_session_get_venue (session, facts.venue, error);
  if (venue == NULL)
    return FALSE;
  facts.day = aft_venue_get_business_day (venue, session->now_ms);
  row.item->sitting_id = drill->id;
  row.item->number = dup_number (session, error);
  if (row.item->number == NULL || !begin (session, &row, &facts, &entry, error))
    return FALSE;
  beginning->item = g_steal_pointer (&row.item);
  return TRUE;
}

static gboolean
work_begin (AftHouseSession *session, gpointer data, GError **error)
{
  Beginning *beginning = data;
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  g_clear_pointer (&beginning->item, aft_house_case_free);
  if (aft_house_session_find_case (session, &beginning->drill->id, &row, &local))
    return take_known (beginning, &row, error);
  if (local == NULL)
    return begin_new (session, beginning, error);
  g_propagate_error (error, local);
  return FALSE;
}

AftHouseCase *
aft_house_sqlite_begin_drill (AftHouseStore *store, const AftHouseDrill *drill, GError **error)
{
  Beginning beginning = { drill, NULL };
  if (aft_house_sqlite_write (store, work_begin, &beginning, error))
    return beginning.item;
  aft_house_case_free (beginning.item);
  return NULL;
}

/* -- what the program did ----------------------------------------------------------------------
 */

typedef struct
{
  const AftId *case_id;
  AftValue *told;
} Telling;

static gboolean
work_tell (AftHouseSession *session, gpointer data, GError **error)
{
  const Telling *telling = data;
  g_auto (AftHouseCaseRow) row = { 0 };
  if (!aft_house_session_get_case (session, telling->case_id, &row, error))
    return FALSE;
  if (row.item->kind != AFT_CASE_KIND_DRILL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The case is no drill");
      return FALSE;
    }
  AftHouseCaseEntry entry = {
    .id = aft_id_generate (aft_house_database_get_clock (session->database),
                           aft_house_database_get_random (session->database)),
    .event = { .kind = AFT_CASE_EVENT_NOTE },
    .actor = collector,
    .more = aft_value_builder_new_object (),
  };
  aft_value_builder_set (entry.more, "told", telling->told);
  return aft_house_session_add_case_event (session, &row, &entry, error);
}

gboolean
aft_house_sqlite_tell_drill (AftHouseStore *store,
                             const AftId *case_id,
                             AftValue *told,
                             GError **error)
{
  Telling telling = { case_id, told };
  return aft_house_sqlite_write (store, work_tell, &telling, error);
}
