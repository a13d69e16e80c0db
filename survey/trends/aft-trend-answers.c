/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the answers: how exit surveys ended, the rates with what they are out of, the
 * response rate where somebody told how many were served, and who says they will not come back. */
#include <string.h>

#include "aft-house-store-trends.h"
#include "aft-trend-change-private.h"
#include "aft-trend-load-private.h"

enum
{
  WILL,
  PERHAPS,
  WILL_NOT
};

static AftFigure
get_share (guint64 hits, guint64 n, guint64 enough)
{
  AftSample sample = aft_sample_of_share (hits, n);
  return aft_figure_of (&sample, enough);
}

static gboolean
has_day (const GArray *served, const AftId *venue_id, gint32 day)
{
  for (guint i = 0; i < served->len; i++)
    {
      const AftHouseServed *item = &g_array_index (served, AftHouseServed, i);
      if (item->day == day && aft_id_equal (&item->venue_id, venue_id))
        return TRUE;
    }
  return FALSE;
}

static guint64
count_begun (const guint64 counts[AFT_TREND_COUNTS])
{
  return counts[AFT_ANSWERS_COMPLETE] + counts[AFT_ANSWERS_PARTIAL] + counts[AFT_ANSWERS_TAP];
}

/* The answers of a venue on the days that are told. */
static gboolean
add_served (AftTrendView *view,
            AftTrendSource *source,
            const AftId *venue_id,
            guint64 *begun,
            GError **error)
{
  g_autoptr (GArray) served = aft_house_store_list_served_sync (
      source->store, venue_id, view->elapsed.from_day, view->elapsed.to_day, error);
  if (served == NULL || served->len == 0)
    return served != NULL;
  for (guint i = 0; i < served->len; i++)
    view->answers->served += g_array_index (served, AftHouseServed, i).guests;
  view->answers->served_days += served->len;
  g_autoptr (GArray) days = aft_trend_source_list (source, venue_id, AFT_MEASURE_ANSWERS,
                                                   AFT_SLICE_ALL, view->elapsed, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      if (has_day (served, venue_id, day->day))
        *begun += count_begun (day->counts);
    }
  return days != NULL;
}

static GArray *
list_venues (AftTrendSource *source, GError **error)
{
  if (source->scope->venue_ids->len > 0)
    return g_array_copy (source->scope->venue_ids);
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (source->store, error);
  if (venues == NULL)
    return NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (AftId));
  for (guint i = 0; i < venues->len; i++)
    g_array_append_vals (ids, aft_venue_get_id (g_ptr_array_index (venues, i)), 1);
  return ids;
}

static gboolean
load_response (AftTrendView *view, AftTrendSource *source, GError **error)
{
  guint64 begun = 0;
  if (source->scope->filter != AFT_SLICE_ALL)
    return TRUE;
  g_autoptr (GArray) venue_ids = list_venues (source, error);
  if (venue_ids == NULL)
    return FALSE;
  for (guint i = 0; i < venue_ids->len; i++)
    if (!add_served (view, source, &g_array_index (venue_ids, AftId, i), &begun, error))
      return FALSE;
  view->answers->response = get_share (begun, view->answers->served, view->scope->enough);
  return TRUE;
}

gboolean
aft_trend_load_answers (AftTrendView *view, AftTrendSource *source, GError **error)
{
  AftTrendAnswers *answers = view->answers = g_new0 (AftTrendAnswers, 1);
  guint64 *counts = answers->counts;
  guint64 enough = view->scope->enough;
  guint64 all = 0;
  g_autoptr (GArray) days = aft_trend_source_list (source, NULL, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL,
                                                   view->elapsed, error);
  if (days == NULL)
    return FALSE;
  aft_trend_days_add_up (days, view->elapsed, counts);
  for (guint i = 0; i <= AFT_ANSWERS_DOUBTFUL; i++)
    all += counts[i];
  answers->begun = count_begun (counts);
  answers->completion = get_share (counts[AFT_ANSWERS_COMPLETE], answers->begun, enough);
  answers->abandonment
      = get_share (counts[AFT_ANSWERS_PARTIAL],
                   counts[AFT_ANSWERS_COMPLETE] + counts[AFT_ANSWERS_PARTIAL], enough);
  answers->complaint = get_share (counts[AFT_ANSWERS_COMPLAINT], answers->begun, enough);
  answers->doubtful = get_share (counts[AFT_ANSWERS_DOUBTFUL], all, enough);
  return load_response (view, source, error);
}

gboolean
aft_trend_load_return (AftTrendView *view, AftTrendSource *source, GError **error)
{
  AftTrendReturn *returning = view->returning = g_new0 (AftTrendReturn, 1);
  guint64 *counts = returning->counts;
  guint64 before[AFT_TREND_COUNTS] = { 0 };
  guint64 enough = view->scope->enough;
  g_autoptr (GArray) days = aft_trend_source_list (source, NULL, AFT_MEASURE_RETURN, AFT_SLICE_ALL,
                                                   aft_trend_view_get_both (view), error);
  if (days == NULL)
    return FALSE;
  aft_trend_days_add_up (days, view->elapsed, counts);
  if (view->has_before)
    aft_trend_days_add_up (days, view->before_period, before);
  guint64 n = counts[WILL] + counts[PERHAPS] + counts[WILL_NOT];
  AftSample now = aft_sample_of_share (counts[WILL_NOT], n);
  AftSample then
      = aft_sample_of_share (before[WILL_NOT], before[WILL] + before[PERHAPS] + before[WILL_NOT]);
  for (guint i = WILL; i <= WILL_NOT; i++)
    returning->shares[i] = get_share (counts[i], n, enough);
  /* Of a small group single answers would be told. */
  if (view->scope->filter != AFT_SLICE_ALL && n < enough)
    memset (counts, 0, sizeof returning->counts);
  returning->change = aft_trend_change_of (&now, &then, FALSE, enough);
  return TRUE;
}
