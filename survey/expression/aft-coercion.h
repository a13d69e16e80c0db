/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* How JavaScript (ECMA-262, chapter 7) and survey-core turn one kind of value into another.
 *
 * In the expression language a NULL pointer is JavaScript's `undefined` and AFT_VALUE_NULL its
 * `null`: the two differ in a few places (Number(), lists compared with nothing). */

/* ToBoolean: lists, objects and dates are true, also when empty. */
gboolean aft_coercion_is_truthy (const AftValue *value);
/* String(value), but a date without its zone; newly allocated. */
char *aft_coercion_to_text (const AftValue *value);
/* Array.prototype.join; newly allocated. */
char *aft_coercion_join (const AftValue *list, const char *separator);
/* Number(value); a date gives its local milliseconds. */
double aft_coercion_to_number (const AftValue *value);
/* parseFloat(value) and parseInt(value). */
double aft_coercion_parse_float (const AftValue *value);
double aft_coercion_parse_int (const AftValue *value);

/* The looser notion of a number that survey-core has: " 7 ", "1,5" and [5] are numbers; "05" is one
 * too; true, text of more than 15 digits and text with an operator are none. FALSE leaves
 * @ret_number alone; it may be NULL. */
gboolean aft_coercion_get_number (const AftValue *value, double *ret_number);
/* Digits after the point of a number as it is written, 0 for what is no number. */
gsize aft_coercion_count_decimals (const AftValue *value);

/* undefined, null, "", NaN, [], {} and objects of empties. */
gboolean aft_coercion_is_empty (const AftValue *value);

/* Rough cost of one pass over @value, at least 1: to keep account of work. */
guint64 aft_coercion_weigh (const AftValue *value);

/* A new reference, or NULL of NULL. */
AftValue *aft_coercion_ref (const AftValue *value);

G_END_DECLS
