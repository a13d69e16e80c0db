/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening hours by weekday with exceptions by date, read on the venue's wall clock: a day's hours
 * may run past midnight and then still belong to the day they began on; a special day replaces what
 * its weekday says. Where the clocks change, what the wall shows decides. Open time is counted over
 * the stretches between the moments at which the wall shows a begin and an end.
 *
 * Not here: where hours are written (a kiosk's settings, a venue's row). */
#include "aft-opening-hours.h"

#include <string.h>

#include "aft-error.h"
#include "aft-wall-time.h"

#define DAY_MINUTES AFT_WALL_TIME_DAY_MINUTES
#define DAY_MS      G_GINT64_CONSTANT (86400000)
#define ALL_DAY     "00:00-24:00"

#define SPECIAL_DAYS "special_days"

typedef struct
{
  guint begin; /* minutes from the day's midnight */
  guint end;   /* at most begin + 24 h; over 24 h: past midnight */
} Span;

struct _AftOpeningHours
{
  GTimeZone *zone;
  GArray *weekdays[AFT_OPENING_HOURS_DAYS]; /* of Span by begin; Monday first */
  GHashTable *special_days;                 /* julian day → GArray of Span */
  gboolean is_always_open;
};

/* The stretches at which the house is open, one after the other. */
typedef struct
{
  const AftOpeningHours *hours;
  gint64 at_ms;  /* all before this is walked over */
  gint64 end_ms; /* nothing from here on is of interest */
  guint32 day;   /* julian */
  guint index;   /* of the day's spans */
} OpenWalk;

static const char *const day_names[AFT_OPENING_HOURS_DAYS]
    = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

const char *
aft_opening_hours_get_day_name (guint day)
{
  g_assert (day < AFT_OPENING_HOURS_DAYS);
  return day_names[day];
}

void
aft_opening_hours_free (AftOpeningHours *hours)
{
  if (hours == NULL)
    return;
  g_clear_pointer (&hours->zone, g_time_zone_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (hours->weekdays); i++)
    g_clear_pointer (&hours->weekdays[i], g_array_unref);
  g_clear_pointer (&hours->special_days, g_hash_table_unref);
  g_free (hours);
}

/* "HH:MM-HH:MM"; an end at or before the begin is on the next day. */
static gboolean
read_span (const char *text, Span *ret_span)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 3);
  if (g_strv_length (ends) != 2)
    return FALSE;

  if (!aft_wall_time_from_text (g_strstrip (ends[0]), &ret_span->begin)
      || !aft_wall_time_from_text (g_strstrip (ends[1]), &ret_span->end)
      || ret_span->begin >= DAY_MINUTES || ret_span->begin == ret_span->end)
    return FALSE;
  if (ret_span->end < ret_span->begin)
    ret_span->end += DAY_MINUTES;
  return TRUE;
}

static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *one = a;
  const Span *other = b;
  return one->begin < other->begin ? -1 : one->begin > other->begin;
}

/* NULL when @text is not hours. "closed" gives none. */
static GArray *
read_spans (const char *text)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  if (g_str_equal (text, "closed"))
    return g_steal_pointer (&spans);

  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      Span span;
      if (!read_span (g_strstrip (parts[i]), &span))
        return NULL;
      g_array_append_val (spans, span);
    }
  g_array_sort (spans, compare_spans);
  return spans->len > 0 ? g_steal_pointer (&spans) : NULL;
}

