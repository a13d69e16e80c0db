/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letting kiosks in, as RFC 8628 has it:
 *
 *   authorize ──► pending ── decide ──► approved ── poll ──► a device with a token
 *                    │  └──── decide ──► denied ─── poll ──► told, and forgotten
 *                    └ ten minutes ────► expired
 *
 * Codes and tokens come as digests: who reads the database cannot use them. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"

static gboolean
remove_expired (AftHouseSession *session, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM device_authorization WHERE expires_ms <= ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, session->now_ms);
  return aft_sqlite_run (row, error);
}

/* A device keeps its link key for life, or its slips would open nothing any more. */
static gboolean
check_link_key (AftHouseSession *session,
                const AftHouseAuthorization *authorization,
                GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT link_key FROM device WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &authorization->device_id);
  gboolean is_known = aft_sqlite_step (row, &local);
  const void *key = is_known ? sqlite3_column_blob (row, 0) : NULL;
  gboolean is_other
      = key != NULL
        && !aft_bytes_equal_constant_time (key, authorization->link_key, AFT_LINK_KEY_BYTES);
  if (is_other)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_CONFLICT,
                         "The device is known with another key");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Is there room, and is the code free? */
static gboolean
check_queue (AftHouseSession *session, const char *user_code, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count(*), count(*) FILTER (WHERE user_code = ?1) FROM device_authorization", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, user_code);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  if (sqlite3_column_int (row, 1) > 0)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The code is taken");
  else if (sqlite3_column_int (row, 0) >= AFT_HOUSE_AUTHORIZATION_MAX)
    /* Not BUSY: within a transaction that means the database itself. */
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "Too many devices wait already");
  else
    return TRUE;
  return FALSE;
}

static gboolean
remove_of_device (AftHouseSession *session, const AftId *device_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM device_authorization WHERE device_id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, device_id);
  return aft_sqlite_run (row, error);
}

