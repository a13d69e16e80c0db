/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Houses reckoned by hand: what groups, steps and tables make of counted days. */
#include <math.h>

#include "aft-trend-change-private.h"
#include "aft-trend-charts.h"
#include "aft-trend-groups-private.h"
#include "aft-trend-series-private.h"
#include "aft-trend-table.h"

typedef guint64 Counts[AFT_TREND_COUNTS];

static const AftTrendGroupRules RULES = { AFT_MEASURE_SATISFACTION, 30, 5 };

static gint32
day_of (const char *text)
{
  gint32 day = 0;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

static AftTrendView *
make_view (const char *period, const char *today, AftStep step)
{
  g_autoptr (GError) error = NULL;
  AftTrendView *view = g_new0 (AftTrendView, 1);
  view->scope = aft_trend_scope_new (day_of (today));
  g_assert_true (aft_trend_scope_set (view->scope, "period", period, &error));
  view->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  view->elapsed = aft_trend_scope_get_elapsed (view->scope);
  view->has_before = aft_trend_scope_get_before (view->scope, &view->before_period);
  view->step = step;
  view->parts = AFT_TREND_ALL_PARTS;
  return view;
}

static void
add_day (GArray *days, gint32 day, guint64 low, guint64 high)
{
  AftTrendDay item = { .day = day };
  item.counts[1] = low;
  item.counts[5] = high;
  g_array_append_val (days, item);
}

static GArray *
make_days (const char *from, const char *to, guint64 low, guint64 high)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  for (gint32 day = day_of (from); day <= day_of (to); day++)
    add_day (days, day, low, high);
  return days;
}

static GPtrArray *
make_groups (const Counts *counts, guint count)
{
  static const char *const NAMES[] = { "a", "b", "c", "d", "e" };
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_group_free);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (groups, aft_trend_group_new (NAMES[i], counts[i]));
  return groups;
}

static const AftTrendGroup *
get_group (GPtrArray *groups, guint index)
{
  return g_ptr_array_index (groups, index);
}

/* 400 of 500 satisfied, 250 of 500, 410 of 500: the middle one is clearly worse. */
static void
test_worse (void)
{
  const Counts now[]
      = { { [2] = 100, [4] = 400 }, { [1] = 250, [5] = 250 }, { [3] = 90, [4] = 410 } };
  Counts before[] = { { [2] = 100, [4] = 400 }, { [1] = 100, [5] = 400 }, { [3] = 10, [4] = 10 } };
  g_autoptr (GPtrArray) groups = make_groups (now, 3);
  g_assert_cmpuint (aft_trend_groups_judge (groups, before, &RULES), ==, 0);
  g_assert_cmpfloat (get_group (groups, 0)->figure.value, ==, .8);
  g_assert_cmpfloat (get_group (groups, 1)->figure.value, ==, .5);
  g_assert_cmpuint (get_group (groups, 2)->figure.n, ==, 500);
  g_assert_cmpint (get_group (groups, 1)->others.verdict, ==, AFT_TREND_WORSE);
  g_assert_cmpint (get_group (groups, 1)->change.verdict, ==, AFT_TREND_WORSE);
  g_assert_cmpfloat_with_epsilon (get_group (groups, 1)->change.difference.value, -.3, 1e-9);
  g_assert_cmpint (get_group (groups, 0)->change.verdict, ==, AFT_TREND_SAME);
  g_assert_cmpint (get_group (groups, 2)->change.verdict, ==, AFT_TREND_NOT_KNOWN); /* 20 before */
  g_assert_cmpuint (get_group (groups, 2)->before.n, ==, 0);
}

/* What chance has moved is drawn to the whole, and never past it. */
static void
test_shrunk (void)
{
  const Counts now[] = { { [1] = 30, [5] = 70 }, { [1] = 600, [5] = 1400 }, { [1] = 8, [5] = 32 } };
  Counts before[3] = { { 0 } };
  g_autoptr (GPtrArray) groups = make_groups (now, 3);
  aft_trend_groups_judge (groups, before, &RULES);
  double moved = get_group (groups, 2)->figure.value - get_group (groups, 2)->shrunk;
  g_assert_cmpfloat (moved, >, 0);
  g_assert_cmpfloat (get_group (groups, 2)->shrunk, >, .69);
  g_assert_cmpfloat (fabs (get_group (groups, 1)->shrunk - .7), <, .01);
}

