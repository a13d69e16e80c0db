/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's copies of what a guest had erased. The order comes from the collector and is repeated
 * until it is said to be done, so that nothing of it is kept here. */
#include "aft-kiosk-store-erase.h"

#include "aft-kiosk-store-private.h"
#include "aft-sqlite.h"

typedef struct
{
  const GArray *ids;
  GArray *erased; /* AftId */
} Erasure;

typedef enum
{
  COPY_NONE,
  COPY_SENT,
  COPY_UNSENT /* or the sitting goes on */
} Copy;

static gboolean
find_copy (sqlite3 *connection, const AftId *id, Copy *ret_copy, GError **error)
{
  g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (
      connection,
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE id = ?1 AND receipt IS NULL)"
      " OR EXISTS (SELECT 1 FROM response WHERE id = ?1 AND state = 'open') THEN 2"
      " WHEN EXISTS (SELECT 1 FROM outbox WHERE id = ?1) THEN 1 ELSE 0 END",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_id (row, 1, id);
  if (!aft_sqlite_step (row, error))
    return FALSE;
  *ret_copy = (Copy) sqlite3_column_int (row, 0);
  return TRUE;
}

/* What is in quarantine cannot be sent once more when it has no body. */
static gboolean
erase_copy (sqlite3 *connection, const AftId *id, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM quarantine WHERE sequence = (SELECT sequence FROM outbox WHERE id = ?1)",
    "UPDATE outbox SET body = NULL WHERE id = ?1",
    "UPDATE response SET table_code = NULL WHERE id = ?1",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (sqlite3_stmt) row = aft_sqlite_prepare (connection, steps[i], error);
      if (row == NULL)
        return FALSE;
      aft_sqlite_bind_id (row, 1, id);
      if (!aft_sqlite_run (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
work_erase (AftKioskDatabase *database, sqlite3 *connection, gpointer data, GError **error)
{
  const Erasure *erasure = data;
  g_array_set_size (erasure->erased, 0);
  for (guint i = 0; i < erasure->ids->len; i++)
    {
      Copy copy = COPY_NONE;
      const AftId *id = &g_array_index (erasure->ids, AftId, i);
      if (!find_copy (connection, id, &copy, error)
          || (copy == COPY_SENT && !erase_copy (connection, id, error)))
        return FALSE;
      if (copy != COPY_UNSENT)
        g_array_append_val (erasure->erased, *id);
    }
  return TRUE;
}

static gpointer
work (gpointer owned, gpointer data, GError **error)
{
  g_autoptr (GArray) erased = g_array_new (FALSE, FALSE, sizeof (AftId));
  Erasure erasure = { data, erased };
  if (!aft_kiosk_database_write (owned, work_erase, &erasure, error)
      || (erased->len > 0 && !aft_kiosk_database_empty_log (owned, error)))
    return NULL;
  return g_steal_pointer (&erased);
}

static AftStoreJob
make_job (const GArray *ids)
{
  return (AftStoreJob){
    .work = work,
    .data = g_array_copy ((GArray *) ids),
    .free_data = (GDestroyNotify) g_array_unref,
    .free_result = (GDestroyNotify) g_array_unref,
  };
}

GArray *
aft_kiosk_store_erase_sync (AftKioskStore *store, const GArray *ids, GError **error)
{
  AftStoreJob job = make_job (ids);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_erase_async (AftKioskStore *store,
                             const GArray *ids,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  AftStoreJob job = make_job (ids);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

GArray *
aft_kiosk_store_erase_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
