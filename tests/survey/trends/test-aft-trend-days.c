/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that a kiosk sent, seen as figures: on which business day and at which hour they are,
 * with the cut-off in the morning and clocks that are put forward and back; and that the store
 * counts them as aft-trend-fixture.c does by hand. */
#include "aft-trend-fixture.h"

#define TODAY       "2026-11-15"
#define HOUR_MS     G_GINT64_CONSTANT (3600000)
#define MINUTE_MS   G_GINT64_CONSTANT (60000)
#define AUTUMN_MS   G_GINT64_CONSTANT (1792886400000) /* 2026-10-25T00:00Z, 02:00 in Berlin */
#define SPRING_MS   G_GINT64_CONSTANT (1774742400000) /* 2026-03-29T00:00Z, 01:00 in Berlin */
#define SHANGHAI_MS G_GINT64_CONSTANT (1793462400000) /* 2026-11-01 00:00 in Shanghai */

static AftHouseKiosk
open_berlin (AftTrendFixture *fixture, AftId *ret_venue_id)
{
  g_autoptr (GError) error = NULL;
  AftHouseFixture *house = &fixture->house;
  *ret_venue_id = aft_id_generate (house->clock, house->random);
  AftVenueFields fields = { .id = ret_venue_id,
                            .name = "Berlin",
                            .zone = "Europe/Berlin",
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "49" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_true (aft_house_store_put_venue_sync (house->store, venue, "user:test", &error));
  AftHouseKiosk kiosk = aft_house_kiosk_new (house->clock, house->random);
  aft_house_enrol (house->store, house->random, ret_venue_id, &kiosk);
  return kiosk;
}

/* A score of 4, at that time by the kiosk's right clock, in a boot that is over. */
static void
send_at (AftTrendFixture *fixture, AftHouseKiosk *kiosk, gint64 at_ms)
{
  g_autoptr (GError) error = NULL;
  AftHouseFixture *house = &fixture->house;
  AftId lost = aft_id_generate (house->clock, house->random);
  AftResponseBuilder *builder
      = aft_sample_builder_new (house->clock, house->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_times (builder, at_ms - 15000, at_ms);
  aft_response_builder_set_boot (builder, &lost, 5000);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (kiosk, response);
  AftHouseBatch *batch = aft_house_kiosk_batch (kiosk, house->clock);
  aft_house_batch_take (batch, &item);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_sync (house->store, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (receipts->items, AftHouseReceipt, 0).status, ==,
                   AFT_HOUSE_STORED);
}

static AftTrendView *
load (AftTrendFixture *fixture, const AftId *venue_id, const char *period, guint parts)
{
  g_autofree char *id = aft_id_to_text (venue_id);
  g_autofree char *query = g_strdup_printf ("venue=%s&period=%s", id, period);
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, query, TODAY);
  scope->few = 1;
  return aft_trend_fixture_load (fixture, scope, parts);
}

static guint64
count_in (AftTrendFixture *fixture, const AftId *venue_id, const char *period)
{
  g_autoptr (AftTrendView) view = load (fixture, venue_id, period, 0);
  return view->figure.n;
}

static guint64
count_at (const AftTrendView *view, guint weekday, guint hour)
{
  return g_array_index (view->hours, AftTrendHour, (weekday - 1) * 24 + hour).figure.n;
}

/* A minute before the cut-off it is still Saturday, the last of October; at it November begins. */
static void
test_cut_off (AftTrendFixture *fixture, gconstpointer unused)
{
  gint64 cut_off_ms = SHANGHAI_MS + AFT_VENUE_CUT_OFF_MINUTES * MINUTE_MS;
  const AftId *venue_id = &fixture->venues[0];
  AftHouseKiosk *kiosk = &fixture->house.kiosk;
  send_at (fixture, kiosk, SHANGHAI_MS - MINUTE_MS);
  send_at (fixture, kiosk, SHANGHAI_MS + MINUTE_MS);
  send_at (fixture, kiosk, cut_off_ms - 1000);
  send_at (fixture, kiosk, cut_off_ms);
  g_assert_cmpuint (count_in (fixture, venue_id, "2026-10"), ==, 3);
  g_assert_cmpuint (count_in (fixture, venue_id, "2026-10-31"), ==, 3);
  g_assert_cmpuint (count_in (fixture, venue_id, "2026-11"), ==, 1);
  g_assert_cmpuint (count_in (fixture, venue_id, "2026-11-01"), ==, 1);
  g_autoptr (AftTrendView) view = load (fixture, venue_id, "2026-10", AFT_TREND_HOURS);
  g_assert_cmpuint (count_at (view, 6, 23), ==, 1);
  g_assert_cmpuint (count_at (view, 6, 0), ==, 1); /* Saturday's night */
  g_assert_cmpuint (count_at (view, 7, 0), ==, 0);
}

/* 02:00 to 03:00 is there twice; both belong to Saturday, as does what comes before the cut-off. */
static void
test_put_back (AftTrendFixture *fixture, gconstpointer unused)
{
  AftId venue_id;
  AftHouseKiosk kiosk = open_berlin (fixture, &venue_id);
  gint64 cut_off_ms = AUTUMN_MS + (AFT_VENUE_CUT_OFF_MINUTES - 60) * MINUTE_MS;
  send_at (fixture, &kiosk, AUTUMN_MS + 30 * MINUTE_MS);
  send_at (fixture, &kiosk, AUTUMN_MS + 90 * MINUTE_MS);
  send_at (fixture, &kiosk, cut_off_ms - 1000);
  send_at (fixture, &kiosk, cut_off_ms);
  g_autoptr (AftTrendView) saturday = load (fixture, &venue_id, "2026-10-24", AFT_TREND_HOURS);
  g_assert_cmpuint (saturday->figure.n, ==, 3);
  g_assert_cmpuint (count_at (saturday, 6, 2), ==, 2);
  g_assert_cmpuint (count_at (saturday, 6, AFT_VENUE_CUT_OFF_MINUTES / 60 - 1), ==, 1);
  g_assert_cmpuint (count_in (fixture, &venue_id, "2026-10-25"), ==, 1);
}

/* Between 02:00 and 03:00 there is nothing, and the day begins an hour sooner. */
static void
test_put_forward (AftTrendFixture *fixture, gconstpointer unused)
{
  AftId venue_id;
  AftHouseKiosk kiosk = open_berlin (fixture, &venue_id);
  gint64 cut_off_ms = SPRING_MS + (AFT_VENUE_CUT_OFF_MINUTES - 120) * MINUTE_MS;
  send_at (fixture, &kiosk, SPRING_MS + 59 * MINUTE_MS);
  send_at (fixture, &kiosk, SPRING_MS + 60 * MINUTE_MS);
  send_at (fixture, &kiosk, cut_off_ms - 1000);
  send_at (fixture, &kiosk, cut_off_ms);
  g_autoptr (AftTrendView) saturday = load (fixture, &venue_id, "2026-03-28", AFT_TREND_HOURS);
  g_assert_cmpuint (saturday->figure.n, ==, 3);
  g_assert_cmpuint (count_at (saturday, 6, 1), ==, 1);
  g_assert_cmpuint (count_at (saturday, 6, 2), ==, 0);
  g_assert_cmpuint (count_at (saturday, 6, 3), ==, 2);
  g_assert_cmpuint (count_in (fixture, &venue_id, "2026-03-29"), ==, 1);
  g_assert_cmpuint (count_in (fixture, &venue_id, "2026-03"), ==, 4);
}

static const AftTrendPoint *
get_last (const AftTrendView *view)
{
  return &g_array_index (view->points, AftTrendPoint, view->points->len - 1);
}

/* A week of 167 hours and one of 169 have seven days each, and lose nobody at their ends. */
static void
test_weeks (AftTrendFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    gint64 change_ms; /* 00:00 UTC of the Sunday */
    gint utc_hours;   /* that the wall clock is before UTC on the Monday before */
    const char *period;
  } WEEKS[] = { { SPRING_MS, 1, "2026-W13" }, { AUTUMN_MS, 2, "2026-W43" } };
  AftId venue_id;
  AftHouseKiosk kiosk = open_berlin (fixture, &venue_id);
  for (guint i = 0; i < G_N_ELEMENTS (WEEKS); i++)
    {
      gint64 monday_ms = WEEKS[i].change_ms - 6 * 24 * HOUR_MS
                         + AFT_VENUE_CUT_OFF_MINUTES * MINUTE_MS - WEEKS[i].utc_hours * HOUR_MS;
      gint64 hours = i == 0 ? 167 : 169;
      send_at (fixture, &kiosk, monday_ms - 1000);
      send_at (fixture, &kiosk, monday_ms);
      send_at (fixture, &kiosk, monday_ms + hours * HOUR_MS - 1000);
      send_at (fixture, &kiosk, monday_ms + hours * HOUR_MS);
      g_autoptr (AftTrendView) view
          = load (fixture, &venue_id, WEEKS[i].period, AFT_TREND_POINTS | AFT_TREND_HOURS);
      guint inside = 0;
      for (guint j = 0; j < view->points->len; j++)
        inside += g_array_index (view->points, AftTrendPoint, j).is_inside;
      g_assert_cmpuint (view->figure.n, ==, 2);
      g_assert_cmpuint (inside == 7 || inside == 1, ==, TRUE);
      g_assert_cmpint (get_last (view)->to_day, ==, view->elapsed.to_day);
      g_assert_cmpuint (count_at (view, 1, AFT_VENUE_CUT_OFF_MINUTES / 60), ==, 1);
      g_assert_cmpuint (count_at (view, 7, AFT_VENUE_CUT_OFF_MINUTES / 60 - 1), ==, 1);
    }
}

