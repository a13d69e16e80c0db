/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be chosen on the page of trends: the restaurants, the days, what is counted, in which
 * steps and by what. A plain form that becomes an address; nothing here reads a figure. */
#include "aft-console-trends.h"

#include "aft-console-form.h"

/* -- periods that people ask for ---------------------------------------------------------------
 */

static void
put_period (const AftTrendsLook *look, GPtrArray *seen, AftPeriod period)
{
  g_autofree char *text = aft_period_to_text (period);
  g_autofree char *name = aft_trend_words_dup_period (&look->voice, period, look->scope->today);
  gboolean is_chosen = period.from_day == look->scope->period.from_day
                       && period.to_day == look->scope->period.to_day;

  if (g_ptr_array_find_with_equal_func (seen, text, g_str_equal, NULL))
    return;
  aft_page_option (look->page, text, name, is_chosen);
  g_ptr_array_add (seen, g_steal_pointer (&text));
}

/* The one that is running, then the one before. */
static void
put_both (const AftTrendsLook *look, GPtrArray *seen, const char *running)
{
  AftPeriod period;
  AftPeriod before;

  if (!aft_period_from_text (running, &period, NULL))
    return;
  put_period (look, seen, period);
  if (aft_period_get_before (period, &before))
    put_period (look, seen, before);
}

static void
write_periods (const AftTrendsLook *look)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  AftDate today = aft_calendar_date_of (look->scope->today);
  gint week_year = 0;
  guint week = aft_calendar_get_week (look->scope->today, &week_year);
  g_autofree char *this_week = g_strdup_printf ("%04d-W%02u", week_year, week);
  g_autofree char *this_month = g_strdup_printf ("%04d-%02d", today.year, today.month);
  g_autofree char *this_year = g_strdup_printf ("%04d", today.year);
  const AftPageField field = { .id = "period", .label = aft_page_say (look->page, N_ ("Period")) };

  aft_page_open_select (look->page, &field);
  put_period (look, seen, look->scope->period);
  put_both (look, seen, this_week);
  put_both (look, seen, this_month);
  put_both (look, seen, this_year);
  aft_page_close_select (look->page);
}

/* -- the other fields --------------------------------------------------------------------------
 */

static void
put_measure (const AftTrendsLook *look, AftMeasure measure)
{
  aft_page_option (look->page, aft_trend_measure_to_text (measure),
                   aft_trend_words_get_measure (&look->voice, measure),
                   look->scope->measure == measure);
}

static void
write_measures (const AftTrendsLook *look)
{
  const AftPageField field
      = { .id = "measure", .label = aft_page_say (look->page, N_ ("What is counted")) };

  aft_page_open_select (look->page, &field);
  put_measure (look, AFT_MEASURE_SATISFACTION);
  for (guint i = AFT_MEASURE_RECOMMENDATION; i <= AFT_MEASURE_RETURN; i++)
    put_measure (look, (AftMeasure) i);
  for (guint i = AFT_MEASURE_ASPECT; i < AFT_MEASURE_END; i++)
    put_measure (look, (AftMeasure) i);
  put_measure (look, AFT_MEASURE_ANSWERS);
  aft_page_close_select (look->page);
}

static void
write_steps (const AftTrendsLook *look)
{
  static const char *const names[AFT_STEPS] = { N_ ("Days"), N_ ("Weeks"), N_ ("Months") };
  const AftPageField field = { .id = "step", .label = aft_page_say (look->page, N_ ("Step by")) };
  gboolean is_natural = look->scope->step == aft_trend_scope_get_natural_step (look->scope);

  aft_page_open_select (look->page, &field);
  aft_page_option (look->page, "", aft_page_say (look->page, N_ ("Automatic")), is_natural);
  for (guint i = 0; i < AFT_STEPS; i++)
    aft_page_option (look->page, aft_step_to_text ((AftStep) i),
                     aft_page_say (look->page, names[i]), !is_natural && look->scope->step == i);
  aft_page_close_select (look->page);
}

