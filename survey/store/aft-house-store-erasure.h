/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftHouseStore: taking a guest's data away for good, and saying what there is of it. What a guest
 * said, who they are and when they came goes; their ratings stay in the figures, digests in the
 * chain, and the facts of a case (its states and times) without words. Errors as in
 * aft-house-store.h. */

/* How it was asked for: stored by name. */
typedef enum
{
  AFT_HOUSE_ERASE_BY_SLIP,  /* the guest, with what is on the slip */
  AFT_HOUSE_ERASE_BY_PHONE, /* a telephone number was said */
  AFT_HOUSE_ERASE_BY_MEMBER,
  AFT_HOUSE_ERASE_BY_GUEST, /* staff, of a guest they see */
  AFT_HOUSE_ERASE_BY_CASE,  /* staff, of a case of somebody the house does not know */
  AFT_HOUSE_ERASE_BY_AGE    /* it was kept long enough */
} AftHouseErasureWay;
#define AFT_HOUSE_ERASURE_WAYS 6
/* "slip", "phone", "member", "guest", "case", "age". Static. */
const char *aft_house_erasure_way_to_text (AftHouseErasureWay way);

/* Whose data; borrowed, exactly one of @response_id, @guest_id and @key is set.
 *
 * @response_id: the sitting of that response and all that was added to it. A slip proves no more
 * than that: whoever types somebody else's number at a kiosk cannot take away, or read, what the
 * house knows by it. The guest goes too when nothing else is known of them. @guest_id, @key: the
 * guest and every sitting in which they said who they are. */
typedef struct
{
  const AftId *response_id;
  const AftId *device_id; /* with @response_id: whose it is, should it arrive only later */
  const AftId *guest_id;
  const AftDigest *key; /* as aft_house_store_find_guest_sync() */
} AftHouseErasureTarget;

/* What went; all of it is on the disk and gone from it. */
typedef struct
{
  AftId id;
  gint64 time_ms;
  AftHouseErasureWay way;
  guint responses; /* whose words, contact, table and free answers went */
  guint sealed;    /* words and contacts that were sealed */
  guint cases;     /* whose notes and promises went */
  guint photos;
  guint visits;
  guint guests;
  guint waiting;     /* copies that kiosks still hold: each is told with its next heartbeat */
  gboolean is_final; /* FALSE: a backup still reads what was before, and the log that it reads from
                        is emptied when that is done */
  GArray *photo_ids; /* AftId of the photos whose files the caller deletes now */
} AftHouseErasureReceipt;
void aft_house_erasure_receipt_free (AftHouseErasureReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseErasureReceipt, aft_house_erasure_receipt_free)

/* Erases, and empties the log that might still hold it, before it returns (audit: guest.erase).
 * What is asked for twice goes once, and has a receipt each time. What is not here yet is erased
 * when it arrives. NOT_FOUND: no such guest; for a response only without a @device_id. */
AftHouseErasureReceipt *aft_house_store_erase_sync (AftHouseStore *store,
                                                    const AftHouseErasureTarget *target,
                                                    AftHouseErasureWay way,
                                                    const char *actor,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The receipt of an earlier one, with what waits now and no photos' ids. NOT_FOUND. */
AftHouseErasureReceipt *aft_house_store_get_erasure_sync (AftHouseStore *store,
                                                          const AftId *id,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All that is held, sealed parts as they are: aft-guest-data.h opens them and says what is in it.
 * Changes nothing and audits nothing. NOT_FOUND: no such guest, or response (any more). */
AftValue *aft_house_store_dup_guest_data_sync (AftHouseStore *store,
                                               const AftHouseErasureTarget *target,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AftId of responses whose copies the kiosk is to erase; at most AFT_HOUSE_ORDERS_MAX. */
#define AFT_HOUSE_ORDERS_MAX 20
GArray *aft_house_store_list_erasure_orders_sync (AftHouseStore *store,
                                                  const AftId *device_id,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kiosk has erased these (AftId); what was never ordered is passed over. */
gboolean aft_house_store_note_erased_sync (AftHouseStore *store,
                                           const AftId *device_id,
                                           const GArray *response_ids,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is kept no longer; 0: for ever. */
typedef struct
{
  gint64 contact_ms; /* contacts: after the case was closed, else after they arrived */
  gint64 words_ms;   /* words, photos and free answers: after they arrived */
  guint limit;       /* sittings in one call */
} AftHouseRetention;
/* One step of it, with a receipt (by age) when anything went. @ret_is_done: nothing is left that
 * is old enough. */
gboolean aft_house_store_retain_sync (AftHouseStore *store,
                                      const AftHouseRetention *retention,
                                      AftHouseErasureReceipt **ret_receipt,
                                      gboolean *ret_is_done,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
