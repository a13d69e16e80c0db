/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, weeks, months and periods, above all where they meet. */
#include "aft-calendar.h"
#include "aft-error.h"

static gint32
read_day (const char *text)
{
  gint32 day = -1;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

static AftPeriod
read_period (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftPeriod period = { 0, 0 };
  gboolean is_read = aft_period_from_text (text, &period, &error);

  g_assert_no_error (error);
  g_assert_true (is_read);
  return period;
}

static void
assert_period (AftPeriod period, const char *from, const char *to)
{
  g_autofree char *from_text = aft_calendar_day_to_text (period.from_day);
  g_autofree char *to_text = aft_calendar_day_to_text (period.to_day);
  g_assert_cmpstr (from_text, ==, from);
  g_assert_cmpstr (to_text, ==, to);
}

/* GLib's own calendar, day by day. */
static void
test_every_day_is_what_it_is_called (void)
{
  for (gint32 day = 0; day <= AFT_CALENDAR_LAST_DAY; day += day < 60000 ? 1 : 97)
    {
      GDate date;
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) day + 719163);
      AftDate ours = aft_calendar_date_of (day);
      gint32 back = -1;

      g_assert_cmpint (ours.year, ==, g_date_get_year (&date));
      g_assert_cmpint (ours.month, ==, (gint) g_date_get_month (&date));
      g_assert_cmpint (ours.day, ==, g_date_get_day (&date));
      g_assert_true (aft_calendar_day_from_date (ours, &back));
      g_assert_cmpint (back, ==, day);
      g_assert_cmpuint (aft_calendar_get_weekday (day), ==, g_date_get_weekday (&date));
    }
  assert_period ((AftPeriod){ 0, AFT_CALENDAR_LAST_DAY }, "1970-01-01", "9999-12-31");
}

