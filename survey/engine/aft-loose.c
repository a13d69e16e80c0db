/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JavaScript's loose notions of empty, equal, number and text, as far as survey-core leans on them
 * when it stores and compares answers (Helpers.isTwoValueEquals, isValueEmpty, getNumber). Not the
 * expression language: that is survey/expression. */

#include "aft-loose-private.h"

#include <math.h>
#include <string.h>

#include "aft-number.h"
#include "aft-secret.h"
#include "aft-utf16.h"

static gboolean
is_text_empty (const char *text, gboolean trims)
{
  if (text[0] == '\0' || !trims)
    return text[0] == '\0';
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  return trimmed[0] == '\0';
}

gboolean
aft_loose_is_empty (const AftValue *value, gboolean trims)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return TRUE;
    case AFT_VALUE_STRING:
      return is_text_empty (aft_value_get_string (value), trims);
    case AFT_VALUE_ARRAY:
      return aft_value_get_length (value) == 0;
    case AFT_VALUE_OBJECT:
      for (gsize i = 0; i < aft_value_get_length (value); i++)
        if (!aft_loose_is_empty (aft_value_get_member_at (value, i), FALSE))
          return FALSE;
      return TRUE;
    case AFT_VALUE_NUMBER:
      return isnan (aft_value_get_number (value));
    case AFT_VALUE_BOOLEAN:
    case AFT_VALUE_DATE:
      break;
    }
  return FALSE;
}

gboolean
aft_loose_is_no (const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    return aft_value_get_number (value) == 0 || isnan (aft_value_get_number (value));
  if (aft_value_get_type (value) == AFT_VALUE_BOOLEAN)
    return !aft_value_get_boolean (value);
  return aft_value_is_null (value) || g_strcmp0 (aft_value_get_string (value), "") == 0;
}

/* Number(text). */
static double
convert_text (const char *text)
{
  double number;
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  if (trimmed[0] == '\0')
    return 0;
  if (g_ascii_strncasecmp (trimmed, "0x", 2) == 0)
    {
      char *end = NULL;
      number = (double) g_ascii_strtoull (trimmed + 2, &end, 16);
      return end != trimmed + 2 && *end == '\0' ? number : NAN;
    }
  return aft_number_from_text (trimmed, &number) ? number : NAN;
}

static gboolean
is_object (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  return type == AFT_VALUE_ARRAY || type == AFT_VALUE_OBJECT || type == AFT_VALUE_DATE;
}

static double
to_number (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NUMBER:
      return aft_value_get_number (value);
    case AFT_VALUE_BOOLEAN:
      return aft_value_get_boolean (value) ? 1 : 0;
    case AFT_VALUE_STRING:
      return convert_text (aft_value_get_string (value));
    default:
      return NAN;
    }
}

static gboolean
is_text_of_boolean (const AftValue *text, const AftValue *boolean)
{
  g_autoptr (AftSecretText) lower = aft_utf16_lower (aft_value_get_string (text));
  return g_str_equal (lower, aft_value_get_boolean (boolean) ? "true" : "false");
}

typedef enum
{
  LIKE_ANSWERS,
  LIKE_ITEMS,
  LIKE_VARIABLES
} AftLikeness;

static gboolean compare (const AftValue *a, const AftValue *b, AftLikeness likeness);

static gboolean
compare_texts (const char *a, const char *b, AftLikeness likeness)
{
  if (likeness != LIKE_VARIABLES)
    return g_str_equal (a, b);
  g_autoptr (AftSecretText) trimmed_a = aft_utf16_trim (a);
  g_autoptr (AftSecretText) trimmed_b = aft_utf16_trim (b);
  g_autoptr (AftSecretText) lower_a = aft_utf16_lower (trimmed_a);
  g_autoptr (AftSecretText) lower_b = aft_utf16_lower (trimmed_b);
  return g_str_equal (lower_a, lower_b);
}

static gboolean
compare_lists (const AftValue *a, const AftValue *b, AftLikeness likeness)
{
  if (aft_value_get_length (a) != aft_value_get_length (b))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (a); i++)
    if (!compare (aft_value_get_item (a, i), aft_value_get_item (b, i), likeness))
      return FALSE;
  return TRUE;
}

static gboolean
compare_objects (const AftValue *a, const AftValue *b, AftLikeness likeness)
{
  if (aft_value_get_type (a) != aft_value_get_type (b))
    return FALSE;
  if (aft_value_get_type (a) == AFT_VALUE_DATE)
    return aft_value_get_date_ms (a) == aft_value_get_date_ms (b);
  if (aft_value_get_type (a) == AFT_VALUE_ARRAY)
    return compare_lists (a, b, likeness);
  if (aft_value_get_length (a) != aft_value_get_length (b))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (a); i++)
    {
      const char *name = aft_value_get_member_name (a, i);
      if (aft_value_get_member (b, name) == NULL
          || !compare (aft_value_get_member_at (a, i), aft_value_get_member (b, name), likeness))
        return FALSE;
    }
  return TRUE;
}

