/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What days and periods are called by a person who lives on one of them: "this week", "上月同期".
 */
#include "aft-trend-words-private.h"

#define WEEK_DAYS   7
#define YEAR_MONTHS 12

typedef enum
{
  SHAPE_DAY,
  SHAPE_WEEK,
  SHAPE_MONTH,
  SHAPE_YEAR,
  SHAPE_OTHER
} Shape;

static const char *const MONTHS[YEAR_MONTHS] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

/* Of a whole period, @today at its end or not. */
static Shape
get_shape (AftPeriod period)
{
  AftDate from = aft_calendar_date_of (period.from_day);
  AftDate after = aft_calendar_date_of (MIN (period.to_day, AFT_CALENDAR_LAST_DAY - 1) + 1);
  guint days = aft_period_count_days (period);
  if (days == 1)
    return SHAPE_DAY;
  if (days == WEEK_DAYS && aft_calendar_get_weekday (period.from_day) == 1)
    return SHAPE_WEEK;
  if (from.day != 1 || after.day != 1)
    return SHAPE_OTHER;
  gint months = (after.year - from.year) * YEAR_MONTHS + after.month - from.month;
  if (months == 1)
    return SHAPE_MONTH;
  return months == YEAR_MONTHS && from.month == 1 ? SHAPE_YEAR : SHAPE_OTHER;
}

/* 0: @today is in it; 1: it is the one before that; −1: further away. */
static gint
get_distance (AftPeriod period, gint32 today)
{
  if (today >= period.from_day && today <= period.to_day)
    return 0;
  gint32 behind = period.to_day + 1;
  if (today < behind)
    return -1;
  switch (get_shape (period))
    {
    case SHAPE_DAY:
      return today == behind ? 1 : -1;
    case SHAPE_WEEK:
      return today < behind + WEEK_DAYS ? 1 : -1;
    case SHAPE_MONTH:
    case SHAPE_YEAR:
      {
        AftDate now = aft_calendar_date_of (today);
        AftDate next = aft_calendar_date_of (behind);
        gboolean is_year = get_shape (period) == SHAPE_YEAR;
        return now.year == next.year && (is_year || now.month == next.month) ? 1 : -1;
      }
    case SHAPE_OTHER:
    default:
      return -1;
    }
}

static const char *
get_near (const AftTrendVoice *voice, Shape shape, gint distance)
{
  static const char *const NEAR[SHAPE_OTHER][2] = {
    [SHAPE_DAY] = { N_ ("today"), N_ ("yesterday") },
    [SHAPE_WEEK] = { N_ ("this week"), N_ ("last week") },
    [SHAPE_MONTH] = { N_ ("this month"), N_ ("last month") },
    [SHAPE_YEAR] = { N_ ("this year"), N_ ("last year") },
  };
  return aft_trend_say (voice, NEAR[shape][distance]);
}

static const char *
get_month (const AftTrendVoice *voice, gint month)
{
  return aft_trend_say (voice, MONTHS[month - 1]);
}

char *
aft_trend_words_dup_day (const AftTrendVoice *voice, gint32 day, gint32 today)
{
  AftDate date = aft_calendar_date_of (day);
  if (date.year == aft_calendar_date_of (today).year)
    /* "3 October" */
    return g_strdup_printf (aft_trend_say (voice, N_ ("%1$d %2$s")), date.day,
                            get_month (voice, date.month));
  /* "3 October 2025" */
  return g_strdup_printf (aft_trend_say (voice, N_ ("%1$d %2$s %3$d")), date.day,
                          get_month (voice, date.month), date.year);
}

static char *
dup_far (const AftTrendVoice *voice, AftPeriod period, gint32 today)
{
  AftDate from = aft_calendar_date_of (period.from_day);
  gint year = from.year;
  guint week = aft_calendar_get_week (period.from_day, &year);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  switch (get_shape (period))
    {
    case SHAPE_DAY:
      return aft_trend_words_dup_day (voice, period.from_day, today);
    case SHAPE_WEEK:
      return g_strdup_printf (aft_trend_say (voice, N_ ("week %1$u of %2$d")), week, year);
    case SHAPE_MONTH:
      return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s %2$d")),
                              get_month (voice, from.month), from.year);
    case SHAPE_YEAR:
      return g_strdup_printf (aft_trend_say (voice, N_ ("the year %d")), from.year);
    case SHAPE_OTHER:
    default:
      break;
    }
  first = aft_trend_words_dup_day (voice, period.from_day, today);
  last = aft_trend_words_dup_day (voice, period.to_day, today);
  return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s to %2$s")), first, last);
}

char *
aft_trend_words_dup_period (const AftTrendVoice *voice, AftPeriod period, gint32 today)
{
  Shape shape = get_shape (period);
  gint distance = get_distance (period, today);
  g_autofree char *name = shape == SHAPE_OTHER || distance < 0
                              ? dup_far (voice, period, today)
                              : g_strdup (get_near (voice, shape, distance));
  if (today < period.from_day || today >= period.to_day)
    return g_steal_pointer (&name);
  return g_strdup_printf (aft_trend_say (voice, N_ ("%s so far")), name);
}

static char *
dup_one_before (const AftTrendVoice *voice, AftPeriod period, AftPeriod before, gint32 today)
{
  static const char *const BEFORE[SHAPE_OTHER] = {
    [SHAPE_DAY] = N_ ("the day before"),
    [SHAPE_WEEK] = N_ ("the week before"),
    [SHAPE_MONTH] = N_ ("the month before"),
    [SHAPE_YEAR] = N_ ("the year before"),
  };
  Shape shape = get_shape (period);
  guint days = aft_period_count_days (before);
  if (shape == SHAPE_OTHER)
    return g_strdup_printf (aft_trend_say (voice, N_ ("the %u days before")), days);
  return g_strdup (get_distance (before, today) == 1 ? get_near (voice, shape, 1)
                                                     : aft_trend_say (voice, BEFORE[shape]));
}

char *
aft_trend_dup_before (const AftTrendVoice *voice, const AftTrendView *view)
{
  gint32 today = view->scope->today;
  AftPeriod whole;
  if (!view->is_running || !aft_period_get_before (view->scope->period, &whole))
    return dup_one_before (voice, view->scope->period, view->before_period, today);
  g_autofree char *name = dup_one_before (voice, view->scope->period, whole, today);
  return g_strdup_printf (aft_trend_say (voice, N_ ("the same days of %s")), name);
}

char *
aft_trend_words_dup_step (const AftTrendVoice *voice, AftStep step, gint32 from_day)
{
  AftDate date = aft_calendar_date_of (from_day);
  gint year = date.year;
  if (step == AFT_STEP_MONTH)
    return g_strdup_printf ("%04d-%02d", date.year, date.month);
  if (step == AFT_STEP_WEEK)
    return g_strdup_printf (aft_trend_say (voice, N_ ("W%02u")),
                            aft_calendar_get_week (from_day, &year));
  return g_strdup_printf ("%02d-%02d", date.month, date.day);
}
