/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Those who may sign in, and at which venues. Whether a password is right is not decided here. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"
#include "aft-name.h"

#define COLUMNS                                                                                    \
  "id, name, public_name, password_hash, role, created_ms, disabled_ms, ref, pin_hash, language,"  \
  " CAST (second_factor AS TEXT) FROM user"
#define NO_USER "There is no such user"

/* Names that differ in case only are the same name. */
static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  return g_utf8_casefold (normal, -1);
}

static gboolean
is_name_of_another (AftHouseSession *session,
                    const AftHouseUser *user,
                    const char *folded,
                    GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT 1 FROM user WHERE folded_name = ?1 AND id <> ?2", error);
  if (row == NULL)
    return TRUE;
  aft_sqlite_bind_text (row, 1, folded);
  aft_sqlite_bind_id (row, 2, &user->id);
  if (!aft_sqlite_step (row, error))
    return error != NULL && *error != NULL;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "Another user has that name");
  return TRUE;
}

static gboolean
put_row (AftHouseSession *session,
         const AftHouseUser *user,
         const char *folded,
         gint64 *ret_ref,
         GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO user (id, name, folded_name, public_name, password_hash, role, created_ms,"
      " disabled_ms, pin_hash, language) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
      " ON CONFLICT (id) DO UPDATE SET name = ?2, folded_name = ?3, public_name = ?4,"
      " password_hash = ?5, role = ?6, disabled_ms = ?8, pin_hash = ?9, language = ?10"
      " RETURNING ref",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &user->id);
  aft_sqlite_bind_text (row, 2, user->name);
  aft_sqlite_bind_text (row, 3, folded);
  aft_sqlite_bind_text (row, 4, user->public_name);
  aft_sqlite_bind_text (row, 5, user->password_hash);
  aft_sqlite_bind_text (row, 6, aft_role_to_text (user->role));
  aft_sqlite_bind_integer (row, 7, session->now_ms);
  aft_sqlite_bind_integer (row, 8, user->disabled_ms);
  aft_sqlite_bind_text (row, 9, user->pin_hash);
  aft_sqlite_bind_text (row, 10, user->has_language ? aft_language_get_tag (user->language) : NULL);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
put_venue (AftHouseSession *session, gint64 user, const AftId *venue_id, GError **error)
{
  gint32 venue = 0;
  if (!aft_house_session_find_venue (session, venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO user_venue (user, venue) VALUES (?1, ?2) ON CONFLICT DO NOTHING", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  aft_sqlite_bind_integer (row, 2, venue);
  return aft_sqlite_run (row, error);
}

static gboolean
clear_venues (AftHouseSession *session, gint64 user, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM user_venue WHERE user = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  return aft_sqlite_run (row, error);
}

/* Nobody is on duty where nobody of that name works. */
static gboolean
leave_other_venues (AftHouseSession *session, gint64 user, AftRole role, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "DELETE FROM duty WHERE user = ?1 AND NOT ?2"
      " AND venue NOT IN (SELECT venue FROM user_venue WHERE user = ?1)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  aft_sqlite_bind_integer (row, 2, role == AFT_ROLE_OWNER);
  return aft_sqlite_run (row, error);
}

typedef struct
{
  const AftHouseUser *user;
  const char *actor;
} UserChange;

static const char *
name_change (const AftHouseUser *user, AftHouseRow *known)
{
  if (known == NULL)
    return "user.add";
  gboolean was_disabled = sqlite3_column_int64 (known, 0) != 0;
  if (was_disabled == (user->disabled_ms != 0))
    return "user.change";
  return was_disabled ? "user.enable" : "user.disable";
}

/* Before the change: what it was says what it will be. */
static gboolean
audit_user (AftHouseSession *session, const UserChange *change, GError **error)
{
  GError *local = NULL;
  const AftHouseUser *user = change->user;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT disabled_ms FROM user WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &user->id);
  const char *action = name_change (user, aft_sqlite_step (row, &local) ? row : NULL);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "name", user->name);
  aft_value_builder_set_string (detail, "role", aft_role_to_text (user->role));
  return aft_house_session_note (session, change->actor, action, &user->id, detail, error);
}

gboolean
aft_house_session_put_user (AftHouseSession *session,
                            const AftHouseUser *user,
                            const char *actor,
                            GError **error)
{
  g_autofree char *name = aft_name_dup_composed (user->name);
  g_autofree char *public_name = aft_name_dup_composed (user->public_name);
  g_autofree char *folded = fold (user->name);
  AftHouseUser kept = *user;
  const UserChange change = { &kept, actor };
  gint64 ref = 0;
  GError *local = NULL;
  kept.name = name;
  kept.public_name = public_name;
  gboolean is_done = !is_name_of_another (session, &kept, folded, &local)
                     && audit_user (session, &change, &local)
                     && put_row (session, &kept, folded, &ref, &local)
                     && clear_venues (session, ref, &local);
  guint count = user->venue_ids != NULL ? user->venue_ids->len : 0;
  for (guint i = 0; i < count && is_done; i++)
    is_done = put_venue (session, ref, &g_array_index (user->venue_ids, AftId, i), &local);
  if (is_done && user->disabled_ms != 0)
    is_done = aft_house_session_send_home (session, ref, &local);
  if (is_done)
    is_done = leave_other_venues (session, ref, user->role, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return is_done;
}

static gboolean
work_put_user (AftHouseSession *session, gpointer data, GError **error)
{
  const UserChange *change = data;
  return aft_house_session_put_user (session, change->user, change->actor, error);
}

gboolean
aft_house_sqlite_put_user (AftHouseStore *store,
                           const AftHouseUser *user,
                           const char *actor,
                           GError **error)
{
  UserChange change = { user, actor };
  return aft_house_sqlite_write (store, work_put_user, &change, error);
}

static gboolean
read_venues (AftHouseSession *session, gint64 user, GArray *venue_ids, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT id FROM venue JOIN user_venue ON venue = ref WHERE user = ?1 ORDER BY id", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (venue_ids, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static AftHouseUser *
read_user (AftHouseSession *session, AftHouseRow *row, GError **error)
{
  g_autoptr (AftHouseUser) user = g_new0 (AftHouseUser, 1);
  user->id = aft_sqlite_get_id (row, 0);
  user->name = aft_sqlite_dup_text (row, 1);
  user->public_name = aft_sqlite_dup_text (row, 2);
  user->password_hash = aft_sqlite_dup_text (row, 3);
  user->created_ms = sqlite3_column_int64 (row, 5);
  user->disabled_ms = sqlite3_column_int64 (row, 6);
  user->pin_hash = aft_sqlite_dup_text (row, 8);
  user->has_language = sqlite3_column_type (row, 9) != SQLITE_NULL;
  user->language = aft_language_from_tag ((const char *) sqlite3_column_text (row, 9));
  user->second_factor = aft_sqlite_dup_text (row, 10);
  user->venue_ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  if (!aft_role_from_text ((const char *) sqlite3_column_text (row, 4), &user->role))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored user is damaged");
      return NULL;
    }
  if (!read_venues (session, sqlite3_column_int64 (row, 7), user->venue_ids, error))
    return NULL;
  return g_steal_pointer (&user);
}

AftHouseUser *
aft_house_session_get_user (AftHouseSession *session, const AftId *id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " WHERE id = ?1", error);
  if (row == NULL)
    return NULL;
  aft_sqlite_bind_id (row, 1, id);
  return aft_house_expect_row (row, NO_USER, error) ? read_user (session, row, error) : NULL;
}

gboolean
aft_house_session_find_user (AftHouseSession *session,
                             const AftId *id,
                             gint64 *ret_ref,
                             GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM user WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_house_expect_row (row, NO_USER, error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  return TRUE;
}

typedef struct
{
  const AftId *id;
  const char *name;
  AftHouseUser *user;
} UserQuery;

static gboolean
work_get_user (AftHouseSession *session, gpointer data, GError **error)
{
  UserQuery *query = data;
  query->user = aft_house_session_get_user (session, query->id, error);
  return query->user != NULL;
}

AftHouseUser *
aft_house_sqlite_get_user (AftHouseStore *store, const AftId *id, GError **error)
{
  UserQuery query = { .id = id };
  return aft_house_sqlite_read (store, work_get_user, &query, error) ? query.user : NULL;
}

static gboolean
work_find_user (AftHouseSession *session, gpointer data, GError **error)
{
  UserQuery *query = data;
  g_autofree char *folded = fold (query->name);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " WHERE folded_name = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, folded);
  if (!aft_house_expect_row (row, NO_USER, error))
    return FALSE;
  query->user = read_user (session, row, error);
  return query->user != NULL;
}

AftHouseUser *
aft_house_sqlite_find_user (AftHouseStore *store, const char *name, GError **error)
{
  UserQuery query = { .name = name };
  if (!g_utf8_validate (name, -1, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, NO_USER);
      return NULL;
    }
  return aft_house_sqlite_read (store, work_find_user, &query, error) ? query.user : NULL;
}

static gboolean
work_list_users (AftHouseSession *session, gpointer data, GError **error)
{
  GPtrArray *users = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT " COLUMNS " ORDER BY folded_name", error);
  if (row == NULL)
    return FALSE;
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftHouseUser *user = read_user (session, row, &local);
      if (user != NULL)
        g_ptr_array_add (users, user);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_users (AftHouseStore *store, GError **error)
{
  g_autoptr (GPtrArray) users
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_user_free);
  if (!aft_house_sqlite_read (store, work_list_users, users, error))
    return NULL;
  return g_steal_pointer (&users);
}
