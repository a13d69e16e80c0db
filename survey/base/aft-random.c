/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where random bytes come from, as an object. The generator itself is the kernel's, through
 * libsodium; this file only makes it replaceable. */
#include "aft-random.h"

#include <sodium.h>

struct _AftRandom
{
  gatomicrefcount references;
  AftRandomFill fill;
  gpointer user_data;
  GDestroyNotify destroy;
};

static void
fill_from_system (guint8 *bytes, gsize count, gpointer user_data)
{
  randombytes_buf (bytes, count);
}

AftRandom *
aft_random_new_system (void)
{
  int ready = sodium_init ();

  g_assert (ready >= 0);
  return aft_random_new (fill_from_system, NULL, NULL);
}

AftRandom *
aft_random_new (AftRandomFill fill, gpointer user_data, GDestroyNotify destroy)
{
  AftRandom *random = g_new0 (AftRandom, 1);

  g_atomic_ref_count_init (&random->references);
  random->fill = fill;
  random->user_data = user_data;
  random->destroy = destroy;
  return random;
}

AftRandom *
aft_random_ref (AftRandom *random)
{
  g_atomic_ref_count_inc (&random->references);
  return random;
}

void
aft_random_unref (AftRandom *random)
{
  if (random == NULL || !g_atomic_ref_count_dec (&random->references))
    return;
  if (random->destroy != NULL)
    random->destroy (random->user_data);
  g_free (random);
}

void
aft_random_fill (AftRandom *random, guint8 *bytes, gsize count)
{
  if (count > 0)
    random->fill (bytes, count, random->user_data);
}
