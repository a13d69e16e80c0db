/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-figure.h"

G_BEGIN_DECLS

/* Sorts @values in place, ascending. */
void aft_percentile_sort (gint64 *values, gsize count);

/* Of @sorted (ascending; times in ms, say), the value under which @share (0 < share < 1: 0.5, 0.9)
 * of them lie, between neighbours in proportion (R. Hyndman, Y. Fan, "Sample quantiles in
 * statistical packages", The American Statistician 50 (1996), definition 7, as spreadsheets do it).
 *
 * Its 95 % interval needs no distribution: the l-th and u-th smallest value with P(B < l) ≤ 2.5 %
 * and P(B ≥ u) ≤ 2.5 %, B binomial (@count, @share); exact (H. David, H. Nagaraja, "Order
 * Statistics", 3rd edition 2003, 7.1). Not known with fewer than @enough values, and where so few
 * have no such l or u (the median below 6, the 90th percentile below 36). */
AftFigure aft_percentile_of (const gint64 *sorted, gsize count, double share, guint64 enough);

G_END_DECLS
