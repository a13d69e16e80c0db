/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-case-targets.h"
#include "aft-locale.h"
#include "aft-risk.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* AftTreatment: what is done for whom, and by when (treatment.json; DOMAIN rows 63–71 and (a)–(d)).
 * Immutable, counted atomically.
 *
 * Listening and the first answer are equal for all: the minutes to contact and to escalation know
 * the level alone. All minutes run in opening hours, from the flag. */
typedef struct _AftTreatment AftTreatment;

#define AFT_TREATMENT_MINUTES_MAX 43200 /* 30 days */
#define AFT_TREATMENT_RUNGS_MAX   20
/* 100,000.00 of a currency with two decimals */
#define AFT_TREATMENT_OFFER_MAX_MINOR 10000000

/* Reads a document. INVALID with the tier, the level and the member at fault, or TOO_LARGE. */
AftTreatment *aft_treatment_parse (const char *text,
                                   gsize length_bytes,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftTreatment *aft_treatment_ref (AftTreatment *treatment);
/* Accepts NULL. */
void aft_treatment_unref (AftTreatment *treatment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTreatment, aft_treatment_unref)

/* Borrowed. */
const char *aft_treatment_get_version (const AftTreatment *treatment);

/* How fast a case is to be worked: contact and escalation by @level alone, handling, resolution and
 * the cap of offers by both. Managers are called no earlier than the contact is due, owners later
 * than managers. */
AftCaseTargets
aft_treatment_get_targets (const AftTreatment *treatment, AftTier tier, AftRiskLevel level);
/* The most that may be offered without a second person; the house's currency. */
gint64
aft_treatment_get_offer_cap_minor (const AftTreatment *treatment, AftTier tier, AftRiskLevel level);
/* What to do, in a sentence or two for staff; borrowed. */
const char *aft_treatment_get_policy (const AftTreatment *treatment,
                                      AftTier tier,
                                      AftRiskLevel level,
                                      AftLanguage language);
/* The same for a guest whom two people said not to win back (row 71): nothing is offered. */
const char *aft_treatment_get_no_win_back_policy (const AftTreatment *treatment,
                                                  AftLanguage language);

/* The ladder of offers (row 122), the cheapest first: the first is the apology, which costs
 * nothing. A document without one has that of the program. At least one rung; borrowed, @index
 * below the count. */
guint aft_treatment_count_rungs (const AftTreatment *treatment);
const char *aft_treatment_get_rung_id (const AftTreatment *treatment, guint index);
gboolean aft_treatment_is_apology (const AftTreatment *treatment, const char *rung_id);
/* What staff read; NULL when there is no such rung (any more). Borrowed. */
const char *aft_treatment_get_rung_text (const AftTreatment *treatment,
                                         const char *rung_id,
                                         AftLanguage language);

G_END_DECLS
