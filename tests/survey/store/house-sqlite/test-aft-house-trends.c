/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is counted of responses: where, under which day and hour, once, and never what is doubtful;
 * and guests that were served. */
#include "aft-house-fixture.h"
#include "aft-house-store-trends.h"
#include "aft-response-builder.h"

#define DAY_MS    G_GINT64_CONSTANT (86400000)
#define HOUR_MS   G_GINT64_CONSTANT (3600000)
#define TODAY     20772 /* 2026-11-15, 12:30 in Shanghai */
#define BATCH_AGE 100000000

static AftHouseTrendQuery
ask (const AftId *venue_id, AftMeasure measure, AftSlice slice)
{
  return (AftHouseTrendQuery){ venue_id, measure, slice, TODAY - 1000, TODAY + 1 };
}

static GArray *
list (AftHouseFixture *fixture, const AftHouseTrendQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *days = aft_house_store_list_trend_sync (fixture->store, query, &error);
  g_assert_no_error (error);
  return days;
}

/* Of all days and values. */
static guint64
sum (AftHouseFixture *fixture, const AftHouseTrendQuery *query, guint place)
{
  guint64 total = 0;
  g_autoptr (GArray) days = list (fixture, query);
  for (guint i = 0; i < days->len; i++)
    total += g_array_index (days, AftTrendDay, i).counts[place];
  return total;
}

static void
assert_day (AftHouseFixture *fixture, const AftHouseTrendQuery *query, AftTrendDay expected)
{
  g_autoptr (GArray) days = list (fixture, query);
  g_assert_cmpuint (days->len, ==, 1);
  const AftTrendDay *day = &g_array_index (days, AftTrendDay, 0);
  g_assert_cmpint (day->day, ==, expected.day);
  g_assert_cmpint (day->value, ==, expected.value);
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    g_assert_cmpuint (day->counts[i], ==, expected.counts[i]);
}

/* Another restaurant, in another zone, with a kiosk. */
static AftHouseKiosk
open_venue (AftHouseFixture *fixture, const char *zone, AftId *ret_venue_id)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  AftVenueFields fields = { .id = &id,
                            .name = zone,
                            .zone = zone,
                            .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                            .country_code = "49" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, "user:test", &error));
  AftHouseKiosk kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
  aft_house_enrol (fixture->store, fixture->random, &id, &kiosk);
  *ret_venue_id = id;
  return kiosk;
}

static AftResponseBuilder *
begin (AftHouseFixture *fixture, AftHouseKiosk *kiosk, AftResponseKind kind)
{
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, kind, NULL);
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  aft_response_builder_set_times (builder, now_ms - 15000, now_ms);
  aft_response_builder_set_boot (builder, &kiosk->boot_id, BATCH_AGE);
  return builder;
}

static void
accept (AftHouseFixture *fixture, AftHouseKiosk *kiosk, const AftHouseItem *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseBatch *batch = aft_house_kiosk_batch (kiosk, fixture->clock);
  aft_house_batch_take (batch, item);
  g_autoptr (AftHouseReceipts) receipts
      = aft_house_store_accept_sync (fixture->store, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (receipts->items, AftHouseReceipt, 0).status, !=,
                   AFT_HOUSE_REFUSED);
}

/* Eats @builder. */
static void
send (AftHouseFixture *fixture, AftHouseKiosk *kiosk, AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (kiosk, response);
  accept (fixture, kiosk, &item);
}

/* At that time by the kiosk's right clock, in a boot that is over and was never heard of. */
static void
send_at (AftHouseFixture *fixture, AftHouseKiosk *kiosk, gint64 at_ms)
{
  AftId lost = aft_id_generate (fixture->clock, fixture->random);
  AftResponseBuilder *builder = begin (fixture, kiosk, AFT_RESPONSE_EXIT);
  aft_response_builder_set_times (builder, at_ms - 15000, at_ms);
  aft_response_builder_set_boot (builder, &lost, 5000);
  send (fixture, kiosk, builder);
}

