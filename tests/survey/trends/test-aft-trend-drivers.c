/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves satisfaction, of answers in a real store whose causes were put into them: which kind
 * is taken, whose answers, and how many. */
#include "aft-trend-fixture.h"

#define TODAY "2026-11-15"
#define WHOLE "period=2026-10"
#define STEPS "[1,2,3,4,5]"
#define SURVEY                                                                                     \
  "{\"elements\":["                                                                                \
  "{\"type\":\"rating\",\"name\":\"overall\",\"rateValues\":" STEPS                                \
  ",\"aftertaste\":{\"metric\":\"csat\"}},"                                                        \
  "{\"type\":\"rating\",\"name\":\"soup\",\"rateValues\":" STEPS                                   \
  ",\"aftertaste\":{\"metric\":\"csat\",\"aspect\":\"food\"}},"                                    \
  "{\"type\":\"rating\",\"name\":\"waiters\",\"rateValues\":" STEPS                                \
  ",\"aftertaste\":{\"metric\":\"csat\",\"aspect\":\"service\"}},"                                 \
  "{\"type\":\"checkbox\",\"name\":\"why\",\"choices\":[\"food\",\"service\",\"waiting\"]}]}"

/* What the i-th answer says, in SQL. */
#define SAYS(overall, soup, waiters)                                                               \
  "json_object ('overall', " overall ", 'soup', " soup ", 'waiters', " waiters ")"
#define FOOD_MOVES    SAYS ("1 + i % 5", "1 + i % 5", "1 + i / 5 % 5")
#define WAITERS_MOVE  SAYS ("1 + i % 5", "1 + i / 5 % 5", "1 + i % 5")
#define NOTHING_MOVES SAYS ("4", "3", "3")

typedef struct
{
  const char *day;
  guint count;
  const char *says;
  guint venue;
  AftTier tier;
  guint marks;
  guint kind; /* of a response; exit */
  AftLanguage language;
} Lot;

/* A first response, of another year, that the others are like. */
static void
set_up (AftTrendFixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_set_up (fixture, unused);
  aft_house_receipts_free (aft_house_fixture_send_new (&fixture->house, 1));
  aft_trend_fixture_execute (fixture, "DELETE FROM trend; DELETE FROM rollup;"
                                      "UPDATE response SET day = 1;"
                                      "UPDATE survey SET definition = '" SURVEY "';");
}

static void
answer (AftTrendFixture *fixture, const Lot *lot)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < %u - 1)"
      " INSERT INTO response (id, venue, device, sequence, sitting_id, kind, state, survey, boot,"
      " ended_ms, duration_ms, monotonic_ms, burst, locale, answers, digest, received_ms, day,"
      " part, tier, marks) SELECT randomblob (16), %u, device, (SELECT max (sequence) FROM"
      " response) + 1 + i, randomblob (16), %u, state, survey, boot, ended_ms, duration_ms,"
      " monotonic_ms, burst, %d, %s, digest, received_ms, %d, 1, %d, %u"
      " FROM n, response WHERE response.ref = 1;",
      lot->count, lot->venue + 1, lot->kind, (int) lot->language, lot->says,
      aft_trend_fixture_day (lot->day), (int) lot->tier, lot->marks);
  AftTrendCount count = { .venue = lot->venue,
                          .measure = AFT_MEASURE_ANSWERS,
                          .day = lot->day,
                          .count = lot->count,
                          .part = 1,
                          .language = lot->language,
                          .tier = lot->tier };
  count.place = lot->marks != 0                       ? AFT_ANSWERS_DOUBTFUL
                : lot->kind == AFT_RESPONSE_COMPLAINT ? AFT_ANSWERS_COMPLAINT
                                                      : AFT_ANSWERS_COMPLETE;
  aft_trend_fixture_execute (fixture, sql);
  aft_trend_fixture_count (fixture, &count);
}

static AftTrendView *
load (AftTrendFixture *fixture, const char *query)
{
  return aft_trend_fixture_view (fixture, query, TODAY, AFT_TREND_DRIVERS);
}

static void
assert_strongest (const AftTrendView *view, AftTrendDriverKind kind, AftAspect aspect, guint64 n)
{
  const AftTrendDrivers *drivers = view->drivers;
  g_assert_cmpint (drivers->kind, ==, kind);
  g_assert_cmpuint (drivers->answers, ==, n);
  g_assert_cmpuint (drivers->drivers->len, >, 0);
  g_assert_cmpint (g_array_index (drivers->drivers, AftTrendDriver, 0).aspect, ==, aspect);
}

static void
assert_none (const AftTrendView *view)
{
  g_assert_cmpint (view->drivers->kind, ==, AFT_TREND_DRIVERS_NONE);
  g_assert_cmpuint (view->drivers->drivers->len, ==, 0);
}

/* Over 25 answers the overall score is that of the soup, and every score of the waiters goes with
 * each of them as often: all of it is the soup's. */
