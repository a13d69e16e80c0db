/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-tier.h"
#include "aft-trend-parts.h"

G_BEGIN_DECLS

/* What became of the answers and of the cases of a view. Plain records; units as in
 * aft-trend-view.h. */

typedef struct
{
  guint64 counts[AFT_TREND_COUNTS]; /* AftAnswerCount */
  guint64 begun;                    /* exit surveys: complete, partial and taps */
  AftFigure completion;             /* complete of begun */
  AftFigure abandonment;            /* left half-way of complete and partial */
  AftFigure complaint;              /* complaints for each exit survey that was begun */
  AftFigure doubtful;               /* of all that arrived */
  guint64 served;                   /* guests on the days that somebody told; 0: nobody did */
  guint64 served_days;              /* of how many days and venues */
  AftFigure response;               /* begun on these days of the guests; not known: nobody told */
} AftTrendAnswers;

/* Seconds: the median and the ninth tenth with their intervals. */
typedef struct
{
  guint64 n;
  AftFigure median;
  AftFigure ninetieth;
  AftFigure in_time; /* share not after it was due */
} AftTrendTimes;

/* Time to the first answer, and who came back after it. */
#define AFT_TREND_BANDS 4 /* within 5 minutes, an hour, a day, later or never */
typedef struct
{
  gboolean is_hidden;
  guint64 cases;
  AftFigure returned; /* observed, of the guests that are known */
} AftTrendBand;

typedef enum
{
  AFT_TREND_CASE_OPEN,
  AFT_TREND_CASE_RECOVERED,
  AFT_TREND_CASE_LOST,
  AFT_TREND_CASE_NO_REMEDY, /* closed without */
  AFT_TREND_CASE_ENDS
} AftTrendCaseEnd;

typedef struct
{
  guint64 cases; /* flagged in the period, drills left out */
  guint64 ends[AFT_TREND_CASE_ENDS];
  AftFigure ended[AFT_TREND_CASE_ENDS]; /* share of those that are closed; of OPEN none */
  AftTrendTimes contact;
  AftTrendTimes resolution;
  AftTrendTimes contact_by_tier[AFT_TIERS];
  gboolean is_tier_hidden[AFT_TIERS];
  AftTrendChange tiers; /* WORSE: the time to the first answer depends on the tier */
  AftTrendBand bands[AFT_TREND_BANDS];
  guint64 cost_minor; /* of all of them, as far as it is known */
  gboolean is_returned_hidden;
  guint64 came_back;  /* cases whose guest was seen again on a later day */
  AftFigure returned; /* the same of all whose guest is known, as many as in @bands together */
} AftTrendCases;

typedef struct
{
  guint64 counts[AFT_TREND_COUNTS]; /* will, perhaps, will not */
  AftFigure shares[3];              /* of the same; none where a filter leaves too few */
  AftTrendChange change;            /* of "will not": BETTER is fewer */
} AftTrendReturn;

G_END_DECLS
