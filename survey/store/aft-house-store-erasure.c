/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for erasing: checks what callers hand in and passes it on to the database
 * behind it. */
#include "aft-house-store-erasure.h"

#include "aft-error.h"
#include "aft-house-erasure-private.h"
#include "aft-house-store-private.h"

#define RETAINED_MAX 200

const char *
aft_house_erasure_way_to_text (AftHouseErasureWay way)
{
  static const char *const names[AFT_HOUSE_ERASURE_WAYS]
      = { "slip", "phone", "member", "guest", "case", "age" };
  return names[way];
}

void
aft_house_erasure_receipt_free (AftHouseErasureReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_clear_pointer (&receipt->photo_ids, g_array_unref);
  g_free (receipt);
}

static gboolean
check_target (const AftHouseErasureTarget *target, GError **error)
{
  guint named = (target->response_id != NULL ? 1 : 0) + (target->guest_id != NULL ? 1 : 0)
                + (target->key != NULL ? 1 : 0);
  if (named != 1)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "Either a response, a guest or a number is to be named");
  return named == 1;
}

AftHouseErasureReceipt *
aft_house_store_erase_sync (AftHouseStore *store,
                            const AftHouseErasureTarget *target,
                            AftHouseErasureWay way,
                            const char *actor,
                            GError **error)
{
  if (!check_target (target, error) || !aft_house_check_actor (actor, error))
    return NULL;
  return store->class->erasure->erase (store, target, way, actor, error);
}

AftHouseErasureReceipt *
aft_house_store_get_erasure_sync (AftHouseStore *store, const AftId *id, GError **error)
{
  return store->class->erasure->get (store, id, error);
}

AftValue *
aft_house_store_dup_guest_data_sync (AftHouseStore *store,
                                     const AftHouseErasureTarget *target,
                                     GError **error)
{
  if (!check_target (target, error))
    return NULL;
  return store->class->erasure->dup_guest_data (store, target, error);
}

GArray *
aft_house_store_list_erasure_orders_sync (AftHouseStore *store,
                                          const AftId *device_id,
                                          GError **error)
{
  return store->class->erasure->list_orders (store, device_id, error);
}

gboolean
aft_house_store_note_erased_sync (AftHouseStore *store,
                                  const AftId *device_id,
                                  const GArray *response_ids,
                                  GError **error)
{
  return response_ids->len == 0
         || store->class->erasure->note_erased (store, device_id, response_ids, error);
}

gboolean
aft_house_store_retain_sync (AftHouseStore *store,
                             const AftHouseRetention *retention,
                             AftHouseErasureReceipt **ret_receipt,
                             gboolean *ret_is_done,
                             GError **error)
{
  AftHouseRetention step = *retention;
  step.limit = CLAMP (retention->limit, 1, RETAINED_MAX);
  return store->class->erasure->retain (store, &step, ret_receipt, ret_is_done, error);
}
