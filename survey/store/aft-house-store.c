/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front: checks what callers hand in and passes it on to the database behind it.
 * Knows no SQL and no database. */
#include "aft-house-store.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

/* Threads for aft_house_store_call_async(), and how much may wait for them. */
#define CALLERS        4
#define CALLS_WAITING  256
#define AUDIT_PAGE_MAX 1000

typedef struct
{
  AftHouseStore *store;
  AftHouseCall call;
  GTask *task;
} Calling;

static void
carry_out (gpointer data, gpointer unused)
{
  Calling *calling = data;
  GError *error = NULL;
  gpointer result = calling->call.work (calling->store, calling->call.data, &error);
  g_assert ((result == NULL) == (error != NULL));
  if (calling->call.free_data != NULL)
    calling->call.free_data (calling->call.data);
  if (error != NULL)
    g_task_return_error (calling->task, error);
  else
    g_task_return_pointer (calling->task, result, calling->call.free_result);
  g_object_unref (calling->task);
  g_free (calling);
}

void
aft_house_store_init (AftHouseStore *store, const AftHouseStoreClass *class)
{
  store->class = class;
  g_atomic_int_set (&store->references, 1);
  store->watches = aft_house_watches_new ();
  store->callers = g_thread_pool_new (carry_out, NULL, CALLERS, FALSE, NULL);
}

AftHouseStore *
aft_house_store_ref (AftHouseStore *store)
{
  g_atomic_int_inc (&store->references);
  return store;
}

void
aft_house_store_unref (AftHouseStore *store)
{
  if (store == NULL || !g_atomic_int_dec_and_test (&store->references))
    return;
  g_thread_pool_free (store->callers, FALSE, TRUE);
  AftHouseWatches *watches = store->watches;
  store->class->free (store);
  aft_house_watches_free (watches);
}

void
aft_house_store_call_async (AftHouseStore *store,
                            const AftHouseCall *call,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  if (g_thread_pool_unprocessed (store->callers) >= CALLS_WAITING)
    {
      if (call->free_data != NULL)
        call->free_data (call->data);
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_BUSY, "Too much waits for the database");
      g_object_unref (task);
      return;
    }
  Calling *calling = g_new (Calling, 1);
  *calling = (Calling){ store, *call, task };
  g_thread_pool_push (store->callers, calling, NULL);
}

gpointer
aft_house_store_call_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* On the caller's thread: the writer has enough to do. */
static void
judge_items (AftHouseBatch *batch)
{
  for (guint i = 0; i < aft_house_batch_get_length (batch); i++)
    aft_house_judge_item (aft_house_batch_peek_item (batch, i));
}

AftHouseReceipts *
aft_house_store_accept_sync (AftHouseStore *store, AftHouseBatch *batch, GError **error)
{
  if (!aft_house_check_batch (batch, error))
    {
      aft_house_batch_free (batch);
      return NULL;
    }
  judge_items (batch);
  return store->class->accept_sync (store, batch, error);
}

void
aft_house_store_accept_async (AftHouseStore *store,
                              AftHouseBatch *batch,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  if (aft_house_check_batch (batch, &error))
    {
      judge_items (batch);
      store->class->accept (store, batch, task);
      return;
    }
  aft_house_batch_free (batch);
  g_task_return_error (task, error);
  g_object_unref (task);
}

AftHouseReceipts *
aft_house_store_accept_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

AftHouseDevice *
aft_house_store_heartbeat_sync (AftHouseStore *store,
                                const AftHouseHeartbeat *heartbeat,
                                GError **error)
{
  if (!aft_house_check_heartbeat (heartbeat, error))
    return NULL;
  return store->class->heartbeat_sync (store, heartbeat, error);
}

