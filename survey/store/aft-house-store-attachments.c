/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for guests' photos: checks what callers hand in and passes it on to the
 * database behind it. */
#include "aft-house-store-attachments.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

gboolean
aft_house_store_check_photo_sync (AftHouseStore *store, const AftId *response_id, GError **error)
{
  return store->class->attachments->check_photo (store, response_id, error);
}

AftHouseCase *
aft_house_store_add_photo_sync (AftHouseStore *store,
                                const AftHouseAttachment *photo,
                                gboolean *ret_is_new,
                                GError **error)
{
  if (aft_id_is_zero (&photo->id) || photo->width == 0 || photo->height == 0 || photo->bytes == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "A photo has an id, a size and bytes");
      return NULL;
    }
  return store->class->attachments->add_photo (store, photo, ret_is_new, error);
}

GPtrArray *
aft_house_store_list_attachments_sync (AftHouseStore *store, const AftId *case_id, GError **error)
{
  return store->class->attachments->list (store, case_id, error);
}

GArray *
aft_house_store_list_added_sync (AftHouseStore *store, const GArray *venue_ids, GError **error)
{
  return store->class->attachments->list_added (store, venue_ids, error);
}

GArray *
aft_house_store_list_attachment_ids_sync (AftHouseStore *store, GError **error)
{
  return store->class->attachments->list_ids (store, error);
}
