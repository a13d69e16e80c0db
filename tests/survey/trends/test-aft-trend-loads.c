/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read from a real store against sums that are known beforehand: parts that add up, periods
 * and their borders, whose restaurants, filters, and what is not enough. */
#include <math.h>

#include "aft-trend-fixture.h"
#include "aft-trend-table.h"

#define TODAY "2026-11-15"
#define WHOLE "period=2026-10"

static const guint SLICES = AFT_TREND_BY (AFT_SLICE_HOUR) | AFT_TREND_BY (AFT_SLICE_DEVICE)
                            | AFT_TREND_BY (AFT_SLICE_DAY_PART) | AFT_TREND_BY (AFT_SLICE_SURVEY)
                            | AFT_TREND_BY (AFT_SLICE_LANGUAGE) | AFT_TREND_BY (AFT_SLICE_CHANNEL)
                            | AFT_TREND_BY (AFT_SLICE_TIER) | AFT_TREND_BY_VENUE;

/* How many places of its counts a measure has, and the first of them. */
static const struct
{
  AftMeasure measure;
  guint first;
  guint last;
} SCALES[] = {
  { AFT_MEASURE_SATISFACTION, 1, 5 },
  { AFT_MEASURE_RECOMMENDATION, 0, 10 },
  { AFT_MEASURE_EFFORT, 1, 7 },
  { AFT_MEASURE_RETURN, 0, 2 },
  { AFT_MEASURE_ASPECT + AFT_ASPECT_SERVICE, 1, 5 },
  { AFT_MEASURE_ANSWERS, AFT_ANSWERS_COMPLETE, AFT_ANSWERS_TAP },
};

/* October, a little of everything everywhere: 7 + i % 5 answers, i up to 179. */
static void
scatter (AftTrendFixture *fixture, guint scale)
{
  static const char *const DAYS[] = { "2026-10-01", "2026-10-17", "2026-10-31" };
  guint places = SCALES[scale].last - SCALES[scale].first + 1;
  for (guint i = 0; i < 180; i++)
    {
      AftTrendCount count = {
        .venue = i % 3,
        .measure = SCALES[scale].measure,
        .day = DAYS[i / 3 % 3],
        .place = SCALES[scale].first + i % places,
        .count = 7 + i % 5,
        .hour = i * 5 % 24,
        .part = i / 2 % 3,
        .language = (AftLanguage) (i / 4 % 3),
        .channel = (AftChannel) (i / 5 % 2),
        .tier = (AftTier) (i / 6 % AFT_TIERS),
      };
      aft_trend_fixture_count (fixture, &count);
    }
}

static void
assert_adds_up (const AftTrendView *view, GPtrArray *groups)
{
  guint64 n = 0;
  guint64 counts[AFT_TREND_COUNTS] = { 0 };
  for (guint i = 0; i < groups->len; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      g_assert_false (group->is_hidden);
      n += group->figure.n;
      for (guint j = 0; j < AFT_TREND_COUNTS; j++)
        counts[j] += group->counts[j];
    }
  g_assert_cmpuint (n, ==, view->figure.n);
  g_assert_cmpmem (counts, sizeof counts, view->counts, sizeof view->counts);
}

/* 180 lots of 7 to 11: 36 × (7 + 8 + 9 + 10 + 11) = 1,620. */
static void
test_add_up (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint PARTS[AFT_SLICES]
      = { [AFT_SLICE_DAY_PART] = 3, [AFT_SLICE_SURVEY] = 1, [AFT_SLICE_LANGUAGE] = 3,
          [AFT_SLICE_CHANNEL] = 2,  [AFT_SLICE_TIER] = 5,   [AFT_SLICE_HOUR] = 24 };
  for (guint i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
      scope->measure = SCALES[i].measure;
      scope->few = 1;
      scatter (fixture, i);
      g_autoptr (AftTrendView) view = aft_trend_fixture_load (fixture, scope, SLICES);
      gboolean has_hours = i == 0 || SCALES[i].measure == AFT_MEASURE_ANSWERS;
      g_assert_cmpuint (view->figure.n, ==, 1620);
      g_assert_cmpuint (view->by_venue->len, ==, 3);
      assert_adds_up (view, view->by_venue);
      for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
        {
          guint parts = slice != AFT_SLICE_HOUR || has_hours ? PARTS[slice] : 0;
          g_assert_cmpuint (view->by[slice]->len, ==, parts);
          if (parts > 0)
            assert_adds_up (view, view->by[slice]);
        }
    }
}

