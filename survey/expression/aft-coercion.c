/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JavaScript's conversions between kinds of values, and survey-core's own idea of what is a number
 * and what is empty. Pure functions; operators and functions of the language are built on them.
 *
 * Sources: ECMA-262 ToNumber, StringToNumber, parseInt, parseFloat, Array.prototype.join;
 * survey-core 2.5.38 as observed through its expressions. */
#include "aft-coercion.h"

#include "aft-expression.h"
#include "aft-date.h"
#include "aft-number.h"
#include "aft-secret.h"
#include "aft-utf16.h"

#include <math.h>
#include <string.h>

#define LONGEST_HEXADECIMAL 32
#define LONGEST_DIGITS      15
#define BYTES_A_UNIT        16

AftValue *
aft_coercion_ref (const AftValue *value)
{
  return value == NULL ? NULL : aft_value_ref ((AftValue *) value);
}

gboolean
aft_coercion_is_truthy (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return FALSE;
    case AFT_VALUE_BOOLEAN:
      return aft_value_get_boolean (value);
    case AFT_VALUE_NUMBER:
      return aft_value_get_number (value) != 0 && !isnan (aft_value_get_number (value));
    case AFT_VALUE_STRING:
      return aft_value_get_string (value)[0] != '\0';
    case AFT_VALUE_ARRAY:
    case AFT_VALUE_OBJECT:
    case AFT_VALUE_DATE:
      return TRUE;
    }
  g_assert_not_reached ();
}

gboolean
aft_coercion_is_empty (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return TRUE;
    case AFT_VALUE_NUMBER:
      return isnan (aft_value_get_number (value));
    case AFT_VALUE_STRING:
      return aft_value_get_string (value)[0] == '\0';
    case AFT_VALUE_ARRAY:
      return aft_value_get_length (value) == 0;
    case AFT_VALUE_OBJECT:
      for (gsize i = 0; i < aft_value_get_length (value); i++)
        if (!aft_coercion_is_empty (aft_value_get_member_at (value, i)))
          return FALSE;
      return TRUE;
    case AFT_VALUE_BOOLEAN:
    case AFT_VALUE_DATE:
      return FALSE;
    }
  g_assert_not_reached ();
}

guint64
aft_coercion_weigh (const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  guint64 weight = 1;

  if (type == AFT_VALUE_STRING)
    return 1 + strlen (aft_value_get_string (value)) / BYTES_A_UNIT;
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    weight += aft_coercion_weigh (type == AFT_VALUE_ARRAY ? aft_value_get_item (value, i)
                                                          : aft_value_get_member_at (value, i));
  return weight;
}

char *
aft_coercion_join (const AftValue *list, const char *separator)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);

      if (i > 0)
        g_string_append (joined, separator);
      if (!aft_value_is_null (item))
        {
          g_autoptr (AftSecretText) text = aft_coercion_to_text (item);
          g_string_append (joined, text);
        }
    }
  return g_string_free (joined, FALSE);
}

char *
aft_coercion_to_text (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return g_strdup (value == NULL ? "undefined" : "null");
    case AFT_VALUE_BOOLEAN:
      return g_strdup (aft_value_get_boolean (value) ? "true" : "false");
    case AFT_VALUE_NUMBER:
      return aft_number_to_text (aft_value_get_number (value));
    case AFT_VALUE_STRING:
      return g_strdup (aft_value_get_string (value));
    case AFT_VALUE_ARRAY:
      return aft_coercion_join (value, ",");
    case AFT_VALUE_OBJECT:
      return g_strdup ("[object Object]");
    case AFT_VALUE_DATE:
      return aft_date_to_text (aft_value_get_date_ms (value));
    }
  g_assert_not_reached ();
}

static int
get_radix (const char *text)
{
  if (text[0] != '0')
    return 10;
  switch (g_ascii_tolower (text[1]))
    {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 10;
    }
}

/* Reads digits of @radix up to the first other character, which goes to @ret_end. NaN when there is
 * none. */
