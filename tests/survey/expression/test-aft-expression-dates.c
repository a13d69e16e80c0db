/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Dates": days and times. */

#include "aft-expression-case.h"

#define VALUES                                                                                     \
  "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"        \
  "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],'d.e':3,"      \
  "'day':'2026-03-14','code':'05','comma':'1,5','q-Comment':'cold','emoji':'a😀','yes':'TRUE'}"

static const AftExpressionCase cases[] = {
  { "/expression/dates/today-begins-at-midnight", "today() => Sat Mar 14 2026 00:00:00\n"
                                                  "today(1) => Sun Mar 15 2026 00:00:00\n"
                                                  "today(-14) => Sat Feb 28 2026 00:00:00\n" },
  { "/expression/dates/now-has-a-time", "currentDate() => Sat Mar 14 2026 19:30:00\n"
                                        "currentYear() => 2026\n" },
  { "/expression/dates/text-of-a-day-is-local-midnight",
    "getDate({day}) => Sat Mar 14 2026 00:00:00\n"
    "getDate({day}) = today() => true\n" },
  { "/expression/dates/text-in-another-zone-becomes-local",
    "getDate('2026-03-13T20:00:00Z') => Sat Mar 14 2026 04:00:00\n" },
  { "/expression/dates/parts-of-a-day", "year({day}) => 2026\n"
                                        "month({day}) => 3\n"
                                        "day({day}) => 14\n"
                                        "weekday({day}) => 6\n" },
  { "/expression/dates/months-overflow",
    "dateAdd('2026-01-31', 1, 'months') => Tue Mar 03 2026 00:00:00\n"
    "dateAdd('2026-03-14', 20, 'days') => Fri Apr 03 2026 00:00:00\n"
    "dateAdd('2024-02-29', 1, 'years') => Sat Mar 01 2025 00:00:00\n" },
  { "/expression/dates/difference-in-days-has-no-sign",
    "dateDiff('2026-03-14', '2026-03-10', 'days') => 4\n"
    "diffDays('2026-03-10', '2026-03-14') => 4\n"
    "dateDiff('2026-03-14', '2026-01-14', 'months') => -2\n"
    "dateDiff('2024-03-14', '2026-03-14', 'years') => 2\n" },
  { "/expression/dates/age-in-years", "age('2000-03-14') => 26\n"
                                      "age('2000-03-15') => 25\n" },
  { "/expression/dates/day-against-a-text", "today() = '2026-03-14' => true\n"
                                            "today() < '2026-03-15' => true\n"
                                            "today() > '2026-03-13' => true\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases), VALUES);
  return g_test_run ();
}
