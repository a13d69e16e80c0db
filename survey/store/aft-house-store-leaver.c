/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for what is left with who leaves the house: checks what callers hand in and
 * passes it on to the database behind it. */
#include "aft-house-store-leaver.h"

#include "aft-error.h"
#include "aft-house-case-records.h"
#include "aft-house-guests-private.h"
#include "aft-house-store-private.h"

void
aft_house_duties_free (AftHouseDuties *duties)
{
  if (duties == NULL)
    return;
  g_array_unref (duties->venue_ids);
  g_free (duties);
}

AftHouseDuties *
aft_house_store_get_duties_sync (AftHouseStore *store,
                                 const AftId *user_id,
                                 const GArray *venue_ids,
                                 GError **error)
{
  return store->class->leaver->get_duties (store, user_id, venue_ids, error);
}

gboolean
aft_house_store_hand_over_sync (AftHouseStore *store,
                                const AftHouseHandingOver *asked,
                                GError **error)
{
  if (!aft_house_is_prose (asked->words, AFT_HOUSE_WORDS_MAX) || *asked->words == '\0')
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "What is handed over needs a note that is not too long");
      return FALSE;
    }
  if (aft_id_equal (&asked->from_id, &asked->to_id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "It is theirs already");
      return FALSE;
    }
  return aft_house_check_actor (asked->actor, error)
         && store->class->leaver->hand_over (store, asked, error);
}
