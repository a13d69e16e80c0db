/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-config.h"

G_BEGIN_DECLS

/* AftOpeningHours: when the house is open, by the venue's own wall clock. Immutable. */
typedef struct _AftOpeningHours AftOpeningHours;

/* Reads the [hours] keys and the zone of @config. INVALID with the key when one cannot be read. */
AftOpeningHours *aft_opening_hours_new_from_config (AftConfig *config,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_opening_hours_free (AftOpeningHours *hours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftOpeningHours, aft_opening_hours_free)

/* Is the house open at @utc_ms? Hours that run past midnight belong to the day they begin on. */
gboolean aft_opening_hours_is_open (const AftOpeningHours *hours, gint64 utc_ms);

/* The next moment at which it opens after @utc_ms, in UTC milliseconds; −1 when none within 400
 * days. */
gint64 aft_opening_hours_get_next_opening_ms (const AftOpeningHours *hours, gint64 utc_ms);

G_END_DECLS
