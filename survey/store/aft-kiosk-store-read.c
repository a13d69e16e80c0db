/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of aft-kiosk-store-read.h: settings, surveys, counts, the outbox, the full check. */
#include "aft-kiosk-store-read.h"

#include "aft-kiosk-query.h"
#include "aft-kiosk-store-private.h"

/* Up to three texts that travel with a job. */
typedef struct
{
  char *first;
  char *second;
  char *third;
} Texts;

static Texts *
texts_new (const char *first, const char *second, const char *third)
{
  Texts *texts = g_new (Texts, 1);
  texts->first = g_strdup (first);
  texts->second = g_strdup (second);
  texts->third = g_strdup (third);
  return texts;
}

static void
texts_free (gpointer data)
{
  Texts *texts = data;
  g_free (texts->first);
  g_free (texts->second);
  g_free (texts->third);
  g_free (texts);
}

static gpointer
work_set_setting (gpointer owned, gpointer data, GError **error)
{
  const Texts *texts = data;
  gboolean is_done = aft_kiosk_database_set_setting (owned, texts->first, texts->second, error);
  return is_done ? AFT_STORE_DONE : NULL;
}

gboolean
aft_kiosk_store_set_setting_sync (AftKioskStore *store,
                                  const char *name,
                                  const char *text,
                                  GError **error)
{
  AftStoreJob job = { work_set_setting, texts_new (name, text, NULL), texts_free, NULL };
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_set_setting_async (AftKioskStore *store,
                                   const char *name,
                                   const char *text,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftStoreJob job = { work_set_setting, texts_new (name, text, NULL), texts_free, NULL };
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_set_setting_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_get_setting (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_get_setting (owned, data, error);
}

char *
aft_kiosk_store_get_setting_sync (AftKioskStore *store, const char *name, GError **error)
{
  AftStoreJob job = { work_get_setting, g_strdup (name), g_free, g_free };
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_get_setting_async (AftKioskStore *store,
                                   const char *name,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftStoreJob job = { work_get_setting, g_strdup (name), g_free, g_free };
  aft_kiosk_store_start (store, &job, callback, user_data);
}

char *
aft_kiosk_store_get_setting_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_put_survey (gpointer owned, gpointer data, GError **error)
{
  const Texts *texts = data;
  AftStoreSurvey survey = { texts->first, texts->second, texts->third };
  return aft_kiosk_database_put_survey (owned, &survey, error) ? AFT_STORE_DONE : NULL;
}

gboolean
aft_kiosk_store_put_survey_sync (AftKioskStore *store,
                                 const char *survey_id,
                                 const char *version,
                                 const char *canonical_text,
                                 GError **error)
{
  Texts *texts = texts_new (survey_id, version, canonical_text);
  AftStoreJob job = { work_put_survey, texts, texts_free, NULL };
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_put_survey_async (AftKioskStore *store,
                                  const char *survey_id,
                                  const char *version,
                                  const char *canonical_text,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Texts *texts = texts_new (survey_id, version, canonical_text);
  AftStoreJob job = { work_put_survey, texts, texts_free, NULL };
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_put_survey_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_get_survey (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_get_survey (owned, data, error);
}

char *
aft_kiosk_store_get_survey_sync (AftKioskStore *store, const AftDigest *digest, GError **error)
{
  AftStoreJob job = { work_get_survey, g_memdup2 (digest, sizeof *digest), g_free, g_free };
  return aft_kiosk_store_run (store, &job, error);
}

static gpointer
work_count (gpointer owned, gpointer data, GError **error)
{
  const gint64 *since_ms = data;
  g_autofree AftStoreCounts *counts = g_new0 (AftStoreCounts, 1);
  if (!aft_kiosk_database_count (owned, *since_ms, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

static AftStoreJob
make_count_job (gint64 since_ms)
{
  return (AftStoreJob){ work_count, g_memdup2 (&since_ms, sizeof since_ms), g_free, g_free };
}

gboolean
aft_kiosk_store_count_sync (AftKioskStore *store,
                            gint64 since_ms,
                            AftStoreCounts *ret_counts,
                            GError **error)
{
  AftStoreJob job = make_count_job (since_ms);
  g_autofree AftStoreCounts *counts = aft_kiosk_store_run (store, &job, error);
  if (counts == NULL)
    return FALSE;
  *ret_counts = *counts;
  return TRUE;
}

void
aft_kiosk_store_count_async (AftKioskStore *store,
                             gint64 since_ms,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  AftStoreJob job = make_count_job (since_ms);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

AftStoreCounts *
aft_kiosk_store_count_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static AftStoreJob
make_list_job (guint64 after_sequence, guint limit)
{
  return aft_kiosk_store_make_page_job (aft_kiosk_database_list_unsent, after_sequence, limit);
}

GPtrArray *
aft_kiosk_store_list_unsent_sync (AftKioskStore *store,
                                  guint64 after_sequence,
                                  guint limit,
                                  GError **error)
{
  AftStoreJob job = make_list_job (after_sequence, limit);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_list_unsent_async (AftKioskStore *store,
                                   guint64 after_sequence,
                                   guint limit,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  AftStoreJob job = make_list_job (after_sequence, limit);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

GPtrArray *
aft_kiosk_store_list_unsent_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_verify (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_verify (owned, data, error) ? AFT_STORE_DONE : NULL;
}

gboolean
aft_kiosk_store_verify_sync (AftKioskStore *store, guint64 *ret_rows, GError **error)
{
  AftStoreJob job = { work_verify, ret_rows, NULL, NULL };
  return aft_kiosk_store_run (store, &job, error) != NULL;
}
