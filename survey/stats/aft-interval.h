/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-figure.h"

G_BEGIN_DECLS

/* Where the true figure lies, as far as @n answers can say: 95 % intervals.
 *
 * A share: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927): all p with (x/n − p)² ≤ z² p(1−p)/n;
 * z is widened by 1 + 1/4n. Without that the coverage falls to 91.9 % at n = 33–35, p = 0.10, else
 * it is hardly seen; with it the mean is 95.0–95.6 % and the least 92.0 % for every n ≥ 20. Of the
 * others in L. Brown, T. Cai, A. DasGupta, "Interval estimation for a binomial proportion",
 * Statistical Science 16 (2001), their modified Wilson is the same there, and Agresti and Coull's
 * and the mid-P interval are wider on the mean (96.0–96.1 % at n = 20).
 *
 * A balance or a mean on a scale a–b: the same on the way from a to b, with the effective number of
 * answers n/φ in place of n, as is done for shares whose variance is not p(1−p) (E. Korn, B.
 * Graubard, "Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data", Survey Methodology 24 (1998)). φ = s² / ((x̄ − a)(b − x̄)) ≤ 1
 * (R. Bhatia, C. Davis, "A better bound on the variance", American Mathematical Monthly 107
 * (2000)). For s² and x̄ in φ half an answer at either end is added, so that equal answers do not
 * pretend to be certain. */

/* Normal quantile of two-sided 95 %. */
#define AFT_INTERVAL_Z 1.959963984540054

typedef struct
{
  double low;
  double high;
} AftInterval;

/* The limits at @z standard deviations (AFT_INTERVAL_Z), in units of the sample's kind, within the
 * ends of the scale. @sample without answers: from end to end. */
AftInterval aft_interval_of (const AftSample *sample, double z);
/* The same where @unrest answers (≥ 1, aft-unrest.h) are worth one. */
AftInterval aft_interval_of_unrest (const AftSample *sample, double unrest, double z);

/* Wilson's limits for @share (0–1) of @n answers, which need not be whole. */
AftInterval aft_interval_of_share (double share, double n, double z);

G_END_DECLS
