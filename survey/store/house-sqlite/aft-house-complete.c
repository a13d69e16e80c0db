/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is here and what is missing. All of it is read from what the writer keeps up to date; none
 * of it looks at responses. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-rows.h"
#include "aft-house-sqlite-care-private.h"

#define GAPS_MAX 1000

typedef struct
{
  const AftId *device_id;
  GPtrArray *list;
} CompletenessQuery;

static void
add_gap (AftHouseCompleteness *one, guint64 first, guint64 last)
{
  AftHouseGap gap = { first, last };
  if (one->gaps->len < GAPS_MAX)
    g_array_append_val (one->gaps, gap);
}

/* Beyond the prefix every sequence that is here waits in ahead. */
static gboolean
read_gaps (AftHouseSession *session, gint32 device, AftHouseCompleteness *one, GError **error)
{
  GError *local = NULL;
  guint64 last = one->last_sequence;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT sequence FROM ahead WHERE device = ?1 ORDER BY sequence", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  while (aft_sqlite_step (row, &local))
    {
      guint64 sequence = sqlite3_column_int64 (row, 0);
      if (sequence > last + 1)
        add_gap (one, last + 1, sequence - 1);
      if (one->first == 0)
        one->first = sequence;
      last = sequence;
    }
  one->last = last;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_one (AftHouseSession *session, AftHouseRow *row, GPtrArray *list, GError **error)
{
  AftHouseCompleteness *one = g_new0 (AftHouseCompleteness, 1);
  g_ptr_array_add (list, one);
  one->device_id = aft_sqlite_get_id (row, 1);
  one->venue_id = aft_sqlite_get_id (row, 2);
  one->last_sequence = sqlite3_column_int64 (row, 3);
  one->last_chain = aft_sqlite_get_digest (row, 4);
  one->refused = sqlite3_column_int64 (row, 5);
  one->breaks = sqlite3_column_int64 (row, 6);
  one->first = one->last_sequence > 0 ? 1 : 0;
  one->gaps = g_array_new (FALSE, FALSE, sizeof (AftHouseGap));
  return read_gaps (session, sqlite3_column_int (row, 0), one, error);
}

static gboolean
work_list_completeness (AftHouseSession *session, gpointer data, GError **error)
{
  CompletenessQuery *query = data;
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT device.ref, device.id, venue.id, last_sequence, last_chain,"
      " (SELECT count(*) FROM refusal WHERE refusal.device = device.ref),"
      " (SELECT count(*) FROM chain_break WHERE chain_break.device = device.ref)"
      " FROM device JOIN venue ON venue.ref = device.venue WHERE ?1 IS NULL OR device.id = ?1"
      " ORDER BY device.name, device.id",
      error);
  if (row == NULL)
    return FALSE;
  if (query->device_id != NULL)
    aft_sqlite_bind_id (row, 1, query->device_id);
  while (local == NULL && aft_sqlite_step (row, &local))
    read_one (session, row, query->list, &local);
  if (local == NULL && query->device_id != NULL && query->list->len == 0)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such device");
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GPtrArray *
aft_house_sqlite_list_completeness (AftHouseStore *store, const AftId *device_id, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_completeness_free);
  CompletenessQuery query = { device_id, list };
  if (!aft_house_sqlite_read (store, work_list_completeness, &query, error))
    return NULL;
  return g_steal_pointer (&list);
}

typedef struct
{
  const AftId *device_id;
  gint32 from_day;
  gint32 to_day;
  GArray *days;
} DaysQuery;

static gboolean
find_device (AftHouseSession *session, const AftId *id, gint32 *ret_ref, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM device WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_house_expect_row (row, "There is no such device", error))
    return FALSE;
  *ret_ref = sqlite3_column_int (row, 0);
  return TRUE;
}

static gboolean
work_list_days (AftHouseSession *session, gpointer data, GError **error)
{
  DaysQuery *query = data;
  GError *local = NULL;
  gint32 device = 0;
  if (!find_device (session, query->device_id, &device, error))
    return FALSE;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "SELECT day, count, first, last FROM device_day"
                                      " WHERE device = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  aft_sqlite_bind_integer (row, 2, query->from_day);
  aft_sqlite_bind_integer (row, 3, query->to_day);
  while (aft_sqlite_step (row, &local))
    {
      AftHouseDay day = { sqlite3_column_int (row, 0), sqlite3_column_int64 (row, 1),
                          sqlite3_column_int64 (row, 2), sqlite3_column_int64 (row, 3) };
      g_array_append_val (query->days, day);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GArray *
aft_house_sqlite_list_days (AftHouseStore *store,
                            const AftId *device_id,
                            gint32 from_day,
                            gint32 to_day,
                            GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AftHouseDay));
  DaysQuery query = { device_id, from_day, to_day, days };
  if (!aft_house_sqlite_read (store, work_list_days, &query, error))
    return NULL;
  return g_steal_pointer (&days);
}
