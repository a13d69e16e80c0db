/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for what guests' visits say: checks what callers hand in and passes it on
 * to the database behind it. */
#include "aft-house-store-visits.h"

#include "aft-error.h"
#include "aft-house-guests-private.h"
#include "aft-house-store-private.h"

#define ROUND_MAX 200

gboolean
aft_house_store_set_bill_sync (AftHouseStore *store,
                               const AftHouseBill *bill,
                               const char *actor,
                               GError **error)
{
  if (bill->has_spend && (bill->spend_minor < 0 || bill->spend_minor > AFT_HOUSE_SPEND_MAX_MINOR))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "Such a sum is not possible");
      return FALSE;
    }
  return aft_house_check_actor (actor, error)
         && store->class->guests->set_bill (store, bill, actor, error);
}

gboolean
aft_house_store_get_habits_sync (AftHouseStore *store,
                                 const AftId *guest_id,
                                 gint32 after_day,
                                 gint32 day,
                                 AftHouseHabits *ret_habits,
                                 GError **error)
{
  return store->class->guests->get_habits (store, guest_id, after_day, day, ret_habits, error);
}

AftResponse *
aft_house_store_get_contact_response_sync (AftHouseStore *store,
                                           const AftId *guest_id,
                                           const AftId *user_id,
                                           GError **error)
{
  return store->class->guests->get_contact_response (store, guest_id, user_id, error);
}

gboolean
aft_house_store_rank_guests_sync (AftHouseStore *store,
                                  const AftHouseRankRound *round,
                                  AftHouseRankProgress *ret_progress,
                                  GError **error)
{
  return aft_house_check_line (round->name, ROUND_MAX, "The round's name", error)
         && aft_house_check_actor (round->actor, error)
         && store->class->guests->rank (store, round, ret_progress, error);
}