static gboolean
work_authorize (AftHouseSession *session, gpointer data, GError **error)
{
  const AftHouseAuthorization *authorization = data;
  if (!remove_expired (session, error) || !check_link_key (session, authorization, error)
      || !remove_of_device (session, &authorization->device_id, error)
      || !check_queue (session, authorization->user_code, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO device_authorization (device_code_digest, user_code, device_id, link_key, name,"
      " created_ms, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, &authorization->device_code_digest);
  aft_sqlite_bind_text (row, 2, authorization->user_code);
  aft_sqlite_bind_id (row, 3, &authorization->device_id);
  sqlite3_bind_blob (row, 4, authorization->link_key, AFT_LINK_KEY_BYTES, SQLITE_STATIC);
  aft_sqlite_bind_text (row, 5, authorization->name);
  aft_sqlite_bind_integer (row, 6, session->now_ms);
  aft_sqlite_bind_integer (row, 7, session->now_ms + AFT_HOUSE_AUTHORIZATION_MS);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_sqlite_authorize (AftHouseStore *store,
                            const AftHouseAuthorization *authorization,
                            GError **error)
{
  GError *local = NULL;
  if (aft_house_sqlite_write (store, work_authorize, (gpointer) authorization, &local))
    return TRUE;
  if (g_error_matches (local, AFT_ERROR, AFT_ERROR_TOO_LARGE))
    local->code = AFT_ERROR_BUSY;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  GPtrArray *list = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT device_code_digest, user_code, device_id, name, created_ms, expires_ms"
      " FROM device_authorization WHERE state = 'pending' AND expires_ms > ?1"
      " ORDER BY created_ms, user_code",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, session->now_ms);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseAuthorization *one = g_new0 (AftHouseAuthorization, 1);
      one->device_code_digest = aft_sqlite_get_digest (row, 0);
      one->user_code = aft_sqlite_dup_text (row, 1);
      one->device_id = aft_sqlite_get_id (row, 2);
      one->name = aft_sqlite_dup_text (row, 3);
      one->created_ms = sqlite3_column_int64 (row, 4);
      one->expires_ms = sqlite3_column_int64 (row, 5);
      g_ptr_array_add (list, one);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_authorizations (AftHouseStore *store, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_authorization_free);
  if (!aft_house_sqlite_read (store, work_list, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

typedef struct
{
  const char *user_code;
  const AftId *venue_id; /* NULL: denied */
  const char *actor;
} Decision;

static gboolean
audit_decision (AftHouseSession *session,
                const Decision *decision,
                const AftId *device_id,
                GError **error)
{
  gboolean is_approved = decision->venue_id != NULL;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  if (is_approved)
    aft_value_builder_set_take (detail, "venue",
                                aft_value_new_take_string (aft_id_to_text (decision->venue_id)));
  return aft_house_session_note (session, decision->actor,
                                 is_approved ? "device.approve" : "device.deny", device_id, detail,
                                 error);
}

static gboolean
work_decide (AftHouseSession *session, gpointer data, GError **error)
{
  const Decision *decision = data;
  gint32 venue = 0;
  if (decision->venue_id != NULL
      && !aft_house_session_find_venue (session, decision->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE device_authorization SET state = iif (?2 > 0, 'approved', 'denied'),"
      " venue = nullif (?2, 0), actor = ?3"
      " WHERE user_code = ?1 AND state = 'pending' AND expires_ms > ?4 RETURNING device_id",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, decision->user_code);
  aft_sqlite_bind_integer (row, 2, venue);
  aft_sqlite_bind_text (row, 3, decision->actor);
  aft_sqlite_bind_integer (row, 4, session->now_ms);
  if (!aft_house_expect_row (row, "No device waits with that code", error))
    return FALSE;
  AftId device_id = aft_sqlite_get_id (row, 0);
  return audit_decision (session, decision, &device_id, error);
}

gboolean
aft_house_sqlite_decide (AftHouseStore *store,
                         const char *user_code,
                         const AftId *venue_id,
                         const char *actor,
                         GError **error)
{
  Decision decision = { user_code, venue_id, actor };
  return aft_house_sqlite_write (store, work_decide, &decision, error);
}

typedef struct
{
  const AftDigest *code;
  const AftDigest *token;
  AftHousePoll poll;
} PollQuery;

static gboolean
remove_asked (AftHouseSession *session, const AftDigest *code, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM device_authorization WHERE device_code_digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, code);
  return aft_sqlite_run (row, error);
}

/* That it has its token, and who had let it in. */
static gboolean
audit_token (AftHouseSession *session, const AftDigest *code, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT device_id, actor FROM device_authorization WHERE device_code_digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, code);
  if (!aft_house_expect_row (row, "No device waits with that code", error))
    return FALSE;
  AftId device_id = aft_sqlite_get_id (row, 0);
  g_autofree char *actor = aft_sqlite_dup_text (row, 1);
  return aft_house_session_note (session, actor, "device.token", &device_id, NULL, error);
}

/* A device that comes again keeps its rows, its place in the chain and its key. */
static gboolean
let_in (AftHouseSession *session, const PollQuery *query, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO device (id, venue, name, letter, link_key, token_digest, approved_ms,"
      " approved_by) SELECT device_id, venue, name, name, link_key, ?2, ?3, actor"
      " FROM device_authorization WHERE device_code_digest = ?1"
      " ON CONFLICT (id) DO UPDATE SET venue = excluded.venue, name = excluded.name,"
      " letter = excluded.letter, token_digest = ?2, approved_ms = ?3, approved_by = "
      "excluded.approved_by, revoked_ms = 0",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->code);
  aft_sqlite_bind_digest (row, 2, query->token);
  aft_sqlite_bind_integer (row, 3, session->now_ms);
  return aft_sqlite_run (row, error) && audit_token (session, query->code, error)
         && remove_asked (session, query->code, error);
}

static gboolean
note_poll (AftHouseSession *session, const AftDigest *code, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE device_authorization SET polled_ms = ?2 WHERE device_code_digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, code);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
find_answer (AftHouseSession *session, PollQuery *query, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT state, expires_ms, polled_ms FROM device_authorization WHERE device_code_digest = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->code);
  gboolean is_there = aft_sqlite_step (row, &local);
  const char *state = is_there ? (const char *) sqlite3_column_text (row, 0) : "expired";
  gint64 since_ms = session->now_ms - sqlite3_column_int64 (row, 2);
  if (!is_there || sqlite3_column_int64 (row, 1) <= session->now_ms)
    query->poll = AFT_HOUSE_POLL_EXPIRED;
  else if (g_strcmp0 (state, "approved") == 0)
    query->poll = AFT_HOUSE_POLL_APPROVED;
  else if (g_strcmp0 (state, "denied") == 0)
    query->poll = AFT_HOUSE_POLL_DENIED;
  else if (since_ms >= 0 && since_ms < AFT_HOUSE_POLL_INTERVAL_MS)
    query->poll = AFT_HOUSE_POLL_SLOW_DOWN;
  else
    query->poll = AFT_HOUSE_POLL_PENDING;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_poll (AftHouseSession *session, gpointer data, GError **error)
{
  PollQuery *query = data;
  if (!find_answer (session, query, error))
    return FALSE;
  switch (query->poll)
    {
    case AFT_HOUSE_POLL_APPROVED:
      return let_in (session, query, error);
    case AFT_HOUSE_POLL_DENIED:
    case AFT_HOUSE_POLL_EXPIRED:
      return remove_asked (session, query->code, error);
    default:
      return note_poll (session, query->code, error);
    }
}

gboolean
aft_house_sqlite_poll (AftHouseStore *store,
                       const AftDigest *device_code_digest,
                       const AftDigest *token_digest,
                       AftHousePoll *ret_poll,
                       GError **error)
{
  PollQuery query = { device_code_digest, token_digest, AFT_HOUSE_POLL_EXPIRED };
  if (!aft_house_sqlite_write (store, work_poll, &query, error))
    return FALSE;
  *ret_poll = query.poll;
  return TRUE;
}
