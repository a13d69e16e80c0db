/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-envelope.h"
#include "aft-receipts.h"
#include "aft-survey-cache.h"

G_BEGIN_DECLS

/* Between the wire and the house's store: which items of an upload may be stored, and what is said
 * about them. Pure: nothing is read or written. */

/* AftDigest of the surveys that responses in @envelope name and that are neither in @cache nor in
 * @envelope itself. The caller owns it. */
GArray *aft_upload_list_unread_surveys (const AftEnvelope *envelope, AftSurveyCache *cache);

/* @envelope as the store takes it: each definition passed its check (then it is in @cache too),
 * each response's answers are answers of its survey, or the item carries a verdict. A survey that
 * is not in @cache stays unjudged: the store does not know it either. */
AftHouseBatch *aft_upload_judge (const AftEnvelope *envelope, AftSurveyCache *cache);

/* The reply's text; newly allocated. */
char *aft_upload_write_receipts (const AftHouseReceipts *receipts);

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

G_END_DECLS
