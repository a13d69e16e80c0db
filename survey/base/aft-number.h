/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as ECMAScript writes and reads them; C's printf and strtod round and accept differently.
 */

/* Number::toString (ECMA-262 6.1.6.1.20): the shortest text that reads back equal, "NaN",
 * "Infinity", "-Infinity"; -0 gives "0". Newly allocated. */
char *aft_number_to_text (double number);

/* Number.prototype.toFixed (ECMA-262 21.1.3.3): exact value, ties away from zero. @digits 0–100.
 * Newly allocated. */
char *aft_number_to_fixed (double number, guint digits);

/* Reads a StrDecimalLiteral without blanks around it ("12", "-1.5", ".5", "1e3"; no hexadecimal, no
 * Infinity). FALSE when @text is not wholly one. @ret_number may be NULL. */
gboolean aft_number_from_text (const char *text, double *ret_number);

G_END_DECLS
