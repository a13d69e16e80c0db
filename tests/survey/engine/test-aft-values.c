/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.3, 5.4: how answers are taken, stored and taken back; defaults; hidden answers.
 */

#include "aft-play.h"

#define TEXT(type)    "[{'type':'text','name':'t','inputType':'" type "'}]"
#define BOOLEAN(rest) "[{'type':'boolean','name':'b'," rest "}]"
#define FOLLOWED(mode)                                                                             \
  "{'clearInvisibleValues':'" mode "','elements':[{'type':'boolean','name':'b'},"                  \
  "{'type':'text','name':'t','visibleIf':'{b} = true','defaultValue':'d'},"                        \
  "{'type':'rating','name':'r','visibleIf':'{b} = true'}]}"

static const AftPlay plays[] = {
  { "/engine/values/names-come-in-the-order-of-answers",
    "[{'type':'text','name':'a'},{'type':'text','name':'b'}]",
    "set b 'y';"
    "set a 'x';"
    "data {'b':'y','a':'x'}" },
  { "/engine/values/empty-text-is-no-answer", TEXT ("text"),
    "set t 'x';"
    "set t '';"
    "data {};"
    "value t -" },
  { "/engine/values/blanks-are-kept-as-typed", TEXT ("text"),
    "set t '  ';"
    "data {'t':'  '}" },
  { "/engine/values/plain-text-stays-text", TEXT ("text"),
    "set t '05';"
    "data {'t':'05'};"
    "set t '1,5';"
    "data {'t':'1,5'};"
    "set t 'true';"
    "data {'t':'true'}" },
  { "/engine/values/telephone-keeps-its-zeros", TEXT ("tel"),
    "set t '0571 88';"
    "data {'t':'0571 88'}" },
  { "/engine/values/number-with-blanks-is-a-number", TEXT ("number"),
    "set t ' 7 ';"
    "data {'t':7}" },
  { "/engine/values/number-may-have-a-comma", TEXT ("number"),
    "set t '1,5';"
    "data {'t':1.5};"
    "set t '-0.25';"
    "data {'t':-0.25}" },
  { "/engine/values/no-number-takes-the-answer-back", TEXT ("number"),
    "set t '3';"
    "set t 'abc';"
    "data {}" },
  { "/engine/values/zero-is-a-number", TEXT ("number"),
    "set t 0;"
    "data {'t':0}" },
  { "/engine/values/lines-of-a-comment-are-one-text", "[{'type':'comment','name':'c'}]",
    "set c 'a\\nb';"
    "data {'c':'a\\nb'}" },
  { "/engine/values/day-is-a-text", TEXT ("date"),
    "set t '2026-03-14';"
    "data {'t':'2026-03-14'};"
    "clear t;"
    "data {}" },
  { "/engine/values/list-takes-the-item-that-an-answer-stands-for",
    "[{'type':'checkbox','name':'c','choices':[1,2]}]",
    "set c ['2','1'];"
    "data {'c':[2,1]}" },
  { "/engine/values/one-answer-becomes-a-list", "[{'type':'checkbox','name':'c','choices':[1,2]}]",
    "set c '2';"
    "data {'c':[2]}" },
  { "/engine/values/first-of-a-list-is-the-one-answer",
    "[{'type':'dropdown','name':'d','choices':['a','b']}]",
    "set d ['b','a'];"
    "data {'d':'b'}" },
  { "/engine/values/rating-reads-numbers", "[{'type':'rating','name':'r'}]",
    "set r '4';"
    "data {'r':4};"
    "set r true;"
    "data {}" },
  { "/engine/values/emptied-list-vanishes", "[{'type':'checkbox','name':'c','choices':['a']}]",
    "tap c 'a';"
    "set c [];"
    "data {}" },

  { "/engine/values/boolean-is-true-or-false", BOOLEAN ("'title':'B'"),
    "tap b true;"
    "data {'b':true};"
    "tap b false;"
    "data {'b':false};"
    "no tap b 1;"
    "clear b;"
    "data {}" },
  { "/engine/values/boolean-may-stand-for-other-values", BOOLEAN ("'valueTrue':1,'valueFalse':0"),
    "tap b true;"
    "data {'b':1};"
    "tap b false;"
    "data {'b':0}" },
  { "/engine/values/boolean-may-begin-true", BOOLEAN ("'defaultValue':true"), "data {'b':true}" },
  { "/engine/values/boolean-may-begin-false", BOOLEAN ("'defaultValue':'false'"),
    "data {'b':false}" },
  { "/engine/values/boolean-begins-with-its-own-value",
    BOOLEAN ("'valueTrue':'y','valueFalse':'n','defaultValue':'n'"), "data {'b':'n'}" },
  { "/engine/values/boolean-without-a-side-begins-open", BOOLEAN ("'defaultValue':'indeterminate'"),
    "data {}" },

  { "/engine/values/default-is-an-answer",
    "[{'type':'text','name':'t','defaultValue':'d','isRequired':true}]",
    "value t 'd';"
    "complete;"
    "data {'t':'d'}" },
  { "/engine/values/taken-back-default-stays-away",
    "[{'type':'text','name':'t','defaultValue':'d'}]",
    "clear t;"
    "data {};"
    "complete;"
    "data {}" },
  { "/engine/values/default-of-a-list-is-a-list",
    "[{'type':'checkbox','name':'c','choices':['a','b'],'defaultValue':'b'}]",
    "data {'c':['b']};"
    "tap c 'a';"
    "data {'c':['b','a']}" },
  { "/engine/values/default-of-one-is-the-first-of-a-list",
    "[{'type':'radiogroup','name':'r','choices':['a','b'],'defaultValue':['b','a']}]",
    "data {'r':'b'}" },
  { "/engine/values/default-list-of-a-text-is-joined",
    "[{'type':'text','name':'t','defaultValue':['a',5]},"
    "{'type':'text','inputType':'date','name':'d','defaultValueExpression':'[1, 2]'},"
    "{'type':'text','inputType':'number','name':'n','defaultValue':['5']},"
    "{'type':'text','name':'e','defaultValue':[[]]}]",
    "data {'t':'a, 5','n':5,'d':'1, 2'}" },
  { "/engine/values/default-list-of-a-comment-is-lines",
    "[{'type':'comment','name':'c','defaultValue':['a','b']}]", "data {'c':'a\\nb'}" },
  { "/engine/values/default-of-a-rating-is-read-as-a-number",
    "[{'type':'rating','name':'a','defaultValue':[4]},"
    "{'type':'rating','name':'b','defaultValue':' 3 '},"
    "{'type':'rating','name':'c','defaultValue':'1,5'},"
    "{'type':'rating','name':'d','defaultValue':'0x10'},"
    "{'type':'rating','name':'e','defaultValue':[[]]}]",
    "data {'a':4,'b':3,'c':'1,5','d':0}" },
  { "/engine/values/empty-default-of-a-list-is-none",
    "[{'type':'checkbox','name':'c','choices':['a'],'defaultValue':''},"
    "{'type':'checkbox','name':'d','choices':['a'],'defaultValue':{}}]",
    "data {};"
    "value c -" },
  { "/engine/values/date-that-cannot-be-read-is-a-default-of-no-numbers",
    "[{'type':'text','name':'t','defaultValueExpression':'getDate(soon)'}]",
    "data {'t':'NaN-NaN-NaN'}" },
  { "/engine/values/date-is-a-day-as-a-default",
    "[{'type':'text','name':'t','defaultValueExpression':'today(1)'},"
    "{'type':'text','name':'u','defaultValueExpression':'dateAdd(\\\"0999-12-31\\\", 1)'}]",
    "data {'t':'2026-03-15','u':'1000-01-01'}" },
  { "/engine/values/default-may-be-computed",
    "[{'type':'text','name':'a','defaultValue':'x'},"
    "{'type':'text','name':'b','defaultValue':'={a} + 1'}]",
    "data {'a':'x','b':'x1'}" },
  { "/engine/values/computed-default-ends-with-the-first-answer",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','defaultValueExpression':'{a}'}]",
    "set a 'x';"
    "data {'a':'x','b':'x'};"
    "set b 'own';"
    "set a 'y';"
    "data {'a':'y','b':'own'}" },
  { "/engine/values/plain-default-stands-in-for-one-that-gives-nothing",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','defaultValue':'d',"
    "'defaultValueExpression':'{a}'}]",
    "data {'b':'d'};"
    "set a 'x';"
    "data {'b':'x','a':'x'}" },
  { "/engine/values/defaults-of-hidden-questions-are-there-from-the-start",
    "[{'type':'text','name':'a','visible':false,'defaultValue':'d'},{'type':'text','name':'t'}]",
    "data {'a':'d'};"
    "partial {};"
    "complete;"
    "data {}" },

  { "/engine/values/hidden-answers-stay-until-completion", FOLLOWED ("onComplete"),
    "tap b true;"
    "set t 'x';"
    "tap r 2;"
    "tap b false;"
    "data {'b':false,'t':'x','r':2};"
    "tap b true;"
    "value t 'x';"
    "tap b false;"
    "complete;"
    "data {'b':false}" },
  { "/engine/values/hidden-answers-may-go-at-once", FOLLOWED ("onHidden"),
    "data {};"
    "tap b true;"
    "data {'b':true,'t':'d'};"
    "set t 'x';"
    "tap r 2;"
    "tap b false;"
    "data {'b':false};"
    "tap b true;"
    "data {'b':true,'t':'d'}" },
  { "/engine/values/hidden-answers-may-stay-for-good", FOLLOWED ("none"),
    "tap b true;"
    "set t 'x';"
    "tap b false;"
    "complete;"
    "data {'b':false,'t':'x'}" },
  { "/engine/values/answers-of-a-hidden-page-go-on-completion",
    "{'pages':[{'name':'p','elements':[{'type':'boolean','name':'b'}]},"
    "{'name':'q','visibleIf':'{b} = true','elements':[{'type':'text','name':'t'}]}]}",
    "tap b true;"
    "next;"
    "set t 'x';"
    "prev;"
    "tap b false;"
    "data {'b':false,'t':'x'};"
    "complete;"
    "data {'b':false}" },
  { "/engine/values/answers-of-the-start-page-are-kept",
    "{'firstPageIsStartPage':true,'pages':[{'name':'s','elements':[{'type':'text','name':'a'}]},"
    "{'name':'p','elements':[{'type':'text','name':'t'}]}]}",
    "set a 'x';"
    "start;"
    "complete;"
    "data {'a':'x'}" },
  { "/engine/values/html-never-has-data",
    "[{'type':'html','name':'h','html':'-'},{'type':'text','name':'t'}]",
    "no set h 'x';"
    "no clear h;"
    "complete;"
    "data {}" },
};

/* Answers known before replace the defaults; unknown names are kept as they came. */
static void
test_known (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "[{'type':'text','name':'t','defaultValue':'d'},{'type':'text','name':'u','defaultValue':"
      "'e'},{'type':'rating','name':'r','visibleIf':'{t} = x'}]");
  g_autoptr (AftValue) known = aft_play_parse ("{'t':'x','r':3,'from':'web'}");
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AftSessionOptions options = { .locale = "", .clock = clock, .zone = zone, .data = known };
  g_autoptr (AftSession) session = aft_session_new (survey, &options);
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_true (aft_value_equal (data, known));
  g_assert_cmpuint (screen->questions->len, ==, 3);
  g_assert_null (aft_screen_find_question (screen, "u")->value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/values/known-answers-replace-defaults", test_known);
  return g_test_run ();
}
