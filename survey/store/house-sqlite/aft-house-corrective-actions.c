/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done so that it does not happen again: by whom, until when, and whether it was.
 * Each change is also an event of its case, by those who may act on it. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"
#include "aft-house-sqlite-tasks-private.h"

#define NO_ACTION "There is no such corrective action"

typedef struct
{
  const AftHouseCorrectiveAction *action; /* NULL: the one with the id is done */
  const AftId *action_id;
  const AftId *user_id;
  const char *actor;
} ActionChange;

/* FALSE with @error unset: an action with the id is there. */
static gboolean
insert_action (AftHouseSession *session,
               const AftHouseCaseRow *row,
               const AftHouseCorrectiveAction *action,
               GError **error)
{
  gint64 owner = 0;
  if (!aft_house_session_find_user (session, &action->owner_id, &owner, error))
    return FALSE;
  g_autoptr (AftHouseRow) insert = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO corrective_action (id, service_case, text, owner, due_day, created_ms)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
      error);
  if (insert == NULL)
    return FALSE;
  aft_sqlite_bind_id (insert, 1, &action->id);
  aft_sqlite_bind_integer (insert, 2, row->ref);
  aft_sqlite_bind_text (insert, 3, action->text);
  aft_sqlite_bind_integer (insert, 4, owner);
  aft_sqlite_bind_integer (insert, 5, action->due_day);
  aft_sqlite_bind_integer (insert, 6, session->now_ms);
  return aft_sqlite_run (insert, error)
         && sqlite3_changes (aft_house_connection_get_sqlite (session->connection)) == 1;
}

/* The same again is done already; another with the id is somebody's mistake. */
static gboolean
check_same (AftHouseSession *session,
            const AftHouseCaseRow *row,
            const AftHouseCorrectiveAction *action,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      "SELECT 1 FROM corrective_action WHERE id = ?1 AND service_case = ?2 AND text = ?3"
      " AND due_day = ?4",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, &action->id);
  aft_sqlite_bind_integer (select, 2, row->ref);
  aft_sqlite_bind_text (select, 3, action->text);
  aft_sqlite_bind_integer (select, 4, action->due_day);
  if (aft_sqlite_step (select, &local))
    return TRUE;
  if (local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_CONFLICT,
                         "The corrective action's id is another's");
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_event (AftHouseSession *session,
           AftHouseCaseRow *row,
           const ActionChange *change,
           const char *what,
           GError **error)
{
  AftHouseDatabase *database = session->database;
  const AftHouseCaseAction action = {
    .event_id = aft_id_generate (aft_house_database_get_clock (database),
                                 aft_house_database_get_random (database)),
    .kind = AFT_CASE_EVENT_ACTION,
    .actor = change->actor,
    .user_id = *change->user_id,
  };
  AftValueBuilder *detail = aft_value_builder_new_object ();
  g_autofree char *id = aft_id_to_text (change->action_id);
  aft_value_builder_set_string (detail, what, id);
  return aft_house_session_act_on_case (session, row, &action, detail, error);
}