static void
test_a_response_counts_once_everywhere (AftHouseFixture *fixture, gconstpointer unused)
{
  const AftId *venues[] = { &fixture->venue_id, NULL };
  send (fixture, &fixture->kiosk, begin (fixture, &fixture->kiosk, AFT_RESPONSE_EXIT));
  for (guint i = 0; i < G_N_ELEMENTS (venues); i++)
    {
      AftHouseTrendQuery scores = ask (venues[i], AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL);
      AftHouseTrendQuery answers = ask (venues[i], AFT_MEASURE_ANSWERS, AFT_SLICE_ALL);
      AftHouseTrendQuery hours = ask (venues[i], AFT_MEASURE_SATISFACTION, AFT_SLICE_HOUR);
      assert_day (fixture, &scores, (AftTrendDay){ TODAY, 0, { [4] = 1 } });
      assert_day (fixture, &answers, (AftTrendDay){ TODAY, 0, { [AFT_ANSWERS_COMPLETE] = 1 } });
      assert_day (fixture, &hours, (AftTrendDay){ TODAY, 12, { [4] = 1 } });
    }
  AftHouseTrendQuery devices = ask (&fixture->venue_id, AFT_MEASURE_ANSWERS, AFT_SLICE_DEVICE);
  assert_day (fixture, &devices, (AftTrendDay){ TODAY, 1, { [AFT_ANSWERS_COMPLETE] = 1 } });
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_each_kind_has_its_place (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseKiosk *kiosk = &fixture->kiosk;
  AftHouseTrendQuery answers = ask (&fixture->venue_id, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL);
  AftHouseTrendQuery complaints = ask (NULL, AFT_MEASURE_COMPLAINTS, AFT_SLICE_ALL);
  AftHouseTrendQuery scores = ask (NULL, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL);
  AftResponseBuilder *tap = begin (fixture, kiosk, AFT_RESPONSE_EXIT);
  AftResponseBuilder *partial = begin (fixture, kiosk, AFT_RESPONSE_EXIT);
  aft_response_builder_set_state (tap, AFT_RESPONSE_TAP);
  aft_response_builder_set_state (partial, AFT_RESPONSE_PARTIAL);
  send (fixture, kiosk, tap);
  send (fixture, kiosk, partial);
  send (fixture, kiosk, begin (fixture, kiosk, AFT_RESPONSE_COMPLAINT));
  send (fixture, kiosk, begin (fixture, kiosk, AFT_RESPONSE_SUGGESTION));
  send (fixture, kiosk, begin (fixture, kiosk, AFT_RESPONSE_CALL_STAFF));
  assert_day (fixture, &answers, (AftTrendDay){ TODAY, 0, { 0, 1, 1, 1, 1, 1 } });
  assert_day (fixture, &complaints, (AftTrendDay){ TODAY, 0, { [AFT_ASPECTS] = 1 } });
  /* Of those that leave alone. */
  assert_day (fixture, &scores, (AftTrendDay){ TODAY, 0, { [4] = 2 } });
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_doubtful_counts_as_that_alone (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseTrendQuery answers = ask (&fixture->venue_id, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL);
  AftHouseTrendQuery scores = ask (&fixture->venue_id, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL);
  AftResponseBuilder *burst = begin (fixture, &fixture->kiosk, AFT_RESPONSE_EXIT);
  aft_response_builder_set_burst (burst, TRUE);
  send (fixture, &fixture->kiosk, burst);
  AftHouseItem marked = aft_house_fixture_next (fixture);
  marked.marks = AFT_HOUSE_MARK_REPEATED;
  accept (fixture, &fixture->kiosk, &marked);
  assert_day (fixture, &answers, (AftTrendDay){ TODAY, 0, { [AFT_ANSWERS_DOUBTFUL] = 2 } });
  g_autoptr (GArray) nothing = list (fixture, &scores);
  g_assert_cmpuint (nothing->len, ==, 0);
  aft_house_fixture_close (fixture);
  g_assert_cmpint (
      aft_house_fixture_query (fixture, "SELECT count (*) FROM rollup WHERE question <> -1"), ==,
      0);
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_twice_counts_once (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseTrendQuery scores = ask (NULL, AFT_MEASURE_SATISFACTION, AFT_SLICE_ALL);
  AftHouseItem item = aft_house_fixture_next (fixture);
  for (guint i = 0; i < 3; i++)
    {
      AftHouseItem copy = aft_house_item_copy (&item);
      accept (fixture, &fixture->kiosk, &copy);
    }
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  AftHouseItem copy = aft_house_item_copy (&item);
  aft_house_batch_take (batch, &copy);
  aft_house_batch_take (batch, &item);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_sync (fixture->store, batch, NULL);
  g_assert_nonnull (receipts);
  g_assert_cmpuint (sum (fixture, &scores, 4), ==, 1);
}

static void
test_late_counts_in_its_own_day (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseTrendQuery hours = ask (&fixture->venue_id, AFT_MEASURE_SATISFACTION, AFT_SLICE_HOUR);
  AftHouseKiosk *kiosk = &fixture->kiosk;
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  /* Three days late by a right clock; and by one that shows 1970, of the same moment. */
  send_at (fixture, kiosk, now_ms - 3 * DAY_MS + HOUR_MS);
  AftResponseBuilder *lost = begin (fixture, kiosk, AFT_RESPONSE_EXIT);
  aft_response_builder_set_times (lost, 0, 15000);
  aft_response_builder_set_boot (lost, &kiosk->boot_id, 0);
  aft_fake_clock_advance_ms (fixture->fake, BATCH_AGE);
  AftHouseBatch *batch = aft_house_kiosk_batch (kiosk, fixture->clock);
  g_autoptr (AftResponse) response = aft_response_builder_end (lost, NULL);
  AftHouseItem item = aft_house_kiosk_number (kiosk, response);
  aft_house_batch_take (batch, &item);
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_sync (fixture->store, batch, NULL);
  g_assert_nonnull (receipts);
  g_autoptr (GArray) days = list (fixture, &hours);
  g_assert_cmpuint (days->len, ==, 2);
  /* The boot began when the first was sent, at 12:30. */
  g_assert_cmpint (g_array_index (days, AftTrendDay, 0).day, ==, TODAY);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 0).value, ==, 12);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 1).day, ==, TODAY - 3);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 1).value, ==, 13);
  aft_house_fixture_assert_findings (fixture, 0);
}

