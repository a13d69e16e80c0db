/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-calendar.h"
#include "aft-figure.h"

G_BEGIN_DECLS

/* Which days or weeks are out of the ordinary, and since when the level differs. What is ordinary
 * is learnt from the first points, the baseline; the others are judged by it. */

/* One step of time, in order. */
typedef struct
{
  AftSample sample; /* n = 0: a gap; all of one kind and scale */
  guint weekday;    /* 1–7 for steps of a day: each weekday has a level of its own; else 0 */
} AftControlPoint;

/* Learnt from a baseline of at least so many points with answers (weeks, months), days: that many
 * of each weekday that is to be judged. */
#define AFT_CONTROL_BASELINE_POINTS   8
#define AFT_CONTROL_BASELINE_WEEKDAYS 4
/* What to load before a period, so that all of it is judged: eight weeks of days, or 16 steps. */
#define AFT_CONTROL_BASELINE_DAYS  56
#define AFT_CONTROL_BASELINE_STEPS 16
/* Points with fewer answers are shown and not judged: chance is not normal there. */
#define AFT_CONTROL_LEAST 5

/* In standard deviations of z. Shewhart's limits; S. Roberts, "Control chart tests based on
 * geometric moving averages", Technometrics 1 (1959); E. Page, "Continuous inspection schemes",
 * Biometrika 41 (1954). */
#define AFT_CONTROL_WIDTH       3.0 /* a point alone: one in 370 by chance */
#define AFT_CONTROL_EWMA_LAMBDA 0.2 /* weight of the newest point */
#define AFT_CONTROL_EWMA_WIDTH                                                                     \
  2.962                             /* one in 500: J. Lucas, M. Saccucci, Technometrics 32 (1990) */
#define AFT_CONTROL_CUSUM_SLACK 0.5 /* k */
#define AFT_CONTROL_CUSUM_LIMIT                                                                    \
  5.0 /* h: one in 465: J. Lucas, R. Crosier, Technometrics 24 (1982) */

typedef enum
{
  AFT_CONTROL_POINT_SIGNAL = 1 << 0, /* beyond the limits of the chart */
  AFT_CONTROL_EWMA_SIGNAL = 1 << 1,
  AFT_CONTROL_CUSUM_SIGNAL = 1 << 2
} AftControlSignals;

/* A point as it is judged. Values in units of the kind. */
typedef struct
{
  gboolean has_value;   /* FALSE: a gap */
  gboolean is_judged;   /* FALSE: no limits (no baseline, too few answers); all below @value is 0 */
  gboolean is_baseline; /* judged like the others, but never with an EWMA or CUSUM signal */
  double value;
  double center; /* what is ordinary: of its weekday, if there is one */
  double low;    /* limits, within the ends of the scale */
  double high;
  double z; /* (value − center) in standard deviations, of chance and day to day together */
  double ewma; /* of z; signals beyond ±AFT_CONTROL_EWMA_WIDTH·√(λ/(2−λ)), and begins anew after it,
                  so that a trouble that is over is not told of for weeks */
  double above; /* CUSUM upwards, ≥ 0, and downwards, ≥ 0; each begins anew after its signal */
  double below;
  guint signals; /* AftControlSignals; higher or lower is the sign of z, ewma; above or below */
} AftControlResult;

/* p-chart with the correction of D. Laney, "Improved control charts for attributes", Quality
 * Engineering 14 (2002), so that days with thousands of answers are not all "out of control": σ_z =
 * mean moving range of the baseline's z / 1.128, never below 1. Limits center ± 3·√(σᵢ² + τ²), with
 * σᵢ² = (variance of one answer)/nᵢ and the variance τ² between points at which σ_z becomes 1:
 * where all nᵢ are equal that is Laney's p′, center ± 3·σᵢ·σ_z; where they differ, busy days, too,
 * have the limits that they need (R. DerSimonian, N. Laird, Controlled Clinical Trials 7 (1986),
 * add the two variances alike). Balances and means the same. The CUSUMs and the EWMA begin with the
 * first point after the baseline.
 *
 * @baseline: how many of the first points are it. FALSE: too few of them have answers; results then
 * hold values without limits. @ret_results: @count places. */
gboolean aft_control_chart_compute (const AftControlPoint *points,
                                    guint count,
                                    guint baseline,
                                    AftControlResult *ret_results);

/* A level that differs from the baseline, for longer than chance would. */
typedef struct
{
  gboolean is_drop; /* else a rise */
  gboolean is_over; /* the level is back to the baseline's (or beyond) behind @last */
  guint since;      /* the first point of the new level: the most likely one from the last at which
                       the CUSUM's sum was 0 (Page 1954; J. Pignatiello, T. Samuel, Journal of
                       Quality Technology 33 (2001)) */
  guint signalled;  /* the point that proved it */
  guint last;       /* of the new level */
  AftSample sample; /* all answers from @since to @last */
  double center;    /* what would have been ordinary on these days */
} AftControlChange;

/* Stricter than a signal on the chart, as words are said of it: h of the CUSUM, and after how many
 * points it is wrong by chance when what is ordinary is known exactly. Learnt from eight weeks of a
 * venue with 60–120 answers a day (tests/survey/stats/test-found.c, 4,000 venues): in the 64 days
 * behind them 2 in 100 venues have a change that is none (6 where the level itself wanders by three
 * points from day to day); a drop by eight points is found in 99.8 of 100, after 7 days, and dated
 * within five days in 94; single days are beyond the limits one in 270, and carry any signal at all
 * one in 110. */
#define AFT_CONTROL_CHANGE_LIMIT      8.0
#define AFT_CONTROL_CHANGE_RUN_LENGTH 9483

/* AftControlChange in order of time, none overlapping; none: an empty array. @points and @results:
 * as of aft_control_chart_compute(). The caller owns it. */
GArray *aft_control_chart_list_changes (const AftControlPoint *points,
                                        const AftControlResult *results,
                                        guint count);

G_END_DECLS
