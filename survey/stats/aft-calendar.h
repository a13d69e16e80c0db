/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Business days as numbers, days since 1970-01-01, and what people call them. A business day is a
 * date already: no zone, no clock. Proleptic Gregorian calendar, 1970-01-01 to 9999-12-31. */
#define AFT_CALENDAR_LAST_DAY 2932896

typedef struct
{
  gint year;
  gint month; /* 1–12 */
  gint day;   /* 1–31 */
} AftDate;

/* FALSE when there is no such date, or outside of the calendar. */
gboolean aft_calendar_day_from_date (AftDate date, gint32 *ret_day);
/* @day: of the calendar. */
AftDate aft_calendar_date_of (gint32 day);
/* ISO 8601: 1 Monday … 7 Sunday. */
guint aft_calendar_get_weekday (gint32 day);
/* ISO 8601 week 1–53, and the year that it belongs to: that of its Thursday. */
guint aft_calendar_get_week (gint32 day, gint *ret_year);

/* "2026-10-03". Newly allocated. */
char *aft_calendar_day_to_text (gint32 day);
/* Exactly so. FALSE when @text is NULL or none. */
gboolean aft_calendar_day_from_text (const char *text, gint32 *ret_day);

/* Days from … to, both included. */
typedef struct
{
  gint32 from_day;
  gint32 to_day;
} AftPeriod;

/* "2026", "2026-10", "2026-W43", "2026-10-03", "2026-10-01..2026-10-15" (both included). INVALID
 * with a sentence that names what it takes. */
gboolean aft_period_from_text (const char *text,
                               AftPeriod *ret_period,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The shortest of these that means @period: reads back equal. Newly allocated. */
char *aft_period_to_text (AftPeriod period);
guint aft_period_count_days (AftPeriod period);

/* What it is compared with. Whole months: as many before ("2026-10" → "2026-09", "2026" → "2025");
 * else as many days before (a week → the week before). FALSE: it would begin before the calendar.
 */
gboolean aft_period_get_before (AftPeriod period, AftPeriod *ret_before) G_GNUC_WARN_UNUSED_RESULT;
/* While @period runs: @period until @last_day, and the same number of days from the beginning of
 * the one before, at most all of it (31 March: all of February). @ret_before may be NULL. Both are
 * whole when @last_day is the last day of @period or after. FALSE: @last_day is before it, or as
 * above. */
gboolean aft_period_get_running (AftPeriod period,
                                 gint32 last_day,
                                 AftPeriod *ret_running,
                                 AftPeriod *ret_before) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  AFT_STEP_DAY,
  AFT_STEP_WEEK, /* Monday to Sunday */
  AFT_STEP_MONTH
} AftStep;

#define AFT_STEPS 3

/* "day", "week", "month". Static. */
const char *aft_step_to_text (AftStep step);
gboolean aft_step_from_text (const char *text, AftStep *ret_step);

/* A step of a period: never beyond it. */
typedef struct
{
  AftPeriod period;
  gboolean is_partial; /* not all of its week or month lies in the period: first or last only */
} AftStepSpan;

/* AftStepSpan, in order, without gap; at least one. The caller owns it. */
GArray *aft_period_cut (AftPeriod period, AftStep step);

G_END_DECLS
