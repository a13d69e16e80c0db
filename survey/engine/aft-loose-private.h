/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* How the reference compares and reads answers where no expression is involved: JavaScript's loose
 * notions, kept apart from the expression language's own. NULL counts as undefined everywhere. */

/* Is this no answer? @trims: a text of blanks is none either. 0 and false are answers. */
gboolean aft_loose_is_empty (const AftValue *value, gboolean trims);
/* What JavaScript takes for no: nothing, "", 0, NaN, false. */
gboolean aft_loose_is_no (const AftValue *value);
/* The same answer? Case and blanks count, and a number is no numeric text. */
gboolean aft_loose_equals (const AftValue *a, const AftValue *b);
/* The same item? Numbers, numeric texts and booleans may stand for one another. */
gboolean aft_loose_matches (const AftValue *a, const AftValue *b);
/* The same variable? As items, but neither case nor blanks around a text count. */
gboolean aft_loose_resembles (const AftValue *a, const AftValue *b);
/* JavaScript's === on what JSON can hold; arrays and objects are never identical. */
gboolean aft_loose_is_identical (const AftValue *a, const AftValue *b);

/* Reads a number as the reference does ("1,5", " 7 ", "0x10"; not "1*2"). FALSE for anything else.
 */
gboolean aft_loose_read_number (const AftValue *value, double *ret_number);
/* String(value): lists joined by commas, "" for nothing. Newly allocated. */
char *aft_loose_to_text (const AftValue *value);

G_END_DECLS
