/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.5, 5.6, 5.12, 5.14: pages, buttons, auto-advance, progress and checks. */

#include "aft-play.h"

#define TWO_PAGES                                                                                  \
  "'pages':[{'name':'p','elements':[{'type':'rating','name':'a'}]},"                               \
  "{'name':'q','elements':[{'type':'text','name':'b'}]}]}"
#define ONE_BY_ONE                                                                                 \
  "{'questionsOnPageMode':'questionPerPage','pages':[{'name':'p','elements':["                     \
  "{'type':'rating','name':'a','isRequired':true},"                                                \
  "{'type':'panel','name':'pn','visibleIf':'{a} < 3','elements':[{'type':'text','name':'b'},"      \
  "{'type':'text','name':'c','isRequired':true}]},{'type':'html','name':'h','html':'-'}]},"        \
  "{'name':'q','elements':[{'type':'comment','name':'d'}]}]}"

static const AftPlay plays[] = {
  { "/engine/flow/next-checks-and-previous-does-not",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a','isRequired':true}]},"
    "{'name':'q','elements':[{'type':'text','name':'b','isRequired':true}]}]}",
    "nav next;no next;errors a required;set a 'x';errors a -;next;page q;nav prev complete;prev;"
    "page p" },
  { "/engine/flow/first-page-completes-while-the-next-is-hidden",
    "{'pages':[{'name':'p','elements':[{'type':'rating','name':'a'}]},"
    "{'name':'q','visibleIf':'{a} < 3','elements':[{'type':'text','name':'b'}]}]}",
    "nav complete;no next;tap a 1;nav next;no complete;tap a 5;nav complete" },
  { "/engine/flow/previous-may-be-hidden", "{'showPrevButton':false," TWO_PAGES,
    "next;nav complete;no prev" },
  { "/engine/flow/complete-may-be-hidden", "{'showCompleteButton':false," TWO_PAGES,
    "next;nav prev;no complete" },
  { "/engine/flow/start-page-is-not-counted-and-is-checked",
    "{'firstPageIsStartPage':true,'pages':[{'name':'s','elements':[{'type':'boolean','name':'ok',"
    "'isRequired':true}]},{'name':'p','elements':[{'type':'text','name':'a'}]}]}",
    "state starting;page s;pages p;nav start;no start;errors ok required;no next;tap ok true;start;"
    "page p;nav complete;no start;complete;data {'ok':true}" },
  { "/engine/flow/one-element-a-screen", ONE_BY_ONE,
    "element a;shown a;progress -1;no next;errors a required;tap a 1;next;element pn;shown b c;"
    "no next;errors c required;set c 'x';next;element h;next;page q;element d;nav prev complete;"
    "prev;element h;prev;element pn" },
  { "/engine/flow/answer-that-next-drops-does-not-move-twice",
    "{'questionsOnPageMode':'questionPerPage','autoAdvanceEnabled':true,'pages':[{'name':'p',"
    "'elements':[{'type':'dropdown','name':'a','choices':['x'],'defaultValue':'gone'},"
    "{'type':'comment','name':'b'},{'type':'html','name':'h','html':'-'}]}]}",
    "data {'a':'gone'};next;data {};element b" },
  { "/engine/flow/start-page-with-errors-is-not-completed-by-auto-advance",
    "{'questionsOnPageMode':'questionPerPage','autoAdvanceEnabled':true,"
    "'firstPageIsStartPage':true,'pages':[{'name':'s','elements':[{'type':'rating','name':'q',"
    "'isRequired':true}]},{'name':'p','elements':[{'type':'rating','name':'a'},"
    "{'type':'rating','name':'b'}]}]}",
    "tap q 5;state starting;tap q 5;state starting;errors q required;tap q 4;state completed" },
  { "/engine/flow/one-question-a-screen-is-all-that-is-checked",
    "{'questionsOnPageMode':'questionPerPage','pages':[{'name':'p','elements':["
    "{'type':'text','name':'a','requiredIf':'{b} notempty'},"
    "{'type':'text','name':'b','isRequired':true}]}]}",
    "next;element b;no complete;errors b required;set b 'x';complete;data {'b':'x'}" },
  { "/engine/flow/with-a-panel-on-the-screen-all-of-its-page-is-checked",
    "{'questionsOnPageMode':'questionPerPage','pages':[{'name':'p','elements':["
    "{'type':'text','name':'a','requiredIf':'{b} notempty'},{'type':'panel','name':'n',"
    "'elements':[{'type':'text','name':'b'}]}]}]}",
    "next;element n;set b 'x';no complete;prev;errors a required;set a 'y';next;complete" },
  { "/engine/flow/hidden-element-is-passed-over", ONE_BY_ONE,
    "tap a 5;next;element h;prev;element a" },
  { "/engine/flow/element-that-hides-itself-is-left",
    "{'questionsOnPageMode':'questionPerPage','pages':[{'name':'p','elements':["
    "{'type':'text','name':'a'},{'type':'text','name':'b','visibleIf':'{b} empty'}]}]}",
    "next;element b;set b 'x';element a" },

  { "/engine/advance/after-the-last-needed-answer", "{'autoAdvanceEnabled':true," TWO_PAGES,
    "tap a 3;page q;prev;page p;tap a 4;page q;set b 'x';state completed" },
  { "/engine/advance/does-not-complete-when-told-so",
    "{'autoAdvanceEnabled':true,'autoAdvanceAllowComplete':false," TWO_PAGES,
    "tap a 3;set b 'x';page q;complete" },
  { "/engine/advance/waits-for-all-answers-and-for-right-ones",
    "{'autoAdvanceEnabled':true,'pages':[{'name':'p','elements':[{'type':'rating','name':'a'},"
    "{'type':'text','name':'t','validators':[{'type':'numeric'}]}]},"
    "{'name':'q','elements':[{'type':'text','name':'b'}]}]}",
    "tap a 3;page p;set t 'x';page p;errors t requirenumeric;set t '1';page q" },
  { "/engine/advance/never-from-checkbox-comment-or-date",
    "{'autoAdvanceEnabled':true,'pages':[{'name':'p','elements':[{'type':'checkbox','name':'c',"
    "'choices':['x']},{'type':'comment','name':'m'},{'type':'text','name':'d','inputType':'date'}]}"
    ","
    "{'name':'q','elements':[{'type':'text','name':'b'}]}]}",
    "tap c 'x';set m 'x';set d '2026-03-14';page p" },
  { "/engine/advance/not-while-other-is-chosen",
    "{'autoAdvanceEnabled':true,'pages':[{'name':'p','elements':[{'type':'radiogroup','name':'r',"
    "'choices':['x'],'showOtherItem':true}]},{'name':'q','elements':[{'type':'text','name':'b'}]}]"
    "}",
    "tap r 'other';page p;comment r words;page p;tap r 'x';page q" },
  { "/engine/advance/can-be-put-off", "{'autoAdvanceEnabled':true," TWO_PAGES,
    "delay;waiting;tap a 3;due;page p;advance;page q;waiting;no advance" },
  { "/engine/advance/put-off-is-called-off-by-another-act", "{'autoAdvanceEnabled':true," TWO_PAGES,
    "delay;tap a 3;due;clear a;waiting;no advance;page p;tap a 3;tap a 4;due;tap a 4;waiting" },
  { "/engine/advance/put-off-completes-too",
    "{'autoAdvanceEnabled':true,'elements':[{'type':'boolean','name':'b'}]}",
    "delay;tap b true;due;state running;advance;state completed" },

  { "/engine/progress/by-pages-is-never-full", "{" TWO_PAGES, "progress 0;next;progress 50" },
  { "/engine/progress/by-questions-counts-visible-ones",
    "{'progressBarType':'questions','elements':[{'type':'text','name':'a'},"
    "{'type':'html','name':'h','html':'-'},{'type':'text','name':'b','visibleIf':'{a} = 1'},"
    "{'type':'text','name':'c'}]}",
    "progress 0;set a '2';progress 50;set a '1';progress 33" },

  { "/engine/progress/by-required-questions",
    "{'progressBarType':'requiredQuestions','elements':[{'type':'text','name':'a','isRequired':"
    "true},"
    "{'type':'text','name':'b','requiredIf':'{a} = 1'},{'type':'text','name':'c'}]}",
    "progress 0;set c 'x';progress 0;set a '2';progress 100;set a '1';progress 50" },

  { "/engine/checks/blanks-are-no-answer", "[{'type':'text','name':'a','isRequired':true}]",
    "set a '   ';no complete;errors a required" },
  { "/engine/checks/zero-and-false-are-answers",
    "[{'type':'rating','name':'a','rateMin':0,'isRequired':true},"
    "{'type':'boolean','name':'b','isRequired':true}]",
    "tap a 0;tap b false;complete" },
  { "/engine/checks/numeric-bounds-are-inclusive",
    "[{'type':'text','name':'a','validators':[{'type':'numeric','minValue':1,'maxValue':3}]}]",
    "set a 'x';no complete;errors a requirenumeric;set a '0';errors a numeric;set a '3';errors a "
    "-" },
  { "/engine/checks/text-is-measured-in-utf-16",
    "[{'type':'text','name':'a','validators':[{'type':'text','minLength':3,'maxLength':4,"
    "'allowDigits':false}]}]",
    "set a '好';no complete;errors a text;set a '😀😀';errors a -;set a '😀😀好';no complete;"
    "errors a text;set a 'a1bc';errors a -;set a 'abc1';no complete;errors a text" },
  { "/engine/checks/regex-is-searched-in-each-item",
    "[{'type':'checkbox','name':'c','choices':['a1','b'],'validators':[{'type':'regex',"
    "'regex':'[0-9]'}]}]",
    "tap c 'a1';tap c 'b';no complete;errors c regex" },
  { "/engine/checks/address-by-type-or-validator",
    "[{'type':'text','name':'a','inputType':'email'},{'type':'text','name':'b','validators':["
    "{'type':'email'}]}]",
    "set a 'x@y';set b 'x@y';no complete;errors a custom;errors b email;set a 'li@a.cn';"
    "set b 'l.i@a.b.cn';complete" },
  { "/engine/checks/count-passes-an-empty-list",
    "[{'type':'checkbox','name':'c','choices':['a','b','d'],'validators':[{'type':'answercount',"
    "'minCount':2,'maxCount':2}]}]",
    "tap c 'a';no complete;errors c answercount;tap c 'b';errors c -;tap c 'd';"
    "no complete;errors c answercount" },
  { "/engine/checks/expression-runs-on-empty-and-follows-other-answers",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','validators':[{'type':'expression',"
    "'expression':'{a} notempty','text':'a:{a}'}]}]",
    "no complete;errors b expression;says b a:;set a 'x';errors b -" },
  { "/engine/checks/warnings-show-and-do-not-block",
    "[{'type':'text','name':'a','validators':[{'type':'numeric','minValue':5,"
    "'notificationType':'warning'},{'type':'numeric','maxValue':1,'notificationType':'info'}]},"
    "{'type':'text','name':'b','isRequired':true}]",
    "set a '3';no complete;errors a ~numeric ~numeric;set b 'x';complete" },
  { "/engine/checks/every-failing-validator-reports",
    "[{'type':'text','name':'a','validators':[{'type':'text','minLength':3},{'type':'email'}]}]",
    "set a 'x';no complete;errors a text email" },
  { "/engine/checks/no-longer-required-is-no-longer-an-error",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','requiredIf':'{a} empty'}]",
    "no complete;errors b required;set a 'x';errors b -" },
  { "/engine/checks/errors-may-show-at-once",
    "{'checkErrorsMode':'onValueChanged','elements':[{'type':'text','name':'a','isRequired':true,"
    "'validators':[{'type':'numeric'}]},{'type':'text','name':'n','inputType':'number','max':5}]}",
    "errors a -;set a 'x';errors a requirenumeric;set a '1';errors a -;clear a;errors a required;"
    "set n 9;errors n custom;data {}" },
  { "/engine/checks/other-beside-a-comment-area-asks-for-its-words",
    "[{'type':'checkbox','name':'c','choices':['a'],'showOtherItem':true,'showCommentArea':true}]",
    "tap c 'other';no complete;errors c otherempty;comment c soup;errors c -;data {'c':['soup']};"
    "tap c 'a';data {'c':['soup','a']};complete" },
  { "/engine/checks/hidden-errors-are-gone-when-shown-again",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','isRequired':true,"
    "'visibleIf':'{a} empty'}]",
    "no complete;errors b required;set a 'x';clear a;errors b -" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  return g_test_run ();
}
