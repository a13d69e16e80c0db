/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of a venue's reckoning of time, and what is no venue. */
#include "aft-error.h"
#include "aft-venue.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define DAY_MS  (24 * HOUR_MS)

static const AftId id = { { 1, 2, 3 } };

static AftValue *
make_part (const char *name, const char *from, const char *to)
{
  AftValueBuilder *part = aft_value_builder_new_object ();
  aft_value_builder_set_string (part, "id", name);
  aft_value_builder_set_string (part, "from", from);
  aft_value_builder_set_string (part, "to", to);
  return aft_value_builder_end (part);
}

static AftValue *
make_parts (const char *from, const char *to, const char *other_from, const char *other_to)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  aft_value_builder_take (list, make_part ("one", from, to));
  aft_value_builder_take (list, make_part ("two", other_from, other_to));
  return aft_value_builder_end (list);
}

static AftVenueFields
make_fields (const char *zone, AftValue *parts)
{
  return (AftVenueFields){
    .id = &id,
    .name = "南京路店",
    .zone = zone,
    .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
    .country_code = "86",
    .day_parts = parts,
  };
}

static AftVenue *
make_venue (const char *zone, AftValue *parts)
{
  g_autoptr (GError) error = NULL;
  AftVenueFields fields = make_fields (zone, parts);
  AftVenue *venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  return venue;
}

static void
test_day_ends_at_the_cut_off (void)
{
  g_autoptr (AftVenue) venue = make_venue ("Asia/Shanghai", NULL);
  gint64 midnight_ms = 20000 * DAY_MS - 8 * HOUR_MS;
  g_assert_cmpint (aft_venue_get_business_day (venue, midnight_ms + 4 * HOUR_MS - 1), ==, 19999);
  g_assert_cmpint (aft_venue_get_business_day (venue, midnight_ms + 4 * HOUR_MS), ==, 20000);
}

static void
test_before_1970 (void)
{
  g_autoptr (AftVenue) venue = make_venue ("UTC", NULL);
  g_assert_cmpint (aft_venue_get_business_day (venue, 0), ==, -1);
  g_assert_cmpint (aft_venue_get_business_day (venue, 4 * HOUR_MS - DAY_MS - 1), ==, -2);
}

/* Berlin, 2026-03-29: 02:00 becomes 03:00 at 01:00 UTC. The wall clock decides, not elapsed time.
 */
static void
test_daylight_saving (void)
{
  g_autoptr (AftVenue) venue = make_venue ("Europe/Berlin", NULL);
  gint64 utc_midnight_ms = 20541 * DAY_MS;
  g_assert_cmpint (aft_venue_get_business_day (venue, utc_midnight_ms + 2 * HOUR_MS - 1), ==,
                   20540);
  g_assert_cmpint (aft_venue_get_business_day (venue, utc_midnight_ms + 2 * HOUR_MS), ==, 20541);
}

static void
test_part_over_midnight (void)
{
  g_autoptr (AftValue) parts = make_parts ("11:00", "14:30", "22:00", "02:00");
  g_autoptr (AftVenue) venue = make_venue ("UTC", parts);
  gint64 day_ms = 20000 * DAY_MS;
  g_assert_cmpstr (aft_venue_get_day_part (venue, day_ms + HOUR_MS), ==, "two");
  g_assert_null (aft_venue_get_day_part (venue, day_ms + 2 * HOUR_MS));
  g_assert_cmpstr (aft_venue_get_day_part (venue, day_ms + 11 * HOUR_MS), ==, "one");
  g_assert_null (aft_venue_get_day_part (venue, day_ms + 14 * HOUR_MS + HOUR_MS / 2));
  g_assert_cmpstr (aft_venue_get_day_part (venue, day_ms + 23 * HOUR_MS), ==, "two");
}

static void
assert_refused (const AftVenueFields *fields)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_venue_new (fields, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_wrong_zones_refused (void)
{
  static const char *const zones[]
      = { NULL, "", "Mars/Olympus", "/etc/localtime", "../zoneinfo/UTC", "+08:00", "Asia//Tokyo" };
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      AftVenueFields fields = make_fields (zones[i], NULL);
      assert_refused (&fields);
    }
}

static void
test_wrong_parts_refused (void)
{
  static const char *const parts[][4] = {
    { "11:00", "14:00", "13:59", "15:00" }, { "22:00", "02:00", "01:00", "03:00" },
    { "11:00", "11:00", "13:00", "15:00" }, { "24:00", "01:00", "13:00", "15:00" },
    { "9:00", "10:00", "13:00", "15:00" },  { "11:60", "12:10", "13:00", "15:00" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (AftValue) list = make_parts (parts[i][0], parts[i][1], parts[i][2], parts[i][3]);
      AftVenueFields fields = make_fields ("UTC", list);
      assert_refused (&fields);
    }
}

static void
test_other_fields_refused (void)
{
  AftVenueFields nameless = make_fields ("UTC", NULL);
  nameless.name = "";
  assert_refused (&nameless);
  AftVenueFields late = make_fields ("UTC", NULL);
  late.cut_off_minutes = 720;
  assert_refused (&late);
  AftVenueFields far = make_fields ("UTC", NULL);
  far.country_code = "+86";
  assert_refused (&far);
}

/* Berlin: half past two is there twice on 2026-10-25, and never on 2026-03-29. */
static void
test_hours_of_the_wall_clock (void)
{
  g_autoptr (AftVenue) venue = make_venue ("Europe/Berlin", NULL);
  gint64 autumn_ms = G_GINT64_CONSTANT (1792888200000); /* 00:30Z */
  gint64 spring_ms = G_GINT64_CONSTANT (1774744200000);
  g_assert_cmpuint (aft_venue_get_hour (venue, autumn_ms), ==, 2);
  g_assert_cmpuint (aft_venue_get_hour (venue, autumn_ms + HOUR_MS), ==, 2);
  g_assert_cmpuint (aft_venue_get_hour (venue, autumn_ms + 2 * HOUR_MS), ==, 3);
  g_assert_cmpuint (aft_venue_get_hour (venue, spring_ms), ==, 1);
  g_assert_cmpuint (aft_venue_get_hour (venue, spring_ms + HOUR_MS), ==, 3);
  g_assert_cmpuint (aft_venue_get_hour (venue, -1), ==, 0);
}

static void
test_name_is_composed (void)
{
  g_autoptr (GError) error = NULL;
  AftVenueFields fields = make_fields ("UTC", NULL);
  fields.name = "Cafe\xcc\x81";
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_venue_get_name (venue), ==, "Caf\xc3\xa9");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/venue/the-day-ends-at-the-cut-off", test_day_ends_at_the_cut_off);
  g_test_add_func ("/model/venue/days-before-1970", test_before_1970);
  g_test_add_func ("/model/venue/the-wall-clock-decides", test_daylight_saving);
  g_test_add_func ("/model/venue/a-part-may-run-over-midnight", test_part_over_midnight);
  g_test_add_func ("/model/venue/only-known-zones", test_wrong_zones_refused);
  g_test_add_func ("/model/venue/parts-do-not-overlap", test_wrong_parts_refused);
  g_test_add_func ("/model/venue/wrong-fields-are-refused", test_other_fields_refused);
  g_test_add_func ("/model/venue/a-name-is-kept-composed", test_name_is_composed);
  g_test_add_func ("/model/venue/hours-are-the-wall-clock-s", test_hours_of_the_wall_clock);
  return g_test_run ();
}
