/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is signed in at the console: rows under the digest of a token, which end by themselves. What
 * a password or a cookie is like is not known here. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"

#define COLUMNS "login.id, user.id, address, login.created_ms, seen_ms"
#define JOINED  " FROM login JOIN user ON user.ref = login.user"
/* ?2: the oldest time of use, ?3: of making, with which a login still holds. */
#define STILL_HOLDS "seen_ms > ?2 AND login.created_ms > ?3"
#define NO_LOGIN    "Nobody is signed in with that"

static void
bind_limits (AftHouseSession *session, AftHouseRow *row)
{
  aft_sqlite_bind_integer (row, 2, session->now_ms - AFT_HOUSE_LOGIN_IDLE_MS);
  aft_sqlite_bind_integer (row, 3, session->now_ms - AFT_HOUSE_LOGIN_MAX_MS);
}

static AftHouseLogin *
read_login (AftHouseRow *row)
{
  AftHouseLogin *login = g_new0 (AftHouseLogin, 1);
  login->id = aft_sqlite_get_id (row, 0);
  login->user_id = aft_sqlite_get_id (row, 1);
  login->address = aft_sqlite_dup_text (row, 2);
  login->created_ms = sqlite3_column_int64 (row, 3);
  login->seen_ms = sqlite3_column_int64 (row, 4);
  return login;
}

typedef struct
{
  const AftHouseLogin *login;
  const AftDigest *token_digest;
} Adding;

