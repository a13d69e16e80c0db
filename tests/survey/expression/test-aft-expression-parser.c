/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Grammar": words, levels and what is no expression. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/parser/words-need-no-borders", "{a}=5and{b}=2 => true\n"
                                                "{a}=1or{b}=2 => true\n"
                                                "5greater4 => true\n"
                                                "{t}contains'ou' => true\n"
                                                "{a}empty => false\n" },
  { "/expression/parser/words-of-operators-ignore-case", "{a} = 5 AND {b} = 2 => true\n"
                                                         "{a} = 1 Or {b} = 2 => true\n"
                                                         "{t} Contains 'soup' => true\n"
                                                         "{e} EMPTY => true\n"
                                                         "{a} Greater 4 => true\n"
                                                         "{a} LessOrEqual 5 => true\n"
                                                         "NEGATE {no} => true\n"
                                                         "{list} AnyOf ['fish'] => true\n"
                                                         "2 Power 3 => 8\n" },
  { "/expression/parser/each-sign-has-a-word", "{a} equal 5 => true\n"
                                               "{a} notequal 5 => false\n"
                                               "{a} less 6 => true\n"
                                               "{a} lessorequal 5 => true\n"
                                               "{a} greater 5 => false\n"
                                               "{a} greaterorequal 5 => true\n"
                                               "{a} == 5 => true\n"
                                               "{a} != 5 => false\n"
                                               "1 || 0 => 1\n"
                                               "1 && 0 => 0\n" },
  { "/expression/parser/other-spellings-are-replaced-everywhere", "{a} <> 4 => true\n"
                                                                  "{a} =< 5 => true\n"
                                                                  "{a} => 5 => true\n"
                                                                  "{a} equals 5 => true\n"
                                                                  "{a} notequals 5 => false\n"
                                                                  "'a<>b' => 'a!=b'\n"
                                                                  "'=>' => '>='\n"
                                                                  "'equals' => 'equal '\n" },
  { "/expression/parser/or-is-weakest", "true or true and false => true\n"
                                        "(true or true) and false => false\n"
                                        "false and true or true => true\n" },
  { "/expression/parser/comparing-binds-stronger-than-and", "1 = 1 and 2 = 2 => true\n"
                                                            "{a} > 4 and {b} < 3 => true\n" },
  { "/expression/parser/plus-binds-stronger-than-comparing", "1 + 1 = 2 => true\n"
                                                             "5 > 2 + 2 => true\n"
                                                             "'a' + 'b' = 'ab' => true\n" },
  { "/expression/parser/times-binds-stronger-than-plus", "1 + 2 * 3 => 7\n"
                                                         "(1 + 2) * 3 => 9\n"
                                                         "10 - 6 / 2 => 7\n"
                                                         "1 + 7 % 4 => 4\n" },
  { "/expression/parser/power-binds-stronger-than-times", "2 * 3 ^ 2 => 18\n"
                                                          "2 ^ 2 * 3 => 12\n" },
  { "/expression/parser/contains-binds-strongest", "{list} contains 'soup' + 1 => 2\n"
                                                   "{num} contains 1 + 1 => 2\n"
                                                   "{num} contains 2 ^ 2 => 1\n" },
  { "/expression/parser/operators-of-one-level-go-from-left-to-right", "10 - 3 - 2 => 5\n"
                                                                       "100 / 10 / 2 => 5\n"
                                                                       "2 ^ 3 ^ 2 => 64\n"
                                                                       "7 - 2 + 1 => 6\n" },
  { "/expression/parser/right-side-of-contains-may-be-missing", "{none} contains => false\n"
                                                                "{list} notcontains => true\n"
                                                                "({list} anyof) => true\n" },
  { "/expression/parser/not-binds-to-one-operand", "!{a} = 1 => false\n"
                                                   "!{a} = false => true\n"
                                                   "!{e} empty => false\n"
                                                   "!({a} = 1) => true\n"
                                                   "! {a} => false\n"
                                                   "negate {a} empty => true\n"
                                                   "negate({a}) => null\n" },
  { "/expression/parser/closing-bracket-may-be-missing", "(1 + 2 => 3\n"
                                                         "((1 + 2) * 2 => 6\n"
                                                         "sum(1, 2 => 3\n" },
  { "/expression/parser/blanks-do-not-count", "  1+1   => 2\n"
                                              "{a}    +    {b} => 7\n"
                                              "( 1 ) => 1\n"
                                              "sum( 1 , 2 ) => 3\n"
                                              "[ 1 , 2 ] => [1,2]\n" },
  { "/expression/parser/other-blanks-are-no-blanks", "1 + 1 => invalid\n"
                                                     "1　+ 1 => invalid\n" },
  { "/expression/parser/numbers-are-plain", "1.5 => 1.5\n"
                                            "-3 => -3\n"
                                            "-2.5 => -2.5\n"
                                            "0 => 0\n"
                                            "007 => invalid\n"
                                            ".5 => invalid\n"
                                            "1. => invalid\n"
                                            "05 => invalid\n"
                                            "1e5 => invalid\n"
                                            "+5 => invalid\n"
                                            "1,5 => invalid\n"
                                            "1.2.3 => invalid\n" },
  { "/expression/parser/numbers-may-have-many-digits",
    "0.50 => 0.5\n"
    "12345678901234567890 => 12345678901234567000\n"
    "0.0000001 => 1e-7\n" },
  { "/expression/parser/hexadecimal-has-decimal-digits-only", "0x10 => 16\n"
                                                              "0x1F => invalid\n"
                                                              "0xff => invalid\n" },
  { "/expression/parser/minus-is-a-sign-only-before-digits", "3 -2 => 1\n"
                                                             "3 - -2 => 5\n"
                                                             "-{a} => invalid\n"
                                                             "-(1) => invalid\n"
                                                             "3-2 => 1\n" },
  { "/expression/parser/bare-word-is-a-text", "fish => 'fish'\n"
                                              "A12 => 'A12'\n"
                                              "dine_in => 'dine_in'\n"
                                              "{t} = soup => true\n"
                                              "a1b2 => 'a1b2'\n"
                                              "12a => invalid\n"
                                              "堂食 => invalid\n" },
  { "/expression/parser/words-that-begin-like-literals-fail", "truey => invalid\n"
                                                              "falsely => invalid\n"
                                                              "nullable => invalid\n"
                                                              "TRUE => true\n"
                                                              "False => false\n"
                                                              "Null => 'Null'\n" },
  { "/expression/parser/quotes-of-both-kinds", "\"fish\" => 'fish'\n"
                                               "'fish' => 'fish'\n"
                                               "'' => ''\n"
                                               "\"\" => ''\n"
                                               "'堂食' => '堂食'\n"
                                               "'a b' => 'a b'\n" },
  { "/expression/parser/a-quote-inside-is-escaped", "'it\\'s' = \"it\\'s\" => true\n"
                                                    "'it's' => invalid\n"
                                                    "\"it's\" => invalid\n"
                                                    "'a\"b' => invalid\n"
                                                    "'open => invalid\n" },
  { "/expression/parser/literals-are-never-converted", "'5' => '5'\n"
                                                       "'true' => 'true'\n"
                                                       "'1,5' => '1,5'\n"
                                                       "' 7 ' => ' 7 '\n" },
  { "/expression/parser/names-are-anything-but-braces", "{two words} => 1\n"
                                                        "{口味} => '辣'\n"
                                                        "{d.e} => 3\n"
                                                        "{q-Comment} => 'cold'\n"
                                                        "{a} } => invalid\n"
                                                        "{} => invalid\n"
                                                        "{a{b}} => invalid\n"
                                                        "{a => invalid\n" },
  { "/expression/parser/lists", "[1, 2] => [1,2]\n"
                                "[] => []\n"
                                "['a', {b}] => ['a',2]\n"
                                "[[1], [2]] => [[1],[2]]\n"
                                "[1 + 1, {t}] => [2,'Soup']\n"
                                "[1, => invalid\n"
                                "[,] => invalid\n" },
  { "/expression/parser/calls", "sum() => 0\n"
                                "sum(1) => 1\n"
                                "sum(1, 2, 3) => 6\n"
                                "sum(sum(1, 2), 3) => 6\n"
                                "sum (1) => invalid\n"
                                "sum(1,) => invalid\n"
                                "sum(1 2) => invalid\n" },
  { "/expression/parser/nothing-alone-is-no-expression", "null => invalid\n"
                                                         "undefined => invalid\n"
                                                         "(null) => invalid\n"
                                                         "{a} = null => false\n"
                                                         "null = {none} => true\n" },
  { "/expression/parser/whole-text-must-be-understood", "{a} = 1 2 => invalid\n"
                                                        "{a} {b} => invalid\n"
                                                        "1 1 => invalid\n"
                                                        "(1)) => invalid\n"
                                                        "{a} = 1; => invalid\n"
                                                        "{a} ? 1 : 2 => invalid\n" },
  { "/expression/parser/missing-right-side-is-an-error", "{a} = => invalid\n"
                                                         "{a} and => invalid\n"
                                                         "{a} + => invalid\n"
                                                         "{a} ^ => invalid\n"
                                                         "and {a} => invalid\n"
                                                         "= 1 => invalid\n" },
  { "/expression/parser/missing-left-side-is-an-error", "* 2 => invalid\n"
                                                        "contains 'a' => invalid\n"
                                                        "{a} == = 1 => invalid\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
