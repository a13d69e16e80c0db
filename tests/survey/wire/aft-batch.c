/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests for the tests of envelope and receipts. */
#include "aft-batch.h"

#include <string.h>

#include "aft-body.h"
#include "aft-chain.h"

static void
clear_item (gpointer data)
{
  g_free ((gpointer) ((AftItem *) data)->body);
}

void
aft_batch_set_up (AftBatch *batch, gconstpointer unused)
{
  aft_sample_fixture_set_up (&batch->sample, unused);
  batch->origin = (AftEnvelopeOrigin){
    .device_id = aft_id_generate (batch->sample.clock, batch->sample.random),
    .boot_id = aft_id_generate (batch->sample.clock, batch->sample.random),
    .sent_ms = 1700000000000,
    .monotonic_ms = 86400000,
  };
  batch->items = g_array_new (FALSE, FALSE, sizeof (AftItem));
  g_array_set_clear_func (batch->items, clear_item);
}

void
aft_batch_tear_down (AftBatch *batch, gconstpointer unused)
{
  g_array_unref (batch->items);
  aft_sample_fixture_tear_down (&batch->sample, unused);
}

AftItem *
aft_batch_get (AftBatch *batch, guint index)
{
  return &g_array_index (batch->items, AftItem, index);
}

void
aft_batch_take (AftBatch *batch, AftItemKind kind, const AftId *id, char *body)
{
  AftItem item = {
    .sequence = 1,
    .id = *id,
    .kind = kind,
    .previous = aft_chain_start (),
    .digest = aft_digest_of_text (body),
    .body = body,
  };
  for (guint i = 0; i < batch->items->len; i++)
    if (aft_batch_get (batch, i)->sequence > 0)
      {
        item.sequence = aft_batch_get (batch, i)->sequence + 1;
        item.previous = aft_batch_get (batch, i)->chain;
      }
  item.chain
      = aft_chain_next (&batch->origin.device_id, item.sequence, &item.previous, &item.digest);
  g_array_append_val (batch->items, item);
}

static void
add_one (AftBatch *batch, AftItemKind kind)
{
  AftResponseKind response_kind
      = kind == AFT_ITEM_CALL_STAFF ? AFT_RESPONSE_CALL_STAFF : AFT_RESPONSE_EXIT;
  g_autoptr (AftResponse) response
      = aft_sample_response_new (batch->sample.clock, batch->sample.random, response_kind, NULL);
  gboolean is_response = kind == AFT_ITEM_RESPONSE || kind == AFT_ITEM_CALL_STAFF;
  char *body = is_response ? aft_body_from_response (response, NULL, NULL)
                           : g_strdup ("{\"note\":\"演练\"}");
  aft_batch_take (batch, kind, aft_response_get_id (response), body);
}

void
aft_batch_add (AftBatch *batch, AftItemKind kind, guint count)
{
  for (guint i = 0; i < count; i++)
    add_one (batch, kind);
}

void
aft_batch_add_definition (AftBatch *batch, const char *canonical)
{
  AftItem item = {
    .id = aft_id_generate (batch->sample.clock, batch->sample.random),
    .kind = AFT_ITEM_SURVEY_DEFINITION,
    .digest = aft_digest_of_text (canonical),
    .body = g_strdup (canonical),
  };
  g_array_append_val (batch->items, item);
}

char *
aft_batch_to_text (AftBatch *batch, AftEnvelope **ret_envelope)
{
  g_autoptr (GBytes) request = NULL;
  AftEnvelopeBuilder *builder = aft_envelope_builder_new (&batch->origin);
  for (guint i = 0; i < batch->items->len; i++)
    {
      gboolean is_added = aft_envelope_builder_add (builder, aft_batch_get (batch, i));
      g_assert_true (is_added);
    }
  AftEnvelope *envelope = aft_envelope_builder_end (builder, &request);
  if (ret_envelope != NULL)
    *ret_envelope = envelope;
  else
    aft_envelope_unref (envelope);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (request, &length);
  return g_strndup (bytes, length);
}
