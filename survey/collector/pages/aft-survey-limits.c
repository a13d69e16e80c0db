/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buckets of AftRateLimit that answers on phones go through, behind one lock, because pages are
 * made on several threads. What marks and refusals lead to is aft-survey-sitting.c's. */
#include "aft-survey-limits.h"

#include "aft-rate-limit.h"

#define KEYS 4096

typedef enum
{
  LIMIT_CROWDED_TABLE,
  LIMIT_REFUSED_TABLE,
  LIMIT_CROWDED_DOOR,
  LIMIT_REFUSED_DOOR,
  LIMIT_CROWDED_ADDRESS,
  LIMIT_REFUSED_ADDRESS,
  LIMIT_SCREENS,
  LIMITS
} Limit;

static const AftRateLimitOptions options[LIMITS] = {
  [LIMIT_CROWDED_TABLE] = { AFT_SURVEY_CROWDED_TABLE, KEYS },
  [LIMIT_REFUSED_TABLE] = { AFT_SURVEY_REFUSED_TABLE, KEYS },
  [LIMIT_CROWDED_DOOR] = { AFT_SURVEY_CROWDED_DOOR, KEYS },
  [LIMIT_REFUSED_DOOR] = { AFT_SURVEY_REFUSED_DOOR, KEYS },
  [LIMIT_CROWDED_ADDRESS] = { AFT_SURVEY_CROWDED_ADDRESS, KEYS },
  [LIMIT_REFUSED_ADDRESS] = { AFT_SURVEY_REFUSED_ADDRESS, KEYS },
  [LIMIT_SCREENS] = { AFT_SURVEY_SCREENS_OF_ADDRESS, KEYS },
};

struct _AftSurveyLimits
{
  GMutex lock;
  AftRateLimit *limits[LIMITS];
};

AftSurveyLimits *
aft_survey_limits_new (AftClock *clock)
{
  AftSurveyLimits *limits = g_new0 (AftSurveyLimits, 1);
  g_mutex_init (&limits->lock);
  for (guint i = 0; i < LIMITS; i++)
    limits->limits[i] = aft_rate_limit_new (clock, &options[i]);
  return limits;
}

void
aft_survey_limits_free (AftSurveyLimits *limits)
{
  if (limits == NULL)
    return;
  for (guint i = 0; i < LIMITS; i++)
    aft_rate_limit_free (limits->limits[i]);
  g_mutex_clear (&limits->lock);
  g_free (limits);
}

static guint
take (AftSurveyLimits *limits, Limit limit, const char *key)
{
  return aft_rate_limit_take (limits->limits[limit], key);
}

guint
aft_survey_limits_take_screen (AftSurveyLimits *limits, const char *address)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limits->lock);
  g_assert (locker != NULL);
  return take (limits, LIMIT_SCREENS, address);
}

guint
aft_survey_limits_take_answer (AftSurveyLimits *limits,
                               const char *code,
                               gboolean is_table,
                               const char *address,
                               gboolean *ret_is_crowded)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limits->lock);
  g_assert (locker != NULL);
  guint of_code = take (limits, is_table ? LIMIT_REFUSED_TABLE : LIMIT_REFUSED_DOOR, code);
  guint of_address = take (limits, LIMIT_REFUSED_ADDRESS, address);
  guint code_crowd = take (limits, is_table ? LIMIT_CROWDED_TABLE : LIMIT_CROWDED_DOOR, code);
  guint address_crowd = take (limits, LIMIT_CROWDED_ADDRESS, address);

  *ret_is_crowded = code_crowd > 0 || address_crowd > 0;
  return MAX (of_code, of_address);
}
