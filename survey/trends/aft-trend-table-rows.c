/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the tables that show one measure: now and before, over time, by its scores, by group and
 * by hour. */
#include <math.h>

#include "aft-trend-change-private.h"
#include "aft-trend-table-private.h"

#define DAY_HOURS 24
#define WEEK_DAYS 7

static void
put_change (AftTrendFilling *filling, const AftTrendChange *change)
{
  const AftFigure *difference = &change->difference;
  aft_trend_put_number (filling, difference->is_known ? difference->value : NAN);
  aft_trend_put_number (filling, difference->is_known ? difference->low : NAN);
  aft_trend_put_number (filling, difference->is_known ? difference->high : NAN);
}

static void
put_verdict (AftTrendFilling *filling, AftTrendVerdict verdict)
{
  aft_trend_put_text (filling, aft_trend_words_get_verdict (filling->voice, verdict),
                      aft_trend_get_verdict_code (verdict));
}

/* Beside others nothing has changed, it differs. */
static void
put_difference (AftTrendFilling *filling, AftTrendVerdict verdict)
{
  if (verdict == AFT_TREND_SAME)
    aft_trend_put_text (filling, aft_trend_say (filling->voice, N_ ("no significant difference")),
                        aft_trend_get_verdict_code (verdict));
  else
    put_verdict (filling, verdict);
}

static AftTrendColumnType
get_value_type (const AftTrendFilling *filling)
{
  return g_array_index (filling->table->columns, AftTrendColumn, filling->table->columns->len - 1)
      .type;
}

static void
add_change_columns (AftTrendFilling *filling, AftTrendColumnType type)
{
  guint first = filling->table->columns->len;
  aft_trend_add_column (filling, "change",
                        type == AFT_TREND_SHARE ? N_ ("Change (points)") : N_ ("Change"), type);
  aft_trend_add_column (filling, "change-low", N_ ("at least"), type);
  aft_trend_add_column (filling, "change-high", N_ ("at most"), type);
  for (guint i = first; i < filling->table->columns->len; i++)
    g_array_index (filling->table->columns, AftTrendColumn, i).is_difference = TRUE;
  aft_trend_add_column (filling, "verdict", N_ ("Against before"), AFT_TREND_TEXT);
}

