/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a measure beside each other: each against itself before, against all others, and drawn
 * to the whole by as much as chance may have moved it. Which of them may be shown is decided last,
 * and what is hidden is emptied. */
#include <math.h>

#include "aft-trend-change-private.h"
#include "aft-trend-groups-private.h"
#include "aft-trend-hiding.h"

#define LEAST_TO_SHRINK 3 /* groups: two say nothing of how much groups differ */
#define BALANCE_UNITS   100.0

AftTrendGroup *
aft_trend_group_new (const char *name, const guint64 counts[AFT_TREND_COUNTS])
{
  AftTrendGroup *group = g_new0 (AftTrendGroup, 1);
  group->name = g_strdup (name);
  group->change = group->others = aft_trend_change_none ();
  group->shrunk = NAN;
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    group->counts[i] = counts[i];
  return group;
}

void
aft_trend_group_free (AftTrendGroup *group)
{
  if (group == NULL)
    return;
  g_clear_pointer (&group->points, g_array_unref);
  g_free (group->name);
  g_free (group);
}

/* The variance of a group's figure, in the figure's own units. */
static double
get_error (const AftSample *sample)
{
  double units = sample->kind == AFT_FIGURE_BALANCE ? BALANCE_UNITS * BALANCE_UNITS : 1;
  double variance = aft_sample_get_variance (sample) * units;
  /* One answer at either end is added, as for the interval: equal answers are not certain. */
  double range
      = sample->kind == AFT_FIGURE_BALANCE ? 2 * BALANCE_UNITS : sample->highest - sample->lowest;
  double n = (double) sample->n;
  return (variance * n + range * range / 2) / (n + 2) / n;
}

/* How much groups differ beyond chance: R. DerSimonian, N. Laird, "Meta-analysis in clinical
 * trials", Controlled Clinical Trials 7 (1986); and the estimate of each by both: B. Efron, C.
 * Morris, "Data analysis using Stein's estimator and its generalizations", Journal of the American
 * Statistical Association 70 (1975). */
static void
shrink (GPtrArray *groups, const AftSample *samples, guint64 enough)
{
  double weights = 0, squares = 0, sum = 0, q = 0;
  guint known = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      double weight = samples[i].n >= MAX (enough, 1) ? 1 / get_error (&samples[i]) : 0;
      known += weight > 0;
      weights += weight;
      squares += weight * weight;
      sum += weight * aft_sample_get_value (&samples[i]);
    }
  if (known < LEAST_TO_SHRINK)
    return;
  double mean = sum / weights;
  for (guint i = 0; i < groups->len; i++)
    if (samples[i].n >= MAX (enough, 1))
      q += pow (aft_sample_get_value (&samples[i]) - mean, 2) / get_error (&samples[i]);
  double between = MAX (0, (q - (known - 1)) / (weights - squares / weights));
  for (guint i = 0; i < groups->len; i++)
    {
      AftTrendGroup *group = g_ptr_array_index (groups, i);
      double error = samples[i].n >= MAX (enough, 1) ? get_error (&samples[i]) : 0;
      if (error > 0)
        group->shrunk
            = (between * aft_sample_get_value (&samples[i]) + error * mean) / (between + error);
    }
}

static void
empty (AftTrendGroup *group)
{
  group->is_hidden = TRUE;
  group->figure = group->before = (AftFigure){ 0 };
  group->change = group->others = aft_trend_change_none ();
  group->shrunk = NAN;
  g_clear_pointer (&group->points, g_array_unref);
  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    group->counts[i] = 0;
}

static guint
hide_groups (GPtrArray *groups, const AftTrendGroupRules *rules)
{
  g_autofree guint64 *counts = g_new0 (guint64, groups->len + 1);
  g_autofree gboolean *is_hidden = g_new0 (gboolean, groups->len + 1);
  for (guint i = 0; i < groups->len; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      counts[i] = aft_trend_count_of (rules->measure, group->counts);
    }
  guint hidden = groups->len < 2
                     ? 0
                     : (guint) aft_trend_hide_parts (counts, groups->len, rules->few, is_hidden);
  for (guint i = 0; i < groups->len; i++)
    if (is_hidden[i])
      empty (g_ptr_array_index (groups, i));
  return hidden;
}

static void
put_figures (AftTrendGroup *group,
             const AftSample *now,
             const AftSample *then,
             const AftTrendGroupRules *rules)
{
  gboolean is_more_better = aft_trend_is_more_better (rules->measure);
  group->figure = aft_figure_of (now, rules->enough);
  group->figure.n = aft_trend_count_of (rules->measure, group->counts);
  group->before = aft_figure_of (then, rules->enough);
  if (!group->before.is_known)
    group->before.n = 0;
  group->change = aft_trend_change_of (now, then, is_more_better, rules->enough);
}

/* Each against all the others, and all verdicts as two families. */
static void
compare (GPtrArray *groups, const AftSample *samples, const AftTrendGroupRules *rules)
{
  g_autofree AftTrendChange **changes = g_new0 (AftTrendChange *, groups->len + 1);
  g_autofree AftTrendChange **others = g_new0 (AftTrendChange *, groups->len + 1);
  gboolean is_more_better = aft_trend_is_more_better (rules->measure);
  AftSample whole = { 0 };
  for (guint i = 0; i < groups->len; i++)
    aft_sample_add (&whole, &samples[i]);
  for (guint i = 0; i < groups->len; i++)
    {
      AftTrendGroup *group = g_ptr_array_index (groups, i);
      AftSample rest = aft_sample_subtract (&whole, &samples[i]);
      group->others = aft_trend_change_of (&samples[i], &rest, is_more_better, rules->enough);
      changes[i] = &group->change;
      others[i] = &group->others;
    }
  aft_trend_changes_adjust (changes, groups->len, &whole, is_more_better);
  aft_trend_changes_adjust (others, groups->len, &whole, is_more_better);
}

guint
aft_trend_groups_judge (GPtrArray *groups,
                        guint64 (*before)[AFT_TREND_COUNTS],
                        const AftTrendGroupRules *rules)
{
  g_autofree AftSample *samples = g_new0 (AftSample, groups->len + 1);
  for (guint i = 0; i < groups->len; i++)
    {
      AftTrendGroup *group = g_ptr_array_index (groups, i);
      AftSample then = aft_trend_sample_of (rules->measure, before[i]);
      samples[i] = aft_trend_sample_of (rules->measure, group->counts);
      put_figures (group, &samples[i], &then, rules);
    }
  if (groups->len > 0)
    compare (groups, samples, rules);
  shrink (groups, samples, rules->enough);
  return hide_groups (groups, rules);
}
