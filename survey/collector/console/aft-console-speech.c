/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for what is kept as numbers, spans and times as people say them, money. Everything comes
 * from the catalogues; times are in the zone that is handed in. */
#include "aft-console-speech.h"

#include <string.h>

#define SECOND_MS    1000
#define MINUTE_MS    (60 * SECOND_MS)
#define HOUR_MINUTES 60
#define DAY_MINUTES  (24 * HOUR_MINUTES)
#define DAY_MS       (DAY_MINUTES * (gint64) MINUTE_MS)
#define SOON_MS      (5 * MINUTE_MS)
#define MONEY_MOST   1000000000 /* ten million, in minor units: nobody gives that away */

/* -- names -------------------------------------------------------------------------------------
 */

const char *
aft_speech_get_state (const AftPage *page, AftCaseState state)
{
  static const char *const names[AFT_CASE_STATES] = {
    [AFT_CASE_STATE_NEW] = N_ ("Waits for somebody"),
    [AFT_CASE_STATE_ACKNOWLEDGED] = N_ ("Taken"),
    [AFT_CASE_STATE_IN_PROGRESS] = N_ ("In progress"),
    [AFT_CASE_STATE_OFFERED] = N_ ("Offer made"),
    [AFT_CASE_STATE_WAITING] = N_ ("Waits for the guest"),
    [AFT_CASE_STATE_RECOVERED] = N_ ("Recovered"),
    [AFT_CASE_STATE_LOST] = N_ ("Lost"),
    [AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY] = N_ ("Closed without remedy"),
  };
  return aft_page_say (page, names[state]);
}

const char *
aft_speech_get_kind (const AftPage *page, AftCaseKind kind)
{
  static const char *const names[AFT_CASE_KINDS] = {
    [AFT_CASE_KIND_COMPLAINT] = N_ ("Complaint"),
    [AFT_CASE_KIND_SURVEY] = N_ ("Poor answers"),
    [AFT_CASE_KIND_CALL] = N_ ("Call for staff"),
    [AFT_CASE_KIND_DRILL] = N_ ("Drill"),
  };
  return aft_page_say (page, names[kind]);
}

const char *
aft_speech_get_level (const AftPage *page, AftRiskLevel level)
{
  static const char *const names[AFT_RISK_LEVELS] = {
    [AFT_RISK_NONE] = N_ ("No risk seen"),
    [AFT_RISK_WATCH] = N_ ("To watch"),
    [AFT_RISK_AT_RISK] = N_ ("At risk"),
    [AFT_RISK_CRITICAL] = N_ ("Critical"),
  };
  return aft_page_say (page, names[level]);
}

const char *
aft_speech_get_tier (const AftPage *page, AftTier tier)
{
  return aft_tier_rules_get_name (page->tiers, tier, page->language);
}

const char *
aft_speech_get_clock (const AftPage *page, AftCaseClockKind kind)
{
  static const char *const names[AFT_CASE_CLOCKS] = {
    [AFT_CASE_CLOCK_CONTACT] = N_ ("First answer"),
    [AFT_CASE_CLOCK_HANDLING] = N_ ("Solution"),
    [AFT_CASE_CLOCK_RESOLUTION] = N_ ("End"),
  };
  return aft_page_say (page, names[kind]);
}

const char *
aft_speech_get_role (const AftPage *page, AftRole role)
{
  static const char *const names[AFT_ROLES] = { N_ ("Staff"), N_ ("Manager"), N_ ("Owner") };
  return aft_page_say (page, names[role]);
}

const char *
aft_speech_get_event (const AftPage *page, AftCaseEventKind kind)
{
  static const char *const names[AFT_CASE_EVENT_KINDS] = {
    [AFT_CASE_EVENT_FLAGGED] = N_ ("Flagged"),
    [AFT_CASE_EVENT_ACKNOWLEDGED] = N_ ("Taken"),
    [AFT_CASE_EVENT_NOTE] = N_ ("Note"),
    [AFT_CASE_EVENT_STEP] = N_ ("Step done"),
    [AFT_CASE_EVENT_AGREED] = N_ ("Solution agreed"),
    [AFT_CASE_EVENT_MOVED] = N_ ("Moved on"),
    [AFT_CASE_EVENT_HANDED_OVER] = N_ ("Handed over"),
    [AFT_CASE_EVENT_ESCALATED] = N_ ("Passed up"),
    [AFT_CASE_EVENT_CLOSED] = N_ ("Closed"),
    [AFT_CASE_EVENT_REOPENED] = N_ ("Opened again"),
    [AFT_CASE_EVENT_RISK] = N_ ("Scored anew"),
    [AFT_CASE_EVENT_CALLED] = N_ ("Telephoned"),
    [AFT_CASE_EVENT_OFFER] = N_ ("Offered"),
    [AFT_CASE_EVENT_ACTION] = N_ ("Corrective action"),
    [AFT_CASE_EVENT_PROMISED] = N_ ("Promised"),
    [AFT_CASE_EVENT_KEPT] = N_ ("Promise kept"),
    [AFT_CASE_EVENT_WITHDRAWN] = N_ ("Promise withdrawn"),
    [AFT_CASE_EVENT_ASKED] = N_ ("Asked for approval"),
    [AFT_CASE_EVENT_DECLINED] = N_ ("Offer refused"),
    [AFT_CASE_EVENT_GUEST] = N_ ("Guest wrote"),
    [AFT_CASE_EVENT_PHOTO] = N_ ("Photo from the guest"),
  };
  return aft_page_say (page, names[kind]);
}

/* -- spans and times ---------------------------------------------------------------------------
 */

