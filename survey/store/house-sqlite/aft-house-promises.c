/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was promised to guests: by whom, until when, and what became of it. Each change is also an
 * event of its case; what was promised are that event's words, so that it is proved and erased with
 * them. Whether a case may be closed over a promise is the case's table's to say. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"
#include "aft-house-sqlite-tasks-private.h"

#define NO_PROMISE "There is no such promise"

typedef struct
{
  const AftHousePromise *promise;
  const AftId *user_id;
  const char *actor;
} Promising;

static gboolean
refuse (AftErrorCode code, const char *message, GError **error)
{
  g_set_error_literal (error, AFT_ERROR, (gint) code, message);
  return FALSE;
}

/* -- made --------------------------------------------------------------------------------------
 */

/* FALSE with @error unset: a promise with the id is there. */
static gboolean
insert_promise (AftHouseSession *session,
                const AftHouseCaseRow *row,
                const AftHousePromise *promise,
                GError **error)
{
  g_autoptr (AftHouseRow) insert = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO promise (id, service_case, text, owner, due_ms, created_ms)"
      " VALUES (?1, ?2, ?3, (SELECT ref FROM user WHERE id = ?4), ?5, ?6) ON CONFLICT DO NOTHING",
      error);
  if (insert == NULL)
    return FALSE;
  aft_sqlite_bind_id (insert, 1, &promise->id);
  aft_sqlite_bind_integer (insert, 2, row->ref);
  aft_sqlite_bind_text (insert, 3, promise->text);
  aft_sqlite_bind_id (insert, 4, &promise->owner_id);
  aft_sqlite_bind_integer (insert, 5, promise->due_ms);
  aft_sqlite_bind_integer (insert, 6, session->now_ms);
  return aft_sqlite_run (insert, error)
         && sqlite3_changes (aft_house_connection_get_sqlite (session->connection)) == 1;
}

/* The same again is done already, also when its words have been erased since; another with the id
 * is somebody's mistake. */
static gboolean
check_same (AftHouseSession *session,
            const AftHouseCaseRow *row,
            const AftHousePromise *promise,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) select = aft_house_connection_prepare (
      session->connection,
      "SELECT 1 FROM promise WHERE id = ?1 AND service_case = ?2 AND text IN (?3, '')"
      " AND due_ms = ?4",
      error);
  if (select == NULL)
    return FALSE;
  aft_sqlite_bind_id (select, 1, &promise->id);
  aft_sqlite_bind_integer (select, 2, row->ref);
  aft_sqlite_bind_text (select, 3, promise->text);
  aft_sqlite_bind_integer (select, 4, promise->due_ms);
  if (aft_sqlite_step (select, &local))
    return TRUE;
  if (local == NULL)
    refuse (AFT_ERROR_CONFLICT, "The promise's id is another's", &local);
  g_propagate_error (error, local);
  return FALSE;
}

static void
set_id (AftValueBuilder *detail, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_value_builder_set_string (detail, name, text);
}

static gboolean
add_promised (AftHouseSession *session,
              AftHouseCaseRow *row,
              const Promising *promising,
              GError **error)
{
  AftHouseDatabase *database = session->database;
  const AftHousePromise *promise = promising->promise;
  const AftHouseCaseAction action = {
    .event_id = aft_id_generate (aft_house_database_get_clock (database),
                                 aft_house_database_get_random (database)),
    .kind = AFT_CASE_EVENT_PROMISED,
    .actor = promising->actor,
    .user_id = *promising->user_id,
    .words = promise->text,
  };
  AftValueBuilder *detail = aft_value_builder_new_object ();
  set_id (detail, "promise", &promise->id);
  set_id (detail, "owner", &promise->owner_id);
  aft_value_builder_set_number (detail, "due_ms", (double) promise->due_ms);
  return aft_house_session_act_on_case (session, row, &action, detail, error);
}