/* One moment, two days: each restaurant's is by its own clock, in the house's figures too. */
static void
test_two_zones (AftTrendFixture *fixture, gconstpointer unused)
{
  AftId berlin;
  AftHouseKiosk kiosk = open_berlin (fixture, &berlin);
  gint64 at_ms = SHANGHAI_MS + 6 * HOUR_MS; /* 06:00 on Sunday there, 23:00 on Saturday here */
  send_at (fixture, &kiosk, at_ms);
  send_at (fixture, &fixture->house.kiosk, at_ms);
  g_autoptr (AftTrendView) saturday
      = aft_trend_fixture_view (fixture, "period=2026-10-31", TODAY, AFT_TREND_BY_VENUE);
  g_autoptr (AftTrendView) sunday = aft_trend_fixture_view (fixture, "period=2026-11-01", TODAY, 0);
  g_assert_cmpuint (saturday->figure.n, ==, 1);
  g_assert_cmpuint (sunday->figure.n, ==, 1);
  g_assert_cmpuint (count_in (fixture, &berlin, "2026-10-31"), ==, 1);
  g_assert_cmpuint (count_in (fixture, &fixture->venues[0], "2026-11-01"), ==, 1);
}

static void
assert_same_groups (GPtrArray *groups, GPtrArray *others)
{
  g_assert_cmpuint (groups->len, ==, others->len);
  for (guint i = 0; i < groups->len; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      const AftTrendGroup *other = g_ptr_array_index (others, i);
      g_assert_cmpstr (group->name, ==, other->name);
      g_assert_cmpmem (group->counts, sizeof group->counts, other->counts, sizeof other->counts);
    }
}

