/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-house-batch.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* AftSurveyCache: surveys by their digest, read once. Counted atomically; any thread. */
typedef struct _AftSurveyCache AftSurveyCache;

#define AFT_SURVEY_CACHE_MAX 64

AftSurveyCache *aft_survey_cache_new (void);
AftSurveyCache *aft_survey_cache_ref (AftSurveyCache *cache);
/* Accepts NULL. */
void aft_survey_cache_unref (AftSurveyCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSurveyCache, aft_survey_cache_unref)

/* New reference, NULL when it is not in it. */
AftSurvey *aft_survey_cache_find (AftSurveyCache *cache, const AftDigest *digest);
/* Reads @definition, whose digest is @digest, if it is not in it. INVALID with the first finding.
 * New reference. */
AftSurvey *aft_survey_cache_add (AftSurveyCache *cache,
                                 const AftDigest *digest,
                                 const char *definition,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Names the options that were chosen in closed questions of @response, and what its answers count
 * as, into @tallies. INVALID, with nothing of an answer in the message, when an answer is none of
 * @survey. */
gboolean aft_survey_cache_judge (const AftSurvey *survey,
                                 const AftResponse *response,
                                 GArray *tallies,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the store's recount (AftHouseTallyFunc); @cache: the AftSurveyCache. */
void aft_survey_cache_tally (const AftResponse *response,
                             const char *definition,
                             GArray *tallies,
                             gpointer cache);

G_END_DECLS
