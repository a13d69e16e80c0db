/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes: from the kernel never the same, from a seed always the same. */
#include <string.h>

#include "aft-random.h"
#include "aft-seeded-random.h"

static void
test_the_kernels_bytes_differ (void)
{
  g_autoptr (AftRandom) random = aft_random_new_system ();
  guint8 first[32] = { 0 }, second[32] = { 0 };

  aft_random_fill (random, first, sizeof first);
  aft_random_fill (random, second, sizeof second);
  g_assert_cmpint (memcmp (first, second, sizeof first), !=, 0);
}

static void
test_a_seed_gives_the_same_bytes_however_asked (void)
{
  g_autoptr (AftRandom) whole = aft_seeded_random_new (1);
  g_autoptr (AftRandom) pieces = aft_seeded_random_new (1);
  g_autoptr (AftRandom) other = aft_seeded_random_new (2);
  guint8 expected[100], bytes[100];

  aft_random_fill (whole, expected, sizeof expected);
  for (gsize i = 0; i < sizeof bytes; i += 10)
    aft_random_fill (pieces, bytes + i, 10);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
  aft_random_fill (other, bytes, sizeof bytes);
  g_assert_cmpint (memcmp (bytes, expected, sizeof bytes), !=, 0);
}

static void
fill_with_count (guint8 *bytes, gsize count, gpointer user_data)
{
  for (gsize i = 0; i < count; i++)
    bytes[i] = (guint8) (0xa0 + i);
}

static void
count_call (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_a_source_of_ones_own_is_let_go_once (void)
{
  static const guint8 expected[] = { 0xa0, 0xa1, 0xa2, 0xa3, 0 };
  guint calls = 0;
  guint8 bytes[5] = { 0 };
  AftRandom *random = aft_random_new (fill_with_count, &calls, count_call);

  aft_random_fill (random, bytes, 4);
  aft_random_fill (random, NULL, 0);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
  aft_random_unref (aft_random_ref (random));
  g_assert_cmpuint (calls, ==, 0);
  aft_random_unref (random);
  g_assert_cmpuint (calls, ==, 1);
  aft_random_unref (NULL);
}

static void
test_a_limit_is_never_reached_and_all_below_is (void)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (3);
  guint seen[6] = { 0 };

  for (guint i = 0; i < 6000; i++)
    seen[aft_seeded_random_below (random, 6)]++;
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (ABS ((int) seen[i] - 1000), <, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/random/the-kernels-bytes-differ", test_the_kernels_bytes_differ);
  g_test_add_func ("/base/random/a-seed-gives-the-same-bytes-however-asked",
                   test_a_seed_gives_the_same_bytes_however_asked);
  g_test_add_func ("/base/random/a-source-of-ones-own-is-let-go-once",
                   test_a_source_of_ones_own_is_let_go_once);
  g_test_add_func ("/base/random/a-limit-is-never-reached-and-all-below-is",
                   test_a_limit_is_never_reached_and_all_below_is);
  return g_test_run ();
}
