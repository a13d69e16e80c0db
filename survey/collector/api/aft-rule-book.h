/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-guest-records.h"
#include "aft-house-store.h"
#include "aft-risk-rules.h"
#include "aft-survey-cache.h"
#include "aft-treatment.h"

G_BEGIN_DECLS

/* AftRuleBook: the rules of the house that are in force where responses arrive: by which they are
 * scored, and how fast a case is to be worked. Counted atomically; any thread. */
typedef struct _AftRuleBook AftRuleBook;

/* With the rules that come with the programs. */
AftRuleBook *aft_rule_book_new (AftSurveyCache *surveys);
AftRuleBook *aft_rule_book_ref (AftRuleBook *book);
/* Accepts NULL. */
void aft_rule_book_unref (AftRuleBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRuleBook, aft_rule_book_unref)

/* Takes what @store has in force; where it has none, what comes with the programs. Waits for the
 * database. On an error of the store, or INVALID, what was in force stays. */
gboolean aft_rule_book_load (AftRuleBook *book,
                             AftHouseStore *store,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* By the answers alone; @survey NULL: it is not known. New reference. */
AftRisk *
aft_rule_book_score (AftRuleBook *book, const AftSurvey *survey, const AftResponse *response);

/* For the store (aft-house-sqlite.h): AftHouseJudgeFunc and AftHouseTreatFunc, with the book. */
AftRisk *aft_rule_book_judge (const AftResponse *response,
                              const char *definition,
                              const AftValue *facts,
                              gpointer book);
void aft_rule_book_treat (AftRiskLevel level,
                          AftTier tier,
                          AftCaseTargets *ret_targets,
                          char **ret_version,
                          gpointer book);

/* AftHouseRankFunc. */
AftTier aft_rule_book_rank (const AftHouseRankFacts *facts, gpointer book);

G_END_DECLS
