/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for promises: checks what callers hand in and passes it on to the database
 * behind it. */
#include "aft-house-store-promises.h"

#include "aft-error.h"
#include "aft-house-store-private.h"
#include "aft-secret.h"

void
aft_house_promise_free (AftHousePromise *promise)
{
  if (promise == NULL)
    return;
  aft_secret_free_text (promise->text);
  g_free (promise->case_number);
  g_free (promise->owner_name);
  g_free (promise->owner_public_name);
  g_free (promise);
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A promise's %s is missing or wrong", what);
  return FALSE;
}

gboolean
aft_house_check_promise (const AftHousePromise *promise, GError **error)
{
  if (aft_id_is_zero (&promise->id))
    return refuse ("id", error);
  if (promise->text == NULL || *promise->text == '\0'
      || !aft_house_is_prose (promise->text, AFT_HOUSE_PROMISE_MAX))
    return refuse ("text", error);
  return promise->due_ms > 0 || refuse ("time", error);
}

gboolean
aft_house_store_add_promise_sync (AftHouseStore *store,
                                  const AftHousePromise *promise,
                                  const AftId *user_id,
                                  const char *actor,
                                  GError **error)
{
  return aft_house_check_promise (promise, error) && aft_house_check_actor (actor, error)
         && store->class->cases->add_promise (store, promise, user_id, actor, error);
}

gboolean
aft_house_store_finish_promise_sync (AftHouseStore *store,
                                     const AftHousePromiseEnd *end,
                                     GError **error)
{
  const char *words = end->words;
  if (aft_id_is_zero (&end->event_id))
    return refuse ("event id", error);
  if (words != NULL && (*words == '\0' || !aft_house_is_prose (words, AFT_HOUSE_WORDS_MAX)))
    return refuse ("note", error);
  return aft_house_check_actor (end->actor, error)
         && store->class->cases->finish_promise (store, end, error);
}

GPtrArray *
aft_house_store_list_promises_sync (AftHouseStore *store,
                                    const AftHousePromiseQuery *query,
                                    GError **error)
{
  AftHousePromiseQuery asked = *query;
  asked.limit = CLAMP (query->limit, 1, AFT_HOUSE_PROMISES_MAX);
  return store->class->cases->list_promises (store, &asked, error);
}
