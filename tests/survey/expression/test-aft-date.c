/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Dates": the calendar by itself, and how texts are read as days and times. The
 * readings are those of survey-core under V8 in Shanghai. */

#include "aft-date.h"

#include <math.h>

#define UTC_OFFSET_MS G_GINT64_CONSTANT (28800000)
#define MIDNIGHT_MS   G_GINT64_CONSTANT (1773446400000) /* 2026-03-14 */
#define LARGEST_MS    G_GINT64_CONSTANT (8640000000000000)

static void
assert_text (gint64 local_ms, const char *expected)
{
  g_autofree char *text = aft_date_to_text (local_ms);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_fields (void)
{
  AftDateFields fields = aft_date_get_fields (MIDNIGHT_MS + 67501234);

  g_assert_cmpint (fields.year, ==, 2026);
  g_assert_cmpint (fields.month, ==, 2);
  g_assert_cmpint (fields.day, ==, 14);
  g_assert_cmpint (fields.weekday, ==, 6);
  g_assert_cmpint (fields.hour, ==, 18);
  g_assert_cmpint (fields.minute, ==, 45);
  g_assert_cmpint (fields.second, ==, 1);
  g_assert_cmpint (fields.millisecond, ==, 234);
}

static void
test_before_1970 (void)
{
  AftDateFields fields = aft_date_get_fields (-1);

  g_assert_cmpint (fields.year, ==, 1969);
  g_assert_cmpint (fields.month, ==, 11);
  g_assert_cmpint (fields.day, ==, 31);
  g_assert_cmpint (fields.weekday, ==, 3);
  g_assert_cmpint (fields.hour, ==, 23);
  g_assert_cmpint (fields.millisecond, ==, 999);
}

/* Every day of 800 years has the day after it for its successor. */
static void
test_every_day_follows (void)
{
  AftDateParts parts = { .year = 1600, .day = 1 };
  gint64 first_ms = aft_date_from_parts (&parts);
  AftDateFields before = aft_date_get_fields (first_ms - AFT_DATE_DAY_MS);

  for (guint i = 0; i < 2 * 146097; i++)
    {
      AftDateFields now = aft_date_get_fields (first_ms + i * AFT_DATE_DAY_MS);
      gboolean is_same_month = now.month == before.month;

      g_assert_cmpint (now.weekday, ==, (before.weekday + 1) % 7);
      g_assert_cmpint (now.day, ==, is_same_month ? before.day + 1 : 1);
      g_assert_cmpint (now.month, ==, is_same_month ? before.month : (before.month + 1) % 12);
      g_assert_cmpint (now.year, ==, now.month < before.month ? before.year + 1 : before.year);
      before = now;
    }
  g_assert_cmpint (before.year, ==, 2399);
}

static void
test_leap_years (void)
{
  static const struct
  {
    double year;
    int day_before_march;
  } years[]
      = { { 2024, 29 }, { 2025, 28 }, { 2000, 29 }, { 1900, 28 }, { 2100, 28 }, { 1600, 29 } };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      AftDateParts parts = { .year = years[i].year, .month = 2, .day = 0 };
      AftDateFields fields = aft_date_get_fields (aft_date_from_parts (&parts));
      g_assert_cmpint (fields.day, ==, years[i].day_before_march);
      g_assert_cmpint (fields.month, ==, 1);
    }
}

static void
test_parts_go_both_ways (void)
{
  static const gint64 times[] = { 0, -1, MIDNIGHT_MS, 1234567890123, -62135596800000, LARGEST_MS };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      AftDateParts parts = aft_date_get_parts (times[i]);
      g_assert_cmpint (aft_date_from_parts (&parts), ==, times[i]);
    }
}

