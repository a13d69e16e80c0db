/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of JavaScript's and survey-core's loose notions the engine applies to answers, items and
 * variables. The notions themselves are in survey/expression. */

#include "aft-loose-private.h"

#include "aft-coercion.h"
#include "aft-equality.h"
#include "aft-utf16.h"

gboolean
aft_loose_is_empty (const AftValue *value, gboolean trims)
{
  const char *text = aft_value_get_string (value);
  if (trims && text != NULL)
    return *aft_utf16_skip_space (text) == '\0';
  return aft_coercion_is_empty (value);
}

static gboolean
compare (const AftValue *a, const AftValue *b, AftEqualityFlags flags)
{
  return aft_equality_test (aft_value_is_null (a) ? NULL : a, aft_value_is_null (b) ? NULL : b,
                            flags);
}

gboolean
aft_loose_equals (const AftValue *a, const AftValue *b)
{
  return compare (a, b, AFT_EQUALITY_EXACT_TEXTS | AFT_EQUALITY_KEEPS_TYPES);
}

gboolean
aft_loose_matches (const AftValue *a, const AftValue *b)
{
  return compare (a, b, AFT_EQUALITY_EXACT_TEXTS);
}

gboolean
aft_loose_resembles (const AftValue *a, const AftValue *b)
{
  return compare (a, b, AFT_EQUALITY_PLAIN);
}

char *
aft_loose_to_text (const AftValue *value)
{
  return aft_value_is_null (value) ? g_strdup ("") : aft_coercion_to_text (value);
}
