/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-figure.h"
#include "aft-id.h"
#include "aft-measure.h"

G_BEGIN_DECLS

/* What the charts and tables of a view are made of: its figure by time, by group, by hour, and its
 * causes. Plain records; what a field means is in aft-trend-view.h.
 *
 * What is_hidden has fewer answers than few, or stands beside one that has, which could else be
 * reckoned back; nothing else of it is there, and nobody is told which of the two it is. */

/* How a figure stands to another. */
typedef enum
{
  AFT_TREND_NOT_KNOWN, /* not enough answers on one side */
  AFT_TREND_BETTER,    /* clearly: 5 % two-sided, after Benjamini–Hochberg where there are many */
  AFT_TREND_WORSE,     /* clearly */
  AFT_TREND_SAME,      /* no significant change, and a large one would have been seen */
  AFT_TREND_CANNOT_TELL,  /* no significant change, and a large one might hide in it */
  AFT_TREND_NOTHING_THERE /* no answers at all, on the newer side */
} AftTrendVerdict;

typedef struct
{
  AftTrendVerdict verdict;
  AftFigure difference; /* newer less older; not known where the verdict is not */
  double p;             /* NaN: not known */
} AftTrendChange;

typedef enum
{
  AFT_TREND_NO_SIGNAL,
  AFT_TREND_BELOW, /* beyond the control limit */
  AFT_TREND_ABOVE,
  AFT_TREND_FALLING, /* small steps one way: EWMA or CUSUM */
  AFT_TREND_RISING
} AftTrendSignal;

/* One step of the chart. A step without answers has n 0 and a figure that is not known. */
typedef struct
{
  gint32 from_day;
  gint32 to_day;
  gboolean is_partial; /* the first or last days of a longer step, or it still runs */
  gboolean is_inside;  /* of the period; else it is there to show what went before */
  gboolean is_hidden;
  AftFigure figure;
  gboolean has_limits;
  double centre; /* control limits */
  double low_limit;
  double high_limit;
  AftTrendSignal signal;
  guint64 counts[AFT_TREND_COUNTS]; /* zeros where hidden */
} AftTrendPoint;

/* One part of the answers, or one venue. */
typedef struct
{
  AftId venue_id; /* zeros: no venue */
  char *name;     /* a venue's or device's name, else the id: "evening", "zh-CN", "vip", "18" */
  gboolean is_hidden;
  AftFigure figure;
  AftFigure before;
  AftTrendChange change; /* against the period before, among all groups */
  AftTrendChange others; /* against all other groups together, likewise */
  double shrunk;         /* drawn to the whole by as much as chance may have moved it; NaN */
  GArray *points;        /* AftTrendPoint without limits; NULL: not of a venue */
  guint64 counts[AFT_TREND_COUNTS];
} AftTrendGroup;
void aft_trend_group_free (AftTrendGroup *group);

typedef struct
{
  gboolean is_hidden;
  AftFigure figure;
} AftTrendHour;

/* A cause, most frequent first. */
typedef struct
{
  AftAspect aspect;
  guint64 named;         /* answers that name it */
  AftFigure figure;      /* the share of all that could */
  AftFigure before;      /* the period before */
  AftTrendChange change; /* BETTER: named less often */
  double cumulative;     /* of everything named, 0–1 */
  AftFigure rated;       /* share of 4–5 where the survey asks for a score of it */
} AftTrendAspect;

typedef enum
{
  AFT_TREND_DRIVERS_NONE,  /* too few answers, or nothing varies */
  AFT_TREND_DRIVERS_RATED, /* scores of aspects: shares of what moves the overall score */
  AFT_TREND_DRIVERS_TICKED /* what those ticked who were not delighted: only of them */
} AftTrendDriverKind;

typedef struct
{
  AftAspect aspect;
  AftFigure importance; /* 0–1: what part of the differences between guests goes with it */
} AftTrendDriver;

typedef struct
{
  AftTrendDriverKind kind;
  guint64 answers;  /* that were read */
  gboolean is_part; /* the newest of more: of whole days, else every n-th of the last one */
  double explained; /* R²: all of them together */
  GArray *drivers;  /* AftTrendDriver, strongest first */
} AftTrendDrivers;

G_END_DECLS
