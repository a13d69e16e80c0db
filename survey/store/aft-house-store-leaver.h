/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: what is left with somebody who leaves the house, and giving it to somebody else in
 * one step (DOMAIN row 43). Errors as in aft-house-store.h. */

/* What somebody still has to do. */
typedef struct
{
  guint64 cases;     /* open ones that are theirs */
  guint64 promises;  /* that are open */
  guint64 actions;   /* corrective actions that are not done */
  GArray *venue_ids; /* AftId: where these are */
} AftHouseDuties;
void aft_house_duties_free (AftHouseDuties *duties);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseDuties, aft_house_duties_free)

/* @venue_ids: AftId, only what is there; NULL: everywhere. NOT_FOUND: no such user. */
AftHouseDuties *aft_house_store_get_duties_sync (AftHouseStore *store,
                                                 const AftId *user_id,
                                                 const GArray *venue_ids,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  AftId from_id;
  AftId to_id;
  const GArray *venue_ids; /* as above */
  AftId user_id;           /* who does it, a manager or the owner */
  const char *actor;
  const char *words; /* the note that each case gets, 1–AFT_HOUSE_WORDS_MAX characters */
} AftHouseHandingOver;
/* All or nothing: each case gets an event with the note, and so does the case of each promise and
 * corrective action, which get another owner (audit: user.hand-over). NOT_FOUND: no such user;
 * INVALID: no note, or to the same; DENIED: who does it, or takes it, does not work at one of the
 * venues, or may not. Nothing to hand over is no error. */
gboolean aft_house_store_hand_over_sync (AftHouseStore *store,
                                         const AftHouseHandingOver *asked,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
