/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* Texts as a person reads them: in the session's language, with {names} filled in. Results may hold
 * a guest's words: free them with aft_secret_free_text(). */

/* @text with its {names} filled in; names nobody knows stay. */
char *aft_text_fill (AftSession *session, const char *text);
/* The localisable @text in the language, filled in; NULL when there is none. */
char *aft_text_localise (AftSession *session, const AftValue *text);
/* The same of @element's property @name. */
char *aft_text_of_property (AftSession *session, const AftElement *element, const char *name);
/* The author's text of @choice or its value; a built-in item has a word of the engine's own. */
char *aft_text_of_choice (AftSession *session, const AftElement *element, const AftChoice *choice);
/* An answer to @element as its display text ("" when there is none). */
char *aft_text_of_answer (AftSession *session, const AftElement *element, const AftValue *value);

G_END_DECLS