static void
test_rated (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-20", 100, FOOD_MOVES });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  assert_strongest (view, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 100);
  g_assert_cmpuint (view->drivers->drivers->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (view->drivers->explained, 1, 1e-9);
  const AftTrendDriver *waiters = &g_array_index (view->drivers->drivers, AftTrendDriver, 1);
  g_assert_cmpint (waiters->aspect, ==, AFT_ASPECT_SERVICE);
  g_assert_cmpfloat_with_epsilon (waiters->importance.value, 0, 1e-9);
  g_assert_false (view->drivers->is_part);
}

/* Who ticked service gave 1, who did not 4; food was ticked by either as often. The delighted
 * ticked nothing and are not in it. */
static void
test_ticked (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-20", 80,
                           "json_object ('overall', iif (i % 2, 1, 4), 'why', CASE i % 4"
                           " WHEN 0 THEN json ('[\"food\"]') WHEN 1 THEN json ('[\"service\"]')"
                           " WHEN 2 THEN json ('[]') ELSE json ('[\"food\",\"service\"]') END)" });
  answer (fixture, &(Lot){ "2026-10-21", 300, "json_object ('overall', 5)" });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  assert_strongest (view, AFT_TREND_DRIVERS_TICKED, AFT_ASPECT_SERVICE, 80);
  g_assert_cmpfloat_with_epsilon (view->drivers->explained, 1, 1e-9);
}

static void
test_none (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTrendView) empty = load (fixture, WHOLE);
  assert_none (empty);
  answer (fixture, &(Lot){ "2026-10-20", 200, NOTHING_MOVES });
  g_autoptr (AftTrendView) same = load (fixture, WHOLE);
  assert_none (same);
  answer (fixture, &(Lot){ "2026-09-20", 29, FOOD_MOVES });
  g_autoptr (AftTrendView) few = load (fixture, "period=2026-09");
  assert_none (few);
  /* One thing alone is no choice. */
  answer (fixture,
          &(Lot){ "2026-08-20", 100, "json_object ('overall', 1 + i % 5, 'soup', 1 + i % 5)" });
  g_autoptr (AftTrendView) alone = load (fixture, "period=2026-08");
  assert_none (alone);
}

static void
test_what_counts (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-20", 50, FOOD_MOVES });
  answer (fixture, &(Lot){ "2026-10-20", 500, WAITERS_MOVE, .marks = 1 });
  answer (fixture, &(Lot){ "2026-10-20", 500, WAITERS_MOVE, .kind = AFT_RESPONSE_COMPLAINT });
  answer (fixture, &(Lot){ "2026-10-20", 500, "json_object ('overall', 'x')" });
  answer (fixture, &(Lot){ "2026-11-01", 500, WAITERS_MOVE });
  answer (fixture, &(Lot){ "2026-09-30", 500, WAITERS_MOVE });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  assert_strongest (view, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 50);
}

/* The last days that have no more than 5,000 together. */
static void
test_newest (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-01", 3000, WAITERS_MOVE });
  answer (fixture, &(Lot){ "2026-10-02", 3000, FOOD_MOVES });
  answer (fixture, &(Lot){ "2026-10-03", 1950, FOOD_MOVES });
  answer (fixture, &(Lot){ "2026-10-04", 50, FOOD_MOVES, .venue = 1 });
  g_autoptr (AftTrendView) view = load (fixture, WHOLE);
  assert_strongest (view, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 5000);
  g_assert_true (view->drivers->is_part);
  g_assert_cmpfloat_with_epsilon (view->drivers->explained, 1, 1e-9);
}

/* Of a day that has more every n-th is read, so that no restaurant is left out, and it is said. */
static void
test_one_large_day (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-20", 5200, NOTHING_MOVES });
  answer (fixture, &(Lot){ "2026-10-20", 800, FOOD_MOVES, .venue = 1 });
  g_autoptr (AftTrendView) view = load (fixture, "period=2026-10-20");
  assert_strongest (view, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 3000);
  g_assert_true (view->drivers->is_part);
}

/* The few that pass a filter are found behind the many that do not. */
static void
test_filter (AftTrendFixture *fixture, gconstpointer unused)
{
  answer (fixture, &(Lot){ "2026-10-01", 4000, WAITERS_MOVE });
  answer (fixture, &(Lot){ "2026-10-02", 3900, WAITERS_MOVE, .language = AFT_LANGUAGE_EN });
  answer (fixture, &(Lot){ "2026-10-02", 100, FOOD_MOVES, .tier = AFT_TIER_VIP });
  g_autoptr (AftTrendView) tier = load (fixture, WHOLE "&tier=vip");
  assert_strongest (tier, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 100);
  g_autoptr (AftTrendView) language = load (fixture, WHOLE "&language=en");
  assert_strongest (language, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_SERVICE, 3900);
  g_assert_false (language->drivers->is_part);
  /* Nothing says at which hour a row is counted. */
  g_autoptr (AftTrendView) hour = load (fixture, WHOLE "&hour=0");
  assert_none (hour);
}

static void
test_own_restaurants (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autofree char *second = aft_id_to_text (&fixture->venues[1]);
  g_autofree char *query = g_strdup_printf (WHOLE "&venue=%s", second);
  answer (fixture, &(Lot){ "2026-10-20", 500, WAITERS_MOVE });
  answer (fixture, &(Lot){ "2026-10-20", 50, FOOD_MOVES, .venue = 1 });
  g_autoptr (AftTrendView) view = load (fixture, query);
  assert_strongest (view, AFT_TREND_DRIVERS_RATED, AFT_ASPECT_FOOD, 50);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/drivers/" path, AftTrendFixture, NULL, set_up, function,                    \
              aft_trend_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("scores-of-aspects-come-first", test_rated);
  ADD ("else-what-those-ticked-who-were-not-delighted", test_ticked);
  ADD ("nothing-moves-where-nothing-varies", test_none);
  ADD ("doubtful-and-other-answers-are-left-out", test_what_counts);
  ADD ("of-many-the-newest-days-are-read", test_newest);
  ADD ("of-one-large-day-every-restaurant-is-heard", test_one_large_day);
  ADD ("a-filter-finds-its-own", test_filter);
  ADD ("others-restaurants-are-not-read", test_own_restaurants);
  return g_test_run ();
}
