/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock as an object: the machine's own, or whatever a test puts in its place. It knows civil
 * time only as far as turning an instant into the wall time of a zone; calendars, business days and
 * opening hours are built above it. */
#include "aft-clock.h"

struct _AftClock
{
  gatomicrefcount references;
  AftClockSource source;
  gpointer user_data;
  GDestroyNotify destroy;
};

static gint64
read_system_real_us (gpointer user_data)
{
  return g_get_real_time ();
}

static gint64
read_system_monotonic_us (gpointer user_data)
{
  return g_get_monotonic_time ();
}

/* Rounds towards the past, so that times before 1970 keep their order. */
static gint64
divide_down (gint64 dividend, gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

AftClock *
aft_clock_new_system (void)
{
  static const AftClockSource system_source = {
    .real_us = read_system_real_us,
    .monotonic_us = read_system_monotonic_us,
  };

  return aft_clock_new (&system_source, NULL, NULL);
}

AftClock *
aft_clock_new (const AftClockSource *source, gpointer user_data, GDestroyNotify destroy)
{
  AftClock *clock = g_new0 (AftClock, 1);

  g_atomic_ref_count_init (&clock->references);
  clock->source = *source;
  clock->user_data = user_data;
  clock->destroy = destroy;
  return clock;
}

AftClock *
aft_clock_ref (AftClock *clock)
{
  g_atomic_ref_count_inc (&clock->references);
  return clock;
}

void
aft_clock_unref (AftClock *clock)
{
  if (clock == NULL || !g_atomic_ref_count_dec (&clock->references))
    return;
  if (clock->destroy != NULL)
    clock->destroy (clock->user_data);
  g_free (clock);
}

gint64
aft_clock_get_real_us (AftClock *clock)
{
  return clock->source.real_us (clock->user_data);
}

gint64
aft_clock_get_monotonic_us (AftClock *clock)
{
  return clock->source.monotonic_us (clock->user_data);
}

gint64
aft_clock_get_real_ms (AftClock *clock)
{
  return divide_down (aft_clock_get_real_us (clock), 1000);
}

gint64
aft_clock_to_local_ms (gint64 utc_ms, GTimeZone *zone)
{
  gint64 utc_seconds = divide_down (utc_ms, 1000);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_seconds);

  return utc_ms + (gint64) g_time_zone_get_offset (zone, interval) * 1000;
}
