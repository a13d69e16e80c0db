/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Functions": sums, counts and best items of lists of objects. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/lists/fields-of-all-items-count", "sumInArray({rows}, 'x') => 3.5\n"
                                                   "countInArray({rows}, 'x') => 2\n"
                                                   "avgInArray({rows}, 'x') => 1.75\n"
                                                   "minInArray({rows}, 'x') => 1\n"
                                                   "maxInArray({rows}, 'x') => 2.5\n" },
  { "/expression/lists/an-item-without-the-field-does-not-count",
    "countInArray({bill}, 'price') => 3\n"
    "sumInArray({bill}, 'price') => 50.5\n"
    "avgInArray({bill}, 'price') => 16.833333333333332\n"
    "countInArray({bill}, 'nobody') => 0\n"
    "countInArray({bill}, 'note') => 1\n" },
  { "/expression/lists/numeric-texts-are-numbers", "sumInArray({bill}, 'count') => 6\n"
                                                   "maxInArray({bill}, 'count') => 3\n" },
  { "/expression/lists/a-condition-sees-the-fields-of-one-item",
    "sumInArray({rows}, 'x', {k} = 'b') => 2.5\n"
    "countInArray({rows}, 'x', {x} > 1) => 1\n"
    "countInArray({rows}, 'x', {x} > 9) => 0\n"
    "sumInArray({bill}, 'price', {count} > 1) => 38.5\n"
    "avgInArray({bill}, 'price', {dish} contains 'tea') => 12\n"
    "minInArray({bill}, 'price', {count} = 3) => 8.5\n"
    "maxInArray({bill}, 'price', {dish} = 'nothing') => null\n" },
  { "/expression/lists/a-condition-knows-nothing-else-without-a-survey",
    "countInArray({rows}, 'x', {x} > {b}) => 0\n"
    "countInArray({rows}, 'x', {none} empty) => 2\n" },
  { "/expression/lists/a-condition-is-true-loosely", "countInArray({rows}, 'x', 1) => 2\n"
                                                     "countInArray({rows}, 'x', {x}) => 1\n"
                                                     "countInArray({rows}, 'x', 2) => 0\n" },
  { "/expression/lists/a-text-is-a-condition-when-it-has-operators",
    "countInArray({rows}, 'x', '{x} > 1') => 1\n"
    "sumInArray({rows}, 'x', '{k} = a') => 1\n" },
  { "/expression/lists/another-field-of-the-best-item-is-returned",
    "maxInArray({rows}, 'x', 'k') => 'b'\n"
    "minInArray({rows}, 'x', 'k') => 'a'\n"
    "maxInArray({bill}, 'price', 'dish') => 'fish'\n"
    "minInArray({bill}, 'price', 'dish', {count} > 1) => 'rice'\n" },
  { "/expression/lists/nothing-to-count-is-nought", "sumInArray({none}, 'x') => 0\n"
                                                    "countInArray({none}, 'x') => 0\n"
                                                    "avgInArray({none}, 'x') => 0\n"
                                                    "sumInArray({void}, 'x') => 0\n"
                                                    "avgInArray({void}, 'x') => 0\n" },
  { "/expression/lists/nothing-to-compare-is-nothing", "minInArray({none}, 'x') => null\n"
                                                       "maxInArray({void}, 'x') => null\n" },
  { "/expression/lists/without-a-field-nothing-counts", "sumInArray({rows}) => 0\n"
                                                        "countInArray() => 0\n"
                                                        "countInArray({rows}, 1) => 0\n"
                                                        "minInArray({rows}) => null\n" },
  { "/expression/lists/lists-of-what-is-no-object-have-no-fields",
    "sumInArray({num}, 'x') => 0\n"
    "countInArray({t}, 'x') => 0\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
