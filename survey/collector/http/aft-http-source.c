/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies in pieces: calls the one who makes them on another thread, and tells the pieces on that of
 * the listener. When to ask for the next one is the listener's; what a piece is, the maker's. */
#include "aft-http-source.h"

struct _AftHttpSource
{
  gatomicrefcount references;
  AftHttpSourceNext next;
  gpointer data;
  GDestroyNotify free_data;
  AftHttpSourceAnswer answer; /* NULL: nobody waits */
  gpointer user_data;
};

AftHttpSource *
aft_http_source_new (AftHttpSourceNext next, gpointer data, GDestroyNotify free_data)
{
  AftHttpSource *source = g_new0 (AftHttpSource, 1);
  g_atomic_ref_count_init (&source->references);
  source->next = next;
  source->data = data;
  source->free_data = free_data;
  return source;
}

AftHttpSource *
aft_http_source_ref (AftHttpSource *source)
{
  g_atomic_ref_count_inc (&source->references);
  return source;
}

void
aft_http_source_unref (AftHttpSource *source)
{
  if (source == NULL || !g_atomic_ref_count_dec (&source->references))
    return;
  if (source->free_data != NULL)
    source->free_data (source->data);
  g_free (source);
}

GBytes *
aft_http_source_next_sync (AftHttpSource *source, GError **error)
{
  return source->next (source->data, error);
}

static void
free_piece (gpointer piece)
{
  g_clear_pointer ((GBytes **) &piece, g_bytes_unref);
}

static void
make_piece (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *piece = aft_http_source_next_sync (data, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, piece, free_piece);
}

static void
on_made (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  AftHttpSource *source = g_task_get_task_data (G_TASK (result));
  AftHttpSourceAnswer answer = g_steal_pointer (&source->answer);
  g_autoptr (GBytes) piece = g_task_propagate_pointer (G_TASK (result), &error);
  if (answer != NULL)
    answer (piece, error, source->user_data);
}

void
aft_http_source_pull (AftHttpSource *source, AftHttpSourceAnswer answer, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_made, NULL);
  g_assert (source->answer == NULL);
  source->answer = answer;
  source->user_data = user_data;
  g_task_set_task_data (task, aft_http_source_ref (source), (GDestroyNotify) aft_http_source_unref);
  g_task_run_in_thread (task, make_piece);
}

void
aft_http_source_stop (AftHttpSource *source)
{
  source->answer = NULL;
}
