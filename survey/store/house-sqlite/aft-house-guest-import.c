/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guests from another program, many in one transaction: all of them or none. What an import said is
 * replaced by the next one; what was seen here stays. Kiosks' uploads wait meanwhile, so that
 * somebody new takes as few statements as can be. */
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
  GArray *no_days; /* empty: of whom nobody has seen a visit */
  GArray *no_spends;
} Import;

/* Whom the numbers of a line are of so far; 0: nobody. */
typedef struct
{
  gint64 by_phone;
  gint64 by_member;
  gint64 ref; /* of one of the two */
} Known;

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
            Known *ret_known,
            GError **error)
{
  Known known = { 0 };
  if ((guest->has_phone && !find_key (session, &guest->phone_key, &known.by_phone, error))
      || (guest->has_member && !find_key (session, &guest->member_key, &known.by_member, error)))
    return FALSE;
  known.ref = MAX (known.by_phone, known.by_member);
  *ret_known = known;
  if (known.by_phone == 0 || known.by_member == 0 || known.by_phone == known.by_member)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_CONFLICT,
               "Line %u: the telephone number and the member number are of different guests",
               guest->line);
  return FALSE;
}

/* The last day counts as seen at its noon, UTC: only ever to put guests in order. */
static gint64
get_seen_ms (const AftHouseImportedGuest *guest)
{
  return guest->has_last_day ? guest->last_day * DAY_MS + NOON_MS : 0;
}

/* Of somebody new, of whom there is nothing to look up. */
static void
judge_tier (AftHouseSession *session,
            const Import *import,
            const AftHouseImportedGuest *guest,
            AftTier *ret_tier,
            AftHouseTierSource *ret_source)
{
  gint32 today = (gint32) (session->now_ms / DAY_MS);
  const AftHouseRankFacts facts = { .days = import->no_days,
                                    .spends = import->no_spends,
                                    .today = today,
                                    .first_day = guest->has_last_day ? guest->last_day : today,
                                    .imported_visits = (guint) guest->visits,
                                    .imported_last_day = guest->has_last_day ? guest->last_day : -1,
                                    .imported_spend_minor = guest->spend_minor };
  *ret_tier = guest->tier;
  *ret_source = guest->tier != AFT_TIER_UNKNOWN ? guest->tier_source : AFT_HOUSE_TIER_BY_RULES;
  if (*ret_source == AFT_HOUSE_TIER_BY_RULES)
    aft_house_database_rank (session->database, &facts, ret_tier);
}

static gboolean
add_guest (AftHouseSession *session,
           const Import *import,
           const AftHouseImportedGuest *guest,
           gint64 *ret_ref,
           GError **error)
{
  AftTier tier;
  AftHouseTierSource source;
  AftClock *clock = aft_house_database_get_clock (session->database);
  AftId id = aft_id_generate (clock, aft_house_database_get_random (session->database));
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO guest (id, first_ms, last_ms, imported_visits, imported_spend_minor,"
      " imported_last_day, preferences, tier, tier_source)"
      " VALUES (?1, ?2, ?2, ?3, ?4, ?5, coalesce (?6, ''), ?7, ?8)",
      error);
  if (row == NULL)
    return FALSE;
  judge_tier (session, import, guest, &tier, &source);
  aft_sqlite_bind_id (row, 1, &id);
  aft_sqlite_bind_integer (row, 2, get_seen_ms (guest));
  aft_sqlite_bind_integer (row, 3, guest->visits);
  aft_sqlite_bind_integer (row, 4, guest->spend_minor);
  if (guest->has_last_day)
    aft_sqlite_bind_integer (row, 5, guest->last_day);
  aft_sqlite_bind_text (row, 6, guest->preferences);
  aft_sqlite_bind_integer (row, 7, tier);
  aft_sqlite_bind_integer (row, 8, source);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  *ret_ref = sqlite3_last_insert_rowid (aft_house_connection_get_sqlite (session->connection));
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

/* Those that are not the guest's yet. */
static gboolean
put_keys (AftHouseSession *session,
          gint64 ref,
          const Known *known,
          const AftHouseImportedGuest *guest,
          GError **error)
{
  return (!guest->has_phone || known->by_phone == ref
          || put_key (session, ref, &guest->phone_key, AFT_HOUSE_GUEST_PHONE, error))
         && (!guest->has_member || known->by_member == ref
             || put_key (session, ref, &guest->member_key, AFT_HOUSE_GUEST_MEMBER, error));
}

static gboolean
write_figures (AftHouseSession *session,
               gint64 ref,
               const AftHouseImportedGuest *guest,
               GError **error)
{
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
  aft_sqlite_bind_integer (row, 6, get_seen_ms (guest));
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
change_guest (AftHouseSession *session,
              const Known *known,
              const AftHouseImportedGuest *guest,
              GError **error)
{
  return put_keys (session, known->ref, known, guest, error)
         && write_figures (session, known->ref, guest, error)
         && (guest->tier == AFT_TIER_UNKNOWN || write_tier (session, known->ref, guest, error))
         && aft_house_session_rank_guest (session, known->ref, (gint32) (session->now_ms / DAY_MS),
                                          NULL, error);
}

static gboolean
import_one (AftHouseSession *session,
            Import *import,
            const AftHouseImportedGuest *guest,
            GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  Known known = { 0 };
  gint64 ref = 0;
  if (!find_guest (session, guest, &known, error))
    return FALSE;
  if (known.ref == 0)
    {
      import->counts.added++;
      return add_guest (session, import, guest, &ref, error)
             && put_keys (session, ref, &known, guest, error);
    }
  int before = sqlite3_total_changes (sqlite);
  if (!change_guest (session, &known, guest, error))
    return FALSE;
  if (sqlite3_total_changes (sqlite) != before)
    import->counts.changed++;
  else
    import->counts.unchanged++;
  return TRUE;
}

static gboolean
note_import (AftHouseSession *session, const Import *import, GError **error)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_number (detail, "added", (double) import->counts.added);
  aft_value_builder_set_number (detail, "changed", (double) import->counts.changed);
  aft_value_builder_set_number (detail, "unchanged", (double) import->counts.unchanged);
  return aft_house_session_note (session, import->actor, "guest.import", NULL, detail, error);
}

/* Keys come in no order: each would else write a page, and read another. */
static gboolean
work_import (AftHouseSession *session, gpointer data, GError **error)
{
  Import *import = data;
  gboolean is_done = aft_house_connection_make_room (session->connection, error);
  import->counts = (AftHouseImportCounts){ 0 };
  for (guint i = 0; i < import->guests->len && is_done; i++)
    is_done = import_one (session, import, import->guests->pdata[i], error);
  is_done = is_done && note_import (session, import, error);
  return aft_house_connection_leave_room (session->connection, is_done ? error : NULL) && is_done;
}

gboolean
aft_house_sqlite_import_guests (AftHouseStore *store,
                                const GPtrArray *guests,
                                const char *actor,
                                AftHouseImportCounts *ret_counts,
                                GError **error)
{
  g_autoptr (GArray) no_days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) no_spends = g_array_new (FALSE, FALSE, sizeof (gint64));
  Import import = { guests, actor, { 0 }, no_days, no_spends };
  if (!aft_house_sqlite_write (store, work_import, &import, error))
    return FALSE;
  *ret_counts = import.counts;
  return TRUE;
}