static gboolean
work_add (AftHouseSession *session, gpointer data, GError **error)
{
  const ActionChange *change = data;
  GError *local = NULL;
  g_auto (AftHouseCaseRow) row = { 0 };
  if (!aft_house_session_get_case (session, &change->action->case_id, &row, error))
    return FALSE;
  if (insert_action (session, &row, change->action, &local))
    return add_event (session, &row, change, "laid_down", error);
  if (local == NULL)
    return check_same (session, &row, change->action, error);
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
aft_house_sqlite_add_corrective_action (AftHouseStore *store,
                                        const AftHouseCorrectiveAction *action,
                                        const AftId *user_id,
                                        const char *actor,
                                        GError **error)
{
  ActionChange change = { action, &action->id, user_id, actor };
  return aft_house_sqlite_write (store, work_add, &change, error);
}

static gboolean
find_action (AftHouseSession *session,
             const AftId *action_id,
             AftId *ret_case_id,
             gboolean *ret_is_done,
             GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT service_case.id, done_ms FROM corrective_action"
      " JOIN service_case ON service_case.ref = service_case WHERE corrective_action.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, action_id);
  if (!aft_house_expect_row (row, NO_ACTION, error))
    return FALSE;
  *ret_case_id = aft_sqlite_get_id (row, 0);
  *ret_is_done = sqlite3_column_int64 (row, 1) != 0;
  return TRUE;
}

static gboolean
set_done (AftHouseSession *session, const AftId *action_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE corrective_action SET done_ms = ?2 WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, action_id);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
work_finish (AftHouseSession *session, gpointer data, GError **error)
{
  const ActionChange *change = data;
  AftId case_id;
  gboolean is_done = FALSE;
  g_auto (AftHouseCaseRow) row = { 0 };
  if (!find_action (session, change->action_id, &case_id, &is_done, error))
    return FALSE;
  return is_done
         || (aft_house_session_get_case (session, &case_id, &row, error)
             && set_done (session, change->action_id, error)
             && add_event (session, &row, change, "finished", error));
}

gboolean
aft_house_sqlite_finish_corrective_action (AftHouseStore *store,
                                           const AftId *action_id,
                                           const AftId *user_id,
                                           const char *actor,
                                           GError **error)
{
  ActionChange change = { NULL, action_id, user_id, actor };
  return aft_house_sqlite_write (store, work_finish, &change, error);
}

typedef struct
{
  const AftHouseCorrectiveActionQuery *asked;
  GPtrArray *actions;
} ActionsQuery;

static AftHouseCorrectiveAction *
read_action (AftHouseRow *row)
{
  AftHouseCorrectiveAction *action = g_new0 (AftHouseCorrectiveAction, 1);
  action->id = aft_sqlite_get_id (row, 0);
  action->case_id = aft_sqlite_get_id (row, 1);
  action->case_number = aft_sqlite_dup_text (row, 2);
  action->text = aft_sqlite_dup_text (row, 3);
  action->owner_id = aft_sqlite_get_id (row, 4);
  action->owner_name = aft_sqlite_dup_text (row, 5);
  action->due_day = sqlite3_column_int (row, 6);
  action->created_ms = sqlite3_column_int64 (row, 7);
  action->done_ms = sqlite3_column_int64 (row, 8);
  return action;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  ActionsQuery *query = data;
  const AftHouseCorrectiveActionQuery *asked = query->asked;
  GError *local = NULL;
  g_autofree char *venues = NULL;
  g_ptr_array_set_size (query->actions, 0);
  if (!aft_house_session_dup_venues (session, asked->venue_ids, &venues, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT corrective_action.id, service_case.id, number, text, user.id,"
      " coalesce (user.public_name, user.name), due_day,"
      " corrective_action.created_ms, done_ms FROM corrective_action"
      " JOIN service_case ON service_case.ref = service_case"
      " JOIN user ON user.ref = corrective_action.owner"
      " WHERE (?1 IS NULL OR service_case.id = ?1)"
      " AND (?2 IS NULL OR venue IN (SELECT value FROM json_each (?2)))"
      " AND (NOT ?3 OR done_ms = 0) ORDER BY due_day, corrective_action.id LIMIT ?4",
      error);
  if (row == NULL)
    return FALSE;
  if (asked->case_id != NULL)
    aft_sqlite_bind_id (row, 1, asked->case_id);
  aft_sqlite_bind_text (row, 2, venues);
  aft_sqlite_bind_integer (row, 3, asked->only_open ? 1 : 0);
  aft_sqlite_bind_integer (row, 4, asked->limit);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->actions, read_action (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_corrective_actions (AftHouseStore *store,
                                          const AftHouseCorrectiveActionQuery *asked,
                                          GError **error)
{
  g_autoptr (GPtrArray) actions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_corrective_action_free);
  ActionsQuery query = { asked, actions };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&actions);
}
