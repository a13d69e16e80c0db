/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pages-private.h"

G_BEGIN_DECLS

/* What somebody answered, as they read it back on their own phone: their words, then each answer
 * under the survey's own text for its question, in the page's language. A contact is only said to
 * be there. */

/* Writes them into page->html. Without the survey's definition only the words. Waits for the store.
 */
void aft_page_answers_write (AftPhonePage *page, const AftResponse *response);
/* Has @response a contact sealed in it? */
gboolean aft_page_answers_have_contact (const AftResponse *response);

G_END_DECLS