/* What is said not to be counted is empty; all else, of one restaurant, is there. */
static void
assert_counted (AftTrendFixture *fixture, const AftTrendScope *scope, AftSlice slice)
{
  g_autoptr (GError) error = NULL;
  const guint part = AFT_TREND_BY (slice);
  gboolean is_counted = aft_trend_view_check_parts (scope, part, &error);
  g_autoptr (AftTrendView) view = aft_trend_fixture_load (fixture, scope, part);
  g_assert_cmpint (error == NULL, ==, is_counted);
  g_assert_true (is_counted || error->code == AFT_ERROR_INVALID);
  g_assert_cmpint (view->by[slice]->len > 0, ==, is_counted);
}

static void
test_what_is_counted (AftTrendFixture *fixture, gconstpointer unused)
{
  static const char *const QUERIES[] = { WHOLE, WHOLE "&tier=unknown", WHOLE "&hour=0" };
  g_autofree char *id = aft_id_to_text (&fixture->venues[0]);
  for (guint scale = 0; scale < G_N_ELEMENTS (SCALES); scale++)
    scatter (fixture, scale);
  for (guint i = 0; i < G_N_ELEMENTS (SCALES) * G_N_ELEMENTS (QUERIES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftTrendScope) scope
          = aft_trend_fixture_ask (fixture, QUERIES[i % G_N_ELEMENTS (QUERIES)], TODAY);
      scope->measure = SCALES[i / G_N_ELEMENTS (QUERIES)].measure;
      scope->few = 1;
      g_assert_true (aft_trend_scope_set (scope, "venue", id, &error));
      for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
        if (slice != scope->filter)
          assert_counted (fixture, scope, (AftSlice) slice);
    }
}

static void
test_hours_add_up (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
  guint64 n = 0;
  scope->few = 1;
  scatter (fixture, 0);
  aft_trend_fixture_rate (fixture, "2026-10-05", 3, 41); /* a Monday, at 12 */
  g_autoptr (AftTrendView) view = aft_trend_fixture_load (fixture, scope, AFT_TREND_HOURS);
  g_assert_cmpuint (view->hours->len, ==, 7 * 24);
  for (guint i = 0; i < view->hours->len; i++)
    n += g_array_index (view->hours, AftTrendHour, i).figure.n;
  g_assert_cmpuint (n, ==, 1620 + 44);
  const AftFigure *monday = &g_array_index (view->hours, AftTrendHour, 12).figure;
  g_assert_cmpuint (monday->n, ==, 44);
  g_assert_cmpfloat_with_epsilon (monday->value, 41. / 44, 1e-12);
}

/* 80 of 100 at lunch, 50 of 100 at night, 30 of 40 outside: 160 of 240. */
static void
test_parts_by_hand (AftTrendFixture *fixture, gconstpointer unused)
{
  static const guint LOTS[][3]
      = { { 1, 4, 80 }, { 1, 2, 20 }, { 2, 5, 50 }, { 2, 3, 50 }, { 0, 4, 30 }, { 0, 1, 10 } };
  for (guint i = 0; i < G_N_ELEMENTS (LOTS); i++)
    aft_trend_fixture_count (fixture, &(AftTrendCount){ .measure = AFT_MEASURE_SATISFACTION,
                                                        .day = "2026-10-20",
                                                        .part = LOTS[i][0],
                                                        .place = LOTS[i][1],
                                                        .count = LOTS[i][2] });
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_BY (AFT_SLICE_DAY_PART));
  GPtrArray *parts = view->by[AFT_SLICE_DAY_PART];
  const AftTrendGroup *lunch = aft_trend_fixture_group (parts, "lunch");
  const AftTrendGroup *night = aft_trend_fixture_group (parts, "night");
  g_assert_cmpfloat (view->figure.value, ==, 160. / 240);
  g_assert_cmpfloat (lunch->figure.value, ==, .8);
  g_assert_cmpfloat (night->figure.value, ==, .5);
  g_assert_cmpfloat (aft_trend_fixture_group (parts, "")->figure.value, ==, .75);
  g_assert_cmpint (night->others.verdict, ==, AFT_TREND_WORSE);
  g_assert_cmpfloat_with_epsilon (night->others.difference.value, .5 - 110. / 140, 1e-12);
  g_assert_cmpint (lunch->others.verdict, ==, AFT_TREND_BETTER);
}

