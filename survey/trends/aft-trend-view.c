/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a view together: the figure and what it is compared with first, for the others hang on it,
 * then each part that was asked for. Where a filter leaves so few answers that they may not be
 * shown, nothing but that is said. */
#include "aft-trend-view.h"

#include "aft-error.h"
#include "aft-trend-change-private.h"
#include "aft-trend-hiding.h"
#include "aft-trend-load-private.h"
#include "aft-trend-series-private.h"

typedef gboolean (*LoadFunc) (AftTrendView *view, AftTrendSource *source, GError **error);

void
aft_trend_view_note_hidden (AftTrendView *view, const char *table, guint cells)
{
  AftTrendSuppressed suppressed = { table, cells };
  if (cells > 0)
    g_array_append_val (view->suppressed, suppressed);
}

AftPeriod
aft_trend_view_get_both (const AftTrendView *view)
{
  AftPeriod both = view->elapsed;
  if (view->has_before)
    both.from_day = MIN (both.from_day, view->before_period.from_day);
  return both;
}

/* What values of the filter's slice would not be shown in the table by it, in @period, is not shown
 * alone. */
static gboolean
check_filter (AftTrendView *view,
              AftTrendSource *source,
              AftPeriod period,
              gboolean *ret_is_hidden,
              GError **error)
{
  const AftTrendScope *scope = view->scope;
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint64));
  gint own = -1;
  gint32 last = 0;
  g_autoptr (GArray) days
      = aft_trend_source_list_unfiltered (source, scope->measure, scope->filter, period, error);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i);
      guint64 n = aft_trend_count_of (scope->measure, day->counts);
      if (counts->len > 0 && day->value == last)
        {
          g_array_index (counts, guint64, counts->len - 1) += n;
          continue;
        }
      const char *name = aft_trend_source_get_name (source, scope->filter, day->value, error);
      if (name == NULL)
        return FALSE;
      last = day->value;
      g_array_append_val (counts, n);
      own = g_str_equal (name, scope->filter_name) ? (gint) counts->len - 1 : own;
    }
  g_autofree gboolean *is_hidden = g_new0 (gboolean, counts->len + 1);
  aft_trend_hide_parts ((guint64 *) (void *) counts->data, counts->len, scope->few, is_hidden);
  *ret_is_hidden = own >= 0 && is_hidden[own];
  return days != NULL;
}

/* What the table of the period before does not show is not told beside this one either. */
static gboolean
hide_before (AftTrendView *view, AftTrendSource *source, GError **error)
{
  gboolean is_hidden = FALSE;
  if (view->scope->filter == AFT_SLICE_ALL || !view->has_before)
    return TRUE;
  if (!check_filter (view, source, view->before_period, &is_hidden, error))
    return FALSE;
  if (!is_hidden)
    return TRUE;
  view->before = (AftFigure){ 0 };
  if (view->figure.n > 0)
    view->change = aft_trend_change_none ();
  aft_trend_view_note_hidden (view, "figure", 1);
  return TRUE;
}

static gboolean
load_figure (AftTrendView *view, AftTrendSource *source, GError **error)
{
  const AftTrendScope *scope = view->scope;
  guint64 before[AFT_TREND_COUNTS] = { 0 };
  g_autoptr (GArray) days = aft_trend_source_list (source, NULL, scope->measure, AFT_SLICE_ALL,
                                                   aft_trend_view_get_both (view), error);
  if (days == NULL)
    return FALSE;
  aft_trend_days_add_up (days, view->elapsed, view->counts);
  if (view->has_before)
    aft_trend_days_add_up (days, view->before_period, before);
  AftSample now = aft_trend_sample_of (scope->measure, view->counts);
  AftSample then = aft_trend_sample_of (scope->measure, before);
  view->figure = aft_figure_of (&now, scope->enough);
  view->figure.n = aft_trend_count_of (scope->measure, view->counts);
  view->before = aft_figure_of (&then, scope->enough);
  double unrest = view->has_before ? aft_trend_days_get_unrest (days, scope->measure,
                                                                view->before_period, view->elapsed)
                                   : 1;
  view->change = aft_trend_change_of_unrest (
      &now, &then, unrest, aft_trend_is_more_better (scope->measure), scope->enough);
  view->step = aft_trend_series_choose_step (scope, view->figure.n);
  /* Where a few venues are large the middle one has about half the mean. */
  view->venue_step
      = aft_trend_series_choose_step (scope, view->figure.n / MAX (view->n_venues, 1) / 2);
  return TRUE;
}

static gboolean
load_points (AftTrendView *view, AftTrendSource *source, GError **error)
{
  AftPeriod reach
      = { aft_trend_series_get_start (view->elapsed, view->step), view->elapsed.to_day };
  g_autoptr (GArray) days
      = aft_trend_source_list (source, NULL, view->scope->measure, AFT_SLICE_ALL, reach, error);
  if (days == NULL)
    return FALSE;
  aft_trend_view_note_hidden (view, "points", aft_trend_series_fill (view, days));
  return TRUE;
}