/* Berlin: on 2026-10-25 it is half past two twice; on 2026-03-29 it never is. */
static void
test_hours_follow_the_wall_clock (AftHouseFixture *fixture, gconstpointer unused)
{
  const gint64 autumn_ms = G_GINT64_CONSTANT (1792888200000); /* 2026-10-25T00:30Z */
  const gint64 spring_ms = G_GINT64_CONSTANT (1774744200000); /* 2026-03-29T00:30Z */
  AftId venue;
  AftHouseKiosk kiosk = open_venue (fixture, "Europe/Berlin", &venue);
  AftHouseTrendQuery autumn = { &venue, AFT_MEASURE_ANSWERS, AFT_SLICE_HOUR, 20750, 20751 };
  AftHouseTrendQuery spring = { NULL, AFT_MEASURE_ANSWERS, AFT_SLICE_HOUR, 20540, 20541 };
  for (guint i = 0; i < 2; i++)
    {
      send_at (fixture, &kiosk, autumn_ms + i * HOUR_MS);
      send_at (fixture, &kiosk, spring_ms + i * HOUR_MS);
    }
  /* Before the cut-off: the business day is the one before. */
  assert_day (fixture, &autumn, (AftTrendDay){ 20750, 2, { [AFT_ANSWERS_COMPLETE] = 2 } });
  g_autoptr (GArray) days = list (fixture, &spring);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 0).value, ==, 1);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 1).value, ==, 3);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 1).day, ==, 20540);
  aft_house_fixture_assert_findings (fixture, 0);
}

/* What was counted stays where it was, whatever the venue becomes. */
static void
test_a_moved_zone_moves_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseTrendQuery hours = ask (&fixture->venue_id, AFT_MEASURE_ANSWERS, AFT_SLICE_HOUR);
  AftVenueFields fields = { .id = &fixture->venue_id,
                            .name = "搬走了",
                            .zone = "Europe/Berlin",
                            .cut_off_minutes = 0,
                            .country_code = "49" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  send (fixture, &fixture->kiosk, begin (fixture, &fixture->kiosk, AFT_RESPONSE_EXIT));
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, "user:test", &error));
  aft_house_fixture_assert_findings (fixture, 0);
  send (fixture, &fixture->kiosk, begin (fixture, &fixture->kiosk, AFT_RESPONSE_EXIT));
  g_autoptr (GArray) days = list (fixture, &hours);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 0).value, ==, 5);
  g_assert_cmpint (g_array_index (days, AftTrendDay, 1).value, ==, 12);
  aft_house_fixture_assert_findings (fixture, 0);
}

