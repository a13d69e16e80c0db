/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"

G_BEGIN_DECLS

/* Which of the languages a phone wants. */

/* @chosen: "l" of the address, one of the three tags as they are written; else @accept, a header
 * Accept-Language (RFC 9110, 12.5.4), by its weights; the earlier of equal ones. Either may be
 * NULL, and what cannot be read says nothing. FALSE when neither names a language we have: then the
 * venue's is right. */
gboolean
aft_page_language_choose (const char *chosen, const char *accept, AftLanguage *ret_language);
/* The same of @chosen alone. */
gboolean aft_page_language_read (const char *chosen, AftLanguage *ret_language);

G_END_DECLS
