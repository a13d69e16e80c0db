/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guests from another program, many in one transaction: all of them or none. What an import said is
 * replaced by the next one; what was seen here stays. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-house-sqlite-guests-private.h"

#define DAY_MS  G_GINT64_CONSTANT (86400000)
#define NOON_MS G_GINT64_CONSTANT (43200000)

typedef struct
{
  const GPtrArray *guests;
  const char *actor;
  AftHouseImportCounts counts;
} Import;

/* The guest with that key, 0: nobody. */
static gboolean
find_key (AftHouseSession *session, const AftDigest *key, gint64 *ret_guest, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT guest FROM guest_key WHERE key = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, key);
  *ret_guest = aft_sqlite_step (row, &local) ? sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
find_guest (AftHouseSession *session,
            const AftHouseImportedGuest *guest,
            gint64 *ret_ref,
            GError **error)
{
  gint64 by_phone = 0;
  gint64 by_member = 0;
  if ((guest->has_phone && !find_key (session, &guest->phone_key, &by_phone, error))
      || (guest->has_member && !find_key (session, &guest->member_key, &by_member, error)))
    return FALSE;
  *ret_ref = MAX (by_phone, by_member);
  if (by_phone == 0 || by_member == 0 || by_phone == by_member)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_CONFLICT,
               "Line %u: the telephone number and the member number are of different guests",
               guest->line);
  return FALSE;
}

static gboolean
add_guest (AftHouseSession *session, gint64 *ret_ref, GError **error)
{
  AftClock *clock = aft_house_database_get_clock (session->database);
  AftId id = aft_id_generate (clock, aft_house_database_get_random (session->database));
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO guest (id, first_ms, last_ms)"
                                      " VALUES (?1, 0, 0) RETURNING ref",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &id);
  if (!aft_house_expect_row (row, "The guest could not be stored", error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
put_key (AftHouseSession *session,
         gint64 guest,
         const AftDigest *key,
         AftHouseGuestKeyKind kind,
         GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO guest_key (key, guest, kind) VALUES (?1, ?2, ?3)"
                                      " ON CONFLICT DO NOTHING",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, key);
  aft_sqlite_bind_integer (row, 2, guest);
  aft_sqlite_bind_integer (row, 3, kind);
  return aft_sqlite_run (row, error);
}

static gboolean
put_keys (AftHouseSession *session, gint64 ref, const AftHouseImportedGuest *guest, GError **error)
{
  return (!guest->has_phone
          || put_key (session, ref, &guest->phone_key, AFT_HOUSE_GUEST_PHONE, error))
         && (!guest->has_member
             || put_key (session, ref, &guest->member_key, AFT_HOUSE_GUEST_MEMBER, error));
}

/* The last day counts as seen at its noon, UTC: only ever to put guests in order. */
static gboolean
write_figures (AftHouseSession *session,
               gint64 ref,
               const AftHouseImportedGuest *guest,
               GError **error)
{
  gint64 seen_ms = guest->has_last_day ? guest->last_day * DAY_MS + NOON_MS : 0;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE guest SET imported_visits = ?2, imported_spend_minor = ?3, imported_last_day = ?4,"
      " preferences = coalesce (?5, preferences), last_ms = max (last_ms, ?6),"
      " first_ms = iif (first_ms = 0, ?6, first_ms)"
      " WHERE ref = ?1 AND (imported_visits, imported_spend_minor, imported_last_day, preferences)"
      " IS NOT (?2, ?3, ?4, coalesce (?5, preferences))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_integer (row, 2, guest->visits);
  aft_sqlite_bind_integer (row, 3, guest->spend_minor);
  if (guest->has_last_day)
    aft_sqlite_bind_integer (row, 4, guest->last_day);
  aft_sqlite_bind_text (row, 5, guest->preferences);
  aft_sqlite_bind_integer (row, 6, seen_ms);
  return aft_sqlite_run (row, error);
}

static gboolean
write_tier (AftHouseSession *session,
            gint64 ref,
            const AftHouseImportedGuest *guest,
            GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE guest SET tier = ?2, tier_source = ?3 WHERE ref = ?1 AND tier_source <= ?3"
      " AND (tier, tier_source) IS NOT (?2, ?3)",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  aft_sqlite_bind_integer (row, 2, guest->tier);
  aft_sqlite_bind_integer (row, 3, guest->tier_source);
  return aft_sqlite_run (row, error);
}

static gboolean
import_one (AftHouseSession *session,
            Import *import,
            const AftHouseImportedGuest *guest,
            GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  gint64 ref = 0;
  if (!find_guest (session, guest, &ref, error))
    return FALSE;
  gboolean is_new = ref == 0;
  if (is_new && !add_guest (session, &ref, error))
    return FALSE;
  int before = sqlite3_total_changes (sqlite);
  if (!put_keys (session, ref, guest, error) || !write_figures (session, ref, guest, error)
      || (guest->tier != AFT_TIER_UNKNOWN && !write_tier (session, ref, guest, error))
      || !aft_house_session_rank_guest (session, ref, (gint32) (session->now_ms / DAY_MS), NULL,
                                        error))
    return FALSE;
  if (is_new)
    import->counts.added++;
  else if (sqlite3_total_changes (sqlite) != before)
    import->counts.changed++;
  else
    import->counts.unchanged++;
  return TRUE;
}

static gboolean
work_import (AftHouseSession *session, gpointer data, GError **error)
{
  Import *import = data;
  import->counts = (AftHouseImportCounts){ 0 };
  for (guint i = 0; i < import->guests->len; i++)
    if (!import_one (session, import, import->guests->pdata[i], error))
      return FALSE;
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_number (detail, "added", (double) import->counts.added);
  aft_value_builder_set_number (detail, "changed", (double) import->counts.changed);
  aft_value_builder_set_number (detail, "unchanged", (double) import->counts.unchanged);
  return aft_house_session_note (session, import->actor, "guest.import", NULL, detail, error);
}

gboolean
aft_house_sqlite_import_guests (AftHouseStore *store,
                                const GPtrArray *guests,
                                const char *actor,
                                AftHouseImportCounts *ret_counts,
                                GError **error)
{
  Import import = { guests, actor, { 0 } };
  if (!aft_house_sqlite_write (store, work_import, &import, error))
    return FALSE;
  *ret_counts = import.counts;
  return TRUE;
}