char *
aft_speech_dup_span (const AftPage *page, gint64 span_ms)
{
  gint64 minutes = span_ms / MINUTE_MS;

  if (minutes < 1)
    return g_strdup_printf (aft_page_say (page, N_ ("%d s")), (int) (span_ms / SECOND_MS));
  if (minutes < HOUR_MINUTES)
    return g_strdup_printf (aft_page_say (page, N_ ("%d min")), (int) minutes);
  if (minutes < DAY_MINUTES)
    return g_strdup_printf (aft_page_say (page, N_ ("%d h %d min")), (int) (minutes / HOUR_MINUTES),
                            (int) (minutes % HOUR_MINUTES));
  return g_strdup_printf (aft_page_say (page, N_ ("%d d %d h")), (int) (minutes / DAY_MINUTES),
                          (int) (minutes % DAY_MINUTES / HOUR_MINUTES));
}

/* In English the months are named here, as the process may speak any language. */
static char *
dup_month_day (const AftPage *page, GDateTime *when)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int month = g_date_time_get_month (when);
  int day = g_date_time_get_day_of_month (when);

  if (page->language == AFT_LANGUAGE_EN)
    return g_strdup_printf ("%d %s", day, months[month - 1]);
  return g_strdup_printf ("%d月%d日", month, day);
}

char *
aft_speech_dup_time (const AftPage *page, gint64 utc_ms, GTimeZone *zone)
{
  gint64 local_ms = aft_clock_to_local_ms (utc_ms, zone);
  gint64 now_ms = aft_clock_to_local_ms (page->now_ms, zone);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (local_ms / SECOND_MS);
  g_autofree char *clock = g_date_time_format (when, "%H:%M");

  if (local_ms / DAY_MS == now_ms / DAY_MS)
    return g_steal_pointer (&clock);
  g_autofree char *day = dup_month_day (page, when);
  return g_strdup_printf ("%s %s", day, clock);
}

char *
aft_speech_dup_day (const AftPage *page, gint32 day)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (day * (DAY_MS / SECOND_MS));
  g_autofree char *month_day = dup_month_day (page, when);
  int year = g_date_time_get_year (when);

  if (page->language == AFT_LANGUAGE_EN)
    return g_strdup_printf ("%s %d", month_day, year);
  return g_strdup_printf ("%d年%s", year, month_day);
}

void
aft_speech_time (AftPage *page, gint64 utc_ms, GTimeZone *zone)
{
  g_autofree char *text = aft_speech_dup_time (page, utc_ms, zone);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (utc_ms / SECOND_MS);
  g_autofree char *exact = g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ");

  aft_html_put (page->html, "time", text, "datetime", exact, NULL);
}

/* -- money -------------------------------------------------------------------------------------
 */

char *
aft_speech_dup_money (const AftPage *page, gint64 minor)
{
  const char *currency = page->house != NULL ? page->house->currency : "CNY";
  gboolean is_yuan = g_str_equal (currency, "CNY");
  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT ".%02d", is_yuan ? "¥" : currency,
                          is_yuan ? "" : "\u00a0", minor / 100, (int) (minor % 100));
}

/* The digits after the point: none, one or two. */
static gboolean
read_cents (const char *text, gint64 *ret_cents)
{
  gsize length = strlen (text);

  if (length > 2 || strspn (text, "0123456789") != length)
    return FALSE;
  *ret_cents = length == 0 ? 0 : g_ascii_strtoll (text, NULL, 10) * (length == 1 ? 10 : 1);
  return TRUE;
}

gboolean
aft_speech_read_money (const char *text, gint64 *ret_minor)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gint64 cents = 0;

  for (const char *at = text; *at != '\0'; at++)
    if (*at != ' ' && *at != ',')
      g_string_append_c (plain, *at);
  char *point = strchr (plain->str, '.');
  if (point != NULL)
    *point = '\0';
  gsize length = strlen (plain->str);
  if (length < 1 || length > 8 || strspn (plain->str, "0123456789") != length
      || (point != NULL && !read_cents (point + 1, &cents)))
    return FALSE;
  *ret_minor = g_ascii_strtoll (plain->str, NULL, 10) * 100 + cents;
  return *ret_minor <= MONEY_MOST;
}

/* -- levels and clocks -------------------------------------------------------------------------
 */

void
aft_speech_level (AftPage *page, AftRiskLevel level)
{
  g_autofree char *class = g_strconcat ("level level-", aft_risk_level_to_text (level), NULL);
  aft_html_put (page->html, "span", aft_speech_get_level (page, level), "class", class, NULL);
}

char *
aft_speech_dup_clock (const AftPage *page, const AftCaseClock *clock)
{
  g_autofree char *span = aft_speech_dup_span (page, ABS (clock->remaining_open_ms));

  if (!clock->has_target)
    return g_strdup (aft_page_say (page, N_ ("no time set")));
  if (clock->is_paused)
    return g_strdup (aft_page_say (page, N_ ("stands still while the guest thinks it over")));
  if (clock->ended_ms != 0)
    return clock->is_overdue ? g_strdup_printf (aft_page_say (page, N_ ("%s late")), span)
                             : g_strdup (aft_page_say (page, N_ ("in time")));
  return clock->is_overdue ? g_strdup_printf (aft_page_say (page, N_ ("overdue by %s")), span)
                           : g_strdup_printf (aft_page_say (page, N_ ("%s left")), span);
}

const char *
aft_speech_get_clock_class (const AftCaseClock *clock)
{
  if (!clock->has_target)
    return "";
  if (clock->is_overdue)
    return "is-late";
  if (clock->ended_ms != 0)
    return "is-done";
  return !clock->is_paused && clock->remaining_open_ms < SOON_MS ? "is-soon" : "";
}
