/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as a person says them to another: the clock on the wall of the restaurant, and the day only
 * as far as it has to be said. */
#include "aft-page-time.h"

#include "aft-page-frame.h"

#define SECOND_MS 1000
#define DAY_MS    (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* The civil time at @utc_ms in the venue's zone, in the form of UTC. */
static gint64
get_local_ms (const AftPhonePage *page, gint64 utc_ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (aft_venue_get_zone (page->venue));
  /* The zone was read when the venue was made; should the machine have lost it, UTC is shown. */
  return zone != NULL ? aft_clock_to_local_ms (utc_ms, zone) : utc_ms;
}

static const char *const weekdays[]
    = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
static const char *const months[]
    = { "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December" };

/* In English the months are named here, as the process may speak any language. */
static char *
dup_month_day (const AftPhonePage *page, GDateTime *when)
{
  int month = g_date_time_get_month (when);
  int day = g_date_time_get_day_of_month (when);

  if (page->language == AFT_LANGUAGE_EN)
    return g_strdup_printf ("%d %s", day, months[month - 1]);
  return g_strdup_printf ("%d月%d日", month, day);
}

char *
aft_page_time_dup_day (const AftPhonePage *page, gint64 utc_ms)
{
  gint64 local_ms = get_local_ms (page, utc_ms);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (local_ms / SECOND_MS);
  g_autofree char *month_day = dup_month_day (page, when);
  int year = g_date_time_get_year (when);

  if (page->language == AFT_LANGUAGE_EN)
    return g_strdup_printf ("%s %d", month_day, year);
  return g_strdup_printf ("%d年%s", year, month_day);
}

char *
aft_page_time_dup (const AftPhonePage *page, gint64 utc_ms)
{
  gint64 local_ms = get_local_ms (page, utc_ms);
  gint64 days = local_ms / DAY_MS - get_local_ms (page, page->now_ms) / DAY_MS;
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (local_ms / SECOND_MS);
  g_autofree char *clock = g_date_time_format (when, "%H:%M");
  g_autofree char *month_day = dup_month_day (page, when);
  const char *weekday = weekdays[g_date_time_get_day_of_week (when) - 1];

  if (days == 0)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("%s today")), clock);
  if (days == 1)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("%s tomorrow")), clock);
  if (days == -1)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("%s yesterday")), clock);
  /* TRANSLATORS: weekday, day and month, time: "18:30 on Tue 24 November" */
  return g_strdup_printf (aft_page_frame_say (page, N_ ("%3$s on %1$s %2$s")),
                          aft_page_frame_say (page, weekday), month_day, clock);
}

void
aft_page_time_write (AftPhonePage *page, gint64 utc_ms)
{
  g_autofree char *text = aft_page_time_dup (page, utc_ms);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (utc_ms / SECOND_MS);
  g_autofree char *exact = g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ");

  aft_html_put (page->html, "time", text, "datetime", exact, NULL);
}
