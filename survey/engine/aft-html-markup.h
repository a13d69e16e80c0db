/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* The house's html texts as Pango markup, always well-formed: b and i alone, without attributes,
 * and lines. Tags b, strong, i, em, p and br have their meaning (attributes are dropped), entities
 * are read, everything else is shown as it is written.
 *
 * @answers: object of answers that may have been piped into @html raw, or NULL. Wherever a text of
 * theirs stands in @html, it is shown literally: a guest who types "<b>" sees "<b>". Newly
 * allocated; may hold a guest's words: free it with aft_secret_free_text(). */
char *aft_html_to_markup (const char *html, const AftValue *answers);

G_END_DECLS
