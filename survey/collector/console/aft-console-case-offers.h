/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-case.h"

G_BEGIN_DECLS

/* Offers on a case's page, and on Today those that wait for a second person. How much may be
 * offered, and by whom, is the case's flow's to say; here it is said beforehand. */

/* The form to offer something. */
void aft_case_write_offer (AftPage *page, const AftCaseFile *file);
/* What waits for approval in the case, with what the caller can do about it; a region of its own,
 * hidden where nothing waits. */
void aft_case_write_asked (AftPage *page, const AftCaseFile *file);
/* The same of all cases where the caller works, as such a region of Today. */
gboolean aft_offers_write_waiting (AftPage *page,
                                   const AftConsoleRules *rules,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the forms say; an offer above the ceiling becomes a request for approval. FALSE: not so;
 * what is wrong is @ret_refusal, newly allocated, in the reader's language. */
gboolean aft_case_fill_offer (AftPage *page,
                              const AftCaseFile *file,
                              AftHouseCaseAction *action,
                              char **ret_refusal);
gboolean aft_case_fill_approval (AftPage *page,
                                 const AftCaseFile *file,
                                 AftHouseCaseAction *action,
                                 char **ret_refusal);
/* Field "cost" alone, an amount. */
gboolean aft_case_fill_cost (AftPage *page, AftHouseCaseAction *action, char **ret_refusal);
/* Why the store refused it; NULL where that has nothing to do with offers. Borrowed. */
const char *aft_case_get_offer_refusal (const AftPage *page,
                                        const AftCaseFile *file,
                                        const AftHouseCaseAction *action,
                                        const GError *error);

/* What happened, of events of offers, and which rung it was; NULL: nothing more than its kind, and
 * none. Borrowed. */
const char *aft_case_get_offer_event (const AftPage *page,
                                      const AftCaseFile *file,
                                      const AftHouseCaseEvent *event);
const char *aft_case_get_rung (const AftPage *page,
                               const AftConsoleRules *rules,
                               const AftHouseCaseEvent *event);

G_END_DECLS
