/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* survey-core's equality of two values (Helpers.checkIfValuesEqual of 2.5.38), the only one for
 * expressions and for answers. As it stands: texts without regard to case and to blanks around
 * them, a number like the text of it, true like "true" and 1, lists in their order, objects by
 * their members. A NULL pointer is `undefined`, as in aft-coercion.h. */
typedef enum
{
  AFT_EQUALITY_PLAIN = 0,
  AFT_EQUALITY_ANY_ORDER = 1 << 0,   /* of the items of lists */
  AFT_EQUALITY_EXACT_TEXTS = 1 << 1, /* case and blanks count */
  AFT_EQUALITY_KEEPS_TYPES = 1 << 2  /* a number is like no text and no boolean */
} AftEqualityFlags;

gboolean aft_equality_test (const AftValue *left, const AftValue *right, AftEqualityFlags flags);

/* JavaScript's === of what is no object: a list or an object is identical with nothing here, for
 * values of the engine are copied freely. */
gboolean aft_equality_is_identical (const AftValue *left, const AftValue *right);

G_END_DECLS