static double
read_digits (const char *text, int radix, const char **ret_end)
{
  double number = 0;
  const char *at = text;

  for (; g_ascii_xdigit_value (*at) >= 0 && g_ascii_xdigit_value (*at) < radix; at++)
    number = number * radix + g_ascii_xdigit_value (*at);
  *ret_end = at;
  return at == text ? NAN : number;
}

static double
convert_text (const char *text)
{
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  int radix = get_radix (trimmed);
  gboolean has_sign = trimmed[0] == '-' || trimmed[0] == '+';
  double number = NAN;

  if (trimmed[0] == '\0')
    return 0;
  if (radix != 10)
    {
      const char *end = NULL;
      number = read_digits (trimmed + 2, radix, &end);
      return *end == '\0' ? number : NAN;
    }
  if (strcmp (trimmed + (has_sign ? 1 : 0), "Infinity") == 0)
    return trimmed[0] == '-' ? -INFINITY : INFINITY;
  return aft_number_from_text (trimmed, &number) ? number : NAN;
}

double
aft_coercion_to_number (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return value == NULL ? NAN : 0;
    case AFT_VALUE_BOOLEAN:
      return aft_value_get_boolean (value) ? 1 : 0;
    case AFT_VALUE_NUMBER:
      return aft_value_get_number (value);
    case AFT_VALUE_STRING:
      return convert_text (aft_value_get_string (value));
    case AFT_VALUE_ARRAY:
      {
        g_autoptr (AftSecretText) text = aft_coercion_to_text (value);
        return convert_text (text);
      }
    case AFT_VALUE_OBJECT:
      return NAN;
    case AFT_VALUE_DATE:
      return aft_date_is_valid (aft_value_get_date_ms (value))
                 ? (double) aft_value_get_date_ms (value)
                 : NAN;
    }
  g_assert_not_reached ();
}

static const char *
skip_digits (const char *at)
{
  while (g_ascii_isdigit (*at))
    at++;
  return at;
}

/* The longest beginning of @text (after its sign) that is a StrUnsignedDecimalLiteral. */
static const char *
find_end_of_decimal (const char *text)
{
  const char *end = skip_digits (text);
  gboolean has_digits = end > text;

  if (*end == '.' && (has_digits || g_ascii_isdigit (end[1])))
    {
      end = skip_digits (end + 1);
      has_digits = TRUE;
    }
  if (!has_digits)
    return text;
  if (*end == 'e' || *end == 'E')
    {
      const char *exponent = end + 1 + (end[1] == '-' || end[1] == '+' ? 1 : 0);
      if (g_ascii_isdigit (*exponent))
        end = skip_digits (exponent);
    }
  return end;
}

static double
parse_float_text (const char *text)
{
  const char *start = aft_utf16_skip_space (text);
  gboolean is_negative = *start == '-';
  double number = NAN;

  if (*start == '-' || *start == '+')
    start++;
  if (g_str_has_prefix (start, "Infinity"))
    return is_negative ? -INFINITY : INFINITY;

  const char *end = find_end_of_decimal (start);
  if (end == start)
    return NAN;
  g_autoptr (AftSecretText) decimal = g_strndup (start, (gsize) (end - start));
  number = g_ascii_strtod (decimal, NULL);
  return is_negative ? -number : number;
}

double
aft_coercion_parse_float (const AftValue *value)
{
  g_autoptr (AftSecretText) text = aft_coercion_to_text (value);

  return parse_float_text (text);
}

static double
parse_int_text (const char *text)
{
  const char *start = aft_utf16_skip_space (text);
  const char *end = NULL;
  gboolean is_negative = *start == '-';
  double number = NAN;

  if (*start == '-' || *start == '+')
    start++;
  if (get_radix (start) == 16)
    number = read_digits (start + 2, 16, &end);
  else
    {
      g_autoptr (AftSecretText) digits = g_strndup (start, (gsize) (skip_digits (start) - start));
      number = digits[0] == '\0' ? NAN : g_ascii_strtod (digits, NULL);
    }
  return is_negative ? -number : number;
}

