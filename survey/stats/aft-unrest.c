/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How restless a house is from day to day, beyond chance. What is made of it is in
 * aft-comparison.c. */
#include "aft-unrest.h"

#define PERIODS  2
#define WEEKDAYS 8 /* none, and Monday to Sunday */

/* Means of the answers, and of their deviations from their period by weekday. */
typedef struct
{
  double levels[PERIODS];
  double offsets[WEEKDAYS];
  double variance;
  double degrees;
} Fit;

static double
get_mean (const AftSample *sample)
{
  return (double) sample->sum / (double) sample->n;
}

static void
fit_levels (const AftControlPoint *points, guint count, guint split, Fit *fit)
{
  AftSample samples[PERIODS] = { 0 }, whole = { 0 };

  for (guint i = 0; i < count; i++)
    if (points[i].sample.n > 0)
      {
        aft_sample_add (&samples[i < split ? 0 : 1], &points[i].sample);
        aft_sample_add (&whole, &points[i].sample);
        fit->degrees++;
      }
  for (guint i = 0; i < PERIODS; i++)
    if (samples[i].n > 0)
      {
        fit->levels[i] = get_mean (&samples[i]);
        fit->degrees--;
      }
  fit->variance = aft_sample_get_cautious_variance (&whole);
}

static void
fit_weekdays (const AftControlPoint *points, guint count, guint split, Fit *fit)
{
  double weights[WEEKDAYS] = { 0 };
  guint seen = 0;

  for (guint i = 0; i < count; i++)
    {
      const AftSample *sample = &points[i].sample;
      weights[points[i].weekday] += (double) sample->n;
      fit->offsets[points[i].weekday]
          += (double) sample->sum - (double) sample->n * fit->levels[i < split ? 0 : 1];
    }
  for (guint i = 0; i < WEEKDAYS; i++)
    if (weights[i] > 0)
      {
        fit->offsets[i] /= weights[i];
        seen++;
      }
  fit->degrees -= seen > 0 ? seen - 1.0 : 0;
}

double
aft_unrest_of (const AftControlPoint *points, guint count, guint split)
{
  Fit fit = { 0 };
  double chi_squared = 0;

  fit_levels (points, count, split, &fit);
  fit_weekdays (points, count, split, &fit);
  if (fit.degrees < AFT_UNREST_DEGREES)
    return 1;
  for (guint i = 0; i < count; i++)
    if (points[i].sample.n > 0)
      {
        double off = get_mean (&points[i].sample) - fit.levels[i < split ? 0 : 1]
                     - fit.offsets[points[i].weekday];
        chi_squared += (double) points[i].sample.n * off * off / fit.variance;
      }
  return MAX (1, chi_squared / fit.degrees);
}
