/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock that is passed in, the machine's own, and the wall time of a zone. */
#include "aft-clock.h"
#include "aft-fake-clock.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

static void
test_a_clock_tells_what_its_source_says (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000123456));
  AftClock *clock = aft_fake_clock_get_clock (fake);

  g_assert_cmpint (aft_clock_get_real_us (clock), ==, G_GINT64_CONSTANT (1700000000123456));
  g_assert_cmpint (aft_clock_get_real_ms (clock), ==, G_GINT64_CONSTANT (1700000000123));
  aft_fake_clock_advance_seconds (fake, 2);
  aft_fake_clock_advance_us (fake, 1);
  g_assert_cmpint (aft_clock_get_real_us (clock), ==, G_GINT64_CONSTANT (1700000002123457));
  g_assert_cmpint (aft_clock_get_monotonic_us (clock), ==, 2000001);
}

static void
test_setting_the_time_leaves_the_monotonic_time (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (5000000);
  AftClock *clock = aft_fake_clock_get_clock (fake);

  aft_fake_clock_advance_ms (fake, 7);
  aft_fake_clock_set_real_us (fake, 1000);
  g_assert_cmpint (aft_clock_get_real_us (clock), ==, 1000);
  g_assert_cmpint (aft_clock_get_monotonic_us (clock), ==, 7000);
}

static void
test_milliseconds_round_towards_the_past (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (-1);

  g_assert_cmpint (aft_clock_get_real_ms (aft_fake_clock_get_clock (fake)), ==, -1);
  aft_fake_clock_set_real_us (fake, -1000);
  g_assert_cmpint (aft_clock_get_real_ms (aft_fake_clock_get_clock (fake)), ==, -1);
  aft_fake_clock_set_real_us (fake, 999);
  g_assert_cmpint (aft_clock_get_real_ms (aft_fake_clock_get_clock (fake)), ==, 0);
}

static void
test_the_machines_clock_goes_on (void)
{
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  gint64 before = g_get_monotonic_time ();
  gint64 asked = aft_clock_get_monotonic_us (clock);
  gint64 after = g_get_monotonic_time ();

  g_assert_cmpint (before, <=, asked);
  g_assert_cmpint (asked, <=, after);
  g_assert_cmpint (ABS (aft_clock_get_real_us (clock) - g_get_real_time ()), <, 60000000);
}

static void
count_call (gpointer data)
{
  (*(guint *) data)++;
}

static gint64
read_zero (gpointer data)
{
  return 0;
}

static void
test_the_last_reference_releases_the_source (void)
{
  AftClockSource source = { .real_us = read_zero, .monotonic_us = read_zero };
  guint calls = 0;
  AftClock *clock = aft_clock_new (&source, &calls, count_call);

  aft_clock_unref (aft_clock_ref (clock));
  g_assert_cmpuint (calls, ==, 0);
  aft_clock_unref (clock);
  g_assert_cmpuint (calls, ==, 1);
  aft_clock_unref (NULL);
}

static void
test_a_fake_clock_outlives_its_holder (void)
{
  AftFakeClock *fake = aft_fake_clock_new (42);
  g_autoptr (AftClock) clock = aft_clock_ref (aft_fake_clock_get_clock (fake));

  aft_fake_clock_free (fake);
  g_assert_cmpint (aft_clock_get_real_us (clock), ==, 42);
}

static void
test_local_time_follows_the_zone (void)
{
  g_autoptr (GTimeZone) shanghai = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 winter = G_GINT64_CONSTANT (1768478400000);      /* 2026-01-15T12:00Z */
  gint64 before_jump = G_GINT64_CONSTANT (1774745999999); /* 2026-03-29T00:59:59.999Z */

  g_assert_cmpint (aft_clock_to_local_ms (winter, shanghai), ==, winter + 8 * HOUR_MS);
  g_assert_cmpint (aft_clock_to_local_ms (winter, berlin), ==, winter + HOUR_MS);
  g_assert_cmpint (aft_clock_to_local_ms (winter, utc), ==, winter);
  g_assert_cmpint (aft_clock_to_local_ms (before_jump, berlin), ==, before_jump + HOUR_MS);
  g_assert_cmpint (aft_clock_to_local_ms (before_jump + 1, berlin), ==,
                   before_jump + 1 + 2 * HOUR_MS);
  g_assert_cmpint (aft_clock_to_local_ms (-1, utc), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/a-clock-tells-what-its-source-says",
                   test_a_clock_tells_what_its_source_says);
  g_test_add_func ("/base/clock/setting-the-time-leaves-the-monotonic-time",
                   test_setting_the_time_leaves_the_monotonic_time);
  g_test_add_func ("/base/clock/milliseconds-round-towards-the-past",
                   test_milliseconds_round_towards_the_past);
  g_test_add_func ("/base/clock/the-machines-clock-goes-on", test_the_machines_clock_goes_on);
  g_test_add_func ("/base/clock/the-last-reference-releases-the-source",
                   test_the_last_reference_releases_the_source);
  g_test_add_func ("/base/clock/a-fake-clock-outlives-its-holder",
                   test_a_fake_clock_outlives_its_holder);
  g_test_add_func ("/base/clock/local-time-follows-the-zone", test_local_time_follows_the_zone);
  return g_test_run ();
}
