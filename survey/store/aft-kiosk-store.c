/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as the kiosk sees it: each operation is a job for the store's thread, asked for with a
 * callback or waited for. What the jobs do is in the AftKioskDatabase that the thread owns. */
#include "aft-kiosk-store.h"

#include "aft-kiosk-database.h"
#include "aft-kiosk-store-private.h"

struct _AftKioskStore
{
  gint references; /* atomic */
  AftStoreThread *thread;
};

static AftKioskStore *
store_new (const AftKioskStoreOptions *options)
{
  AftKioskStore *store = g_new0 (AftKioskStore, 1);
  g_atomic_int_set (&store->references, 1);
  store->thread = aft_store_thread_new ("store", aft_kiosk_database_new (options, NULL),
                                        (void (*) (gpointer)) aft_kiosk_database_tend,
                                        (GDestroyNotify) aft_kiosk_database_free);
  return store;
}

AftKioskStore *
aft_kiosk_store_ref (AftKioskStore *store)
{
  g_atomic_int_inc (&store->references);
  return store;
}

void
aft_kiosk_store_unref (AftKioskStore *store)
{
  if (store == NULL || !g_atomic_int_dec_and_test (&store->references))
    return;
  aft_store_thread_free (store->thread);
  g_free (store);
}

void
aft_kiosk_store_start (AftKioskStore *store,
                       const AftStoreJob *job,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  aft_store_thread_push (store->thread, job, task);
}

gpointer
aft_kiosk_store_run (AftKioskStore *store, const AftStoreJob *job, GError **error)
{
  return aft_store_thread_run (store->thread, job, error);
}

typedef struct
{
  AftKioskList list;
  guint64 after_sequence;
  guint limit;
} Page;

static gpointer
work_list (gpointer owned, gpointer data, GError **error)
{
  const Page *page = data;
  return page->list (owned, page->after_sequence, page->limit, error);
}

AftStoreJob
aft_kiosk_store_make_page_job (AftKioskList list, guint64 after_sequence, guint limit)
{
  Page page = { list, after_sequence, limit };
  return (AftStoreJob){
    .work = work_list,
    .data = g_memdup2 (&page, sizeof page),
    .free_data = g_free,
    .free_result = (GDestroyNotify) g_ptr_array_unref,
  };
}

static gpointer
work_open (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_open (owned, error) ? data : NULL;
}

AftKioskStore *
aft_kiosk_store_open_sync (const AftKioskStoreOptions *options, GError **error)
{
  g_autoptr (AftKioskStore) store = store_new (options);
  AftStoreJob job = { .work = work_open, .data = store };
  if (aft_kiosk_store_run (store, &job, error) == NULL)
    return NULL;
  return g_steal_pointer (&store);
}

/* Holds the store while it is being opened. */
static void
free_holder (gpointer data)
{
  AftKioskStore **holder = data;
  aft_kiosk_store_unref (*holder);
  g_free (holder);
}

void
aft_kiosk_store_open_async (const AftKioskStoreOptions *options,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  AftKioskStore **holder = g_new (AftKioskStore *, 1);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  *holder = store_new (options);
  AftStoreJob job = { .work = work_open, .data = *holder };
  g_task_set_task_data (task, holder, free_holder);
  aft_store_thread_push ((*holder)->thread, &job, task);
}

/* Takes the store out of the task, which the store's thread may release last: else closing would
 * not wait for it. */
AftKioskStore *
aft_kiosk_store_open_finish (GAsyncResult *result, GError **error)
{
  AftKioskStore **holder = g_task_get_task_data (G_TASK (result));
  g_autoptr (AftKioskStore) store = g_steal_pointer (holder);
  if (g_task_propagate_pointer (G_TASK (result), error) == NULL)
    return NULL;
  return g_steal_pointer (&store);
}

static gpointer
work_record_tap (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_record_tap (owned, data, error) ? AFT_STORE_DONE : NULL;
}

static AftStoreJob
make_response_job (AftStoreWork work, AftResponse *response)
{
  return (AftStoreJob){
    .work = work,
    .data = aft_response_ref (response),
    .free_data = (GDestroyNotify) aft_response_unref,
  };
}

gboolean
aft_kiosk_store_record_tap_sync (AftKioskStore *store, AftResponse *tap, GError **error)
{
  AftStoreJob job = make_response_job (work_record_tap, tap);
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_record_tap_async (AftKioskStore *store,
                                  AftResponse *tap,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  AftStoreJob job = make_response_job (work_record_tap, tap);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_record_tap_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_clear_tap (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_clear_tap (owned, data, error) ? AFT_STORE_DONE : NULL;
}

static AftStoreJob
make_clear_job (const AftId *id)
{
  return (AftStoreJob){
    .work = work_clear_tap,
    .data = g_memdup2 (id, sizeof *id),
    .free_data = g_free,
  };
}

gboolean
aft_kiosk_store_clear_tap_sync (AftKioskStore *store, const AftId *id, GError **error)
{
  AftStoreJob job = make_clear_job (id);
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_clear_tap_async (AftKioskStore *store,
                                 const AftId *id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  AftStoreJob job = make_clear_job (id);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_clear_tap_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_finish (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_finish (owned, data, error);
}

/* A list of the job's own: the caller may change theirs. */
static AftStoreJob
make_finish_job (GPtrArray *responses)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  for (guint i = 0; i < responses->len; i++)
    g_ptr_array_add (own, aft_response_ref (responses->pdata[i]));
  return (AftStoreJob){
    .work = work_finish,
    .data = own,
    .free_data = (GDestroyNotify) g_ptr_array_unref,
    .free_result = (GDestroyNotify) g_array_unref,
  };
}

GArray *
aft_kiosk_store_finish_sync (AftKioskStore *store, GPtrArray *responses, GError **error)
{
  AftStoreJob job = make_finish_job (responses);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_finish_async (AftKioskStore *store,
                              GPtrArray *responses,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  AftStoreJob job = make_finish_job (responses);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

GArray *
aft_kiosk_store_finish_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_record_event (gpointer owned, gpointer data, GError **error)
{
  g_autoptr (GArray) receipts = aft_kiosk_database_record_event (owned, data, error);
  return receipts != NULL ? g_memdup2 (receipts->data, sizeof (AftStoreReceipt)) : NULL;
}

static AftStoreJob
make_event_job (AftResponse *event)
{
  AftStoreJob job = make_response_job (work_record_event, event);
  job.free_result = g_free;
  return job;
}

AftStoreReceipt *
aft_kiosk_store_record_event_sync (AftKioskStore *store, AftResponse *event, GError **error)
{
  AftStoreJob job = make_event_job (event);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_record_event_async (AftKioskStore *store,
                                    AftResponse *event,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  AftStoreJob job = make_event_job (event);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

AftStoreReceipt *
aft_kiosk_store_record_event_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
