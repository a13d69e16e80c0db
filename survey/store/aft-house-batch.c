/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches, receipts and tallies: who owns what in them, and their names on the wire. */
#include "aft-house-batch.h"

#include "aft-house-store-private.h"
#include "aft-secret.h"

struct _AftHouseBatch
{
  AftHouseEnvelope envelope;
  GArray *items; /* AftHouseItem */
};

const char *
aft_house_status_to_text (AftHouseStatus status)
{
  static const char *const texts[] = {
    [AFT_HOUSE_STORED] = "stored",
    [AFT_HOUSE_DUPLICATE] = "duplicate",
    [AFT_HOUSE_REFUSED] = "refused",
  };
  return texts[status];
}

const char *
aft_house_reason_to_text (AftHouseReason reason)
{
  static const char *const texts[] = {
    [AFT_HOUSE_REASON_NONE] = NULL,
    [AFT_HOUSE_REASON_CONFLICT] = "conflict",
    [AFT_HOUSE_REASON_INVALID] = "invalid",
    [AFT_HOUSE_REASON_TOO_LARGE] = "too-large",
    [AFT_HOUSE_REASON_UNKNOWN_SURVEY] = "unknown-survey",
  };
  return texts[reason];
}

static void
clear_tally (gpointer data)
{
  AftHouseTally *tally = data;
  g_free (tally->question);
  g_free (tally->option);
}

GArray *
aft_house_tallies_new (void)
{
  GArray *tallies = g_array_new (FALSE, FALSE, sizeof (AftHouseTally));
  g_array_set_clear_func (tallies, clear_tally);
  return tallies;
}

void
aft_house_tallies_add (GArray *tallies, const char *question, const char *option)
{
  AftHouseTally tally = { g_strdup (question), g_strdup (option), AFT_HOUSE_UNMEASURED, 0 };
  g_array_append_val (tallies, tally);
}

void
aft_house_tallies_add_measure (GArray *tallies,
                               const char *question,
                               const char *option,
                               AftMeasure measure,
                               guint place)
{
  AftHouseTally tally = { g_strdup (question), g_strdup (option), (gint) measure, place };
  g_array_append_val (tallies, tally);
}

static void
clear_item (gpointer data)
{
  AftHouseItem *item = data;
  aft_response_unref (item->response);
  g_free (item->body);
  g_free (item->survey_id);
  g_free (item->survey_version);
  g_free (item->detail);
  aft_risk_unref (item->risk);
  aft_secret_free_text (item->note);
  g_clear_pointer (&item->tallies, g_array_unref);
}

AftHouseBatch *
aft_house_batch_new (const AftHouseEnvelope *envelope)
{
  AftHouseBatch *batch = g_new (AftHouseBatch, 1);
  batch->envelope = *envelope;
  batch->items = g_array_new (FALSE, FALSE, sizeof (AftHouseItem));
  g_array_set_clear_func (batch->items, clear_item);
  return batch;
}

void
aft_house_batch_free (AftHouseBatch *batch)
{
  if (batch == NULL)
    return;
  g_array_unref (batch->items);
  g_free (batch);
}

void
aft_house_batch_take (AftHouseBatch *batch, const AftHouseItem *item)
{
  g_array_append_vals (batch->items, item, 1);
}

const AftHouseEnvelope *
aft_house_batch_get_envelope (const AftHouseBatch *batch)
{
  return &batch->envelope;
}

guint
aft_house_batch_get_length (const AftHouseBatch *batch)
{
  return batch->items->len;
}

const AftHouseItem *
aft_house_batch_get_item (const AftHouseBatch *batch, guint index)
{
  return &g_array_index (batch->items, AftHouseItem, index);
}

AftHouseItem *
aft_house_batch_peek_item (AftHouseBatch *batch, guint index)
{
  return &g_array_index (batch->items, AftHouseItem, index);
}

static void
clear_receipt (gpointer data)
{
  AftHouseReceipt *receipt = data;
  g_free (receipt->detail);
}

AftHouseReceipts *
aft_house_receipts_new (void)
{
  AftHouseReceipts *receipts = g_new0 (AftHouseReceipts, 1);
  receipts->items = g_array_new (FALSE, FALSE, sizeof (AftHouseReceipt));
  g_array_set_clear_func (receipts->items, clear_receipt);
  return receipts;
}

void
aft_house_receipts_free (AftHouseReceipts *receipts)
{
  if (receipts == NULL)
    return;
  g_array_unref (receipts->items);
  g_free (receipts);
}
