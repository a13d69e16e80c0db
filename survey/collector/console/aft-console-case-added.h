/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-case.h"

G_BEGIN_DECLS

/* What the guest has added by phone: answers, words, a wish for a call, photos. */
void aft_case_write_added (AftPage *page, const AftCaseFile *file);
/* "Put right: no", of an event GUEST; NULL: nothing was said of it. Borrowed. */
const char *aft_case_get_put_right (const AftPage *page, const AftHouseCaseEvent *event);
/* "Wishes to be called between 14:00 and 17:00"; NULL: no wish. Newly allocated. */
char *aft_case_dup_call_wish (const AftPage *page, const AftHouseCaseEvent *event);

G_END_DECLS
