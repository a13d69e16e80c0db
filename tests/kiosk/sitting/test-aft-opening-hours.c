/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening hours by the venue's wall clock: past midnight, special days, zones, daylight saving. */
#include "aft-opening-hours.h"

#include "aft-kiosk-config.h"
#include "aft-temp-dir.h"

#define WEEK(hours)                                                                                \
  "monday=" hours "\ntuesday=" hours "\nwednesday=" hours "\nthursday=" hours "\nfriday=" hours    \
  "\nsaturday=" hours "\nsunday=" hours "\n"

static AftOpeningHours *
make_hours (const char *zone, const char *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *text = g_strdup_printf ("[house]\ntime-zone=%s\n[hours]\n%s", zone, lines);
  g_autofree char *path = aft_temp_dir_write (dir, "kiosk.conf", text);
  g_autoptr (AftConfig) config = aft_kiosk_config_load (path, &error);
  g_assert_no_error (error);
  AftOpeningHours *hours = aft_opening_hours_new_from_config (config, &error);
  g_assert_no_error (error);
  return hours;
}

/* Civil time in @zone, "2026-03-14T19:30". */
static gint64
at (const char *zone_name, const char *local)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autofree char *whole = g_strconcat (local, ":00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, zone);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static void
assert_local (const char *zone_name, gint64 utc_ms, const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *text = g_date_time_format (local, "%Y-%m-%dT%H:%M");
  g_assert_cmpstr (text, ==, expected);
}

static void
test_always_open (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ("Asia/Shanghai", "");
  for (gint64 hour = 0; hour < 24 * 8; hour++)
    g_assert_true (aft_opening_hours_is_open (hours, hour * 3600 * 1000));
}

static void
test_two_spans (void)
{
  const char *zone = "Asia/Shanghai";
  g_autoptr (AftOpeningHours) hours = make_hours (zone, WEEK ("11:00-14:00, 17:00-22:00"));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T10:59")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T11:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T14:00")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T21:59")));
  assert_local (zone, aft_opening_hours_get_next_opening_ms (hours, at (zone, "2026-03-14T14:30")),
                "2026-03-14T17:00");
  assert_local (zone, aft_opening_hours_get_next_opening_ms (hours, at (zone, "2026-03-14T23:30")),
                "2026-03-15T11:00");
}

static void
test_past_midnight (void)
{
  const char *zone = "Asia/Taipei";
  g_autoptr (AftOpeningHours) hours = make_hours (
      zone, "monday=closed\ntuesday=closed\nwednesday=closed\nthursday=closed\nfriday=17:00-02:00\n"
            "saturday=closed\nsunday=closed\n");
  /* 2026-03-13 is a Friday. */
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-13T23:59")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T01:59")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-14T02:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-13T01:00")));
}

static void
test_special_days (void)
{
  const char *zone = "Asia/Shanghai";
  g_autoptr (AftOpeningHours) hours = make_hours (
      zone, WEEK ("11:00-22:00") "special-days=2026-02-17=closed  2026-02-18=12:00-15:00\n");
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-02-17T12:00")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-02-18T12:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-02-18T16:00")));
  assert_local (zone, aft_opening_hours_get_next_opening_ms (hours, at (zone, "2026-02-16T23:00")),
                "2026-02-18T12:00");
}

static void
test_daylight_saving (void)
{
  /* 2026-03-29: 02:00 → 03:00 in Berlin. */
  const char *zone = "Europe/Berlin";
  g_autoptr (AftOpeningHours) hours = make_hours (zone, WEEK ("11:00-22:00"));
  assert_local (zone, aft_opening_hours_get_next_opening_ms (hours, at (zone, "2026-03-28T23:00")),
                "2026-03-29T11:00");
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-29T11:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-29T10:59")));
}

static void
test_never_open (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ("Asia/Shanghai", WEEK ("closed"));
  g_assert_false (aft_opening_hours_is_open (hours, 0));
  g_assert_cmpint (aft_opening_hours_get_next_opening_ms (hours, 0), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/hours/without-settings-always-open", test_always_open);
  g_test_add_func ("/kiosk/hours/several-spans-a-day", test_two_spans);
  g_test_add_func ("/kiosk/hours/past-midnight-belongs-to-the-day-before", test_past_midnight);
  g_test_add_func ("/kiosk/hours/special-day-replaces-its-weekday", test_special_days);
  g_test_add_func ("/kiosk/hours/wall-clock-decides-when-clocks-change", test_daylight_saving);
  g_test_add_func ("/kiosk/hours/closed-for-good-has-no-opening", test_never_open);
  return g_test_run ();
}
