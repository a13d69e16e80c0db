/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people and rules change of a guest: preferences, tier, and that nobody tries to win the
 * guest back, which takes two. */
#include "aft-error.h"
#include "aft-house-sqlite-guests-private.h"
#include "aft-house-sqlite-people-private.h"

#define NO_GUEST "There is no such guest"

typedef struct
{
  const AftId *id;
  const char *preferences;
  AftTier tier;
  AftHouseTierSource source;
  const char *actor;
} Change;

static gboolean
work_set_preferences (AftHouseSession *session, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE guest SET preferences = ?2 WHERE id = ?1 RETURNING 1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, change->id);
  aft_sqlite_bind_text (row, 2, change->preferences);
  return aft_house_expect_row (row, NO_GUEST, error)
         && aft_house_session_note (session, change->actor, "guest.preferences", change->id, NULL,
                                    error);
}

gboolean
aft_house_sqlite_set_preferences (AftHouseStore *store,
                                  const AftId *id,
                                  const char *preferences,
                                  const char *actor,
                                  GError **error)
{
  Change change = { .id = id, .preferences = preferences, .actor = actor };
  return aft_house_sqlite_write (store, work_set_preferences, &change, error);
}

/* Is there something to change? FALSE with @error unset: a stronger source has said, or it is so.
 */
static gboolean
is_tier_open (AftHouseSession *session, const Change *change, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT tier, tier_source FROM guest WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, change->id);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  int tier = sqlite3_column_int (row, 0);
  int source = sqlite3_column_int (row, 1);
  return source < (int) change->source
         || (source == (int) change->source && tier != (int) change->tier);
}

static gboolean
write_tier (AftHouseSession *session, const Change *change, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE guest SET tier = ?2, tier_source = ?3 WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, change->id);
  aft_sqlite_bind_integer (row, 2, change->tier);
  aft_sqlite_bind_integer (row, 3, change->source);
  return aft_sqlite_run (row, error);
}

static gboolean
work_set_tier (AftHouseSession *session, gpointer data, GError **error)
{
  static const char *const sources[] = { "rules", "import", "staff" };
  const Change *change = data;
  GError *local = NULL;
  if (!is_tier_open (session, change, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "tier", aft_tier_to_text (change->tier));
  aft_value_builder_set_string (detail, "source", sources[change->source]);
  return aft_house_session_note (session, change->actor, "guest.tier", change->id, detail, error)
         && write_tier (session, change, error);
}

gboolean
aft_house_sqlite_set_tier (AftHouseStore *store,
                           const AftId *id,
                           AftTier tier,
                           AftHouseTierSource source,
                           const char *actor,
                           GError **error)
{
  Change change = { .id = id, .tier = tier, .source = source, .actor = actor };
  return aft_house_sqlite_write (store, work_set_tier, &change, error);
}

/* One step of two people, and who has taken which so far: 0 nobody. */
typedef struct
{
  const AftHouseNoWinBack *asked;
  const char *actor;
} Stepping;

typedef struct
{
  gint64 user;
  gint64 first;
  gint64 second;
} Two;

static gboolean
read_two (AftHouseSession *session, const AftHouseNoWinBack *asked, Two *ret_two, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT coalesce (no_win_back_first, 0),"
                                      " coalesce (no_win_back_second, 0) FROM guest WHERE id = ?1",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, asked->guest_id);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  ret_two->first = sqlite3_column_int64 (row, 0);
  ret_two->second = sqlite3_column_int64 (row, 1);
  return aft_house_session_find_user (session, asked->user_id, &ret_two->user, error);
}

static gboolean
may_step (AftHouseNoWinBackStep step, const Two *two, GError **error)
{
  const char *fault = NULL;
  if (step == AFT_HOUSE_NO_WIN_BACK_PROPOSE && two->first != 0)
    fault = "Somebody has proposed that already";
  else if (step == AFT_HOUSE_NO_WIN_BACK_WITHDRAW && two->first == 0)
    fault = "There is nothing to take back";
  else if (step == AFT_HOUSE_NO_WIN_BACK_CONFIRM && two->first == 0)
    fault = "Nobody has proposed that";
  else if (step == AFT_HOUSE_NO_WIN_BACK_CONFIRM && two->second != 0)
    fault = "That is confirmed already";
  if (fault != NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, fault);
  else if (step == AFT_HOUSE_NO_WIN_BACK_CONFIRM && two->first == two->user)
    {
      fault = "Another person must confirm that";
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, fault);
    }
  return fault == NULL;
}

static AftHouseRow *
prepare_step (AftHouseSession *session, AftHouseNoWinBackStep step, GError **error)
{
  if (step == AFT_HOUSE_NO_WIN_BACK_PROPOSE)
    return aft_house_connection_prepare (
        session->connection,
        "UPDATE guest SET no_win_back_reason = ?4, no_win_back_first = ?2, no_win_back_ms = ?3"
        " WHERE id = ?1",
        error);
  if (step == AFT_HOUSE_NO_WIN_BACK_CONFIRM)
    return aft_house_connection_prepare (
        session->connection,
        "UPDATE guest SET no_win_back_second = ?2, no_win_back_ms = ?3 WHERE id = ?1", error);
  return aft_house_connection_prepare (
      session->connection,
      "UPDATE guest SET no_win_back_reason = NULL, no_win_back_first = NULL,"
      " no_win_back_second = NULL, no_win_back_ms = ?3 WHERE id = ?1",
      error);
}

static gboolean
write_step (AftHouseSession *session, const Stepping *stepping, gint64 user, GError **error)
{
  const AftHouseNoWinBack *asked = stepping->asked;
  g_autoptr (AftHouseRow) row = prepare_step (session, asked->step, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, asked->guest_id);
  if (asked->step != AFT_HOUSE_NO_WIN_BACK_WITHDRAW)
    aft_sqlite_bind_integer (row, 2, user);
  aft_sqlite_bind_integer (row, 3, session->now_ms);
  if (asked->step == AFT_HOUSE_NO_WIN_BACK_PROPOSE)
    aft_sqlite_bind_text (row, 4, asked->reason);
  return aft_sqlite_run (row, error);
}

static gboolean
work_no_win_back (AftHouseSession *session, gpointer data, GError **error)
{
  static const char *const actions[]
      = { "guest.no-win-back", "guest.no-win-back.confirm", "guest.no-win-back.withdraw" };
  const Stepping *stepping = data;
  const AftHouseNoWinBack *asked = stepping->asked;
  Two two;
  return read_two (session, asked, &two, error) && may_step (asked->step, &two, error)
         && write_step (session, stepping, two.user, error)
         && aft_house_session_note (session, stepping->actor, actions[asked->step], asked->guest_id,
                                    NULL, error);
}

gboolean
aft_house_sqlite_set_no_win_back (AftHouseStore *store,
                                  const AftHouseNoWinBack *step,
                                  const char *actor,
                                  GError **error)
{
  Stepping stepping = { step, actor };
  return aft_house_sqlite_write (store, work_no_win_back, &stepping, error);
}
