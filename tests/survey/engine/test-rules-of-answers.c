/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.3, 5.4, 5.10, 5.11: what becomes of answers, items and defaults. */

#include "aft-play.h"

#define CHECKBOX                                                                                   \
  "[{'type':'checkbox','name':'c','choices':['a','b','d',{'value':'x','isExclusive':true}],"

static const AftPlay plays[] = {
  { "/engine/answers/text-stays-text-with-its-blanks", "[{'type':'text','name':'t'}]",
    "set t ' 7 ';data {'t':' 7 '};set t '';data {}" },
  { "/engine/answers/number-input-takes-numbers-only",
    "[{'type':'text','name':'n','inputType':'number'}]",
    "set n ' 7 ';data {'n':7};set n '1,5';data {'n':1.5};set n 'abc';data {}" },
  { "/engine/answers/number-out-of-bounds-is-held-not-stored",
    "[{'type':'text','name':'n','inputType':'number','min':1,'max':9},"
    "{'type':'text','name':'big','visibleIf':'{n} > 9'}]",
    "set n 5;data {'n':5};set n 50;value n 50;data {'n':5};no complete;state running;errors n "
    "custom" },
  { "/engine/answers/first-default-is-stored-whatever-its-bounds",
    "[{'type':'text','name':'n','inputType':'number','min':1,'defaultValue':0},"
    "{'type':'text','name':'m','inputType':'number','max':5,'defaultValueExpression':'3 + 4'},"
    "{'type':'text','name':'d','inputType':'date','min':'2026-03-15',"
    "'defaultValueExpression':'today()'}]",
    "data {'n':0,'m':7,'d':'2026-03-14'};no complete;errors n custom;errors d custom;"
    "clear n;set n 0;data {'m':7,'d':'2026-03-14'}" },
  { "/engine/answers/date-beyond-its-limit-is-not-stored",
    "[{'type':'text','name':'d','inputType':'date','min':'2026-03-01'}]",
    "set d '2026-02-28';data {};set d '2026-03-01';data {'d':'2026-03-01'};set d '3000-01-01';"
    "data {'d':'2026-03-01'}" },
  { "/engine/answers/boolean-has-its-own-values",
    "[{'type':'boolean','name':'b','valueTrue':'yes','valueFalse':'no'}]",
    "tap b true;data {'b':'yes'};tap b false;data {'b':'no'};no tap b 'yes'" },
  { "/engine/answers/tapping-the-chosen-rating-clears-it", "[{'type':'rating','name':'r'}]",
    "tap r 4;data {'r':4};tap r 4;data {};no tap r 6;no tap r '4'" },
  { "/engine/answers/acts-on-nothing-are-refused",
    "[{'type':'text','name':'t'},{'type':'html','name':'h','html':'x'}]",
    "no set u 'x';no tap t 'x';no set h 'x';no comment t x;no clear u;no start;no prev;no "
    "next;data {}" },
  { "/engine/answers/read-only-is-not-answered",
    "[{'type':'text','name':'t','readOnly':true,'defaultValue':'d'}]",
    "ro t;no set t 'x';no clear t;data {'t':'d'}" },

  { "/engine/rating/count-with-one-end-gives-the-other",
    "[{'type':'rating','name':'a','rateMin':3,'rateCount':4},"
    "{'type':'rating','name':'b','rateMax':10,'rateCount':5},"
    "{'type':'rating','name':'c','rateCount':8}]",
    "choices a 3 4 5 6;choices b 6 7 8 9 10;choices c 1 2 3 4 5" },
  { "/engine/rating/decimals-are-exact-and-at-most-twenty",
    "[{'type':'rating','name':'a','rateMin':0,'rateMax':1,'rateStep':0.1},"
    "{'type':'rating','name':'b','rateMax':100}]",
    "choices a 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1;"
    "choices b 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20" },
  { "/engine/rating/step-that-goes-takes-its-answer",
    "[{'type':'rating','name':'r','rateValues':[1,{'value':2,'visibleIf':'{t} empty'}]},"
    "{'type':'text','name':'t'}]",
    "tap r 2;set t 'x';data {'t':'x'};choices r 1" },

  { "/engine/choices/in-order-of-taps", CHECKBOX "'showNoneItem':true}]",
    "tap c 'b';tap c 'a';data {'c':['b','a']};tap c 'b';data {'c':['a']};tap c 'a';data {}" },
  { "/engine/choices/none-and-exclusive-items-clear-the-others", CHECKBOX "'showNoneItem':true}]",
    "tap c 'a';tap c 'none';data {'c':['none']};tap c 'b';data {'c':['b']};tap c 'x';"
    "data {'c':['x']};tap c 'none';data {'c':['none']};tap c 'none';data {}" },
  { "/engine/choices/maximum-disables-the-rest-but-not-none",
    CHECKBOX "'showNoneItem':true,'showOtherItem':true,'maxSelectedChoices':2}]",
    "tap c 'a';tap c 'b';choices c a b !d !x none !other;no tap c 'd';tap c 'none';"
    "choices c a b d x none other" },
  { "/engine/choices/minimum-is-an-error-on-next-only", CHECKBOX "'minSelectedChoices':2}]",
    "tap c 'a';errors c -;no complete;errors c custom;tap c 'b';errors c -;complete" },
  { "/engine/choices/hidden-item-goes-from-the-answer-and-comes-back",
    "[{'type':'checkbox','name':'c','choices':['a',{'value':'b','visibleIf':'{t} empty'}]},"
    "{'type':'text','name':'t'}]",
    "tap c 'a';tap c 'b';set t 'x';data {'c':['a'],'t':'x'};choices c a;clear t;data "
    "{'c':['a','b']}" },
  { "/engine/choices/disabled-item-keeps-its-answer",
    "[{'type':'radiogroup','name':'r','choices':['a',{'value':'b','enableIf':'{t} empty'}]},"
    "{'type':'text','name':'t'}]",
    "tap r 'b';set t 'x';choices r a !b;data {'r':'b','t':'x'};no tap r 'b'" },
  { "/engine/choices/dropdown-counts-from-minimum-to-maximum",
    "[{'type':'dropdown','name':'d','choicesMin':1,'choicesMax':7,'choicesStep':3,'choices':['x']}"
    "]",
    "choices d x 1 4 7;tap d 4;data {'d':4}" },
  { "/engine/choices/sorted-by-text-with-digits-by-value",
    "[{'type':'radiogroup','name':'r','choices':['tea10','tea2','beer'],'choicesOrder':'asc',"
    "'showOtherItem':true},{'type':'radiogroup','name':'s','choices':['a','c','b'],"
    "'choicesOrder':'desc'}]",
    "choices r beer tea2 tea10 other;choices s c b a" },
  { "/engine/choices/sorted-again-in-another-language",
    "[{'type':'radiogroup','name':'r','choicesOrder':'asc','choices':["
    "{'value':1,'text':{'default':'b','zh-cn':'a'}},{'value':2,'text':{'default':'a','zh-cn':'b'}}]"
    "}]",
    "choices r 2 1;locale zh-cn;choices r 1 2" },
  { "/engine/choices/old-items-hold-value-and-text",
    "[{'type':'radiogroup','name':'r','choices':['a|Apple'],'title':'{r}'}]",
    "tap r 'a';title r Apple;data {'r':'a'}" },

  { "/engine/other/its-text-is-a-comment",
    "[{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true}]",
    "no comment r x;tap r 'other';comment r cold;data {'r':'other','r-Comment':'cold'};"
    "comment r cold" },
  { "/engine/other/leaving-it-drops-its-text",
    "[{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true}]",
    "tap r 'other';comment r cold;tap r 'a';data {'r':'a'};tap r 'other';data {'r':'other'}" },
  { "/engine/other/without-text-is-an-error-on-next",
    "[{'type':'checkbox','name':'c','choices':['a'],'showOtherItem':true,'otherErrorText':'what?'}"
    "]",
    "tap c 'other';no complete;errors c otherempty;says c what?;comment c cold;errors c "
    "-;complete" },
  { "/engine/other/may-be-the-answer-itself",
    "{'storeOthersAsComment':false,'elements':[{'type':'checkbox','name':'c','choices':['a'],"
    "'showOtherItem':true}]}",
    "tap c 'a';tap c 'other';data {'c':['a','other']};comment c cold;data {'c':['a','cold']};"
    "tap c 'other';data {'c':['a']}" },
  { "/engine/comment/area-has-a-name-of-its-own",
    "[{'type':'rating','name':'r','showCommentArea':true}]",
    "comment r late;data {'r-Comment':'late'};tap r 2;comment r '  ';comment r  ;data {'r':2}" },

  { "/engine/default/is-there-from-the-start-even-when-hidden",
    "[{'type':'text','name':'a','defaultValue':'d','visibleIf':'{b} notempty'},"
    "{'type':'text','name':'b'}]",
    "data {'a':'d'};complete;data {}" },
  { "/engine/default/expression-follows-until-answered",
    "[{'type':'text','name':'n','inputType':'number'},"
    "{'type':'text','name':'m','defaultValueExpression':'{n} * 2'}]",
    "set n 2;data {'n':2,'m':4};set n 3;data {'n':3,'m':6};set m 'x';set n 4;data {'n':4,'m':'x'};"
    "clear m;set n 5;data {'n':5,'m':10}" },
  { "/engine/default/today-is-the-day-of-the-clock",
    "[{'type':'text','name':'d','inputType':'date','defaultValueExpression':'today()'}]",
    "data {'d':'2026-03-14'}" },
  { "/engine/default/of-a-boolean", "[{'type':'boolean','name':'b','defaultValue':false}]",
    "data {'b':false}" },
  { "/engine/default/that-is-no-item-becomes-other",
    "[{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true,'defaultValue':'soup'}]",
    "data {'r':'other','r-Comment':'soup'}" },

  { "/engine/default/of-a-read-only-question-keeps-to-its-items",
    "[{'type':'rating','name':'r','readOnly':true,'rateValues':[1,{'value':2,'visibleIf':'{x} = "
    "1'}],"
    "'defaultValue':2}]",
    "data {'r':2};choices r 1" },
  { "/engine/default/several-unknown-items-become-one-other",
    "[{'type':'checkbox','name':'c','choices':['a'],'showOtherItem':true,"
    "'defaultValue':['a','soup','tea']}]",
    "data {'c':['a','other'],'c-Comment':'soup'}" },
  { "/engine/hidden/stays-in-the-data-until-completion",
    "[{'type':'boolean','name':'b'},{'type':'text','name':'t','visibleIf':'{b} = true'}]",
    "tap b true;set t 'x';tap b false;data {'b':false,'t':'x'};partial {'b':false};complete;"
    "data {'b':false}" },
  { "/engine/hidden/is-cleared-at-once-on-hidden",
    "{'clearInvisibleValues':'onHidden','elements':[{'type':'boolean','name':'b'},"
    "{'type':'text','name':'t','visibleIf':'{b} = true','defaultValue':'d'}]}",
    "tap b true;data {'b':true,'t':'d'};set t 'x';tap b false;data {'b':false};tap b true;"
    "data {'b':true,'t':'d'}" },
  { "/engine/hidden/is-kept-with-none",
    "{'clearInvisibleValues':'none','elements':[{'type':'boolean','name':'b'},"
    "{'type':'text','name':'t','visibleIf':'{b} = true'}]}",
    "tap b true;set t 'x';tap b false;partial {'b':false,'t':'x'};complete;data "
    "{'b':false,'t':'x'}" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  return g_test_run ();
}