/* -- periods ----------------------------------------------------------------------------------- */

/* Days of 1, 2, 4, 8 … answers: which were counted is seen in the sum. */
static void
test_borders (AftTrendFixture *fixture, gconstpointer unused)
{
  static const char *const DAYS[]
      = { "2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-12-20", "2026-12-21",
          "2026-12-27", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04" };
  static const struct
  {
    const char *query;
    guint days;
    guint before;
  } PERIODS[] = {
    { "period=2026-W53", 0x780, 0x060 }, /* 28 December to 3 January, and the week before */
    { "period=2026-W52", 0x060, 0x010 },   { "period=2027-W01", 0x800, 0x780 },
    { "period=2026", 0x1fe, 0x001 },       { "period=2026-12", 0x1f0, 0x000 },
    { "period=2027-01", 0xe00, 0x1f0 },    { "period=2026-02", 0x004, 0x002 },
    { "period=2026-12-31", 0x100, 0x000 }, { "period=2026-12-28..2027-01-03", 0x780, 0x060 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (DAYS); i++)
    aft_trend_fixture_rate (fixture, DAYS[i], 0, 1u << i);
  for (guint i = 0; i < G_N_ELEMENTS (PERIODS); i++)
    {
      g_autoptr (AftTrendView) view
          = aft_trend_fixture_view (fixture, PERIODS[i].query, "2027-03-01", 0);
      g_assert_cmpuint (view->figure.n, ==, PERIODS[i].days);
      g_assert_cmpuint (view->before.n, ==, PERIODS[i].before);
      g_assert_false (view->is_running);
    }
}

/* A year by months and by weeks, the first and last of which it cuts, adds up to itself. */
static void
test_steps_add_up (AftTrendFixture *fixture, gconstpointer unused)
{
  static const char *const QUERIES[] = { "period=2026&step=month", "period=2026&step=week",
                                         "period=2026&step=day", "period=2026-W53&step=day" };
  static const guint POINTS[] = { 12, 53, 365, 7 };
  static const guint ANSWERS[] = { 365 * 8, 365 * 8, 365 * 8, 7 * 8 };
  aft_trend_fixture_rate_days (fixture, "2025-12-15", "2027-01-10", 2, 6);
  for (guint i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    {
      g_autoptr (AftTrendView) view
          = aft_trend_fixture_view (fixture, QUERIES[i], "2027-03-01", AFT_TREND_POINTS);
      guint64 n = 0;
      guint inside = 0;
      for (guint j = 0; j < view->points->len; j++)
        {
          const AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, j);
          inside += point->is_inside;
          n += point->is_inside ? point->figure.n : 0;
          g_assert_true (!point->is_inside
                         || point->figure.n == 8 * (guint) (point->to_day - point->from_day + 1));
        }
      g_assert_cmpuint (inside, ==, POINTS[i]);
      g_assert_cmpuint (n, ==, ANSWERS[i]);
    }
}

/* Against as many days of the one before, and no more than it has. */
static void
test_running (AftTrendFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *query;
    const char *today;
    guint now;
    guint before;
    gboolean is_running;
  } CASES[] = {
    { "period=2026-03", "2026-03-01", 1, 1, TRUE },
    { "period=2026-03", "2026-03-15", 15, 15, TRUE },
    { "period=2026-03", "2026-03-30", 30, 28, TRUE },
    { "period=2026-03", "2026-03-31", 31, 28, FALSE },
    { "period=2026-03", "2026-04-20", 31, 28, FALSE },
    { "period=2026-W12", "2026-03-16", 1, 1, TRUE },
    { "period=2026-W12", "2026-03-20", 5, 5, TRUE },
    { "period=2026-03-20", "2026-03-20", 1, 1, FALSE },
  };
  aft_trend_fixture_rate_days (fixture, "2026-02-01", "2026-04-30", 20, 80);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (AftTrendView) view
          = aft_trend_fixture_view (fixture, CASES[i].query, CASES[i].today, 0);
      g_assert_cmpuint (view->figure.n, ==, 100 * CASES[i].now);
      g_assert_cmpuint (view->before.n, ==, 100 * CASES[i].before);
      g_assert_cmpint (view->is_running, ==, CASES[i].is_running);
    }
}

