/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subcommands about guests: taking them over from another program, of which aft-guest-sheet.c says
 * which lines are good, and looking at everybody's tier now. */
#include "aft-command.h"
#include "aft-guest-sheet.h"
#include "aft-house-keys.h"
#include "aft-house-store-guests.h"
#include "aft-secret.h"
#include "aft-tier-rounds.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

static AftValue *
describe (const AftHouseImportCounts *counts, const char *const *left_out)
{
  AftValueBuilder *columns = aft_value_builder_new_array ();
  for (guint i = 0; left_out[i] != NULL; i++)
    aft_value_builder_take (columns, aft_value_new_string (left_out[i]));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_number (reply, "added", (double) counts->added);
  aft_value_builder_set_number (reply, "changed", (double) counts->changed);
  aft_value_builder_set_number (reply, "unchanged", (double) counts->unchanged);
  aft_value_builder_set_take (reply, "columns_left_out", aft_value_builder_end (columns));
  return aft_value_builder_end (reply);
}

/* It is tomorrow already where the day begins first. */
static gint32
get_last_day (AftClock *clock)
{
  return (gint32) (aft_clock_get_real_ms (clock) / DAY_MS) + 1;
}

AftValue *
aft_command_guests_import (AftAdmin *admin, const AftValue *request, GError **error)
{
  guint8 key[AFT_GUEST_KEY_BYTES];
  AftHouseImportCounts counts = { 0 };
  g_auto (GStrv) left_out = NULL;
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (admin->store, error);
  if (house == NULL)
    return NULL;
  g_autoptr (AftVenue) venue
      = aft_command_find_venue (admin, aft_command_get_text (request, "venue"), error);
  if (venue == NULL || !aft_house_keys_read_guest_key (admin->keys, key, error))
    return NULL;
  AftGuestSheetFacts facts = { .key = key,
                               .country_code = aft_venue_get_country_code (venue),
                               .minor_digits = aft_guest_sheet_get_minor_digits (house->currency),
                               .today = get_last_day (admin->clock) };
  g_autoptr (GPtrArray) guests
      = aft_guest_sheet_read (aft_command_get_text (request, "sheet"), &facts, &left_out, error);
  aft_secret_wipe (key, sizeof key);
  if (guests == NULL
      || !aft_house_store_import_guests_sync (admin->store, guests, AFT_COMMAND_ACTOR, &counts,
                                              error))
    return NULL;
  return describe (&counts, (const char *const *) left_out);
}

AftValue *
aft_command_guests_rank (AftAdmin *admin, const AftValue *request, GError **error)
{
  AftHouseRankProgress progress = { .is_over = FALSE };
  AftTierRoundPart part = { .store = admin->store,
                            .rules = admin->rules,
                            .now_ms = aft_clock_get_real_ms (admin->clock),
                            .is_anew = TRUE,
                            .actor = AFT_COMMAND_ACTOR };
  while (!progress.is_over)
    {
      if (!aft_tier_rounds_run_part (&part, &progress, error))
        return NULL;
      part.is_anew = FALSE;
    }
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_number (reply, "looked_at", (double) progress.looked_at);
  aft_value_builder_set_number (reply, "changed", (double) progress.changed);
  return aft_value_builder_end (reply);
}
