/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Grammar": words, levels and what is no expression. */

#include "aft-expression-case.h"

#define VALUES                                                                                     \
  "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"        \
  "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],'d.e':3,"      \
  "'day':'2026-03-14','code':'05','comma':'1,5','q-Comment':'cold','emoji':'a😀','yes':'TRUE'}"

static const AftExpressionCase cases[] = {
  { "/expression/parser/words-need-no-borders", "{a}=5and{b}=2 => true\n"
                                                "{a}=1or{b}=2 => true\n" },
  { "/expression/parser/words-of-operators-ignore-case", "{a} = 5 AND {b} = 2 => true\n"
                                                         "{t} Contains 'soup' => true\n"
                                                         "{e} Empty => true\n" },
  { "/expression/parser/other-spellings-are-replaced-everywhere", "{a} <> 4 => true\n"
                                                                  "{a} =< 5 => true\n"
                                                                  "{a} equals 5 => true\n"
                                                                  "{a} notequals 5 => false\n" },
  { "/expression/parser/and-binds-stronger-than-or", "true or true and false => true\n"
                                                     "(true or true) and false => false\n" },
  { "/expression/parser/times-binds-stronger-than-plus", "1 + 2 * 3 => 7\n"
                                                         "(1 + 2) * 3 => 9\n"
                                                         "2 * 3 ^ 2 => 18\n" },
  { "/expression/parser/contains-binds-strongest", "{list} contains 'soup' + 1 => 2\n" },
  { "/expression/parser/not-binds-to-one-operand", "!{a} = 1 => false\n"
                                                   "!{e} empty => false\n" },
  { "/expression/parser/closing-bracket-may-be-missing", "(1 + 2 => 3\n"
                                                         "sum(1, 2 => 3\n" },
  { "/expression/parser/numbers-are-plain", "1.5 => 1.5\n"
                                            "-3 => -3\n"
                                            "0 => 0\n"
                                            ".5 => invalid\n"
                                            "1. => invalid\n"
                                            "05 => invalid\n"
                                            "1e5 => invalid\n"
                                            "+5 => invalid\n"
                                            "0x1F => invalid\n" },
  { "/expression/parser/hexadecimal-has-decimal-digits-only", "0x10 => 16\n" },
  { "/expression/parser/bare-word-is-a-text", "fish => 'fish'\n"
                                              "A12 => 'A12'\n"
                                              "{t} = soup => true\n" },
  { "/expression/parser/literals-are-never-converted", "'5' => '5'\n"
                                                       "'true' => 'true'\n" },
  { "/expression/parser/no-minus-before-names-and-brackets", "-{a} => invalid\n"
                                                             "-(1) => invalid\n" },
  { "/expression/parser/whole-text-must-be-understood", "{a} = 1 2 => invalid\n"
                                                        "truey => invalid\n"
                                                        "{a} {b} => invalid\n" },
  { "/expression/parser/nothing-alone-is-no-expression", "null => invalid\n"
                                                         "{a} = null => false\n" },
  { "/expression/parser/missing-right-side-is-an-error", "{a} = => invalid\n"
                                                         "{a} and => invalid\n"
                                                         "{a} + => invalid\n" },
  { "/expression/parser/lists", "[1, 2] => [1,2]\n"
                                "[] => []\n"
                                "['a', {b}] => ['a',2]\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases), VALUES);
  return g_test_run ();
}
