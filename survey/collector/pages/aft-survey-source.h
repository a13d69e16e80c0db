/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-survey-cache.h"

G_BEGIN_DECLS

/* AftSurveySource: a survey as phones show it, and how responses refer to it. */
typedef struct
{
  AftSurvey *survey;
  AftDigest digest;
  char *id;
  char *version;
  char *definition;   /* canonical */
  gboolean is_stored; /* the house's store knows the definition */
} AftSurveySource;

/* Accepts NULL. */
void aft_survey_source_free (AftSurveySource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSurveySource, aft_survey_source_free)

/* The one of @kind that is in use; where the house has published none, the one that comes with the
 * programs. Errors of the store; waits for it, as below. */
AftSurveySource *aft_survey_source_find_current_sync (AftHouseStore *store,
                                                      AftSurveyCache *cache,
                                                      AftResponseKind kind,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one of that digest, in use or not; NOT_FOUND. @kind: of which the program's own may be it. */
AftSurveySource *aft_survey_source_find_sync (AftHouseStore *store,
                                              AftSurveyCache *cache,
                                              AftResponseKind kind,
                                              const AftDigest *digest,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lets the store know the definition, so that responses may name it; it is not put in use.
 * @device_id: the venue's phones. */
gboolean aft_survey_source_store_sync (AftSurveySource *source,
                                       AftHouseStore *store,
                                       const AftId *device_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
