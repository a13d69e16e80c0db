/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-device-configuration.h"
#include "aft-house-store.h"

G_BEGIN_DECLS

/* What the kiosks of a venue are told to be, made of what the house has stored. Waits for the
 * database.
 *
 * A venue's hours and texts (aft-venue.h) as the collector reads them:
 *   hours {"monday": "10:00-22:00", …, "sunday": …, "special_days": …}
 *   texts {"names": {"zh-CN": …, "zh-TW": …, "en": …}, "telephone": …, "sleep": {"zh-CN": …, …}}
 * Members that are not there are left to the kiosk's own settings, but for the names: where there
 * are none, the venue's own stands in all languages. */

/* INVALID, naming the member, when hours or texts hold anything else. */
gboolean aft_venue_configuration_check (const AftVenue *venue,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @public_key, @public_address: NULL for none. Errors of the store; NOT_FOUND: no such venue. */
AftDeviceConfiguration *aft_venue_configuration_make (AftHouseStore *store,
                                                      const AftId *venue_id,
                                                      const char *public_key,
                                                      const char *public_address,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
