/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text, valid UTF-8, with simplified characters for those that only traditional writing has; with
 * @is_traditional: for those of which traditional writing makes the same. Where both are offered,
 * @text is one too many. NULL: it is nobody's other form. The caller owns the result:
 * aft_secret_free_text(). */
char *aft_typing_forms_fold (const char *text, gboolean is_traditional);

G_END_DECLS