static const struct
{
  guint part;
  LoadFunc load;
} LOADERS[] = {
  { AFT_TREND_POINTS, load_points },
  { AFT_TREND_HOURS, aft_trend_load_hours },
  { AFT_TREND_ASPECTS, aft_trend_load_aspects },
  { AFT_TREND_DRIVERS, aft_trend_load_drivers },
  { AFT_TREND_ANSWERS, aft_trend_load_answers },
  { AFT_TREND_CASES, aft_trend_load_cases },
  { AFT_TREND_RETURN, aft_trend_load_return },
  { AFT_TREND_BY_VENUE, aft_trend_load_venues },
};

static gboolean
load_parts (AftTrendView *view, AftTrendSource *source, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (LOADERS); i++)
    if ((view->parts & LOADERS[i].part) && !LOADERS[i].load (view, source, error))
      return FALSE;
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    if ((view->parts & AFT_TREND_BY (slice))
        && !aft_trend_load_slice (view, source, (AftSlice) slice, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_slice (const AftTrendScope *scope, AftSlice slice, GError **error)
{
  const char *by = aft_slice_to_text (slice);
  if (scope->filter != AFT_SLICE_ALL && scope->filter != slice)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                 "Answers are counted by %s and by %s, not by both at once", by,
                 aft_slice_to_text (scope->filter));
  else if (!aft_trend_source_counts (scope->measure, slice))
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                 "By %s there are only satisfaction and answers, not %s", by,
                 aft_trend_measure_to_text (scope->measure));
  else
    return TRUE;
  return FALSE;
}

gboolean
aft_trend_view_check_parts (const AftTrendScope *scope, guint parts, GError **error)
{
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    if ((parts & AFT_TREND_BY (slice)) && !check_slice (scope, (AftSlice) slice, error))
      return FALSE;
  if ((parts & AFT_TREND_HOURS) && !check_slice (scope, AFT_SLICE_HOUR, error))
    return FALSE;
  if (!(parts & AFT_TREND_CASES) || scope->filter == AFT_SLICE_ALL)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "Cases are counted by restaurant and day, not by %s",
               aft_slice_to_text (scope->filter));
  return FALSE;
}

static gboolean
count_venues (AftTrendView *view, AftHouseStore *store, GError **error)
{
  const GArray *ids = view->scope->venue_ids;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (store, error);
  if (venues == NULL)
    return FALSE;
  /* The only one there is need not be named to have its kiosks shown. */
  if (ids->len == 0 && venues->len == 1)
    g_array_append_vals (view->scope->venue_ids, aft_venue_get_id (g_ptr_array_index (venues, 0)),
                         1);
  view->n_venues = ids->len > 0 ? ids->len : venues->len;
  for (guint i = 0; view->n_venues == 1 && i < venues->len; i++)
    {
      AftVenue *venue = g_ptr_array_index (venues, i);
      if (ids->len == 0 || aft_id_equal (aft_venue_get_id (venue), &g_array_index (ids, AftId, 0)))
        view->venue_name = g_strdup (aft_venue_get_name (venue));
    }
  return TRUE;
}

static AftTrendView *
new_view (const AftTrendScope *scope, guint parts)
{
  AftTrendView *view = g_new0 (AftTrendView, 1);
  view->scope = aft_trend_scope_copy (scope);
  view->parts = parts | AFT_TREND_FIGURE;
  view->elapsed = aft_trend_scope_get_elapsed (scope);
  view->is_running = aft_trend_scope_is_running (scope);
  view->has_before = aft_trend_scope_get_before (scope, &view->before_period);
  view->step = scope->step;
  view->venue_step = scope->step;
  view->change = aft_trend_change_none ();
  view->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  return view;
}

AftTrendView *
aft_trend_view_load_sync (AftHouseStore *store,
                          const AftTrendScope *scope,
                          guint parts,
                          GError **error)
{
  g_autoptr (AftTrendView) view = new_view (scope, parts);
  g_autoptr (AftTrendSource) source = aft_trend_source_new (store, view->scope);
  if (!count_venues (view, store, error))
    return NULL;
  if (scope->filter != AFT_SLICE_ALL
      && !check_filter (view, source, view->elapsed, &view->is_hidden, error))
    return NULL;
  if (view->is_hidden)
    {
      view->parts = AFT_TREND_FIGURE;
      aft_trend_view_note_hidden (view, "figure", 1);
      return g_steal_pointer (&view);
    }
  if (!load_figure (view, source, error) || !hide_before (view, source, error)
      || !load_parts (view, source, error))
    return NULL;
  return g_steal_pointer (&view);
}

static void
free_drivers (AftTrendDrivers *drivers)
{
  g_clear_pointer (&drivers->drivers, g_array_unref);
  g_free (drivers);
}

void
aft_trend_view_free (AftTrendView *view)
{
  if (view == NULL)
    return;
  for (guint i = 0; i < AFT_SLICES; i++)
    g_clear_pointer (&view->by[i], g_ptr_array_unref);
  g_clear_pointer (&view->by_venue, g_ptr_array_unref);
  g_clear_pointer (&view->points, g_array_unref);
  g_clear_pointer (&view->hours, g_array_unref);
  g_clear_pointer (&view->aspects, g_array_unref);
  g_clear_pointer (&view->drivers, free_drivers);
  g_free (view->answers);
  g_free (view->cases);
  g_free (view->returning);
  g_array_unref (view->suppressed);
  g_free (view->venue_name);
  aft_trend_scope_free (view->scope);
  g_free (view);
}