static void
test_parts_spill (void)
{
  static const struct
  {
    AftDateParts parts;
    const char *text;
  } cases[] = {
    { { .year = 2026, .month = 1, .day = 31 }, "Tue Mar 03 2026 00:00:00" },
    { { .year = 2026, .month = 12, .day = 1 }, "Fri Jan 01 2027 00:00:00" },
    { { .year = 2026, .month = -1, .day = 1 }, "Mon Dec 01 2025 00:00:00" },
    { { .year = 2026, .month = -13, .day = 1 }, "Sun Dec 01 2024 00:00:00" },
    { { .year = 2026, .month = 2, .day = -1 }, "Fri Feb 27 2026 00:00:00" },
    { { .year = 2026, .month = 2, .day = 14, .hour = 25 }, "Sun Mar 15 2026 01:00:00" },
    { { .year = 2026, .month = 2, .day = 14, .minute = -1 }, "Fri Mar 13 2026 23:59:00" },
    { { .year = 2026, .month = 2, .day = 14, .second = 3600 }, "Sat Mar 14 2026 01:00:00" },
    { { .year = 2026, .month = 2.9, .day = 14.9, .hour = 1.5 }, "Sat Mar 14 2026 01:00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (aft_date_from_parts (&cases[i].parts), cases[i].text);
}

static void
test_no_dates (void)
{
  AftDateParts far = { .year = 275760, .month = 8, .day = 13, .millisecond = 1 };
  AftDateParts none = { .year = 2026, .day = NAN };
  AftDateParts endless = { .year = INFINITY, .day = 1 };
  AftDateParts parts = aft_date_get_parts (AFT_DATE_INVALID);

  g_assert_true (aft_date_is_valid (LARGEST_MS));
  g_assert_true (aft_date_is_valid (-LARGEST_MS));
  g_assert_false (aft_date_is_valid (LARGEST_MS + 1));
  g_assert_false (aft_date_is_valid (-LARGEST_MS - 1));
  g_assert_false (aft_date_is_valid (AFT_DATE_INVALID));
  g_assert_false (aft_date_is_valid (aft_date_from_parts (&far)));
  g_assert_false (aft_date_is_valid (aft_date_from_parts (&none)));
  g_assert_false (aft_date_is_valid (aft_date_from_parts (&endless)));
  g_assert_true (isnan (parts.year) && isnan (parts.month) && isnan (parts.day));
  assert_text (AFT_DATE_INVALID, "Invalid Date");
}

static void
test_texts_of_dates (void)
{
  assert_text (0, "Thu Jan 01 1970 00:00:00");
  assert_text (MIDNIGHT_MS + 1999, "Sat Mar 14 2026 00:00:01");
  assert_text (G_GINT64_CONSTANT (-62135596800000), "Mon Jan 01 0001 00:00:00");
}

static void
test_days_of_dates (void)
{
  g_autofree char *day = aft_date_to_day (MIDNIGHT_MS + AFT_DATE_DAY_MS - 1);
  g_autofree char *early = aft_date_to_day (G_GINT64_CONSTANT (-62135596800000));
  g_autofree char *none = aft_date_to_day (AFT_DATE_INVALID);

  g_assert_cmpstr (day, ==, "2026-03-14");
  g_assert_cmpstr (early, ==, "1-01-01");
  g_assert_cmpstr (none, ==, "NaN-NaN-NaN");
}

typedef struct
{
  const char *text;
  const char *date;
} Reading;

static void
check_readings (const Reading *readings, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_test_message ("%s", readings[i].text);
      assert_text (aft_date_from_text (readings[i].text, UTC_OFFSET_MS), readings[i].date);
    }
}

static void
test_days (void)
{
  static const Reading readings[] = {
    { "2026-03-14", "Sat Mar 14 2026 00:00:00" },
    { "0001-01-01", "Mon Jan 01 0001 00:00:00" },
    { "2026-03-14 ", "Invalid Date" },
    { " 2026-03-14", "Invalid Date" },
    { "2026-02-31", "Tue Mar 03 2026 00:00:00" },
    { "2026-02-32", "Invalid Date" },
    { "2026-13-01", "Invalid Date" },
    { "2026-00-01", "Invalid Date" },
    { "2026-03-14 18:30", "Invalid Date" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_years_and_months (void)
{
  static const Reading readings[] = {
    { "2026", "Thu Jan 01 2026 08:00:00" },
    { "2026-03", "Sun Mar 01 2026 08:00:00" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_times (void)
{
  static const Reading readings[] = {
    { "2026-03-14T18:30", "Sat Mar 14 2026 18:30:00" },
    { "2026-03-14T18:30:15", "Sat Mar 14 2026 18:30:15" },
    { "2026-03-14T18:30:15.999", "Sat Mar 14 2026 18:30:15" },
    { "2026-03-14t18:30", "Invalid Date" },
    { "2026-03-14T24:00", "Sun Mar 15 2026 00:00:00" },
    { "2026-03-14T24:01", "Invalid Date" },
    { "2026-03-14T18:60", "Invalid Date" },
    { "2026-03-14T18:30:60", "Invalid Date" },
    { "2026-03-14T18", "Invalid Date" },
    { "2026-03-14T18:30:15.", "Invalid Date" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_offsets (void)
{
  static const Reading readings[] = {
    { "2026-03-14T18:30Z", "Sun Mar 15 2026 02:30:00" },
    { "2026-03-14T18:30:00z", "Sun Mar 15 2026 02:30:00" },
    { "2026-03-14T18:30+08:00", "Sat Mar 14 2026 18:30:00" },
    { "2026-03-14T18:30:00+0800", "Sat Mar 14 2026 18:30:00" },
    { "2026-03-14T18:30-05:30", "Sun Mar 15 2026 08:00:00" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_looser_forms (void)
{
  static const Reading readings[] = {
    { "2026/3/14", "Sat Mar 14 2026 00:00:00" },
    { "3/14/2026", "Sat Mar 14 2026 00:00:00" },
    { "2026/3/14 18:30", "Sat Mar 14 2026 18:30:00" },
    { "March 14, 2026", "Sat Mar 14 2026 00:00:00" },
    { "14 Mar 2026", "Sat Mar 14 2026 00:00:00" },
    { "Sat Mar 14 2026 18:30:15", "Sat Mar 14 2026 18:30:15" },
    { "3/14/26", "Sat Mar 14 2026 00:00:00" },
    { "3/14/70", "Sat Mar 14 1970 00:00:00" },
    { "2026/3/14 6:30 pm", "Sat Mar 14 2026 18:30:00" },
    { "2026/3/14 12:30 AM", "Sat Mar 14 2026 00:30:00" },
    { "2026/3/14 13:30 pm", "Invalid Date" },
    { "2026/3/14 18:61", "Invalid Date" },
    { "14/3/2026", "Invalid Date" },
    { "1/2/3/4", "Invalid Date" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_words (void)
{
  static const Reading readings[] = {
    { "soon", "Invalid Date" },  { "", "Invalid Date" },         { "明天", "Invalid Date" },
    { "March", "Invalid Date" }, { "Mar 14 x", "Invalid Date" },
  };

  check_readings (readings, G_N_ELEMENTS (readings));
}

static void
test_joined_texts (void)
{
  assert_text (aft_date_from_joined_text ("2026-03-14", UTC_OFFSET_MS), "Sat Mar 14 2026 08:00:00");
  assert_text (aft_date_from_joined_text ("2026-03-14T18:30", UTC_OFFSET_MS),
               "Sat Mar 14 2026 18:30:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/date/a-moment-has-fields", test_fields);
  g_test_add_func ("/expression/date/days-before-1970-count-backwards", test_before_1970);
  g_test_add_func ("/expression/date/every-day-follows-the-day-before", test_every_day_follows);
  g_test_add_func ("/expression/date/leap-years-are-gregorian", test_leap_years);
  g_test_add_func ("/expression/date/parts-go-both-ways", test_parts_go_both_ways);
  g_test_add_func ("/expression/date/parts-spill-into-the-next-larger", test_parts_spill);
  g_test_add_func ("/expression/date/beyond-the-range-is-no-date", test_no_dates);
  g_test_add_func ("/expression/date/texts-name-the-day", test_texts_of_dates);
  g_test_add_func ("/expression/date/an-answer-of-a-date-is-its-day", test_days_of_dates);
  g_test_add_func ("/expression/date/a-day-is-local-midnight", test_days);
  g_test_add_func ("/expression/date/a-year-or-month-alone-is-utc", test_years_and_months);
  g_test_add_func ("/expression/date/a-time-is-local", test_times);
  g_test_add_func ("/expression/date/an-offset-moves-the-time", test_offsets);
  g_test_add_func ("/expression/date/looser-forms-are-those-of-browsers", test_looser_forms);
  g_test_add_func ("/expression/date/words-are-no-dates", test_words);
  g_test_add_func ("/expression/date/a-day-made-of-a-list-is-utc", test_joined_texts);
  return g_test_run ();
}
