/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of other programs: rows under the digest of what such a program shows. They never end by
 * themselves, and a revoked one stays, so that the audit's rows still name something. */
#include "aft-error.h"
#include "aft-house-sqlite-trends-private.h"

#define ADDED    "token.add" /* in the audit */
#define NO_TOKEN "There is no such token"
#define DAY_MS   G_GINT64_CONSTANT (86400000)
#define COLUMNS                                                                                    \
  "SELECT ref, id, name, role, may_contact, created_ms, last_used_day, revoked_ms FROM api_token"

typedef struct
{
  const AftHouseToken *token;
  const AftDigest *digest;
  const char *actor;
} Adding;

/* Is the name, the id or the digest in use? */
static gboolean
check_free (AftHouseSession *session, const Adding *adding, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT 1 FROM api_token WHERE id = ?1 OR digest = ?2 OR (name = ?3 AND revoked_ms = 0)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &adding->token->id);
  aft_sqlite_bind_digest (row, 2, adding->digest);
  aft_sqlite_bind_text (row, 3, adding->token->name);
  if (aft_sqlite_step (row, &local))
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_CONFLICT, "Another token has that name");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
insert_token (AftHouseSession *session, const Adding *adding, gint64 *ret_ref, GError **error)
{
  const AftHouseToken *token = adding->token;
  gboolean has_venues = token->venue_ids != NULL && token->venue_ids->len > 0;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO api_token (id, digest, name, role,"
                                      " is_everywhere, may_contact, created_ms)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &token->id);
  aft_sqlite_bind_digest (row, 2, adding->digest);
  aft_sqlite_bind_text (row, 3, token->name);
  aft_sqlite_bind_text (row, 4, aft_role_to_text (token->role));
  aft_sqlite_bind_integer (row, 5, has_venues ? 0 : 1);
  aft_sqlite_bind_integer (row, 6, token->may_contact ? 1 : 0);
  aft_sqlite_bind_integer (row, 7, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  *ret_ref = sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

static gboolean
insert_venue (AftHouseSession *session, gint64 ref, const AftId *venue_id, GError **error)
{
  gint32 venue = 0;
  if (!aft_house_session_find_venue (session, venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO api_token_venue (api_token, venue) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_integer (row, 2, venue);
  return aft_sqlite_run (row, error);
}

static AftValueBuilder *
describe (const AftHouseToken *token)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  AftValueBuilder *venues = aft_value_builder_new_array ();
  for (guint i = 0; token->venue_ids != NULL && i < token->venue_ids->len; i++)
    aft_value_builder_take (venues, aft_value_new_take_string (aft_id_to_text (
                                        &g_array_index (token->venue_ids, AftId, i))));
  aft_value_builder_set_string (detail, "name", token->name);
  aft_value_builder_set_string (detail, "role", aft_role_to_text (token->role));
  aft_value_builder_set_boolean (detail, "may_contact", token->may_contact);
  aft_value_builder_set_take (detail, "venues", aft_value_builder_end (venues));
  return detail;
}

static gboolean
work_add (AftHouseSession *session, gpointer data, GError **error)
{
  const Adding *adding = data;
  const AftHouseToken *token = adding->token;
  gint64 ref = 0;
  if (!check_free (session, adding, error) || !insert_token (session, adding, &ref, error))
    return FALSE;
  for (guint i = 0; token->venue_ids != NULL && i < token->venue_ids->len; i++)
    if (!insert_venue (session, ref, &g_array_index (token->venue_ids, AftId, i), error))
      return FALSE;
  return aft_house_session_note (session, adding->actor, ADDED, &token->id, describe (token),
                                 error);
}

static gboolean
add_token (AftHouseStore *store,
           const AftHouseToken *token,
           const AftDigest *digest,
           const char *actor,
           GError **error)
{
  Adding adding = { token, digest, actor };
  return aft_house_sqlite_write (store, work_add, &adding, error);
}

static gboolean
read_venues (AftHouseSession *session, gint64 ref, AftHouseToken *token, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT venue.id FROM api_token_venue JOIN venue ON venue.ref = api_token_venue.venue"
      " WHERE api_token = ?1 ORDER BY venue.ref",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (token->venue_ids, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static AftHouseToken *
read_token (AftHouseSession *session, AftHouseRow *row, GError **error)
{
  g_autoptr (AftHouseToken) token = g_new0 (AftHouseToken, 1);
  token->id = aft_sqlite_get_id (row, 1);
  token->name = aft_sqlite_dup_text (row, 2);
  token->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  token->may_contact = sqlite3_column_int (row, 4) != 0;
  token->created_ms = sqlite3_column_int64 (row, 5);
  token->last_used_day = sqlite3_column_int (row, 6);
  token->revoked_ms = sqlite3_column_int64 (row, 7);
  if (!aft_role_from_text ((const char *) sqlite3_column_text (row, 3), &token->role))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored token is damaged");
      return NULL;
    }
  return read_venues (session, sqlite3_column_int64 (row, 0), token, error)
             ? g_steal_pointer (&token)
             : NULL;
}

typedef struct
{
  const AftDigest *digest;
  AftHouseToken *token;
} Finding;

static gboolean
check_usable (gint64 revoked_ms, GError **error)
{
  if (revoked_ms == 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "The token is revoked");
  return FALSE;
}

static gboolean
work_find (AftHouseSession *session, gpointer data, GError **error)
{
  Finding *finding = data;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, COLUMNS " WHERE digest = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, finding->digest);
  if (!aft_house_expect_row (row, NO_TOKEN, error)
      || !check_usable (sqlite3_column_int64 (row, 7), error))
    return FALSE;
  finding->token = read_token (session, row, error);
  return finding->token != NULL;
}

static AftHouseToken *
find_token (AftHouseStore *store, const AftDigest *digest, GError **error)
{
  Finding finding = { digest, NULL };
  return aft_house_sqlite_read (store, work_find, &finding, error) ? finding.token : NULL;
}

static void
set_maker (const GPtrArray *tokens, const AftId *id, const char *actor)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      AftHouseToken *token = g_ptr_array_index (tokens, i);
      if (aft_id_equal (&token->id, id) && token->made_by == NULL)
        token->made_by = g_strdup (actor);
    }
}

/* The audit alone says who made one, and it is kept for ever. */
static gboolean
read_makers (AftHouseSession *session, const GPtrArray *tokens, GError **error)
{
  AftId id;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT subject, actor FROM audit WHERE action = '" ADDED "'", error);
  if (row == NULL)
    return FALSE;
  while (aft_sqlite_step (row, &local))
    if (aft_id_from_text ((const char *) sqlite3_column_text (row, 0), &id))
      set_maker (tokens, &id, (const char *) sqlite3_column_text (row, 1));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  GPtrArray *tokens = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, COLUMNS " ORDER BY name, ref", error);
  if (row == NULL)
    return FALSE;
  g_ptr_array_set_size (tokens, 0);
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftHouseToken *token = read_token (session, row, &local);
      if (token != NULL)
        g_ptr_array_add (tokens, token);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL && read_makers (session, tokens, error);
}

static GPtrArray *
list_tokens (AftHouseStore *store, GError **error)
{
  g_autoptr (GPtrArray) tokens
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_token_free);
  if (!aft_house_sqlite_read (store, work_list, tokens, error))
    return NULL;
  return g_steal_pointer (&tokens);
}

typedef struct
{
  const AftId *id;
  const char *actor;   /* of a revocation */
  const char *address; /* of a use */
} Change;

/* What is known of the one with the id. */
static gboolean
read_state (AftHouseSession *session,
            const AftId *id,
            gint64 *ret_revoked_ms,
            gint64 *ret_last_used_day,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT revoked_ms, last_used_day FROM api_token WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_house_expect_row (row, NO_TOKEN, error))
    return FALSE;
  *ret_revoked_ms = sqlite3_column_int64 (row, 0);
  *ret_last_used_day = sqlite3_column_int64 (row, 1);
  return TRUE;
}