void
aft_trend_fill_figure (AftTrendFilling *filling)
{
  const AftTrendView *view = filling->view;
  aft_trend_add_column (filling, "period", N_ ("Period"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "from", N_ ("From"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "to", N_ ("To"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_value_columns (filling);
  add_change_columns (filling, get_value_type (filling));
  aft_trend_begin_row (filling);
  aft_trend_take_text (
      filling, aft_trend_words_dup_period (filling->voice, view->scope->period, view->scope->today),
      "now");
  aft_trend_put_number (filling, view->elapsed.from_day);
  aft_trend_put_number (filling, view->elapsed.to_day);
  if (view->is_hidden)
    {
      aft_trend_put_hidden (filling, 8);
      return;
    }
  aft_trend_put_counted (filling, &view->figure);
  put_change (filling, &view->change);
  put_verdict (filling, view->change.verdict);
  if (!view->has_before)
    return;
  aft_trend_begin_row (filling);
  aft_trend_take_text (filling, aft_trend_dup_before (filling->voice, view), "before");
  aft_trend_put_number (filling, view->before_period.from_day);
  aft_trend_put_number (filling, view->before_period.to_day);
  aft_trend_put_counted (filling, &view->before);
  aft_trend_put_nothing (filling, 4);
}

static void
put_signal (AftTrendFilling *filling, AftTrendSignal signal)
{
  static const struct
  {
    const char *code;
    const char *msgid;
  } SIGNALS[] = {
    [AFT_TREND_BELOW] = { "below", N_ ("below what is ordinary") },
    [AFT_TREND_ABOVE] = { "above", N_ ("above what is ordinary") },
    [AFT_TREND_FALLING] = { "falling", N_ ("falling for some time") },
    [AFT_TREND_RISING] = { "rising", N_ ("rising for some time") },
  };
  if (signal == AFT_TREND_NO_SIGNAL)
    aft_trend_put_nothing (filling, 1);
  else
    aft_trend_put_text (filling, aft_trend_say (filling->voice, SIGNALS[signal].msgid),
                        SIGNALS[signal].code);
}

static void
put_point (AftTrendFilling *filling, const AftTrendPoint *point)
{
  aft_trend_begin_row (filling);
  aft_trend_put_number (filling, point->from_day);
  aft_trend_put_number (filling, point->to_day);
  if (point->is_hidden)
    {
      aft_trend_put_hidden (filling, 8);
      return;
    }
  aft_trend_put_counted (filling, &point->figure);
  aft_trend_put_number (filling, point->has_limits ? point->centre : NAN);
  aft_trend_put_number (filling, point->has_limits ? point->low_limit : NAN);
  aft_trend_put_number (filling, point->has_limits ? point->high_limit : NAN);
  put_signal (filling, point->signal);
}

void
aft_trend_fill_points (AftTrendFilling *filling)
{
  const GArray *points = filling->view->points;
  aft_trend_add_column (filling, "from", N_ ("From"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "to", N_ ("To"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_value_columns (filling);
  AftTrendColumnType type = get_value_type (filling);
  aft_trend_add_column (filling, "ordinary", N_ ("Ordinary"), type);
  aft_trend_add_column (filling, "limit-low", N_ ("Lower limit"), type);
  aft_trend_add_column (filling, "limit-high", N_ ("Upper limit"), type);
  aft_trend_add_column (filling, "signal", N_ ("Signal"), AFT_TREND_TEXT);
  for (guint i = 0; points != NULL && i < points->len; i++)
    if (g_array_index (points, AftTrendPoint, i).is_inside)
      put_point (filling, &g_array_index (points, AftTrendPoint, i));
}

/* The scores that a measure's answers have: none for what is no score. */
static void
get_scores (AftMeasure measure, guint *ret_from, guint *ret_to)
{
  *ret_from = 1;
  *ret_to = 0;
  if (measure == AFT_MEASURE_SATISFACTION || measure >= AFT_MEASURE_ASPECT)
    *ret_to = 5;
  else if (measure == AFT_MEASURE_EFFORT)
    *ret_to = 7;
  else if (measure == AFT_MEASURE_RECOMMENDATION)
    {
      *ret_from = 0;
      *ret_to = 10;
    }
}

#define MOST_SCORES 11

static const char *const SCORES[MOST_SCORES]
    = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" };

/* How often a score was given, of all answers. */
static AftFigure
get_share (const AftTrendFilling *filling, const guint64 *counts, guint score, guint64 n)
{
  AftSample sample = aft_sample_of_share (counts[score], n);
  return aft_figure_of (&sample, filling->view->scope->enough);
}

static void
add_score_columns (AftTrendFilling *filling, guint score)
{
  static const char *const IDS[MOST_SCORES][3] = {
    { "score-0", "score-0-low", "score-0-high" },   { "score-1", "score-1-low", "score-1-high" },
    { "score-2", "score-2-low", "score-2-high" },   { "score-3", "score-3-low", "score-3-high" },
    { "score-4", "score-4-low", "score-4-high" },   { "score-5", "score-5-low", "score-5-high" },
    { "score-6", "score-6-low", "score-6-high" },   { "score-7", "score-7-low", "score-7-high" },
    { "score-8", "score-8-low", "score-8-high" },   { "score-9", "score-9-low", "score-9-high" },
    { "score-10", "score-10-low", "score-10-high" }
  };
  aft_trend_add_column (filling, IDS[score][0], SCORES[score], AFT_TREND_SHARE);
  aft_trend_add_column (filling, IDS[score][1], N_ ("at least"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, IDS[score][2], N_ ("at most"), AFT_TREND_SHARE);
}

static void
put_shares (AftTrendFilling *filling, const AftTrendPoint *point, guint from, guint to)
{
  aft_trend_begin_row (filling);
  aft_trend_put_number (filling, point->from_day);
  aft_trend_put_number (filling, point->to_day);
  if (point->is_hidden)
    {
      aft_trend_put_hidden (filling, filling->table->columns->len - filling->row->len);
      return;
    }
  aft_trend_put_number (filling, (double) point->figure.n);
  for (guint score = from; score <= to; score++)
    {
      AftFigure share = get_share (filling, point->counts, score, point->figure.n);
      aft_trend_put_figure (filling, &share);
    }
}

void
aft_trend_fill_shares (AftTrendFilling *filling)
{
  const GArray *points = filling->view->points;
  guint from, to;
  get_scores (filling->view->scope->measure, &from, &to);
  aft_trend_add_column (filling, "from", N_ ("From"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "to", N_ ("To"), AFT_TREND_DAY);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  for (guint score = from; score <= to; score++)
    add_score_columns (filling, score);
  for (guint i = 0; points != NULL && from <= to && i < points->len; i++)
    if (g_array_index (points, AftTrendPoint, i).is_inside)
      put_shares (filling, &g_array_index (points, AftTrendPoint, i), from, to);
}

void
aft_trend_fill_scores (AftTrendFilling *filling)
{
  const AftTrendView *view = filling->view;
  guint from, to;
  get_scores (view->scope->measure, &from, &to);
  filling->table->title = aft_trend_say (filling->voice, N_ ("What the scores are made of"));
  aft_trend_add_column (filling, "score", N_ ("Score"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_share_columns (filling);
  for (guint score = from; score <= to; score++)
    {
      AftFigure share = get_share (filling, view->counts, score, view->figure.n);
      aft_trend_begin_row (filling);
      aft_trend_put_text (filling, SCORES[score], NULL);
      if (view->is_hidden)
        {
          aft_trend_put_hidden (filling, 4);
          continue;
        }
      /* How often, only where there are enough that nobody is found by it. */
      aft_trend_put_number (filling, share.is_known ? (double) view->counts[score] : NAN);
      aft_trend_put_figure (filling, &share);
    }
}

static void
put_group (AftTrendFilling *filling, const AftTrendGroup *group, AftSlice slice)
{
  g_autofree char *id
      = slice == AFT_SLICE_ALL ? aft_id_to_text (&group->venue_id) : g_strdup (group->name);
  aft_trend_begin_row (filling);
  aft_trend_take_text (filling,
                       slice == AFT_SLICE_ALL
                           ? g_strdup (group->name)
                           : aft_trend_words_dup_slice_value (filling->voice, slice, group->name),
                       id);
  if (group->is_hidden)
    {
      aft_trend_put_hidden (filling, slice == AFT_SLICE_ALL ? 11 : 10);
      return;
    }
  aft_trend_put_counted (filling, &group->figure);
  aft_trend_put_number (filling, group->before.is_known ? group->before.value : NAN);
  put_change (filling, &group->change);
  put_verdict (filling, group->change.verdict);
  put_difference (filling, group->others.verdict);
  if (slice == AFT_SLICE_ALL)
    aft_trend_put_number (filling, group->shrunk);
}

void
aft_trend_fill_groups (AftTrendFilling *filling, GPtrArray *groups, AftSlice slice)
{
  AftTrendColumn name = { .id = "name",
                          .label = aft_trend_words_get_slice (filling->voice, slice),
                          .type = AFT_TREND_TEXT };
  g_array_append_val (filling->table->columns, name);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_value_columns (filling);
  AftTrendColumnType type = get_value_type (filling);
  aft_trend_add_column (filling, "before", N_ ("Before"), type);
  add_change_columns (filling, type);
  aft_trend_add_column (filling, "others", N_ ("Against the others"), AFT_TREND_TEXT);
  if (slice == AFT_SLICE_ALL)
    aft_trend_add_column (filling, "shrunk", N_ ("Without the luck"), type);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    put_group (filling, g_ptr_array_index (groups, i), slice);
}

void
aft_trend_fill_hours (AftTrendFilling *filling)
{
  const GArray *hours = filling->view->hours;
  aft_trend_add_column (filling, "weekday", N_ ("Weekday"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "hour", N_ ("Hour"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_value_columns (filling);
  for (guint i = 0; hours != NULL && i < hours->len; i++)
    {
      const AftTrendHour *hour = &g_array_index (hours, AftTrendHour, i);
      char code[] = { (char) ('1' + i / DAY_HOURS % WEEK_DAYS), '\0' };
      if (!hour->is_hidden && hour->figure.n == 0)
        continue;
      aft_trend_begin_row (filling);
      aft_trend_put_text (filling, aft_trend_words_get_weekday (filling->voice, i / DAY_HOURS),
                          code);
      aft_trend_put_number (filling, i % DAY_HOURS);
      if (hour->is_hidden)
        aft_trend_put_hidden (filling, 4);
      else
        aft_trend_put_counted (filling, &hour->figure);
    }
}
