/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was paid on a guest's visits, as staff write it down, and what it says of the guest's
 * habits. Which tier follows from it is the rules' to say (aft-house-guest-ranks.c). */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-house-sqlite-guests-private.h"

typedef struct
{
  const AftHouseBill *bill;
  const char *actor;
} Writing;

/* The visit that a bill is of. */
typedef struct
{
  gint64 guest;
  gint32 venue;
  gboolean has_spend; /* as it stands */
  gint64 spend_minor;
} Visit;

static gboolean
find_visit (AftHouseSession *session, const AftHouseBill *bill, Visit *ret_visit, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT visit.guest, visit.venue, spend_minor FROM visit"
      " JOIN guest ON guest.ref = visit.guest JOIN venue ON venue.ref = visit.venue"
      " WHERE guest.id = ?1 AND venue.id = ?3 AND day = ?4 AND" AFT_HOUSE_SEEN_AT ("visit.venue"),
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, &bill->guest_id);
  if (bill->user_id != NULL)
    aft_sqlite_bind_id (row, 2, bill->user_id);
  aft_sqlite_bind_id (row, 3, &bill->venue_id);
  aft_sqlite_bind_integer (row, 4, bill->day);
  if (!aft_house_expect_row (row, "There is no such visit", error))
    return FALSE;
  ret_visit->guest = sqlite3_column_int64 (row, 0);
  ret_visit->venue = sqlite3_column_int (row, 1);
  ret_visit->has_spend = sqlite3_column_type (row, 2) != SQLITE_NULL;
  ret_visit->spend_minor = sqlite3_column_int64 (row, 2);
  return TRUE;
}

static gboolean
write_spend (AftHouseSession *session, const AftHouseBill *bill, const Visit *visit, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE visit SET spend_minor = ?4 WHERE guest = ?1 AND day = ?2 AND venue = ?3", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, visit->guest);
  aft_sqlite_bind_integer (row, 2, bill->day);
  aft_sqlite_bind_integer (row, 3, visit->venue);
  if (bill->has_spend)
    aft_sqlite_bind_integer (row, 4, bill->spend_minor);
  return aft_sqlite_run (row, error);
}

/* With what stood there before: sums make tiers, and whoever asks must find who wrote them. */
static gboolean
note_bill (AftHouseSession *session, const Writing *writing, const Visit *visit, GError **error)
{
  const AftHouseBill *bill = writing->bill;
  g_autofree char *venue = aft_id_to_text (&bill->venue_id);
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "venue", venue);
  aft_value_builder_set_number (detail, "day", bill->day);
  if (visit->has_spend)
    aft_value_builder_set_number (detail, "former_minor", (double) visit->spend_minor);
  if (bill->has_spend)
    aft_value_builder_set_number (detail, "spend_minor", (double) bill->spend_minor);
  return aft_house_session_note (session, writing->actor, "guest.spend", &bill->guest_id, detail,
                                 error);
}

/* As of today, not of the visit: what is past may have gone out of the rules' sight. */
static gboolean
rank (AftHouseSession *session, const Visit *visit, GError **error)
{
  const AftVenue *venue = aft_house_session_get_venue (session, visit->venue, error);
  return venue != NULL
         && aft_house_session_rank_guest (session, visit->guest,
                                          aft_venue_get_business_day (venue, session->now_ms), NULL,
                                          error);
}

static gboolean
work_set_bill (AftHouseSession *session, gpointer data, GError **error)
{
  const Writing *writing = data;
  const AftHouseBill *bill = writing->bill;
  Visit visit = { 0 };
  if (!find_visit (session, bill, &visit, error))
    return FALSE;
  if (visit.has_spend == bill->has_spend
      && (!bill->has_spend || visit.spend_minor == bill->spend_minor))
    return TRUE;
  return write_spend (session, bill, &visit, error) && note_bill (session, writing, &visit, error)
         && rank (session, &visit, error);
}

gboolean
aft_house_sqlite_set_bill (AftHouseStore *store,
                           const AftHouseBill *bill,
                           const char *actor,
                           GError **error)
{
  Writing writing = { bill, actor };
  return aft_house_sqlite_write (store, work_set_bill, &writing, error);
}

typedef struct
{
  const AftId *guest_id;
  gint32 after_day;
  gint32 day;
  AftHouseHabits *habits;
} HabitsQuery;

static gboolean
work_get_habits (AftHouseSession *session, gpointer data, GError **error)
{
  const HabitsQuery *query = data;
  AftHouseHabits *habits = query->habits;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT coalesce (sum (day > ?2), 0), count (iif (day > ?2, spend_minor, NULL)),"
      " coalesce (sum (iif (day > ?2, spend_minor, 0)), 0),"
      " max (coalesce (max (day), -1), coalesce (imported_last_day, -1))"
      " FROM guest LEFT JOIN visit ON visit.guest = guest.ref AND day <= ?3 WHERE guest.id = ?1"
      " GROUP BY guest.ref",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, query->guest_id);
  aft_sqlite_bind_integer (row, 2, query->after_day);
  aft_sqlite_bind_integer (row, 3, query->day);
  if (!aft_house_expect_row (row, "There is no such guest", error))
    return FALSE;
  habits->visits = (guint64) sqlite3_column_int64 (row, 0);
  habits->bills = (guint64) sqlite3_column_int64 (row, 1);
  habits->spend_minor = sqlite3_column_int64 (row, 2);
  habits->last_day = sqlite3_column_int (row, 3);
  return TRUE;
}

gboolean
aft_house_sqlite_get_habits (AftHouseStore *store,
                             const AftId *guest_id,
                             gint32 after_day,
                             gint32 day,
                             AftHouseHabits *ret_habits,
                             GError **error)
{
  HabitsQuery query = { guest_id, after_day, day, ret_habits };
  return aft_house_sqlite_read (store, work_get_habits, &query, error);
}
