/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"

G_BEGIN_DECLS

/* A kiosk's boots, and what they say about its clock. Private to house-sqlite. */

typedef struct
{
  gint32 ref;
  AftId id;
  gboolean has_origin;
  gint64 origin_ms; /* our time at which its monotonic time was 0 */
} AftHouseBoot;

/* Remembers that the boot's monotonic time began at @origin_ms. */
gboolean aft_house_boots_note (AftHouseSession *session,
                               gint32 device,
                               const AftId *boot_id,
                               gint64 origin_ms,
                               AftHouseBoot *ret_boot,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The boot, which is remembered without an origin if it was never heard of. */
gboolean aft_house_boots_find (AftHouseSession *session,
                               gint32 device,
                               const AftId *boot_id,
                               AftHouseBoot *ret_boot,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is the kiosk's time to be believed? Numbers of the schema. */
typedef enum
{
  AFT_HOUSE_CLOCK_RIGHT = 0,
  AFT_HOUSE_CLOCK_CORRECTED = 1,
  AFT_HOUSE_CLOCK_UNKNOWN = 2
} AftHouseClock;

/* When a response ended by our clock. @offset_ms: the kiosk's clock minus ours when it sent.
 * Further off than 120 s (DESIGN §10) is not believed: where the boot's origin is known the
 * monotonic time tells, else it is the time of receipt, @now_ms. */
AftHouseClock aft_house_boots_judge (const AftHouseBoot *boot,
                                     const AftResponse *response,
                                     gint64 offset_ms,
                                     gint64 now_ms,
                                     gint64 *ret_true_ms);

G_END_DECLS