void
aft_house_store_heartbeat_async (AftHouseStore *store,
                                 const AftHouseHeartbeat *heartbeat,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  if (aft_house_check_heartbeat (heartbeat, &error))
    {
      store->class->heartbeat (store, heartbeat, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

AftHouseDevice *
aft_house_store_heartbeat_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
aft_house_store_watch (AftHouseStore *store,
                       GMainContext *context,
                       AftHouseWatchFunc func,
                       gpointer data,
                       GDestroyNotify destroy)
{
  return aft_house_watches_add (store->watches, context, func, data, destroy);
}

void
aft_house_store_unwatch (AftHouseStore *store, guint watch)
{
  aft_house_watches_remove (store->watches, watch);
}

gboolean
aft_house_store_set_up_sync (AftHouseStore *store,
                             const AftHouse *house,
                             const char *actor,
                             GError **error)
{
  return aft_house_check_house (house, error) && aft_house_check_actor (actor, error)
         && store->class->set_up (store, house, actor, error);
}

AftHouse *
aft_house_store_get_house_sync (AftHouseStore *store, GError **error)
{
  return store->class->get_house (store, error);
}

gboolean
aft_house_store_put_venue_sync (AftHouseStore *store,
                                AftVenue *venue,
                                const char *actor,
                                GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->put_venue (store, venue, actor, error);
}

AftVenue *
aft_house_store_get_venue_sync (AftHouseStore *store, const AftId *id, GError **error)
{
  return store->class->get_venue (store, id, error);
}

GPtrArray *
aft_house_store_list_venues_sync (AftHouseStore *store, GError **error)
{
  return store->class->list_venues (store, error);
}

gboolean
aft_house_store_publish_survey_sync (AftHouseStore *store,
                                     const AftHouseSurvey *survey,
                                     const char *actor,
                                     GError **error)
{
  return aft_house_check_survey (survey, error) && aft_house_check_actor (actor, error)
         && store->class->publish_survey (store, survey, actor, error);
}

AftHouseSurvey *
aft_house_store_get_survey_sync (AftHouseStore *store, const AftDigest *digest, GError **error)
{
  return store->class->get_survey (store, digest, error);
}

AftHouseSurvey *
aft_house_store_get_current_survey_sync (AftHouseStore *store, const char *kind, GError **error)
{
  return store->class->get_current_survey (store, kind, error);
}

GPtrArray *
aft_house_store_list_surveys_sync (AftHouseStore *store, GError **error)
{
  return store->class->list_surveys (store, error);
}

gboolean
aft_house_store_put_user_sync (AftHouseStore *store,
                               const AftHouseUser *user,
                               const char *actor,
                               GError **error)
{
  return aft_house_check_user (user, error) && aft_house_check_actor (actor, error)
         && store->class->put_user (store, user, actor, error);
}

AftHouseUser *
aft_house_store_find_user_sync (AftHouseStore *store, const char *name, GError **error)
{
  return store->class->find_user (store, name, error);
}

GPtrArray *
aft_house_store_list_users_sync (AftHouseStore *store, GError **error)
{
  return store->class->list_users (store, error);
}

gboolean
aft_house_store_set_setting_sync (AftHouseStore *store,
                                  const char *name,
                                  const char *text,
                                  GError **error)
{
  return aft_house_check_setting (name, text, error)
         && store->class->set_setting (store, name, text, error);
}

char *
aft_house_store_get_setting_sync (AftHouseStore *store, const char *name, GError **error)
{
  if (!aft_house_check_setting (name, NULL, error))
    return NULL;
  return store->class->get_setting (store, name, error);
}

gboolean
aft_house_store_authorize_sync (AftHouseStore *store,
                                const AftHouseAuthorization *authorization,
                                GError **error)
{
  return aft_house_check_authorization (authorization, error)
         && store->class->authorize (store, authorization, error);
}

GPtrArray *
aft_house_store_list_authorizations_sync (AftHouseStore *store, GError **error)
{
  return store->class->list_authorizations (store, error);
}

gboolean
aft_house_store_approve_sync (AftHouseStore *store,
                              const char *user_code,
                              const AftId *venue_id,
                              const char *actor,
                              GError **error)
{
  g_return_val_if_fail (venue_id != NULL, FALSE);
  return aft_house_check_actor (actor, error)
         && store->class->decide (store, user_code, venue_id, actor, error);
}

gboolean
aft_house_store_deny_sync (AftHouseStore *store,
                           const char *user_code,
                           const char *actor,
                           GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->decide (store, user_code, NULL, actor, error);
}

gboolean
aft_house_store_poll_sync (AftHouseStore *store,
                           const AftDigest *device_code_digest,
                           const AftDigest *token_digest,
                           AftHousePoll *ret_poll,
                           GError **error)
{
  return store->class->poll (store, device_code_digest, token_digest, ret_poll, error);
}

AftHouseDevice *
aft_house_store_find_device_sync (AftHouseStore *store,
                                  const AftDigest *token_digest,
                                  GError **error)
{
  return store->class->find_device (store, token_digest, error);
}

AftHouseDevice *
aft_house_store_get_device_sync (AftHouseStore *store, const AftId *id, GError **error)
{
  return store->class->get_device (store, id, error);
}

GPtrArray *
aft_house_store_list_devices_sync (AftHouseStore *store, const AftId *venue_id, GError **error)
{
  return store->class->list_devices (store, venue_id, error);
}

gboolean
aft_house_store_revoke_sync (AftHouseStore *store,
                             const AftId *id,
                             const char *actor,
                             GError **error)
{
  return aft_house_check_actor (actor, error) && store->class->revoke (store, id, actor, error);
}

gboolean
aft_house_store_change_device_sync (AftHouseStore *store,
                                    const AftId *id,
                                    const AftHouseDeviceChange *change,
                                    const char *actor,
                                    GError **error)
{
  return aft_house_check_device_change (change, error) && aft_house_check_actor (actor, error)
         && store->class->change_device (store, id, change, actor, error);
}

gboolean
aft_house_store_append_audit_sync (AftHouseStore *store,
                                   const AftHouseAuditRow *row,
                                   GError **error)
{
  return aft_house_check_audit_row (row, error) && store->class->append_audit (store, row, error);
}

GPtrArray *
aft_house_store_list_audit_sync (AftHouseStore *store,
                                 guint64 after_sequence,
                                 guint limit,
                                 GError **error)
{
  guint page = CLAMP (limit, 1, AUDIT_PAGE_MAX);
  return store->class->list_audit (store, after_sequence, page, error);
}

GPtrArray *
aft_house_store_list_completeness_sync (AftHouseStore *store,
                                        const AftId *device_id,
                                        GError **error)
{
  return store->class->list_completeness (store, device_id, error);
}

GArray *
aft_house_store_list_days_sync (AftHouseStore *store,
                                const AftId *device_id,
                                gint32 from_day,
                                gint32 to_day,
                                GError **error)
{
  return store->class->list_days (store, device_id, from_day, to_day, error);
}

AftHouseVerification *
aft_house_store_verify_sync (AftHouseStore *store, const AftHouseProgress *progress, GError **error)
{
  return store->class->verify (store, progress, error);
}

gboolean
aft_house_store_back_up_sync (AftHouseStore *store,
                              const char *path,
                              const AftHouseProgress *progress,
                              GError **error)
{
  return store->class->back_up (store, path, progress, error);
}

void
aft_house_store_get_counters (AftHouseStore *store, AftHouseCounters *ret_counters)
{
  store->class->get_counters (store, ret_counters);
}
