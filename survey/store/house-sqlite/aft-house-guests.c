/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading guests: one, a page of them, and all that happened with one in one order. Who works at
 * some venues only sees what is of these. */
#include "aft-error.h"
#include "aft-house-rows.h"
#include "aft-house-sqlite-guests-private.h"

/* Stored numbers. */
G_STATIC_ASSERT (AFT_HOUSE_GUEST_PHONE == 0 && AFT_HOUSE_GUEST_MEMBER == 1);
G_STATIC_ASSERT (AFT_HOUSE_TIER_BY_RULES == 0 && AFT_HOUSE_TIER_BY_IMPORT == 1
                 && AFT_HOUSE_TIER_BY_STAFF == 2);
G_STATIC_ASSERT (AFT_CASE_KIND_DRILL == 3 && AFT_CASE_STATE_RECOVERED == 5);

#define NO_GUEST "There is no such guest"

#define SELECT                                                                                     \
  "SELECT guest.id, tier, tier_source, first_ms, last_ms,"                                         \
  " (SELECT count (*) FROM visit WHERE visit.guest = guest.ref),"                                  \
  " (SELECT total (spend_minor) FROM visit WHERE visit.guest = guest.ref),"                        \
  " (SELECT count (*) FROM service_case AS c WHERE c.guest = guest.ref AND c.kind <> 3"            \
  "  AND c.state < 5),"                                                                            \
  " (SELECT count (*) FROM service_case AS c WHERE c.guest = guest.ref AND c.kind <> 3),"          \
  " EXISTS (SELECT 1 FROM guest_key AS k WHERE k.guest = guest.ref AND k.kind = 0),"               \
  " EXISTS (SELECT 1 FROM guest_key AS k WHERE k.guest = guest.ref AND k.kind = 1),"               \
  " imported_visits, imported_spend_minor, imported_last_day, preferences, no_win_back_reason,"    \
  " first.id, second.id, no_win_back_ms"                                                           \
  " FROM guest LEFT JOIN user AS first ON first.ref = no_win_back_first"                           \
  " LEFT JOIN user AS second ON second.ref = no_win_back_second"

static AftHouseGuest *
read_guest (AftHouseRow *row)
{
  AftHouseGuest *guest = g_new0 (AftHouseGuest, 1);
  guest->id = aft_sqlite_get_id (row, 0);
  guest->tier = (AftTier) CLAMP (sqlite3_column_int (row, 1), 0, AFT_TIERS - 1);
  guest->tier_source
      = (AftHouseTierSource) CLAMP (sqlite3_column_int (row, 2), 0, AFT_HOUSE_TIER_BY_STAFF);
  guest->first_ms = sqlite3_column_int64 (row, 3);
  guest->last_ms = sqlite3_column_int64 (row, 4);
  guest->visits = sqlite3_column_int64 (row, 5);
  guest->spend_minor = sqlite3_column_int64 (row, 6);
  guest->open_cases = sqlite3_column_int64 (row, 7);
  guest->cases = sqlite3_column_int64 (row, 8);
  guest->has_phone = sqlite3_column_int (row, 9) != 0;
  guest->has_member = sqlite3_column_int (row, 10) != 0;
  guest->imported_visits = sqlite3_column_int64 (row, 11);
  guest->imported_spend_minor = sqlite3_column_int64 (row, 12);
  guest->has_imported_last_day = sqlite3_column_type (row, 13) != SQLITE_NULL;
  guest->imported_last_day = sqlite3_column_int (row, 13);
  guest->preferences = aft_sqlite_dup_text (row, 14);
  guest->no_win_back_reason = aft_sqlite_dup_text (row, 15);
  guest->no_win_back_first = aft_sqlite_get_id (row, 16);
  guest->no_win_back_second = aft_sqlite_get_id (row, 17);
  guest->no_win_back_ms = sqlite3_column_int64 (row, 18);
  return guest;
}