/* @sql: ?1 the id, ?2 the number. */
static gboolean
write_number (AftHouseSession *session,
              const char *sql,
              const AftId *id,
              gint64 number,
              GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, sql, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  aft_sqlite_bind_integer (row, 2, number);
  return aft_sqlite_run (row, error);
}

static gboolean
work_revoke (AftHouseSession *session, gpointer data, GError **error)
{
  const Change *change = data;
  gint64 revoked_ms = 0;
  gint64 day = 0;
  if (!read_state (session, change->id, &revoked_ms, &day, error))
    return FALSE;
  return revoked_ms > 0
         || (write_number (session, "UPDATE api_token SET revoked_ms = ?2 WHERE id = ?1",
                           change->id, session->now_ms, error)
             && aft_house_session_note (session, change->actor, "token.revoke", change->id, NULL,
                                        error));
}

static gboolean
revoke_token (AftHouseStore *store, const AftId *id, const char *actor, GError **error)
{
  Change change = { .id = id, .actor = actor };
  return aft_house_sqlite_write (store, work_revoke, &change, error);
}

/* Most of the time it was noted already, and nobody needs to write. */
static gboolean
work_is_noted (AftHouseSession *session, gpointer data, GError **error)
{
  Change *change = data;
  gint64 revoked_ms = 0;
  gint64 day = 0;
  if (!read_state (session, change->id, &revoked_ms, &day, error)
      || !check_usable (revoked_ms, error))
    return FALSE;
  if (day == session->now_ms / DAY_MS)
    change->address = NULL;
  return TRUE;
}

static gboolean
work_use (AftHouseSession *session, gpointer data, GError **error)
{
  const Change *change = data;
  gint64 revoked_ms = 0;
  gint64 day = 0;
  gint64 today = session->now_ms / DAY_MS;
  if (!read_state (session, change->id, &revoked_ms, &day, error)
      || !check_usable (revoked_ms, error))
    return FALSE;
  if (day == today)
    return TRUE;
  g_autofree char *id = aft_id_to_text (change->id);
  g_autofree char *actor = g_strconcat ("token:", id, NULL);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "address", change->address);
  return aft_house_session_note (session, actor, "token.use", change->id, detail, error)
         && write_number (session, "UPDATE api_token SET last_used_day = ?2 WHERE id = ?1",
                          change->id, today, error);
}

static gboolean
use_token (AftHouseStore *store, const AftId *id, const char *address, GError **error)
{
  Change change = { .id = id, .address = address };
  return aft_house_sqlite_read (store, work_is_noted, &change, error)
         && (change.address == NULL || aft_house_sqlite_write (store, work_use, &change, error));
}

const AftHouseTokensClass aft_house_sqlite_tokens = {
  .add = add_token,
  .find = find_token,
  .list = list_tokens,
  .revoke = revoke_token,
  .use = use_token,
};
