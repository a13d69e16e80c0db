/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* What a definition says, looked up as it is written, without a session: for whoever shows answers
 * that were given. All results are borrowed from the definition. */

/* The text in @language: a text as it is, or one of an object of languages, else its English; NULL
 * when there is none. */
const char *aft_definition_get_text (const AftValue *text, AftLanguage language);
/* The question called @name in @definition, or in a page or panel of it, at whatever depth; NULL
 * when there is none. */
const AftValue *aft_definition_find_question (const AftValue *definition, const char *name);
/* The text of an option of @question; NULL when it is not among them. */
const char *aft_definition_get_option_text (const AftValue *question,
                                            const AftValue *option,
                                            AftLanguage language);

G_END_DECLS
