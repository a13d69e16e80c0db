/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-database.h"
#include "aft-kiosk-store-quarantine.h"
#include "aft-kiosk-store-upload.h"

G_BEGIN_DECLS

/* The operations of aft-kiosk-store-upload.h and aft-kiosk-store-quarantine.h on the database
 * itself. Private to survey/store. */

gboolean aft_kiosk_database_record_receipts (AftKioskDatabase *database,
                                             AftReceipts *receipts,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_kiosk_database_count_attempt (AftKioskDatabase *database,
                                           AftEnvelope *envelope,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_kiosk_database_reconcile (AftKioskDatabase *database,
                                       guint64 last_sequence,
                                       const AftDigest *last_chain,
                                       AftStoreReconciled *ret_reconciled,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* −1 on error. */
gssize aft_kiosk_database_prune (AftKioskDatabase *database,
                                 guint64 backup_sequence,
                                 gint64 server_ms,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *aft_kiosk_database_list_quarantined (AftKioskDatabase *database,
                                                guint64 after_sequence,
                                                guint limit,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_kiosk_database_release (AftKioskDatabase *database,
                                     guint64 sequence,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
