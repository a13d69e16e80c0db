/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar arithmetic on local milliseconds: fields, spilling parts, text. No time zone data, no
 * clock; reading texts is in aft-date-reader.c.
 *
 * Days are counted with a year that begins in March, so that the leap day comes last. */
#include "aft-date.h"

#include <math.h>

#define LARGEST_MS   G_GINT64_CONSTANT (8640000000000000)
#define LARGEST_YEAR 400000.0
#define DAYS_TO_1970 719468 /* from 0000-03-01 */
#define DAYS_IN_400  146097
#define DAYS_TO_MONTH(m)                                                                           \
  ((153 * (m) + 2) / 5) /* from 1 March to the first of month m after March */

static const char *const month_names[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekday_names[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

gboolean
aft_date_is_valid (gint64 local_ms)
{
  return local_ms >= -LARGEST_MS && local_ms <= LARGEST_MS;
}

static gint64
divide_down (gint64 number, gint64 divisor)
{
  gint64 quotient = number / divisor;

  return number % divisor < 0 ? quotient - 1 : quotient;
}

/* Days from 1970-01-01 to the first of @month (0–11) of @year. */
static gint64
count_days (gint64 year, int month)
{
  int since_march = (month + 10) % 12;
  gint64 march_year = month < 2 ? year - 1 : year;
  gint64 era = divide_down (march_year, 400);
  gint64 year_of_era = march_year - era * 400;
  gint64 day_of_era
      = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + DAYS_TO_MONTH (since_march);

  return era * DAYS_IN_400 + day_of_era - DAYS_TO_1970;
}

static void
set_calendar (AftDateFields *fields, gint64 days)
{
  gint64 shifted = days + DAYS_TO_1970;
  gint64 era = divide_down (shifted, DAYS_IN_400);
  int day_of_era = (int) (shifted - era * DAYS_IN_400);
  int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_IN_400 - 1))
        / 365;
  int day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
  int since_march = (5 * day_of_year + 2) / 153;

  fields->day = day_of_year - DAYS_TO_MONTH (since_march) + 1;
  fields->month = (since_march + 2) % 12;
  fields->year = era * 400 + year_of_era + (fields->month < 2 ? 1 : 0);
  /* 1970-01-01 was a Thursday. */
  fields->weekday = (int) (days + 4 - divide_down (days + 4, 7) * 7);
}

AftDateFields
aft_date_get_fields (gint64 local_ms)
{
  gint64 days = divide_down (local_ms, AFT_DATE_DAY_MS);
  int in_day = (int) (local_ms - days * AFT_DATE_DAY_MS);
  AftDateFields fields = { .hour = in_day / 3600000,
                           .minute = in_day / 60000 % 60,
                           .second = in_day / 1000 % 60,
                           .millisecond = in_day % 1000 };

  set_calendar (&fields, days);
  return fields;
}

AftDateParts
aft_date_get_parts (gint64 local_ms)
{
  if (!aft_date_is_valid (local_ms))
    return (AftDateParts){ .year = NAN, .month = NAN, .day = NAN, .hour = NAN };

  AftDateFields fields = aft_date_get_fields (local_ms);
  return (AftDateParts){ .year = (double) fields.year,
                         .month = fields.month,
                         .day = fields.day,
                         .hour = fields.hour,
                         .minute = fields.minute,
                         .second = fields.second,
                         .millisecond = fields.millisecond };
}

gint64
aft_date_from_parts (const AftDateParts *parts)
{
  double month = trunc (parts->month);
  double year = trunc (parts->year) + floor (month / 12);
  double in_day = trunc (parts->hour) * 3600000 + trunc (parts->minute) * 60000
                  + trunc (parts->second) * 1000 + trunc (parts->millisecond);

  if (!(fabs (year) <= LARGEST_YEAR))
    return AFT_DATE_INVALID;

  int month_of_year = (int) (month - floor (month / 12) * 12);
  double days = (double) count_days ((gint64) year, month_of_year) + trunc (parts->day) - 1;
  double local_ms = days * (double) AFT_DATE_DAY_MS + in_day;
  if (!(fabs (local_ms) <= (double) LARGEST_MS))
    return AFT_DATE_INVALID;
  return (gint64) local_ms;
}

char *
aft_date_to_text (gint64 local_ms)
{
  if (!aft_date_is_valid (local_ms))
    return g_strdup ("Invalid Date");

  AftDateFields fields = aft_date_get_fields (local_ms);
  return g_strdup_printf ("%s %s %02d %04" G_GINT64_FORMAT " %02d:%02d:%02d",
                          weekday_names[fields.weekday], month_names[fields.month], fields.day,
                          fields.year, fields.hour, fields.minute, fields.second);
}

char *
aft_date_to_day (gint64 local_ms)
{
  if (!aft_date_is_valid (local_ms))
    return g_strdup ("NaN-NaN-NaN");

  AftDateFields fields = aft_date_get_fields (local_ms);
  return g_strdup_printf ("%" G_GINT64_FORMAT "-%02d-%02d", fields.year, fields.month + 1,
                          fields.day);
}
