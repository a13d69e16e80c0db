/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: what guests add to their cases: which photos belong to which, and where something
 * has come that nobody has looked after yet. The pictures are files
 * (collector/api/aft-attachments.h); here is what is known of them. Errors as in aft-house-store.h.
 */

#define AFT_HOUSE_ATTACHMENTS_MAX 5 /* of a case */

typedef struct
{
  AftId id;
  AftId case_id;
  AftId response_id; /* that of the slip it came by */
  guint width;       /* pixels */
  guint height;
  gsize bytes;
  gint64 stored_ms; /* set by the store */
} AftHouseAttachment;

/* Is there room for one more photo at the slip of @response_id? FULL else; NOT_FOUND: no such
 * response, or erased. Asked before a picture is made, which costs. */
gboolean aft_house_store_check_photo_sync (AftHouseStore *store,
                                           const AftId *response_id,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Row, event PHOTO by the guest, and audit in one transaction; a response without a case gets one.
 * Of @photo the members id, response_id, width, height and bytes are read. @ret_is_new: FALSE when
 * the case had that photo already, which changes nothing; may be NULL. The case as it is then.
 * NOT_FOUND and FULL as above; CONFLICT: the id is another case's. */
AftHouseCase *aft_house_store_add_photo_sync (AftHouseStore *store,
                                              const AftHouseAttachment *photo,
                                              gboolean *ret_is_new,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AftHouseAttachment of a case, the first first; empty also where there is no such case. */
GPtrArray *aft_house_store_list_attachments_sync (AftHouseStore *store,
                                                  const AftId *case_id,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftId of the open cases, sorted by bytes, to which the guest has added something since anybody of
 * the house last did anything there. @venue_ids: AftId, NULL: all. The caller owns it. */
GArray *aft_house_store_list_added_sync (AftHouseStore *store,
                                         const GArray *venue_ids,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All there are: AftId, sorted by bytes. The caller owns it. */
GArray *aft_house_store_list_attachment_ids_sync (AftHouseStore *store,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
