/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After how many points a chart signals on average, when every point is normal with standard
 * deviation 1 and mean @shift: 0 is how long it takes to a false alarm. By the charts' integral
 * equations at Gauss–Legendre points (S. Crowder, "A simple method for studying run length
 * distributions of exponentially weighted moving average charts", Technometrics 29 (1987); the
 * chains of D. Brook, D. Evans, "An approach to the probability distribution of cusum run length",
 * Biometrika 59 (1972), and J. Lucas, M. Saccucci, Technometrics 32 (1990), without their
 * rounding). */

/* Both sides, limits ±@width·√(λ/(2−λ)), beginning at 0. 0 < @lambda ≤ 1, 0 < @width ≤ 6. */
double aft_run_length_of_ewma (double lambda, double width, double shift);
/* Both sides, slack @slack (k ≥ 0) and limit @limit (0 < h ≤ 20), beginning at 0; W. Kemp, "The use
 * of cumulative sums for sampling inspection schemes", Applied Statistics 11 (1962): 1/L = 1/L₊ +
 * 1/L₋. */
double aft_run_length_of_cusum (double slack, double limit, double shift);

G_END_DECLS
