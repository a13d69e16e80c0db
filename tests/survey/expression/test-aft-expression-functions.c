/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Functions": what functions make of answers. */

#include "aft-expression-case.h"

#define VALUES                                                                                     \
  "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"        \
  "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],'d.e':3,"      \
  "'day':'2026-03-14','code':'05','comma':'1,5','q-Comment':'cold','emoji':'a😀','yes':'TRUE'}"

static const AftExpressionCase cases[] = {
  { "/expression/functions/names-mind-the-case", "Sum(1) => null\n"
                                                 "nosuch(1) => null\n" },
  { "/expression/functions/iif-chooses", "iif({a} > 1, 'x', 'y') => 'x'\n"
                                         "iif({a} > 9, 'x', 'y') => 'y'\n" },
  { "/expression/functions/sum-flattens-and-skips", "sum({num}, 3, {none}, '4') => 10\n"
                                                    "sum() => 0\n" },
  { "/expression/functions/average-of-nothing-is-zero", "avg({num}) => 1.5\n"
                                                        "avg() => 0\n" },
  { "/expression/functions/least-of-nothing-is-nothing", "min({num}, 0) => 0\n"
                                                         "max({num}, 9) => 9\n"
                                                         "min() => null\n" },
  { "/expression/functions/count", "count({list}) => 2\n"
                                   "count({list}, {num}) => 4\n" },
  { "/expression/functions/half-is-rounded-up", "round(2.5) => 3\n"
                                                "round(-2.5) => -3\n"
                                                "round(1.005, 2) => 1.01\n"
                                                "trunc(2.9) => 2\n"
                                                "trunc(-2.9) => -2\n" },
  { "/expression/functions/substring-counts-utf-16-units", "substring({t}, 1) => 'oup'\n"
                                                           "substring({t}, 1, 3) => 'ou'\n"
                                                           "substring({t}, 3, 1) => 'ou'\n"
                                                           "substring({a}, 1) => ''\n" },
  { "/expression/functions/lists-of-objects", "sumInArray({rows}, 'x') => 3.5\n"
                                              "countInArray({rows}, 'x') => 2\n"
                                              "avgInArray({rows}, 'x') => 1.75\n"
                                              "minInArray({rows}, 'x') => 1\n"
                                              "maxInArray({rows}, 'x') => 2.5\n" },
  { "/expression/functions/lists-of-objects-with-a-condition",
    "sumInArray({rows}, 'x', {k} = 'b') => 2.5\n"
    "countInArray({rows}, 'x', {x} > 1) => 1\n" },
  { "/expression/functions/questions-are-unknown-without-a-survey",
    "displayValue('a') => null\n"
    "isContainerReady('p') => false\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases), VALUES);
  return g_test_run ();
}
