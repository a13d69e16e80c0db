/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The random source of the tests: SHA-256 over seed and counter. GRand is not used, so that the
 * same seed gives the same bytes with every version of GLib. */
#include "aft-seeded-random.h"

#include <string.h>

#include "aft-digest.h"

typedef struct
{
  GMutex lock;
  guint64 seed;
  guint64 block;
  AftDigest bytes;
  gsize used;
} SeededState;

static void
make_block (SeededState *state)
{
  guint64 input[2] = { GUINT64_TO_BE (state->seed), GUINT64_TO_BE (state->block) };

  state->bytes = aft_digest_of (input, sizeof input);
  state->block++;
  state->used = 0;
}

static void
fill_from_seed (guint8 *bytes, gsize count, gpointer user_data)
{
  SeededState *state = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&state->lock);

  for (gsize i = 0; i < count; i++)
    {
      if (state->used == AFT_DIGEST_BYTES)
        make_block (state);
      bytes[i] = state->bytes.bytes[state->used++];
    }
}

static void
free_state (gpointer data)
{
  SeededState *state = data;

  g_mutex_clear (&state->lock);
  g_free (state);
}

AftRandom *
aft_seeded_random_new (guint64 seed)
{
  SeededState *state = g_new0 (SeededState, 1);

  g_mutex_init (&state->lock);
  state->seed = seed;
  state->used = AFT_DIGEST_BYTES;
  return aft_random_new (fill_from_seed, state, free_state);
}

guint64
aft_seeded_random_below (AftRandom *random, guint64 limit)
{
  /* Numbers of the last, incomplete round would make small results likelier. */
  guint64 rounds_end = G_MAXUINT64 - G_MAXUINT64 % limit;
  guint64 number;

  do
    aft_random_fill (random, (guint8 *) &number, sizeof number);
  while (GUINT64_FROM_BE (number) >= rounds_end);
  return GUINT64_FROM_BE (number) % limit;
}
