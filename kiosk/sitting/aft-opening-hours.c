/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening hours by weekday with exceptions by date, read on the venue's wall clock: a day's hours
 * may run past midnight and then still belong to the day they began on; a special day replaces what
 * its weekday says. Where the clocks change, what the wall shows decides. */
#include "aft-opening-hours.h"

#include <string.h>

#include "aft-error.h"
#include "aft-kiosk-config.h"

#define DAY_MINUTES   (24 * 60)
#define SEARCHED_DAYS 400

typedef struct
{
  guint begin; /* minutes from the day's midnight */
  guint end;   /* at most begin + 24 h; over 24 h: past midnight */
} Span;

struct _AftOpeningHours
{
  GTimeZone *zone;
  GArray *weekdays[7];      /* of Span; Monday first */
  GHashTable *special_days; /* julian day → GArray of Span */
};

static const char *const weekday_keys[7]
    = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

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

  if (!aft_kiosk_config_read_time (g_strstrip (ends[0]), &ret_span->begin)
      || !aft_kiosk_config_read_time (g_strstrip (ends[1]), &ret_span->end)
      || ret_span->begin >= DAY_MINUTES || ret_span->begin == ret_span->end)
    return FALSE;
  if (ret_span->end < ret_span->begin)
    ret_span->end += DAY_MINUTES;
  return TRUE;
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
                       "[hours] special-days: \"%s\" is not like 2026-12-25=closed", entries[i]);
          return FALSE;
        }
    }
  return TRUE;
}

AftOpeningHours *
aft_opening_hours_new_from_config (AftConfig *config, GError **error)
{
  g_autoptr (AftOpeningHours) hours = g_new0 (AftOpeningHours, 1);
  hours->zone = aft_kiosk_config_dup_zone (config);
  hours->special_days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (weekday_keys); i++)
    {
      const char *text = aft_config_get_text (config, "hours", weekday_keys[i]);
      hours->weekdays[i] = read_spans (text);
      if (hours->weekdays[i] == NULL)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "[hours] %s: \"%s\" is not like 11:00-14:00,17:00-22:00 or closed",
                       weekday_keys[i], text);
          return NULL;
        }
    }
  if (!read_special_days (hours, aft_config_get_text (config, "hours", "special-days"), error))
    return NULL;
  return g_steal_pointer (&hours);
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

static gint64
get_begin_ms (const AftOpeningHours *hours, guint32 julian_day, const Span *span)
{
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian_day);
  g_autoptr (GDateTime) begin = g_date_time_new (
      hours->zone, g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date),
      (int) (span->begin / 60), (int) (span->begin % 60), 0.0);
  return g_date_time_to_unix (begin) * 1000;
}

/* The first moment after @utc_ms at which @julian_day opens, −1 when none. */
static gint64
find_opening_on (const AftOpeningHours *hours, guint32 julian_day, gint64 utc_ms)
{
  gint64 found = -1;
  const GArray *spans = get_spans (hours, julian_day);
  for (guint i = 0; i < spans->len; i++)
    {
      gint64 begin_ms = get_begin_ms (hours, julian_day, &g_array_index (spans, Span, i));
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
  for (guint32 day = today; day < today + SEARCHED_DAYS; day++)
    {
      gint64 found = find_opening_on (hours, day, utc_ms);
      if (found >= 0)
        return found;
    }
  return -1;
}
