/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps surveys that were read, and says what a response chose in one. When it is full it begins
 * anew: a house has a handful of surveys, and only a flood of strange definitions can fill it. */
#include "aft-survey-cache.h"

#include <string.h>

#include "aft-answer-measures.h"

struct _AftSurveyCache
{
  gatomicrefcount references;
  GMutex mutex;
  GHashTable *surveys; /* AftDigest → AftSurvey */
};

static guint
hash_digest (gconstpointer key)
{
  guint hash;
  memcpy (&hash, ((const AftDigest *) key)->bytes, sizeof hash);
  return hash;
}

static gboolean
equal_digests (gconstpointer a, gconstpointer b)
{
  return aft_digest_equal (a, b);
}

AftSurveyCache *
aft_survey_cache_new (void)
{
  AftSurveyCache *cache = g_new0 (AftSurveyCache, 1);
  g_atomic_ref_count_init (&cache->references);
  g_mutex_init (&cache->mutex);
  cache->surveys = g_hash_table_new_full (hash_digest, equal_digests, g_free,
                                          (GDestroyNotify) aft_survey_unref);
  return cache;
}

AftSurveyCache *
aft_survey_cache_ref (AftSurveyCache *cache)
{
  g_atomic_ref_count_inc (&cache->references);
  return cache;
}

void
aft_survey_cache_unref (AftSurveyCache *cache)
{
  if (cache == NULL || !g_atomic_ref_count_dec (&cache->references))
    return;
  g_hash_table_unref (cache->surveys);
  g_mutex_clear (&cache->mutex);
  g_free (cache);
}

AftSurvey *
aft_survey_cache_find (AftSurveyCache *cache, const AftDigest *digest)
{
  g_mutex_lock (&cache->mutex);
  AftSurvey *survey = g_hash_table_lookup (cache->surveys, digest);
  if (survey != NULL)
    aft_survey_ref (survey);
  g_mutex_unlock (&cache->mutex);
  return survey;
}

AftSurvey *
aft_survey_cache_add (AftSurveyCache *cache,
                      const AftDigest *digest,
                      const char *definition,
                      GError **error)
{
  AftSurvey *survey = aft_survey_cache_find (cache, digest);
  if (survey != NULL)
    return survey;
  survey = aft_survey_new_from_json (definition, strlen (definition), error);
  if (survey == NULL)
    return NULL;
  g_mutex_lock (&cache->mutex);
  if (g_hash_table_size (cache->surveys) >= AFT_SURVEY_CACHE_MAX)
    g_hash_table_remove_all (cache->surveys);
  g_hash_table_replace (cache->surveys, g_memdup2 (digest, sizeof *digest),
                        aft_survey_ref (survey));
  g_mutex_unlock (&cache->mutex);
  return survey;
}

static void
on_counted (const AftCountedAnswer *counted, gpointer tallies)
{
  if (counted->measure == AFT_MEASURE_NONE)
    aft_house_tallies_add (tallies, counted->question, counted->option);
  else
    aft_house_tallies_add_measure (tallies, counted->question, counted->option,
                                   (AftMeasure) counted->measure, counted->place);
}

gboolean
aft_survey_cache_judge (const AftSurvey *survey,
                        const AftResponse *response,
                        GArray *tallies,
                        GError **error)
{
  return aft_answer_measures_judge (survey, aft_response_get_kind (response),
                                    aft_response_get_answers (response), on_counted, tallies,
                                    error);
}

void
aft_survey_cache_tally (const AftResponse *response,
                        const char *definition,
                        GArray *tallies,
                        gpointer cache)
{
  const AftDigest *digest = aft_response_get_survey_digest (response);
  g_autoptr (AftSurvey) survey
      = digest != NULL ? aft_survey_cache_add (cache, digest, definition, NULL) : NULL;
  if (survey != NULL && !aft_survey_cache_judge (survey, response, tallies, NULL))
    g_array_set_size (tallies, 0);
}