static AftResponseBuilder *
begin_random (AftHouseFixture *fixture, AftHouseKiosk *kiosk)
{
  static const char *const questions[] = { "overall", "nps", "food", "service", "rooms" };
  AftRandom *random = fixture->random;
  AftResponseKind kind = (AftResponseKind) aft_seeded_random_below (random, 4);
  AftResponseBuilder *builder = begin (fixture, kiosk, kind);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (questions) && kind != AFT_RESPONSE_CALL_STAFF; i++)
    if (aft_seeded_random_below (random, 3) > 0)
      aft_value_builder_set_number (answers, questions[i], 1 + aft_seeded_random_below (random, 5));
  g_autoptr (AftValue) given = aft_value_builder_end (answers);
  gint64 ago_ms = (gint64) aft_seeded_random_below (random, 27) * HOUR_MS;
  gint64 ended_ms = aft_clock_get_real_ms (fixture->clock) - ago_ms;
  aft_response_builder_set_answers (builder, given);
  aft_response_builder_set_burst (builder, aft_seeded_random_below (random, 10) == 0);
  aft_response_builder_set_language (builder, (AftLanguage) aft_seeded_random_below (random, 3));
  aft_response_builder_set_times (builder, ended_ms - 1, ended_ms);
  aft_response_builder_set_boot (builder, &kiosk->boot_id, BATCH_AGE - ago_ms);
  if (kind == AFT_RESPONSE_EXIT)
    aft_response_builder_set_state (builder,
                                    (AftResponseState) aft_seeded_random_below (random, 3));
  return builder;
}

/* The parts of a whole make it up; and the venues the house. */
static void
assert_parts_make_the_whole (AftHouseFixture *fixture, const AftId *venues, AftMeasure measure)
{
  for (guint place = 0; place < AFT_TREND_COUNTS; place++)
    {
      AftHouseTrendQuery house = ask (NULL, measure, AFT_SLICE_ALL);
      guint64 all = sum (fixture, &house, place);
      guint64 of_venues = 0;
      for (guint i = 0; i < 2; i++)
        {
          AftHouseTrendQuery one = ask (&venues[i], measure, AFT_SLICE_ALL);
          of_venues += sum (fixture, &one, place);
        }
      g_assert_cmpuint (of_venues, ==, all);
      for (AftSlice slice = AFT_SLICE_HOUR; slice < AFT_SLICES; slice++)
        {
          AftHouseTrendQuery parts = ask (NULL, measure, slice);
          gboolean is_counted = slice > AFT_SLICE_DEVICE
                                || (slice == AFT_SLICE_HOUR && measure <= AFT_MEASURE_SATISFACTION);
          if (is_counted)
            g_assert_cmpuint (sum (fixture, &parts, place), ==, all);
        }
    }
}