static void
write_groups (const AftTrendsLook *look)
{
  static const AftSlice slices[]
      = { AFT_SLICE_ALL,  AFT_SLICE_DAY_PART, AFT_SLICE_LANGUAGE, AFT_SLICE_CHANNEL,
          AFT_SLICE_TIER, AFT_SLICE_DEVICE,   AFT_SLICE_SURVEY,   AFT_SLICE_HOUR };
  const AftPageField field = { .id = "by", .label = aft_page_say (look->page, N_ ("Split by")) };

  aft_page_open_select (look->page, &field);
  for (gsize i = 0; i < G_N_ELEMENTS (slices); i++)
    aft_page_option (look->page, slices[i] == AFT_SLICE_ALL ? "" : aft_slice_to_text (slices[i]),
                     aft_trend_words_get_slice (&look->voice, slices[i]),
                     look->scope->by == slices[i]);
  aft_page_close_select (look->page);
}

/* Any days; they go before the period. */
static void
write_days (const AftTrendsLook *look)
{
  const AftPageField from
      = { .id = "from", .type = "date", .label = aft_page_say (look->page, N_ ("From")) };
  const AftPageField to
      = { .id = "to", .type = "date", .label = aft_page_say (look->page, N_ ("To and with")) };

  aft_html_open (look->page->html, "details", "class", "other-days", NULL);
  aft_html_put (look->page->html, "summary", aft_page_say (look->page, N_ ("Other days")), NULL);
  aft_html_open (look->page->html, "div", "class", "row", NULL);
  aft_page_field (look->page, &from);
  aft_page_field (look->page, &to);
  aft_html_close (look->page->html, "div");
  aft_html_close (look->page->html, "details");
}

/* -- earlier and later -------------------------------------------------------------------------
 */

static void
write_way (const AftTrendsLook *look, const AftTrendScope *scope, gboolean is_later)
{
  AftPage *page = look->page;
  g_autofree char *address = aft_trends_dup_address (AFT_TRENDS, scope, NULL);
  g_autofree char *period = aft_trend_words_dup_period (&look->voice, scope->period, scope->today);

  aft_html_open (page->html, "a", "class", "button plain", "rel", is_later ? "next" : "prev",
                 "href", address, NULL);
  aft_html_text_printf (page->html,
                        is_later ? aft_page_say (page, N_ ("Later: %s"))
                                 : aft_page_say (page, N_ ("Earlier: %s")),
                        period);
  aft_html_close (page->html, "a");
}

static void
write_ways (const AftTrendsLook *look)
{
  AftPage *page = look->page;
  g_autoptr (AftTrendScope) earlier = aft_trend_scope_copy (look->scope);
  g_autoptr (AftTrendScope) later = aft_trend_scope_copy (look->scope);

  aft_html_open (page->html, "nav", "class", "row ways", "aria-label",
                 aft_page_say (page, N_ ("Period")), NULL);
  aft_trend_scope_move_earlier (earlier);
  write_way (look, earlier, FALSE);
  if (aft_trend_scope_move_later (later))
    write_way (look, later, TRUE);
  if (look->scope->filter != AFT_SLICE_ALL)
    {
      g_autoptr (AftTrendScope) whole = aft_trend_scope_copy (look->scope);
      g_autofree char *address = NULL;
      whole->filter = AFT_SLICE_ALL;
      address = aft_trends_dup_address (AFT_TRENDS, whole, NULL);
      aft_html_put (page->html, "a", aft_page_say (page, N_ ("Show all answers")), "class",
                    "button plain", "href", address, NULL);
    }
  aft_html_close (page->html, "nav");
}

void
aft_trends_write_form (const AftTrendsLook *look)
{
  AftPage *page = look->page;

  write_ways (look);
  aft_html_open (page->html, "form", "method", "get", "action", AFT_TRENDS, "class", "choose",
                 NULL);
  if (look->scope->filter != AFT_SLICE_ALL)
    aft_form_hidden (page, aft_slice_to_text (look->scope->filter), look->scope->filter_name);
  aft_trends_write_venues (look);
  write_periods (look);
  write_measures (look);
  write_steps (look);
  write_groups (look);
  write_days (look);
  aft_page_button (page, aft_page_say (page, N_ ("Show")), "primary");
  aft_html_close (page->html, "form");
  aft_trends_write_several (look);
}
