/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still elsewhere: tombstones for what may arrive later, and orders for the kiosks that
 * hold a copy. An order stands until the kiosk says that it is done; telling it is the heartbeat's.
 */
#include "aft-error.h"
#include "aft-house-sqlite-erasure-private.h"

gboolean
aft_house_session_bury (AftHouseSession *session, const AftId *id, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO tombstone (response_id, erased_ms) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  aft_sqlite_bind_integer (row, 2, session->now_ms);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_session_is_buried (AftHouseSession *session,
                             const AftId *response_id,
                             const AftId *sitting_id,
                             gboolean *ret_is_buried,
                             GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT EXISTS (SELECT 1 FROM tombstone WHERE response_id IN (?1, ?2))",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, response_id);
  aft_sqlite_bind_id (row, 2, sitting_id);
  if (!aft_house_expect_row (row, "Tombstones cannot be asked", error))
    return FALSE;
  *ret_is_buried = sqlite3_column_int (row, 0) != 0;
  return TRUE;
}

gboolean
aft_house_session_order_erasure (AftHouseSession *session,
                                 gint32 device,
                                 const AftId *id,
                                 AftHouseErasureReceipt *receipt,
                                 GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO erasure_order (device, response_id, ordered_ms)"
      " SELECT ref, ?2, ?3 FROM device WHERE ref = ?1 AND channel = 0 ON CONFLICT DO UPDATE"
      " SET ordered_ms = excluded.ordered_ms WHERE done_ms = 0",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  aft_sqlite_bind_id (row, 2, id);
  aft_sqlite_bind_integer (row, 3, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  receipt->waiting
      += (guint) sqlite3_changes (aft_house_connection_get_sqlite (session->connection));
  return TRUE;
}

typedef struct
{
  const AftId *device_id;
  const GArray *done; /* AftId */
  GArray *open;       /* AftId */
} Orders;

static gboolean
work_list (AftHouseSession *session, gpointer data, GError **error)
{
  Orders *orders = data;
  GError *local = NULL;
  g_array_set_size (orders->open, 0);
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT response_id FROM erasure_order WHERE device = (SELECT ref FROM device WHERE id = ?1)"
      " AND done_ms = 0 ORDER BY ordered_ms, response_id LIMIT ?2",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, orders->device_id);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_ORDERS_MAX);
  while (aft_sqlite_step (row, &local))
    {
      AftId id = aft_sqlite_get_id (row, 0);
      g_array_append_val (orders->open, id);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

GArray *
aft_house_sqlite_list_erasure_orders (AftHouseStore *store, const AftId *device_id, GError **error)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (AftId));
  Orders orders = { .device_id = device_id, .open = open };
  if (!aft_house_sqlite_read (store, work_list, &orders, error))
    return NULL;
  return g_steal_pointer (&open);
}

static gboolean
work_note (AftHouseSession *session, gpointer data, GError **error)
{
  const Orders *orders = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "UPDATE erasure_order SET done_ms = ?3 WHERE response_id = ?2 AND done_ms = 0"
      " AND device = (SELECT ref FROM device WHERE id = ?1)",
      error);
  gboolean is_done = row != NULL;
  for (guint i = 0; i < orders->done->len && is_done; i++)
    {
      aft_sqlite_bind_id (row, 1, orders->device_id);
      aft_sqlite_bind_id (row, 2, &g_array_index (orders->done, AftId, i));
      aft_sqlite_bind_integer (row, 3, session->now_ms);
      is_done = aft_sqlite_run (row, error);
      aft_house_row_done (row);
    }
  return is_done;
}

gboolean
aft_house_sqlite_note_erased (AftHouseStore *store,
                              const AftId *device_id,
                              const GArray *response_ids,
                              GError **error)
{
  Orders orders = { .device_id = device_id, .done = response_ids };
  return aft_house_sqlite_write (store, work_note, &orders, error);
}
