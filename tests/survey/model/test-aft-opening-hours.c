/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening hours by the venue's wall clock: past midnight, special days, zones, daylight saving, and
 * how much open time lies between two moments. */
#include "aft-opening-hours.h"

#include "aft-error.h"
#include "aft-json.h"
#include "aft-wall-time.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

static AftOpeningHours *
make_week (const char *zone, const char *const *texts, const char *special_days)
{
  g_autoptr (GError) error = NULL;
  AftOpeningHours *hours = aft_opening_hours_new (texts, special_days, zone, &error);
  g_assert_no_error (error);
  return hours;
}

/* Every day of the week alike. */
static AftOpeningHours *
make_hours (const char *zone, const char *text, const char *special_days)
{
  const char *const texts[] = { text, text, text, text, text, text, text };
  return make_week (zone, texts, special_days);
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
  g_autoptr (AftOpeningHours) hours = make_hours ("Asia/Shanghai", NULL, NULL);
  for (gint64 hour = 0; hour < 24 * 8; hour++)
    g_assert_true (aft_opening_hours_is_open (hours, hour * 3600 * 1000));
}

static void
test_two_spans (void)
{
  const char *zone = "Asia/Shanghai";
  g_autoptr (AftOpeningHours) hours = make_hours (zone, "11:00-14:00, 17:00-22:00", NULL);
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
  const char *const texts[]
      = { "closed", "closed", "closed", "closed", "17:00-02:00", "closed", "closed" };
  g_autoptr (AftOpeningHours) hours = make_week (zone, texts, NULL);
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
  g_autoptr (AftOpeningHours) hours
      = make_hours (zone, "11:00-22:00", "2026-02-17=closed  2026-02-18=12:00-15:00");
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
  g_autoptr (AftOpeningHours) hours = make_hours (zone, "11:00-22:00", NULL);
  assert_local (zone, aft_opening_hours_get_next_opening_ms (hours, at (zone, "2026-03-28T23:00")),
                "2026-03-29T11:00");
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-29T11:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-29T10:59")));
}

static void
test_never_open (void)
{
  g_autoptr (AftOpeningHours) hours = make_hours ("Asia/Shanghai", "closed", NULL);
  g_assert_false (aft_opening_hours_is_open (hours, 0));
  g_assert_cmpint (aft_opening_hours_get_next_opening_ms (hours, 0), ==, -1);
}

