/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-erasure.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-erasure.h: a part of
 * AftHouseStoreClass. */
typedef struct
{
  AftHouseErasureReceipt *(*erase) (AftHouseStore *store,
                                    const AftHouseErasureTarget *target,
                                    AftHouseErasureWay way,
                                    const char *actor,
                                    GError **error);
  AftHouseErasureReceipt *(*get) (AftHouseStore *store, const AftId *id, GError **error);
  AftValue *(*dup_guest_data) (AftHouseStore *store,
                               const AftHouseErasureTarget *target,
                               GError **error);
  GArray *(*list_orders) (AftHouseStore *store, const AftId *device_id, GError **error);
  gboolean (*note_erased) (AftHouseStore *store,
                           const AftId *device_id,
                           const GArray *response_ids,
                           GError **error);
  gboolean (*retain) (AftHouseStore *store,
                      const AftHouseRetention *retention,
                      AftHouseErasureReceipt **ret_receipt,
                      gboolean *ret_is_done,
                      GError **error);
} AftHouseErasureClass;

G_END_DECLS