typedef struct
{
  const AftId *id;
  const AftId *user_id;
  const AftDigest *key;
  AftHouseGuest *guest;
} GuestQuery;

static gboolean
work_get (AftHouseSession *session, gpointer data, GError **error)
{
  GuestQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, SELECT " WHERE guest.id = ?1 AND" AFT_HOUSE_GUEST_VISIBLE, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->id);
  if (query->user_id != NULL)
    aft_sqlite_bind_id (row, 2, query->user_id);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  query->guest = read_guest (row);
  return TRUE;
}

static AftHouseGuest *
get (AftHouseStore *store, const AftId *id, const AftId *user_id, GError **error)
{
  GuestQuery query = { .id = id, .user_id = user_id };
  return aft_house_sqlite_read (store, work_get, &query, error) ? query.guest : NULL;
}

static gboolean
work_find (AftHouseSession *session, gpointer data, GError **error)
{
  GuestQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      SELECT " WHERE guest.ref = (SELECT k.guest FROM guest_key AS k WHERE k.key = ?1)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_digest (row, 1, query->key);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  query->guest = read_guest (row);
  return TRUE;
}

static AftHouseGuest *
find (AftHouseStore *store, const AftDigest *key, GError **error)
{
  GuestQuery query = { .key = key };
  return aft_house_sqlite_read (store, work_find, &query, error) ? query.guest : NULL;
}

typedef struct
{
  const AftHouseGuestQuery *query;
  GPtrArray *guests;
} Listing;

static void
bind_page (AftHouseRow *row, const AftHouseGuestQuery *query)
{
  if (query->has_tier)
    aft_sqlite_bind_integer (row, 1, query->tier);
  if (query->user_id != NULL)
    aft_sqlite_bind_id (row, 2, query->user_id);
  aft_sqlite_bind_integer (row, 3, query->has_cursor ? query->cursor_ms : G_MAXINT64);
  aft_sqlite_bind_id (row, 4, &query->cursor_id);
  aft_sqlite_bind_integer (row, 5, query->limit);
  if (query->order != AFT_HOUSE_GUESTS_BY_LAST_VISIT)
    aft_sqlite_bind_integer (row, 6, query->has_cursor ? query->cursor_rank : G_MAXINT64);
}

/* The page is chosen first, so that what is counted of a guest is counted for the page only. */
#define BY_LAST_VISIT                                                                              \
  SELECT " WHERE guest.ref IN (SELECT guest.ref FROM guest WHERE (?1 IS NULL OR tier = ?1)"        \
         " AND (last_ms, guest.id) < (?3, ?4) AND" AFT_HOUSE_GUEST_VISIBLE                         \
         " ORDER BY last_ms DESC, guest.id DESC LIMIT ?5)"                                         \
         " ORDER BY last_ms DESC, guest.id DESC"
/* @rank: as aft_house_guest_get_rank(). */
#define BY_RANK(rank)                                                                              \
  SELECT " JOIN (SELECT guest.ref AS chosen, " rank " AS rank FROM guest"                          \
         " WHERE (?1 IS NULL OR tier = ?1) AND (" rank                                             \
         ", last_ms, guest.id) < (?6, ?3, ?4) AND" AFT_HOUSE_GUEST_VISIBLE                         \
         " ORDER BY rank DESC, last_ms DESC, guest.id DESC LIMIT ?5) ON chosen = guest.ref"        \
         " ORDER BY rank DESC, last_ms DESC, guest.id DESC"
#define SPEND                                                                                      \
  "(imported_spend_minor + (SELECT coalesce (sum (spend_minor), 0) FROM visit"                     \
  " WHERE visit.guest = guest.ref))"