/* Julian day of "YYYY-MM-DD", 0 when it is none. */
static guint32
read_day (const char *text)
{
  static const char shape[] = "dddd-dd-dd";
  for (gsize i = 0; i < strlen (shape); i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return 0;

  GDateYear year = (GDateYear) g_ascii_strtoull (text, NULL, 10);
  GDateMonth month = (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10);
  GDateDay day = (GDateDay) g_ascii_strtoull (text + 8, NULL, 10);
  if (text[10] != '\0' || !g_date_valid_dmy (day, month, year))
    return 0;

  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static gboolean
read_special_days (AftOpeningHours *hours, const char *text, GError **error)
{
  g_auto (GStrv) entries = g_strsplit (text, " ", -1);
  for (gsize i = 0; entries[i] != NULL; i++)
    {
      if (*entries[i] == '\0')
        continue;
      g_auto (GStrv) sides = g_strsplit (entries[i], "=", 2);
      guint32 day = read_day (sides[0]);
      GArray *spans = sides[1] != NULL ? read_spans (sides[1]) : NULL;
      if (spans != NULL)
        g_hash_table_replace (hours->special_days, GUINT_TO_POINTER (day), spans);
      if (day == 0 || spans == NULL)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "special days: \"%s\" is not like 2026-12-25=closed", entries[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_all_day (const GArray *spans)
{
  const Span *first = spans->len > 0 ? &g_array_index (spans, Span, 0) : NULL;
  return first != NULL && first->begin == 0 && first->end == DAY_MINUTES;
}

static gboolean
read_weekdays (AftOpeningHours *hours, const char *const *texts, GError **error)
{
  hours->is_always_open = TRUE;
  for (gsize i = 0; i < AFT_OPENING_HOURS_DAYS; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : ALL_DAY;
      hours->weekdays[i] = read_spans (text);
      if (hours->weekdays[i] == NULL)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "%s: \"%s\" is not like 11:00-14:00,17:00-22:00 or closed", day_names[i],
                       text);
          return FALSE;
        }
      hours->is_always_open = hours->is_always_open && is_all_day (hours->weekdays[i]);
    }
  return TRUE;
}

AftOpeningHours *
aft_opening_hours_new (const char *const texts[AFT_OPENING_HOURS_DAYS],
                       const char *special_days,
                       const char *zone,
                       GError **error)
{
  g_autoptr (AftOpeningHours) hours = g_new0 (AftOpeningHours, 1);
  hours->special_days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  hours->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (hours->zone == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "\"%s\" is no time zone",
                   zone != NULL ? zone : "");
      return NULL;
    }
  if (!read_weekdays (hours, texts, error)
      || !read_special_days (hours, special_days != NULL ? special_days : "", error))
    return NULL;
  hours->is_always_open = hours->is_always_open && g_hash_table_size (hours->special_days) == 0;
  return g_steal_pointer (&hours);
}

/* The place of the member @name: a weekday, or behind them for the special days; −1: neither. */
static int
find_member (const char *name)
{
  for (int i = 0; i < AFT_OPENING_HOURS_DAYS; i++)
    if (g_str_equal (name, day_names[i]))
      return i;
  return g_str_equal (name, SPECIAL_DAYS) ? AFT_OPENING_HOURS_DAYS : -1;
}

AftOpeningHours *
aft_opening_hours_new_from_value (const AftValue *value, const char *zone, GError **error)
{
  const char *texts[AFT_OPENING_HOURS_DAYS + 1] = { NULL };
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT || aft_value_is_null (value);
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const char *name = is_object ? aft_value_get_member_name (value, i) : "form";
      const char *text
          = is_object ? aft_value_get_string (aft_value_get_member_at (value, i)) : NULL;
      int place = text != NULL ? find_member (name) : -1;
      if (place < 0)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "The hours' \"%s\" is no such text",
                       name);
          return NULL;
        }
      texts[place] = *text != '\0' ? text : NULL;
    }
  return aft_opening_hours_new (texts, texts[AFT_OPENING_HOURS_DAYS], zone, error);
}

static const GArray *
get_spans (const AftOpeningHours *hours, guint32 julian_day)
{
  const GArray *special = g_hash_table_lookup (hours->special_days, GUINT_TO_POINTER (julian_day));
  if (special != NULL)
    return special;

  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian_day);
  return hours->weekdays[(guint) g_date_get_weekday (&date) - 1];
}

static GDateTime *
get_local_time (const AftOpeningHours *hours, gint64 utc_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  return g_date_time_to_timezone (utc, hours->zone);
}

static guint32
get_julian_day (GDateTime *local)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

static gboolean
has_span_at (const GArray *spans, guint minute)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      if (span->begin <= minute && minute < span->end)
        return TRUE;
    }
  return FALSE;
}

