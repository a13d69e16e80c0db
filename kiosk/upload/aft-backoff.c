/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of waiting. Timers and states are the uploader's. */
#include "aft-backoff.h"

#define MOST_DOUBLINGS 16

/* Evenly from 0 to @most, both included; the remainder's bias is below 1 in 2^32. */
static guint
draw_up_to (AftRandom *random, guint most)
{
  guint64 chance = 0;
  aft_random_fill (random, (guint8 *) &chance, sizeof chance);
  return (guint) (chance % ((guint64) most + 1));
}

static guint
draw_own (const AftBackoff *backoff, AftRandom *random)
{
  guint doublings = MIN (backoff->failures, MOST_DOUBLINGS);
  guint64 wait = (guint64) backoff->least_ms << doublings;
  guint whole = (guint) MIN (wait, backoff->most_ms);
  return MAX (whole - draw_up_to (random, whole / 2), MIN (backoff->least_ms, backoff->most_ms));
}

guint
aft_backoff_draw_ms (const AftBackoff *backoff, AftRandom *random)
{
  if (backoff->retry_after_seconds < 0)
    return draw_own (backoff, random);
  gint64 asked_ms = MIN (backoff->retry_after_seconds, G_MAXINT / 1000) * 1000;
  guint wait = MAX ((guint) MIN (asked_ms, backoff->most_ms), backoff->least_ms);
  return MIN (wait + draw_up_to (random, wait / 10), backoff->most_ms);
}
