/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second factor in a user's row: a sealed secret, switched on and off, and the last time step
 * that let somebody in. What a code is, and how one is sealed, is not known here. */
#include "aft-error.h"
#include "aft-house-sqlite-people-private.h"

typedef struct
{
  const AftId *user_id;
  const AftHouseSecondFactor *factor;
  const char *actor;
} Setting;

/* FALSE with @error unset when it is so already. */
static gboolean
write_factor (AftHouseSession *session, const Setting *setting, GError **error)
{
  const AftHouseSecondFactor *factor = setting->factor;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE user SET second_factor = CAST (?2 AS BLOB), second_factor_step = ?3"
      " WHERE id = ?1 AND (second_factor IS NULL) = (?2 IS NOT NULL) RETURNING 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, setting->user_id);
  aft_sqlite_bind_text (row, 2, factor->sealed);
  aft_sqlite_bind_integer (row, 3, factor->sealed != NULL ? factor->step : 0);
  return aft_sqlite_step (row, error);
}

static gboolean
work_set (AftHouseSession *session, gpointer data, GError **error)
{
  const Setting *setting = data;
  GError *local = NULL;
  gint64 user = 0;
  gboolean is_on = setting->factor->sealed != NULL;
  if (!aft_house_session_find_user (session, setting->user_id, &user, error))
    return FALSE;
  if (!write_factor (session, setting, &local))
    {
      if (local == NULL)
        local = g_error_new_literal (AFT_ERROR, AFT_ERROR_CONFLICT,
                                     is_on ? "There is a second factor already"
                                           : "There is no second factor");
      g_propagate_error (error, local);
      return FALSE;
    }
  return (!is_on
          || aft_house_session_end_logins (session, user, setting->factor->keep_digest, error))
         && aft_house_session_note (session, setting->actor,
                                    is_on ? "second-factor.on" : "second-factor.off",
                                    setting->user_id, NULL, error);
}

gboolean
aft_house_sqlite_set_second_factor (AftHouseStore *store,
                                    const AftId *user_id,
                                    const AftHouseSecondFactor *factor,
                                    const char *actor,
                                    GError **error)
{
  Setting setting = { user_id, factor, actor };
  return aft_house_sqlite_write (store, work_set, &setting, error);
}

typedef struct
{
  const AftId *user_id;
  const char *sealed;
  gint64 step;
} Use;

/* Compares and sets in one statement: of two that come with the same code one is let in. */
static gboolean
work_use (AftHouseSession *session, gpointer data, GError **error)
{
  const Use *use = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "UPDATE user SET second_factor_step = ?3 WHERE id = ?1"
                                      " AND second_factor = CAST (?2 AS BLOB)"
                                      " AND second_factor_step < ?3 RETURNING 1",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, use->user_id);
  aft_sqlite_bind_text (row, 2, use->sealed);
  aft_sqlite_bind_integer (row, 3, use->step);
  if (aft_sqlite_step (row, &local))
    return TRUE;
  if (local == NULL)
    local = g_error_new_literal (AFT_ERROR, AFT_ERROR_CONFLICT, "This code is used up");
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
aft_house_sqlite_use_second_factor (AftHouseStore *store,
                                    const AftId *user_id,
                                    const char *sealed,
                                    gint64 step,
                                    GError **error)
{
  Use use = { user_id, sealed, step };
  return aft_house_sqlite_write (store, work_use, &use, error);
}
