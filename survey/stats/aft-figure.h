/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-measure.h"

G_BEGIN_DECLS

/* A figure with its interval and the number of answers under it, and what figures are reckoned
 * from: sums that may be added up over days, hours and venues without any loss. */

/* With fewer answers a figure is "not enough answers" and nothing is said of it (a restaurant may
 * set another number). */
#define AFT_FIGURE_ENOUGH 30
/* Of a group with fewer than that not even the number is shown, for somebody could be recognised.
 */
#define AFT_FIGURE_FEW 5

typedef enum
{
  AFT_FIGURE_SHARE,   /* 0–1: hits of n (CSAT: 4 and 5 of 1–5) */
  AFT_FIGURE_BALANCE, /* −100–100: percent of promoters less percent of detractors (NPS) */
  AFT_FIGURE_MEAN     /* lowest–highest of the scale (CES 1–7) */
} AftFigureKind;

/* What @n answers add up to. A plain value; all whole numbers, so that sums are exact up to 10^12
 * answers and beyond. */
typedef struct
{
  AftFigureKind kind;
  gint8 lowest;    /* of one answer: 0 share, −1 balance, the scale's end */
  gint8 highest;   /* 1, 1, the scale's end */
  guint64 n;       /* answers */
  gint64 sum;      /* of what they are worth: hits; promoters less detractors; scores */
  guint64 squares; /* of the same, squared */
} AftSample;

/* @low and @high are a 95 % interval (aft-interval.h), never beyond the ends of the scale, and
 * @value lies within. */
typedef struct
{
  gboolean is_known; /* FALSE: not enough answers; all but @n is 0 and means nothing */
  guint64 n;
  double value;
  double low;
  double high;
} AftFigure;

/* @hits > @n is nothing that can be (more answers than guests served): an empty sample. */
AftSample aft_sample_of_share (guint64 hits, guint64 n);
AftSample aft_sample_of_balance (guint64 promoters, guint64 passives, guint64 detractors);
/* counts[score] for @lowest ≤ score ≤ @highest, 0–10 at most; the places below @lowest are not
 * read. */
AftSample aft_sample_of_scores (const guint64 *counts, gint8 lowest, gint8 highest);
/* As a restaurant reads it: SATISFACTION and AFT_MEASURE_ASPECT the share of 4 and 5,
 * RECOMMENDATION the balance, EFFORT the mean, RETURN the share that will come back (of those who
 * said yes, perhaps or no), TROUBLE and COMPLAINTS and ANSWERS none: an empty sample. Cuts and
 * sources as in rules/aft-metrics.h. */
AftSample aft_sample_of_measure (AftMeasure measure, const guint64 counts[AFT_TREND_COUNTS]);

/* Both of one kind and scale; an empty @sample (n = 0) takes over those of @other. */
void aft_sample_add (AftSample *sample, const AftSample *other);
/* What remains of @whole without @part, which it holds: a group against the rest. */
AftSample aft_sample_subtract (const AftSample *whole, const AftSample *part);

/* Of one answer on average, in units of AftFigureKind: share, balance −100–100, mean. 0 of none. */
double aft_sample_get_value (const AftSample *sample);
/* Of single answers, in the units of @sum (a balance: −1, 0, 1), divisor n. 0 of none. */
double aft_sample_get_variance (const AftSample *sample);
/* The same with half an answer more at either end of the scale: never 0, so that answers that are
 * all the same do not pretend to be certain. */
double aft_sample_get_cautious_variance (const AftSample *sample);

/* @enough: with fewer answers it is not known; 0 counts as 1. */
AftFigure aft_figure_of (const AftSample *sample, guint64 enough);

G_END_DECLS
