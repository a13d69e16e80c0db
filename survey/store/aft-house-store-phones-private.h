/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-phones.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-phones.h: as
 * AftHouseStoreClass, of which this is a part. Codes come in capital letters. */
typedef struct
{
  AftHouseDevice *(*get_device) (AftHouseStore *store, const AftId *venue_id, GError **error);
  /* Eats @batch. */
  AftHouseReceipts *(*accept) (AftHouseStore *store, AftHouseBatch *batch, GError **error);
  GPtrArray *(*list_by_hint) (AftHouseStore *store, const guint8 *hint, GError **error);
  AftHouseFollowUp *(*find_follow_up) (AftHouseStore *store,
                                       const AftId *device_id,
                                       const AftId *response_id,
                                       GError **error);
  AftHouseCode *(*add_code) (AftHouseStore *store,
                             const AftId *venue_id,
                             const char *table,
                             const char *actor,
                             GError **error);
  GPtrArray *(*list_codes) (AftHouseStore *store, const AftId *venue_id, GError **error);
  AftHouseCode *(*find_code) (AftHouseStore *store, const char *code, GError **error);
  gboolean (*revoke_code) (AftHouseStore *store,
                           const AftId *venue_id,
                           const char *code,
                           const char *actor,
                           GError **error);
  gboolean (*note_phone) (AftHouseStore *store,
                          const AftHousePhoneNote *note,
                          guint *ret_today,
                          GError **error);
  gboolean (*count_phone) (AftHouseStore *store,
                           const AftHousePhoneNote *note,
                           guint *ret_today,
                           GError **error);
  gboolean (*forget_phones) (AftHouseStore *store, GError **error);
  gboolean (*note_refused) (AftHouseStore *store, const char *code, GError **error);
  GArray *(*list_code_days) (AftHouseStore *store,
                             const AftId *venue_id,
                             gint32 from_day,
                             gint32 to_day,
                             GError **error);
} AftHousePhonesClass;

G_END_DECLS
