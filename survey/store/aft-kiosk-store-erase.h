/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-store.h"

G_BEGIN_DECLS

/* The rest of AftKioskStore for what the collector orders when a guest is erased. Errors as in
 * aft-kiosk-store.h. */

/* Erases the bodies and tables of these (AftId) and empties the log, so that no file of the store
 * holds them any more; rows, digests and receipts stay. Gives those (AftId) that are not here in
 * any form now, which may be told. What has not been sent yet is not touched: a gap would be left
 * in the chain, and the collector, which asks again, keeps nothing of it but its ratings. */
GArray *aft_kiosk_store_erase_sync (AftKioskStore *store,
                                    const GArray *ids,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_erase_async (AftKioskStore *store,
                                  const GArray *ids,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GArray *aft_kiosk_store_erase_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
