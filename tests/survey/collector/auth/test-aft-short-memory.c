/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered between two pages is forgotten in time. */
#include "aft-short-memory.h"

#include "aft-fake-clock.h"

#define LIFE_MS 300000
#define MOST    4

typedef struct
{
  AftFakeClock *fake;
  AftShortMemory *memory;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1800000000000000));
  fixture->memory = aft_short_memory_new (aft_fake_clock_get_clock (fixture->fake), LIFE_MS, MOST);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_short_memory_free (fixture->memory);
  aft_fake_clock_free (fixture->fake);
}

static void
put (Fixture *fixture, const char *key, const char *secret)
{
  const AftShortItem item
      = { .user_id = { { 7 } }, .name = (char *) "wang", .secret = (char *) secret };
  AftDigest digest = aft_digest_of_text (key);
  aft_short_memory_put (fixture->memory, &digest, &item);
}

static void
expect (Fixture *fixture, const char *key, const char *secret)
{
  AftDigest digest = aft_digest_of_text (key);
  g_autoptr (AftShortItem) item = aft_short_memory_dup (fixture->memory, &digest);
  g_assert_cmpstr (item != NULL ? item->secret : NULL, ==, secret);
  g_assert_cmpstr (item != NULL ? item->name : NULL, ==, secret != NULL ? "wang" : NULL);
}

static void
test_kept_under_its_key (Fixture *fixture, gconstpointer unused)
{
  AftDigest digest = aft_digest_of_text ("a");
  put (fixture, "a", "one");
  put (fixture, "b", "two");
  expect (fixture, "a", "one");
  expect (fixture, "b", "two");
  expect (fixture, "c", NULL);
  put (fixture, "a", "three");
  expect (fixture, "a", "three");
  aft_short_memory_drop (fixture->memory, &digest);
  aft_short_memory_drop (fixture->memory, &digest);
  expect (fixture, "a", NULL);
}

static void
test_forgotten_in_time (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "a", "one");
  aft_fake_clock_advance_ms (fixture->fake, LIFE_MS - 1);
  expect (fixture, "a", "one");
  put (fixture, "b", "two");
  aft_fake_clock_advance_ms (fixture->fake, 1);
  expect (fixture, "a", NULL);
  expect (fixture, "b", "two");
}

/* Nobody who sets the machine's clock makes it live longer. */
static void
test_clock_going_back (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "a", "one");
  aft_fake_clock_advance_ms (fixture->fake, LIFE_MS);
  aft_fake_clock_set_real_us (fixture->fake, 0);
  expect (fixture, "a", NULL);
}

static void
test_bounded (Fixture *fixture, gconstpointer unused)
{
  static const char *const keys[] = { "a", "b", "c", "d", "e" };
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    put (fixture, keys[i], keys[i]);
  expect (fixture, "a", NULL);
  for (gsize i = 1; i < G_N_ELEMENTS (keys); i++)
    expect (fixture, keys[i], keys[i]);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/short-memory/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept-under-its-key", test_kept_under_its_key);
  ADD ("forgotten-in-time", test_forgotten_in_time);
  ADD ("forgotten-whatever-the-clock-says", test_clock_going_back);
  ADD ("the-oldest-goes-first", test_bounded);
  return g_test_run ();
}
