/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could be better, or what is complained about: how often each cause is named, whether more
 * often than before, and how it is rated where the survey asks. */
#include "aft-pareto.h"
#include "aft-trend-change-private.h"
#include "aft-trend-load-private.h"

/* The causes of the period and of the one before. */
typedef struct
{
  guint64 now[AFT_TREND_COUNTS];
  guint64 before[AFT_TREND_COUNTS];
  guint64 base; /* answers that could have named them, now */
  guint64 base_before;
} Causes;

static AftMeasure
get_measure (const AftTrendView *view)
{
  return view->scope->measure == AFT_MEASURE_COMPLAINTS ? AFT_MEASURE_COMPLAINTS
                                                        : AFT_MEASURE_TROUBLE;
}

static gboolean
load_causes (const AftTrendView *view, AftTrendSource *source, Causes *causes, GError **error)
{
  AftMeasure measure = get_measure (view);
  g_autoptr (GArray) days = aft_trend_source_list (source, NULL, measure, AFT_SLICE_ALL,
                                                   aft_trend_view_get_both (view), error);
  if (days == NULL)
    return FALSE;
  /* A complaint is out of the complaints; what an exit survey names is out of those that went on
   * beyond the first tap. */
  guint base = measure == AFT_MEASURE_COMPLAINTS ? AFT_ASPECTS : AFT_TREND_BASE;
  aft_trend_days_add_up (days, view->elapsed, causes->now);
  if (view->has_before)
    aft_trend_days_add_up (days, view->before_period, causes->before);
  causes->base = causes->now[base];
  causes->base_before = causes->before[base];
  return TRUE;
}

static gboolean
load_rated (AftTrendView *view, AftTrendSource *source, GError **error)
{
  for (guint i = 0; i < view->aspects->len; i++)
    {
      AftTrendAspect *aspect = &g_array_index (view->aspects, AftTrendAspect, i);
      AftMeasure measure = AFT_MEASURE_ASPECT + aspect->aspect;
      guint64 counts[AFT_TREND_COUNTS] = { 0 };
      g_autoptr (GArray) days
          = aft_trend_source_list (source, NULL, measure, AFT_SLICE_ALL, view->elapsed, error);
      if (days == NULL)
        return FALSE;
      aft_trend_days_add_up (days, view->elapsed, counts);
      AftSample sample = aft_trend_sample_of (measure, counts);
      aspect->rated = aft_figure_of (&sample, view->scope->enough);
    }
  return TRUE;
}

static void
judge (AftTrendView *view, const Causes *causes)
{
  AftTrendChange *changes[AFT_ASPECTS] = { NULL };
  AftSample kind = aft_sample_of_share (0, causes->base);
  for (guint i = 0; i < view->aspects->len; i++)
    {
      AftTrendAspect *aspect = &g_array_index (view->aspects, AftTrendAspect, i);
      AftSample now = aft_sample_of_share (aspect->named, causes->base);
      AftSample then = aft_sample_of_share (causes->before[aspect->aspect], causes->base_before);
      aspect->before = aft_figure_of (&then, view->scope->enough);
      aspect->change = aft_trend_change_of (&now, &then, FALSE, view->scope->enough);
      changes[i] = &aspect->change;
    }
  aft_trend_changes_adjust (changes, view->aspects->len, &kind, FALSE);
}

gboolean
aft_trend_load_aspects (AftTrendView *view, AftTrendSource *source, GError **error)
{
  Causes causes = { 0 };
  if (!load_causes (view, source, &causes, error))
    return FALSE;
  view->aspects = g_array_new (FALSE, TRUE, sizeof (AftTrendAspect));
  view->aspects_base = causes.base;
  /* Of a small group single answers would be told. */
  if (view->scope->filter != AFT_SLICE_ALL && causes.base < view->scope->enough)
    return TRUE;
  g_autoptr (GArray) ranked = aft_pareto_rank (causes.now, AFT_ASPECTS, AFT_ASPECT_OTHER,
                                               causes.base, view->scope->enough);
  for (guint i = 0; i < ranked->len; i++)
    {
      const AftParetoItem *item = &g_array_index (ranked, AftParetoItem, i);
      AftTrendAspect aspect = { .aspect = (AftAspect) item->id,
                                .named = item->count,
                                .figure = item->share,
                                .cumulative = item->cumulative };
      g_array_append_val (view->aspects, aspect);
    }
  judge (view, &causes);
  return load_rated (view, source, error);
}
