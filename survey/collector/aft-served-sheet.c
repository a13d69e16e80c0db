/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of a table of guests served say: a venue's day a line, and the first line that
 * says something impossible by its number and reason. Stores nothing. */
#include "aft-served-sheet.h"

#include <stdio.h>
#include <string.h>

#include "aft-calendar.h"
#include "aft-csv-reader.h"
#include "aft-error.h"
#include "aft-name.h"
#include "aft-venue.h"

typedef enum
{
  COLUMN_VENUE,
  COLUMN_DAY,
  COLUMN_GUESTS,
  COLUMNS
} Column;

/* As people call them, in lower case; the first one is what they are told. */
static const char *const names[COLUMNS][6] = {
  [COLUMN_VENUE] = { "venue", "门店", "餐厅", "門店", "餐廳", NULL },
  [COLUMN_DAY] = { "day", "date", "日期", "营业日", "營業日", NULL },
  [COLUMN_GUESTS] = { "guests", "客数", "就餐人数", "客數", "用餐人數", NULL },
};

typedef struct
{
  const GPtrArray *venues;
  gint32 today;
  int at[COLUMNS];
  GArray *served;    /* AftHouseServed */
  GHashTable *lines; /* "VENUE DAY" → the line in which it stands */
} Sheet;

static gboolean
is_called (const char *name, const char *const *list)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_strstrip (folded);
  return g_strv_contains (list, folded);
}

static gboolean
read_heading (Sheet *sheet, const GPtrArray *fields, GError **error)
{
  for (guint column = 0; column < COLUMNS; column++)
    {
      sheet->at[column] = -1;
      for (guint i = 0; i < fields->len; i++)
        if (is_called (fields->pdata[i], names[column]))
          sheet->at[column] = (int) i;
      if (sheet->at[column] >= 0)
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "The first line names no column %s",
                   names[column][0]);
      return FALSE;
    }
  return TRUE;
}

/* "" where the line is too short; borrowed, without blanks around it. */
static const char *
get_field (const Sheet *sheet, const GPtrArray *fields, Column column)
{
  guint at = (guint) sheet->at[column];
  return at < fields->len ? g_strstrip (fields->pdata[at]) : "";
}

static const char *
read_venue (const Sheet *sheet, const char *text, AftHouseServed *served)
{
  AftId id;
  guint matches = 0;
  gboolean is_id = aft_id_from_text (text, &id);
  for (guint i = 0; i < sheet->venues->len; i++)
    {
      const AftVenue *venue = sheet->venues->pdata[i];
      if (!(is_id && aft_id_equal (&id, aft_venue_get_id (venue)))
          && !aft_name_equal (text, aft_venue_get_name (venue)))
        continue;
      served->venue_id = *aft_venue_get_id (venue);
      matches++;
    }
  if (matches == 1)
    return NULL;
  return matches == 0 ? "there is no such venue" : "several venues have that name";
}

static const char *
read_day (const Sheet *sheet, const char *text, AftHouseServed *served)
{
  AftDate date = { 0 };
  char rest;
  if ((sscanf (text, "%4d-%2d-%2d%c", &date.year, &date.month, &date.day, &rest) != 3
       && sscanf (text, "%4d/%2d/%2d%c", &date.year, &date.month, &date.day, &rest) != 3)
      || !aft_calendar_day_from_date (date, &served->day) || served->day < 0)
    return "no day: write it as 2026-11-22";
  return served->day <= sheet->today ? NULL : "the day is in the future";
}

static const char *
read_guests (const char *text, AftHouseServed *served)
{
  guint64 guests = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 0, AFT_SERVED_SHEET_GUESTS, &guests, NULL))
    return "no number of guests";
  served->guests = (guint32) guests;
  return NULL;
}

/* Two numbers for one day are as good as none. */
static const char *
note_line (Sheet *sheet, const AftHouseServed *served, guint line)
{
  g_autofree char *id = aft_id_to_text (&served->venue_id);
  char *key = g_strdup_printf ("%s %d", id, served->day);
  return g_hash_table_insert (sheet->lines, key, GUINT_TO_POINTER (line))
             ? NULL
             : "that day of the venue is there already";
}

static gboolean
read_line (Sheet *sheet, const GPtrArray *fields, guint line, GError **error)
{
  AftHouseServed served = { .day = 0 };
  const char *reason = read_venue (sheet, get_field (sheet, fields, COLUMN_VENUE), &served);
  if (reason == NULL)
    reason = read_day (sheet, get_field (sheet, fields, COLUMN_DAY), &served);
  if (reason == NULL)
    reason = read_guests (get_field (sheet, fields, COLUMN_GUESTS), &served);
  if (reason == NULL)
    reason = note_line (sheet, &served, line);
  if (reason == NULL && sheet->served->len == AFT_SERVED_SHEET_LINES)
    reason = "the file has too many lines";
  if (reason == NULL)
    g_array_append_val (sheet->served, served);
  else
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "Line %u: %s. Nothing was taken over", line,
                 reason);
  return reason == NULL;
}

static gboolean
is_blank (const GPtrArray *fields)
{
  gboolean is_empty = TRUE;
  for (guint i = 0; i < fields->len && is_empty; i++)
    is_empty = *(const char *) fields->pdata[i] == '\0';
  return is_empty;
}

static gboolean
read_lines (Sheet *sheet, AftCsvReader *reader, GPtrArray *fields, GError **error)
{
  GError *local = NULL;
  while (local == NULL && aft_csv_reader_next (reader, fields, &local))
    if (!is_blank (fields))
      read_line (sheet, fields, aft_csv_reader_get_line (reader), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GArray *
aft_served_sheet_read (const char *text, const GPtrArray *venues, gint32 today, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftCsvReader) reader = aft_csv_reader_new (text);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) served = g_array_new (FALSE, FALSE, sizeof (AftHouseServed));
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sheet sheet = { .venues = venues, .today = today, .served = served, .lines = lines };
  if (!aft_csv_reader_next (reader, fields, &local) && local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_INVALID, "The file is empty");
  if (local == NULL && read_heading (&sheet, fields, &local)
      && read_lines (&sheet, reader, fields, &local))
    return g_steal_pointer (&served);
  g_propagate_error (error, local);
  return NULL;
}