static void
test_hidden (void)
{
  const Counts now[] = { { [5] = 400 }, { [5] = 3 }, { [5] = 60 }, { [5] = 12 }, { 0 } };
  Counts before[5] = { { 0 } };
  g_autoptr (GPtrArray) groups = make_groups (now, 5);
  g_assert_cmpuint (aft_trend_groups_judge (groups, before, &RULES), ==, 2);
  g_assert_true (get_group (groups, 1)->is_hidden);
  g_assert_true (get_group (groups, 3)->is_hidden); /* 12: else the 3 is the whole less the rest */
  g_assert_cmpuint (get_group (groups, 3)->figure.n, ==, 0);
  g_assert_cmpuint (get_group (groups, 3)->counts[5], ==, 0);
  g_assert_false (get_group (groups, 4)->is_hidden);
  g_assert_cmpuint (get_group (groups, 2)->figure.n, ==, 60);
}

/* A month by weeks: the first and last are cut, and inside they add up to the month. */
static void
test_weeks (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-10", "2026-11-22", AFT_STEP_WEEK);
  g_autoptr (GArray) days = make_days ("2026-08-01", "2026-10-31", 2, 8);
  guint64 inside = 0;
  guint partial = 0;
  g_assert_cmpuint (aft_trend_series_fill (view, days), ==, 0);
  for (guint i = 0; i < view->points->len; i++)
    {
      const AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, i);
      inside += point->is_inside ? point->figure.n : 0;
      partial += point->is_inside && point->is_partial;
      g_assert_true (i == 0
                     || point->from_day
                            == g_array_index (view->points, AftTrendPoint, i - 1).to_day + 1);
    }
  g_assert_cmpuint (inside, ==, 31 * 10);
  g_assert_cmpuint (partial, ==, 2);
  const AftTrendPoint *last = &g_array_index (view->points, AftTrendPoint, view->points->len - 1);
  g_assert_cmpint (last->to_day, ==, day_of ("2026-10-31"));
  g_assert_cmpint (last->from_day, ==, day_of ("2026-10-26"));
}

static void
test_gap (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25", AFT_STEP_DAY);
  g_autoptr (GArray) days = make_days ("2026-10-19", "2026-10-20", 10, 40);
  add_day (days, day_of ("2026-10-22"), 10, 10);
  aft_trend_series_fill (view, days);
  g_assert_cmpuint (view->points->len, ==, 7);
  const AftTrendPoint *points = (const AftTrendPoint *) (void *) view->points->data;
  g_assert_cmpfloat (points[0].figure.value, ==, .8);
  g_assert_cmpuint (points[2].figure.n, ==, 0);
  g_assert_false (points[2].figure.is_known);
  g_assert_false (points[3].figure.is_known); /* 20 are not enough */
  g_assert_cmpuint (points[3].figure.n, ==, 20);
  g_assert_false (points[0].has_limits);
}

/* Eight weeks of 80 %, then 55 % from a Monday on. */
static void
test_fall (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-10", "2026-11-22", AFT_STEP_DAY);
  g_autoptr (GArray) days = make_days ("2026-08-06", "2026-10-11", 20, 80);
  for (gint32 day = day_of ("2026-10-12"); day <= day_of ("2026-10-31"); day++)
    add_day (days, day, 45, 55);
  aft_trend_series_fill (view, days);
  g_assert_true (view->has_shift);
  g_assert_true (view->is_shift_lasting);
  g_assert_cmpint (view->shift, ==, AFT_TREND_FALLING);
  g_assert_cmpint (view->shift_day, ==, day_of ("2026-10-12"));
  const AftTrendPoint *last = &g_array_index (view->points, AftTrendPoint, view->points->len - 1);
  g_assert_true (last->has_limits);
  g_assert_cmpint (last->signal, ==, AFT_TREND_BELOW);
}

