/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of how often PINs may be tried. */
#include "aft-pin-guard.h"

#include "aft-fake-clock.h"
#include "aft-seeded-random.h"

#define START_US (G_GINT64_CONSTANT (1763800000) * 1000000)

typedef struct
{
  AftFakeClock *clock;
  AftId boot_id;
  AftPinGuard *guard;
} Fixture;

static AftId
make_boot_id (Fixture *fixture, guint64 seed)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (seed);
  return aft_id_generate (aft_fake_clock_get_clock (fixture->clock), random);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->clock = aft_fake_clock_new (START_US);
  aft_fake_clock_advance_seconds (fixture->clock, 100);
  fixture->boot_id = make_boot_id (fixture, 1);
  fixture->guard = aft_pin_guard_new (aft_fake_clock_get_clock (fixture->clock), &fixture->boot_id);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_pin_guard_free (fixture->guard);
  aft_fake_clock_free (fixture->clock);
}

static void
try_often (Fixture *fixture, guint times)
{
  for (guint i = 0; i < times; i++)
    aft_pin_guard_count_try (fixture->guard);
}

/* The program starts again; the machine as well when @boot_id is another one. */
static void
start_again (Fixture *fixture, const AftId *boot_id)
{
  g_autofree char *text = aft_pin_guard_dup_text (fixture->guard);
  aft_pin_guard_free (fixture->guard);
  fixture->guard = aft_pin_guard_new (aft_fake_clock_get_clock (fixture->clock), boot_id);
  aft_pin_guard_load (fixture->guard, text);
}

static void
assert_wait (Fixture *fixture, gint64 seconds)
{
  g_assert_cmpint (aft_pin_guard_get_wait_ms (fixture->guard), ==, seconds * 1000);
}

static void
test_five_tries (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < AFT_PIN_GUARD_TRIES; i++)
    {
      assert_wait (fixture, 0);
      g_assert_cmpuint (aft_pin_guard_get_tries_left (fixture->guard), ==, 5 - i);
      aft_pin_guard_count_try (fixture->guard);
    }
  assert_wait (fixture, 30);
  g_assert_cmpuint (aft_pin_guard_get_tries_left (fixture->guard), ==, 0);
  aft_fake_clock_advance_seconds (fixture->clock, 29);
  assert_wait (fixture, 1);
  aft_fake_clock_advance_seconds (fixture->clock, 1);
  assert_wait (fixture, 0);
}

static void
test_doubling (Fixture *fixture, gconstpointer unused)
{
  const gint64 waits[] = { 30, 60, 120, 240, 480, 900, 900, 900 };
  try_often (fixture, AFT_PIN_GUARD_TRIES - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      aft_pin_guard_count_try (fixture->guard);
      assert_wait (fixture, waits[i]);
      aft_fake_clock_advance_seconds (fixture->clock, waits[i]);
    }
  try_often (fixture, 5000);
  assert_wait (fixture, 900);
}

static void
test_right_one (Fixture *fixture, gconstpointer unused)
{
  try_often (fixture, 8);
  aft_pin_guard_forget (fixture->guard);
  assert_wait (fixture, 0);
  g_assert_cmpuint (aft_pin_guard_get_tries_left (fixture->guard), ==, 5);
  g_assert_null (aft_pin_guard_dup_text (fixture->guard));
}

static void
test_clock_set (Fixture *fixture, gconstpointer unused)
{
  const gint64 times_us[] = { 0, START_US * 2, START_US + G_GINT64_CONSTANT (86400) * 1000000 };
  try_often (fixture, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (times_us); i++)
    {
      aft_fake_clock_set_real_us (fixture->clock, times_us[i]);
      assert_wait (fixture, 30);
      start_again (fixture, &fixture->boot_id);
      assert_wait (fixture, 30);
    }
}

static void
test_program_restart (Fixture *fixture, gconstpointer unused)
{
  try_often (fixture, 3);
  start_again (fixture, &fixture->boot_id);
  g_assert_cmpuint (aft_pin_guard_get_tries_left (fixture->guard), ==, 2);
  try_often (fixture, 3);
  assert_wait (fixture, 60);
  aft_fake_clock_advance_seconds (fixture->clock, 20);
  start_again (fixture, &fixture->boot_id);
  assert_wait (fixture, 40);
}

static void
test_machine_restart (Fixture *fixture, gconstpointer unused)
{
  AftId other = make_boot_id (fixture, 2);
  try_often (fixture, 6);
  aft_fake_clock_advance_seconds (fixture->clock, 50);
  start_again (fixture, &other);
  assert_wait (fixture, 60);
  try_often (fixture, 1);
  assert_wait (fixture, 120);
}

static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  const char *const texts[] = { "",
                                "x",
                                "1",
                                "1 9",
                                "2 1 018f0000-0000-7000-8000-000000000000 5",
                                "1 0 x 5",
                                "1 1 018f0000-0000-7000-8000-000000000000 5 6" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      aft_pin_guard_forget (fixture->guard);
      aft_pin_guard_load (fixture->guard, texts[i]);
      assert_wait (fixture, 30);
    }
}

/* The store opens while somebody tries already. */
static void
test_fewer_not_believed (Fixture *fixture, gconstpointer unused)
{
  try_often (fixture, 1);
  g_autofree char *early = aft_pin_guard_dup_text (fixture->guard);
  try_often (fixture, 5);
  aft_pin_guard_load (fixture->guard, early);
  assert_wait (fixture, 60);
  aft_pin_guard_load (fixture->guard, NULL);
  assert_wait (fixture, 60);
}

/* A text from the same boot that says it was written later than now. */
static void
test_never_longer_than_the_wait (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *boot = aft_id_to_text (&fixture->boot_id);
  g_autofree char *text = g_strdup_printf ("1 5 %s 999999999999", boot);
  aft_pin_guard_load (fixture->guard, text);
  assert_wait (fixture, 30);
}

#define ADD(name, test) g_test_add ("/desk/pin-guard/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("five-tries-then-thirty-seconds", test_five_tries);
  ADD ("each-wait-is-twice-the-last-up-to-fifteen-minutes", test_doubling);
  ADD ("the-right-pin-makes-it-forget", test_right_one);
  ADD ("setting-the-clock-shortens-no-wait", test_clock_set);
  ADD ("a-wait-goes-on-over-a-restart-of-the-program", test_program_restart);
  ADD ("a-wait-begins-again-with-the-machine", test_machine_restart);
  ADD ("what-cannot-be-read-counts-as-five-tries", test_unreadable);
  ADD ("fewer-tries-than-counted-are-not-believed", test_fewer_not_believed);
  ADD ("no-wait-is-longer-than-it-should-be", test_never_longer_than_the_wait);
  return g_test_run ();
}
