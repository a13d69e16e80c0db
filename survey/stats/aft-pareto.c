/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Causes in order of how often they are named. What a cause is, and whom to blame, is not known
 * here. */
#include "aft-pareto.h"

static int
compare_items (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const AftParetoItem *a = left, *b = right;
  gint last = *(const gint *) user_data;
  gboolean is_a_last = (gint) a->id == last, is_b_last = (gint) b->id == last;

  if (is_a_last != is_b_last)
    return is_a_last ? 1 : -1;
  if (a->count != b->count)
    return a->count > b->count ? -1 : 1;
  return (a->id > b->id) - (a->id < b->id);
}

GArray *
aft_pareto_rank (const guint64 *counts, guint size, gint last, guint64 n, guint64 enough)
{
  g_autoptr (GArray) items = g_array_sized_new (FALSE, FALSE, sizeof (AftParetoItem), size);
  guint64 all = 0, sum = 0;

  for (guint id = 0; id < size; id++)
    {
      AftSample sample = aft_sample_of_share (counts[id], n);
      AftParetoItem item
          = { .id = id, .count = counts[id], .share = aft_figure_of (&sample, enough) };
      g_array_append_val (items, item);
      all += counts[id];
    }
  g_array_sort_with_data (items, compare_items, &last);
  for (guint i = 0; i < items->len; i++)
    {
      AftParetoItem *item = &g_array_index (items, AftParetoItem, i);
      item->is_vital = item->count > 0 && (double) sum < AFT_PARETO_MOST * (double) all;
      sum += item->count;
      item->cumulative = all > 0 ? (double) sum / (double) all : 0;
    }
  return g_steal_pointer (&items);
}
