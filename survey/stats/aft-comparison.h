/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-figure.h"

G_BEGIN_DECLS

/* Whether two figures, or several groups, differ by more than chance does. Two-sided, at 5 %. */
#define AFT_COMPARISON_ALPHA 0.05

/* @difference = now − before in units of the kind (a balance: −200–200), @low and @high its 95 %
 * interval, @p_value how often chance alone shows a difference as large. The interval leaves 0 out
 * exactly where p_value < 0.05.
 *
 * Interval: from the two figures' own limits, d − √((x₁−l₁)² + (u₂−x₂)²) and d + √((u₁−x₁)² +
 * (x₂−l₂)²): R. Newcombe, "Interval estimation for the difference between independent proportions",
 * Statistics in Medicine 17 (1998), method 10; for figures of any kind G. Zou, A. Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27 (2008).
 * @p_value: that of the confidence level whose interval ends at 0. */
typedef struct
{
  gboolean is_known; /* FALSE: not enough answers on either side; all else is 0, @p_value 1 */
  double difference;
  double low;
  double high;
  double p_value;
} AftComparison;

/* @now and @before: of one kind and scale, of different answers. @unrest: 1, or where the level
 * wanders from day to day so many answers (aft-unrest.h) as are worth one: without it such a house
 * is told of changes that are none. */
AftComparison aft_comparison_of_unrest (const AftSample *now,
                                        const AftSample *before,
                                        double unrest,
                                        guint64 enough);

typedef enum
{
  AFT_VERDICT_NOT_ENOUGH, /* answers */
  AFT_VERDICT_HIGHER,     /* clearly, p_value < @alpha */
  AFT_VERDICT_LOWER,
  AFT_VERDICT_UNCHANGED, /* neither, and the interval lies within ±@margin: nothing that matters */
  AFT_VERDICT_UNCLEAR    /* neither: it may have changed by more than @margin, or not */
} AftVerdict;

/* Changes that matter to a restaurant: what "unchanged" is measured by. */
#define AFT_COMPARISON_MARGIN_SHARE   0.05
#define AFT_COMPARISON_MARGIN_BALANCE 10.0
#define AFT_COMPARISON_MARGIN_MEAN    0.05 /* of the way from the lowest to the highest score */

/* The margin for figures like @sample, in their units. */
double aft_comparison_get_margin (const AftSample *sample);
AftVerdict aft_comparison_judge (const AftComparison *comparison, double alpha, double margin);

/* Whether groups (days of the week, venues) differ at all: Σ nᵢ(xᵢ − x̄)² / s² with the variance of
 * all answers together, χ² with groups − 1 degrees of freedom (for shares K. Pearson's χ², 1900).
 * Groups with fewer than @enough answers are left out. */
typedef struct
{
  gboolean is_known; /* FALSE: fewer than two groups are left, @p_value 1 */
  guint groups;
  double chi_squared;
  double p_value;
} AftHomogeneity;

AftHomogeneity aft_comparison_of_groups (const AftSample *samples, guint count, guint64 enough);

/* Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
 * Statistical Society B 57 (1995): the least rate of false discoveries at which each of @count
 * tests is one, min over j ≥ i of count·p₍ⱼ₎/j. Leave tests that are not known out. @ret_adjusted
 * may be @p_values. */
void aft_comparison_adjust (const double *p_values, double *ret_adjusted, guint count);

G_END_DECLS
