/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Names": which answer a name finds and how it is read. */

#include "aft-expression-case.h"

static const AftExpressionCase cases[] = {
  { "/expression/names/case-does-not-count", "{A} => 5\n"
                                             "{LIST.length} => 2\n"
                                             "{Q-comment} => 'cold'\n"
                                             "{M.R1.X} => 4\n" },
  { "/expression/names/blanks-make-another-name", "{ a } => null\n"
                                                  "{a } => null\n"
                                                  "{two words} => 1\n"
                                                  "{twowords} => null\n" },
  { "/expression/names/longest-dotted-name-first", "{d.e} => 3\n"
                                                   "{m.r1.x} => 4\n"
                                                   "{m.r2} => 'ok'\n"
                                                   "{m.r1} => {'x':4}\n" },
  { "/expression/names/items-count-from-nought", "{list[0]} => 'fish'\n"
                                                 "{list[1]} => 'Soup'\n"
                                                 "{rows[1].k} => 'b'\n"
                                                 "{rows[0].x} => 1\n" },
  { "/expression/names/items-count-from-the-end-below-nought", "{list[-1]} => 'Soup'\n"
                                                               "{list[-2]} => 'fish'\n"
                                                               "{rows[-1].x} => 2.5\n" },
  { "/expression/names/items-beyond-the-list-are-nothing", "{list[9]} => null\n"
                                                           "{list[-3]} => null\n"
                                                           "{void[0]} => null\n"
                                                           "{t[0]} => null\n"
                                                           "{a[0]} => null\n" },
  { "/expression/names/length-of-lists-and-texts", "{list.length} => 2\n"
                                                   "{void.length} => 0\n"
                                                   "{t.length} => 4\n"
                                                   "{n.length} => 3\n"
                                                   "{rows.length} => 2\n" },
  { "/expression/names/length-counts-utf-16-units", "{emoji.length} => 3\n"
                                                    "{口味.length} => 1\n" },
  { "/expression/names/length-of-what-is-missing-is-nought", "{nobody.length} => 0\n"
                                                             "{e.length} => 0\n"
                                                             "{a.length} => 0\n"
                                                             "{m.nobody.length} => 0\n" },
  { "/expression/names/comment-has-a-name", "{q-Comment} => 'cold'\n"
                                            "{q} => null\n" },
  { "/expression/names/found-texts-become-numbers", "{n} => 7\n"
                                                    "{comma} => 1.5\n"
                                                    "{hex} => 16\n"
                                                    "{exp} => 1000\n"
                                                    "{lone[0]} => 5\n" },
  { "/expression/names/found-words-of-truth-become-booleans", "{yes} => true\n"
                                                              "{nay} => false\n" },
  { "/expression/names/what-only-looks-like-a-number-stays-text", "{code} => '05'\n"
                                                                  "{percent} => '50%'\n"
                                                                  "{long} => '1234567890123456'\n"
                                                                  "{t} => 'Soup'\n"
                                                                  "{day} => '2026-03-14'\n"
                                                                  "{wide} => '　Tea '\n" },
  { "/expression/names/lists-are-not-converted", "{lone} => ['5']\n"
                                                 "{lone} contains 5 => true\n" },
  { "/expression/names/as-it-is-on-request", "{#n} => ' 7 '\n"
                                             "{#comma} => '1,5'\n"
                                             "{#yes} => 'TRUE'\n"
                                             "{#a} => 5\n"
                                             "{#lone} => ['5']\n"
                                             "{#nobody} => null\n" },
  { "/expression/names/unknown-is-nothing", "{nobody} => null\n"
                                            "{a.b.c} => null\n"
                                            "{m.r9} => null\n"
                                            "{t.x} => null\n"
                                            "{nil} => null\n" },
  { "/expression/names/parts-without-a-name-find-nothing", "{.} => null\n"
                                                           "{a.} => null\n"
                                                           "{.a} => null\n"
                                                           "{m..r1} => null\n"
                                                           "{m.r1.x.} => null\n"
                                                           "{[0]} => null\n"
                                                           "{list[0} => null\n"
                                                           "{list[]} => null\n" },
  { "/expression/names/names-of-any-letters", "{口味} => '辣'\n"
                                              "{口味} = '辣' => true\n"
                                              "{ÄÖ} => 'umlaut'\n"
                                              "{äö} => 'umlaut'\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
