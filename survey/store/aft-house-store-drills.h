/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-case-records.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: drills that the house itself stages. A drill is a case like any other (see
 * aft-house-store-cases.h) of kind DRILL, and no figure counts it. So that it can be told later who
 * could have answered, each drill, also a kiosk's, keeps in its first event's detail
 *   "present": {"on_duty": [UUID…], "signed_in": [UUID…]}
 * and what the program then did as notes of its own, by the actor "collector", with
 *   "told": {"consoles": N, "users": [UUID…]}                       the consoles that rang
 *   "told": {"robot": KIND, "event": EVENT, "result": RESULT, …}    a group robot's answer
 * in theirs. They are users' ids: names stay where they can be changed. Errors as in
 * aft-house-store.h. */

/* Of those who are kept; a detail has an end. */
#define AFT_HOUSE_DRILL_PRESENT_MAX 100

typedef struct
{
  AftId id; /* made by who asks: a second time it makes nothing */
  AftId venue_id;
  AftId user_id; /* who does it; none: whoever may use the collector's shell */
  const char *actor;
} AftHouseDrill;

/* Begins it; its case. The same id again gives the case as it is. NOT_FOUND: no such venue or user;
 * DENIED: not a manager or an owner of the venue; CONFLICT: a drill is open at the venue, or the id
 * is another's. */
AftHouseCase *aft_house_store_begin_drill_sync (AftHouseStore *store,
                                                const AftHouseDrill *drill,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @told into the drill's history. NOT_FOUND; CONFLICT: it is no drill. */
gboolean aft_house_store_tell_drill_sync (AftHouseStore *store,
                                          const AftId *case_id,
                                          AftValue *told,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
