/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures with many fields: the hours of the week, and a panel a venue. */
#include <math.h>

#include "aft-trend-charts-private.h"

#define WEEK_DAYS 7
#define DAY_HOURS 24

static AftChartCell
make_cell (AftTrendDrawing *drawing, const AftTrendHour *hour, guint index)
{
  const AftTrendVoice *voice = drawing->voice;
  AftChartCell cell = { .value = NAN };
  if (hour->is_hidden)
    cell.state = AFT_CHART_CELL_HIDDEN;
  else if (hour->figure.n == 0)
    cell.state = AFT_CHART_CELL_NONE;
  else if (!hour->figure.is_known)
    cell.state = AFT_CHART_CELL_THIN;
  else
    {
      g_autofree char *figure
          = aft_trend_words_dup_figure (voice, drawing->view->scope->measure, &hour->figure);
      g_autofree char *count = aft_trend_dup_count (hour->figure.n);
      cell.state = AFT_CHART_CELL_KNOWN;
      cell.value = hour->figure.value;
      /* "Fri 19:00: 71 % ± 6, 212 answers". */
      cell.says = aft_trend_chart_keep (
          drawing, g_strdup_printf (aft_trend_say (voice, N_ ("%1$s %2$d:00: %3$s, %4$s answers")),
                                    aft_trend_words_get_weekday (voice, index / DAY_HOURS),
                                    (int) (index % DAY_HOURS), figure, count));
    }
  return cell;
}

char *
aft_trend_chart_draw_hours (AftTrendDrawing *drawing)
{
  static const char *const HOURS[DAY_HOURS]
      = { "0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10", "11",
          "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23" };
  const AftTrendVoice *voice = drawing->voice;
  const AftTrendView *view = drawing->view;
  const char *weekdays[WEEK_DAYS];
  AftChartCell cells[WEEK_DAYS * DAY_HOURS];
  for (guint i = 0; i < WEEK_DAYS; i++)
    weekdays[i] = aft_trend_words_get_weekday (voice, i);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    cells[i] = make_cell (drawing, &g_array_index (view->hours, AftTrendHour, i), i);
  AftChartHeat heat = {
    .title = aft_trend_words_get_part (voice, AFT_TREND_HOURS),
    .description = drawing->description,
    .scale = aft_trend_chart_get_scale (view->scope->measure),
    .middle = view->figure.is_known ? view->figure.value : NAN,
    .nothing = drawing->nothing,
    .below = aft_trend_say (voice, N_ ("below the whole")),
    .above = aft_trend_say (voice, N_ ("above the whole")),
    .thin = drawing->nothing,
    .hidden = aft_trend_say (voice, N_ ("not shown")),
    .columns = HOURS,
    .n_columns = DAY_HOURS,
    .is_round = TRUE,
    .rows = weekdays,
    .n_rows = WEEK_DAYS,
    .cells = cells,
  };
  return aft_chart_heat_draw (&heat, &drawing->options);
}

static AftChartPanel
make_panel (AftTrendDrawing *drawing, const AftTrendGroup *group, GPtrArray *drawn)
{
  AftChartPanel panel = { .name = group->name };
  if (group->is_hidden)
    panel.figure = aft_trend_say (drawing->voice, N_ ("not shown"));
  else
    panel.figure = aft_trend_chart_keep (
        drawing,
        aft_trend_words_dup_figure (drawing->voice, drawing->view->scope->measure, &group->figure));
  if (group->points != NULL)
    {
      AftChartPoint *points
          = aft_trend_chart_new_points (drawing, group->points, drawing->view->venue_step);
      g_ptr_array_add (drawn, points);
      panel.points = points;
      panel.n_points = group->points->len;
    }
  return panel;
}

char *
aft_trend_chart_draw_venues (AftTrendDrawing *drawing, gsize first, gsize most)
{
  GPtrArray *groups = drawing->view->by_venue;
  g_autoptr (GPtrArray) drawn = g_ptr_array_new_with_free_func (g_free);
  g_autofree AftChartPanel *all = g_new0 (AftChartPanel, groups->len + 1);
  for (guint i = 0; i < groups->len; i++)
    all[i] = make_panel (drawing, g_ptr_array_index (groups, i), drawn);
  AftChartPanels panels = {
    .title = aft_trend_words_get_part (drawing->voice, AFT_TREND_BY_VENUE),
    .description = drawing->description,
    .nothing = drawing->nothing,
    .scale = aft_trend_chart_get_scale (drawing->view->scope->measure),
    .panels = all,
    .n_panels = groups->len,
  };
  panels.scale = aft_chart_panels_fit (&panels);
  first = MIN (first, groups->len);
  panels.panels = all + first;
  panels.n_panels = most == 0 ? groups->len - first : MIN (most, groups->len - first);
  return aft_chart_panels_draw (&panels, &drawing->options);
}
