/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A week of hours: what the figure is at each hour of each weekday, by the venue's wall clock, also
 * when nobody of the management is there any more. */
#include "aft-trend-change-private.h"
#include "aft-trend-hiding.h"
#include "aft-trend-load-private.h"

#define WEEK_DAYS 7
#define DAY_HOURS 24
#define CELLS     (WEEK_DAYS * DAY_HOURS)

typedef struct
{
  guint64 cells[CELLS][AFT_TREND_COUNTS];
  guint64 answers[CELLS];
  gboolean is_hidden[CELLS];
} Grid;

static void
count (Grid *grid, const GArray *days, AftMeasure measure)
{
  for (guint i = 0; i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      if (day->value < 0 || day->value >= DAY_HOURS)
        continue;
      guint cell = (aft_calendar_get_weekday (day->day) - 1) * DAY_HOURS + (guint) day->value;
      for (guint j = 0; j < AFT_TREND_COUNTS; j++)
        grid->cells[cell][j] += day->counts[j];
    }
  for (guint i = 0; i < CELLS; i++)
    grid->answers[i] = aft_trend_count_of (measure, grid->cells[i]);
}

/* An hour that the table by hour does not show is not shown here, on whatever day. */
static void
hide (Grid *grid, guint64 few)
{
  guint64 hours[DAY_HOURS] = { 0 };
  gboolean is_hour_hidden[DAY_HOURS] = { FALSE };
  for (guint i = 0; i < CELLS; i++)
    hours[i % DAY_HOURS] += grid->answers[i];
  aft_trend_hide_parts (hours, DAY_HOURS, few, is_hour_hidden);
  for (guint i = 0; i < CELLS; i++)
    grid->is_hidden[i] = is_hour_hidden[i % DAY_HOURS] && grid->answers[i] > 0;
  aft_trend_hide_grid (grid->answers, WEEK_DAYS, DAY_HOURS, few, grid->is_hidden);
}

gboolean
aft_trend_load_hours (AftTrendView *view, AftTrendSource *source, GError **error)
{
  const AftTrendScope *scope = view->scope;
  g_autofree Grid *grid = g_new0 (Grid, 1);
  guint hidden = 0;
  g_autoptr (GArray) days
      = aft_trend_source_list (source, NULL, scope->measure, AFT_SLICE_HOUR, view->elapsed, error);
  if (days == NULL)
    return FALSE;
  view->hours = g_array_new (FALSE, TRUE, sizeof (AftTrendHour));
  if (days->len == 0)
    return TRUE;
  count (grid, days, scope->measure);
  hide (grid, scope->few);
  for (guint i = 0; i < CELLS; i++)
    {
      AftTrendHour hour = { .is_hidden = grid->is_hidden[i] };
      AftSample sample = aft_trend_sample_of (scope->measure, grid->cells[i]);
      if (!hour.is_hidden)
        hour.figure = aft_figure_of (&sample, scope->enough);
      hour.figure.n = hour.is_hidden ? 0 : grid->answers[i];
      hidden += hour.is_hidden;
      g_array_append_val (view->hours, hour);
    }
  aft_trend_view_note_hidden (view, "hours", hidden);
  return TRUE;
}
