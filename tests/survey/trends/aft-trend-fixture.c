/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of loading stand on: a real store whose counts are put in by hand, so that many
 * answers cost nothing and every sum is known beforehand. That the store counts in the same way is
 * tried in test-aft-trend-days.c. */
#include "aft-trend-fixture.h"

#include "aft-house-store-trends.h"

static const char *const NAMES[AFT_TREND_FIXTURE_VENUES] = { NULL, "B", "C" };

static void
open_venue (AftTrendFixture *fixture, guint number)
{
  g_autoptr (GError) error = NULL;
  AftHouseFixture *house = &fixture->house;
  fixture->venues[number] = aft_id_generate (house->clock, house->random);
  AftVenueFields fields = { .id = &fixture->venues[number],
                            .name = NAMES[number],
                            .zone = "Asia/Shanghai",
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_true (aft_house_store_put_venue_sync (house->store, venue, "user:test", &error));
}

void
aft_trend_fixture_set_up (AftTrendFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (&fixture->house, unused);
  fixture->venues[0] = fixture->house.venue_id;
  for (guint i = 1; i < AFT_TREND_FIXTURE_VENUES; i++)
    open_venue (fixture, i);
  fixture->pending = g_string_new ("DELETE FROM word;"
                                   "INSERT INTO word VALUES (1, 'lunch'), (2, 'night');");
}

void
aft_trend_fixture_tear_down (AftTrendFixture *fixture, gconstpointer unused)
{
  g_string_free (fixture->pending, TRUE);
  aft_house_fixture_tear_down (&fixture->house, unused);
}

gint32
aft_trend_fixture_day (const char *text)
{
  gint32 day = 0;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

void
aft_trend_fixture_execute (AftTrendFixture *fixture, const char *sql)
{
  g_string_append (fixture->pending, sql);
}

static void
add_trend (GString *sql, guint venue, guint slice, guint value, const AftTrendCount *count)
{
  g_string_append_printf (sql,
                          "INSERT INTO trend (venue, measure, slice, value, day, n%u)"
                          " VALUES (%u, %d, %u, %u, %d, %u) ON CONFLICT DO UPDATE"
                          " SET n%u = n%u + excluded.n%u;",
                          count->place, venue, (int) count->measure, slice, value,
                          aft_trend_fixture_day (count->day), count->count, count->place,
                          count->place, count->place);
}

static void
add_rollup (GString *sql, guint venue, const AftTrendCount *count)
{
  g_string_append_printf (sql,
                          "INSERT INTO rollup VALUES (%u, %u, %d, %d, %u, %u, %d, %d, %d, %u)"
                          " ON CONFLICT DO UPDATE SET count = count + excluded.count;",
                          venue, MAX (count->survey, 1), -1 - (int) count->measure,
                          aft_trend_fixture_day (count->day), count->part, count->place,
                          (int) count->language, (int) count->channel, (int) count->tier,
                          count->count);
}

void
aft_trend_fixture_count (AftTrendFixture *fixture, const AftTrendCount *count)
{
  const guint venues[] = { count->venue + 1, 0 };
  gboolean has_hours
      = count->measure == AFT_MEASURE_SATISFACTION || count->measure == AFT_MEASURE_ANSWERS;
  for (guint i = 0; i < G_N_ELEMENTS (venues); i++)
    {
      add_trend (fixture->pending, venues[i], AFT_SLICE_ALL, 0, count);
      if (has_hours)
        add_trend (fixture->pending, venues[i], AFT_SLICE_HOUR, count->hour, count);
      if (has_hours && venues[i] > 0)
        add_trend (fixture->pending, venues[i], AFT_SLICE_DEVICE, 1, count);
      add_rollup (fixture->pending, venues[i], count);
    }
}

void
aft_trend_fixture_rate (AftTrendFixture *fixture, const char *day, guint low, guint high)
{
  AftTrendCount count = { .measure = AFT_MEASURE_SATISFACTION, .day = day, .hour = 12, .part = 1 };
  count.place = 1;
  count.count = low;
  aft_trend_fixture_count (fixture, &count);
  count.place = 5;
  count.count = high;
  aft_trend_fixture_count (fixture, &count);
}

void
aft_trend_fixture_rate_days (AftTrendFixture *fixture,
                             const char *first,
                             const char *last,
                             guint low,
                             guint high)
{
  gint32 end = aft_trend_fixture_day (last);
  for (gint32 day = aft_trend_fixture_day (first); day <= end; day++)
    {
      AftDate date = aft_calendar_date_of (day);
      g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
      aft_trend_fixture_rate (fixture, text, low, high);
    }
}

AftTrendScope *
aft_trend_fixture_ask (AftTrendFixture *fixture, const char *query, const char *today)
{
  g_autoptr (GError) error = NULL;
  AftTrendScope *scope = aft_trend_scope_read (query, aft_trend_fixture_day (today), &error);
  g_assert_no_error (error);
  return scope;
}

AftTrendView *
aft_trend_fixture_load (AftTrendFixture *fixture, const AftTrendScope *scope, guint parts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strconcat ("BEGIN;", fixture->pending->str, "COMMIT", NULL);
  aft_house_fixture_execute_beside (&fixture->house, sql);
  g_string_truncate (fixture->pending, 0);
  AftTrendView *view = aft_trend_view_load_sync (fixture->house.store, scope, parts, &error);
  g_assert_no_error (error);
  return view;
}

AftTrendView *
aft_trend_fixture_view (AftTrendFixture *fixture, const char *query, const char *today, guint parts)
{
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, query, today);
  return aft_trend_fixture_load (fixture, scope, parts);
}

const AftTrendGroup *
aft_trend_fixture_group (GPtrArray *groups, const char *name)
{
  const AftTrendGroup *found = NULL;
  for (guint i = 0; i < groups->len; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      if (!g_str_equal (group->name, name))
        continue;
      g_assert_null (found);
      found = group;
    }
  g_assert_nonnull (found);
  return found;
}