double
aft_coercion_parse_int (const AftValue *value)
{
  g_autoptr (AftSecretText) text = aft_coercion_to_text (value);

  return parse_int_text (text);
}

static gboolean
has_operator (const char *text)
{
  const char *minus = strrchr (text, '-');
  const char *plus = strrchr (text, '+');

  if ((minus != NULL && minus != text) || (plus != NULL && plus != text))
    return FALSE;
  return strpbrk (text, "*^/%") != NULL;
}

static gboolean
is_long_run_of_digits (const char *text)
{
  gsize length = strlen (text);

  return length > LONGEST_DIGITS && strspn (text, "0123456789") == length;
}

static double
read_loose_number (const char *text)
{
  g_autoptr (AftSecretText) trimmed = aft_utf16_trim (text);
  char *comma = strchr (trimmed, ',');

  if (trimmed[0] == '\0')
    return NAN;
  if (g_str_has_prefix (trimmed, "0x"))
    return aft_utf16_length (trimmed) > LONGEST_HEXADECIMAL ? NAN : parse_int_text (trimmed);
  if (is_long_run_of_digits (trimmed) || has_operator (trimmed))
    return NAN;
  if (comma != NULL && strchr (comma + 1, ',') == NULL)
    *comma = '.';
  return isfinite (convert_text (trimmed)) ? parse_float_text (trimmed) : NAN;
}

gboolean
aft_coercion_get_number (const AftValue *value, double *ret_number)
{
  double number = NAN;

  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NUMBER:
      number = aft_value_get_number (value);
      break;
    case AFT_VALUE_STRING:
      number = read_loose_number (aft_value_get_string (value));
      break;
    case AFT_VALUE_ARRAY:
      if (isfinite (aft_coercion_to_number (value)))
        number = aft_coercion_parse_float (value);
      break;
    case AFT_VALUE_NULL:
    case AFT_VALUE_BOOLEAN:
    case AFT_VALUE_OBJECT:
    case AFT_VALUE_DATE:
      break;
    }
  if (!isfinite (number))
    return FALSE;
  if (ret_number != NULL)
    *ret_number = number;
  return TRUE;
}

gsize
aft_coercion_count_decimals (const AftValue *value)
{
  double number = 0;

  if (!aft_coercion_get_number (value, &number))
    return 0;
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER && floor (number) == number)
    return 0;

  g_autoptr (AftSecretText) text = aft_coercion_to_text (value);
  char *point = strchr (text, '.');
  if (point == NULL)
    return 0;
  *strchrnul (point + 1, '.') = '\0';
  return aft_utf16_length (point + 1);
}

static gboolean
is_quote (char character)
{
  return character == '\'' || character == '"';
}

/* "05" is a code, not a number; "0.5" and "0x10" are numbers. */
static gboolean
has_leading_zero (const char *text)
{
  if (text[0] != '0' || text[1] == '\0' || text[1] == 'x')
    return FALSE;
  return text[1] != '.' && text[1] != ',';
}

static AftValue *
convert_found_text (const AftValue *value, const char *text)
{
  gsize length = strlen (text);
  double number = 0;

  if (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0)
    return aft_value_new_boolean (g_ascii_tolower (text[0]) == 't');
  if (length > 1 && is_quote (text[0]) && is_quote (text[length - 1]))
    return aft_value_new_string_len (text + 1, length - 2);
  if (!has_leading_zero (text) && aft_coercion_get_number (value, &number))
    return aft_value_new_number (number);
  return aft_coercion_ref (value);
}

AftValue *
aft_expression_convert_found (const AftValue *value)
{
  if (value == NULL)
    return aft_value_new_null ();
  if (aft_value_get_type (value) != AFT_VALUE_STRING || aft_value_get_string (value)[0] == '\0')
    return aft_coercion_ref (value);
  return convert_found_text (value, aft_value_get_string (value));
}
