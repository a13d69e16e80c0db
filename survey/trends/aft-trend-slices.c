/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the parts of a measure: by a slice of the answers in one query, by venue in one a venue. */
#include "aft-trend-change-private.h"
#include "aft-trend-groups-private.h"
#include "aft-trend-load-private.h"
#include "aft-trend-series-private.h"

typedef guint64 Counts[AFT_TREND_COUNTS];

static AftTrendGroupRules
get_rules (const AftTrendView *view)
{
  return (AftTrendGroupRules){ view->scope->measure, view->scope->enough, view->scope->few };
}

/* The days of one value of a slice: a part of @days, from @first on. */
static guint
find_end (const GArray *days, guint first)
{
  guint end = first;
  while (end < days->len
         && g_array_index (days, AftTrendDay, end).value
                == g_array_index (days, AftTrendDay, first).value)
    end++;
  return end;
}

static void
add_group (const AftTrendView *view, GPtrArray *groups, GArray *before, const GArray *days)
{
  Counts now = { 0 };
  Counts then = { 0 };
  aft_trend_days_add_up (days, view->elapsed, now);
  if (view->has_before)
    aft_trend_days_add_up (days, view->before_period, then);
  g_ptr_array_add (groups, aft_trend_group_new ("", now));
  g_array_append_val (before, then);
}

static GPtrArray *
judge (AftTrendView *view, GPtrArray *groups, GArray *before, const char *table)
{
  AftTrendGroupRules rules = get_rules (view);
  guint hidden = aft_trend_groups_judge (groups, (Counts *) (void *) before->data, &rules);
  aft_trend_view_note_hidden (view, table, hidden);
  return groups;
}

gboolean
aft_trend_load_slice (AftTrendView *view, AftTrendSource *source, AftSlice slice, GError **error)
{
  g_autofree char *table = g_strconcat ("by-", aft_slice_to_text (slice), NULL);
  g_autoptr (GArray) before = g_array_new (FALSE, TRUE, sizeof (Counts));
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_group_free);
  g_autoptr (GArray) days = aft_trend_source_list (source, NULL, view->scope->measure, slice,
                                                   aft_trend_view_get_both (view), error);
  if (days == NULL)
    return FALSE;
  for (guint first = 0; first < days->len; first = find_end (days, first))
    {
      guint end = find_end (days, first);
      g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (AftTrendDay));
      const char *name = aft_trend_source_get_name (
          source, slice, g_array_index (days, AftTrendDay, first).value, error);
      if (name == NULL)
        return FALSE;
      g_array_append_vals (own, &g_array_index (days, AftTrendDay, first), end - first);
      add_group (view, groups, before, own);
      AftTrendGroup *group = g_ptr_array_index (groups, groups->len - 1);
      g_free (group->name);
      group->name = g_strdup (name);
    }
  view->by[slice] = judge (view, g_steal_pointer (&groups), before, g_intern_string (table));
  return TRUE;
}

static gboolean
is_in_scope (const AftTrendScope *scope, const AftId *id)
{
  return scope->venue_ids->len == 0 || aft_id_is_among (id, scope->venue_ids);
}

/* From the first day that the chart or the comparison needs. */
static AftPeriod
get_reach (const AftTrendView *view)
{
  AftPeriod reach = aft_trend_view_get_both (view);
  reach.from_day
      = MIN (reach.from_day, aft_trend_series_get_start (view->elapsed, view->venue_step));
  return reach;
}

static gboolean
load_venue (AftTrendView *view,
            AftTrendSource *source,
            AftVenue *venue,
            GArray *before,
            GError **error)
{
  const AftId *id = aft_venue_get_id (venue);
  g_autoptr (GArray) days = aft_trend_source_list (source, id, view->scope->measure, AFT_SLICE_ALL,
                                                   get_reach (view), error);
  if (days == NULL)
    return FALSE;
  add_group (view, view->by_venue, before, days);
  AftTrendGroup *group = g_ptr_array_index (view->by_venue, view->by_venue->len - 1);
  g_free (group->name);
  group->name = g_strdup (aft_venue_get_name (venue));
  group->venue_id = *id;
  group->points = aft_trend_series_new_venue (view, days);
  return TRUE;
}

gboolean
aft_trend_load_venues (AftTrendView *view, AftTrendSource *source, GError **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, TRUE, sizeof (Counts));
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (source->store, error);
  view->by_venue = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_group_free);
  for (guint i = 0; venues != NULL && i < venues->len; i++)
    {
      AftVenue *venue = g_ptr_array_index (venues, i);
      if (is_in_scope (view->scope, aft_venue_get_id (venue))
          && !load_venue (view, source, venue, before, error))
        return FALSE;
    }
  if (venues != NULL)
    judge (view, view->by_venue, before, "by-venue");
  return venues != NULL;
}
