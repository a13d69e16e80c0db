/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* AftOpeningHours: when the house is open, by the venue's own wall clock. Immutable; may be read on
 * any thread. Times are UTC milliseconds. */
typedef struct _AftOpeningHours AftOpeningHours;

#define AFT_OPENING_HOURS_DAYS          7
#define AFT_OPENING_HOURS_SEARCHED_DAYS 400 /* no answer lies further ahead */

/* "monday" for 0 to "sunday" for 6: a day's name in settings. Static. */
const char *aft_opening_hours_get_day_name (guint day);

/* @texts: Monday first, each "HH:MM-HH:MM", several with commas, past midnight allowed, or
 * "closed"; NULL: open all day. @special_days: "YYYY-MM-DD=" and such a text, several with
 * blanks between; may be NULL. @zone: IANA, "Asia/Shanghai". INVALID with the day that is wrong. */
AftOpeningHours *aft_opening_hours_new (const char *const texts[AFT_OPENING_HOURS_DAYS],
                                        const char *special_days,
                                        const char *zone,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of a venue's hours (aft_venue_get_hours()): {"monday": TEXT, …, "sunday": …, "special_days": …},
 * each optional, "" like none at all, no other member. INVALID likewise. */
AftOpeningHours *aft_opening_hours_new_from_value (const AftValue *value,
                                                   const char *zone,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_opening_hours_free (AftOpeningHours *hours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftOpeningHours, aft_opening_hours_free)

/* Is the house open at @utc_ms? Hours that run past midnight belong to the day they begin on. */
gboolean aft_opening_hours_is_open (const AftOpeningHours *hours, gint64 utc_ms);

/* The next moment at which it opens after @utc_ms; −1 when none within
 * AFT_OPENING_HOURS_SEARCHED_DAYS. */
gint64 aft_opening_hours_get_next_opening_ms (const AftOpeningHours *hours, gint64 utc_ms);

/* When the house will have been open for @open_ms since @from_ms: @from_ms itself for 0 and less,
 * never more than AFT_OPENING_HOURS_SEARCHED_DAYS on. */
gint64 aft_opening_hours_add_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 open_ms);

/* How long the house is open from @from_ms to @to_ms; 0 when that is not after it. */
gint64 aft_opening_hours_count_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 to_ms);

G_END_DECLS
