/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a walk is, and what comes next: venue by venue, day by day, row by row, as the indexes by
 * venue and day lie; SQLite puts a row's number behind each of their entries, so that nothing is
 * sorted and nothing is read twice. What a row holds is not known here. */
#include "aft-error.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-walk-private.h"

void
aft_house_walk_range_clear (AftHouseWalkRange *range)
{
  g_clear_pointer (&range->venues, g_array_unref);
}

static gboolean
find_venues (AftHouseSession *session, const GArray *venue_ids, GArray *venues, GError **error)
{
  GError *local = NULL;
  g_autofree char *list = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref FROM venue WHERE ?1 IS NULL OR ref IN (SELECT value FROM json_each (?1))"
      " ORDER BY ref",
      error);
  if (row == NULL || !aft_house_session_dup_venues (session, venue_ids, &list, error))
    return FALSE;
  aft_sqlite_bind_text (row, 1, list);
  while (aft_sqlite_step (row, &local))
    {
      gint32 ref = sqlite3_column_int (row, 0);
      g_array_append_val (venues, ref);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Behind the row that @find_after finds, which may be of a venue that is not walked over. */
static gboolean
find_place (AftHouseSession *session,
            const AftId *after_id,
            const char *find_after,
            AftHouseWalkRange *range,
            GError **error)
{
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, find_after, error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, after_id);
  if (!aft_house_expect_row (row, "There is no such row to begin behind", error))
    return FALSE;
  AftHouseWalkPlace *place = &range->place;
  gint32 venue = sqlite3_column_int (row, 0);
  gint64 day = sqlite3_column_int64 (row, 1);
  while (place->venue < range->venues->len
         && g_array_index (range->venues, gint32, place->venue) < venue)
    place->venue++;
  if (place->venue == range->venues->len
      || g_array_index (range->venues, gint32, place->venue) != venue || day <= place->day)
    return TRUE;
  place->day = day;
  place->ref = day <= range->last_day ? sqlite3_column_int64 (row, 2) : AFT_HOUSE_WALK_DAY_OVER;
  return TRUE;
}

gboolean
aft_house_walk_range_find (AftHouseSession *session,
                           const AftHouseWalk *walk,
                           const char *find_after,
                           AftHouseWalkRange *range,
                           GError **error)
{
  aft_house_walk_range_clear (range);
  *range = (AftHouseWalkRange){
    .venues = g_array_new (FALSE, FALSE, sizeof (gint32)),
    .first_day = walk->from_day,
    .last_day = walk->to_day,
    .place = { .day = (gint64) walk->from_day - 1, .ref = AFT_HOUSE_WALK_DAY_OVER },
  };
  return find_venues (session, walk->venue_ids, range->venues, error)
         && (walk->after_id == NULL
             || find_place (session, walk->after_id, find_after, range, error));
}

/* One statement at @place. @ret_is_over: all of its rows were taken. */
static gboolean
read_rows (AftHouseSession *session,
           const AftHouseWalkRange *range,
           AftHouseWalkPlace *place,
           const AftHouseWalkReading *reading,
           gboolean *ret_is_over,
           GError **error)
{
  GError *local = NULL;
  gboolean is_taken = TRUE;
  gboolean is_rest = place->ref != AFT_HOUSE_WALK_DAY_OVER;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, is_rest ? reading->rest_of_day : reading->days, error);
  *ret_is_over = FALSE;
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, g_array_index (range->venues, gint32, place->venue));
  aft_sqlite_bind_integer (row, 2, place->day);
  aft_sqlite_bind_integer (row, 3, is_rest ? place->ref : range->last_day);
  if (reading->bind != NULL)
    reading->bind (row, reading->user_data);
  while (is_taken && aft_sqlite_step (row, &local))
    is_taken = reading->take (session, row, place, reading->user_data, &local);
  *ret_is_over = is_taken && local == NULL;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_walk_range_read (AftHouseSession *session,
                           const AftHouseWalkRange *range,
                           AftHouseWalkPlace *place,
                           const AftHouseWalkReading *reading,
                           GError **error)
{
  while (place->venue < range->venues->len)
    {
      gboolean is_over = FALSE;
      gboolean is_rest = place->ref != AFT_HOUSE_WALK_DAY_OVER;
      if (!read_rows (session, range, place, reading, &is_over, error))
        return FALSE;
      if (!is_over)
        return TRUE;
      if (!is_rest)
        {
          place->venue++;
          place->day = range->first_day - 1;
        }
      place->ref = AFT_HOUSE_WALK_DAY_OVER;
    }
  return TRUE;
}

static gboolean
take_count (AftHouseSession *session,
            AftHouseRow *row,
            AftHouseWalkPlace *place,
            gpointer user_data,
            GError **error)
{
  AftHouseWalkCount *count = user_data;
  count->count += (guint64) sqlite3_column_int64 (row, 0);
  return TRUE;
}

gboolean
aft_house_walk_range_count (AftHouseSession *session,
                            const AftHouseWalkRange *range,
                            AftHouseWalkReading *reading,
                            AftHouseWalkCount *count,
                            GError **error)
{
  AftHouseWalkPlace place = range->place;
  count->count = 0;
  reading->take = take_count;
  reading->user_data = count;
  if (!aft_house_walk_range_read (session, range, &place, reading, error))
    return FALSE;
  if (count->walk->limit > 0)
    count->count = MIN (count->count, count->walk->limit);
  return TRUE;
}