gboolean
aft_opening_hours_is_open (const AftOpeningHours *hours, gint64 utc_ms)
{
  g_autoptr (GDateTime) local = get_local_time (hours, utc_ms);
  guint minute = (guint) (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  guint32 today = get_julian_day (local);
  return has_span_at (get_spans (hours, today), minute)
         || has_span_at (get_spans (hours, today - 1), minute + DAY_MINUTES);
}

/* When the wall shows @minutes of @julian_day; from 24 h on, of the day after. */
static gint64
get_moment_ms (const AftOpeningHours *hours, guint32 julian_day, guint minutes)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian_day + minutes / DAY_MINUTES);
  guint in_day = minutes % DAY_MINUTES;
  g_autoptr (GDateTime) moment
      = g_date_time_new (hours->zone, g_date_get_year (&date), (int) g_date_get_month (&date),
                         g_date_get_day (&date), (int) (in_day / 60), (int) (in_day % 60), 0.0);
  return g_date_time_to_unix (moment) * 1000;
}

/* The first moment after @utc_ms at which @julian_day opens, −1 when none. */
static gint64
find_opening_on (const AftOpeningHours *hours, guint32 julian_day, gint64 utc_ms)
{
  gint64 found = -1;
  const GArray *spans = get_spans (hours, julian_day);
  for (guint i = 0; i < spans->len; i++)
    {
      gint64 begin_ms = get_moment_ms (hours, julian_day, g_array_index (spans, Span, i).begin);
      if (begin_ms > utc_ms && (found < 0 || begin_ms < found))
        found = begin_ms;
    }
  return found;
}

gint64
aft_opening_hours_get_next_opening_ms (const AftOpeningHours *hours, gint64 utc_ms)
{
  g_autoptr (GDateTime) local = get_local_time (hours, utc_ms);
  guint32 today = get_julian_day (local);
  for (guint32 day = today; day < today + AFT_OPENING_HOURS_SEARCHED_DAYS; day++)
    {
      gint64 found = find_opening_on (hours, day, utc_ms);
      if (found >= 0)
        return found;
    }
  return -1;
}

static OpenWalk
start_walk (const AftOpeningHours *hours, gint64 from_ms, gint64 end_ms)
{
  g_autoptr (GDateTime) local = get_local_time (hours, from_ms);
  /* Yesterday's hours may run into today. */
  return (OpenWalk){
    .hours = hours, .at_ms = from_ms, .end_ms = end_ms, .day = get_julian_day (local) - 1
  };
}

/* The next stretch from walk->at_ms on; its begin in @ret_begin_ms, its end becomes walk->at_ms.
 * Spans may overlap: what is walked over does not count again. */
static gboolean
walk_on (OpenWalk *walk, gint64 *ret_begin_ms)
{
  while (walk->at_ms < walk->end_ms)
    {
      const GArray *spans = get_spans (walk->hours, walk->day);
      if (walk->index >= spans->len)
        {
          walk->day++;
          walk->index = 0;
          if (get_moment_ms (walk->hours, walk->day, 0) >= walk->end_ms)
            return FALSE;
          continue;
        }
      const Span *span = &g_array_index (spans, Span, walk->index++);
      gint64 begin_ms = MAX (get_moment_ms (walk->hours, walk->day, span->begin), walk->at_ms);
      gint64 end_ms = MIN (get_moment_ms (walk->hours, walk->day, span->end), walk->end_ms);
      if (begin_ms >= end_ms)
        continue;
      *ret_begin_ms = begin_ms;
      walk->at_ms = end_ms;
      return TRUE;
    }
  return FALSE;
}

gint64
aft_opening_hours_add_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 open_ms)
{
  gint64 last_ms = from_ms + AFT_OPENING_HOURS_SEARCHED_DAYS * DAY_MS;
  if (open_ms <= 0)
    return from_ms;
  if (hours->is_always_open)
    return open_ms < last_ms - from_ms ? from_ms + open_ms : last_ms;

  OpenWalk walk = start_walk (hours, from_ms, last_ms);
  gint64 begin_ms;
  while (walk_on (&walk, &begin_ms))
    {
      gint64 length_ms = walk.at_ms - begin_ms;
      if (open_ms <= length_ms)
        return begin_ms + open_ms;
      open_ms -= length_ms;
    }
  return last_ms;
}

gint64
aft_opening_hours_count_open_ms (const AftOpeningHours *hours, gint64 from_ms, gint64 to_ms)
{
  if (to_ms <= from_ms)
    return 0;
  if (hours->is_always_open)
    return to_ms - from_ms;

  OpenWalk walk = start_walk (hours, from_ms, to_ms);
  gint64 begin_ms, sum_ms = 0;
  while (walk_on (&walk, &begin_ms))
    sum_ms += walk.at_ms - begin_ms;
  return sum_ms;
}
