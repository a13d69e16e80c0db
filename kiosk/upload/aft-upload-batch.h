/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-receipts.h"
#include "aft-kiosk-store-read.h"

G_BEGIN_DECLS

/* AftUploadBatch: one request to be sent, and what it was made of. */
typedef struct
{
  AftEnvelope *envelope;
  GBytes *request;
  gboolean has_definition; /* its first item */
} AftUploadBatch;

typedef struct
{
  AftEnvelopeOrigin origin;
  const GPtrArray *rows;  /* AftOutboxRow, in the order to be sent; may be empty */
  guint most_items;       /* 1 to AFT_ENVELOPE_MAX_ITEMS, a definition counted */
  const char *definition; /* canonical, sent before the rows; or NULL */
  AftId definition_id;
} AftUploadBatchParts;

/* As many rows as fit, at least one item. TOO_LARGE: the definition cannot be sent at all. Free
 * with aft_upload_batch_free(). */
AftUploadBatch *aft_upload_batch_new (const AftUploadBatchParts *parts,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_upload_batch_free (AftUploadBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftUploadBatch, aft_upload_batch_free)

guint aft_upload_batch_get_count (const AftUploadBatch *batch);

/* Receipts by which the kiosk itself gives @item up for @reason (a refusal but UNKNOWN_SURVEY):
 * what the store puts into quarantine. */
AftReceipts *aft_upload_batch_give_up (const AftItem *item, AftRefusal reason, gint64 now_ms);

G_END_DECLS
