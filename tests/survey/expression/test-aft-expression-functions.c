/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Functions": what functions make of answers, and of wrong or missing arguments. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/functions/names-mind-the-case", "Sum(1) => null\n"
                                                 "SUM(1) => null\n"
                                                 "nosuch(1) => null\n"
                                                 "nosuch(sum(1)) => null\n"
                                                 "nosuch() = '' => true\n" },
  { "/expression/functions/iif-chooses", "iif({a} > 1, 'x', 'y') => 'x'\n"
                                         "iif({a} > 9, 'x', 'y') => 'y'\n"
                                         "iif({a}, 1, 2) => 1\n"
                                         "iif({none}, 1, 2) => 2\n"
                                         "iif({zero}, 1, 2) => 2\n"
                                         "iif({void}, 1, 2) => 1\n"
                                         "iif(iif(true, false, true), 1, 2) => 2\n" },
  { "/expression/functions/iif-without-choices-is-nothing", "iif(true) => null\n"
                                                            "iif() => null\n"
                                                            "iif(true, 1) => 1\n"
                                                            "iif(false, 1) => null\n" },
  { "/expression/functions/sum-opens-lists-and-skips-what-is-missing",
    "sum({num}, 3, {none}, '4') => 10\n"
    "sum([1, [2, [3]]]) => 6\n"
    "sum({none}) => 0\n"
    "sum() => 0\n"
    "sum('1,5', 0.5) => 2\n"
    "sum(0.1, 0.2) => 0.3\n"
    "sum({lone}) => 5\n" },
  { "/expression/functions/sum-counts-booleans", "sum(true, true, false) => 2\n" },
  { "/expression/functions/a-text-among-the-numbers-makes-the-sum-a-text",
    "sum(1, 'x') => '1x'\n"
    "sum('x', 1, 2) => '0x12'\n" },
  { "/expression/functions/average-of-numbers", "avg({num}) => 1.5\n"
                                                "avg(1, 2, 6) => 3\n"
                                                "avg({num}, 6) => 3\n"
                                                "avg({none}, 4) => 4\n" },
  { "/expression/functions/average-of-nothing-is-nought", "avg() => 0\n"
                                                          "avg({none}) => 0\n"
                                                          "avg([]) => 0\n" },
  { "/expression/functions/least-and-greatest", "min({num}, 0) => 0\n"
                                                "max({num}, 9) => 9\n"
                                                "min(3, 1, 2) => 1\n"
                                                "max(3, 1, 2) => 3\n"
                                                "min({neg}, {a}) => -3\n"
                                                "max('10', 9) => 10\n"
                                                "min('b', 'a') => 'a'\n" },
  { "/expression/functions/least-and-greatest-of-nothing-are-nothing", "min() => null\n"
                                                                       "max() => null\n"
                                                                       "min({none}) => null\n"
                                                                       "max([]) => null\n"
                                                                       "max({none}, 2) => 2\n" },
  { "/expression/functions/count-opens-lists", "count({list}) => 2\n"
                                               "count({list}, {num}) => 4\n"
                                               "count(1, 'x', false) => 3\n"
                                               "count({none}) => 0\n"
                                               "count() => 0\n"
                                               "count([1, [2, 3]]) => 3\n"
                                               "count('') => 1\n" },
  { "/expression/functions/half-is-rounded-up", "round(2.5) => 3\n"
                                                "round(0.5) => 1\n"
                                                "round(1.4) => 1\n"
                                                "round(-1.4) => -1\n"
                                                "round(-0.4) => 0\n" },
  { "/expression/functions/half-below-nought-goes-down", "round(-2.5) => -3\n"
                                                         "round(-0.5) => -1\n" },
  { "/expression/functions/round-to-digits", "round(1.005, 2) => 1.01\n"
                                             "round(2.345, 2) => 2.35\n"
                                             "round(1234.5678, 1) => 1234.6\n"
                                             "round(1234, -2) => 1200\n"
                                             "round('2,6') => 3\n"
                                             "round(1.25, {none}) => 1\n" },
  { "/expression/functions/round-of-no-number-is-none", "round('x') => {'$':'nan'}\n"
                                                        "round() => {'$':'nan'}\n"
                                                        "round({none}) => {'$':'nan'}\n"
                                                        "round(1, 'x') => {'$':'nan'}\n" },
  { "/expression/functions/trunc-cuts", "trunc(2.9) => 2\n"
                                        "trunc(-2.9) => -2\n"
                                        "trunc(2.987, 2) => 2.98\n"
                                        "trunc(2.9, 3) => 2.9\n"
                                        "trunc(7) => 7\n"
                                        "trunc('2.9') => 2\n"
                                        "trunc('x') => {'$':'nan'}\n"
                                        "trunc() => {'$':'nan'}\n" },
  { "/expression/functions/substring-from-and-to", "substring({t}, 1) => 'oup'\n"
                                                   "substring({t}, 1, 3) => 'ou'\n"
                                                   "substring({t}, 0, 9) => 'Soup'\n"
                                                   "substring({t}, 0) => 'Soup'\n"
                                                   "substring({t}, 2, 2) => ''\n" },
  { "/expression/functions/substring-turns-its-ends-round", "substring({t}, 3, 1) => 'ou'\n"
                                                            "substring({t}, 4, 0) => 'Soup'\n"
                                                            "substring({t}, -1, 2) => 'So'\n"
                                                            "substring({t}, 9) => ''\n" },
  { "/expression/functions/substring-counts-utf-16-units", "substring({emoji}, 1, 3) => '😀'\n"
                                                           "substring('堂食', 1) => '食'\n" },
  { "/expression/functions/substring-of-what-is-no-text-is-empty",
    "substring({a}, 1) => ''\n"
    "substring({none}, 0) => ''\n"
    "substring({t}) => ''\n"
    "substring({t}, 'x') => ''\n"
    "substring() => ''\n"
    "substring({list}, 0, 1) => ''\n" },
  { "/expression/functions/substring-takes-numeric-texts", "substring({t}, '1') => 'oup'\n"
                                                           "substring({t}, 1, 'x') => 'oup'\n"
                                                           "substring({t}, 1.9) => 'oup'\n" },
  { "/expression/functions/questions-are-unknown-without-a-survey",
    "displayValue('a') => null\n"
    "isContainerReady('p') => false\n"
    "getComment('q') = '' => true\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
