/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tier a guest has by the rules: what they look at is gathered here, what they say is theirs.
 * A tier that an import or staff have given stays. */
#include "aft-house-guest-records.h"
#include "aft-house-sqlite-flagging-private.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

static gboolean
add_visits (AftHouseSession *session, gint64 guest, GArray *days, GArray *spends, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT day, coalesce (spend_minor, -1) FROM visit WHERE guest = ?1 ORDER BY day DESC"
      " LIMIT ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, guest);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_RANK_VISITS_MAX);
  while (aft_sqlite_step (row, &local))
    {
      gint32 day = sqlite3_column_int (row, 0);
      gint64 spend_minor = sqlite3_column_int64 (row, 1);
      g_array_append_val (days, day);
      g_array_append_val (spends, spend_minor);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* @ret_is_ours: the rules may say which tier it is. */
static gboolean
read_guest (AftHouseSession *session,
            gint64 guest,
            AftHouseRankFacts *facts,
            AftTier *ret_tier,
            gboolean *ret_is_ours,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT tier, tier_source, first_ms, imported_visits, imported_spend_minor,"
      " imported_last_day FROM guest WHERE ref = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, guest);
  if (!aft_house_expect_row (row, "There is no such guest", error))
    return FALSE;
  *ret_tier = (AftTier) CLAMP (sqlite3_column_int (row, 0), 0, AFT_TIERS - 1);
  *ret_is_ours = sqlite3_column_int (row, 1) == AFT_HOUSE_TIER_BY_RULES;
  gint64 first_ms = sqlite3_column_int64 (row, 2);
  facts->first_day = first_ms > 0 ? (gint32) (first_ms / DAY_MS) : facts->today;
  facts->imported_visits = (guint) sqlite3_column_int64 (row, 3);
  facts->imported_spend_minor = sqlite3_column_int64 (row, 4);
  facts->imported_last_day
      = sqlite3_column_type (row, 5) == SQLITE_NULL ? -1 : sqlite3_column_int (row, 5);
  return TRUE;
}

static gboolean
put_tier (AftHouseSession *session, gint64 guest, AftTier tier, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "UPDATE guest SET tier = ?2 WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, guest);
  aft_sqlite_bind_integer (row, 2, tier);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_rank_guest (AftHouseSession *session,
                              gint64 guest,
                              gint32 today,
                              AftTier *ret_tier,
                              GError **error)
{
  gboolean is_ours = FALSE;
  AftTier tier = AFT_TIER_UNKNOWN;
  AftTier ranked = AFT_TIER_UNKNOWN;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) spends = g_array_new (FALSE, FALSE, sizeof (gint64));
  AftHouseRankFacts facts = { .days = days, .spends = spends, .today = today };
  if (!read_guest (session, guest, &facts, &tier, &is_ours, error)
      || !add_visits (session, guest, days, spends, error))
    return FALSE;
  if (is_ours && aft_house_database_rank (session->database, &facts, &ranked) && ranked != tier)
    {
      tier = ranked;
      if (!put_tier (session, guest, tier, error))
        return FALSE;
    }
  if (ret_tier != NULL)
    *ret_tier = tier;
  return TRUE;
}