static void
test_parts_make_the_whole (AftHouseFixture *fixture, gconstpointer unused)
{
  static const AftMeasure measures[]
      = { AFT_MEASURE_ANSWERS, AFT_MEASURE_SATISFACTION, AFT_MEASURE_RECOMMENDATION,
          AFT_MEASURE_COMPLAINTS, (AftMeasure) (AFT_MEASURE_ASPECT + AFT_ASPECT_SERVICE) };
  AftId venues[2] = { fixture->venue_id };
  AftHouseKiosk kiosks[2];
  kiosks[1] = open_venue (fixture, "Europe/Berlin", &venues[1]);
  kiosks[0] = fixture->kiosk;
  for (guint i = 0; i < 300; i++)
    {
      AftHouseKiosk *kiosk = &kiosks[aft_seeded_random_below (fixture->random, 2)];
      send (fixture, kiosk, begin_random (fixture, kiosk));
    }
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      AftHouseTrendQuery all = ask (NULL, measures[i], AFT_SLICE_ALL);
      guint64 total = 0;
      for (guint place = 0; place < AFT_TREND_COUNTS; place++)
        total += sum (fixture, &all, place);
      g_assert_cmpuint (total, >=, i == 0 ? 300 : 20);
      assert_parts_make_the_whole (fixture, venues, measures[i]);
    }
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
assert_refused (AftHouseFixture *fixture, AftHouseTrendQuery query, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_house_store_list_trend_sync (fixture->store, &query, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_impossible_questions_are_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  const AftId *venue = &fixture->venue_id;
  AftId other = aft_id_generate (fixture->clock, fixture->random);
  AftHouseTrendQuery reversed = { venue, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL, 2, 1 };
  assert_refused (fixture, ask (&other, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL), AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, ask (NULL, AFT_MEASURE_ANSWERS, AFT_SLICE_DEVICE),
                  AFT_ERROR_UNSUPPORTED);
  assert_refused (fixture, ask (venue, AFT_MEASURE_EFFORT, AFT_SLICE_HOUR), AFT_ERROR_UNSUPPORTED);
  assert_refused (fixture, ask (venue, (AftMeasure) 9, AFT_SLICE_ALL), AFT_ERROR_INVALID);
  assert_refused (fixture, ask (venue, AFT_MEASURE_END, AFT_SLICE_ALL), AFT_ERROR_INVALID);
  assert_refused (fixture, ask (venue, AFT_MEASURE_ANSWERS, (AftSlice) AFT_SLICES),
                  AFT_ERROR_INVALID);
  assert_refused (fixture, reversed, AFT_ERROR_INVALID);
}

static void
test_the_range_is_what_was_counted (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint32 from = 0;
  gint32 to = 0;
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  g_assert_false (aft_house_store_get_trend_range_sync (fixture->store, NULL, &from, &to, &error));
  g_assert_no_error (error);
  send_at (fixture, &fixture->kiosk, now_ms);
  send_at (fixture, &fixture->kiosk, now_ms - 40 * DAY_MS);
  g_assert_true (aft_house_store_get_trend_range_sync (fixture->store, &fixture->venue_id, &from,
                                                       &to, &error));
  g_assert_cmpint (from, ==, TODAY - 40);
  g_assert_cmpint (to, ==, TODAY);
}

static void
test_values_have_names (AftHouseFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    AftSlice slice;
    gint32 value;
    const char *name;
  } names[] = { { AFT_SLICE_HOUR, 18, "18" },      { AFT_SLICE_HOUR, 24, NULL },
                { AFT_SLICE_LANGUAGE, 2, "en" },   { AFT_SLICE_LANGUAGE, 3, NULL },
                { AFT_SLICE_CHANNEL, 1, "phone" }, { AFT_SLICE_CHANNEL, -1, NULL },
                { AFT_SLICE_TIER, 4, "vip" },      { AFT_SLICE_TIER, 5, NULL },
                { AFT_SLICE_DEVICE, 1, "门口" },   { AFT_SLICE_DEVICE, 9, NULL },
                { AFT_SLICE_SURVEY, 1, "exit" },   { AFT_SLICE_SURVEY, 0, NULL },
                { AFT_SLICE_DAY_PART, 0, NULL },   { AFT_SLICE_ALL, 0, NULL } };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = aft_house_store_dup_slice_name_sync (fixture->store, names[i].slice,
                                                                   names[i].value, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
test_served_is_all_or_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) served = g_array_new (FALSE, FALSE, sizeof (AftHouseServed));
  AftHouseServed first = { fixture->venue_id, TODAY, 210 };
  AftHouseServed second = { fixture->venue_id, TODAY - 1, 180 };
  AftHouseServed unknown = { aft_id_generate (fixture->clock, fixture->random), TODAY, 1 };
  g_array_append_val (served, first);
  g_array_append_val (served, second);
  g_assert_true (aft_house_store_put_served_sync (fixture->store, served, "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "venue.served");
  g_array_index (served, AftHouseServed, 0).guests = 211;
  g_array_append_val (served, unknown);
  g_assert_false (aft_house_store_put_served_sync (fixture->store, served, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autoptr (GArray) listed = aft_house_store_list_served_sync (fixture->store, &fixture->venue_id,
                                                                TODAY - 1, TODAY, &error);
  g_autoptr (GArray) of_house
      = aft_house_store_list_served_sync (fixture->store, NULL, TODAY, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpuint (g_array_index (listed, AftHouseServed, 0).guests, ==, 180);
  g_assert_cmpuint (g_array_index (listed, AftHouseServed, 1).guests, ==, 210);
  g_assert_cmpuint (of_house->len, ==, 1);
  aft_house_fixture_assert_findings (fixture, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-trends/" path, AftHouseFixture, NULL, aft_house_fixture_set_up,        \
              function, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-response-counts-once-everywhere", test_a_response_counts_once_everywhere);
  ADD ("each-kind-has-its-place", test_each_kind_has_its_place);
  ADD ("doubtful-counts-as-that-alone", test_doubtful_counts_as_that_alone);
  ADD ("twice-counts-once", test_twice_counts_once);
  ADD ("late-counts-in-its-own-day", test_late_counts_in_its_own_day);
  ADD ("hours-follow-the-wall-clock", test_hours_follow_the_wall_clock);
  ADD ("a-moved-zone-moves-nothing", test_a_moved_zone_moves_nothing);
  ADD ("parts-make-the-whole", test_parts_make_the_whole);
  ADD ("impossible-questions-are-refused", test_impossible_questions_are_refused);
  ADD ("the-range-is-what-was-counted", test_the_range_is_what_was_counted);
  ADD ("values-have-names", test_values_have_names);
  ADD ("served-is-all-or-nothing", test_served_is_all_or_nothing);
  return g_test_run ();
}
