/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of aft-kiosk-store-upload.h: what is sent first, what came back, what may be forgotten.
 * What they do is in aft-kiosk-upload.c. */
#include "aft-kiosk-store-upload.h"

#include "aft-kiosk-query.h"
#include "aft-kiosk-store-private.h"
#include "aft-kiosk-upload.h"

static gpointer
work_list_urgent (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_list_urgent (owned, GPOINTER_TO_UINT (data), error);
}

static AftStoreJob
make_list_job (guint limit)
{
  return (AftStoreJob){
    .work = work_list_urgent,
    .data = GUINT_TO_POINTER (limit),
    .free_result = (GDestroyNotify) g_ptr_array_unref,
  };
}

GPtrArray *
aft_kiosk_store_list_urgent_sync (AftKioskStore *store, guint limit, GError **error)
{
  AftStoreJob job = make_list_job (limit);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_list_urgent_async (AftKioskStore *store,
                                   guint limit,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftStoreJob job = make_list_job (limit);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

GPtrArray *
aft_kiosk_store_list_urgent_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_record_receipts (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_record_receipts (owned, data, error) ? AFT_STORE_DONE : NULL;
}

static AftStoreJob
make_receipts_job (AftReceipts *receipts)
{
  return (AftStoreJob){
    .work = work_record_receipts,
    .data = aft_receipts_ref (receipts),
    .free_data = (GDestroyNotify) aft_receipts_unref,
  };
}

gboolean
aft_kiosk_store_record_receipts_sync (AftKioskStore *store, AftReceipts *receipts, GError **error)
{
  AftStoreJob job = make_receipts_job (receipts);
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_record_receipts_async (AftKioskStore *store,
                                       AftReceipts *receipts,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  AftStoreJob job = make_receipts_job (receipts);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_record_receipts_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_count_attempt (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_count_attempt (owned, data, error) ? AFT_STORE_DONE : NULL;
}

static AftStoreJob
make_attempt_job (AftEnvelope *envelope)
{
  return (AftStoreJob){
    .work = work_count_attempt,
    .data = aft_envelope_ref (envelope),
    .free_data = (GDestroyNotify) aft_envelope_unref,
  };
}

gboolean
aft_kiosk_store_count_attempt_sync (AftKioskStore *store, AftEnvelope *envelope, GError **error)
{
  AftStoreJob job = make_attempt_job (envelope);
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_count_attempt_async (AftKioskStore *store,
                                     AftEnvelope *envelope,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  AftStoreJob job = make_attempt_job (envelope);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_count_attempt_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* The end of what the server has. */
typedef struct
{
  guint64 sequence;
  AftDigest chain;
} End;

static gpointer
work_reconcile (gpointer owned, gpointer data, GError **error)
{
  const End *end = data;
  g_autofree AftStoreReconciled *reconciled = g_new0 (AftStoreReconciled, 1);
  if (!aft_kiosk_database_reconcile (owned, end->sequence, &end->chain, reconciled, error))
    return NULL;
  return g_steal_pointer (&reconciled);
}

static AftStoreJob
make_reconcile_job (guint64 last_sequence, const AftDigest *last_chain)
{
  End end = { last_sequence, *last_chain };
  return (AftStoreJob){ work_reconcile, g_memdup2 (&end, sizeof end), g_free, g_free };
}

gboolean
aft_kiosk_store_reconcile_sync (AftKioskStore *store,
                                guint64 last_sequence,
                                const AftDigest *last_chain,
                                AftStoreReconciled *ret_reconciled,
                                GError **error)
{
  AftStoreJob job = make_reconcile_job (last_sequence, last_chain);
  g_autofree AftStoreReconciled *reconciled = aft_kiosk_store_run (store, &job, error);
  if (reconciled == NULL)
    return FALSE;
  *ret_reconciled = *reconciled;
  return TRUE;
}

void
aft_kiosk_store_reconcile_async (AftKioskStore *store,
                                 guint64 last_sequence,
                                 const AftDigest *last_chain,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  AftStoreJob job = make_reconcile_job (last_sequence, last_chain);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

AftStoreReconciled *
aft_kiosk_store_reconcile_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Up to where a backup goes, and the server's time. */
typedef struct
{
  guint64 backup_sequence;
  gint64 server_ms;
} Safe;

static gpointer
work_prune (gpointer owned, gpointer data, GError **error)
{
  const Safe *safe = data;
  gssize erased = aft_kiosk_database_prune (owned, safe->backup_sequence, safe->server_ms, error);
  return erased >= 0 ? g_memdup2 (&erased, sizeof erased) : NULL;
}

static AftStoreJob
make_prune_job (guint64 backup_sequence, gint64 server_ms)
{
  Safe safe = { backup_sequence, server_ms };
  return (AftStoreJob){ work_prune, g_memdup2 (&safe, sizeof safe), g_free, g_free };
}

/* Frees @erased, which may be NULL after an error. */
static gssize
take_count (gssize *erased)
{
  gssize count = erased != NULL ? *erased : -1;
  g_free (erased);
  return count;
}

gssize
aft_kiosk_store_prune_sync (AftKioskStore *store,
                            guint64 backup_sequence,
                            gint64 server_ms,
                            GError **error)
{
  AftStoreJob job = make_prune_job (backup_sequence, server_ms);
  return take_count (aft_kiosk_store_run (store, &job, error));
}

void
aft_kiosk_store_prune_async (AftKioskStore *store,
                             guint64 backup_sequence,
                             gint64 server_ms,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  AftStoreJob job = make_prune_job (backup_sequence, server_ms);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gssize
aft_kiosk_store_prune_finish (GAsyncResult *result, GError **error)
{
  return take_count (g_task_propagate_pointer (G_TASK (result), error));
}
