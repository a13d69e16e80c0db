/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The three figures a restaurant asks its guests for, from counts of answers. Sources: CSAT, the
 * share of the two best of five faces ("top two box", American Customer Satisfaction practice);
 * NPS, F. Reichheld, "The One Number You Need to Grow", Harvard Business Review 12/2003; CES on
 * seven steps (version 2.0), M. Dixon, N. Toman, R. DeLisi, "The Effortless Experience", 2013. */
typedef enum
{
  AFT_METRIC_CSAT, /* 1–5; figure: share of 4–5, 0–100 percent */
  AFT_METRIC_NPS,  /* 0–10; figure: percent of 9–10 less percent of 0–6, −100 to 100 */
  AFT_METRIC_CES   /* 1–7; figure: the mean, 1–7 */
} AftMetricKind;

#define AFT_METRIC_KINDS 3

/* What one score says of the guest who gave it. */
typedef enum
{
  AFT_METRIC_CLASS_LOW,    /* dissatisfied 1–2; detractor 0–6; hard 1–3 */
  AFT_METRIC_CLASS_MIDDLE, /* neutral 3; passive 7–8; neither 4 */
  AFT_METRIC_CLASS_HIGH    /* satisfied 4–5; promoter 9–10; easy 5–7 */
} AftMetricClass;

/* Reads "csat", "nps", "ces" (exactly so). FALSE when @text is NULL or another. */
gboolean aft_metrics_kind_from_text (const char *text, AftMetricKind *ret_kind);
const char *aft_metrics_kind_to_text (AftMetricKind kind);
/* "satisfied", "neutral", "dissatisfied"; "promoter", "passive", "detractor"; "easy", "neither",
 * "hard". Static. */
const char *aft_metrics_class_to_text (AftMetricKind kind, AftMetricClass class);

int aft_metrics_get_minimum (AftMetricKind kind);
int aft_metrics_get_maximum (AftMetricKind kind);

/* FALSE when @score is not a whole number on the scale of @kind. */
gboolean aft_metrics_classify (AftMetricKind kind, double score, AftMetricClass *ret_class);

/* Counts of answers of one kind. A plain value: begin with aft_metrics_tally_start(), copy, add. */
typedef struct
{
  AftMetricKind kind;
  guint64 counts[11]; /* counts[score]; places off the scale stay 0 */
} AftMetricTally;

AftMetricTally aft_metrics_tally_start (AftMetricKind kind);
/* FALSE, and nothing is counted, when @score is not a whole number on the scale. */
gboolean aft_metrics_tally_add (AftMetricTally *tally, double score);
/* The same for @count equal answers at once. */
gboolean aft_metrics_tally_add_count (AftMetricTally *tally, double score, guint64 count);

/* A figure with the number of answers under it. */
typedef struct
{
  guint64 n;
  gboolean is_known; /* FALSE: not enough answers (n = 0), @figure is 0 and means nothing */
  double figure;     /* as AftMetricKind says; not rounded */
} AftMetricResult;

AftMetricResult aft_metrics_compute (const AftMetricTally *tally);

G_END_DECLS
