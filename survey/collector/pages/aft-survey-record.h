/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-privacy-notice.h"
#include "aft-session.h"
#include "aft-survey-source.h"
#include "aft-survey-state.h"

G_BEGIN_DECLS

/* What a response of a phone is made of; borrowed. */
typedef struct
{
  const AftSurveyState *state;
  const AftSurveySource *source;
  const AftId *boot_id;   /* of the venue's phones */
  const char *table;      /* that the code carries; NULL: none */
  const char *public_key; /* of the house, 64 hexadecimal digits; NULL: nothing is sealed */
  const AftPrivacyNotice *privacy;
  AftRandom *random;
  gint64 now_ms;
} AftSurveyRecord;

/* The complete response of @session, which is completed: words and contact sealed where the house
 * has a key, consent with its text's version. Errors of the builder and of sealing. */
AftResponse *aft_survey_record_make (const AftSurveyRecord *record,
                                     AftSession *session,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
