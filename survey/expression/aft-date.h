/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Civil time as in AFT_VALUE_DATE: milliseconds since 1970-01-01T00:00 of the local clock, in the
 * proleptic Gregorian calendar, every day 24 hours long. */
#define AFT_DATE_INVALID G_GINT64_CONSTANT (-9000000000000000) /* JavaScript's Invalid Date */
#define AFT_DATE_DAY_MS  G_GINT64_CONSTANT (86400000)

typedef struct
{
  gint64 year;
  int month;   /* 0 = January */
  int day;     /* 1–31 */
  int weekday; /* 0 = Sunday */
  int hour;
  int minute;
  int second;
  int millisecond;
} AftDateFields;

/* Within ECMA-262's range of ±8.64e15 ms. */
gboolean aft_date_is_valid (gint64 local_ms);
/* @local_ms must be valid. */
AftDateFields aft_date_get_fields (gint64 local_ms);

/* Fields that may be out of their range or fractional, as JavaScript's setters take them: what is
 * over spills into the next larger field (31 January + 1 month = 3 March). */
typedef struct
{
  double year;
  double month;
  double day;
  double hour;
  double minute;
  double second;
  double millisecond;
} AftDateParts;

/* INVALID when a part is no finite number or the result is out of range. */
gint64 aft_date_from_parts (const AftDateParts *parts);
/* The parts of @local_ms, all NaN when it is invalid. */
AftDateParts aft_date_get_parts (gint64 local_ms);

/* Reads @text as survey-core does: "2026-03-14" is local midnight, a text with time is local unless
 * it ends in Z or an offset, "2026" and "2026-03" are UTC; else what V8 makes of numbers, month
 * names and a time. @utc_offset_ms: local time minus UTC. */
gint64 aft_date_from_text (const char *text, gint64 utc_offset_ms);
/* The same of a text that was made of a list: there a day alone is UTC. */
gint64 aft_date_from_joined_text (const char *text, gint64 utc_offset_ms);

/* "Sat Mar 14 2026 19:30:00" or "Invalid Date"; newly allocated. */
char *aft_date_to_text (gint64 local_ms);
/* "2026-03-14", as a date becomes an answer; "NaN-NaN-NaN" of an invalid one, as in the reference.
 * Newly allocated. */
char *aft_date_to_day (gint64 local_ms);

G_END_DECLS