/* The first of March is compared with the first of February alone: what came later was better. */
static void
test_first_day (AftTrendFixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_rate (fixture, "2026-02-01", 100, 100);
  aft_trend_fixture_rate_days (fixture, "2026-02-02", "2026-02-28", 0, 200);
  aft_trend_fixture_rate (fixture, "2026-03-01", 50, 150);
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_view (fixture, "period=2026-03", "2026-03-01", 0);
  g_assert_cmpfloat (view->before.value, ==, .5);
  g_assert_cmpfloat_with_epsilon (view->change.difference.value, .25, 1e-12);
  g_assert_cmpint (view->change.verdict, ==, AFT_TREND_BETTER);
}

/* Two points more: a change where days are alike, none where they swing by twenty. */
static void
test_restless (AftTrendFixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_rate_days (fixture, "2026-09-01", "2026-09-30", 300, 700);
  aft_trend_fixture_rate_days (fixture, "2026-10-01", "2026-10-31", 276, 724);
  g_autoptr (AftTrendView) calm = aft_trend_fixture_view (fixture, WHOLE, TODAY, 0);
  g_assert_cmpint (calm->change.verdict, ==, AFT_TREND_BETTER);
  aft_trend_fixture_execute (fixture, "UPDATE trend SET n5 = n5 + 100 * iif (day % 2, 1, -1),"
                                      " n1 = n1 - 100 * iif (day % 2, 1, -1)"
                                      " WHERE measure = 1 AND slice = 0;");
  g_autoptr (AftTrendView) restless = aft_trend_fixture_view (fixture, WHOLE, TODAY, 0);
  g_assert_cmpfloat_with_epsilon (restless->figure.value, calm->figure.value, .01);
  g_assert_cmpint (restless->change.verdict, !=, AFT_TREND_BETTER);
  g_assert_cmpfloat (restless->change.difference.low, <, 0);
}

/* -- whose restaurants ------------------------------------------------------------------------- */

static AftTrendScope *
ask_for_two (AftTrendFixture *fixture, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftTrendScope *scope = aft_trend_fixture_ask (fixture, query, TODAY);
  g_array_append_vals (own, fixture->venues, 2);
  g_assert_true (aft_trend_scope_limit (scope, own, &error));
  return scope;
}

/* 60 of 100, 90 of 100; the third, which nobody hears of, has 1,000 who are angry. */
static void
put_three (AftTrendFixture *fixture, AftMeasure measure)
{
  static const guint LOTS[][3]
      = { { 0, 1, 40 }, { 0, 5, 60 }, { 1, 1, 10 }, { 1, 5, 90 }, { 2, 1, 1000 } };
  for (guint i = 0; i < G_N_ELEMENTS (LOTS); i++)
    aft_trend_fixture_count (fixture, &(AftTrendCount){ .venue = LOTS[i][0],
                                                        .measure = measure,
                                                        .day = "2026-10-20",
                                                        .hour = 12,
                                                        .place = LOTS[i][1],
                                                        .count = LOTS[i][2] });
}

