/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-locale.h"
#include "aft-risk.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftRiskRules: by which signals a visit is at risk, and from how many points on (risk.json;
 * DESIGN §7, §10). Immutable, counted atomically; scores on any thread. */
typedef struct _AftRiskRules AftRiskRules;

#define AFT_RISK_RULES_SIGNALS_MAX    64
#define AFT_RISK_RULES_EXPRESSION_MAX 2000 /* characters */

/* Reads a document. INVALID with the signal and the member at fault ("signal service: points: …"),
 * TOO_LARGE when over AFT_RULE_DOCUMENT_MAX_BYTES. */
AftRiskRules *aft_risk_rules_parse (const char *text,
                                    gsize length_bytes,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftRiskRules *aft_risk_rules_ref (AftRiskRules *rules);
/* Accepts NULL. */
void aft_risk_rules_unref (AftRiskRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRiskRules, aft_risk_rules_unref)

/* Borrowed. */
const char *aft_risk_rules_get_version (const AftRiskRules *rules);
/* The level that @points (0–100) have. */
AftRiskLevel aft_risk_rules_get_level (const AftRiskRules *rules, guint points);

/* Scores one response. @answers: object, an answer under its question's name. @facts: object, each
 * member may be missing or null (then nothing is known of it):
 *   guest.tier           text of AftTier
 *   guest.visits         visits before this one
 *   guest.daysSinceLast  days since the visit before this one
 *   guest.lastScores     list of the overall scores (1–5) of earlier visits, the oldest first
 *   guest.cases          cases of earlier visits
 *   guest.daysSinceCase  days since the last of them was flagged
 *   case.open            true while a case of an earlier visit is open
 *   text.urgency         list of kinds of urgency that the guest's words show
 *   text.aspects         object: aspect → "positive", "neutral", "negative", "mixed"
 *   scores.low           how many answers are low (aft_low_answers_count())
 * An answer whose name looks like a fact's is passed over. Signals without points are left out; the
 * points of all are added and capped at 100. New reference, never NULL. */
AftRisk *
aft_risk_rules_score (const AftRiskRules *rules, const AftValue *answers, const AftValue *facts);

/* Why @signal_id says what it says, for staff; NULL when there is no such signal (any more).
 * Borrowed. */
const char *
aft_risk_rules_get_reason (const AftRiskRules *rules, const char *signal_id, AftLanguage language);

G_END_DECLS
