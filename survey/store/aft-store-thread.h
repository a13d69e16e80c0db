/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftStoreThread: one thread that owns one thing and works on it, job by job in the order in which
 * they were asked for. Private to survey/store. */
typedef struct _AftStoreThread AftStoreThread;

/* Gives a result, or NULL with @error set. */
typedef gpointer (*AftStoreWork) (gpointer owned, gpointer data, GError **error);

/* What is done, with what, and how the two are freed. */
typedef struct
{
  AftStoreWork work;
  gpointer data; /* eaten */
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} AftStoreJob;

/* @owned is used on the new thread only. @tend (may be NULL) is called there after each job, when
 * its result was given; @free_owned at the end. */
AftStoreThread *aft_store_thread_new (const char *name,
                                      gpointer owned,
                                      void (*tend) (gpointer owned),
                                      GDestroyNotify free_owned);

/* Carries out what was pushed, frees what is owned, and waits for both, except when called on the
 * thread itself. Accepts NULL. */
void aft_store_thread_free (AftStoreThread *thread);

/* Carries @job out later and returns its result through @task, which is eaten. */
void aft_store_thread_push (AftStoreThread *thread, const AftStoreJob *job, GTask *task);

/* Carries @job out and waits for its result. Not on the thread itself. */
gpointer aft_store_thread_run (AftStoreThread *thread, const AftStoreJob *job, GError **error);

G_END_DECLS
