/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-cause-list.h"
#include "aft-console-private.h"
#include "aft-handling-steps.h"
#include "aft-opening-hours.h"
#include "aft-risk-rules.h"
#include "aft-treatment.h"

G_BEGIN_DECLS

/* The house's rules as they are in force, for one page: its own, or those that come with the
 * programs. */
typedef struct
{
  AftCauseList *causes;
  AftHandlingSteps *steps;
  AftTreatment *treatment;
  AftRiskRules *risk;
} AftConsoleRules;

/* Errors of the store. */
AftConsoleRules *aft_console_rules_load (const AftPage *page,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_console_rules_free (AftConsoleRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConsoleRules, aft_console_rules_free)

/* Likewise: what tiers there are, and what staff call them. Errors of the store. */
AftTierRules *aft_console_tiers_load (const AftPage *page,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A venue with what its time is told by. */
typedef struct
{
  AftVenue *venue;
  GTimeZone *zone;
  AftOpeningHours *hours; /* NULL: always open */
} AftPlace;

/* AftPlace of the venues the caller works at, by name. */
GPtrArray *aft_places_load (const AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed; NULL when it is none of @places: the caller does not work there. */
const AftPlace *aft_places_find (const GPtrArray *places, const AftId *venue_id);
/* The names of those of @places whose ids are in @venue_ids (AftId), in the order of @places. Newly
 * allocated. */
char *aft_places_dup_names (const AftPage *page, const GPtrArray *places, const GArray *venue_ids);

G_END_DECLS
