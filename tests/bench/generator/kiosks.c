/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosks of a made-up house: numbers what was answered, chains it, and hands it to the store as
 * an upload does that has been read and checked. */
#include "kiosks.h"

#include "aft-body.h"
#include "aft-chain.h"
#include "aft-error.h"
#include "aft-house-store-phones.h"

/* A kiosk that waits for so many receipts waits for one before it sends on. */
#define UNDER_WAY_MAX 8

struct _Kiosk
{
  AftId id;
  AftId boot_id;
  gint64 booted_ms;
  gboolean is_phones;
  guint64 sequence;
  AftDigest chain;
  GArray *items; /* AftHouseItem */
  gint64 waiting_since_ms;
  guint under_way;
  GError *error; /* of what was under way */
};

static void
clear_item (gpointer data)
{
  AftHouseItem *item = data;
  aft_response_unref (item->response);
  aft_risk_unref (item->risk);
}

Kiosk *
kiosk_new (const AftId *id, const AftId *boot_id, gint64 booted_ms)
{
  Kiosk *kiosk = g_new0 (Kiosk, 1);
  kiosk->id = *id;
  kiosk->boot_id = *boot_id;
  kiosk->booted_ms = booted_ms;
  kiosk->chain = aft_chain_start ();
  kiosk->items = g_array_new (FALSE, FALSE, sizeof (AftHouseItem));
  kiosk->waiting_since_ms = G_MAXINT64;
  return kiosk;
}

Kiosk *
kiosk_new_phones (const AftId *id)
{
  Kiosk *kiosk = kiosk_new (id, id, 0);
  kiosk->is_phones = TRUE;
  return kiosk;
}

void
kiosk_free (Kiosk *kiosk)
{
  for (guint i = 0; i < kiosk->items->len; i++)
    clear_item (&g_array_index (kiosk->items, AftHouseItem, i));
  g_array_unref (kiosk->items);
  g_clear_error (&kiosk->error);
  g_free (kiosk);
}

const AftId *
kiosk_get_id (const Kiosk *kiosk)
{
  return &kiosk->id;
}

const AftId *
kiosk_get_boot_id (const Kiosk *kiosk)
{
  return &kiosk->boot_id;
}

gint64
kiosk_get_monotonic_ms (const Kiosk *kiosk, gint64 utc_ms)
{
  return kiosk->is_phones ? 0 : utc_ms - kiosk->booted_ms;
}

gboolean
kiosk_is_phones (const Kiosk *kiosk)
{
  return kiosk->is_phones;
}

AftHouseItem
kiosk_number (Kiosk *kiosk, AftResponse *response)
{
  AftHouseItem item = {
    .kind = AFT_HOUSE_ITEM_RESPONSE,
    .sequence = ++kiosk->sequence,
    .id = *aft_response_get_id (response),
    .previous = kiosk->chain,
    .response = response,
    .is_rebuilt = TRUE,
    .is_linked = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *body = aft_body_from_response (response, &item.digest, &error);
  g_assert_no_error (error);
  g_assert (body != NULL);
  item.chain = aft_chain_next (&kiosk->id, item.sequence, &item.previous, &item.digest);
  kiosk->chain = item.chain;
  return item;
}

AftHouseItem
kiosk_repeat (const AftHouseItem *item)
{
  AftHouseItem again = *item;
  aft_response_ref (again.response);
  again.risk = item->risk != NULL ? aft_risk_ref (item->risk) : NULL;
  return again;
}

void
kiosk_take (Kiosk *kiosk, const AftHouseItem *item)
{
  if (kiosk->items->len == 0)
    kiosk->waiting_since_ms
        = kiosk->is_phones ? aft_response_get_ended_ms (item->response)
                           : kiosk->booted_ms + aft_response_get_monotonic_ms (item->response);
  g_array_append_val (kiosk->items, *item);
}

gboolean
kiosk_is_full (const Kiosk *kiosk)
{
  return kiosk->items->len >= KIOSK_BATCH;
}

gint64
kiosk_get_waiting_since_ms (const Kiosk *kiosk)
{
  return kiosk->waiting_since_ms;
}

/* The first of what waits, which then waits no more. */
static AftHouseBatch *
pack (Kiosk *kiosk, gint64 now_ms)
{
  const AftHouseEnvelope envelope
      = { kiosk->id, kiosk->boot_id, now_ms, kiosk_get_monotonic_ms (kiosk, now_ms) };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  guint count = MIN (kiosk->items->len, KIOSK_BATCH);
  for (guint i = 0; i < count; i++)
    aft_house_batch_take (batch, &g_array_index (kiosk->items, AftHouseItem, i));
  g_array_remove_range (kiosk->items, 0, count);
  if (kiosk->items->len == 0)
    kiosk->waiting_since_ms = G_MAXINT64;
  return batch;
}

static gboolean
check_receipts (const AftHouseReceipts *receipts, GError **error)
{
  for (guint i = 0; receipts != NULL && i < receipts->items->len; i++)
    {
      const AftHouseReceipt *receipt = &g_array_index (receipts->items, AftHouseReceipt, i);
      if (receipt->status != AFT_HOUSE_REFUSED)
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "An answer was refused: %s, %s",
                   aft_house_reason_to_text (receipt->reason), receipt->detail);
      return FALSE;
    }
  return receipts != NULL;
}

gboolean
kiosk_send (Kiosk *kiosk, AftHouseStore *store, gint64 now_ms, GError **error)
{
  gboolean is_sent = TRUE;
  while (is_sent && kiosk->items->len > 0)
    {
      AftHouseBatch *batch = pack (kiosk, now_ms);
      g_autoptr (AftHouseReceipts) receipts
          = kiosk->is_phones ? aft_house_store_accept_phone_sync (store, batch, error)
                             : aft_house_store_accept_sync (store, batch, error);
      is_sent = check_receipts (receipts, error);
    }
  return is_sent;
}

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer data)
{
  Kiosk *kiosk = data;
  GError **error = kiosk->error == NULL ? &kiosk->error : NULL;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, error);
  if (receipts != NULL && !check_receipts (receipts, error))
    g_clear_pointer (&receipts, aft_house_receipts_free);
  kiosk->under_way--;
}

/* Until no more than @limit batches of the kiosk are under way. */
static gboolean
wait_for (Kiosk *kiosk, guint limit, GError **error)
{
  while (kiosk->under_way > limit)
    g_main_context_iteration (NULL, TRUE);
  if (kiosk->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&kiosk->error));
  return FALSE;
}

gboolean
kiosk_send_soon (Kiosk *kiosk, AftHouseStore *store, gint64 now_ms, GError **error)
{
  if (kiosk->is_phones)
    return kiosk_send (kiosk, store, now_ms, error);
  while (kiosk->items->len > 0)
    {
      if (!wait_for (kiosk, UNDER_WAY_MAX, error))
        return FALSE;
      kiosk->under_way++;
      aft_house_store_accept_async (store, pack (kiosk, now_ms), on_accepted, kiosk);
    }
  return TRUE;
}

gboolean
kiosks_wait (GPtrArray *kiosks, GError **error)
{
  for (guint i = 0; i < kiosks->len; i++)
    if (!wait_for (kiosks->pdata[i], 0, error))
      return FALSE;
  return TRUE;
}