/* Forty answers of 12:30 and forty that were put in: no part can tell them apart. */
static void
test_by_hand (AftTrendFixture *fixture, gconstpointer unused)
{
  static const AftMeasure MEASURES[] = { AFT_MEASURE_SATISFACTION, AFT_MEASURE_ANSWERS };
  for (guint i = 0; i < G_N_ELEMENTS (MEASURES); i++)
    {
      g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, "period=" TODAY, TODAY);
      AftTrendCount count = { .measure = MEASURES[i],
                              .day = TODAY,
                              .place = i == 0 ? 4 : AFT_ANSWERS_COMPLETE,
                              .count = 40,
                              .hour = 12,
                              .part = 1 };
      aft_trend_fixture_execute (fixture, "DELETE FROM trend; DELETE FROM rollup;");
      g_array_append_val (scope->venue_ids, fixture->venues[0]);
      scope->measure = MEASURES[i];
      aft_trend_fixture_count (fixture, &count);
      g_autoptr (AftTrendView) put = aft_trend_fixture_load (fixture, scope, AFT_TREND_ALL_PARTS);
      aft_trend_fixture_execute (fixture, "DELETE FROM trend; DELETE FROM rollup;");
      g_autoptr (AftTrendView) none = aft_trend_fixture_load (fixture, scope, 0);
      g_assert_cmpuint (none->figure.n, ==, 0);
      aft_house_receipts_free (aft_house_fixture_send_new (&fixture->house, 40));
      g_autoptr (AftTrendView) sent = aft_trend_fixture_load (fixture, scope, AFT_TREND_ALL_PARTS);
      g_assert_cmpuint (sent->figure.n, ==, 40);
      g_assert_cmpmem (put->counts, sizeof put->counts, sent->counts, sizeof sent->counts);
      for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
        assert_same_groups (put->by[slice], sent->by[slice]);
      for (guint hour = 0; hour < sent->hours->len; hour++)
        g_assert_cmpuint (g_array_index (put->hours, AftTrendHour, hour).figure.n, ==,
                          g_array_index (sent->hours, AftTrendHour, hour).figure.n);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/days/" path, AftTrendFixture, NULL, aft_trend_fixture_set_up, function,     \
              aft_trend_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-month-begins-at-the-cut-off", test_cut_off);
  ADD ("an-hour-that-is-there-twice-is-one", test_put_back);
  ADD ("an-hour-that-is-not-there-is-empty", test_put_forward);
  ADD ("a-week-has-seven-days-whatever-the-clocks-do", test_weeks);
  ADD ("each-restaurant-s-day-is-its-own", test_two_zones);
  ADD ("the-store-counts-as-by-hand", test_by_hand);
  return g_test_run ();
}
