/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads dates from text as survey-core under V8 does: first the form of ECMA-262 (a profile of ISO
 * 8601), then numbers, month names and a time of day in the looser order that browsers accept
 * ("2026/2/3 18:30", "March 14, 2026"). Offsets are read in the first form only. */
#include "aft-date.h"

#include "aft-utf16.h"

#include <math.h>
#include <string.h>

#define MOST_DIGITS 9
#define NO_NUMBER   (-1)

typedef struct
{
  const char *at;
  AftDateParts parts;
  gboolean has_time;
  gboolean is_utc;
  gint64 offset_ms; /* of the text, where is_utc */
} Reader;

/* Exactly @count digits, or NO_NUMBER and nothing read. */
static int
read_fixed (Reader *reader, guint count)
{
  int number = 0;

  for (guint i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (reader->at[i]))
        return NO_NUMBER;
      number = number * 10 + g_ascii_digit_value (reader->at[i]);
    }
  if (g_ascii_isdigit (reader->at[count]))
    return NO_NUMBER;
  reader->at += count;
  return number;
}

static gboolean
skip_symbol (Reader *reader, char symbol)
{
  if (*reader->at != symbol)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
is_time_of_day (const AftDateParts *parts)
{
  if (parts->hour == 24)
    return parts->minute == 0 && parts->second == 0 && parts->millisecond == 0;
  return parts->hour >= 0 && parts->hour < 24 && parts->minute >= 0 && parts->minute < 60
         && parts->second >= 0 && parts->second < 60;
}

/* Thousandths; further digits are cut off. */
static gboolean
read_fraction (Reader *reader)
{
  double unit = 100;

  if (!g_ascii_isdigit (*reader->at))
    return FALSE;
  for (; g_ascii_isdigit (*reader->at); reader->at++)
    {
      reader->parts.millisecond += g_ascii_digit_value (*reader->at) * unit;
      unit /= 10;
    }
  reader->parts.millisecond = floor (reader->parts.millisecond);
  return TRUE;
}

/* "18:30", "18:30:15" or "18:30:15.5", each number two digits. */
static gboolean
read_iso_time (Reader *reader)
{
  reader->parts.hour = read_fixed (reader, 2);
  if (!skip_symbol (reader, ':'))
    return FALSE;
  reader->parts.minute = read_fixed (reader, 2);
  if (skip_symbol (reader, ':'))
    {
      reader->parts.second = read_fixed (reader, 2);
      if (skip_symbol (reader, '.') && !read_fraction (reader))
        return FALSE;
    }
  return is_time_of_day (&reader->parts);
}

/* Nothing, "Z", "+08:00" or "+0800". */
static gboolean
read_iso_offset (Reader *reader)
{
  char sign = *reader->at;

  if (sign == '\0')
    return TRUE;
  reader->at++;
  reader->is_utc = TRUE;
  if (g_ascii_toupper (sign) == 'Z')
    return TRUE;
  if (sign != '+' && sign != '-')
    return FALSE;

  int hours_and_minutes = read_fixed (reader, 4);
  if (hours_and_minutes == NO_NUMBER)
    {
      int hours = read_fixed (reader, 2);
      int minutes = skip_symbol (reader, ':') ? read_fixed (reader, 2) : NO_NUMBER;
      if (hours == NO_NUMBER || minutes == NO_NUMBER)
        return FALSE;
      hours_and_minutes = hours * 100 + minutes;
    }
  reader->offset_ms = (hours_and_minutes / 100 * 60 + hours_and_minutes % 100) * 60000;
  if (sign == '-')
    reader->offset_ms = -reader->offset_ms;
  return TRUE;
}

static gboolean
read_iso_day (Reader *reader)
{
  int year = read_fixed (reader, 4);
  int month = 1;
  int day = 1;

  if (year == NO_NUMBER)
    return FALSE;
  if (skip_symbol (reader, '-'))
    {
      month = read_fixed (reader, 2);
      if (skip_symbol (reader, '-'))
        day = read_fixed (reader, 2);
    }
  reader->parts.year = year;
  reader->parts.month = month - 1;
  reader->parts.day = day;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The form of ECMA-262, "Date Time String Format". A day alone is UTC there. */
static gboolean
read_iso (Reader *reader)
{
  if (!read_iso_day (reader))
    return FALSE;
  if (*reader->at == '\0')
    {
      reader->is_utc = TRUE;
      return TRUE;
    }
  if (!skip_symbol (reader, 'T') && !skip_symbol (reader, 't'))
    return FALSE;
  return read_iso_time (reader) && read_iso_offset (reader) && *reader->at == '\0';
}

typedef struct
{
  int numbers[3];
  guint count;
  int month; /* from a name; NO_NUMBER without one */
} LooseDay;

static int
find_month (const char *word, gsize length)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

  for (int month = 0; length >= 3 && month < 12; month++)
    if (g_ascii_strncasecmp (word, names + month * 3, 3) == 0)
      return month;
  return NO_NUMBER;
}

static int
read_number (Reader *reader)
{
  int number = 0;
  gsize digits = strspn (reader->at, "0123456789");

  if (digits == 0 || digits > MOST_DIGITS)
    return NO_NUMBER;
  for (gsize i = 0; i < digits; i++)
    number = number * 10 + g_ascii_digit_value (*reader->at++);
  return number;
}

/* The rest of "18:30" or "18:30:15" after its first number. */
static gboolean
read_loose_time (Reader *reader, int hour)
{
  reader->parts.hour = hour;
  reader->parts.minute = read_number (reader);
  if (skip_symbol (reader, ':'))
    reader->parts.second = read_number (reader);
  reader->has_time = TRUE;
  return is_time_of_day (&reader->parts)
         && (*reader->at == '\0' || aft_utf16_is_space (g_utf8_get_char (reader->at)));
}

static gboolean
read_loose_number (Reader *reader, LooseDay *day)
{
  int number = read_number (reader);

  if (number == NO_NUMBER)
    return FALSE;
  if (skip_symbol (reader, ':'))
    return !reader->has_time && read_loose_time (reader, number);
  if (day->count == G_N_ELEMENTS (day->numbers))
    return FALSE;
  day->numbers[day->count++] = number;
  skip_symbol (reader, '-');
  return TRUE;
}

static gboolean
apply_half_day (Reader *reader, const char *word)
{
  gboolean is_afternoon = g_ascii_tolower (word[0]) == 'p';

  if (!reader->has_time || reader->parts.hour < 1 || reader->parts.hour > 12)
    return FALSE;
  reader->parts.hour = (int) reader->parts.hour % 12 + (is_afternoon ? 12 : 0);
  return TRUE;
}

/* Letters, and all that comes after them in the order of characters. */
static gboolean
is_word_at (const char *at)
{
  return (guchar) *at >= 'A' && !aft_utf16_is_space (g_utf8_get_char (at));
}

/* Month names anywhere, AM and PM after the time; other words only before the first number. */
static gboolean
read_loose_word (Reader *reader, LooseDay *day)
{
  const char *word = reader->at;

  while (is_word_at (reader->at))
    reader->at = g_utf8_next_char (reader->at);

  gsize length = (gsize) (reader->at - word);
  int month = find_month (word, length);
  if (month != NO_NUMBER)
    {
      day->month = month;
      skip_symbol (reader, '-');
      return TRUE;
    }
  if (length == 2
      && (g_ascii_strncasecmp (word, "am", 2) == 0 || g_ascii_strncasecmp (word, "pm", 2) == 0))
    return apply_half_day (reader, word);
  return day->count == 0 && !reader->has_time && !g_ascii_isdigit (*reader->at);
}

static gboolean
is_day (int number)
{
  return number >= 1 && number <= 31;
}

static gboolean
set_loose_day (Reader *reader, LooseDay *day)
{
  int *numbers = day->numbers;
  int year = 0;
  int month = day->month == NO_NUMBER ? 0 : day->month + 1;
  int day_of_month = 0;
  gboolean is_year_first = FALSE;

  if (day->count == 0)
    return FALSE;
  while (day->count < G_N_ELEMENTS (day->numbers))
    numbers[day->count++] = 1;

  is_year_first = !is_day (numbers[0]);
  if (month == 0)
    {
      year = is_year_first ? numbers[0] : numbers[2];
      month = is_year_first ? numbers[1] : numbers[0];
      day_of_month = is_year_first ? numbers[2] : numbers[1];
    }
  else
    {
      year = is_year_first ? numbers[0] : numbers[1];
      day_of_month = is_year_first ? numbers[1] : numbers[0];
    }
  if (year < 100)
    year += year < 50 ? 2000 : 1900;

  reader->parts.year = year;
  reader->parts.month = month - 1;
  reader->parts.day = day_of_month;
  return month >= 1 && month <= 12 && is_day (day_of_month);
}

static gboolean
read_loose (Reader *reader)
{
  LooseDay day = { .month = NO_NUMBER };

  while (*reader->at != '\0')
    {
      gboolean is_read = TRUE;

      if (g_ascii_isdigit (*reader->at))
        is_read = read_loose_number (reader, &day);
      else if (is_word_at (reader->at))
        is_read = read_loose_word (reader, &day);
      else if (strchr ("+-)", *reader->at) != NULL && day.count > 0)
        is_read = FALSE;
      else
        reader->at = g_utf8_next_char (reader->at);
      if (!is_read)
        return FALSE;
    }
  return set_loose_day (reader, &day);
}

/* "2026-03-14" somewhere in @text: survey-core then adds a time of its own, which is readable only
 * when the day is all there is. */
static const char *
find_iso_day (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      guint i = 0;
      while (i < 10 && (i == 4 || i == 7 ? at[i] == '-' : g_ascii_isdigit (at[i])))
        i++;
      if (i == 10)
        return at;
    }
  return NULL;
}

/* JavaScript's `new Date` of a text. */
static gint64
read_text (const char *text, gint64 utc_offset_ms)
{
  Reader reader = { .at = text };

  if (!read_iso (&reader))
    {
      reader = (Reader){ .at = text };
      if (!read_loose (&reader))
        return AFT_DATE_INVALID;
    }

  gint64 local_ms = aft_date_from_parts (&reader.parts);
  if (!aft_date_is_valid (local_ms) || !reader.is_utc)
    return local_ms;
  return local_ms - reader.offset_ms + utc_offset_ms;
}

gint64
aft_date_from_text (const char *text, gint64 utc_offset_ms)
{
  const char *iso_day = find_iso_day (text);
  const char *time_separator = strchr (text, 'T');
  gboolean has_time = time_separator != NULL && time_separator != text;

  if (iso_day == NULL || has_time)
    return read_text (text, utc_offset_ms);
  if (iso_day != text || text[10] != '\0')
    return AFT_DATE_INVALID;
  /* Local midnight, not UTC's. */
  return read_text (text, 0);
}

gint64
aft_date_from_joined_text (const char *text, gint64 utc_offset_ms)
{
  return read_text (text, utc_offset_ms);
}