static void
test_weeks_are_those_of_their_thursday (void)
{
  static const struct
  {
    const char *day;
    gint year;
    guint week;
  } cases[] = {
    { "2026-01-01", 2026, 1 },  { "2025-12-29", 2026, 1 },  { "2025-12-28", 2025, 52 },
    { "2026-12-31", 2026, 53 }, { "2027-01-03", 2026, 53 }, { "2027-01-04", 2027, 1 },
    { "2024-12-30", 2025, 1 },  { "2021-01-03", 2020, 53 }, { "2016-01-03", 2015, 53 },
    { "2026-10-19", 2026, 43 }, { "2026-10-25", 2026, 43 }, { "1970-01-01", 1970, 1 },
    { "2005-01-01", 2004, 53 }, { "2008-12-29", 2009, 1 },  { "2010-01-03", 2009, 53 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint year = 0;
      g_assert_cmpuint (aft_calendar_get_week (read_day (cases[i].day), &year), ==, cases[i].week);
      g_assert_cmpint (year, ==, cases[i].year);
    }
}

static void
test_dates_that_are_none_are_refused (void)
{
  static const char *const texts[]
      = { NULL,          "",           "2026-02-29", "2100-02-29",  "2026-13-01",
          "2026-00-01",  "2026-04-31", "2026-10-00", "2026-1-01",   "2026-10-03 ",
          " 2026-10-03", "2026/10/03", "1969-12-31", "10000-01-01", "２０２６-10-03",
          "2026-10",     "+026-10-03", "2026-10-3x" };
  gint32 day = 7;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (aft_calendar_day_from_text (texts[i], &day));
  g_assert_cmpint (day, ==, 7);
  g_assert_cmpint (read_day ("2024-02-29"), ==, read_day ("2024-03-01") - 1);
  g_assert_cmpint (read_day ("2000-02-29"), ==, read_day ("2000-03-01") - 1);
}

static void
test_periods_are_read (void)
{
  assert_period (read_period ("2026"), "2026-01-01", "2026-12-31");
  assert_period (read_period ("2026-10"), "2026-10-01", "2026-10-31");
  assert_period (read_period ("2024-02"), "2024-02-01", "2024-02-29");
  assert_period (read_period ("2026-W43"), "2026-10-19", "2026-10-25");
  assert_period (read_period ("2026-W01"), "2025-12-29", "2026-01-04");
  assert_period (read_period ("2026-W53"), "2026-12-28", "2027-01-03");
  assert_period (read_period ("2026-10-03"), "2026-10-03", "2026-10-03");
  assert_period (read_period ("2026-10-01..2026-10-15"), "2026-10-01", "2026-10-15");
}

static void
test_what_is_no_period_is_refused_with_what_is (void)
{
  static const char *const texts[] = { NULL,
                                       "",
                                       "october",
                                       "2026-",
                                       "2026-13",
                                       "2026-00",
                                       "2026-W00",
                                       "2026-W54",
                                       "2025-W53",
                                       "2026-W4",
                                       "2026-w43",
                                       "2026W43",
                                       "1969",
                                       "1970-W00",
                                       "2026-10-15..2026-10-01",
                                       "..",
                                       "2026..",
                                       "26-10",
                                       "2026-10-32",
                                       "2026-10-01..",
                                       "2026-10-01..2026-10-15..2026-10-20",
                                       "2026-10-01...2026-10-15",
                                       "2026 ",
                                       "9999-W52x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      AftPeriod period = { 1, 2 };
      g_assert_false (aft_period_from_text (texts[i], &period, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_nonnull (g_strstr_len (error->message, -1, "2026-W43"));
      g_assert_cmpint (period.from_day, ==, 1);
    }
}

static void
test_periods_read_back_as_the_shortest (void)
{
  static const char *const texts[][2] = {
    { "2026", "2026" },
    { "2026-10", "2026-10" },
    { "2026-W43", "2026-W43" },
    { "2026-W01", "2026-W01" },
    { "2026-10-03", "2026-10-03" },
    { "2026-10-01..2026-10-15", "2026-10-01..2026-10-15" },
    { "2026-10-01..2026-10-31", "2026-10" },
    { "2026-01-01..2026-12-31", "2026" },
    { "2026-10-19..2026-10-25", "2026-W43" },
    { "2026-10-20..2026-10-26", "2026-10-20..2026-10-26" },
    { "2026-07-01..2026-09-30", "2026-07-01..2026-09-30" },
    { "2026-07-01..2027-06-30", "2026-07-01..2027-06-30" },
    { "2026-10-03..2026-10-03", "2026-10-03" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = aft_period_to_text (read_period (texts[i][0]));
      g_assert_cmpstr (text, ==, texts[i][1]);
    }
}

static void
test_a_period_is_compared_with_the_one_before (void)
{
  static const char *const texts[][3] = {
    { "2026-10", "2026-09-01", "2026-09-30" },
    { "2026-03", "2026-02-01", "2026-02-28" },
    { "2024-03", "2024-02-01", "2024-02-29" },
    { "2026-01", "2025-12-01", "2025-12-31" },
    { "2026", "2025-01-01", "2025-12-31" },
    { "2026-07-01..2026-09-30", "2026-04-01", "2026-06-30" },
    { "2026-W43", "2026-10-12", "2026-10-18" },
    { "2027-W01", "2026-12-28", "2027-01-03" },
    { "2026-10-03", "2026-10-02", "2026-10-02" },
    { "2026-03-01", "2026-02-28", "2026-02-28" },
    { "2026-10-01..2026-10-15", "2026-09-16", "2026-09-30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AftPeriod before;
      g_assert_true (aft_period_get_before (read_period (texts[i][0]), &before));
      assert_period (before, texts[i][1], texts[i][2]);
    }
}

static void
test_before_the_calendar_there_is_nothing (void)
{
  AftPeriod before = { 1, 2 }, running;

  g_assert_false (aft_period_get_before (read_period ("1970"), &before));
  g_assert_false (aft_period_get_before (read_period ("1970-01"), &before));
  g_assert_false (aft_period_get_before (read_period ("1970-01-02..1970-01-04"), &before));
  g_assert_false (
      aft_period_get_running (read_period ("1970-01"), read_day ("1970-01-05"), &running, &before));
  g_assert_cmpint (before.to_day, ==, 2);
  g_assert_true (
      aft_period_get_running (read_period ("1970-01"), read_day ("1970-01-05"), &running, NULL));
  assert_period (running, "1970-01-01", "1970-01-05");
}

static void
test_a_running_period_is_compared_with_as_many_days (void)
{
  static const char *const texts[][6] = {
    { "2026-10", "2026-10-03", "2026-10-01", "2026-10-03", "2026-09-01", "2026-09-03" },
    { "2026-03", "2026-03-30", "2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28" },
    { "2026-10", "2026-10-31", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30" },
    { "2026-10", "2027-01-01", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30" },
    { "2026-W43", "2026-10-21", "2026-10-19", "2026-10-21", "2026-10-12", "2026-10-14" },
  };
  AftPeriod running, before;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (aft_period_get_running (read_period (texts[i][0]), read_day (texts[i][1]),
                                             &running, &before));
      assert_period (running, texts[i][2], texts[i][3]);
      assert_period (before, texts[i][4], texts[i][5]);
    }
  g_assert_false (
      aft_period_get_running (read_period ("2026-10"), read_day ("2026-09-30"), &running, &before));
}

static void
assert_span (const GArray *spans, guint place, const char *text, gboolean is_partial)
{
  const AftStepSpan *span = &g_array_index (spans, AftStepSpan, place);
  g_autofree char *period = aft_period_to_text (span->period);
  g_assert_cmpstr (period, ==, text);
  g_assert_cmpint (span->is_partial, ==, is_partial);
}

static void
test_months_are_cut_into_weeks_with_partial_ends (void)
{
  g_autoptr (GArray) spans = aft_period_cut (read_period ("2026-10"), AFT_STEP_WEEK);

  g_assert_cmpuint (spans->len, ==, 5);
  assert_span (spans, 0, "2026-10-01..2026-10-04", TRUE);
  assert_span (spans, 1, "2026-W41", FALSE);
  assert_span (spans, 3, "2026-W43", FALSE);
  assert_span (spans, 4, "2026-10-26..2026-10-31", TRUE);
}

static void
test_weeks_over_the_year_are_whole (void)
{
  g_autoptr (GArray) spans = aft_period_cut (read_period ("2026-12-21..2027-01-10"), AFT_STEP_WEEK);

  g_assert_cmpuint (spans->len, ==, 3);
  assert_span (spans, 0, "2026-W52", FALSE);
  assert_span (spans, 1, "2026-W53", FALSE);
  assert_span (spans, 2, "2027-W01", FALSE);
}

static void
test_years_are_cut_into_months (void)
{
  g_autoptr (GArray) whole = aft_period_cut (read_period ("2024"), AFT_STEP_MONTH);
  g_autoptr (GArray) partial
      = aft_period_cut (read_period ("2026-11-15..2027-02-28"), AFT_STEP_MONTH);

  g_assert_cmpuint (whole->len, ==, 12);
  assert_span (whole, 1, "2024-02", FALSE);
  assert_span (whole, 11, "2024-12", FALSE);
  g_assert_cmpuint (partial->len, ==, 4);
  assert_span (partial, 0, "2026-11-15..2026-11-30", TRUE);
  assert_span (partial, 1, "2026-12", FALSE);
  assert_span (partial, 3, "2027-02", FALSE);
}

static void
test_a_day_is_one_step_of_each_kind (void)
{
  for (guint step = 0; step < AFT_STEPS; step++)
    {
      g_autoptr (GArray) spans = aft_period_cut (read_period ("2026-10-03"), (AftStep) step);
      g_assert_cmpuint (spans->len, ==, 1);
      assert_span (spans, 0, "2026-10-03", step != AFT_STEP_DAY);
    }
}

static void
test_the_ends_of_the_calendar_can_be_cut (void)
{
  g_autoptr (GArray) first = aft_period_cut (read_period ("1970-01-01..1970-01-10"), AFT_STEP_WEEK);
  g_autoptr (GArray) last = aft_period_cut (read_period ("9999-12"), AFT_STEP_WEEK);

  assert_span (first, 0, "1970-01-01..1970-01-04", TRUE);
  assert_span (last, last->len - 1, "9999-12-27..9999-12-31", TRUE);
}

/* Every day lies in one step, and steps follow one another. */
static void
test_steps_hold_their_days (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 300; round++)
    {
      gint32 from = g_rand_int_range (random, 0, 40000);
      AftPeriod period = { from, from + g_rand_int_range (random, 0, 500) };
      AftStep step = (AftStep) (round % AFT_STEPS);
      g_autoptr (GArray) spans = aft_period_cut (period, step);
      gint32 next = period.from_day;

      for (guint i = 0; i < spans->len; i++)
        {
          const AftStepSpan *span = &g_array_index (spans, AftStepSpan, i);
          g_assert_cmpint (span->period.from_day, ==, next);
          g_assert_true (!span->is_partial || i == 0 || i == spans->len - 1);
          g_assert_cmpint (span->period.to_day, >=, next);
          next = span->period.to_day + 1;
        }
      g_assert_cmpint (next, ==, period.to_day + 1);
    }
}

static void
test_steps_have_names (void)
{
  for (guint i = 0; i < AFT_STEPS; i++)
    {
      AftStep step = AFT_STEPS;
      g_assert_true (aft_step_from_text (aft_step_to_text ((AftStep) i), &step));
      g_assert_cmpuint (step, ==, i);
    }
  AftStep step = AFT_STEP_WEEK;
  g_assert_false (aft_step_from_text ("year", &step));
  g_assert_false (aft_step_from_text (NULL, &step));
  g_assert_cmpuint (step, ==, AFT_STEP_WEEK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/calendar/every-day-is-what-it-is-called",
                   test_every_day_is_what_it_is_called);
  g_test_add_func ("/stats/calendar/weeks-are-those-of-their-thursday",
                   test_weeks_are_those_of_their_thursday);
  g_test_add_func ("/stats/calendar/dates-that-are-none-are-refused",
                   test_dates_that_are_none_are_refused);
  g_test_add_func ("/stats/calendar/periods-are-read", test_periods_are_read);
  g_test_add_func ("/stats/calendar/what-is-no-period-is-refused-with-what-is",
                   test_what_is_no_period_is_refused_with_what_is);
  g_test_add_func ("/stats/calendar/periods-read-back-as-the-shortest",
                   test_periods_read_back_as_the_shortest);
  g_test_add_func ("/stats/calendar/a-period-is-compared-with-the-one-before",
                   test_a_period_is_compared_with_the_one_before);
  g_test_add_func ("/stats/calendar/before-the-calendar-there-is-nothing",
                   test_before_the_calendar_there_is_nothing);
  g_test_add_func ("/stats/calendar/a-running-period-is-compared-with-as-many-days",
                   test_a_running_period_is_compared_with_as_many_days);
  g_test_add_func ("/stats/calendar/months-are-cut-into-weeks-with-partial-ends",
                   test_months_are_cut_into_weeks_with_partial_ends);
  g_test_add_func ("/stats/calendar/weeks-over-the-year-are-whole",
                   test_weeks_over_the_year_are_whole);
  g_test_add_func ("/stats/calendar/years-are-cut-into-months", test_years_are_cut_into_months);
  g_test_add_func ("/stats/calendar/a-day-is-one-step-of-each-kind",
                   test_a_day_is_one_step_of_each_kind);
  g_test_add_func ("/stats/calendar/the-ends-of-the-calendar-can-be-cut",
                   test_the_ends_of_the_calendar_can_be_cut);
  g_test_add_func ("/stats/calendar/steps-hold-their-days", test_steps_hold_their_days);
  g_test_add_func ("/stats/calendar/steps-have-names", test_steps_have_names);
  return g_test_run ();
}
