/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of the desk: one reads what it shows, one keeps what staff did. What a body means is for
 * who reads it. */
#include "aft-kiosk-store-desk.h"

#include "aft-kiosk-query.h"
#include "aft-kiosk-store-private.h"

void
aft_desk_row_free (AftDeskRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->body);
  g_free (row->told);
  g_free (row->table);
  g_free (row);
}

void
aft_store_desk_free (AftStoreDesk *desk)
{
  if (desk == NULL)
    return;
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_free (desk);
}

typedef struct
{
  gint64 since_ms;
  AftStoreDesk *desk;
} DeskQuery;

#define LATEST "(SELECT ifnull (max (sequence), 0) - 2000 FROM outbox)"

static AftDeskRow *
read_row (sqlite3_stmt *statement)
{
  AftDeskRow *row = g_new0 (AftDeskRow, 1);
  row->sequence = sqlite3_column_int64 (statement, 0);
  row->id = aft_sqlite_get_id (statement, 1);
  row->kind = aft_sqlite_dup_text (statement, 2);
  row->body = aft_sqlite_dup_text (statement, 3);
  row->stored_ms = sqlite3_column_int64 (statement, 4);
  row->is_sent = sqlite3_column_int (statement, 5);
  row->told = aft_sqlite_dup_text (statement, 6);
  row->table = aft_sqlite_dup_text (statement, 7);
  return row;
}

static gboolean
read_rows (sqlite3 *connection, DeskQuery *query, GError **error)
{
  GError *local = NULL;
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "SELECT o.sequence, o.id, o.kind, o.body, o.stored_ms, o.receipt IS NOT NULL, r.kind,"
      " r.table_code FROM outbox AS o LEFT JOIN response AS r ON r.id = o.id"
      " WHERE o.sequence > " LATEST " AND o.stored_ms >= ?1"
      " AND (o.urgent = 1 OR o.kind IN ('case-action', 'drill')) ORDER BY o.sequence",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, query->since_ms);
  while (aft_sqlite_step (row, &local))
    g_ptr_array_add (query->desk->rows, read_row (row));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_read (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  DeskQuery *query = data;
  g_ptr_array_set_size (query->desk->rows, 0);
  return read_rows (connection, query, error)
         && aft_sqlite_query_integer (connection,
                                      "SELECT ifnull (max (received_ms), 0) FROM outbox"
                                      " WHERE sequence > " LATEST,
                                      &query->desk->last_upload_ms, error);
}

static gpointer
work_desk (gpointer owned, gpointer data, GError **error)
{
  const gint64 *since_ms = data;
  g_autoptr (AftStoreDesk) desk = g_new0 (AftStoreDesk, 1);
  desk->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_desk_row_free);
  DeskQuery query = { *since_ms, desk };
  if (!aft_kiosk_database_read (owned, work_read, &query, error)
      || !aft_kiosk_database_count (owned, *since_ms, &desk->counts, error))
    return NULL;
  return g_steal_pointer (&desk);
}

static AftStoreJob
make_job (gint64 since_ms)
{
  return (AftStoreJob){
    .work = work_desk,
    .data = g_memdup2 (&since_ms, sizeof since_ms),
    .free_data = g_free,
    .free_result = (GDestroyNotify) aft_store_desk_free,
  };
}

AftStoreDesk *
aft_kiosk_store_read_desk_sync (AftKioskStore *store, gint64 since_ms, GError **error)
{
  AftStoreJob job = make_job (since_ms);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_read_desk_async (AftKioskStore *store,
                                 gint64 since_ms,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  AftStoreJob job = make_job (since_ms);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

AftStoreDesk *
aft_kiosk_store_read_desk_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_item (gpointer owned, gpointer data, GError **error)
{
  AftKioskItem *item = data;
  return aft_kiosk_database_record_item (owned, item, error)
             ? g_memdup2 (&item->receipt, sizeof item->receipt)
             : NULL;
}

static void
free_item (gpointer data)
{
  AftKioskItem *item = data;
  g_free ((char *) item->body);
  g_free (item);
}

static AftStoreJob
make_item_job (AftItemKind kind, const AftId *id, const char *body)
{
  AftKioskItem item = { .kind = kind, .body = g_strdup (body), .receipt.id = *id };
  return (AftStoreJob){
    .work = work_item,
    .data = g_memdup2 (&item, sizeof item),
    .free_data = free_item,
    .free_result = g_free,
  };
}

AftStoreReceipt *
aft_kiosk_store_record_item_sync (AftKioskStore *store,
                                  AftItemKind kind,
                                  const AftId *id,
                                  const char *body,
                                  GError **error)
{
  AftStoreJob job = make_item_job (kind, id, body);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_record_item_async (AftKioskStore *store,
                                   AftItemKind kind,
                                   const AftId *id,
                                   const char *body,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftStoreJob job = make_item_job (kind, id, body);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

AftStoreReceipt *
aft_kiosk_store_record_item_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
