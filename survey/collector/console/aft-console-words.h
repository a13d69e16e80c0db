/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-frame.h"
#include "aft-response.h"

G_BEGIN_DECLS

/* The contact that a guest left in a response, as the page of a case and that of a guest show it:
 * masked, and opened only for a manager who asks, which the audit has. */

/* NULL: none was left. Borrowed. */
const AftSealedPart *aft_words_get_contact (const AftResponse *response);
/* That there is one, and for a manager the button that posts to @action to see it. */
void aft_words_write_masked_contact (AftPage *page, const char *action);
/* The contact itself, with the survey's own names for it; @response has one. */
void aft_words_write_contact (AftPage *page, const AftResponse *response);
/* Writes down that the caller has seen it: of the case or guest with @subject. @detail: canonical
 * JSON. The store's errors. */
gboolean aft_words_note_contact_shown (AftPage *page,
                                       const AftId *subject,
                                       const char *detail,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
