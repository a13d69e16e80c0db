/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads a pinyin engine on a worker thread. What is loaded is in aft-pinyin-engine.c. */
#include "aft-pinyin-engine.h"

static void
load_on_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  AftPinyinEngine *engine = aft_pinyin_engine_load (data, &error);

  (void) source;
  (void) cancellable;
  if (engine == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, engine, (GDestroyNotify) aft_pinyin_engine_free);
}

void
aft_pinyin_engine_load_async (const AftPinyinOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback done,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, done, user_data);

  g_task_set_source_tag (task, aft_pinyin_engine_load_async);
  g_task_set_task_data (task, aft_pinyin_options_copy (options),
                        (GDestroyNotify) aft_pinyin_options_free);
  g_task_run_in_thread (task, load_on_worker);
}

AftPinyinEngine *
aft_pinyin_engine_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