static void
test_two_of_three (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTrendScope) scope = ask_for_two (fixture, WHOLE "&step=month");
  put_three (fixture, AFT_MEASURE_SATISFACTION);
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_load (fixture, scope, SLICES | AFT_TREND_POINTS | AFT_TREND_HOURS);
  g_assert_cmpuint (view->n_venues, ==, 2);
  g_assert_cmpfloat (view->figure.value, ==, .75);
  g_assert_cmpuint (view->figure.n, ==, 200);
  g_assert_cmpuint (view->by_venue->len, ==, 2);
  g_assert_cmpfloat (aft_trend_fixture_group (view->by_venue, "B")->figure.value, ==, .9);
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    assert_adds_up (view, view->by[slice]);
  const AftTrendPoint *last = &g_array_index (view->points, AftTrendPoint, view->points->len - 1);
  g_assert_cmpuint (last->figure.n, ==, 200);
  /* A Tuesday. */
  g_assert_cmpuint (g_array_index (view->hours, AftTrendHour, 24 + 12).figure.n, ==, 200);
}

static void
test_another_s (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autofree char *third = aft_id_to_text (&fixture->venues[2]);
  g_autofree char *query = g_strdup_printf (WHOLE "&venue=%s", third);
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, query, TODAY);
  g_array_append_vals (own, fixture->venues, 2);
  g_assert_false (aft_trend_scope_limit (scope, own, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

/* -- filters ----------------------------------------------------------------------------------- */

static void
put_languages (AftTrendFixture *fixture, const char *day, guint english)
{
  static const AftMeasure MEASURES[] = { AFT_MEASURE_SATISFACTION, AFT_MEASURE_ANSWERS };
  const AftTrendCount lots[] = { { .place = 5, .count = 300, .language = AFT_LANGUAGE_ZH_CN },
                                 { .place = 1, .count = 100, .language = AFT_LANGUAGE_ZH_TW },
                                 { .place = 5, .count = english, .language = AFT_LANGUAGE_EN } };
  for (guint i = 0; i < G_N_ELEMENTS (lots) * G_N_ELEMENTS (MEASURES); i++)
    {
      AftTrendCount count = lots[i % G_N_ELEMENTS (lots)];
      count.measure = MEASURES[i / G_N_ELEMENTS (lots)];
      count.place = count.measure == AFT_MEASURE_ANSWERS ? AFT_ANSWERS_COMPLETE : count.place;
      count.day = day;
      aft_trend_fixture_count (fixture, &count);
    }
}

static void
test_filter (AftTrendFixture *fixture, gconstpointer unused)
{
  put_languages (fixture, "2026-10-20", 60);
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE "&language=en&step=month",
                                                          TODAY, AFT_TREND_ALL_PARTS);
  g_assert_false (view->is_hidden);
  g_assert_cmpuint (view->figure.n, ==, 60);
  g_assert_cmpfloat (view->figure.value, ==, 1);
  g_assert_cmpuint (view->answers->counts[AFT_ANSWERS_COMPLETE], ==, 60);
  g_assert_cmpuint (view->answers->served, ==, 0);
  g_assert_null (view->cases);
  /* The store cuts but once. */
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    g_assert_cmpuint (view->by[slice]->len, ==, 0);
  g_assert_cmpuint (aft_trend_fixture_group (view->by_venue, "南京路店")->figure.n, ==, 60);
  const AftTrendPoint *last = &g_array_index (view->points, AftTrendPoint, view->points->len - 1);
  g_assert_cmpuint (last->figure.n, ==, 60);
}

/* A part that the table by language does not show, nor the one that hides it, has no view. */
static void
test_hidden_filter (AftTrendFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *query;
    gboolean is_hidden;
  } CASES[] = { { WHOLE "&language=en", TRUE },
                { WHOLE "&language=zh-TW", TRUE },
                { WHOLE "&language=zh-CN", FALSE } };
  put_languages (fixture, "2026-10-20", 3);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (AftTrendView) view
          = aft_trend_fixture_view (fixture, CASES[i].query, TODAY, AFT_TREND_ALL_PARTS);
      g_assert_cmpint (view->is_hidden, ==, CASES[i].is_hidden);
      g_assert_cmpuint (view->figure.n, ==, CASES[i].is_hidden ? 0 : 300);
      if (CASES[i].is_hidden)
        g_assert_null (view->answers);
    }
}

