/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-envelope.h"
#include "aft-receipts.h"
#include "aft-rule-book.h"
#include "aft-survey-cache.h"
#include "aft-upload-findings.h"

G_BEGIN_DECLS

/* Between the wire and the house's store: which items of an upload may be stored, and what is said
 * about them. Pure: nothing is read or written. */

/* AftDigest of the surveys that responses in @envelope name and that are neither in @cache nor in
 * @envelope itself. The caller owns it. */
GArray *aft_upload_list_unread_surveys (const AftEnvelope *envelope, AftSurveyCache *cache);

/* By what an upload is judged. */
typedef struct
{
  AftSurveyCache *cache;
  AftRuleBook *rules;     /* NULL: nothing is scored */
  const GArray *findings; /* AftUploadFinding for each item; NULL: nothing was opened */
} AftUploadJudging;

/* @envelope as the store takes it: each definition passed its check (then it is in the cache too),
 * each response's answers are answers of its survey and are scored alone, or the item carries a
 * verdict. A survey that is not in the cache stays unjudged: the store does not know it either. */
AftHouseBatch *aft_upload_judge (const AftEnvelope *envelope, const AftUploadJudging *judging);

/* The same for one response that is no item of an envelope: gives @item its response, score,
 * tallies and, where an answer is none of its survey, the verdict. */
void aft_upload_judge_response (AftHouseItem *item,
                                AftResponse *response,
                                const AftUploadJudging *judging);

/* The reply's text; newly allocated. */
char *aft_upload_write_receipts (const AftHouseReceipts *receipts);

G_END_DECLS