static void
test_add (void)
{
  const char *zone = "Asia/Shanghai";
  g_autoptr (AftOpeningHours) hours
      = make_hours (zone, "17:00-22:00,11:00-14:00", "2026-03-15=closed");
  const struct
  {
    const char *from;
    gint64 minutes;
    const char *expected;
  } cases[] = {
    { "2026-03-13T11:00", 60, "2026-03-13T12:00" },
    { "2026-03-13T09:00", 60, "2026-03-13T12:00" },
    { "2026-03-13T13:30", 30, "2026-03-13T14:00" },
    { "2026-03-13T13:30", 31, "2026-03-13T17:01" },
    { "2026-03-13T21:50", 15, "2026-03-14T11:05" },
    { "2026-03-14T21:50", 15, "2026-03-16T11:05" },
    { "2026-03-13T09:00", 0, "2026-03-13T09:00" },
    { "2026-03-13T09:00", -5, "2026-03-13T09:00" },
    { "2026-03-13T00:00", 8 * 60, "2026-03-13T22:00" },
    { "2026-03-13T00:00", 8 * 60 + 1, "2026-03-14T11:01" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_local (zone,
                  aft_opening_hours_add_open_ms (hours, at (zone, cases[i].from),
                                                 cases[i].minutes * MINUTE_MS),
                  cases[i].expected);
}

static void
test_count (void)
{
  const char *zone = "Asia/Shanghai";
  /* The spans overlap, and the night's run into the next morning's. */
  g_autoptr (AftOpeningHours) hours
      = make_hours (zone, "10:00-14:00,13:00-15:00,20:00-11:00", NULL);
  const struct
  {
    const char *from;
    const char *to;
    gint64 minutes;
  } cases[] = {
    { "2026-03-13T10:00", "2026-03-13T15:00", 300 },
    { "2026-03-13T15:00", "2026-03-13T20:00", 0 },
    { "2026-03-13T14:59", "2026-03-13T20:01", 2 },
    { "2026-03-13T09:00", "2026-03-14T09:00", 19 * 60 },
    { "2026-03-13T09:00", "2026-03-13T09:00", 0 },
    { "2026-03-14T09:00", "2026-03-13T09:00", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        aft_opening_hours_count_open_ms (hours, at (zone, cases[i].from), at (zone, cases[i].to)),
        ==, cases[i].minutes * MINUTE_MS);
}

/* 2026-03-29 has 23 hours in Berlin, 2026-10-25 has 25. */
static void
test_count_when_clocks_change (void)
{
  const char *zone = "Europe/Berlin";
  g_autoptr (AftOpeningHours) hours = make_hours (zone, "00:00-24:00", "2026-01-01=closed");
  gint64 spring_ms = at (zone, "2026-03-29T00:00");
  g_assert_cmpint (
      aft_opening_hours_count_open_ms (hours, spring_ms, at (zone, "2026-03-30T00:00")), ==,
      23 * HOUR_MS);
  gint64 autumn_ms = at (zone, "2026-10-25T00:00");
  g_assert_cmpint (
      aft_opening_hours_count_open_ms (hours, autumn_ms, at (zone, "2026-10-26T00:00")), ==,
      25 * HOUR_MS);
  assert_local (zone, aft_opening_hours_add_open_ms (hours, spring_ms, 23 * HOUR_MS),
                "2026-03-30T00:00");
}

static void
test_never_beyond_the_limit (void)
{
  g_autoptr (AftOpeningHours) closed = make_hours ("Asia/Shanghai", "closed", NULL);
  g_autoptr (AftOpeningHours) open = make_hours ("Asia/Shanghai", NULL, NULL);
  g_autoptr (AftOpeningHours) short_days = make_hours ("Asia/Shanghai", "11:00-11:01", NULL);
  gint64 from_ms = at ("Asia/Shanghai", "2026-03-13T11:00");
  gint64 last_ms = from_ms + AFT_OPENING_HOURS_SEARCHED_DAYS * DAY_MS;
  g_assert_cmpint (aft_opening_hours_add_open_ms (closed, from_ms, 1), ==, last_ms);
  g_assert_cmpint (aft_opening_hours_add_open_ms (open, from_ms, G_MAXINT64), ==, last_ms);
  g_assert_cmpint (aft_opening_hours_add_open_ms (short_days, from_ms, DAY_MS), ==, last_ms);
  g_assert_cmpint (aft_opening_hours_count_open_ms (closed, from_ms, last_ms), ==, 0);
  g_assert_cmpint (aft_opening_hours_count_open_ms (open, from_ms, last_ms), ==, last_ms - from_ms);
}

/* Some hours of the week, all on the quarter hour. */
static AftOpeningHours *
make_random_hours (void)
{
  char week[7][32];
  const char *texts[7];
  for (gsize i = 0; i < 7; i++)
    {
      guint begin = (guint) g_test_rand_int_range (0, 96) * 15;
      guint end = (begin + (guint) g_test_rand_int_range (1, 96) * 15) % 1440;
      g_snprintf (week[i], sizeof week[i], "%02u:%02u-%02u:%02u", begin / 60, begin % 60, end / 60,
                  end % 60);
      texts[i] = g_test_rand_int_range (0, 4) == 0 ? "closed" : week[i];
    }
  return make_week ("Asia/Shanghai", texts, "2026-03-18=08:00-09:00,22:00-03:15");
}

/* The two ways of asking, quarter hour by quarter hour over two weeks. */
static void
test_count_agrees_with_the_wall (void)
{
  gint64 from_ms = at ("Asia/Shanghai", "2026-03-10T00:00");
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (AftOpeningHours) hours = make_random_hours ();
      gint64 open_ms = 0;
      for (gint64 at_ms = from_ms; at_ms < from_ms + 14 * DAY_MS; at_ms += 15 * MINUTE_MS)
        {
          g_assert_cmpint (aft_opening_hours_count_open_ms (hours, from_ms, at_ms), ==, open_ms);
          if (!aft_opening_hours_is_open (hours, at_ms))
            continue;
          open_ms += 15 * MINUTE_MS;
          g_assert_cmpint (aft_opening_hours_add_open_ms (hours, from_ms, open_ms), ==,
                           at_ms + 15 * MINUTE_MS);
        }
    }
}

static AftOpeningHours *
read_value (const char *text, GError **error)
{
  g_autoptr (GError) json_error = NULL;
  g_autoptr (AftValue) value
      = aft_json_parse (text, strlen (text), &aft_json_limits_wire, &json_error);
  g_assert_no_error (json_error);
  return aft_opening_hours_new_from_value (value, "Asia/Shanghai", error);
}

static void
test_of_a_venue (void)
{
  const char *zone = "Asia/Shanghai";
  g_autoptr (GError) error = NULL;
  g_autoptr (AftOpeningHours) hours
      = read_value ("{\"friday\":\"closed\",\"monday\":\"11:00-22:00\",\"tuesday\":\"\","
                    "\"special_days\":\"2026-03-16=closed\"}",
                    &error);
  g_assert_no_error (error);
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-13T12:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-09T10:00")));
  g_assert_false (aft_opening_hours_is_open (hours, at (zone, "2026-03-16T12:00")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-10T03:00")));
  g_assert_true (aft_opening_hours_is_open (hours, at (zone, "2026-03-11T03:00")));
}

static void
test_refused (void)
{
  const char *const wrong[] = {
    "{\"moonday\":\"11:00-22:00\"}",
    "{\"monday\":1100}",
    "{\"monday\":\"11-22\"}",
    "{\"monday\":\"11:00-11:00\"}",
    "{\"monday\":\"24:00-11:00\"}",
    "{\"monday\":\"11:00-22:00,\"}",
    "{\"special_days\":\"2026-02-30=closed\"}",
    "{\"special_days\":\"2026-02-03\"}",
    "[\"11:00-22:00\"]",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftOpeningHours) hours = read_value (wrong[i], &error);
      g_test_message ("%s", wrong[i]);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (hours);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (AftOpeningHours) hours = aft_opening_hours_new_from_value (NULL, "Mars/Base", &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (hours);
}

static void
test_times_of_day (void)
{
  guint minutes = 0;
  g_assert_true (aft_wall_time_from_text ("00:00", &minutes));
  g_assert_cmpuint (minutes, ==, 0);
  g_assert_true (aft_wall_time_from_text ("24:00", &minutes));
  g_assert_cmpuint (minutes, ==, 24 * 60);
  g_assert_false (aft_wall_time_from_text ("24:01", &minutes));
  g_assert_false (aft_wall_time_from_text ("9:00", &minutes));
  g_assert_false (aft_wall_time_from_text ("09:60", &minutes));
  g_assert_false (aft_wall_time_from_text ("", &minutes));
  g_assert_false (aft_wall_time_from_text (NULL, &minutes));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/hours/without-settings-always-open", test_always_open);
  g_test_add_func ("/model/hours/several-spans-a-day", test_two_spans);
  g_test_add_func ("/model/hours/past-midnight-belongs-to-the-day-before", test_past_midnight);
  g_test_add_func ("/model/hours/special-day-replaces-its-weekday", test_special_days);
  g_test_add_func ("/model/hours/wall-clock-decides-when-clocks-change", test_daylight_saving);
  g_test_add_func ("/model/hours/closed-for-good-has-no-opening", test_never_open);
  g_test_add_func ("/model/hours/only-open-time-is-added", test_add);
  g_test_add_func ("/model/hours/no-minute-counts-twice", test_count);
  g_test_add_func ("/model/hours/a-day-has-the-hours-it-has", test_count_when_clocks_change);
  g_test_add_func ("/model/hours/no-answer-beyond-400-days", test_never_beyond_the_limit);
  g_test_add_func ("/model/hours/count-agrees-with-the-wall", test_count_agrees_with_the_wall);
  g_test_add_func ("/model/hours/a-venue's-are-read-day-by-day", test_of_a_venue);
  g_test_add_func ("/model/hours/what-is-not-hours-is-refused", test_refused);
  g_test_add_func ("/model/hours/times-of-day-are-strict", test_times_of_day);
  return g_test_run ();
}