/* What the period before does not show of itself is not told beside the one after it. */
static void
test_hidden_before (AftTrendFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *query;
    guint now;
    guint before;
  } CASES[] = { { WHOLE "&language=en", 60, 0 },
                { WHOLE "&language=zh-TW", 100, 0 },
                { WHOLE "&language=zh-CN", 300, 300 },
                { WHOLE, 460, 403 } };
  put_languages (fixture, "2026-09-20", 3);
  put_languages (fixture, "2026-10-20", 60);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, CASES[i].query, TODAY, 0);
      g_assert_cmpuint (view->figure.n, ==, CASES[i].now);
      g_assert_cmpuint (view->before.n, ==, CASES[i].before);
      g_assert_cmpint (view->before.is_known, ==, CASES[i].before > 0);
    }
}

/* A new version of a survey is the same survey: one group, and a filter that adds both. */
static void
test_versions (AftTrendFixture *fixture, gconstpointer unused)
{
  aft_trend_fixture_execute (fixture,
                             "INSERT INTO survey (ref, digest, id, version, definition, stored_ms)"
                             " VALUES (2, zeroblob (32), 'exit', '4', '{}', 1),"
                             " (3, CAST (printf ('%032d', 3) AS BLOB), 'other', '1', '{}', 1);");
  for (guint survey = 1; survey <= 3; survey++)
    aft_trend_fixture_count (fixture, &(AftTrendCount){ .measure = AFT_MEASURE_SATISFACTION,
                                                        .day = "2026-10-20",
                                                        .place = 5,
                                                        .survey = survey,
                                                        .count = survey == 2 ? 3 : 200 });
  g_autoptr (AftTrendView) whole
      = aft_trend_fixture_view (fixture, WHOLE, TODAY, AFT_TREND_BY (AFT_SLICE_SURVEY));
  g_autoptr (AftTrendView) view = aft_trend_fixture_view (fixture, WHOLE "&survey=exit", TODAY, 0);
  g_assert_cmpuint (whole->by[AFT_SLICE_SURVEY]->len, ==, 2);
  g_assert_cmpuint (aft_trend_fixture_group (whole->by[AFT_SLICE_SURVEY], "exit")->figure.n, ==,
                    203);
  g_assert_false (view->is_hidden);
  g_assert_cmpuint (view->figure.n, ==, 203);
}

/* -- enough and few ---------------------------------------------------------------------------- */

static void
test_enough (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
  aft_trend_fixture_rate (fixture, "2026-10-20", 9, 20);
  g_autoptr (AftTrendView) thin = aft_trend_fixture_load (fixture, scope, 0);
  g_assert_false (thin->figure.is_known);
  g_assert_cmpuint (thin->figure.n, ==, 29);
  scope->enough = 29;
  g_autoptr (AftTrendView) view = aft_trend_fixture_load (fixture, scope, 0);
  g_assert_true (view->figure.is_known);
  g_assert_cmpfloat (view->figure.value, ==, 20. / 29);
  aft_trend_fixture_rate (fixture, "2026-10-20", 0, 1);
  scope->enough = AFT_FIGURE_ENOUGH;
  g_autoptr (AftTrendView) just = aft_trend_fixture_load (fixture, scope, 0);
  g_assert_cmpfloat (just->figure.value, ==, .7);
  g_assert_cmpint (just->change.verdict, ==, AFT_TREND_NOT_KNOWN); /* nobody before */
}

static guint
count_hidden (GPtrArray *groups, guint64 few)
{
  guint hidden = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      g_assert_true (group->is_hidden || group->figure.n == 0 || group->figure.n >= few);
      hidden += group->is_hidden;
    }
  return hidden;
}