/* The ref of a user who may sign in. */
static gboolean
find_active (AftHouseSession *session, const AftId *id, gint64 *ret_ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref, disabled_ms FROM user WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_house_expect_row (row, "There is no such user", error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  if (sqlite3_column_int64 (row, 1) == 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "This user is disabled");
  return FALSE;
}

static gboolean
sweep (AftHouseSession *session, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM login WHERE NOT (" STILL_HOLDS ")", error);
  if (row == NULL)
    return FALSE;
  bind_limits (session, row);
  return aft_sqlite_run (row, error);
}

static gboolean
insert_login (AftHouseSession *session, const Adding *adding, gint64 user, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO login (token_digest, id, user, address,"
                                      " created_ms, seen_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, adding->token_digest);
  aft_sqlite_bind_id (row, 2, &adding->login->id);
  aft_sqlite_bind_integer (row, 3, user);
  aft_sqlite_bind_text (row, 4, adding->login->address);
  aft_sqlite_bind_integer (row, 5, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
work_add_login (AftHouseSession *session, gpointer data, GError **error)
{
  const Adding *adding = data;
  gint64 user = 0;
  g_autofree char *name = aft_id_to_text (&adding->login->user_id);
  g_autofree char *actor = g_strconcat ("user:", name, NULL);
  if (!find_active (session, &adding->login->user_id, &user, error) || !sweep (session, error)
      || !insert_login (session, adding, user, error))
    return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "address", adding->login->address);
  return aft_house_session_note (session, actor, "login.begin", &adding->login->user_id, detail,
                                 error);
}

static gboolean
add_login (AftHouseStore *store,
           const AftHouseLogin *login,
           const AftDigest *token_digest,
           GError **error)
{
  Adding adding = { login, token_digest };
  return aft_house_sqlite_write (store, work_add_login, &adding, error);
}

typedef struct
{
  const AftDigest *token_digest;
  gboolean wants_user;
  AftHouseLogin *login;
  AftHouseUser *user;
} Finding;

static gboolean
work_find_login (AftHouseSession *session, gpointer data, GError **error)
{
  Finding *finding = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT " COLUMNS JOINED " WHERE token_digest = ?1 AND disabled_ms = 0 AND " STILL_HOLDS,
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, finding->token_digest);
  bind_limits (session, row);
  if (!aft_house_expect_row (row, NO_LOGIN, error))
    return FALSE;
  g_autoptr (AftHouseLogin) login = read_login (row);
  if (finding->wants_user)
    finding->user = aft_house_session_get_user (session, &login->user_id, error);
  if (finding->wants_user && finding->user == NULL)
    return FALSE;
  finding->login = g_steal_pointer (&login);
  return TRUE;
}

static AftHouseLogin *
find_login (AftHouseStore *store,
            const AftDigest *token_digest,
            AftHouseUser **ret_user,
            GError **error)
{
  Finding finding = { .token_digest = token_digest, .wants_user = ret_user != NULL };
  if (!aft_house_sqlite_read (store, work_find_login, &finding, error))
    return NULL;
  if (ret_user != NULL)
    *ret_user = finding.user;
  return finding.login;
}

static gboolean
work_touch_login (AftHouseSession *session, gpointer data, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE login SET seen_ms = ?4 WHERE token_digest = ?1 AND seen_ms > ?2 AND created_ms > ?3"
      " RETURNING 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, data);
  bind_limits (session, row);
  aft_sqlite_bind_integer (row, 4, session->now_ms);
  return aft_house_expect_row (row, NO_LOGIN, error);
}

static gboolean
touch_login (AftHouseStore *store, const AftDigest *token_digest, GError **error)
{
  return aft_house_sqlite_write (store, work_touch_login, (gpointer) token_digest, error);
}

typedef struct
{
  const AftId *user_id;
  GPtrArray *logins;
} Listing;

static gboolean
work_list_logins (AftHouseSession *session, gpointer data, GError **error)
{
  const Listing *listing = data;
  GError *local = NULL;
  gint64 user = 0;
  if (!aft_house_session_find_user (session, listing->user_id, &user, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT " COLUMNS JOINED " WHERE user = ?1 AND " STILL_HOLDS
                                      " ORDER BY login.created_ms DESC, login.id DESC",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  bind_limits (session, row);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (listing->logins, read_login (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list_logins (AftHouseStore *store, const AftId *user_id, GError **error)
{
  g_autoptr (GPtrArray) logins
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_login_free);
  Listing listing = { user_id, logins };
  if (!aft_house_sqlite_read (store, work_list_logins, &listing, error))
    return NULL;
  return g_steal_pointer (&logins);
}

typedef struct
{
  const AftDigest *token_digest; /* the one to end, or to keep, or NULL */
  const AftId *user_id;          /* all of this user's, or NULL */
  const char *actor;
} Ending;

/* Whose it was; FALSE with @error unset when there is none. */
static gboolean
delete_login (AftHouseSession *session, const AftDigest *digest, gint64 *ret_user, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM login WHERE token_digest = ?1 RETURNING user", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, digest);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  *ret_user = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
read_user_id (AftHouseSession *session, gint64 ref, AftId *ret_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT id FROM user WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (!aft_house_expect_row (row, "There is no such user", error))
    return FALSE;
  *ret_id = aft_sqlite_get_id (row, 0);
  return TRUE;
}

static gboolean
work_end_login (AftHouseSession *session, gpointer data, GError **error)
{
  const Ending *ending = data;
  GError *local = NULL;
  gint64 user = 0;
  AftId id;
  gboolean is_there = delete_login (session, ending->token_digest, &user, &local);
  if (is_there && read_user_id (session, user, &id, &local)
      && aft_house_session_note (session, ending->actor, "login.end", &id, NULL, &local))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
end_login (AftHouseStore *store, const AftDigest *token_digest, const char *actor, GError **error)
{
  Ending ending = { token_digest, NULL, actor };
  return aft_house_sqlite_write (store, work_end_login, &ending, error);
}

gboolean
aft_house_session_end_logins (AftHouseSession *session,
                              gint64 user,
                              const AftDigest *keep,
                              GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "DELETE FROM login WHERE user = ?1 AND (?2 IS NULL OR token_digest <> ?2)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  if (keep != NULL)
    aft_sqlite_bind_digest (row, 2, keep);
  return aft_sqlite_run (row, error);
}

static gboolean
delete_duty (AftHouseSession *session, gint64 user, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM duty WHERE user = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_send_home (AftHouseSession *session, gint64 ref, GError **error)
{
  return aft_house_session_end_logins (session, ref, NULL, error)
         && delete_duty (session, ref, error);
}

static gboolean
work_end_logins (AftHouseSession *session, gpointer data, GError **error)
{
  const Ending *ending = data;
  gint64 user = 0;
  return aft_house_session_find_user (session, ending->user_id, &user, error)
         && aft_house_session_end_logins (session, user, ending->token_digest, error)
         && aft_house_session_note (session, ending->actor, "login.end-all", ending->user_id, NULL,
                                    error);
}

static gboolean
end_logins (AftHouseStore *store,
            const AftId *user_id,
            const AftDigest *keep_digest,
            const char *actor,
            GError **error)
{
  Ending ending = { keep_digest, user_id, actor };
  return aft_house_sqlite_write (store, work_end_logins, &ending, error);
}

const AftHousePeopleClass aft_house_sqlite_people = {
  .get_user = aft_house_sqlite_get_user,
  .set_second_factor = aft_house_sqlite_set_second_factor,
  .use_second_factor = aft_house_sqlite_use_second_factor,
  .add_login = add_login,
  .find_login = find_login,
  .touch_login = touch_login,
  .list_logins = list_logins,
  .end_login = end_login,
  .end_logins = end_logins,
  .set_duty = aft_house_sqlite_set_duty,
  .list_duty = aft_house_sqlite_list_duty,
  .put_setup_code = aft_house_sqlite_put_setup_code,
  .check_setup_code = aft_house_sqlite_check_setup_code,
  .use_setup_code = aft_house_sqlite_use_setup_code,
};
