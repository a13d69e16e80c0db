/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-attachments.h"

G_BEGIN_DECLS

/* What a database must be able to do to stand behind aft-house-store-attachments.h: as
 * AftHouseStoreClass, of which this is a part. */
typedef struct
{
  gboolean (*check_photo) (AftHouseStore *store, const AftId *response_id, GError **error);
  AftHouseCase *(*add_photo) (AftHouseStore *store,
                              const AftHouseAttachment *photo,
                              gboolean *ret_is_new,
                              GError **error);
  GPtrArray *(*list) (AftHouseStore *store, const AftId *case_id, GError **error);
  GArray *(*list_added) (AftHouseStore *store, const GArray *venue_ids, GError **error);
  GArray *(*list_ids) (AftHouseStore *store, GError **error);
} AftHouseAttachmentsClass;

G_END_DECLS
