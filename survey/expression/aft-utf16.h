/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JavaScript's view of a UTF-8 text: UTF-16 units. */

/* Number of units (a character beyond the BMP counts two). */
gsize aft_utf16_length (const char *text);
/* Order of units, as JavaScript's < on strings: negative, 0, positive. */
int aft_utf16_compare (const char *a, const char *b);
/* Is it JavaScript's white space (WhiteSpace or LineTerminator of ECMA-262)? */
gboolean aft_utf16_is_space (gunichar character);
/* The first character of @text that is no white space; borrowed. */
const char *aft_utf16_skip_space (const char *text);
/* Trimmed by JavaScript's white space (incl. U+00A0, U+3000, U+FEFF); newly allocated. */
char *aft_utf16_trim (const char *text);
/* String.prototype.toLowerCase; newly allocated. */
char *aft_utf16_lower (const char *text);
/* Units [start, end) of @text; a half of a pair becomes U+FFFD; newly allocated. */
char *aft_utf16_slice (const char *text, gsize start, gsize end);

G_END_DECLS
