/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the cases that were flagged in the period: how soon somebody came, how soon it was
 * over, how it ended, whether the first answer depends on who the guest is, and who came back. */
#include <math.h>

#include "aft-comparison.h"
#include "aft-house-store-walk.h"
#include "aft-percentile.h"
#include "aft-trend-change-private.h"
#include "aft-trend-hiding.h"
#include "aft-trend-load-private.h"

#define SECOND_MS G_GINT64_CONSTANT (1000)

static const gint64 BAND_SECONDS[AFT_TREND_BANDS] = { 300, 3600, 86400, G_MAXINT64 };

/* Seconds, and how many of those that were due were in time. */
typedef struct
{
  GArray *seconds; /* gint64 */
  guint64 in_time;
  guint64 due;
} Times;

typedef struct
{
  AftTrendCases *cases;
  const AftTrendScope *scope;
  Times contact;
  Times resolution;
  Times tiers[AFT_TIERS];
  guint64 tier_cases[AFT_TIERS];
  guint64 known; /* cases of guests that are known */
  guint64 returned;
  guint64 band_cases[AFT_TREND_BANDS];
  guint64 band_known[AFT_TREND_BANDS];
  guint64 band_returned[AFT_TREND_BANDS];
} Work;

static void
times_init (Times *times)
{
  times->seconds = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
times_clear (Times *times)
{
  g_clear_pointer (&times->seconds, g_array_unref);
}

/* What has not happened is late once its business day is over. */
static void
add_time (Times *times, const AftHouseCase *item, gint64 done_ms, gint64 due_ms, gint32 today)
{
  gint64 seconds = MAX (0, (done_ms - item->flow.flagged_ms) / SECOND_MS);
  if (done_ms > 0)
    g_array_append_val (times->seconds, seconds);
  if (due_ms == 0 || (done_ms == 0 && item->day >= today))
    return;
  times->due++;
  times->in_time += done_ms > 0 && done_ms <= due_ms;
}

static AftTrendCaseEnd
get_end (AftCaseState state)
{
  switch (state)
    {
    case AFT_CASE_STATE_RECOVERED:
      return AFT_TREND_CASE_RECOVERED;
    case AFT_CASE_STATE_LOST:
      return AFT_TREND_CASE_LOST;
    case AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY:
      return AFT_TREND_CASE_NO_REMEDY;
    case AFT_CASE_STATE_NEW:
    case AFT_CASE_STATE_ACKNOWLEDGED:
    case AFT_CASE_STATE_IN_PROGRESS:
    case AFT_CASE_STATE_OFFERED:
    case AFT_CASE_STATE_WAITING:
    default:
      return AFT_TREND_CASE_OPEN;
    }
}

static guint
find_band (const AftCaseFlow *flow)
{
  guint band = 0;
  if (flow->acknowledged_ms == 0)
    return AFT_TREND_BANDS - 1;
  while ((flow->acknowledged_ms - flow->flagged_ms) / SECOND_MS > BAND_SECONDS[band])
    band++;
  return band;
}

static gboolean
on_case (const AftHouseCase *item, gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Work *work = user_data;
  gint32 today = work->scope->today;
  guint band = find_band (&item->flow);
  gboolean is_known = !aft_id_is_zero (&item->guest_id);
  gboolean is_back = is_known && item->returned_ms > 0;
  work->cases->cases++;
  work->cases->ends[get_end (item->flow.state)]++;
  work->cases->cost_minor += item->has_cost ? (guint64) MAX (0, item->cost_minor) : 0;
  add_time (&work->contact, item, item->flow.acknowledged_ms, item->contact_due_ms, today);
  add_time (&work->resolution, item, item->flow.closed_ms, item->resolution_due_ms, today);
  add_time (&work->tiers[item->tier], item, item->flow.acknowledged_ms, item->contact_due_ms,
            today);
  work->tier_cases[item->tier]++;
  work->known += is_known;
  work->returned += is_back;
  work->band_cases[band]++;
  work->band_known[band] += is_known;
  work->band_returned[band] += is_back;
  return TRUE;
}

static AftFigure
get_share (guint64 hits, guint64 n, guint64 enough)
{
  AftSample sample = aft_sample_of_share (hits, n);
  return aft_figure_of (&sample, enough);
}

static gboolean
is_handful (guint64 count, guint64 few)
{
  return count > 0 && count < few;
}

static AftTrendTimes
reckon (Times *times, guint64 enough)
{
  gint64 *seconds = (gint64 *) (void *) times->seconds->data;
  gsize count = times->seconds->len;
  aft_percentile_sort (seconds, count);
  return (AftTrendTimes){ .n = count,
                          .median = aft_percentile_of (seconds, count, 0.5, enough),
                          .ninetieth = aft_percentile_of (seconds, count, 0.9, enough),
                          .in_time = get_share (times->in_time, times->due, enough) };
}

/* Whether as many of each tier waited longer than the middle of all: A. Mood, "Introduction to the
 * Theory of Statistics" (1950), the median test. WORSE: the time depends on the tier. */
static AftTrendChange
compare_tiers (const Work *work, guint64 enough)
{
  AftTrendChange change = aft_trend_change_none ();
  AftSample samples[AFT_TIERS];
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    {
      const GArray *seconds = work->tiers[tier].seconds;
      guint64 longer = 0;
      for (guint i = 0; work->cases->contact.median.is_known && i < seconds->len; i++)
        longer += (double) g_array_index (seconds, gint64, i) > work->cases->contact.median.value;
      samples[tier] = aft_sample_of_share (longer, seconds->len);
    }
  AftHomogeneity test = aft_comparison_of_groups (samples, AFT_TIERS, enough);
  if (!work->cases->contact.median.is_known || !test.is_known)
    return change;
  change.p = test.p_value;
  change.verdict = test.p_value < AFT_COMPARISON_ALPHA ? AFT_TREND_WORSE : AFT_TREND_CANNOT_TELL;
  return change;
}

static void
put_tiers (AftTrendView *view, Work *work)
{
  AftTrendCases *cases = work->cases;
  guint hidden = (guint) aft_trend_hide_parts (work->tier_cases, AFT_TIERS, view->scope->few,
                                               cases->is_tier_hidden);
  for (guint tier = 0; tier < AFT_TIERS; tier++)
    if (!cases->is_tier_hidden[tier])
      cases->contact_by_tier[tier] = reckon (&work->tiers[tier], view->scope->enough);
  cases->tiers = compare_tiers (work, view->scope->enough);
  aft_trend_view_note_hidden (view, "cases-by-tier", hidden);
}

/* Not where they are a handful, nor where the bands that are shown leave a handful over. */
static void
put_returned (AftTrendView *view, const Work *work, guint64 known_hidden)
{
  AftTrendCases *cases = work->cases;
  cases->is_returned_hidden
      = is_handful (work->known, view->scope->few) || is_handful (known_hidden, view->scope->few);
  aft_trend_view_note_hidden (view, "outcomes", cases->is_returned_hidden ? 1 : 0);
  if (cases->is_returned_hidden)
    return;
  cases->came_back = work->returned;
  cases->returned = get_share (work->returned, work->known, view->scope->enough);
}

/* In a band that is shown are neither few cases nor few known guests among many. */
static void
put_bands (AftTrendView *view, const Work *work)
{
  guint64 few = view->scope->few;
  guint64 known_hidden = 0;
  gboolean is_hidden[AFT_TREND_BANDS] = { FALSE };
  guint hidden = (guint) aft_trend_hide_parts (work->band_cases, AFT_TREND_BANDS, few, is_hidden);
  for (guint i = 0; i < AFT_TREND_BANDS; i++)
    if (!is_hidden[i] && is_handful (work->band_known[i], few))
      {
        is_hidden[i] = TRUE;
        hidden++;
      }
  for (guint i = 0; i < AFT_TREND_BANDS; i++)
    work->cases->bands[i]
        = is_hidden[i] ? (AftTrendBand){ .is_hidden = TRUE }
                       : (AftTrendBand){
                           .cases = work->band_cases[i],
                           .returned = get_share (work->band_returned[i], work->band_known[i],
                                                  view->scope->enough),
                         };
  for (guint i = 0; i < AFT_TREND_BANDS; i++)
    known_hidden += is_hidden[i] ? work->band_known[i] : 0;
  aft_trend_view_note_hidden (view, "cases-by-answer", hidden);
  put_returned (view, work, known_hidden);
}

static void
put_cases (AftTrendView *view, Work *work)
{
  AftTrendCases *cases = work->cases;
  guint64 enough = view->scope->enough;
  guint64 closed = cases->cases - cases->ends[AFT_TREND_CASE_OPEN];
  for (guint end = AFT_TREND_CASE_OPEN + 1; end < AFT_TREND_CASE_ENDS; end++)
    cases->ended[end] = get_share (cases->ends[end], closed, enough);
  cases->contact = reckon (&work->contact, enough);
  cases->resolution = reckon (&work->resolution, enough);
  put_tiers (view, work);
  put_bands (view, work);
}

gboolean
aft_trend_load_cases (AftTrendView *view, AftTrendSource *source, GError **error)
{
  const AftTrendScope *scope = view->scope;
  Work work = { .scope = scope };
  AftHouseWalk walk = { .venue_ids = scope->venue_ids->len > 0 ? scope->venue_ids : NULL,
                        .from_day = view->elapsed.from_day,
                        .to_day = view->elapsed.to_day };
  if (scope->filter != AFT_SLICE_ALL)
    return TRUE;
  view->cases = work.cases = g_new0 (AftTrendCases, 1);
  times_init (&work.contact);
  times_init (&work.resolution);
  for (guint i = 0; i < AFT_TIERS; i++)
    times_init (&work.tiers[i]);
  gboolean is_read = aft_house_store_walk_cases_sync (source->store, &walk, on_case, &work, error);
  if (is_read)
    put_cases (view, &work);
  times_clear (&work.contact);
  times_clear (&work.resolution);
  for (guint i = 0; i < AFT_TIERS; i++)
    times_clear (&work.tiers[i]);
  return is_read;
}