static void
test_few_days (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25", AFT_STEP_DAY);
  g_autoptr (GArray) days = make_days ("2026-10-19", "2026-10-22", 10, 40);
  add_day (days, day_of ("2026-10-23"), 0, 2);
  add_day (days, day_of ("2026-10-24"), 0, 9);
  g_assert_cmpuint (aft_trend_series_fill (view, days), ==, 2);
  const AftTrendPoint *points = (const AftTrendPoint *) (void *) view->points->data;
  g_assert_true (points[4].is_hidden);
  g_assert_true (points[5].is_hidden);
  g_assert_cmpuint (points[5].figure.n, ==, 0);
  g_assert_false (points[6].is_hidden); /* nobody at all */
}

static void
test_longer_steps (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25", AFT_STEP_DAY);
  g_assert_cmpint (aft_trend_series_choose_step (view->scope, 7 * 30), ==, AFT_STEP_DAY);
  g_assert_cmpint (aft_trend_series_choose_step (view->scope, 7 * 29), ==, AFT_STEP_WEEK);
  g_assert_cmpint (aft_trend_series_choose_step (view->scope, 20), ==, AFT_STEP_MONTH);
  view->scope->has_step = TRUE;
  g_assert_cmpint (aft_trend_series_choose_step (view->scope, 20), ==, AFT_STEP_DAY);
}

/* Fewer complaints are better, and what could be named is what they are out of. */
static void
test_trouble (void)
{
  const Counts now = { [AFT_ASPECT_SERVICE] = 30, [AFT_ASPECTS] = 40, [AFT_TREND_BASE] = 400 };
  const Counts then = { [AFT_ASPECT_SERVICE] = 60, [AFT_ASPECTS] = 80, [AFT_TREND_BASE] = 400 };
  AftSample less = aft_trend_sample_of (AFT_MEASURE_TROUBLE, now);
  AftSample more = aft_trend_sample_of (AFT_MEASURE_TROUBLE, then);
  g_assert_cmpuint (less.n, ==, 400);
  g_assert_cmpint (less.sum, ==, 40);
  AftTrendChange change = aft_trend_change_of (
      &less, &more, aft_trend_is_more_better (AFT_MEASURE_TROUBLE), AFT_FIGURE_ENOUGH);
  g_assert_cmpint (change.verdict, ==, AFT_TREND_BETTER);
  g_assert_cmpfloat_with_epsilon (change.difference.value, -.1, 1e-9);
}

static AftTrendChange
compare_restless (guint swing)
{
  AftPeriod before = { day_of ("2026-09-01"), day_of ("2026-09-30") };
  AftPeriod now = { day_of ("2026-10-01"), day_of ("2026-10-30") };
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
  Counts sums[2] = { { 0 }, { 0 } };
  for (gint32 day = before.from_day; day <= now.to_day; day++)
    {
      guint good = (day < now.from_day ? 700 : 724) + (day % 2 == 0 ? swing : 0)
                   - (day % 2 == 0 ? 0 : swing);
      add_day (days, day, 1000 - good, good);
    }
  aft_trend_days_add_up (days, before, sums[0]);
  aft_trend_days_add_up (days, now, sums[1]);
  AftSample then = aft_trend_sample_of (AFT_MEASURE_SATISFACTION, sums[0]);
  AftSample later = aft_trend_sample_of (AFT_MEASURE_SATISFACTION, sums[1]);
  double unrest = aft_trend_days_get_unrest (days, AFT_MEASURE_SATISFACTION, before, now);
  return aft_trend_change_of_unrest (&later, &then, unrest, TRUE, AFT_FIGURE_ENOUGH);
}

/* Two points more are a change where all days are alike, and none where days differ by twenty. */
static void
test_a_restless_house_is_told_of_less (void)
{
  AftTrendChange calm = compare_restless (0);
  AftTrendChange restless = compare_restless (100);
  g_assert_cmpint (calm.verdict, ==, AFT_TREND_BETTER);
  g_assert_cmpint (restless.verdict, !=, AFT_TREND_BETTER);
  g_assert_cmpfloat_with_epsilon (calm.difference.value, restless.difference.value, 1e-9);
  g_assert_cmpfloat (restless.difference.low, <, calm.difference.low);
}

/* -- tables and pictures ----------------------------------------------------------------------- */

