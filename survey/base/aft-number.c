/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers written and read as ECMAScript does. The digits come from the C library, which converts
 * exactly; this file chooses how many, and where the point and the exponent stand. Arithmetic and
 * the wider conversions of the expression language are not here. */
#include "aft-number.h"

#include <math.h>
#include <string.h>

/* Decimal digits that any double keeps through decimal → double → decimal (DBL_DIG). */
#define SAFE_DIGITS 15
#define MOST_DIGITS 17
/* Whole numbers up to here are exact, and their digits the shortest there are. */
#define WHOLE_MAX 9007199254740992.0 /* 2^53 */
/* From here on toFixed() and toString() write an exponent (ECMA-262). */
#define EXPONENT_FROM 1e21
/* Longest exact expansion below 1e21: sign, 22 digits, point, 1074 digits of a subnormal. */
#define EXPANSION_BYTES 1152

/* A positive number as 0.DIGITS × 10^point. */
typedef struct
{
  char digits[MOST_DIGITS + 1];
  gsize count;
  int point;
} Decimal;

static void
strip_zeros (Decimal *decimal)
{
  while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
    decimal->digits[--decimal->count] = '\0';
}

/* The nearest decimal of @count digits. */
static Decimal
round_to_digits (double number, gsize count)
{
  Decimal decimal = { .count = count };
  char format[] = "%.00e";
  char buffer[64];
  const char *mark;

  format[2] = (char) ('0' + (count - 1) / 10);
  format[3] = (char) ('0' + (count - 1) % 10);
  g_ascii_formatd (buffer, sizeof buffer, format, number);
  decimal.digits[0] = buffer[0];
  memcpy (decimal.digits + 1, buffer + 2, count - 1);
  mark = strchr (buffer, 'e');
  decimal.point = atoi (mark + 1) + 1;
  return decimal;
}

static gboolean
reads_back (const Decimal *decimal, double number)
{
  char buffer[MOST_DIGITS + 16];

  g_snprintf (buffer, sizeof buffer, "0.%se%d", decimal->digits, decimal->point);
  return g_ascii_strtod (buffer, NULL) == number;
}

/* The next larger decimal of as many digits. */
static void
add_one_in_last_place (Decimal *decimal)
{
  gsize place = decimal->count;

  while (place > 0 && decimal->digits[place - 1] == '9')
    decimal->digits[--place] = '0';
  if (place > 0)
    {
      decimal->digits[place - 1]++;
      return;
    }
  decimal->digits[0] = '1';
  decimal->point++;
}

/* Below a power of two doubles lie twice as close as above it: there the nearest decimal may miss
 * while its upper neighbour, farther away, still reads back. */
static gboolean
fits_in_digits (double number, gsize count, Decimal *ret_decimal)
{
  int exponent;

  *ret_decimal = round_to_digits (number, count);
  if (reads_back (ret_decimal, number))
    return TRUE;
  if (frexp (number, &exponent) != 0.5)
    return FALSE;
  add_one_in_last_place (ret_decimal);
  return reads_back (ret_decimal, number);
}

static Decimal
find_shortest (double number)
{
  Decimal decimal;
  /* Subnormal numbers keep fewer digits than SAFE_DIGITS, so that a shorter one may do. */
  gsize count = number < 2.2250738585072014e-308 ? 1 : SAFE_DIGITS;

  while (!fits_in_digits (number, count, &decimal) && count < MOST_DIGITS)
    count++;
  strip_zeros (&decimal);
  return decimal;
}

/* Steps 6–11 of Number::toString; n of the standard is @decimal's point, k its count. */
static void
append_decimal (GString *text, const Decimal *decimal)
{
  int count = (int) decimal->count;
  int point = decimal->point;

  if (point > 21 || point <= -6)
    {
      g_string_append_c (text, decimal->digits[0]);
      if (count > 1)
        g_string_append_printf (text, ".%s", decimal->digits + 1);
      g_string_append_printf (text, "e%+d", point - 1);
    }
  else if (point >= count)
    {
      g_string_append (text, decimal->digits);
      for (int i = count; i < point; i++)
        g_string_append_c (text, '0');
    }
  else if (point > 0)
    {
      g_string_append_len (text, decimal->digits, point);
      g_string_append_printf (text, ".%s", decimal->digits + point);
    }
  else
    {
      g_string_append (text, "0.");
      for (int i = point; i < 0; i++)
        g_string_append_c (text, '0');
      g_string_append (text, decimal->digits);
    }
}

