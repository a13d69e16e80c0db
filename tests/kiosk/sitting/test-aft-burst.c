/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five taps within a minute are noticed; slower ones are not. */
#include "aft-burst.h"
#include "aft-fake-clock.h"

static void
test_fifth_tap_in_a_minute (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (0);
  g_autoptr (AftBurst) burst = aft_burst_new (aft_fake_clock_get_clock (fake));
  for (guint i = 0; i < 4; i++)
    {
      g_assert_false (aft_burst_add_tap (burst));
      aft_fake_clock_advance_seconds (fake, 14);
    }
  g_assert_true (aft_burst_add_tap (burst));
  g_assert_true (aft_burst_add_tap (burst));
}

static void
test_slow_taps (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (0);
  g_autoptr (AftBurst) burst = aft_burst_new (aft_fake_clock_get_clock (fake));
  for (guint i = 0; i < 100; i++)
    {
      g_assert_false (aft_burst_add_tap (burst));
      aft_fake_clock_advance_seconds (fake, 15);
    }
}

static void
test_set_clock (void)
{
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_USEC_PER_SEC * G_GINT64_CONSTANT (1000000));
  g_autoptr (AftBurst) burst = aft_burst_new (aft_fake_clock_get_clock (fake));
  for (guint i = 0; i < 4; i++)
    {
      g_assert_false (aft_burst_add_tap (burst));
      aft_fake_clock_advance_seconds (fake, 1);
    }
  aft_fake_clock_set_real_us (fake, 0);
  g_assert_true (aft_burst_add_tap (burst));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/burst/fifth-tap-within-a-minute-is-noticed", test_fifth_tap_in_a_minute);
  g_test_add_func ("/kiosk/burst/slower-taps-are-not", test_slow_taps);
  g_test_add_func ("/kiosk/burst/setting-the-clock-changes-nothing", test_set_clock);
  return g_test_run ();
}
