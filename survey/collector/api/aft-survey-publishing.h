/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* Names of a definition's "aftertaste" keys, as responses refer to it: kind (NULL when it has
 * none), id and version; empty texts where it has none. Newly allocated. */
typedef struct
{
  char *kind;
  char *id;
  char *version;
} AftSurveyName;
void aft_survey_name_read (const AftSurvey *survey, AftSurveyName *ret_name);
void aft_survey_name_clear (AftSurveyName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftSurveyName, aft_survey_name_clear)

/* Makes @survey the one that kiosks show as their @kind (NULL: as its definition says), on @actor's
 * word. What was stored, whose times are the store's own; NULL: errors as of
 * aft_house_store_publish_survey_sync(). */
AftHouseSurvey *aft_survey_publish_sync (AftHouseStore *store,
                                         const AftSurvey *survey,
                                         const char *kind,
                                         const char *actor,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
