/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for drills: checks what callers hand in and passes it on to the database
 * behind it. What happens in a drill then is what happens in any case. */
#include "aft-house-store-drills.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

AftHouseCase *
aft_house_store_begin_drill_sync (AftHouseStore *store, const AftHouseDrill *drill, GError **error)
{
  if (!aft_house_check_actor (drill->actor, error))
    return NULL;
  if (!aft_id_is_zero (&drill->id))
    return store->class->cases->begin_drill (store, drill, error);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "A drill's id is missing");
  return NULL;
}

gboolean
aft_house_store_tell_drill_sync (AftHouseStore *store,
                                 const AftId *case_id,
                                 AftValue *told,
                                 GError **error)
{
  return store->class->cases->tell_drill (store, case_id, told, error);
}
