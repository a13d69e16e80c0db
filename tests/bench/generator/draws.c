/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance for made-up houses: a small generator of its own, so that ten million answers are drawn in
 * seconds and come out the same everywhere. Nothing that has to be secret may be made with it. */
#include "draws.h"

#include <math.h>
#include <string.h>

Draws
draws_start (guint64 seed, guint64 purpose)
{
  Draws draws = { seed };
  guint64 spread = draws_next (&draws);
  return (Draws){ spread ^ (purpose * G_GUINT64_CONSTANT (0xd1342543de82ef95)) };
}

guint64
draws_next (Draws *draws)
{
  guint64 mixed = (draws->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return mixed ^ (mixed >> 31);
}

guint
draws_below (Draws *draws, guint limit)
{
  return (guint) (((draws_next (draws) >> 32) * limit) >> 32);
}

double
draws_unit (Draws *draws)
{
  return (double) (draws_next (draws) >> 11) * 0x1p-53;
}

gboolean
draws_happens (Draws *draws, double chance)
{
  return draws_unit (draws) < chance;
}

double
draws_normal (Draws *draws)
{
  double length = sqrt (-2 * log (1 - draws_unit (draws)));
  return length * cos (2 * G_PI * draws_unit (draws));
}

guint
draws_poisson (Draws *draws, double mean)
{
  if (mean > 60)
    return (guint) MAX (0, lrint (mean + sqrt (mean) * draws_normal (draws)));
  guint count = 0;
  double limit = exp (-mean);
  for (double product = draws_unit (draws); product > limit; product *= draws_unit (draws))
    count++;
  return count;
}

AftId
draws_make_id (Draws *draws, gint64 utc_ms)
{
  AftId id;
  guint64 parts[2] = { draws_next (draws), draws_next (draws) };
  memcpy (id.bytes, parts, sizeof id.bytes);
  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) ((guint64) utc_ms >> (40 - 8 * i));
  id.bytes[6] = 0x70 | (id.bytes[6] & 0x0f);
  id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
  return id;
}

typedef struct
{
  GMutex lock;
  Draws draws;
} Source;

static void
fill (guint8 *bytes, gsize count, gpointer user_data)
{
  Source *source = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&source->lock);
  for (gsize i = 0; i < count; i++)
    bytes[i] = (guint8) (draws_next (&source->draws) >> 56);
}

static void
free_source (gpointer data)
{
  Source *source = data;
  g_mutex_clear (&source->lock);
  g_free (source);
}

AftRandom *
draws_make_random (const Draws *draws)
{
  Source *source = g_new0 (Source, 1);
  g_mutex_init (&source->lock);
  source->draws = *draws;
  return aft_random_new (fill, source, free_source);
}

double
draws_normal_share (double threshold)
{
  return erfc (-threshold / G_SQRT2) / 2;
}

double
draws_normal_threshold (double share)
{
  double low = -9;
  double high = 9;
  while (high - low > 1e-10)
    {
      double middle = (low + high) / 2;
      *(draws_normal_share (middle) < share ? &low : &high) = middle;
    }
  return (low + high) / 2;
}
