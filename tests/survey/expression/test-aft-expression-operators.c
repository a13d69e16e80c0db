/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Empties, truth, equality, order": operators on answers of every kind. */

#include "aft-expression-case.h"

#define VALUES                                                                                     \
  "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"        \
  "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],'d.e':3,"      \
  "'day':'2026-03-14','code':'05','comma':'1,5','q-Comment':'cold','emoji':'a😀','yes':'TRUE'}"

static const AftExpressionCase cases[] = {
  { "/expression/operators/empty-side-counts-as-nothing-of-the-other", "{none} + 2 => 2\n"
                                                                       "2 * {none} => 0\n"
                                                                       "{e} + 'x' => 'x'\n"
                                                                       "'x' + {e} => 'x'\n"
                                                                       "{none} + {none} => 0\n" },
  { "/expression/operators/dividing-by-nothing-gives-nothing", "{a} / {zero} => null\n"
                                                               "{a} / {none} => null\n"
                                                               "{a} % {zero} => null\n"
                                                               "{a} / {no} => null\n" },
  { "/expression/operators/sums-keep-the-decimals-of-their-parts", "0.1 + 0.2 => 0.3\n"
                                                                   "1.005 * 100 => 100.5\n"
                                                                   "0.3 - 0.1 => 0.2\n" },
  { "/expression/operators/plus-adds-numbers-and-joins-texts", "{a} + {b} => 7\n"
                                                               "{t} + 1 => 'Soup1'\n"
                                                               "'a' + 0.1 => 'a0.1'\n"
                                                               "[1] + [2] => '12'\n" },
  { "/expression/operators/power-goes-from-left-to-right", "2 ^ 3 ^ 2 => 64\n"
                                                           "2 power 3 => 8\n" },
  { "/expression/operators/comparing-chains", "3 > 2 > 1 => false\n"
                                              "3 > 2 = true => true\n" },
  { "/expression/operators/missing-side-is-never-less", "{none} < 1 => false\n"
                                                        "{none} > 1 => false\n"
                                                        "{none} <= {nobody} => true\n"
                                                        "{none} >= 1 => false\n" },
  { "/expression/operators/equal-texts-ignore-case-and-blanks", "{t} = ' SOUP ' => true\n"
                                                                "{t} != 'soup' => false\n"
                                                                "{t} == 'stew' => false\n" },
  { "/expression/operators/numbers-equal-numeric-texts", "{n} = 7 => true\n"
                                                         "{a} = '5' => true\n"
                                                         "{comma} = 1.5 => true\n" },
  { "/expression/operators/missing-equals-empty-but-not-zero", "{none} = '' => true\n"
                                                               "{none} = 0 => false\n"
                                                               "{none} = false => false\n"
                                                               "{e} empty => true\n"
                                                               "{zero} empty => false\n"
                                                               "{no} notempty => true\n" },
  { "/expression/operators/lists-are-equal-in-any-order", "{list} = ['Soup', 'fish'] => true\n"
                                                          "{num} = [2, 1] => true\n"
                                                          "{num} = [1] => false\n" },
  { "/expression/operators/contains-looks-into-texts-and-lists",
    "{t} contains 'ou' => true\n"
    "{t} contains 'OU' => true\n"
    "{list} contains 'soup' => true\n"
    "{list} contains ['fish', 'soup'] => true\n"
    "{list} contains ['fish', 'tea'] => false\n"
    "{t} contains '' => false\n" },
  { "/expression/operators/what-is-missing-contains-nothing", "{none} contains 'x' => false\n"
                                                              "{none} notcontains 'x' => true\n"
                                                              "{t} notcontains 'x' => true\n" },
  { "/expression/operators/any-all-none", "{list} anyof ['tea', 'fish'] => true\n"
                                          "{list} anyof ['tea'] => false\n"
                                          "{list} allof ['fish', 'soup'] => true\n"
                                          "{list} allof ['fish', 'tea'] => false\n"
                                          "{list} noneof ['tea'] => true\n"
                                          "{list} noneof ['fish'] => false\n"
                                          "{none} anyof [] => true\n"
                                          "{none} allof ['a'] => false\n" },
  { "/expression/operators/and-or-give-an-operand", "{a} and {b} => 2\n"
                                                    "{a} or {b} => 5\n"
                                                    "{zero} or {b} => 2\n" },
  { "/expression/operators/not-turns-truth", "!{a} => false\n"
                                             "!{none} => true\n"
                                             "negate {no} => true\n" },
  { "/expression/operators/texts-compare-by-utf-16-units", "'a' < 'b' => true\n"
                                                           "'B' < 'a' => true\n"
                                                           "'10' < '9' => true\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases), VALUES);
  return g_test_run ();
}
