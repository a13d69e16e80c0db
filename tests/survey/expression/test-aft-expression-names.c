/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "Names": which answer a name finds and how it is read. */

#include "aft-expression-case.h"

#define VALUES                                                                                     \
  "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"        \
  "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],'d.e':3,"      \
  "'day':'2026-03-14','code':'05','comma':'1,5','q-Comment':'cold','emoji':'a😀','yes':'TRUE'}"

static const AftExpressionCase cases[] = {
  { "/expression/names/case-does-not-count", "{A} => 5\n"
                                             "{LIST.length} => 2\n" },
  { "/expression/names/blanks-make-another-name", "{ a } => null\n" },
  { "/expression/names/longest-dotted-name-first", "{d.e} => 3\n"
                                                   "{m.r1.x} => 4\n"
                                                   "{m.r2} => 'ok'\n" },
  { "/expression/names/items-and-their-members", "{list[0]} => 'fish'\n"
                                                 "{rows[1].k} => 'b'\n"
                                                 "{rows[0].x} => 1\n"
                                                 "{list[9]} => null\n" },
  { "/expression/names/length-of-lists-and-texts", "{list.length} => 2\n"
                                                   "{emoji.length} => 3\n"
                                                   "{nobody.length} => 0\n" },
  { "/expression/names/comment-has-a-name", "{q-Comment} => 'cold'\n" },
  { "/expression/names/found-texts-are-converted", "{n} => 7\n"
                                                   "{comma} => 1.5\n"
                                                   "{yes} => true\n" },
  { "/expression/names/leading-zeros-stay-text", "{code} => '05'\n" },
  { "/expression/names/as-it-is-on-request", "{#n} => ' 7 '\n"
                                             "{#comma} => '1,5'\n"
                                             "{#yes} => 'TRUE'\n" },
  { "/expression/names/unknown-is-nothing", "{nobody} => null\n"
                                            "{a.b.c} => null\n" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_expression_case_add_tests (cases, G_N_ELEMENTS (cases), VALUES);
  return g_test_run ();
}
