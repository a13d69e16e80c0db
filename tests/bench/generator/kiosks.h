/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* Kiosk: a made-up one: its chain, and what it has not sent yet. So are all phones of a venue. */
typedef struct _Kiosk Kiosk;

#define KIOSK_BATCH 50

/* @booted_ms: its monotonic time is 0 then. */
Kiosk *kiosk_new (const AftId *id, const AftId *boot_id, gint64 booted_ms);
/* Of the venue's device of phones: the store gives them their places in the chain. */
Kiosk *kiosk_new_phones (const AftId *id);
void kiosk_free (Kiosk *kiosk);

const AftId *kiosk_get_id (const Kiosk *kiosk);
const AftId *kiosk_get_boot_id (const Kiosk *kiosk);
gint64 kiosk_get_monotonic_ms (const Kiosk *kiosk, gint64 utc_ms);
gboolean kiosk_is_phones (const Kiosk *kiosk);

/* Gives @response the next place in the chain. Eats @response. */
AftHouseItem kiosk_number (Kiosk *kiosk, AftResponse *response);
/* Another of the same, as after a receipt that was lost. */
AftHouseItem kiosk_repeat (const AftHouseItem *item);
/* Eats what @item holds. */
void kiosk_take (Kiosk *kiosk, const AftHouseItem *item);
/* Enough for a batch waits. */
gboolean kiosk_is_full (const Kiosk *kiosk);
/* When the oldest of what waits was made; G_MAXINT64: nothing waits. */
gint64 kiosk_get_waiting_since_ms (const Kiosk *kiosk);

/* Sends what waits, in batches. All of it must be stored, or there already; else INTERNAL. */
gboolean kiosk_send (Kiosk *kiosk, AftHouseStore *store, gint64 now_ms, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Returns earlier, but for phones; what went wrong is said by a later call, or by kiosks_wait(). */
gboolean kiosk_send_soon (Kiosk *kiosk, AftHouseStore *store, gint64 now_ms, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Until all that @kiosks (Kiosk) have sent is on the disk. */
gboolean kiosks_wait (GPtrArray *kiosks, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