gboolean
aft_house_session_add_promise (AftHouseSession *session,
                               AftHouseCaseRow *row,
                               const AftHousePromise *promise,
                               const AftId *user_id,
                               const char *actor,
                               GError **error)
{
  const Promising promising = { promise, user_id, actor };
  GError *local = NULL;
  AftRole role = AFT_ROLE_STAFF;
  if (!aft_house_session_ask_user (session, &promise->owner_id, row->venue, &role, error))
    return FALSE;
  if (insert_promise (session, row, promise, &local))
    return add_promised (session, row, &promising, error);
  if (local == NULL)
    return check_same (session, row, promise, error);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
work_add (AftHouseSession *session, gpointer data, GError **error)
{
  const Promising *promising = data;
  g_auto (AftHouseCaseRow) row = { 0 };
  return aft_house_session_get_case (session, &promising->promise->case_id, &row, error)
         && aft_house_session_add_promise (session, &row, promising->promise, promising->user_id,
                                           promising->actor, error);
}

gboolean
aft_house_sqlite_add_promise (AftHouseStore *store,
                              const AftHousePromise *promise,
                              const AftId *user_id,
                              const char *actor,
                              GError **error)
{
  Promising promising = { promise, user_id, actor };
  return aft_house_sqlite_write (store, work_add, &promising, error);
}

/* -- kept and withdrawn ------------------------------------------------------------------------
 */

/* What is asked of a promise before it ends. */
typedef struct
{
  AftId case_id;
  AftId owner_id;
  gboolean is_done;
  gboolean is_withdrawn;
} PromiseState;

static gboolean
find_promise (AftHouseSession *session,
              const AftId *promise_id,
              PromiseState *ret_state,
              GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT service_case.id, user.id, done_ms, withdrawn FROM promise"
      " JOIN service_case ON service_case.ref = service_case"
      " JOIN user ON user.ref = promise.owner WHERE promise.id = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, promise_id);
  if (!aft_house_expect_row (row, NO_PROMISE, error))
    return FALSE;
  ret_state->case_id = aft_sqlite_get_id (row, 0);
  ret_state->owner_id = aft_sqlite_get_id (row, 1);
  ret_state->is_done = sqlite3_column_int64 (row, 2) != 0;
  ret_state->is_withdrawn = sqlite3_column_int (row, 3) != 0;
  return TRUE;
}

static gboolean
set_done (AftHouseSession *session, const AftHousePromiseEnd *end, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE promise SET done_ms = ?2, withdrawn = ?3 WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &end->promise_id);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  aft_sqlite_bind_integer (row, 3, end->is_withdrawn ? 1 : 0);
  return aft_sqlite_run (row, error);
}

/* That it was kept says who keeps it, or who may act on the case. */
static gboolean
check_finisher (AftHouseSession *session,
                const AftHouseCaseRow *row,
                const AftHousePromiseEnd *end,
                const PromiseState *state,
                GError **error)
{
  AftRole role = AFT_ROLE_STAFF;
  if (!aft_house_session_ask_user (session, &end->user_id, row->venue, &role, error))
    return FALSE;
  if (aft_case_flow_may_act (&row->item->flow, &end->user_id, role)
      || (!end->is_withdrawn && aft_id_equal (&end->user_id, &state->owner_id)))
    return TRUE;
  return refuse (AFT_ERROR_DENIED, "It is a colleague's promise", error);
}

static gboolean
add_end (AftHouseSession *session,
         AftHouseCaseRow *row,
         const AftHousePromiseEnd *end,
         GError **error)
{
  const AftHouseCaseAction action = {
    .event_id = end->event_id,
    .kind = end->is_withdrawn ? AFT_CASE_EVENT_WITHDRAWN : AFT_CASE_EVENT_KEPT,
    .actor = end->actor,
    .user_id = end->user_id,
    .words = end->words,
  };
  AftValueBuilder *detail = aft_value_builder_new_object ();
  set_id (detail, "promise", &end->promise_id);
  return aft_house_session_act_on_case (session, row, &action, detail, error);
}

static gboolean
work_finish (AftHouseSession *session, gpointer data, GError **error)
{
  const AftHousePromiseEnd *end = data;
  PromiseState state = { .is_done = FALSE };
  AftId used = { { 0 } };
  g_auto (AftHouseCaseRow) row = { 0 };
  if (!find_promise (session, &end->promise_id, &state, error)
      || !aft_house_session_get_case (session, &state.case_id, &row, error)
      || !check_finisher (session, &row, end, &state, error))
    return FALSE;
  if (state.is_done)
    return state.is_withdrawn == end->is_withdrawn
           || refuse (AFT_ERROR_CONFLICT, "The promise has ended the other way", error);
  if (!aft_house_session_find_event (session, &end->event_id, &used, error))
    return FALSE;
  if (!aft_id_is_zero (&used))
    return refuse (AFT_ERROR_CONFLICT, "The event's id is another's", error);
  return set_done (session, end, error) && add_end (session, &row, end, error);
}

