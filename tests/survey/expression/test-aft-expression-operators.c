/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Empties, truth, equality, order": operators on answers of every kind. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/operators/plus-of-two-numbers-adds", "{a} + {b} => 7\n"
                                                      "{half} + {half} => 3\n"
                                                      "{neg} + 3 => 0\n"
                                                      "{n} + 1 => 8\n"
                                                      "{comma} + 1 => 2.5\n" },
  { "/expression/operators/plus-with-a-text-joins", "{t} + 1 => 'Soup1'\n"
                                                    "1 + {t} => '1Soup'\n"
                                                    "'a' + 0.1 => 'a0.1'\n"
                                                    "'1' + '2' => '12'\n"
                                                    "{a} + '5' => '55'\n"
                                                    "{t} + {no} => 'Soupfalse'\n"
                                                    "{t} + {yes} => 'Souptrue'\n" },
  { "/expression/operators/plus-of-lists-joins-them", "{list} + {num} => ['fish','Soup',1,2]\n"
                                                      "{list} + [] => ['fish','Soup']\n"
                                                      "['a'] + ['b'] => ['a','b']\n" },
  { "/expression/operators/plus-of-lists-that-look-numeric-makes-a-text",
    "[1] + [2] => '12'\n"
    "{lone} + {lone} => '55'\n" },
  { "/expression/operators/plus-of-a-list-and-a-text-joins-with-commas",
    "{list} + '!' => 'fish, Soup!'\n"
    "'I like ' + {list} => 'I like fish, Soup'\n" },
  { "/expression/operators/plus-of-a-list-and-a-number-adds-the-list-up", "{num} + 3 => 6\n"
                                                                          "3 + {num} => 6\n"
                                                                          "{list} + 3 => 3\n"
                                                                          "['4', 1] + 1 => 2\n" },
  { "/expression/operators/booleans-count-one-and-nothing", "true + 1 => 2\n"
                                                            "{no} + 1 => 1\n"
                                                            "true + true => 2\n"
                                                            "true * 3 => 3\n" },
  { "/expression/operators/minus-times-and-divided-by-take-numbers", "{a} - {b} => 3\n"
                                                                     "{a} * {b} => 10\n"
                                                                     "{a} / {b} => 2.5\n"
                                                                     "7 % 4 => 3\n"
                                                                     "{neg} % 2 => -1\n"
                                                                     "5.5 % 2 => 1.5\n"
                                                                     "{n} * 2 => 14\n"
                                                                     "'6' / '2' => 3\n" },
  { "/expression/operators/what-is-no-number-gives-none", "{t} * 2 => {'$':'nan'}\n"
                                                          "{t} - 1 => {'$':'nan'}\n"
                                                          "2 ^ {t} => {'$':'nan'}\n"
                                                          "{num} * 2 => {'$':'nan'}\n"
                                                          "{lone} * 2 => 10\n" },
  { "/expression/operators/dividing-by-nothing-gives-nothing", "{a} / {zero} => null\n"
                                                               "{a} / {none} => null\n"
                                                               "{a} / {no} => null\n"
                                                               "{a} % {zero} => null\n"
                                                               "{a} % {e} => null\n"
                                                               "{zero} / {a} => 0\n" },
  { "/expression/operators/sums-keep-the-decimals-of-their-parts", "0.1 + 0.2 => 0.3\n"
                                                                   "0.3 - 0.1 => 0.2\n"
                                                                   "1.1 + 2.2 + 3.3 => 6.6\n"
                                                                   "0.7 + 0.1 => 0.8\n"
                                                                   "1.5 - 1.5 => 0\n" },
  { "/expression/operators/products-keep-the-decimals-of-both", "1.005 * 100 => 100.5\n"
                                                                "0.1 * 0.2 => 0.02\n"
                                                                "1.1 * 1.1 => 1.21\n"
                                                                "3 * 1.1 => 3.3\n" },
  { "/expression/operators/quotients-are-not-rounded", "0.3 / 0.1 => 2.9999999999999996\n"
                                                       "1 / 3 => 0.3333333333333333\n" },
  { "/expression/operators/power-goes-from-left-to-right", "2 ^ 3 ^ 2 => 64\n"
                                                           "2 power 3 => 8\n"
                                                           "4 ^ 0.5 => 2\n"
                                                           "2 ^ -1 => 0.5\n"
                                                           "{zero} ^ {zero} => 1\n"
                                                           "1 ^ (1/0) => 1\n" },
  { "/expression/operators/an-empty-side-is-nought-beside-a-number", "{none} + 2 => 2\n"
                                                                     "2 + {none} => 2\n"
                                                                     "2 - {none} => 2\n"
                                                                     "{none} - 2 => -2\n"
                                                                     "2 * {none} => 0\n"
                                                                     "{none} ^ 2 => 0\n"
                                                                     "{void} + 2 => 2\n"
                                                                     "{hole} + 2 => 2\n" },
  { "/expression/operators/an-empty-side-is-an-empty-text-beside-a-text", "{none} + 'x' => 'x'\n"
                                                                          "'x' + {none} => 'x'\n"
                                                                          "{e} + 'x' => 'x'\n"
                                                                          "{void} + 'x' => 'x'\n" },
  { "/expression/operators/an-empty-side-is-an-empty-list-beside-a-list",
    "{none} + {list} => ['fish','Soup']\n"
    "{list} + {none} => ['fish','Soup']\n" },
  { "/expression/operators/an-empty-text-stays-one-beside-another-kind",
    "{e} + {list} => 'fish, Soup'\n"
    "{e} + {e} => ''\n"
    "{e} + {none} => ''\n" },
  { "/expression/operators/two-empty-sides-are-nought", "{none} + {nobody} => 0\n"
                                                        "{none} * {nobody} => 0\n"
                                                        "{none} - {void} => 0\n" },
  { "/expression/operators/and-gives-the-first-that-fails-or-the-last", "{a} and {b} => 2\n"
                                                                        "{zero} and {b} => 0\n"
                                                                        "{no} and {b} => false\n"
                                                                        "true and {t} => 'Soup'\n"
                                                                        "{none} and true => 0\n"
                                                                        "{none} and {t} => ''\n"
                                                                        "{e} and true => ''\n" },
  { "/expression/operators/or-gives-the-first-that-holds-or-the-last",
    "{a} or {b} => 5\n"
    "{zero} or {b} => 2\n"
    "{no} or {zero} => 0\n"
    "{none} or {t} => 'Soup'\n"
    "{none} or false => false\n"
    "{void} or 1 => 1\n"
    "{list} or 1 => ['fish','Soup']\n" },
  { "/expression/operators/not-turns-truth", "!{a} => false\n"
                                             "!{none} => true\n"
                                             "!{e} => true\n"
                                             "!{void} => false\n"
                                             "!{zero} => true\n"
                                             "negate {no} => true\n"
                                             "!!{a} => true\n" },
  { "/expression/operators/empty-asks-for-an-answer", "{none} empty => true\n"
                                                      "{e} empty => true\n"
                                                      "{void} empty => true\n"
                                                      "{hole} empty => true\n"
                                                      "{nil} empty => true\n"
                                                      "{zero} empty => false\n"
                                                      "{no} empty => false\n"
                                                      "' ' empty => false\n"
                                                      "{list} notempty => true\n"
                                                      "{none} notempty => false\n" },
  { "/expression/operators/equal-texts-ignore-case-and-blanks", "{t} = ' SOUP ' => true\n"
                                                                "{t} == 'soup' => true\n"
                                                                "{t} != 'soup' => false\n"
                                                                "{wide} = 'tea' => true\n"
                                                                "{t} = 'stew' => false\n"
                                                                "'Ä' = 'ä' => true\n" },
  { "/expression/operators/numbers-equal-numeric-texts", "{n} = 7 => true\n"
                                                         "{a} = '5' => true\n"
                                                         "{a} = '5.0' => true\n"
                                                         "{comma} = 1.5 => true\n"
                                                         "{code} = 5 => true\n"
                                                         "{code} = '5' => false\n"
                                                         "{hex} = 16 => true\n"
                                                         "{exp} = 1000 => true\n" },
  { "/expression/operators/booleans-equal-their-words-and-one", "{yes} = true => true\n"
                                                                "{yes} = 'True' => true\n"
                                                                "{yes} = 1 => true\n"
                                                                "{yes} = 'yes' => false\n"
                                                                "{no} = 0 => true\n"
                                                                "{no} = 'FALSE' => true\n" },
  { "/expression/operators/missing-equals-empty-but-not-nought", "{none} = '' => true\n"
                                                                 "{e} = {none} => true\n"
                                                                 "{none} = {nobody} => true\n"
                                                                 "{none} = null => true\n"
                                                                 "{none} = undefined => true\n"
                                                                 "{none} = 'undefined' => true\n"
                                                                 "{e} = 'undefined' => true\n"
                                                                 "{none} = 0 => false\n"
                                                                 "{none} = false => false\n"
                                                                 "{zero} = {none} => false\n"
                                                                 "{no} = {none} => false\n" },
  { "/expression/operators/lists-are-equal-in-any-order", "{list} = ['Soup', 'fish'] => true\n"
                                                          "{list} = ['SOUP ', 'fish'] => true\n"
                                                          "{num} = [2, 1] => true\n"
                                                          "{num} = ['1', '2'] => true\n"
                                                          "{num} = [1] => false\n"
                                                          "{num} = [1, 2, 2] => false\n"
                                                          "{void} = [] => true\n" },
  { "/expression/operators/a-list-equals-no-item-of-it", "{lone} = '5' => false\n"
                                                         "{lone} = ['5'] => true\n"
                                                         "{lone} = [5] => true\n" },
  { "/expression/operators/objects-are-equal-by-their-members", "{m} = {m} => true\n"
                                                                "{m} = {rows} => false\n"
                                                                "{m.r1} = {m.r1} => true\n"
                                                                "{m.r1} = 4 => false\n" },
  { "/expression/operators/comparing-chains-from-left-to-right", "3 > 2 > 1 => false\n"
                                                                 "3 > 2 = true => true\n"
                                                                 "1 < 2 < 3 => true\n"
                                                                 "1 = 1 = 1 => true\n" },
  { "/expression/operators/numbers-compare-as-numbers", "{a} > {b} => true\n"
                                                        "{a} >= 5 => true\n"
                                                        "{a} < 5 => false\n"
                                                        "{a} <= 4 => false\n"
                                                        "{n} > 6 => true\n"
                                                        "10 > 9 => true\n"
                                                        "{neg} < 0 => true\n"
                                                        "{comma} > 1.4 => true\n" },
  { "/expression/operators/texts-compare-by-utf-16-units", "'a' < 'b' => true\n"
                                                           "'B' < 'a' => true\n"
                                                           "'10' < '9' => true\n"
                                                           "{t} > 'Soap' => true\n"
                                                           "'茶' > 'tea' => true\n"
                                                           "'￥' > '😀' => true\n" },
  { "/expression/operators/a-text-beside-a-number-compares-as-one", "'10' > 9 => true\n"
                                                                    "{a} < '10' => true\n"
                                                                    "{t} < 5 => false\n"
                                                                    "{t} > 5 => false\n" },
  { "/expression/operators/missing-side-is-never-less-or-greater", "{none} < 1 => false\n"
                                                                   "{none} > 1 => false\n"
                                                                   "{none} < {nobody} => false\n"
                                                                   "1 > {none} => false\n"
                                                                   "{none} >= 1 => false\n"
                                                                   "{none} <= 1 => false\n" },
  { "/expression/operators/two-missing-sides-are-equal", "{none} <= {nobody} => true\n"
                                                         "{none} >= {nobody} => true\n"
                                                         "{none} <= '' => true\n" },
  { "/expression/operators/equal-values-are-less-or-equal", "{t} <= 'SOUP' => true\n"
                                                            "{t} >= 'soup' => true\n"
                                                            "{num} <= [2, 1] => true\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
