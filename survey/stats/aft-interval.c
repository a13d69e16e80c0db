/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals: Wilson's for shares, and the same along the scale for balances and means. What there
 * are enough answers for is decided in aft-figure.c. */
#include "aft-interval.h"

#include <math.h>

AftInterval
aft_interval_of_share (double share, double n, double z)
{
  if (!(n > 0))
    return (AftInterval){ 0, 1 };

  double width = z * (1 + 1 / (4 * n));
  double weight = width * width / n;
  double center = (share + weight / 2) / (1 + weight);
  double half = width / (1 + weight) * sqrt (share * (1 - share) / n + weight / (4 * n));
  return (AftInterval){
    .low = share <= 0 ? 0 : CLAMP (center - half, 0, share),
    .high = share >= 1 ? 1 : CLAMP (center + half, share, 1),
  };
}

/* n/φ: how many answers at the two ends only would be as uncertain. */
static double
compute_effective_n (const AftSample *sample)
{
  if (sample->kind == AFT_FIGURE_SHARE)
    return (double) sample->n;

  double n = (double) sample->n;
  double low = sample->lowest, high = sample->highest;
  double mean = ((double) sample->sum + (low + high) / 2) / (n + 1);
  double widest = (mean - low) * (high - mean);
  double factor = aft_sample_get_cautious_variance (sample) / widest;
  return n / CLAMP (factor, 1 / (n + 1), 1);
}

static double
place_on_scale (const AftSample *sample, double share)
{
  double value = sample->lowest + (sample->highest - sample->lowest) * share;
  return sample->kind == AFT_FIGURE_BALANCE ? 100 * value : value;
}

AftInterval
aft_interval_of_unrest (const AftSample *sample, double unrest, double z)
{
  AftInterval shares = { 0, 1 };
  if (sample->n > 0)
    {
      double mean = (double) sample->sum / (double) sample->n;
      double share = (mean - sample->lowest) / (sample->highest - sample->lowest);
      double n = compute_effective_n (sample) / unrest;
      shares = aft_interval_of_share (CLAMP (share, 0, 1), n, z);
    }
  return (AftInterval){
    .low = place_on_scale (sample, shares.low),
    .high = place_on_scale (sample, shares.high),
  };
}

AftInterval
aft_interval_of (const AftSample *sample, double z)
{
  return aft_interval_of_unrest (sample, 1, z);
}