/* Neither is a list or object, and both hold something. */
static gboolean
compare_scalars (const AftValue *a, const AftValue *b, AftLikeness likeness)
{
  AftValueType type_a = aft_value_get_type (a), type_b = aft_value_get_type (b);
  if (type_a == AFT_VALUE_BOOLEAN && type_b == AFT_VALUE_STRING)
    return is_text_of_boolean (b, a);
  if (type_b == AFT_VALUE_BOOLEAN && type_a == AFT_VALUE_STRING)
    return is_text_of_boolean (a, b);
  if (likeness == LIKE_ANSWERS && type_a != type_b)
    return FALSE;
  return to_number (a) == to_number (b);
}

static gboolean
compare (const AftValue *a, const AftValue *b, AftLikeness likeness)
{
  gboolean is_empty_a = aft_loose_is_empty (a, FALSE), is_empty_b = aft_loose_is_empty (b, FALSE);
  if (is_empty_a && is_empty_b)
    return TRUE;
  if (aft_value_get_type (a) == AFT_VALUE_STRING && aft_value_get_type (b) == AFT_VALUE_STRING)
    return compare_texts (aft_value_get_string (a), aft_value_get_string (b), likeness);
  if (is_empty_a != is_empty_b)
    return FALSE;
  if (is_object (a) && is_object (b))
    return compare_objects (a, b, likeness);
  if (is_object (a) || is_object (b))
    return FALSE;
  return compare_scalars (a, b, likeness);
}

gboolean
aft_loose_equals (const AftValue *a, const AftValue *b)
{
  return compare (a, b, LIKE_ANSWERS);
}

gboolean
aft_loose_matches (const AftValue *a, const AftValue *b)
{
  return compare (a, b, LIKE_ITEMS);
}

gboolean
aft_loose_resembles (const AftValue *a, const AftValue *b)
{
  return compare (a, b, LIKE_VARIABLES);
}

gboolean
aft_loose_is_identical (const AftValue *a, const AftValue *b)
{
  AftValueType type = aft_value_get_type (a);
  if (type != aft_value_get_type (b) || is_object (a))
    return FALSE;
  return aft_value_equal (a, b);
}

static gboolean
has_operator (const char *text)
{
  const char *minus = strrchr (text, '-'), *plus = strrchr (text, '+');
  return !(minus != NULL && minus > text) && !(plus != NULL && plus > text)
         && strpbrk (text, "*^/%") != NULL;
}

static gboolean
read_text (const char *text, double *ret_number)
{
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  gsize length = strlen (trimmed);
  if (length == 0 || has_operator (trimmed))
    return FALSE;
  if (length > 15 && strspn (trimmed, "0123456789") == length)
    return FALSE;
  char *comma = strchr (trimmed, ',');
  if (comma != NULL && strchr (comma + 1, ',') == NULL)
    *comma = '.';
  double number = convert_text (trimmed);
  if (!isfinite (number))
    return FALSE;
  *ret_number = number;
  return TRUE;
}

gboolean
aft_loose_read_number (const AftValue *value, double *ret_number)
{
  double number = 0;
  gboolean is_number = FALSE;
  if (aft_value_get_type (value) == AFT_VALUE_STRING)
    is_number = read_text (aft_value_get_string (value), &number);
  else if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    {
      number = aft_value_get_number (value);
      is_number = isfinite (number);
    }
  else if (aft_value_get_length (value) == 1)
    return aft_loose_read_number (aft_value_get_item (value, 0), ret_number);
  if (is_number && ret_number != NULL)
    *ret_number = number;
  return is_number;
}

static void
append_text (GString *text, const AftValue *value)
{
  g_autofree char *number = NULL;
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_STRING:
      g_string_append (text, aft_value_get_string (value));
      break;
    case AFT_VALUE_NUMBER:
      number = aft_number_to_text (aft_value_get_number (value));
      g_string_append (text, number);
      break;
    case AFT_VALUE_BOOLEAN:
      g_string_append (text, aft_value_get_boolean (value) ? "true" : "false");
      break;
    case AFT_VALUE_ARRAY:
      for (gsize i = 0; i < aft_value_get_length (value); i++)
        {
          if (i > 0)
            g_string_append_c (text, ',');
          append_text (text, aft_value_get_item (value, i));
        }
      break;
    case AFT_VALUE_OBJECT:
      g_string_append (text, "[object Object]");
      break;
    case AFT_VALUE_NULL:
    case AFT_VALUE_DATE:
      break;
    }
}

char *
aft_loose_to_text (const AftValue *value)
{
  GString *text = g_string_new (NULL);
  append_text (text, value);
  return g_string_free (text, FALSE);
}
