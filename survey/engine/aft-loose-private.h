/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* How the reference compares and shows answers where no expression is involved. Conversions and
 * equality are those of the expression language (aft-coercion.h, aft-equality.h); here is which of
 * them an answer gets. NULL and null both count as undefined. */

/* Is this no answer? @trims: a text of blanks is none either. 0 and false are answers. */
gboolean aft_loose_is_empty (const AftValue *value, gboolean trims);
/* The same answer? Case and blanks count, and a number is no numeric text. */
gboolean aft_loose_equals (const AftValue *a, const AftValue *b);
/* The same item? Numbers, numeric texts and booleans may stand for one another. */
gboolean aft_loose_matches (const AftValue *a, const AftValue *b);
/* The same variable? As items, but neither case nor blanks around a text count. */
gboolean aft_loose_resembles (const AftValue *a, const AftValue *b);

/* String(value), but "" for nothing. Newly allocated. */
char *aft_loose_to_text (const AftValue *value);

G_END_DECLS
