/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-locale.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* AftTierRules: which tier a guest has, by explicit thresholds over visits and spend (tiers.json;
 * DOMAIN rows 61, 63–66, 76, 81). Immutable, counted atomically. */
typedef struct _AftTierRules AftTierRules;

#define AFT_TIER_RULES_VISITS_MAX 10000
#define AFT_TIER_RULES_DAYS_MAX   3660

/* What the thresholds look at. */
typedef struct
{
  guint visits;         /* within the last aft_tier_rules_get_window_days() */
  gint64 spend_minor;   /* in them; below 0: not known */
  guint known_days;     /* since the guest was first seen */
  guint visits_lately;  /* within the last aft_tier_rules_get_potential_days() */
  guint visits_earlier; /* within as many days before those */
} AftTierFacts;

/* Reads a document. INVALID with the tier and the member at fault, or TOO_LARGE. */
AftTierRules *aft_tier_rules_parse (const char *text,
                                    gsize length_bytes,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftTierRules *aft_tier_rules_ref (AftTierRules *rules);
/* Accepts NULL. */
void aft_tier_rules_unref (AftTierRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTierRules, aft_tier_rules_unref)

/* Borrowed. */
const char *aft_tier_rules_get_version (const AftTierRules *rules);
guint aft_tier_rules_get_window_days (const AftTierRules *rules);
guint aft_tier_rules_get_potential_days (const AftTierRules *rules);

/* The highest tier one of whose thresholds @facts reach. Who reaches none is low once known for
 * long enough, and AFT_TIER_UNKNOWN until then: nobody is written off after a first visit. */
AftTier aft_tier_rules_judge (const AftTierRules *rules, const AftTierFacts *facts);
/* Does a guest below core come more often than before (rows 65, 81)? */
gboolean aft_tier_rules_has_potential (const AftTierRules *rules, const AftTierFacts *facts);

/* What staff call the tier, and what it means; borrowed. */
const char *aft_tier_rules_get_name (const AftTierRules *rules, AftTier tier, AftLanguage language);
const char *
aft_tier_rules_get_meaning (const AftTierRules *rules, AftTier tier, AftLanguage language);

G_END_DECLS
