/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-phone-upload.h"
#include "aft-privacy-notice.h"
#include "aft-survey-sitting.h"
#include "aft-survey-source.h"
#include "aft-survey-state.h"
#include "aft-survey-walk.h"

G_BEGIN_DECLS

/* One request of a sitting, as its files share it. */
typedef struct
{
  AftPhonePage *page; /* borrowed */
  AftResponseKind kind;
  AftHouseCode *code;   /* NULL: it came by a slip's link */
  char *public_key;     /* of the house; NULL: nothing is sealed, no contact asked for */
  gboolean has_contact; /* the guest has left one, on the slip's visit */
  GTimeZone *zone;
  AftSurveySource *source;
  AftSurveyState *state;
  AftSession *session;
} AftSurveySitting;

/* The survey of the present state from its first screen on: makes state and session anew as the
 * kind @kind, in the same sitting as @before (NULL: a new one). */
gboolean aft_survey_sitting_start (AftSurveySitting *sitting,
                                   AftResponseKind kind,
                                   const AftSurveyState *before,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The screen where the session is. @fault: one sentence, NULL for none. */
AftHttpReply *
aft_survey_sitting_show (AftSurveySitting *sitting, const char *fault, GError **error);
/* The session is completed: stores what was answered, and what comes then. */
AftHttpReply *aft_survey_sitting_end (AftSurveySitting *sitting, GError **error);

/* The page that says thanks. @receipt NULL: there was nothing to be stored. */
AftHttpReply *aft_survey_sitting_thank (AftSurveySitting *sitting,
                                        const AftPhoneReceipt *receipt,
                                        GError **error);

/* "/s/CODE/complaint" of @kind, "/f/TOKEN/say"; newly allocated. */
char *aft_survey_sitting_dup_path (const AftSurveySitting *sitting, AftResponseKind kind);
/* Borrowed, "" for none. */
const char *aft_survey_sitting_get_telephone (const AftSurveySitting *sitting);
/* The house's own notice, else the program's. */
AftPrivacyNotice *aft_survey_sitting_load_privacy (const AftSurveySitting *sitting,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
