/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for guests: checks what callers hand in and passes it on to the database
 * behind it. */
#include "aft-house-store-guests.h"

#include "aft-error.h"
#include "aft-house-guests-private.h"
#include "aft-house-store-private.h"

#define PAGE_MAX            200
#define PREFERENCES_MAX     2000 /* characters */
#define REASON_MAX          500  /* characters, as is */
#define IMPORTED_VISITS_MAX 1000000
#define IMPORTED_MINOR_MAX  G_GINT64_CONSTANT (1000000000000)
/* 1970-01-01 to 9999-12-31. */
#define DAY_MAX 2932896

void
aft_house_guest_free (AftHouseGuest *guest)
{
  if (guest == NULL)
    return;
  g_free (guest->preferences);
  g_free (guest->no_win_back_reason);
  g_free (guest);
}

void
aft_house_moment_free (AftHouseMoment *moment)
{
  if (moment == NULL)
    return;
  g_free (moment->venue_name);
  g_free (moment->number);
  g_free (moment);
}

void
aft_house_imported_guest_free (AftHouseImportedGuest *guest)
{
  if (guest == NULL)
    return;
  g_free (guest->preferences);
  g_free (guest);
}

gint64
aft_house_guest_get_spend_minor (const AftHouseGuest *guest)
{
  return guest->spend_minor + guest->imported_spend_minor;
}

gint64
aft_house_guest_get_rank (const AftHouseGuest *guest, AftHouseGuestOrder order)
{
  if (order == AFT_HOUSE_GUESTS_BY_SPEND)
    return aft_house_guest_get_spend_minor (guest);
  return order == AFT_HOUSE_GUESTS_BY_TIER ? (gint64) guest->tier : 0;
}

AftHouseGuest *
aft_house_store_get_guest_sync (AftHouseStore *store,
                                const AftId *id,
                                const AftId *user_id,
                                GError **error)
{
  return store->class->guests->get (store, id, user_id, error);
}

AftHouseGuest *
aft_house_store_find_guest_sync (AftHouseStore *store, const AftDigest *key, GError **error)
{
  return store->class->guests->find (store, key, error);
}

GPtrArray *
aft_house_store_list_guests_sync (AftHouseStore *store,
                                  const AftHouseGuestQuery *query,
                                  GError **error)
{
  AftHouseGuestQuery page = *query;
  page.limit = CLAMP (query->limit, 1, PAGE_MAX);
  return store->class->guests->list (store, &page, error);
}

GPtrArray *
aft_house_store_list_moments_sync (AftHouseStore *store,
                                   const AftHouseMomentQuery *query,
                                   GError **error)
{
  AftHouseMomentQuery page = *query;
  page.limit = CLAMP (query->limit, 1, PAGE_MAX);
  return store->class->guests->list_moments (store, &page, error);
}

gboolean
aft_house_store_set_preferences_sync (AftHouseStore *store,
                                      const AftId *id,
                                      const char *preferences,
                                      const char *actor,
                                      GError **error)
{
  if (!aft_house_is_prose (preferences, PREFERENCES_MAX))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "Preferences are a text of at most %d characters", PREFERENCES_MAX);
      return FALSE;
    }
  return aft_house_check_actor (actor, error)
         && store->class->guests->set_preferences (store, id, preferences, actor, error);
}

gboolean
aft_house_store_set_tier_sync (AftHouseStore *store,
                               const AftId *id,
                               AftTier tier,
                               AftHouseTierSource source,
                               const char *actor,
                               GError **error)
{
  g_return_val_if_fail ((guint) tier < AFT_TIERS, FALSE);
  return aft_house_check_actor (actor, error)
         && store->class->guests->set_tier (store, id, tier, source, actor, error);
}

gboolean
aft_house_store_set_no_win_back_sync (AftHouseStore *store,
                                      const AftHouseNoWinBack *step,
                                      const char *actor,
                                      GError **error)
{
  if (step->step == AFT_HOUSE_NO_WIN_BACK_PROPOSE
      && (!aft_house_is_prose (step->reason, REASON_MAX) || *step->reason == '\0'))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "A reason of at most %d characters is needed", REASON_MAX);
      return FALSE;
    }
  return aft_house_check_actor (actor, error)
         && store->class->guests->set_no_win_back (store, step, actor, error);
}

static gboolean
is_good_import (const AftHouseImportedGuest *guest)
{
  return (guest->has_phone || guest->has_member) && (guint) guest->tier < AFT_TIERS
         && guest->visits <= IMPORTED_VISITS_MAX && guest->spend_minor >= 0
         && guest->spend_minor <= IMPORTED_MINOR_MAX && guest->last_day >= 0
         && guest->last_day <= DAY_MAX
         && (guest->preferences == NULL
             || aft_house_is_prose (guest->preferences, PREFERENCES_MAX));
}

gboolean
aft_house_store_import_guests_sync (AftHouseStore *store,
                                    const GPtrArray *guests,
                                    const char *actor,
                                    AftHouseImportCounts *ret_counts,
                                    GError **error)
{
  if (guests->len > AFT_HOUSE_IMPORT_MAX)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "More than %d guests at a time",
                   AFT_HOUSE_IMPORT_MAX);
      return FALSE;
    }
  for (guint i = 0; i < guests->len; i++)
    {
      const AftHouseImportedGuest *guest = guests->pdata[i];
      if (is_good_import (guest))
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                   "Line %u: a figure or a text is not possible", guest->line);
      return FALSE;
    }
  return aft_house_check_actor (actor, error)
         && store->class->guests->import (store, guests, actor, ret_counts, error);
}
