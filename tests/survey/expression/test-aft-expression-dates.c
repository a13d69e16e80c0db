/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Dates": days and times. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/dates/today-begins-at-midnight", "today() => Sat Mar 14 2026 00:00:00\n"
                                                  "today(0) => Sat Mar 14 2026 00:00:00\n"
                                                  "today(1) => Sun Mar 15 2026 00:00:00\n"
                                                  "today(-14) => Sat Feb 28 2026 00:00:00\n"
                                                  "today(365) => Sun Mar 14 2027 00:00:00\n"
                                                  "today('x') => Invalid Date\n" },
  { "/expression/dates/now-has-a-time", "currentDate() => Sat Mar 14 2026 19:30:00\n"
                                        "currentYear() => 2026\n" },
  { "/expression/dates/text-of-a-day-is-local-midnight",
    "getDate({day}) => Sat Mar 14 2026 00:00:00\n"
    "getDate({day}) = today() => true\n"
    "getDate('2024-02-29') => Thu Feb 29 2024 00:00:00\n" },
  { "/expression/dates/text-with-a-time-is-local",
    "getDate('2026-03-14T18:30:00') => Sat Mar 14 2026 18:30:00\n"
    "getDate('2026-03-14T18:30') => Sat Mar 14 2026 18:30:00\n"
    "getDate({moment}) => Sat Mar 14 2026 18:30:00\n" },
  { "/expression/dates/text-in-another-zone-becomes-local",
    "getDate('2026-03-13T20:00:00Z') => Sat Mar 14 2026 04:00:00\n"
    "getDate('2026-03-14T12:00:00+02:00') => Sat Mar 14 2026 18:00:00\n"
    "getDate('2026-03-14T00:00:00-05:00') => Sat Mar 14 2026 13:00:00\n" },
  { "/expression/dates/what-is-no-date-is-an-invalid-one",
    "getDate('soon') => Invalid Date\n"
    "getDate('2026-13-01') => Invalid Date\n"
    "getDate('2026-02-30T25:00') => Invalid Date\n"
    "getDate({none}) => null\n"
    "getDate('') => null\n"
    "getDate() => null\n" },
  { "/expression/dates/parts-of-a-day", "year({day}) => 2026\n"
                                        "month({day}) => 3\n"
                                        "day({day}) => 14\n"
                                        "weekday({day}) => 6\n"
                                        "getYear({day}) => 2026\n"
                                        "weekday('2026-03-15') => 0\n"
                                        "month('2026-12-31') => 12\n" },
  { "/expression/dates/parts-of-nothing-are-todays", "year() => 2026\n"
                                                     "month({none}) => 3\n"
                                                     "day('') => 14\n"
                                                     "weekday() => 6\n"
                                                     "getYear({none}) => null\n" },
  { "/expression/dates/parts-of-no-date-are-no-numbers", "year('soon') => {'$':'nan'}\n"
                                                         "month('soon') => {'$':'nan'}\n"
                                                         "weekday('soon') => {'$':'nan'}\n" },
  { "/expression/dates/months-overflow",
    "dateAdd('2026-01-31', 1, 'months') => Tue Mar 03 2026 00:00:00\n"
    "dateAdd('2026-03-14', 20, 'days') => Fri Apr 03 2026 00:00:00\n"
    "dateAdd('2024-02-29', 1, 'years') => Sat Mar 01 2025 00:00:00\n"
    "dateAdd('2026-03-31', -1, 'months') => Tue Mar 03 2026 00:00:00\n"
    "dateAdd('2026-12-14', 1, 'months') => Thu Jan 14 2027 00:00:00\n" },
  { "/expression/dates/date-add-knows-units",
    "dateAdd({day}, 1) => Sun Mar 15 2026 00:00:00\n"
    "dateAdd({day}, -1, 'days') => Fri Mar 13 2026 00:00:00\n"
    "dateAdd({moment}, 2, 'hours') => Sat Mar 14 2026 20:30:00\n"
    "dateAdd({moment}, 45, 'minutes') => Sat Mar 14 2026 19:15:00\n"
    "dateAdd({moment}, 90, 'seconds') => Sat Mar 14 2026 18:31:30\n"
    "dateAdd({day}, 1, 'weeks') => Sat Mar 14 2026 00:00:00\n" },
  { "/expression/dates/date-add-without-its-arguments-is-nothing",
    "dateAdd() => null\n"
    "dateAdd({day}) => null\n"
    "dateAdd({none}, 1, 'days') => null\n"
    "dateAdd({day}, 0, 'days') => null\n"
    "dateAdd('soon', 1, 'days') => Invalid Date\n" },
  { "/expression/dates/difference-in-days-has-no-sign",
    "dateDiff('2026-03-14', '2026-03-10', 'days') => 4\n"
    "dateDiff('2026-03-10', '2026-03-14', 'days') => 4\n"
    "dateDiff('2026-03-10', '2026-03-14') => 4\n"
    "diffDays('2026-03-10', '2026-03-14') => 4\n"
    "diffDays('2026-03-14', '2026-03-10') => 4\n"
    "diffDays({day}, {day}) => 0\n"
    "diffDays('2024-02-28', '2024-03-01') => 2\n" },
  { "/expression/dates/difference-in-months-and-years-has-one",
    "dateDiff('2026-03-14', '2026-01-14', 'months') => -2\n"
    "dateDiff('2026-01-14', '2026-03-14', 'months') => 2\n"
    "dateDiff('2026-01-14', '2026-03-13', 'months') => 1\n"
    "dateDiff('2024-03-14', '2026-03-14', 'years') => 2\n"
    "dateDiff('2024-03-15', '2026-03-14', 'years') => 1\n" },
  { "/expression/dates/difference-in-hours-and-less-is-rounded-up",
    "dateDiff('2026-03-14T10:00', '2026-03-14T18:30', 'hours') => 9\n"
    "dateDiff('2026-03-14T18:00', '2026-03-14T18:30', 'minutes') => 30\n"
    "dateDiff('2026-03-14T18:00', '2026-03-14T18:01', 'seconds') => 60\n" },
  { "/expression/dates/difference-from-nothing",
    "dateDiff({none}, {day}) => null\n"
    "dateDiff({day}) => null\n"
    "diffDays({none}, {day}) => 0\n"
    "diffDays({day}) => 0\n"
    "dateDiff('soon', {day}) => {'$':'nan'}\n"
    "dateDiff({day}, 'soon', 'hours') => {'$':'nan'}\n" },
  { "/expression/dates/age-in-years-and-months", "age('2000-03-14') => 26\n"
                                                 "age('2000-03-15') => 25\n"
                                                 "age('2026-01-14', 'months') => 2\n"
                                                 "age('2026-01-15', 'months') => 1\n"
                                                 "age({none}) => null\n"
                                                 "age() => null\n" },
  { "/expression/dates/day-against-a-text", "today() = '2026-03-14' => true\n"
                                            "today() < '2026-03-15' => true\n"
                                            "today() > '2026-03-13' => true\n"
                                            "today() >= '2026-03-14' => true\n"
                                            "'2026-03-14' = today() => true\n"
                                            "'2026-03-15' > today() => true\n" },
  { "/expression/dates/a-time-of-day-is-cut-where-the-other-side-has-none",
    "today() = '2026-03-14T18:30:00' => true\n"
    "currentDate() = '2026-03-14' => true\n"
    "currentDate() > '2026-03-14' => false\n"
    "currentDate() > '2026-03-14T18:30' => true\n"
    "'2026-03-14T19:30' = currentDate() => true\n"
    "'2026-03-14' = currentDate() => false\n" },
  { "/expression/dates/two-dates-compare-to-the-moment", "today() < currentDate() => true\n"
                                                         "today() = currentDate() => false\n"
                                                         "today(-1) < today() => true\n"
                                                         "today() = today(0) => true\n" },
  { "/expression/dates/answers-of-days-compare-as-texts", "{day} > '2026-03-13' => true\n"
                                                          "{day} = '2026-03-14' => true\n"
                                                          "{day} < {moment} => true\n" },
  { "/expression/dates/a-date-that-cannot-be-read-compares-with-nothing",
    "getDate('soon') = today() => false\n"
    "getDate('soon') < today() => false\n"
    "getDate('soon') > today() => false\n" },
  { "/expression/dates/a-date-is-no-number-that-sums", "today() - today() => 0\n"
                                                       "today(1) - today() => 86400000\n" },
  { "/expression/dates/a-date-counts-as-an-answer", "today() empty => invalid\n"
                                                    "!today() => false\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
