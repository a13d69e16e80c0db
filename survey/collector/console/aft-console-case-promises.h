/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-case.h"
#include "aft-house-store-promises.h"

G_BEGIN_DECLS

/* What was promised in a case, on its page and on Today. */

/* Who keeps it, and what it is, also when its words are gone. Borrowed. */
const char *aft_promise_get_owner (const AftHousePromise *promise);
const char *aft_promise_get_text (const AftPage *page, const AftHousePromise *promise);
/* When it is due, and in words and colour where that is past or near; or what became of it. */
void aft_promise_write_due (AftPage *page, const AftHousePromise *promise, GTimeZone *zone);

/* The one with the id; borrowed. NULL: it is not this case's. */
const AftHousePromise *aft_case_find_promise (const AftCaseFile *file, const AftId *id);
/* The list, with what can be done about each. */
void aft_case_write_promises (AftPage *page, const AftCaseFile *file);
/* The form "promise", folded away. */
void aft_case_write_promise_form (AftPage *page, const AftCaseFile *file);
/* The form "agree": what is agreed, and what is promised with it, the call back unless somebody
 * says otherwise. Not opened nor closed. */
void aft_case_write_agree_fields (AftPage *page, const AftCaseFile *file);
/* That something is still to be done, before a case is closed over it. */
void aft_case_write_open_promises (AftPage *page, const AftCaseFile *file);
/* Which promise an event of the history is about, behind its name. */
void aft_case_write_event_promise (AftPage *page,
                                   const AftCaseFile *file,
                                   const AftHouseCaseEvent *event);

/* What the form says is promised: @promise with a text that is the caller's. FALSE: what is wrong
 * is @ret_refusal, a msgid. */
gboolean aft_case_read_promise (AftPage *page,
                                const AftCaseFile *file,
                                AftHousePromise *promise,
                                const char **ret_refusal);

G_END_DECLS
