/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Misuse by phone, counted: what came by each code on each day with which marks, and how often one
 * phone has answered. A phone is known by a keyed hash of its cookie and forgotten after two days.
 */
#include <string.h>

#include "aft-error.h"
#include "aft-house-phones-private.h"

#define DAYS_REMEMBERED 2
#define DAY_MS          G_GINT64_CONSTANT (86400000)

static const char no_code[] = "There is no such code";

/* A note on its way. */
typedef struct
{
  const AftHousePhoneNote *note;
  guint today;
} Noting;

/* Of the venue's business day. */
static gboolean
find_day (AftHouseSession *session, const AftId *venue_id, gint32 *ret_day, GError **error)
{
  gint32 ref = 0;
  if (!aft_house_session_find_venue (session, venue_id, &ref, error))
    return FALSE;
  AftVenue *venue = aft_house_session_get_venue (session, ref, error);
  if (venue == NULL)
    return FALSE;
  *ret_day = aft_venue_get_business_day (venue, session->now_ms);
  return TRUE;
}

static gboolean
read_count (AftHouseSession *session, const guint8 *key, gint32 day, guint *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT count FROM phone_visit WHERE key = ?1 AND day = ?2", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_blob (row, 1, key, AFT_HOUSE_PHONE_KEY_BYTES, SQLITE_STATIC);
  aft_sqlite_bind_integer (row, 2, day);
  *ret = aft_sqlite_step (row, &local) ? (guint) sqlite3_column_int64 (row, 0) : 0;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
forget_phones (AftHouseSession *session, gint32 day, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "DELETE FROM phone_visit WHERE day <= ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, day - DAYS_REMEMBERED);
  return aft_sqlite_run (row, error);
}

static gboolean
count_phone (AftHouseSession *session, const guint8 *key, gint32 day, GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO phone_visit (key, day, count) VALUES (?1, ?2, 1)"
                                      " ON CONFLICT (key, day) DO UPDATE SET count = count + 1",
                                      error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_blob (row, 1, key, AFT_HOUSE_PHONE_KEY_BYTES, SQLITE_STATIC);
  aft_sqlite_bind_integer (row, 2, day);
  return aft_sqlite_run (row, error);
}

static gboolean
count_answer (AftHouseSession *session, const AftHousePhoneNote *note, gint32 day, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO code_day (survey_code, day, answers, fast, repeated, crowded)"
      " SELECT code, ?2, 1, ?3, ?4, ?5 FROM survey_code WHERE code = ?1"
      " ON CONFLICT (survey_code, day) DO UPDATE SET answers = answers + 1, fast = fast + ?3,"
      " repeated = repeated + ?4, crowded = crowded + ?5 RETURNING 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, note->code);
  aft_sqlite_bind_integer (row, 2, day);
  aft_sqlite_bind_integer (row, 3, (note->marks & AFT_HOUSE_MARK_FAST) != 0);
  aft_sqlite_bind_integer (row, 4, (note->marks & AFT_HOUSE_MARK_REPEATED) != 0);
  aft_sqlite_bind_integer (row, 5, (note->marks & AFT_HOUSE_MARK_CROWDED) != 0);
  return aft_house_expect_row (row, no_code, error);
}

static gboolean
work_note (AftHouseSession *session, gpointer data, GError **error)
{
  Noting *noting = data;
  const AftHousePhoneNote *note = noting->note;
  gint32 day = 0;
  noting->today = 0;
  if (!find_day (session, &note->venue_id, &day, error) || !forget_phones (session, day, error)
      || (note->code != NULL && !count_answer (session, note, day, error)))
    return FALSE;
  return note->key == NULL
         || (count_phone (session, note->key, day, error)
             && read_count (session, note->key, day, &noting->today, error));
}

gboolean
aft_house_sqlite_note_phone (AftHouseStore *store,
                             const AftHousePhoneNote *note,
                             guint *ret_today,
                             GError **error)
{
  Noting noting = { note, 0 };
  if (!aft_house_sqlite_write (store, work_note, &noting, error))
    return FALSE;
  if (ret_today != NULL)
    *ret_today = noting.today;
  return TRUE;
}

typedef struct
{
  const AftHousePhoneNote *note;
  AftVenue *venue;
  guint today;
} Counting;

static gboolean
work_count (AftHouseSession *session, gpointer data, GError **error)
{
  Counting *counting = data;
  gint32 day = aft_venue_get_business_day (counting->venue, session->now_ms);
  return read_count (session, counting->note->key, day, &counting->today, error);
}

gboolean
aft_house_sqlite_count_phone (AftHouseStore *store,
                              const AftHousePhoneNote *note,
                              guint *ret_today,
                              GError **error)
{
  g_autoptr (AftVenue) venue = aft_house_sqlite_get_venue (store, &note->venue_id, error);
  if (venue == NULL)
    return FALSE;
  Counting counting = { note, venue, 0 };
  if (note->key != NULL && !aft_house_sqlite_read (store, work_count, &counting, error))
    return FALSE;
  *ret_today = counting.today;
  return TRUE;
}

/* A business day lies within a day of that of UTC, wherever its venue is. */
static gint32
get_surely_past (AftHouseSession *session)
{
  return (gint32) (session->now_ms / DAY_MS) - 1;
}

static gboolean
work_look_for_old (AftHouseSession *session, gpointer data, GError **error)
{
  gboolean *ret_has_any = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT EXISTS (SELECT 1 FROM phone_visit WHERE day <= ?1)", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, get_surely_past (session) - DAYS_REMEMBERED);
  if (!aft_house_expect_row (row, "No answer", error))
    return FALSE;
  *ret_has_any = sqlite3_column_int (row, 0) != 0;
  return TRUE;
}

static gboolean
work_forget (AftHouseSession *session, gpointer data, GError **error)
{
  return forget_phones (session, get_surely_past (session), error);
}

gboolean
aft_house_sqlite_forget_phones (AftHouseStore *store, GError **error)
{
  gboolean has_any = FALSE;
  return aft_house_sqlite_read (store, work_look_for_old, &has_any, error)
         && (!has_any || aft_house_sqlite_write (store, work_forget, NULL, error));
}

static gboolean
find_venue_of (AftHouseSession *session, const char *code, AftId *ret_venue_id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT venue.id FROM survey_code JOIN venue ON venue.ref = survey_code.venue"
      " WHERE code = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, code);
  if (!aft_house_expect_row (row, no_code, error))
    return FALSE;
  *ret_venue_id = aft_sqlite_get_id (row, 0);
  return TRUE;
}

static gboolean
work_note_refused (AftHouseSession *session, gpointer data, GError **error)
{
  AftId venue_id;
  gint32 day = 0;
  const char *code = data;
  if (!find_venue_of (session, code, &venue_id, error)
      || !find_day (session, &venue_id, &day, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO code_day (survey_code, day, refused) VALUES (?1, ?2, 1)"
      " ON CONFLICT (survey_code, day) DO UPDATE SET refused = refused + 1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, code);
  aft_sqlite_bind_integer (row, 2, day);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_sqlite_note_refused (AftHouseStore *store, const char *code, GError **error)
{
  return aft_house_sqlite_write (store, work_note_refused, (gpointer) code, error);
}

typedef struct
{
  const AftId *venue_id;
  gint32 from_day;
  gint32 to_day;
  GArray *days;
} DaysQuery;

static void
clear_day (gpointer data)
{
  AftHouseCodeDay *day = data;
  g_free (day->code);
}

static void
add_day (GArray *days, AftHouseRow *row)
{
  AftHouseCodeDay day = {
    .code = aft_sqlite_dup_text (row, 0),
    .day = sqlite3_column_int (row, 1),
    .answers = (guint64) sqlite3_column_int64 (row, 2),
    .fast = (guint64) sqlite3_column_int64 (row, 3),
    .repeated = (guint64) sqlite3_column_int64 (row, 4),
    .crowded = (guint64) sqlite3_column_int64 (row, 5),
    .refused = (guint64) sqlite3_column_int64 (row, 6),
  };
  g_array_append_val (days, day);
}

static gboolean
work_list_days (AftHouseSession *session, gpointer data, GError **error)
{
  DaysQuery *query = data;
  gint32 venue = 0;
  GError *local = NULL;
  if (!aft_house_session_find_venue (session, query->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT survey_code, day, answers, fast, repeated, crowded, refused FROM code_day"
      " JOIN survey_code ON survey_code.code = code_day.survey_code"
      " WHERE venue = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, survey_code",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  aft_sqlite_bind_integer (row, 2, query->from_day);
  aft_sqlite_bind_integer (row, 3, query->to_day);
  g_array_set_size (query->days, 0);
  while (aft_sqlite_step (row, &local))
    add_day (query->days, row);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GArray *
aft_house_sqlite_list_code_days (AftHouseStore *store,
                                 const AftId *venue_id,
                                 gint32 from_day,
                                 gint32 to_day,
                                 GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AftHouseCodeDay));
  g_array_set_clear_func (days, clear_day);
  DaysQuery query = { venue_id, from_day, to_day, days };
  if (!aft_house_sqlite_read (store, work_list_days, &query, error))
    return NULL;
  return g_steal_pointer (&days);
}
