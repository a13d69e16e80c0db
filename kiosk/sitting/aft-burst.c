/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five taps within a minute on one kiosk: the times of the last five, by the monotonic clock, so
 * that a clock that is set does not count. What is done about it is the sitting's business. */
#include "aft-burst.h"

#define TAPS      5
#define WITHIN_US (60 * G_USEC_PER_SEC)

struct _AftBurst
{
  AftClock *clock;
  gint64 times_us[TAPS]; /* a ring */
  guint count;           /* of all taps so far */
};

AftBurst *
aft_burst_new (AftClock *clock)
{
  AftBurst *burst = g_new0 (AftBurst, 1);
  burst->clock = aft_clock_ref (clock);
  return burst;
}

void
aft_burst_free (AftBurst *burst)
{
  if (burst == NULL)
    return;
  aft_clock_unref (burst->clock);
  g_free (burst);
}

gboolean
aft_burst_add_tap (AftBurst *burst)
{
  gint64 now_us = aft_clock_get_monotonic_us (burst->clock);
  burst->times_us[burst->count % TAPS] = now_us;
  burst->count++;
  gint64 first_us = burst->times_us[burst->count % TAPS];
  return burst->count >= TAPS && now_us - first_us < WITHIN_US;
}
