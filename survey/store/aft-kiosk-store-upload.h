/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-store-read.h"
#include "aft-receipts.h"

G_BEGIN_DECLS

/* The rest of AftKioskStore for who uploads: what is to be sent first, what came back, and what may
 * be forgotten. Errors as in aft-kiosk-store.h. */

/* As list_unsent, of complaints, calls for staff and what was scored at risk: these go at once and
 * alone. The time does not grow with what else waits. */
GPtrArray *aft_kiosk_store_list_urgent_sync (AftKioskStore *store,
                                             guint limit,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_list_urgent_async (AftKioskStore *store,
                                        guint limit,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *aft_kiosk_store_list_urgent_finish (GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps a reply's receipts, all in one transaction: a row that is stored or duplicate is sent from
 * now on; one that is refused is sent too and goes to quarantine, where staff see it; but one
 * refused for its unknown survey, and that only, stays unsent. Each counts an attempt. Receipts of
 * sequence 0 are passed over; a row that has its receipt keeps it. CONFLICT, and nothing is
 * written, when a row is not there with that id and digest: first ask aft_receipts_match().
 *
 * To give a lone item up that the collector answered with 413 or 422, record a receipt that says
 * so. */
gboolean aft_kiosk_store_record_receipts_sync (AftKioskStore *store,
                                               AftReceipts *receipts,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_record_receipts_async (AftKioskStore *store,
                                            AftReceipts *receipts,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean aft_kiosk_store_record_receipts_finish (GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Counts an attempt that brought no receipt for each chained row of @envelope. */
gboolean aft_kiosk_store_count_attempt_sync (AftKioskStore *store,
                                             AftEnvelope *envelope,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_count_attempt_async (AftKioskStore *store,
                                          AftEnvelope *envelope,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean aft_kiosk_store_count_attempt_finish (GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What came of holding the server's figures against the outbox. */
typedef struct
{
  guint64 unsent_again; /* rows that will be sent once more */
  guint64 out_of_reach; /* rows that the server lacks and whose bodies are gone from here */
  guint64 follows;      /* not 0: this store was new, and its rows follow that sequence now */
} AftStoreReconciled;

/* Holds the end of what the server has without a gap (a reply's or a heartbeat's) against the
 * outbox. If it lies before our first row without a receipt, the server was restored from an older
 * state: all sent rows behind it are unsent again, those in quarantine too. If the server has rows
 * of this device that are not here, and none of those that are, then the store was lost and the
 * identity was kept: the rows here get the sequences behind the server's. CONFLICT, and nothing
 * changes, when the server has some of ours and others too. */
gboolean aft_kiosk_store_reconcile_sync (AftKioskStore *store,
                                         guint64 last_sequence,
                                         const AftDigest *last_chain,
                                         AftStoreReconciled *ret_reconciled,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_reconcile_async (AftKioskStore *store,
                                      guint64 last_sequence,
                                      const AftDigest *last_chain,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* g_free(). */
AftStoreReconciled *aft_kiosk_store_reconcile_finish (GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How long a sent body stays without a backup that holds it, by the collector's clock. */
#define AFT_STORE_KEPT_MS (30 * G_GINT64_CONSTANT (24 * 60 * 60 * 1000))
/* Bodies erased at a time, so that a guest's answer never waits long. */
#define AFT_STORE_PRUNE_MAX 500

/* Erases the bodies of sent rows that a backup holds (up to @backup_sequence) or that the collector
 * received AFT_STORE_KEPT_MS before @server_ms; rows, digests and receipts stay. What is in
 * quarantine stays whole. At most AFT_STORE_PRUNE_MAX a call: ask again while it gives that many.
 * −1 on error. */
gssize aft_kiosk_store_prune_sync (AftKioskStore *store,
                                   guint64 backup_sequence,
                                   gint64 server_ms,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_prune_async (AftKioskStore *store,
                                  guint64 backup_sequence,
                                  gint64 server_ms,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gssize aft_kiosk_store_prune_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
