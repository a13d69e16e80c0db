/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread with a queue. Results of pushed jobs travel through GTask into the main context in which
 * the task was made; a job that is waited for hands its result over under a lock. Knows nothing of
 * databases. */
#include "aft-store-thread.h"

struct _AftStoreThread
{
  gint references; /* atomic: the holder's and the thread's own */
  GThread *thread;
  GAsyncQueue *jobs; /* Pending; one without work ends the thread */
  gpointer owned;
  void (*tend) (gpointer owned);
  GDestroyNotify free_owned;
};

/* Somebody who waits. */
typedef struct
{
  GMutex lock;
  GCond done;
  gboolean is_done;
  gpointer result;
  GError *error;
} Waiter;

typedef struct
{
  AftStoreJob job;
  GTask *task;    /* exactly one of these two */
  Waiter *waiter; /* lives on the stack of who waits */
} Pending;

static void
release (AftStoreThread *thread)
{
  if (!g_atomic_int_dec_and_test (&thread->references))
    return;
  g_async_queue_unref (thread->jobs);
  g_free (thread);
}

static void
give_to_waiter (Waiter *waiter, gpointer result, GError *error)
{
  g_mutex_lock (&waiter->lock);
  waiter->result = result;
  waiter->error = error;
  waiter->is_done = TRUE;
  g_cond_signal (&waiter->done);
  g_mutex_unlock (&waiter->lock);
}

static void
give_to_task (Pending *pending, gpointer result, GError *error)
{
  if (error != NULL)
    g_task_return_error (pending->task, error);
  else
    g_task_return_pointer (pending->task, result, pending->job.free_result);
  g_object_unref (pending->task);
}

static void
carry_out (AftStoreThread *thread, Pending *pending)
{
  const AftStoreJob *job = &pending->job;
  GError *error = NULL;
  gpointer result = job->work (thread->owned, job->data, &error);
  g_assert ((result == NULL) == (error != NULL));
  if (job->free_data != NULL)
    job->free_data (job->data);
  if (pending->task != NULL)
    give_to_task (pending, result, error);
  else
    give_to_waiter (pending->waiter, result, error);
}

static gpointer
run_thread (gpointer data)
{
  AftStoreThread *thread = data;
  gboolean is_running = TRUE;
  while (is_running)
    {
      Pending *pending = g_async_queue_pop (thread->jobs);
      is_running = pending->job.work != NULL;
      if (is_running)
        {
          carry_out (thread, pending);
          if (thread->tend != NULL)
            thread->tend (thread->owned);
        }
      g_free (pending);
    }
  thread->free_owned (thread->owned);
  release (thread);
  return NULL;
}

AftStoreThread *
aft_store_thread_new (const char *name,
                      gpointer owned,
                      void (*tend) (gpointer owned),
                      GDestroyNotify free_owned)
{
  AftStoreThread *thread = g_new0 (AftStoreThread, 1);
  g_atomic_int_set (&thread->references, 2);
  thread->jobs = g_async_queue_new ();
  thread->owned = owned;
  thread->tend = tend;
  thread->free_owned = free_owned;
  thread->thread = g_thread_new (name, run_thread, thread);
  return thread;
}

void
aft_store_thread_free (AftStoreThread *thread)
{
  if (thread == NULL)
    return;
  GThread *handle = thread->thread;
  g_async_queue_push (thread->jobs, g_new0 (Pending, 1));
  /* A result that nobody fetched may hold the last reference and be freed over there. */
  if (handle == g_thread_self ())
    g_thread_unref (handle);
  else
    g_thread_join (handle);
  release (thread);
}

void
aft_store_thread_push (AftStoreThread *thread, const AftStoreJob *job, GTask *task)
{
  Pending *pending = g_new0 (Pending, 1);
  pending->job = *job;
  pending->task = task;
  g_async_queue_push (thread->jobs, pending);
}

gpointer
aft_store_thread_run (AftStoreThread *thread, const AftStoreJob *job, GError **error)
{
  g_assert (g_thread_self () != thread->thread);
  Waiter waiter = { 0 };
  Pending *pending = g_new0 (Pending, 1);
  g_mutex_init (&waiter.lock);
  g_cond_init (&waiter.done);
  pending->job = *job;
  pending->waiter = &waiter;
  g_async_queue_push (thread->jobs, pending);
  g_mutex_lock (&waiter.lock);
  while (!waiter.is_done)
    g_cond_wait (&waiter.done, &waiter.lock);
  g_mutex_unlock (&waiter.lock);
  g_mutex_clear (&waiter.lock);
  g_cond_clear (&waiter.done);
  if (waiter.error != NULL)
    g_propagate_error (error, waiter.error);
  return waiter.result;
}
