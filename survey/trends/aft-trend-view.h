/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-trend-scope.h"
#include "aft-trend-sums.h"

G_BEGIN_DECLS

/* AftTrendView: the figures of a scope, read from the store, judged and with what may not be shown
 * taken out. Words, tables and charts are made of it and of nothing else. Immutable; plain records.
 * Shares are 0–1, NPS −100…100, means on their scale; times in seconds. */

/* What is loaded; a page asks for what it shows. */
typedef enum
{
  AFT_TREND_FIGURE = 1 << 0,  /* always there */
  AFT_TREND_POINTS = 1 << 1,  /* also the shares of the scores */
  AFT_TREND_HOURS = 1 << 2,   /* satisfaction and answers only; else empty */
  AFT_TREND_ASPECTS = 1 << 3, /* what could be better, or what is complained about */
  AFT_TREND_DRIVERS = 1 << 4, /* reads up to AFT_TREND_DRIVERS_MOST answers */
  AFT_TREND_ANSWERS = 1 << 5,
  AFT_TREND_CASES = 1 << 6,
  AFT_TREND_RETURN = 1 << 7, /* who says they will not come back */
  AFT_TREND_BY_VENUE = 1 << 8
} AftTrendPart;
/* The groups by @slice (an AftSlice above AFT_SLICE_ALL). */
#define AFT_TREND_BY(slice) ((guint) AFT_TREND_BY_VENUE << (slice))
#define AFT_TREND_ALL_PARTS (((guint) AFT_TREND_BY_VENUE << AFT_SLICES) - 1)

#define AFT_TREND_DRIVERS_MOST 5000 /* answers: the newest of the period */

typedef struct
{
  AftTrendScope *scope;
  guint parts; /* AftTrendPart, together: what was loaded; where is_hidden nothing was */
  AftPeriod elapsed;
  AftPeriod before_period;
  gboolean has_before; /* the calendar has a period before */
  gboolean is_running;
  gboolean is_hidden; /* a filter leaves so few answers that nothing is shown; all is empty */
  AftStep step;       /* of the points: the scope's, or a longer one where nobody asked for it */
  AftStep venue_step; /* of each venue's points, likewise: most have enough answers in one */
  guint n_venues;     /* that the figures are of */
  char *venue_name;   /* the one; NULL: several */

  AftFigure figure;
  AftFigure before;
  AftTrendChange change;
  guint64 counts[AFT_TREND_COUNTS];

  GArray *points;            /* AftTrendPoint, oldest first; NULL: not loaded, as are all below */
  gboolean has_shift;        /* the level differs since: */
  gint32 shift_day;          /* the first day of the step in which it began */
  AftTrendSignal shift;      /* FALLING or RISING */
  gboolean is_shift_lasting; /* it was still so at the end */
  GPtrArray *by_venue;       /* AftTrendGroup, by name */
  GPtrArray *by[AFT_SLICES]; /* AftTrendGroup, in the slice's own order; [AFT_SLICE_ALL]: NULL */
  GArray *hours;             /* AftTrendHour, 7 × 24 from Monday 00:00 */
  GArray *aspects;           /* AftTrendAspect */
  guint64 aspects_base;      /* answers that could have named one */
  AftTrendDrivers *drivers;
  AftTrendAnswers *answers;
  AftTrendCases *cases;
  AftTrendReturn *returning;
  GArray *suppressed; /* AftTrendSuppressed */
} AftTrendView;

/* What was hidden, for a manifest: always for having, or standing beside, too few answers. */
typedef struct
{
  const char *table; /* the id of the table it would be in */
  guint cells;
} AftTrendSuppressed;

/* Whether the store keeps what @parts of @scope need; loaded all the same they are empty. INVALID
 * with a line for a person: groups, hours or cases of answers that a filter cuts otherwise, and by
 * hour or kiosk anything but satisfaction and answers. */
gboolean aft_trend_view_check_parts (const AftTrendScope *scope,
                                     guint parts,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads what @parts say, on the caller's thread: from a main loop through
 * aft_house_store_call_async(). The store's errors; NOT_FOUND: a venue that there is not. */
AftTrendView *aft_trend_view_load_sync (AftHouseStore *store,
                                        const AftTrendScope *scope,
                                        guint parts,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_trend_view_free (AftTrendView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTrendView, aft_trend_view_free)

G_END_DECLS
