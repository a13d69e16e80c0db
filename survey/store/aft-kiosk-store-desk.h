/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-item.h"
#include "aft-kiosk-store-read.h"

G_BEGIN_DECLS

/* What the staff's desk reads of AftKioskStore, and puts there. Errors as in aft-kiosk-store.h. */

/* A row that a case may come from, or that acts on one: what was urgent, actions and drills. */
typedef struct
{
  guint64 sequence;
  AftId id;
  char *kind;       /* "response", "call-staff", "case-action", "drill" */
  char *body;       /* canonical; NULL: erased, a backup of the collector holds it */
  gint64 stored_ms; /* UTC, by the kiosk's clock */
  gboolean is_sent; /* it has its receipt */
  char *told;       /* of a response: "exit", "complaint", "suggestion", "call-staff"; else NULL */
  char *table;      /* of a response; may be NULL */
} AftDeskRow;

void aft_desk_row_free (AftDeskRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeskRow, aft_desk_row_free)

/* All that the desk shows, read at once. */
typedef struct
{
  GPtrArray *rows; /* AftDeskRow, by sequence */
  AftStoreCounts counts;
  gint64 last_upload_ms; /* UTC, by the collector's clock; 0: nothing was received yet */
} AftStoreDesk;

void aft_store_desk_free (AftStoreDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftStoreDesk, aft_store_desk_free)

/* Rows stored since @since_ms (UTC), of the last two thousand: the time does not grow with what
 * waits. The caller's. */
AftStoreDesk *aft_kiosk_store_read_desk_sync (AftKioskStore *store,
                                              gint64 since_ms,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_read_desk_async (AftKioskStore *store,
                                      gint64 since_ms,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
AftStoreDesk *aft_kiosk_store_read_desk_finish (GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Something that staff did, CASE_ACTION or DRILL, with its canonical @body: sequence, chain and
 * outbox row at once, and before what is not urgent. Asking twice is harmless, as in
 * aft-kiosk-store.h. CONFLICT, INVALID (another kind), TOO_LARGE. One receipt, g_free(). */
AftStoreReceipt *aft_kiosk_store_record_item_sync (AftKioskStore *store,
                                                   AftItemKind kind,
                                                   const AftId *id,
                                                   const char *body,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_kiosk_store_record_item_async (AftKioskStore *store,
                                        AftItemKind kind,
                                        const AftId *id,
                                        const char *body,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
AftStoreReceipt *aft_kiosk_store_record_item_finish (GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