gboolean
aft_house_sqlite_finish_promise (AftHouseStore *store,
                                 const AftHousePromiseEnd *end,
                                 GError **error)
{
  AftHousePromiseEnd asked = *end;
  return aft_house_sqlite_write (store, work_finish, &asked, error);
}

gboolean
aft_house_session_erase_promises (AftHouseSession *session, gint64 service_case, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE promise SET text = '' WHERE service_case = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, service_case);
  return aft_sqlite_run (row, error);
}

/* -- listed ------------------------------------------------------------------------------------
 */

typedef struct
{
  const AftHousePromiseQuery *asked;
  GPtrArray *promises;
} PromisesQuery;

static AftHousePromise *
read_promise (AftHouseRow *row)
{
  AftHousePromise *promise = g_new0 (AftHousePromise, 1);
  promise->id = aft_sqlite_get_id (row, 0);
  promise->case_id = aft_sqlite_get_id (row, 1);
  promise->venue_id = aft_sqlite_get_id (row, 2);
  promise->case_number = aft_sqlite_dup_text (row, 3);
  promise->case_kind = (AftCaseKind) CLAMP (sqlite3_column_int (row, 4), 0, AFT_CASE_KINDS - 1);
  promise->text = aft_sqlite_dup_text (row, 5);
  promise->owner_id = aft_sqlite_get_id (row, 6);
  promise->owner_name = aft_sqlite_dup_text (row, 7);
  promise->owner_public_name = aft_sqlite_dup_text (row, 8);
  promise->due_ms = sqlite3_column_int64 (row, 9);
  promise->created_ms = sqlite3_column_int64 (row, 10);
  promise->done_ms = sqlite3_column_int64 (row, 11);
  promise->is_withdrawn = sqlite3_column_int (row, 12) != 0;
  return promise;
}

#define PROMISE_SELECT                                                                             \
  "SELECT promise.id, c.id, venue.id, c.number, c.kind, text, user.id, user.name,"                 \
  " user.public_name, due_ms, promise.created_ms, done_ms, withdrawn FROM promise"                 \
  " JOIN service_case AS c ON c.ref = service_case JOIN venue ON venue.ref = c.venue"              \
  " JOIN user ON user.ref = promise.owner WHERE (?1 IS NULL OR c.id = ?1)"                         \
  " AND (?2 IS NULL OR c.venue IN (SELECT value FROM json_each (?2)))"
#define PROMISE_ORDER " ORDER BY due_ms, promise.id LIMIT ?3"

/* Said so that the open ones are found by their index. */
static const char *
choose_select (const AftHousePromiseQuery *asked)
{
  return asked->only_open ? PROMISE_SELECT " AND done_ms = 0" PROMISE_ORDER
                          : PROMISE_SELECT PROMISE_ORDER;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  PromisesQuery *query = data;
  const AftHousePromiseQuery *asked = query->asked;
  GError *local = NULL;
  g_autofree char *venues = NULL;
  g_ptr_array_set_size (query->promises, 0);
  if (!aft_house_session_dup_venues (session, asked->venue_ids, &venues, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, choose_select (asked), error);
  if (row == NULL)
    return FALSE;
  if (asked->case_id != NULL)
    aft_sqlite_bind_id (row, 1, asked->case_id);
  aft_sqlite_bind_text (row, 2, venues);
  aft_sqlite_bind_integer (row, 3, asked->limit);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->promises, read_promise (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_promises (AftHouseStore *store,
                                const AftHousePromiseQuery *asked,
                                GError **error)
{
  g_autoptr (GPtrArray) promises
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_promise_free);
  PromisesQuery query = { asked, promises };
  if (!aft_house_sqlite_read (store, work_list, &query, error))
    return NULL;
  return g_steal_pointer (&promises);
}
