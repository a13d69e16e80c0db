/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of buckets: what is let through at once, what later, and what a flood of keys can do. */
#include "aft-fake-clock.h"
#include "aft-rate-limit.h"

typedef struct
{
  AftFakeClock *fake;
  AftRateLimit *limit; /* 3 at once, 6 a minute, 4 keys */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  const AftRateLimitOptions options = { 3, 6, 4 };
  fixture->fake = aft_fake_clock_new (0);
  fixture->limit = aft_rate_limit_new (aft_fake_clock_get_clock (fixture->fake), &options);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_rate_limit_free (fixture->limit);
  aft_fake_clock_free (fixture->fake);
}

/* How many of @tries are let through. */
static guint
count_taken (Fixture *fixture, const char *key, guint tries)
{
  guint taken = 0;
  for (guint i = 0; i < tries; i++)
    taken += aft_rate_limit_take (fixture->limit, key) == 0;
  return taken;
}

static void
test_burst (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count_taken (fixture, "a", 100), ==, 3);
}

static void
test_wait_is_true (Fixture *fixture, gconstpointer unused)
{
  count_taken (fixture, "a", 3);
  guint wait = aft_rate_limit_take (fixture->limit, "a");
  g_assert_cmpuint (wait, ==, 10);
  aft_fake_clock_advance_ms (fixture->fake, 9999);
  g_assert_cmpuint (aft_rate_limit_take (fixture->limit, "a"), ==, 1);
  aft_fake_clock_advance_ms (fixture->fake, 1);
  g_assert_cmpuint (aft_rate_limit_take (fixture->limit, "a"), ==, 0);
  g_assert_cmpuint (aft_rate_limit_take (fixture->limit, "a"), ==, 10);
}

static void
test_rate_in_the_long_run (Fixture *fixture, gconstpointer unused)
{
  guint taken = 0;
  for (guint i = 0; i < 36000; i++)
    {
      taken += count_taken (fixture, "a", 2);
      aft_fake_clock_advance_ms (fixture->fake, 100);
    }
  /* An hour of 6 a minute, and the burst. */
  g_assert_cmpuint (taken, ==, 360 + 3 - 1);
}

static void
test_keys_are_apart (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count_taken (fixture, "a", 9), ==, 3);
  g_assert_cmpuint (count_taken (fixture, "b", 9), ==, 3);
  g_assert_cmpuint (count_taken (fixture, "", 9), ==, 3);
}

static void
test_idle_for_years_is_one_burst (Fixture *fixture, gconstpointer unused)
{
  count_taken (fixture, "a", 9);
  aft_fake_clock_advance_seconds (fixture->fake, G_GINT64_CONSTANT (100) * 365 * 86400);
  g_assert_cmpuint (count_taken (fixture, "a", 9), ==, 3);
}

/* Whoever is heard of is kept: a flood of other names does not give a new burst. */
static void
test_flood_of_keys (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (count_taken (fixture, "a", 9), ==, 3);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *key = g_strdup_printf ("flood-%u", i);
      g_assert_cmpuint (aft_rate_limit_take (fixture->limit, key), ==, 0);
      g_assert_cmpuint (aft_rate_limit_take (fixture->limit, "a"), >, 0);
    }
  g_assert_cmpuint (count_taken (fixture, "flood-0", 9), ==, 3);
}

static void
test_largest_settings (Fixture *fixture, gconstpointer unused)
{
  const AftRateLimitOptions options = { 500000, 1000000, 1 };
  g_autoptr (AftRateLimit) limit
      = aft_rate_limit_new (aft_fake_clock_get_clock (fixture->fake), &options);
  for (guint i = 0; i < 500000; i++)
    g_assert_cmpuint (aft_rate_limit_take (limit, "a"), ==, 0);
  g_assert_cmpuint (aft_rate_limit_take (limit, "a"), ==, 1);
  aft_fake_clock_advance_seconds (fixture->fake, 86400);
  g_assert_cmpuint (aft_rate_limit_take (limit, "a"), ==, 0);
}

static void
test_forgotten_key_is_new (Fixture *fixture, gconstpointer unused)
{
  count_taken (fixture, "a", 3);
  count_taken (fixture, "b", 3);
  aft_rate_limit_forget (fixture->limit, "a");
  aft_rate_limit_forget (fixture->limit, "never seen");
  g_assert_cmpuint (count_taken (fixture, "a", 100), ==, 3);
  g_assert_cmpuint (count_taken (fixture, "b", 100), ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/rate-limit/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-burst-is-let-through-and-no-more", test_burst);
  ADD ("the-wait-told-is-the-wait-needed", test_wait_is_true);
  ADD ("the-rate-holds-in-the-long-run", test_rate_in_the_long_run);
  ADD ("keys-are-apart", test_keys_are_apart);
  ADD ("idle-for-years-is-one-burst", test_idle_for_years_is_one_burst);
  ADD ("a-flood-of-keys-gives-nobody-a-new-burst", test_flood_of_keys);
  ADD ("the-largest-settings-overflow-nothing", test_largest_settings);
  ADD ("a-forgotten-key-is-new", test_forgotten_key_is_new);
  return g_test_run ();
}