static AftHouseRow *
prepare_page (AftHouseSession *session, AftHouseGuestOrder order, GError **error)
{
  if (order == AFT_HOUSE_GUESTS_BY_SPEND)
    return aft_house_connection_prepare (session->connection, BY_RANK (SPEND), error);
  if (order == AFT_HOUSE_GUESTS_BY_TIER)
    return aft_house_connection_prepare (session->connection, BY_RANK ("tier"), error);
  return aft_house_connection_prepare (session->connection, BY_LAST_VISIT, error);
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  const Listing *listing = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = prepare_page (session, listing->query->order, error);
  if (row == NULL)
    return FALSE;
  bind_page (row, listing->query);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (listing->guests, read_guest (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list (AftHouseStore *store, const AftHouseGuestQuery *query, GError **error)
{
  g_autoptr (GPtrArray) guests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_guest_free);
  Listing listing = { query, guests };
  if (!aft_house_sqlite_read (store, work_list, &listing, error))
    return NULL;
  return g_steal_pointer (&guests);
}

static AftHouseMoment *
read_moment (AftHouseRow *row)
{
  AftHouseMoment *moment = g_new0 (AftHouseMoment, 1);
  moment->kind = (AftHouseMomentKind) sqlite3_column_int (row, 0);
  moment->time_ms = sqlite3_column_int64 (row, 1);
  moment->venue_id = aft_sqlite_get_id (row, 2);
  moment->venue_name = aft_sqlite_dup_text (row, 3);
  moment->id = aft_sqlite_get_id (row, 4);
  moment->has_score = sqlite3_column_type (row, 5) != SQLITE_NULL;
  moment->score = sqlite3_column_int (row, 5);
  moment->has_spend = sqlite3_column_type (row, 6) != SQLITE_NULL;
  moment->spend_minor = sqlite3_column_int64 (row, 6);
  if (moment->kind == AFT_HOUSE_MOMENT_RESPONSE)
    moment->response_kind
        = (AftResponseKind) CLAMP (sqlite3_column_int (row, 7), 0, AFT_RESPONSE_FOLLOW_UP);
  else
    moment->case_kind = (AftCaseKind) CLAMP (sqlite3_column_int (row, 7), 0, AFT_CASE_KINDS - 1);
  moment->case_state = (AftCaseState) CLAMP (sqlite3_column_int (row, 8), 0, AFT_CASE_STATES - 1);
  moment->level = (AftRiskLevel) CLAMP (sqlite3_column_int (row, 9), 0, AFT_RISK_LEVELS - 1);
  moment->number = aft_sqlite_dup_text (row, 10);
  moment->day = sqlite3_column_int (row, 11);
  return moment;
}

typedef struct
{
  const AftHouseMomentQuery *query;
  GPtrArray *moments;
} Timeline;

/* A response's time is the kiosk's where that could be believed. */
#define RESPONSE_MS " CASE clock WHEN 1 THEN true_ms WHEN 2 THEN received_ms ELSE ended_ms END"
#define VISITS                                                                                     \
  "SELECT 0 AS kind, time_ms, venue, NULL AS id, score, spend_minor, 0 AS what, 0 AS state,"       \
  " 0 AS level, NULL AS number, day FROM visit WHERE guest = ?1 AND" AFT_HOUSE_SEEN_AT ("venue")
#define RESPONSES                                                                                  \
  "SELECT 1, " RESPONSE_MS ", venue, id, NULL, NULL, kind, 0, coalesce (level, 0), NULL, 0"        \
  " FROM response LEFT JOIN risk ON risk.response = response.ref"                                  \
  " WHERE guest = ?1 AND" AFT_HOUSE_SEEN_AT ("venue")
#define CASES                                                                                      \
  "SELECT 2, flagged_ms, venue, id, NULL, NULL, kind, state, level, number, day"                   \
  " FROM service_case WHERE guest = ?1 AND" AFT_HOUSE_SEEN_AT ("venue")

static AftHouseRow *
prepare_timeline (AftHouseSession *session, GError **error)
{
  return aft_house_connection_prepare (
      session->connection,
      "SELECT moment.kind, moment.time_ms, venue.id, venue.name, moment.id, score, spend_minor,"
      " what, state, level, number, moment.day FROM (" VISITS " UNION ALL " RESPONSES
      " UNION ALL " CASES ") AS moment JOIN venue ON venue.ref = moment.venue"
      " ORDER BY moment.time_ms DESC, moment.kind DESC, moment.id DESC LIMIT ?3 OFFSET ?4",
      error);
}

static gboolean
find_ref (AftHouseSession *session,
          const AftHouseMomentQuery *query,
          gint64 *ret_ref,
          GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM guest WHERE id = ?1 AND" AFT_HOUSE_GUEST_VISIBLE,
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->guest_id);
  if (query->user_id != NULL)
    aft_sqlite_bind_id (row, 2, query->user_id);
  if (!aft_house_expect_row (row, NO_GUEST, error))
    return FALSE;
  *ret_ref = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static gboolean
work_list_moments (AftHouseSession *session, gpointer data, GError **error)
{
  const Timeline *timeline = data;
  const AftHouseMomentQuery *query = timeline->query;
  GError *local = NULL;
  gint64 ref = 0;
  if (!find_ref (session, query, &ref, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = prepare_timeline (session, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  if (query->user_id != NULL)
    aft_sqlite_bind_id (row, 2, query->user_id);
  aft_sqlite_bind_integer (row, 3, query->limit);
  aft_sqlite_bind_integer (row, 4, query->skip);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (timeline->moments, read_moment (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static GPtrArray *
list_moments (AftHouseStore *store, const AftHouseMomentQuery *query, GError **error)
{
  g_autoptr (GPtrArray) moments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_moment_free);
  Timeline timeline = { query, moments };
  if (!aft_house_sqlite_read (store, work_list_moments, &timeline, error))
    return NULL;
  return g_steal_pointer (&moments);
}

typedef struct
{
  const AftId *guest_id;
  const AftId *user_id;
  AftResponse *response;
} ContactQuery;

/* By the order of arrival: a kiosk's clock may have been wrong. */
static gboolean
work_get_contact_response (AftHouseSession *session, gpointer data, GError **error)
{
  ContactQuery *query = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      AFT_HOUSE_ROWS_SELECT
      " WHERE response.ref = (SELECT max (r.ref) FROM response AS r"
      " JOIN guest ON guest.ref = r.guest JOIN sealed ON sealed.response = r.ref"
      " WHERE guest.id = ?1 AND sealed.name = '" AFT_SEALED_CONTACT "'"
      " AND" AFT_HOUSE_SEEN_AT ("r.venue") ")",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->guest_id);
  if (query->user_id != NULL)
    aft_sqlite_bind_id (row, 2, query->user_id);
  if (!aft_house_expect_row (row, "The guest has left no contact", error))
    return FALSE;
  query->response = aft_house_rows_read (session, row, error);
  return query->response != NULL;
}

static AftResponse *
get_contact_response (AftHouseStore *store,
                      const AftId *guest_id,
                      const AftId *user_id,
                      GError **error)
{
  ContactQuery query = { guest_id, user_id, NULL };
  return aft_house_sqlite_read (store, work_get_contact_response, &query, error) ? query.response
                                                                                 : NULL;
}

const AftHouseGuestsClass aft_house_sqlite_guests = {
  .get = get,
  .find = find,
  .list = list,
  .list_moments = list_moments,
  .set_preferences = aft_house_sqlite_set_preferences,
  .set_tier = aft_house_sqlite_set_tier,
  .set_no_win_back = aft_house_sqlite_set_no_win_back,
  .import = aft_house_sqlite_import_guests,
  .set_bill = aft_house_sqlite_set_bill,
  .get_habits = aft_house_sqlite_get_habits,
  .get_contact_response = get_contact_response,
  .rank = aft_house_sqlite_rank_guests,
};
