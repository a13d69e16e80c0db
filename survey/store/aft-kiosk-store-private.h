/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-database.h"
#include "aft-kiosk-store.h"
#include "aft-store-thread.h"

G_BEGIN_DECLS

/* What aft-kiosk-store.c lends to the other aft-kiosk-store-*.c. Works get the AftKioskDatabase. */

/* For works that have nothing to give but success. */
#define AFT_STORE_DONE GINT_TO_POINTER (TRUE)

void aft_kiosk_store_start (AftKioskStore *store,
                            const AftStoreJob *job,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer aft_kiosk_store_run (AftKioskStore *store, const AftStoreJob *job, GError **error);

/* The first @limit rows behind @after_sequence. */
typedef GPtrArray *(*AftKioskList) (AftKioskDatabase *database,
                                    guint64 after_sequence,
                                    guint limit,
                                    GError **error);
/* A job that gives @list's page. */
AftStoreJob aft_kiosk_store_make_page_job (AftKioskList list, guint64 after_sequence, guint limit);

G_END_DECLS
