/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose visit a response was: the guest is found by the key of the number that was given, or begins
 * to be known with it; what is known of before this visit is gathered for who judges; the visit is
 * noted, one a business day and venue. Tiers are set elsewhere (aft-house-guest-ranks.c and
 * -changes.c). */
#include "aft-house-sqlite-flagging-private.h"

/* Scores of so many earlier visits are looked at. */
#define SCORES_MAX 12

void
aft_house_visitor_clear (AftHouseVisitor *visitor)
{
  g_clear_pointer (&visitor->facts, aft_value_unref);
}

static gboolean
find_guest (AftHouseSession *session,
            const AftHouseItem *item,
            AftHouseVisitor *visitor,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref, tier FROM guest JOIN guest_key ON guest = ref WHERE key = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, &item->guest_key);
  if (aft_sqlite_step (row, &local))
    {
      visitor->guest = sqlite3_column_int64 (row, 0);
      visitor->tier = (AftTier) CLAMP (sqlite3_column_int (row, 1), 0, AFT_TIERS - 1);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
insert_key (AftHouseSession *session, const AftHouseItem *item, gint64 guest, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "INSERT INTO guest_key (key, guest, kind) VALUES (?1, ?2, ?3)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, &item->guest_key);
  aft_sqlite_bind_integer (row, 2, guest);
  aft_sqlite_bind_integer (row, 3, item->guest_key_kind);
  return aft_sqlite_run (row, error);
}

static gboolean
insert_guest (AftHouseSession *session,
              const AftHouseItem *item,
              gint64 time_ms,
              AftHouseVisitor *visitor,
              GError **error)
{
  AftHouseDatabase *database = session->database;
  AftId id = aft_id_generate (aft_house_database_get_clock (database),
                              aft_house_database_get_random (database));
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "INSERT INTO guest (id, first_ms, last_ms) VALUES (?1, ?2, ?2)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &id);
  aft_sqlite_bind_integer (row, 2, time_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  visitor->guest
      = sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (session->connection));
  return insert_key (session, item, visitor->guest, error);
}

/* Visits of before this one, with what was known before the house counted itself. */
static gboolean
add_visits (AftHouseSession *session,
            const AftHouseVisitor *visitor,
            const AftHouseRowFacts *facts,
            AftValueBuilder *guest,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT imported_visits + (SELECT count (*) FROM visit WHERE guest = ?1 AND day <= ?2"
      " AND NOT (day = ?2 AND venue = ?3)),"
      " max (coalesce (imported_last_day, -1), coalesce ((SELECT max (day) FROM visit"
      " WHERE guest = ?1 AND day <= ?2 AND NOT (day = ?2 AND venue = ?3)), -1))"
      " FROM guest WHERE ref = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, visitor->guest);
  aft_sqlite_bind_integer (row, 2, facts->day);
  aft_sqlite_bind_integer (row, 3, facts->venue);
  if (!aft_house_expect_row (row, "There is no such guest", error))
    return FALSE;
  gint32 last_day = sqlite3_column_int (row, 1);
  aft_value_builder_set_number (guest, "visits", (double) sqlite3_column_int64 (row, 0));
  if (last_day >= 0)
    aft_value_builder_set_number (guest, "daysSinceLast", MAX (0, facts->day - last_day));
  return TRUE;
}

/* The latest few, the oldest first. */
static gboolean
add_scores (AftHouseSession *session,
            const AftHouseVisitor *visitor,
            const AftHouseRowFacts *facts,
            AftValueBuilder *guest,
            GError **error)
{
  GError *local = NULL;
  AftValueBuilder *scores = aft_value_builder_new_array ();
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT score FROM (SELECT day, score FROM visit WHERE guest = ?1 AND score IS NOT NULL"
      " AND day <= ?2 AND NOT (day = ?2 AND venue = ?3) ORDER BY day DESC LIMIT ?4) ORDER BY day",
      &local);
  if (row != NULL)
    {
      aft_sqlite_bind_integer (row, 1, visitor->guest);
      aft_sqlite_bind_integer (row, 2, facts->day);
      aft_sqlite_bind_integer (row, 3, facts->venue);
      aft_sqlite_bind_integer (row, 4, SCORES_MAX);
      while (aft_sqlite_step (row, &local))
        aft_value_builder_take (scores, aft_value_new_number (sqlite3_column_int (row, 0)));
    }
  aft_value_builder_set_take (guest, "lastScores", aft_value_builder_end (scores));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Cases of earlier visits; drills are none. */
static gboolean
add_cases (AftHouseSession *session,
           const AftHouseVisitor *visitor,
           const AftHouseRowFacts *facts,
           AftValueBuilder *guest,
           gboolean *ret_is_open,
           GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT count (*), max (day), coalesce (sum (state < 5), 0) FROM service_case"
      " WHERE guest = ?1 AND kind <> ?4 AND day <= ?2 AND NOT (day = ?2 AND venue = ?3)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, visitor->guest);
  aft_sqlite_bind_integer (row, 2, facts->day);
  aft_sqlite_bind_integer (row, 3, facts->venue);
  aft_sqlite_bind_integer (row, 4, AFT_CASE_KIND_DRILL);
  if (!aft_house_expect_row (row, "No count", error))
    return FALSE;
  aft_value_builder_set_number (guest, "cases", (double) sqlite3_column_int64 (row, 0));
  if (sqlite3_column_type (row, 1) != SQLITE_NULL)
    aft_value_builder_set_number (guest, "daysSinceCase", facts->day - sqlite3_column_int (row, 1));
  *ret_is_open = sqlite3_column_int64 (row, 2) > 0;
  return TRUE;
}

static gboolean
gather_facts (AftHouseSession *session,
              const AftHouseRowFacts *facts,
              AftHouseVisitor *visitor,
              GError **error)
{
  gboolean is_open = FALSE;
  AftValueBuilder *guest = aft_value_builder_new_object ();
  aft_value_builder_set_string (guest, "tier", aft_tier_to_text (visitor->tier));
  if (!add_visits (session, visitor, facts, guest, error)
      || !add_scores (session, visitor, facts, guest, error)
      || !add_cases (session, visitor, facts, guest, &is_open, error))
    {
      aft_value_builder_free (guest);
      return FALSE;
    }
  AftValueBuilder *known = aft_value_builder_new_object ();
  AftValueBuilder *cases = aft_value_builder_new_object ();
  aft_value_builder_set_boolean (cases, "open", is_open);
  aft_value_builder_set_take (known, "guest", aft_value_builder_end (guest));
  aft_value_builder_set_take (known, "case", aft_value_builder_end (cases));
  visitor->facts = aft_value_builder_end (known);
  return TRUE;
}

/* The lowest score of a visit stands. */
static gboolean
put_visit (AftHouseSession *session,
           const AftHouseItem *item,
           const AftHouseRowFacts *facts,
           const AftHouseVisitor *visitor,
           GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO visit (guest, venue, day, time_ms, score) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (guest, day, venue) DO UPDATE SET time_ms = max (time_ms, ?4),"
      " score = min (coalesce (score, ?5), coalesce (?5, score))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, visitor->guest);
  aft_sqlite_bind_integer (row, 2, facts->venue);
  aft_sqlite_bind_integer (row, 3, facts->day);
  aft_sqlite_bind_integer (row, 4, facts->true_ms);
  if (item->visit_score > 0)
    aft_sqlite_bind_integer (row, 5, item->visit_score);
  return aft_sqlite_run (row, error);
}

/* 0 stands for never seen: known by an import only. */
static gboolean
note_seen (AftHouseSession *session,
           const AftHouseRowFacts *facts,
           const AftHouseVisitor *visitor,
           GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE guest SET last_ms = max (last_ms, ?2),"
      " first_ms = CASE WHEN first_ms = 0 THEN ?2 ELSE min (first_ms, ?2) END WHERE ref = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, visitor->guest);
  aft_sqlite_bind_integer (row, 2, facts->true_ms);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_meet_guest (AftHouseSession *session,
                              const AftHouseItem *item,
                              const AftHouseRowFacts *facts,
                              AftHouseVisitor *ret_visitor,
                              GError **error)
{
  if (!find_guest (session, item, ret_visitor, error))
    return FALSE;
  if (ret_visitor->guest == 0 && !insert_guest (session, item, facts->true_ms, ret_visitor, error))
    return FALSE;
  if (!gather_facts (session, facts, ret_visitor, error))
    return FALSE;
  /* Who adds something by phone has not come again. */
  if (item->response != NULL && aft_response_get_kind (item->response) == AFT_RESPONSE_FOLLOW_UP)
    return TRUE;
  return put_visit (session, item, facts, ret_visitor, error)
         && note_seen (session, facts, ret_visitor, error)
         && aft_house_session_rank_guest (session, ret_visitor->guest, facts->day,
                                          &ret_visitor->tier, error);
}