/* A day of a handful: what is small is in no table, and never is it one alone. */
static void
test_tiny (AftTrendFixture *fixture, gconstpointer unused)
{
  for (guint answers = 2; answers < 60; answers += 7)
    {
      g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
      aft_trend_fixture_execute (fixture, "DELETE FROM trend; DELETE FROM rollup;");
      for (guint i = 0; i < answers; i++)
        aft_trend_fixture_count (fixture, &(AftTrendCount){ .venue = i % 7 / 3,
                                                            .measure = AFT_MEASURE_SATISFACTION,
                                                            .day = "2026-10-20",
                                                            .place = 1 + i % 5,
                                                            .count = 1,
                                                            .hour = 11 + i % 9 / 4,
                                                            .part = i % 11 / 5,
                                                            .channel = (AftChannel) (i % 13 == 0),
                                                            .language = (AftLanguage) (i % 8 / 3),
                                                            .tier = (AftTier) (i % 17 / 4) });
      g_autoptr (AftTrendView) view
          = aft_trend_fixture_load (fixture, scope, SLICES | AFT_TREND_HOURS);
      for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
        g_assert_cmpuint (view->by[slice]->len > 1 ? count_hidden (view->by[slice], 5) : 0, !=, 1);
      g_assert_cmpuint (count_hidden (view->by_venue, 5), !=, 1);
      for (guint i = 0; i < view->hours->len; i++)
        {
          const AftTrendHour *hour = &g_array_index (view->hours, AftTrendHour, i);
          g_assert_true (hour->figure.n == 0 || hour->figure.n >= 5);
        }
    }
}

/* Who may see everything sees it: the house said that one is not few. */
static void
test_few (AftTrendFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftTrendScope) scope = aft_trend_fixture_ask (fixture, WHOLE, TODAY);
  put_languages (fixture, "2026-10-20", 8);
  scope->few = 10;
  g_autoptr (AftTrendView) strict
      = aft_trend_fixture_load (fixture, scope, AFT_TREND_BY (AFT_SLICE_LANGUAGE));
  g_assert_true (aft_trend_fixture_group (strict->by[AFT_SLICE_LANGUAGE], "en")->is_hidden);
  g_assert_true (aft_trend_fixture_group (strict->by[AFT_SLICE_LANGUAGE], "zh-TW")->is_hidden);
  g_assert_cmpuint (strict->suppressed->len, ==, 1);
  g_assert_cmpuint (g_array_index (strict->suppressed, AftTrendSuppressed, 0).cells, ==, 2);
  g_assert_cmpstr (g_array_index (strict->suppressed, AftTrendSuppressed, 0).table, ==,
                   "by-language");
  scope->few = 8;
  g_autoptr (AftTrendView) view
      = aft_trend_fixture_load (fixture, scope, AFT_TREND_BY (AFT_SLICE_LANGUAGE));
  g_assert_cmpuint (aft_trend_fixture_group (view->by[AFT_SLICE_LANGUAGE], "en")->figure.n, ==, 8);
  g_assert_cmpuint (view->suppressed->len, ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/trends/load/" path, AftTrendFixture, NULL, aft_trend_fixture_set_up, function,     \
              aft_trend_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("groups-of-every-slice-add-up-to-the-whole", test_add_up);
  ADD ("what-is-not-counted-is-said", test_what_is_counted);
  ADD ("hours-of-the-week-add-up-to-the-whole", test_hours_add_up);
  ADD ("each-part-has-its-own-figure", test_parts_by_hand);
  ADD ("a-period-ends-with-its-last-day", test_borders);
  ADD ("steps-add-up-to-the-period", test_steps_add_up);
  ADD ("a-running-period-is-compared-with-as-many-days", test_running);
  ADD ("the-first-day-is-compared-with-a-first-day", test_first_day);
  ADD ("restless-weeks-are-told-of-less", test_restless);
  ADD ("a-manager-of-two-of-three-never-hears-of-the-third", test_two_of_three);
  ADD ("another-s-restaurant-is-not-there", test_another_s);
  ADD ("a-filter-reaches-every-part", test_filter);
  ADD ("what-the-table-hides-has-no-view-of-its-own", test_hidden_filter);
  ADD ("what-was-hidden-before-is-not-told-now", test_hidden_before);
  ADD ("versions-of-a-survey-are-one", test_versions);
  ADD ("enough-is-the-house-s-own", test_enough);
  ADD ("no-handful-is-in-any-table", test_tiny);
  ADD ("few-is-the-house-s-own", test_few);
  return g_test_run ();
}
