/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is on duty at which venue. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"

typedef struct
{
  const AftId *user_id;
  const AftId *venue_id;
  gboolean is_on_duty;
  const char *actor;
} Switching;

static gboolean
works_there (const AftHouseUser *user, const AftId *venue_id)
{
  return (user->role == AFT_ROLE_OWNER || aft_id_is_among (venue_id, user->venue_ids))
         && user->disabled_ms == 0;
}

static gboolean
may_switch (AftHouseSession *session, const Switching *switching, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_house_session_get_user (session, switching->user_id, error);
  if (user == NULL)
    return FALSE;
  if (!switching->is_on_duty || works_there (user, switching->venue_id))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "This user does not work at that venue");
  return FALSE;
}

static gboolean
switch_row (AftHouseSession *session, const Switching *switching, gint32 venue, GError **error)
{
  gint64 user = 0;
  if (!aft_house_session_find_user (session, switching->user_id, &user, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      switching->is_on_duty ? "INSERT INTO duty (user, venue, since_ms) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT DO NOTHING"
                            : "DELETE FROM duty WHERE user = ?1 AND venue = ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, user);
  aft_sqlite_bind_integer (row, 2, venue);
  if (switching->is_on_duty)
    aft_sqlite_bind_integer (row, 3, session->now_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
work_set_duty (AftHouseSession *session, gpointer data, GError **error)
{
  const Switching *switching = data;
  gint32 venue = 0;
  if (!aft_house_session_find_venue (session, switching->venue_id, &venue, error)
      || !may_switch (session, switching, error) || !switch_row (session, switching, venue, error))
    return FALSE;
  if (sqlite3_changes (aft_house_connection_get_sqlite (session->connection)) == 0)
    return TRUE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_take (detail, "venue",
                              aft_value_new_take_string (aft_id_to_text (switching->venue_id)));
  return aft_house_session_note (session, switching->actor,
                                 switching->is_on_duty ? "duty.on" : "duty.off", switching->user_id,
                                 detail, error);
}

gboolean
aft_house_sqlite_set_duty (AftHouseStore *store,
                           const AftId *user_id,
                           const AftId *venue_id,
                           gboolean is_on_duty,
                           const char *actor,
                           GError **error)
{
  Switching switching = { user_id, venue_id, is_on_duty, actor };
  return aft_house_sqlite_write (store, work_set_duty, &switching, error);
}

typedef struct
{
  const AftId *venue_id;
  GPtrArray *duties;
} Listing;

static gboolean
work_list_duty (AftHouseSession *session, gpointer data, GError **error)
{
  const Listing *listing = data;
  GError *local = NULL;
  gint32 venue = 0;
  if (!aft_house_session_find_venue (session, listing->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT id, name, public_name, role, since_ms FROM duty JOIN user ON user.ref = duty.user"
      " WHERE venue = ?1 ORDER BY CASE role WHEN 'staff' THEN 0 WHEN 'manager' THEN 1 ELSE 2 END,"
      " folded_name",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  while (local == NULL && aft_sqlite_step (row, &local))
    {
      AftHouseDuty *duty = g_new0 (AftHouseDuty, 1);
      duty->user_id = aft_sqlite_get_id (row, 0);
      duty->name = aft_sqlite_dup_text (row, 1);
      duty->public_name = aft_sqlite_dup_text (row, 2);
      duty->since_ms = sqlite3_column_int64 (row, 4);
      g_ptr_array_add (listing->duties, duty);
      if (!aft_role_from_text ((const char *) sqlite3_column_text (row, 3), &duty->role))
        g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored user is damaged");
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_duty (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  g_autoptr (GPtrArray) duties
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_duty_free);
  Listing listing = { venue_id, duties };
  if (!aft_house_sqlite_read (store, work_list_duty, &listing, error))
    return NULL;
  return g_steal_pointer (&duties);
}
