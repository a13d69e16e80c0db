/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a request out of rows of the outbox. The form is survey/wire's, which rows come is the
 * uploader's. */
#include "aft-upload-batch.h"

#include "aft-chain.h"

void
aft_upload_batch_free (AftUploadBatch *batch)
{
  if (batch == NULL)
    return;
  g_clear_pointer (&batch->envelope, aft_envelope_unref);
  g_clear_pointer (&batch->request, g_bytes_unref);
  g_free (batch);
}

guint
aft_upload_batch_get_count (const AftUploadBatch *batch)
{
  return aft_envelope_get_count (batch->envelope);
}

static gboolean
add_row (AftEnvelopeBuilder *builder, const AftOutboxRow *row)
{
  AftItem item = {
    .sequence = row->sequence,
    .id = row->id,
    .previous = row->previous,
    .chain = row->chain,
    .digest = row->digest,
    .body = row->body,
  };
  gboolean is_known = aft_item_kind_from_text (row->kind, &item.kind);
  /* The store writes no other. */
  g_assert (is_known);
  return aft_envelope_builder_add (builder, &item);
}

AftUploadBatch *
aft_upload_batch_new (const AftUploadBatchParts *parts, GError **error)
{
  g_autoptr (AftEnvelopeBuilder) builder = aft_envelope_builder_new (&parts->origin);
  if (parts->definition != NULL
      && !aft_envelope_builder_add_definition (builder, &parts->definition_id, parts->definition,
                                               error))
    return NULL;
  for (guint i = 0; i < parts->rows->len; i++)
    if (aft_envelope_builder_get_count (builder) >= parts->most_items
        || !add_row (builder, g_ptr_array_index (parts->rows, i)))
      break;

  AftUploadBatch *batch = g_new0 (AftUploadBatch, 1);
  batch->has_definition = parts->definition != NULL;
  batch->envelope = aft_envelope_builder_end (g_steal_pointer (&builder), &batch->request);
  return batch;
}

AftReceipts *
aft_upload_batch_give_up (const AftItem *item, AftRefusal reason, gint64 now_ms)
{
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  AftReceipt receipt = {
    .sequence = item->sequence,
    .id = item->id,
    .digest = item->digest,
    .status = AFT_RECEIPT_REFUSED,
    .reason = reason,
    .detail = "given up by the kiosk",
    .received_ms = now_ms,
  };
  AftReceiptsHead head = { .server_ms = now_ms, .last_chain = aft_chain_start () };
  aft_receipts_builder_add (builder, &receipt);
  return aft_receipts_builder_end (builder, &head);
}
