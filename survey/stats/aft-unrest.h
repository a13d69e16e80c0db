/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-control-chart.h"

G_BEGIN_DECLS

/* How many times as much the days of two periods differ as chance alone makes them: a cook is ill,
 * a party comes late. The design effect of J. Rao, A. Scott, "A simple method for the analysis of
 * clustered binary data", Biometrics 48 (1992), from Pearson's χ² over its degrees: Σ n(x −
 * fit)²/s² with the fit of a day the level of its period and what its weekday is off. Never below
 * 1; 1 where fewer than AFT_UNREST_DEGREES degrees are left to tell by. For
 * aft_comparison_of_unrest() and aft_interval_of_unrest(): of months whose level wanders by three
 * points from day to day 10 in 100 differ from the one before without it, and 5 with it
 * (tests/survey/stats/test-found.c).
 *
 * @points: days (steps of a day with their weekdays), first @split of the period before, then of
 * the one now; gaps are left out. */
double aft_unrest_of (const AftControlPoint *points, guint count, guint split);

#define AFT_UNREST_DEGREES 7

G_END_DECLS
