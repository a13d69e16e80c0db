/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-store.h"
#include "aft-store-thread.h"

G_BEGIN_DECLS

/* What aft-kiosk-store.c lends to aft-kiosk-store-read.c. Works get the AftKioskDatabase. */

/* For works that have nothing to give but success. */
#define AFT_STORE_DONE GINT_TO_POINTER (TRUE)

void aft_kiosk_store_start (AftKioskStore *store,
                            const AftStoreJob *job,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer aft_kiosk_store_run (AftKioskStore *store, const AftStoreJob *job, GError **error);

G_END_DECLS
