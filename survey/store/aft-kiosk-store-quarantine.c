/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of aft-kiosk-store-quarantine.h: what was refused, listed and released, and definitions
 * without waiting. What they do is in aft-kiosk-upload.c and aft-kiosk-query.c. */
#include "aft-kiosk-store-quarantine.h"

#include "aft-kiosk-query.h"
#include "aft-kiosk-store-private.h"
#include "aft-kiosk-upload.h"

static AftStoreJob
make_list_job (guint64 after_sequence, guint limit)
{
  return aft_kiosk_store_make_page_job (aft_kiosk_database_list_quarantined, after_sequence, limit);
}

GPtrArray *
aft_kiosk_store_list_quarantined_sync (AftKioskStore *store,
                                       guint64 after_sequence,
                                       guint limit,
                                       GError **error)
{
  AftStoreJob job = make_list_job (after_sequence, limit);
  return aft_kiosk_store_run (store, &job, error);
}

void
aft_kiosk_store_list_quarantined_async (AftKioskStore *store,
                                        guint64 after_sequence,
                                        guint limit,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  AftStoreJob job = make_list_job (after_sequence, limit);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

GPtrArray *
aft_kiosk_store_list_quarantined_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
work_release (gpointer owned, gpointer data, GError **error)
{
  const guint64 *sequence = data;
  return aft_kiosk_database_release (owned, *sequence, error) ? AFT_STORE_DONE : NULL;
}

static AftStoreJob
make_release_job (guint64 sequence)
{
  return (AftStoreJob){ work_release, g_memdup2 (&sequence, sizeof sequence), g_free, NULL };
}

gboolean
aft_kiosk_store_release_sync (AftKioskStore *store, guint64 sequence, GError **error)
{
  AftStoreJob job = make_release_job (sequence);
  return aft_kiosk_store_run (store, &job, error) != NULL;
}

void
aft_kiosk_store_release_async (AftKioskStore *store,
                               guint64 sequence,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  AftStoreJob job = make_release_job (sequence);
  aft_kiosk_store_start (store, &job, callback, user_data);
}

gboolean
aft_kiosk_store_release_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
work_get_survey (gpointer owned, gpointer data, GError **error)
{
  return aft_kiosk_database_get_survey (owned, data, error);
}

void
aft_kiosk_store_get_survey_async (AftKioskStore *store,
                                  const AftDigest *digest,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  AftStoreJob job = { work_get_survey, g_memdup2 (digest, sizeof *digest), g_free, g_free };
  aft_kiosk_store_start (store, &job, callback, user_data);
}

char *
aft_kiosk_store_get_survey_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
