/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, days and times as bytes, for every format that is text: without a call of the C library
 * on the way, since a full export prints some ten of them a row. Escaping and quoting are the
 * formats'. */
#include "aft-sheet-private.h"

#include <math.h>
#include <string.h>

#include "aft-number.h"

#define DAY_MS    (24 * 60 * 60 * G_GINT64_CONSTANT (1000))
#define WHOLE_MAX 9007199254740992.0 /* 2^53: digits of an integer are the shortest to here */

/* "00" to "99". */
static const char pairs[] = "0001020304050607080910111213141516171819"
                            "2021222324252627282930313233343536373839"
                            "4041424344454647484950515253545556575859"
                            "6061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

gsize
aft_sheet_print_integer (guint8 *bytes, gint64 value)
{
  guint8 digits[24];
  guint8 *first = digits + sizeof digits;
  /* As unsigned, the negative of the smallest has a value, too. */
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;
  gsize length;

  for (; rest >= 100; rest /= 100)
    {
      first -= 2;
      memcpy (first, pairs + rest % 100 * 2, 2);
    }
  *--first = (guint8) ('0' + rest % 10);
  if (rest >= 10)
    *--first = (guint8) ('0' + rest / 10);
  if (value < 0)
    *--first = '-';
  length = (gsize) (digits + sizeof digits - first);
  memcpy (bytes, first, length);
  return length;
}

static void
print_digits (guint8 *bytes, guint value, guint count)
{
  for (; count > 0; value /= 10)
    bytes[--count] = (guint8) ('0' + value % 10);
}

/* The Gregorian calendar's 400 years of 146,097 days, counted from 1 March of the year 0, so that
 * the leap day is a year's last (E. M. Reingold, N. Dershowitz: Calendrical Calculations). */
gsize
aft_sheet_print_day (guint8 *bytes, gint64 day)
{
  guint days = (guint) (day + 719468);
  guint era = days / 146097;
  guint of_era = days % 146097;
  guint year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  guint of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint month = (5 * of_year + 2) / 153; /* 0: March */
  guint year = era * 400 + year_of_era + (month >= 10 ? 1 : 0);

  print_digits (bytes, year, 4);
  bytes[4] = '-';
  print_digits (bytes + 5, month < 10 ? month + 3 : month - 9, 2);
  bytes[7] = '-';
  print_digits (bytes + 8, of_year - (153 * month + 2) / 5 + 1, 2);
  return 10;
}

gsize
aft_sheet_print_time (guint8 *bytes, gint64 time_ms)
{
  gint64 day = time_ms / DAY_MS - (time_ms % DAY_MS < 0 ? 1 : 0);
  guint rest = (guint) (time_ms - day * DAY_MS);

  aft_sheet_print_day (bytes, day);
  memcpy (bytes + 10, "T00:00:00.000Z", 14);
  print_digits (bytes + 11, rest / 3600000, 2);
  print_digits (bytes + 14, rest / 60000 % 60, 2);
  print_digits (bytes + 17, rest / 1000 % 60, 2);
  print_digits (bytes + 20, rest % 1000, 3);
  return 24;
}

gsize
aft_sheet_print_value (guint8 *bytes, AftColumnType type, gint64 value)
{
  switch (type)
    {
    case AFT_COLUMN_DAY:
      return aft_sheet_print_day (bytes, value);
    case AFT_COLUMN_TIME:
      return aft_sheet_print_time (bytes, value);
    default:
      return aft_sheet_print_integer (bytes, value);
    }
}

gsize
aft_sheet_print_number (guint8 *bytes, double value)
{
  g_autofree char *text = NULL;
  gsize length;

  if (fabs (value) <= WHOLE_MAX && floor (value) == value)
    return aft_sheet_print_integer (bytes, (gint64) value);
  text = aft_number_to_text (value);
  length = strlen (text);
  memcpy (bytes, text, length);
  return length;
}

gsize
aft_sheet_print_span (guint8 *bytes, double seconds)
{
  gint64 whole = (gint64) floor (seconds + 0.5);
  gsize length = aft_sheet_print_integer (bytes, whole / 3600);

  memcpy (bytes + length, ":00:00", 6);
  print_digits (bytes + length + 1, (guint) (whole / 60 % 60), 2);
  print_digits (bytes + length + 4, (guint) (whole % 60), 2);
  return length + 6;
}
