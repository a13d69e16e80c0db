/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Empties, truth, equality, order": contains, anyof, allof, noneof. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/list-operators/a-text-contains-its-parts-in-any-case",
    "{t} contains 'ou' => true\n"
    "{t} contains 'OU' => true\n"
    "{t} contain 'so' => true\n"
    "{t} *= 'up' => true\n"
    "{t} contains 'tea' => false\n"
    "{emoji} contains '😀' => true\n" },
  { "/expression/list-operators/nothing-is-not-contained", "{t} contains '' => false\n"
                                                           "{t} contains {none} => false\n"
                                                           "{t} contains 0 => false\n"
                                                           "{t} contains false => false\n" },
  { "/expression/list-operators/a-number-is-searched-as-text", "{long} contains 345 => true\n"
                                                               "{a} contains 5 => true\n"
                                                               "123 contains 2 => true\n"
                                                               "123 contains '23' => true\n"
                                                               "123 contains '13' => false\n" },
  { "/expression/list-operators/a-list-contains-equal-items",
    "{list} contains 'soup' => true\n"
    "{list} contains 'SOUP ' => true\n"
    "{list} contains 'sou' => false\n"
    "{num} contains 2 => true\n"
    "{num} contains '2' => true\n"
    "{num} contains 3 => false\n"
    "{rows} contains {rows[0]} => true\n" },
  { "/expression/list-operators/a-list-contains-a-list-when-it-has-every-item",
    "{list} contains ['fish', 'soup'] => true\n"
    "{list} contains ['soup'] => true\n"
    "{list} contains ['fish', 'tea'] => false\n"
    "{list} contains [] => true\n"
    "{void} contains [] => false\n"
    "{void} contains 'x' => false\n" },
  { "/expression/list-operators/what-is-missing-contains-nothing",
    "{none} contains 'x' => false\n"
    "{none} contains {none} => false\n"
    "{e} contains 'x' => false\n"
    "{none} notcontains 'x' => true\n"
    "{e} notcontains 'x' => true\n"
    "{void} notcontains 'x' => true\n" },
  { "/expression/list-operators/notcontains-is-the-opposite-where-there-is-something",
    "{t} notcontains 'tea' => true\n"
    "{t} notcontains 'oup' => false\n"
    "{list} notcontains 'tea' => true\n"
    "{list} notcontains 'Fish' => false\n"
    "{list} notcontain 'tea' => true\n"
    "{list} notcontains ['fish', 'tea'] => true\n" },
  { "/expression/list-operators/notcontains-of-nothing-is-false",
    "{t} notcontains '' => false\n"
    "{t} notcontains {none} => false\n"
    "{none} notcontains {none} => false\n" },
  { "/expression/list-operators/anyof-needs-one-item", "{list} anyof ['tea', 'fish'] => true\n"
                                                       "{list} anyof ['tea'] => false\n"
                                                       "{list} anyof 'fish' => true\n"
                                                       "{num} anyof ['2', '3'] => true\n"
                                                       "{t} anyof ['soup', 'tea'] => true\n"
                                                       "{t} anyof ['tea'] => false\n"
                                                       "{t} anyof 'soup' => true\n" },
  { "/expression/list-operators/anyof-of-nothing", "{none} anyof [] => true\n"
                                                   "{none} anyof ['a'] => false\n"
                                                   "{list} anyof [] => true\n"
                                                   "{list} anyof {none} => true\n"
                                                   "{void} anyof {none} => true\n"
                                                   "{e} anyof ['a'] => false\n" },
  { "/expression/list-operators/allof-needs-every-item", "{list} allof ['fish', 'soup'] => true\n"
                                                         "{list} allof ['fish'] => true\n"
                                                         "{list} allof ['fish', 'tea'] => false\n"
                                                         "{list} allof 'fish' => true\n"
                                                         "{num} allof [1, 2] => true\n" },
  { "/expression/list-operators/allof-of-nothing", "{none} allof ['a'] => false\n"
                                                   "{none} allof [] => true\n"
                                                   "{list} allof [] => true\n"
                                                   "{void} allof ['a'] => false\n" },
  { "/expression/list-operators/noneof-is-the-opposite-of-anyof",
    "{list} noneof ['tea'] => true\n"
    "{list} noneof ['fish'] => false\n"
    "{none} noneof ['a'] => true\n"
    "{none} noneof [] => false\n"
    "{t} noneof ['soup'] => false\n"
    "{t} noneof ['tea'] => true\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
