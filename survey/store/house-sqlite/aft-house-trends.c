/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what was counted: rows of days and never a response. All, hours and devices stand in the
 * table trend as they are asked for; other slices are added up from rollup, of which a measure's
 * rows lie together day by day. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-sqlite-trends-private.h"

typedef struct
{
  const AftHouseTrendQuery *asked;
  gint32 venue; /* 0: the whole house */
  GArray *days; /* AftTrendDay */
} Listing;

/* 0 where @id is NULL. NOT_FOUND. */
static gboolean
find_venue (AftHouseSession *session, const AftId *id, gint32 *ret_venue, GError **error)
{
  *ret_venue = 0;
  return id == NULL || aft_house_session_find_venue (session, id, ret_venue, error);
}

static gboolean
read_trend (AftHouseSession *session, Listing *listing, GError **error)
{
  GError *local = NULL;
  const AftHouseTrendQuery *asked = listing->asked;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      asked->slice == AFT_SLICE_ALL
          ? "SELECT day, value, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10 FROM trend"
            " WHERE venue = ?1 AND measure = ?2 AND slice = ?3 AND value = 0"
            " AND day BETWEEN ?4 AND ?5 ORDER BY day"
          : "SELECT day, value, n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10 FROM trend"
            " WHERE venue = ?1 AND measure = ?2 AND slice = ?3 AND day BETWEEN ?4 AND ?5"
            " ORDER BY value, day",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, listing->venue);
  aft_sqlite_bind_integer (row, 2, asked->measure);
  aft_sqlite_bind_integer (row, 3, asked->slice);
  aft_sqlite_bind_integer (row, 4, asked->from_day);
  aft_sqlite_bind_integer (row, 5, asked->to_day);
  while (aft_sqlite_step (row, &local))
    {
      AftTrendDay day = { sqlite3_column_int (row, 0), sqlite3_column_int (row, 1), { 0 } };
      for (int i = 0; i < AFT_TREND_COUNTS; i++)
        day.counts[i] = (guint64) sqlite3_column_int64 (row, 2 + i);
      g_array_append_val (listing->days, day);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

#define FROM_ROLLUP(column)                                                                        \
  "SELECT day, " column ", option, sum (count) FROM rollup WHERE venue = ?1"                       \
  " AND survey IN (SELECT 0 UNION ALL SELECT ref FROM survey) AND question = ?2"                   \
  " AND day BETWEEN ?3 AND ?4 GROUP BY " column ", day, option ORDER BY " column ", day"

static const char *const rollups[AFT_SLICES] = {
  [AFT_SLICE_DAY_PART] = FROM_ROLLUP ("part"),   [AFT_SLICE_SURVEY] = FROM_ROLLUP ("survey"),
  [AFT_SLICE_LANGUAGE] = FROM_ROLLUP ("locale"), [AFT_SLICE_CHANNEL] = FROM_ROLLUP ("channel"),
  [AFT_SLICE_TIER] = FROM_ROLLUP ("tier"),
};

/* The counts of a day come one after the other. */
static void
add_count (GArray *days, AftHouseRow *row)
{
  AftTrendDay day = { sqlite3_column_int (row, 0), sqlite3_column_int (row, 1), { 0 } };
  int place = sqlite3_column_int (row, 2);
  AftTrendDay *last = days->len > 0 ? &g_array_index (days, AftTrendDay, days->len - 1) : NULL;
  if (place < 0 || place >= AFT_TREND_COUNTS)
    return;
  if (last == NULL || last->day != day.day || last->value != day.value)
    {
      g_array_append_val (days, day);
      last = &g_array_index (days, AftTrendDay, days->len - 1);
    }
  last->counts[place] = (guint64) sqlite3_column_int64 (row, 3);
}

static gboolean
read_rollup (AftHouseSession *session, Listing *listing, GError **error)
{
  GError *local = NULL;
  const AftHouseTrendQuery *asked = listing->asked;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, rollups[asked->slice], error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, listing->venue);
  aft_sqlite_bind_integer (row, 2, -1 - (gint64) asked->measure);
  aft_sqlite_bind_integer (row, 3, asked->from_day);
  aft_sqlite_bind_integer (row, 4, asked->to_day);
  while (aft_sqlite_step (row, &local))
    add_count (listing->days, row);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  Listing *listing = data;
  g_array_set_size (listing->days, 0);
  if (!find_venue (session, listing->asked->venue_id, &listing->venue, error))
    return FALSE;
  return rollups[listing->asked->slice] == NULL ? read_trend (session, listing, error)
                                                : read_rollup (session, listing, error);
}

static GArray *
list_trend (AftHouseStore *store, const AftHouseTrendQuery *query, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  Listing listing = { query, 0, days };
  if (!aft_house_sqlite_read (store, work_list, &listing, error))
    return NULL;
  return g_steal_pointer (&days);
}

typedef struct
{
  AftSlice slice;
  gint32 value;
  char *name;
} Naming;

static gboolean
work_name (AftHouseSession *session, gpointer data, GError **error)
{
  static const char *const names[AFT_SLICES] = {
    [AFT_SLICE_DEVICE] = "SELECT name FROM device WHERE ref = ?1",
    [AFT_SLICE_DAY_PART] = "SELECT text FROM word WHERE ref = ?1",
    [AFT_SLICE_SURVEY] = "SELECT id FROM survey WHERE ref = ?1",
  };
  Naming *naming = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection, names[naming->slice], error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, naming->value);
  if (aft_sqlite_step (row, &local))
    naming->name = aft_sqlite_dup_text (row, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static char *
dup_slice_name (AftHouseStore *store, AftSlice slice, gint32 value, GError **error)
{
  Naming naming = { slice, value, NULL };
  return aft_house_sqlite_read (store, work_name, &naming, error) ? naming.name : NULL;
}

typedef struct
{
  const AftId *venue_id;
  gboolean has_days;
  gint32 from_day;
  gint32 to_day;
} Range;

#define ALL_ANSWERS "FROM trend WHERE venue = ?1 AND measure = 0 AND slice = 0 AND value = 0"

/* Every response counts as an answer. */
static gboolean
work_get_range (AftHouseSession *session, gpointer data, GError **error)
{
  Range *range = data;
  gint32 venue = 0;
  if (!find_venue (session, range->venue_id, &venue, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT (SELECT day " ALL_ANSWERS " ORDER BY day LIMIT 1),"
                                      " (SELECT day " ALL_ANSWERS " ORDER BY day DESC LIMIT 1)",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, venue);
  if (!aft_house_expect_row (row, "No range", error))
    return FALSE;
  range->has_days = sqlite3_column_type (row, 0) != SQLITE_NULL;
  range->from_day = sqlite3_column_int (row, 0);
  range->to_day = sqlite3_column_int (row, 1);
  return TRUE;
}

static gboolean
get_range (AftHouseStore *store,
           const AftId *venue_id,
           gint32 *ret_from_day,
           gint32 *ret_to_day,
           GError **error)
{
  Range range = { .venue_id = venue_id };
  if (!aft_house_sqlite_read (store, work_get_range, &range, error) || !range.has_days)
    return FALSE;
  *ret_from_day = range.from_day;
  *ret_to_day = range.to_day;
  return TRUE;
}

const AftHouseTrendsClass aft_house_sqlite_trends = {
  .list = list_trend,
  .dup_slice_name = dup_slice_name,
  .get_range = get_range,
  .put_served = aft_house_sqlite_put_served,
  .list_served = aft_house_sqlite_list_served,
};
