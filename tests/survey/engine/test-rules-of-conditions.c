/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.1, 5.2, 5.7, 5.8, 5.14: conditions, calculated values, texts and languages. */

#include "aft-play.h"

static const AftPlay plays[] = {
  { "/engine/conditions/visible-only-when-exactly-true",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','visibleIf':'{a}'}]",
    "shown a;set a 'true';shown a b;set a '1';shown a;set a 'TRUE';shown a b" },
  { "/engine/conditions/disabled-only-when-exactly-false",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','enableIf':'{a}'}]",
    "open b;set a 'false';ro b;set a '0';open b" },
  { "/engine/conditions/required-only-when-exactly-true",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','requiredIf':'{a} = 1'}]",
    "free b;set a '1';req b" },
  { "/engine/conditions/items-are-judged-loosely",
    "[{'type':'text','name':'a'},{'type':'radiogroup','name':'r','choices':["
    "{'value':'x','visibleIf':'{a}'},{'value':'y','enableIf':'{a}'}]}]",
    "choices r !y;set a '1';choices r x y;set a 'yes';choices r !y" },
  { "/engine/conditions/valid-visible-if-overrides-visible",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','visible':false,'visibleIf':'{a} "
    "empty'}]",
    "shown a b" },
  { "/engine/conditions/panel-without-anything-visible-is-hidden",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a'}]},"
    "{'name':'q','elements':[{'type':'panel','name':'pn','elements':[{'type':'text','name':'b',"
    "'visibleIf':'{a} notempty'}]}]}]}",
    "pages p;nav complete;set a 'x';pages p q;nav next" },
  { "/engine/conditions/page-that-hides-itself-is-left",
    "{'pages':[{'name':'p','visibleIf':'{a} empty','elements':[{'type':'text','name':'a'}]},"
    "{'name':'q','elements':[{'type':'text','name':'b'}]}]}",
    "page p;set a 'x';page q;pages q" },
  { "/engine/conditions/all-pages-hidden-is-empty",
    "{'pages':[{'name':'p','visibleIf':'{a} empty','elements':[{'type':'text','name':'a'}]}]}",
    "set a 'x';state empty;page -;no complete;no set a 'y'" },
  { "/engine/conditions/enable-if-on-a-page-disables-all-in-it",
    "{'pages':[{'name':'p','enableIf':'{v} != "
    "1','elements':[{'type':'panel','name':'pn','elements':["
    "{'type':'text','name':'a','isRequired':true}]}]}]}",
    "no complete;errors a required;var v 1;ro a;errors a -;complete" },
  { "/engine/conditions/chain-settles-in-one-act",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','visibleIf':'{a} = 1'},"
    "{'type':'text','name':'c','defaultValueExpression':'{d}'},"
    "{'type':'text','name':'d','defaultValueExpression':'{a}'}]",
    "set a '1';data {'a':'1','d':1,'c':1};shown a b c d" },
  { "/engine/conditions/cycles-end-after-ten-rounds",
    "{'calculatedValues':[{'name':'x','expression':'{y} + 1'},{'name':'y','expression':'{x} + 1'}],"
    "'elements':[{'type':'text','name':'grow','defaultValueExpression':'{grow} + 1'}]}",
    "shown grow;set grow 'x';shown grow" },
  { "/engine/conditions/name-in-another-case-is-found-but-not-followed",
    "[{'type':'text','name':'Food'},{'type':'text','name':'b','visibleIf':'{food} = 1'},"
    "{'type':'text','name':'c','title':'{FOOD}'}]",
    "set Food '1';shown Food c;title c 1" },

  { "/engine/calculated/values-feed-one-another-whatever-their-order",
    "{'calculatedValues':[{'name':'b','expression':'{a} * 2','includeIntoResult':true},"
    "{'name':'a','expression':'{n} + 1'}],"
    "'elements':[{'type':'text','name':'n','inputType':'number'}]}",
    "set n 2;vars {'a':3,'b':6};data {'n':2,'b':6}" },
  { "/engine/calculated/repeated-answer-goes-with-it",
    "{'calculatedValues':[{'name':'c','expression':'{n}','includeIntoResult':true}],"
    "'elements':[{'type':'text','name':'n','inputType':'number'}]}",
    "set n 2;data {'n':2,'c':2};clear n;data {}" },
  { "/engine/calculated/item-that-is-gone-goes-with-it",
    "{'calculatedValues':[{'name':'c','expression':'{L[0]}','includeIntoResult':true}],"
    "'elements':[{'type':'checkbox','name':'l','choices':['a','b']}]}",
    "tap l 'b';tap l 'a';data {'l':['b','a'],'c':'b'};tap l 'b';tap l 'a';data {}" },
  { "/engine/calculated/index-of-what-is-no-list-gives-all-of-it",
    "{'calculatedValues':[{'name':'c','expression':'{r[0]}','includeIntoResult':true},"
    "{'name':'d','expression':'{l[-1]}','includeIntoResult':true}],'elements':["
    "{'type':'rating','name':'r'},{'type':'checkbox','name':'l','choices':['a','b']}]}",
    "tap r 3;data {'r':3,'c':3};tap l 'b';data {'r':3,'c':3,'l':['b'],'d':['b']}" },
  { "/engine/calculated/what-json-cannot-carry-is-not-stored",
    "{'calculatedValues':[{'name':'d','expression':'today()','includeIntoResult':true},"
    "{'name':'n','expression':'round({t})','includeIntoResult':true},"
    "{'name':'z','expression':'1 / {t}','includeIntoResult':true}],"
    "'elements':[{'type':'text','name':'t'}]}",
    "set t '4';data {'t':'4','d':'2026-03-14','n':4,'z':0.25};set t 'x';"
    "data {'t':'x','d':'2026-03-14'}" },
  { "/engine/variables/are-kept-in-lower-case-and-run-conditions",
    "[{'type':'text','name':'a','visibleIf':'{tier} = "
    "1'},{'type':'text','name':'b','title':'{TIER}'}]",
    "title b {TIER};var Tier 1;shown a b;vars {'tier':1};title b 1;data {}" },

  { "/engine/piping/answers-show-as-the-guest-saw-them",
    "[{'type':'checkbox','name':'c','choices':[{'value':1,'text':'One'},2],'showOtherItem':true},"
    "{'type':'boolean','name':'b','labelTrue':'Aye'},{'type':'rating','name':'r','rateValues':["
    "{'value':'g','text':'Good'}]},{'type':'html','name':'h','html':'{c}/{b}/{r}/{ r }/{x}/{'}]",
    "markup h ////{x}/{;tap c 2;tap c 1;tap c 'other';comment c Soup;tap b true;tap r 'g';"
    "markup h 2, One, Soup/Aye/Good/Good/{x}/{" },
  { "/engine/piping/answers-are-inserted-raw",
    "[{'type':'text','name':'t'},{'type':'html','name':'h','html':'<p>{t}</p>'}]",
    "set t '<b>';markup h <p><b></p>" },
  { "/engine/piping/an-answer-is-not-piped-again",
    "[{'type':'text','name':'t'},{'type':'text','name':'u','title':'{t}'}]",
    "set t '{u}';title u {u}" },
  { "/engine/piping/an-item-may-name-its-own-question",
    "[{'type':'radiogroup','name':'a','choices':[{'value':1,'text':'{b}x'}]},"
    "{'type':'radiogroup','name':'b','choices':[{'value':2,'text':'{a}y'}]},"
    "{'type':'text','name':'t','title':'{a}'}]",
    "tap a 1;tap b 2;title t 1yx" },
  { "/engine/piping/pages-can-be-counted",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a','title':'{pageno} of "
    "{pagecount}'}]},"
    "{'name':'q','elements':[{'type':'text','name':'b','title':'{pageno}, {locale}'}]}]}",
    "title a 1 of 2;next;title b 2, en" },
  { "/engine/piping/parts-of-lists",
    "[{'type':'checkbox','name':'c','choices':[{'value':'a','text':'A'},{'value':'b','text':'B'}]},"
    "{'type':'text','name':'t','title':'{c[1]} {c.length} {d.length}'}]",
    "tap c 'a';tap c 'b';title t B 2 0" },

  { "/engine/languages/dialect-then-language-then-default-then-name",
    "[{'type':'text','name':'a','title':{'default':'D','zh':'Z','zh-cn':'C'}},"
    "{'type':'text','name':'b','title':{'default':'D','zh':'Z'}},"
    "{'type':'text','name':'c','title':{'zh-cn':'C','de':'G'}},"
    "{'type':'text','name':'d','title':{'en':'E'}}]",
    "title a D;title b D;title c c;title d E;locale zh-cn;title a C;title b Z;title c C;title d d;"
    "locale zh-tw;title a Z;title c c;locale en;title a D" },
  { "/engine/languages/change-keeps-answers-and-errors",
    "[{'type':'text','name':'a','isRequired':true,'requiredErrorText':{'default':'Say','zh-cn':'请'"
    "}},"
    "{'type':'text','name':'b'}]",
    "set b 'x';no complete;says a Say;locale zh-cn;says a 请;data {'b':'x'}" },
  { "/engine/languages/built-in-words-follow-the-language",
    "[{'type':'boolean','name':'b','title':'{b}'}]",
    "tap b true;title b Yes;locale zh-cn;title b 是;locale zh-tw;title b 是" },

  { "/engine/completed/first-condition-that-is-exactly-true-wins",
    "{'completedHtml':'end','completedHtmlOnCondition':[{'expression':'{a}','html':'one'},"
    "{'expression':'{a} = 1','html':{'default':'two {a}','zh-cn':'二{a}'}}],"
    "'elements':[{'type':'text','name':'a'}]}",
    "set a '1';complete;state completed;html two 1;locale zh-cn;html 二1" },
  { "/engine/completed/else-the-plain-text",
    "{'completedHtml':'end {a}','completedHtmlOnCondition':[{'expression':'{a} = 1','html':'one'}],"
    "'elements':[{'type':'text','name':'a'}]}",
    "set a '2';complete;html end 2;no set a '1';no complete;no prev" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  return g_test_run ();
}
