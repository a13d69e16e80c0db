/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.5, 5.6, 5.14: pages, elements, buttons, auto-advance and progress. */

#include "aft-play.h"

#define PAGE(name, elements)    "{'name':'" name "','elements':[" elements "]}"
#define TEXT(name)              "{'type':'text','name':'" name "'}"
#define RATING(name)            "{'type':'rating','name':'" name "'}"
#define REQUIRED(name)          "{'type':'text','name':'" name "','isRequired':true}"
#define SURVEY(settings, pages) "{" settings "'pages':[" pages "]}"
#define ADVANCE                 "'autoAdvanceEnabled':true,"
#define ONE_BY_ONE              "'questionsOnPageMode':'questionPerPage',"
/* A page of @elements before one more. */
#define ADVANCING(elements) SURVEY (ADVANCE, PAGE ("p", elements) "," PAGE ("q", TEXT ("z")))

static const AftPlay plays[] = {
  { "/engine/flow/one-page-only-completes", SURVEY ("", PAGE ("p", TEXT ("a"))),
    "page p;"
    "nav complete;"
    "no next;"
    "no prev;"
    "no start;"
    "complete;"
    "state completed;"
    "nav -;"
    "page -" },
  { "/engine/flow/pages-follow-one-another",
    SURVEY ("", PAGE ("p", TEXT ("a")) "," PAGE ("q", TEXT ("b")) "," PAGE ("r", TEXT ("c"))),
    "nav next;"
    "next;"
    "page q;"
    "nav prev next;"
    "no complete;"
    "next;"
    "page r;"
    "nav prev complete;"
    "no next;"
    "prev;"
    "prev;"
    "page p;"
    "no prev" },
  { "/engine/flow/next-checks-the-visible-page-only",
    SURVEY ("", PAGE ("p", TEXT ("a")) "," PAGE ("q", REQUIRED ("b"))),
    "next;"
    "page q;"
    "no complete;"
    "errors b required;"
    "prev;"
    "next;"
    "errors b required" },
  { "/engine/flow/hidden-questions-do-not-hold-the-page",
    SURVEY ("",
            PAGE ("p",
                  TEXT ("a") ",{'type':'text','name':'b','isRequired':true,"
                             "'visibleIf':'{a} notempty'}")),
    "set a 'x';"
    "no complete;"
    "errors b required;"
    "clear a;"
    "complete" },
  { "/engine/flow/pages-between-that-hide-are-passed-over",
    SURVEY ("",
            PAGE ("p", TEXT ("a")) ",{'name':'q','visibleIf':'{a} = 1','elements':[" TEXT (
                "b") "]}," PAGE ("r", TEXT ("c"))),
    "pages p r;"
    "next;"
    "page r;"
    "prev;"
    "page p;"
    "set a '1';"
    "pages p q r;"
    "next;"
    "page q" },
  { "/engine/flow/page-of-hidden-questions-is-no-page",
    SURVEY ("",
            PAGE ("p", TEXT ("a")) "," PAGE ("q", "{'type':'text','name':'b','visible':false}")),
    "pages p;"
    "nav complete" },
  { "/engine/flow/page-of-html-is-a-page",
    SURVEY ("", PAGE ("p", TEXT ("a")) "," PAGE ("q", "{'type':'html','name':'h','html':'-'}")),
    "pages p q;"
    "next;"
    "page q;"
    "complete" },
  { "/engine/flow/completed-takes-no-more-acts",
    SURVEY ("", PAGE ("p", TEXT ("a") "," RATING ("r"))),
    "complete;"
    "no set a 'x';"
    "no tap r 1;"
    "no clear a;"
    "no next;"
    "no prev;"
    "no complete;"
    "no start;"
    "data {}" },

  { "/engine/flow/start-page-alone-is-an-ordinary-page",
    SURVEY ("'firstPageIsStartPage':true,", PAGE ("p", TEXT ("a"))),
    "state running;"
    "nav complete" },
  { "/engine/flow/start-page-has-start-only-and-no-way-back",
    SURVEY ("'firstPageIsStartPage':true,",
            PAGE ("s", REQUIRED ("a")) "," PAGE ("p", TEXT ("b")) "," PAGE ("q", TEXT ("c"))),
    "state starting;"
    "page s;"
    "pages p q;"
    "nav start;"
    "no next;"
    "no complete;"
    "no start;"
    "errors a required;"
    "set a 'x';"
    "start;"
    "state running;"
    "page p;"
    "no prev;"
    "no start;"
    "next;"
    "complete;"
    "data {'a':'x'}" },

  { "/engine/flow/element-is-the-unit-of-one-by-one",
    SURVEY (ONE_BY_ONE,
            PAGE ("p",
                  TEXT ("a") ",{'type':'panel','name':'n','elements':[" TEXT ("b") "," TEXT (
                      "c") "]}") "," PAGE ("q", TEXT ("d"))),
    "page p;"
    "element a;"
    "shown a;"
    "nav next;"
    "next;"
    "element n;"
    "shown b c;"
    "nav prev next;"
    "next;"
    "page q;"
    "element d;"
    "nav prev complete;"
    "prev;"
    "page p;"
    "element n" },
  { "/engine/flow/html-is-a-screen-of-its-own-one-by-one",
    SURVEY (ONE_BY_ONE, PAGE ("p", "{'type':'html','name':'h','html':'-'}," TEXT ("a"))),
    "element h;"
    "next;"
    "element a" },
  { "/engine/flow/next-checks-the-element-only-one-by-one",
    SURVEY (ONE_BY_ONE, PAGE ("p", REQUIRED ("a") "," REQUIRED ("b"))),
    "no next;"
    "errors a required;"
    "set a 'x';"
    "next;"
    "element b;"
    "errors b -;"
    "no complete;"
    "errors b required" },
  { "/engine/flow/questions-off-the-screen-are-not-answered",
    SURVEY (ONE_BY_ONE, PAGE ("p", TEXT ("a") "," TEXT ("b"))),
    "no set b 'x';"
    "next;"
    "no set a 'x';"
    "set b 'x';"
    "data {'b':'x'}" },
  { "/engine/flow/hiding-the-first-element-shows-the-next",
    SURVEY (ONE_BY_ONE,
            PAGE ("p", "{'type':'text','name':'a','visibleIf':'{a} empty'}," TEXT ("b"))),
    "element a;"
    "set a 'x';"
    "element b" },
  { "/engine/flow/hiding-the-page-shown-goes-to-the-first",
    SURVEY ("",
            PAGE ("p", TEXT ("a")) ",{'name':'q','visibleIf':'{b} empty','elements':[" TEXT (
                "b") "]}," PAGE ("r", TEXT ("c"))),
    "next;"
    "page q;"
    "set b 'x';"
    "page p;"
    "pages p r" },
  { "/engine/flow/page-that-comes-back-is-shown-when-there-was-none",
    SURVEY ("", "{'name':'p','visibleIf':'{v} = 1','elements':[" TEXT ("a") "]}"),
    "state empty;"
    "no set a 'x';"
    "var v 1;"
    "state running;"
    "page p;"
    "set a 'x'" },

  { "/engine/flow/rating-moves-on", ADVANCING (RATING ("a")),
    "tap a 3;"
    "page q" },
  { "/engine/flow/only-a-finger-on-a-rating-moves-on", ADVANCING (RATING ("a")),
    "set a 3;"
    "page p;"
    "data {'a':3};"
    "tap a 4;"
    "page q" },
  { "/engine/flow/taken-back-rating-does-not-move-on", ADVANCING (RATING ("a")),
    "tap a 3;"
    "prev;"
    "tap a 3;"
    "page p;"
    "data {};"
    "tap a 2;"
    "page q" },
  { "/engine/flow/one-of-several-moves-on",
    ADVANCING ("{'type':'radiogroup','name':'a','choices':[1,2]}"),
    "tap a 2;"
    "page q" },
  { "/engine/flow/dropdown-moves-on", ADVANCING ("{'type':'dropdown','name':'a','choices':[1,2]}"),
    "tap a 2;"
    "page q" },
  { "/engine/flow/yes-or-no-moves-on", ADVANCING ("{'type':'boolean','name':'a'}"),
    "tap a false;"
    "page q" },
  { "/engine/flow/one-line-moves-on", ADVANCING (TEXT ("a")),
    "set a 'x';"
    "page q" },
  { "/engine/flow/several-of-many-do-not-move-on",
    ADVANCING ("{'type':'checkbox','name':'a','choices':[1,2],'maxSelectedChoices':1}"),
    "tap a 2;"
    "page p" },
  { "/engine/flow/lines-do-not-move-on", ADVANCING ("{'type':'comment','name':'a'}"),
    "set a 'x';"
    "page p" },
  { "/engine/flow/day-does-not-move-on",
    ADVANCING ("{'type':'text','name':'a','inputType':'date'}"),
    "set a '2026-03-14';"
    "page p" },
  { "/engine/flow/all-questions-of-the-page-must-be-answered",
    ADVANCING (RATING ("a") "," RATING ("b")),
    "tap a 3;"
    "page p;"
    "tap b 3;"
    "page q" },
  { "/engine/flow/hidden-questions-need-no-answer",
    ADVANCING (RATING ("a") ",{'type':'text','name':'b','visibleIf':'{a} < 3'}"),
    "tap a 2;"
    "page p;"
    "tap a 4;"
    "page q" },
  { "/engine/flow/html-needs-no-answer",
    ADVANCING (RATING ("a") ",{'type':'html','name':'h','html':'-'}"),
    "tap a 2;"
    "page q" },
  { "/engine/flow/questions-in-panels-count",
    ADVANCING (RATING ("a") ",{'type':'panel','name':'n','elements':[" RATING ("b") "]}"),
    "tap a 2;"
    "page p;"
    "tap b 2;"
    "page q" },
  { "/engine/flow/wrong-answers-stay",
    ADVANCING ("{'type':'text','name':'a','validators':[{'type':'numeric'}]}"),
    "set a 'x';"
    "page p;"
    "set a '1';"
    "page q" },
  { "/engine/flow/other-waits-for-next",
    ADVANCING ("{'type':'dropdown','name':'a','choices':[1],'showOtherItem':true}"),
    "tap a 'other';"
    "page p;"
    "comment a soup;"
    "page p;"
    "next;"
    "page q" },
  { "/engine/flow/nothing-moves-on-by-itself-without-the-setting",
    SURVEY ("", PAGE ("p", RATING ("a")) "," PAGE ("q", TEXT ("b"))),
    "tap a 3;"
    "page p" },
  { "/engine/flow/last-answer-completes", SURVEY (ADVANCE, PAGE ("p", RATING ("a"))),
    "tap a 3;"
    "state completed;"
    "data {'a':3}" },
  { "/engine/flow/last-answer-need-not-complete",
    SURVEY (ADVANCE "'autoAdvanceAllowComplete':false,", PAGE ("p", RATING ("a"))),
    "tap a 3;"
    "state running;"
    "complete" },
  { "/engine/flow/elements-move-on-one-by-one",
    SURVEY (ADVANCE ONE_BY_ONE, PAGE ("p", RATING ("a") "," RATING ("b"))),
    "tap a 3;"
    "element b;"
    "tap b 3;"
    "state completed" },
  { "/engine/flow/put-off-advance-waits-for-its-call", ADVANCING (RATING ("a")),
    "delay;"
    "tap a 3;"
    "due;"
    "page p;"
    "next;"
    "page q;"
    "waiting;"
    "no advance" },
  { "/engine/flow/put-off-advance-is-off-when-going-back",
    SURVEY (ADVANCE,
            PAGE ("p", TEXT ("x")) "," PAGE ("q", RATING ("a")) "," PAGE ("r", TEXT ("y"))),
    "delay;"
    "next;"
    "tap a 3;"
    "due;"
    "prev;"
    "page p;"
    "waiting" },

  { "/engine/flow/progress-counts-pages-left-behind",
    SURVEY ("", PAGE ("p", TEXT ("a")) "," PAGE ("q", TEXT ("b")) "," PAGE ("r", TEXT ("c"))),
    "progress 0;"
    "next;"
    "progress 34;"
    "next;"
    "progress 67;"
    "prev;"
    "progress 34" },
  { "/engine/flow/progress-of-one-page-is-nothing", SURVEY ("", PAGE ("p", TEXT ("a"))),
    "set a 'x';"
    "progress 0" },
  { "/engine/flow/progress-counts-answers",
    SURVEY ("'progressBarType':'questions',",
            PAGE ("p", TEXT ("a") "," TEXT ("b")) "," PAGE ("q", RATING ("c"))),
    "progress 0;"
    "set a 'x';"
    "progress 33;"
    "set b 'x';"
    "progress 66;"
    "next;"
    "tap c 1;"
    "progress 100;"
    "tap c 1;"
    "progress 66" },
  { "/engine/flow/progress-counts-required-answers",
    SURVEY ("'progressBarType':'requiredQuestions',",
            PAGE ("p", REQUIRED ("a") "," TEXT ("b") "," REQUIRED ("c"))),
    "set b 'x';"
    "progress 0;"
    "set a 'x';"
    "progress 50;"
    "set c 'x';"
    "progress 100" },
  { "/engine/flow/no-progress-one-by-one",
    SURVEY (ONE_BY_ONE, PAGE ("p", TEXT ("a") "," TEXT ("b"))),
    "progress -1;"
    "next;"
    "progress -1" },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  return g_test_run ();
}
