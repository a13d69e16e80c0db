/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Business days, weeks, months and periods of them as numbers and as texts. Which business day an
 * answer belongs to is the venue's (aft-venue.h); nothing here knows a clock. */
#include "aft-calendar.h"

#include <string.h>

#include "aft-error.h"

#define WEEK_DAYS     7
#define LAST_YEAR     9999
#define MONTHS        12
#define THURSDAY      4
#define PERIOD_PARTS  ".."
#define FIRST_WEEKDAY 4 /* 1970-01-01 was a Thursday */

static const char *const steps[AFT_STEPS] = { "day", "week", "month" };

static gboolean
is_leap_year (gint year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint
count_month_days (gint year, gint month)
{
  static const gint days[MONTHS] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return days[month - 1] + (month == 2 && is_leap_year (year) ? 1 : 0);
}

/* Days from 0000-03-01, as if every year began in March: the leap day is then the year's last, and
 * months follow a rule. E. Reingold, N. Dershowitz, "Calendrical Calculations", chapter 2. */
static gint32
count_days (AftDate date)
{
  gint year = date.month <= 2 ? date.year - 1 : date.year;
  gint month = (date.month + 9) % MONTHS;
  gint32 epoch = 719468; /* 1970-01-01 */
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1
         - epoch;
}

gboolean
aft_calendar_day_from_date (AftDate date, gint32 *ret_day)
{
  if (date.year < 1970 || date.year > LAST_YEAR || date.month < 1 || date.month > MONTHS
      || date.day < 1 || date.day > count_month_days (date.year, date.month))
    return FALSE;
  *ret_day = count_days (date);
  return TRUE;
}

AftDate
aft_calendar_date_of (gint32 day)
{
  gint year = 1970 + day / 366;
  while (count_days ((AftDate){ year + 1, 1, 1 }) <= day)
    year++;
  gint month = MONTHS;
  while (count_days ((AftDate){ year, month, 1 }) > day)
    month--;
  return (AftDate){ year, month, day - count_days ((AftDate){ year, month, 1 }) + 1 };
}

guint
aft_calendar_get_weekday (gint32 day)
{
  return (guint) ((day + FIRST_WEEKDAY - 1) % WEEK_DAYS) + 1;
}

guint
aft_calendar_get_week (gint32 day, gint *ret_year)
{
  gint32 thursday = day + THURSDAY - (gint32) aft_calendar_get_weekday (day);
  gint year = aft_calendar_date_of (thursday).year;

  *ret_year = year;
  return (guint) (thursday - count_days ((AftDate){ year, 1, 1 })) / WEEK_DAYS + 1;
}

char *
aft_calendar_day_to_text (gint32 day)
{
  AftDate date = aft_calendar_date_of (day);
  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Reads exactly @width digits and moves on. */
static gboolean
take_number (const char **text, guint width, gint *ret_number)
{
  gint number = 0;
  for (guint i = 0; i < width; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      number = 10 * number + g_ascii_digit_value ((*text)[i]);
    }
  *text += width;
  *ret_number = number;
  return TRUE;
}

static gboolean
take_text (const char **text, const char *wanted)
{
  if (!g_str_has_prefix (*text, wanted))
    return FALSE;
  *text += strlen (wanted);
  return TRUE;
}

static gboolean
take_day (const char **text, gint32 *ret_day)
{
  AftDate date;
  return take_number (text, 4, &date.year) && take_text (text, "-")
         && take_number (text, 2, &date.month) && take_text (text, "-")
         && take_number (text, 2, &date.day) && aft_calendar_day_from_date (date, ret_day);
}

gboolean
aft_calendar_day_from_text (const char *text, gint32 *ret_day)
{
  gint32 day;
  if (text == NULL || !take_day (&text, &day) || *text != '\0')
    return FALSE;
  *ret_day = day;
  return TRUE;
}

static gboolean
read_week (gint year, gint week, AftPeriod *ret_period)
{
  gint32 fourth = count_days ((AftDate){ year, 1, 4 }); /* always in week 1 */
  gint32 monday = fourth - (gint32) aft_calendar_get_weekday (fourth) + 1 + WEEK_DAYS * (week - 1);
  gint week_year;

  if (week < 1 || week > 53 || monday < 0 || monday + WEEK_DAYS - 1 > AFT_CALENDAR_LAST_DAY)
    return FALSE;
  *ret_period = (AftPeriod){ monday, monday + WEEK_DAYS - 1 };
  return aft_calendar_get_week (monday, &week_year) == (guint) week && week_year == year;
}

static AftPeriod
make_months (gint year, gint first, gint last)
{
  return (AftPeriod){
    .from_day = count_days ((AftDate){ year, first, 1 }),
    .to_day = count_days ((AftDate){ year, last, count_month_days (year, last) }),
  };
}

/* "2026", "2026-10", "2026-W43". */
static gboolean
read_span (const char *text, AftPeriod *ret_period)
{
  gint year, number;
  if (!take_number (&text, 4, &year) || year < 1970)
    return FALSE;
  if (*text == '\0')
    {
      *ret_period = make_months (year, 1, MONTHS);
      return TRUE;
    }
  if (take_text (&text, "-W"))
    return take_number (&text, 2, &number) && *text == '\0' && read_week (year, number, ret_period);
  if (!take_text (&text, "-") || !take_number (&text, 2, &number) || *text != '\0' || number < 1
      || number > MONTHS)
    return FALSE;
  *ret_period = make_months (year, number, number);
  return TRUE;
}

/* "2026-10-03", "2026-10-01..2026-10-15". */
static gboolean
read_days (const char *text, AftPeriod *ret_period)
{
  AftPeriod period;
  if (!take_day (&text, &period.from_day))
    return FALSE;
  period.to_day = period.from_day;
  if (*text != '\0' && (!take_text (&text, PERIOD_PARTS) || !take_day (&text, &period.to_day)))
    return FALSE;
  *ret_period = period;
  return *text == '\0' && period.from_day <= period.to_day;
}

gboolean
aft_period_from_text (const char *text, AftPeriod *ret_period, GError **error)
{
  AftPeriod period;
  if (text != NULL && (read_span (text, &period) || read_days (text, &period)))
    {
      *ret_period = period;
      return TRUE;
    }
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "“%s” is no period: write 2026, 2026-10, 2026-W43, 2026-10-03 or "
               "2026-10-01..2026-10-15",
               text != NULL ? text : "");
  return FALSE;
}

/* How many whole months @period is, 0 if it is not. */
static gint
count_months (AftPeriod period)
{
  AftDate from = aft_calendar_date_of (period.from_day);
  AftDate to = aft_calendar_date_of (period.to_day);
  if (from.day != 1 || to.day != count_month_days (to.year, to.month))
    return 0;
  return MONTHS * (to.year - from.year) + to.month - from.month + 1;
}

guint
aft_period_count_days (AftPeriod period)
{
  return (guint) (period.to_day - period.from_day) + 1;
}

char *
aft_period_to_text (AftPeriod period)
{
  AftDate from = aft_calendar_date_of (period.from_day);
  gint months = count_months (period), week_year;

  if (months == MONTHS && from.month == 1)
    return g_strdup_printf ("%04d", from.year);
  if (months == 1)
    return g_strdup_printf ("%04d-%02d", from.year, from.month);
  if (period.from_day == period.to_day)
    return aft_calendar_day_to_text (period.from_day);
  if (aft_period_count_days (period) == WEEK_DAYS
      && aft_calendar_get_weekday (period.from_day) == 1)
    {
      guint week = aft_calendar_get_week (period.from_day, &week_year);
      return g_strdup_printf ("%04d-W%02u", week_year, week);
    }
  g_autofree char *from_text = aft_calendar_day_to_text (period.from_day);
  g_autofree char *to_text = aft_calendar_day_to_text (period.to_day);
  return g_strconcat (from_text, PERIOD_PARTS, to_text, NULL);
}

gboolean
aft_period_get_before (AftPeriod period, AftPeriod *ret_before)
{
  gint months = count_months (period);
  AftPeriod before
      = { period.from_day - (gint32) aft_period_count_days (period), period.from_day - 1 };
  if (months > 0)
    {
      AftDate from = aft_calendar_date_of (period.from_day);
      gint first = MONTHS * from.year + from.month - 1 - months;
      before.from_day = count_days ((AftDate){ first / MONTHS, first % MONTHS + 1, 1 });
    }
  if (before.from_day < 0)
    return FALSE;
  *ret_before = before;
  return TRUE;
}

gboolean
aft_period_get_running (AftPeriod period,
                        gint32 last_day,
                        AftPeriod *ret_running,
                        AftPeriod *ret_before)
{
  AftPeriod before = { 0, 0 };
  if (last_day < period.from_day)
    return FALSE;
  if (ret_before != NULL && !aft_period_get_before (period, &before))
    return FALSE;

  *ret_running = period;
  if (last_day < period.to_day)
    {
      ret_running->to_day = last_day;
      before.to_day = MIN (before.to_day, before.from_day + last_day - period.from_day);
    }
  if (ret_before != NULL)
    *ret_before = before;
  return TRUE;
}

const char *
aft_step_to_text (AftStep step)
{
  return steps[step];
}

gboolean
aft_step_from_text (const char *text, AftStep *ret_step)
{
  for (guint i = 0; i < AFT_STEPS; i++)
    if (g_strcmp0 (text, steps[i]) == 0)
      {
        *ret_step = (AftStep) i;
        return TRUE;
      }
  return FALSE;
}

/* The whole day, week or month that holds @day; a week may reach beyond the calendar. */
static AftPeriod
find_whole (AftStep step, gint32 day)
{
  if (step == AFT_STEP_DAY)
    return (AftPeriod){ day, day };
  if (step == AFT_STEP_WEEK)
    {
      gint32 monday = day - (gint32) aft_calendar_get_weekday (day) + 1;
      return (AftPeriod){ monday, monday + WEEK_DAYS - 1 };
    }
  AftDate date = aft_calendar_date_of (day);
  return make_months (date.year, date.month, date.month);
}

GArray *
aft_period_cut (AftPeriod period, AftStep step)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AftStepSpan));

  for (gint32 day = period.from_day; day <= period.to_day;)
    {
      AftPeriod whole = find_whole (step, day);
      AftPeriod part = { day, MIN (whole.to_day, period.to_day) };
      AftStepSpan span = {
        .period = part,
        .is_partial = part.from_day != whole.from_day || part.to_day != whole.to_day,
      };
      g_array_append_val (spans, span);
      day = part.to_day + 1;
    }
  return g_steal_pointer (&spans);
}
