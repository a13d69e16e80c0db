/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftClock: the time, passed in wherever it is needed, so that tests can set it. Counted
 * atomically; may be asked on any thread. */
typedef struct _AftClock AftClock;

typedef struct
{
  gint64 (*real_us) (gpointer user_data);      /* UTC, microseconds since 1970 */
  gint64 (*monotonic_us) (gpointer user_data); /* never goes back, origin arbitrary */
} AftClockSource;

/* The machine's clock. */
AftClock *aft_clock_new_system (void);
/* @source is copied; @destroy (may be NULL) is called on @user_data with the last reference. */
AftClock *aft_clock_new (const AftClockSource *source, gpointer user_data, GDestroyNotify destroy);
AftClock *aft_clock_ref (AftClock *clock);
void aft_clock_unref (AftClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftClock, aft_clock_unref)

gint64 aft_clock_get_real_us (AftClock *clock);
gint64 aft_clock_get_monotonic_us (AftClock *clock);
/* UTC milliseconds since 1970: what is stored. */
gint64 aft_clock_get_real_ms (AftClock *clock);

/* Milliseconds since 1970-01-01T00:00 of the civil time shown in @zone at @utc_ms, as if it were
 * UTC (the form of AFT_VALUE_DATE). */
gint64 aft_clock_to_local_ms (gint64 utc_ms, GTimeZone *zone);

G_END_DECLS