static char *
whole_to_text (gint64 number)
{
  char digits[24];
  char *first = digits + sizeof digits - 1;
  guint64 rest = (guint64) ABS (number);

  *first = '\0';
  for (; rest > 0; rest /= 10)
    *--first = (char) ('0' + rest % 10);
  if (number < 0)
    *--first = '-';
  return g_strdup (first);
}

char *
aft_number_to_text (double number)
{
  g_autoptr (GString) text = NULL;
  Decimal decimal;

  if (isnan (number))
    return g_strdup ("NaN");
  if (isinf (number))
    return g_strdup (number > 0 ? "Infinity" : "-Infinity");
  if (number == 0)
    return g_strdup ("0");
  if (fabs (number) <= WHOLE_MAX && floor (number) == number)
    return whole_to_text ((gint64) number);
  text = g_string_new (number < 0 ? "-" : "");
  decimal = find_shortest (fabs (number));
  append_decimal (text, &decimal);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Adds one to the decimal digits in @text, stepping over the point; @text grows at the front. */
static void
increment_digits (GString *text)
{
  for (gsize i = text->len; i > 0; i--)
    {
      if (text->str[i - 1] == '.')
        continue;
      if (text->str[i - 1] != '9')
        {
          text->str[i - 1]++;
          return;
        }
      text->str[i - 1] = '0';
    }
  g_string_prepend_c (text, '1');
}

char *
aft_number_to_fixed (double number, guint digits)
{
  char expansion[EXPANSION_BYTES];
  g_autoptr (GString) text = NULL;
  gsize whole, kept;

  g_assert (digits <= 100);
  if (isnan (number) || fabs (number) >= EXPONENT_FROM)
    return aft_number_to_text (number);

  /* Every double has at most 1074 decimals, so that this is its exact value and a 5 behind the cut
   * decides the rounding: a tie goes away from zero, which printf() itself would not do. */
  g_ascii_formatd (expansion, sizeof expansion, "%.1074f", fabs (number));
  whole = strcspn (expansion, ".");
  kept = digits > 0 ? whole + 1 + digits : whole;
  text = g_string_new_len (expansion, (gssize) kept);
  if (expansion[whole + 1 + digits] >= '5')
    increment_digits (text);
  if (number < 0)
    g_string_prepend_c (text, '-');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Length of a StrUnsignedDecimalLiteral at the start of @text; 0 when there is none. */
static gsize
measure_decimal (const char *text)
{
  gsize length = count_digits (text);
  gsize digits = length;

  if (text[length] == '.')
    {
      gsize decimals = count_digits (text + length + 1);

      digits += decimals;
      length += 1 + decimals;
    }
  if (digits == 0)
    return 0;
  if (text[length] == 'e' || text[length] == 'E')
    {
      gsize sign = text[length + 1] == '+' || text[length + 1] == '-' ? 1 : 0;
      gsize exponent = count_digits (text + length + 1 + sign);

      if (exponent == 0)
        return 0;
      length += 1 + sign + exponent;
    }
  return length;
}

gboolean
aft_number_from_text (const char *text, double *ret_number)
{
  const char *unsigned_text = text;
  gsize length;

  if (text == NULL)
    return FALSE;
  if (text[0] == '+' || text[0] == '-')
    unsigned_text++;
  length = measure_decimal (unsigned_text);
  if (length == 0 || unsigned_text[length] != '\0')
    return FALSE;
  if (ret_number != NULL)
    *ret_number = g_ascii_strtod (text, NULL);
  return TRUE;
}