static void
test_tables (void)
{
  AftTrendVoice voice = { NULL, AFT_LANGUAGE_EN };
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25", AFT_STEP_DAY);
  g_autoptr (GArray) days = make_days ("2026-10-19", "2026-10-22", 10, 40);
  const char *const *ids = aft_trend_table_get_ids ();
  voice.catalogue = catalogue;
  add_day (days, day_of ("2026-10-23"), 0, 2);
  add_day (days, day_of ("2026-10-24"), 0, 9);
  aft_trend_series_fill (view, days);
  view->change.difference
      = (AftFigure){ .is_known = TRUE, .value = .019, .low = -.0041, .high = .04 };
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_assert_cmpuint (aft_trend_table_get_part (ids[i]), !=, 0);
      g_autoptr (AftTrendTable) table = aft_trend_table_new (&voice, view, ids[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (table->id, ==, ids[i]);
      for (guint row = 0; row < table->rows->len; row++)
        g_assert_cmpuint (((GArray *) g_ptr_array_index (table->rows, row))->len, ==,
                          table->columns->len);
    }
  g_autoptr (AftTrendTable) points = aft_trend_table_new (&voice, view, "points", &error);
  g_autofree char *value = aft_trend_table_dup_cell_text (&voice, points, 0, 3);
  g_autofree char *hidden = aft_trend_table_dup_cell_text (&voice, points, 4, 2);
  g_autofree char *day = aft_trend_table_dup_cell_text (&voice, points, 4, 0);
  g_assert_cmpstr (value, ==, "80.0 %");
  g_autoptr (AftTrendTable) figure = aft_trend_table_new (&voice, view, "figure", &error);
  g_autofree char *change = aft_trend_table_dup_cell_text (&voice, figure, 0, 7);
  g_autofree char *lowest = aft_trend_table_dup_cell_text (&voice, figure, 0, 8);
  g_assert_cmpstr (change, ==, "+1.9");
  g_assert_cmpstr (lowest, ==, "−0.4");
  g_assert_cmpstr (hidden, ==, "not shown");
  g_assert_cmpstr (day, ==, "2026-10-23");
  g_assert_null (aft_trend_table_new (&voice, view, "nonsense", &error));
  g_assert_nonnull (error);
}

static void
test_pictures (void)
{
  g_autoptr (GError) error = NULL;
  GBytes *contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25", AFT_STEP_DAY);
  AftTrendChartOptions options = { .part = AFT_TREND_POINTS, .width = 640, .id = "t" };
  g_assert_false (aft_trend_chart_has (view, AFT_TREND_POINTS));
  g_assert_null (aft_trend_chart_dup_svg (&voice, view, &options));
  g_autoptr (GArray) days = make_days ("2026-10-19", "2026-10-22", 10, 40);
  aft_trend_series_fill (view, days);
  g_autofree char *line = aft_trend_chart_dup_svg (&voice, view, &options);
  g_assert_nonnull (strstr (line, "80 %"));
  options.is_shares = TRUE;
  g_autofree char *shares = aft_trend_chart_dup_svg (&voice, view, &options);
  g_assert_true (g_str_has_prefix (shares, "<svg"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trends/change/a-restless-house-is-told-of-less",
                   test_a_restless_house_is_told_of_less);
  g_test_add_func ("/trends/groups/the-one-that-is-worse-is-found", test_worse);
  g_test_add_func ("/trends/groups/luck-is-drawn-to-the-whole", test_shrunk);
  g_test_add_func ("/trends/groups/small-ones-are-emptied", test_hidden);
  g_test_add_func ("/trends/series/cut-weeks-add-up-to-the-month", test_weeks);
  g_test_add_func ("/trends/series/a-gap-stays-a-gap", test_gap);
  g_test_add_func ("/trends/series/a-fall-has-its-day", test_fall);
  g_test_add_func ("/trends/series/days-with-a-handful-are-hidden", test_few_days);
  g_test_add_func ("/trends/series/steps-grow-where-answers-are-few", test_longer_steps);
  g_test_add_func ("/trends/change/less-trouble-is-better", test_trouble);
  g_test_add_func ("/trends/table/each-row-has-each-column", test_tables);
  g_test_add_func ("/trends/charts/what-is-not-loaded-is-not-drawn", test_pictures);
  return g_test_run ();
}
