/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.1, 5.2: the order of work after a change, calculated values, what expressions
 * see. */

#include "aft-conditions-private.h"
#include "aft-play.h"

#define SHOWN_IF(condition)                                                                        \
  "[{'type':'text','name':'t'},{'type':'text','name':'u'},"                                        \
  "{'type':'html','name':'h','html':'-','visibleIf':'" condition "'}]"

static const AftPlay plays[] = {
  { "/engine/conditions/without-answers-nothing-is-equal", SHOWN_IF ("{t} = {u}"),
    "shown t u h;"
    "set t 'a';"
    "shown t u;"
    "set u ' A ';"
    "shown t u h" },
  { "/engine/conditions/truth-of-one-is-not-enough", SHOWN_IF ("{t}"),
    "set t '1';"
    "shown t u;"
    "set t 'true';"
    "shown t u h" },
  { "/engine/conditions/operand-is-no-boolean", SHOWN_IF ("{t} and {u}"),
    "set t '5';"
    "set u '2';"
    "shown t u;"
    "set u 'true';"
    "shown t u h" },
  { "/engine/conditions/list-knows-its-length",
    "[{'type':'checkbox','name':'c','choices':['a','b']},"
    "{'type':'html','name':'h','html':'-','visibleIf':'{c.length} > 1'}]",
    "tap c 'a';"
    "shown c;"
    "tap c 'b';"
    "shown c h" },
  { "/engine/conditions/calculated-values-come-before-what-looks-at-them",
    "{'calculatedValues':[{'name':'v','expression':'{t} + 1'}],'elements':["
    "{'type':'html','name':'h','html':'-','visibleIf':'{v} = 3'},"
    "{'type':'text','name':'t','inputType':'number'}]}",
    "shown t;"
    "set t 2;"
    "shown h t" },
  { "/engine/conditions/hidden-answers-still-count",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','visibleIf':'{a} = 1'},"
    "{'type':'html','name':'h','html':'-','visibleIf':'{b} notempty'}]",
    "set a '1';"
    "set b 'x';"
    "set a '2';"
    "shown a h" },
  { "/engine/conditions/cleared-answers-do-not-count",
    "{'clearInvisibleValues':'onHidden','elements':[{'type':'text','name':'a'},"
    "{'type':'text','name':'b','visibleIf':'{a} = 1'},"
    "{'type':'html','name':'h','html':'-','visibleIf':'{b} notempty'}]}",
    "set a '1';"
    "set b 'x';"
    "shown a b h;"
    "set a '2';"
    "shown a" },
  { "/engine/conditions/variable-that-is-set-to-the-same-changes-nothing",
    SHOWN_IF ("{tier} = vip"),
    "var tier 'vip';"
    "shown t u h;"
    "var TIER 'VIP';"
    "shown t u h;"
    "vars {'tier':'VIP'}" },
  { "/engine/conditions/variable-that-is-taken-back-counts-no-more", SHOWN_IF ("{tier} notempty"),
    "var tier 'vip';"
    "shown t u h;"
    "var tier null;"
    "shown t u;"
    "vars {}" },
  { "/engine/conditions/language-can-be-asked-for", SHOWN_IF ("{locale} = en and {t} = 1"),
    "set t '1';"
    "shown t u h" },
  { "/engine/conditions/pages-can-be-asked-for",
    SHOWN_IF ("{pagecount} = 1 and {pageno} = 1 and {t} = 1"),
    "set t '1';"
    "shown t u h" },
  { "/engine/conditions/time-is-that-of-the-venue",
    SHOWN_IF ("year(today()) = 2026 and month(today()) = 3 and day(today()) = 14"), "shown t u h" },
  { "/engine/conditions/texts-in-another-zone-are-turned-to-that-of-the-venue",
    SHOWN_IF ("day(\\u00272026-03-13T20:00:00Z\\u0027) = 14"), "shown t u h" },
  { "/engine/conditions/day-of-the-clock-is-that-of-the-venue", SHOWN_IF ("weekday(today()) = 6"),
    "shown t u h" },

  { "/engine/conditions/display-value-is-what-the-guest-saw",
    "[{'type':'checkbox','name':'c','choices':[{'value':1,'text':'One'},"
    "{'value':2,'text':{'default':'Two','zh-cn':'二'}}]},"
    "{'type':'html','name':'h','html':'-','visibleIf':'displayValue(\\u0027c\\u0027) = \\u0027Two, "
    "One\\u0027'}]",
    "tap c 2;"
    "shown c;"
    "tap c 1;"
    "shown c h" },
  { "/engine/conditions/display-value-of-a-boolean-is-its-label",
    "[{'type':'boolean','name':'b','labelTrue':'Aye'},"
    "{'type':'html','name':'h','html':'-','visibleIf':'displayValue(\\u0027b\\u0027) = "
    "\\u0027Aye\\u0027'}]",
    "tap b false;"
    "shown b;"
    "tap b true;"
    "shown b h" },
  { "/engine/conditions/display-value-of-another-value-can-be-asked-for",
    "{'calculatedValues':[{'name':'v','expression':'displayValue(\\u0027r\\u0027, "
    "2)'}],'elements':["
    "{'type':'rating','name':'r','rateValues':[1,{'value':2,'text':'Two'}]}]}",
    "vars {'v':'Two'};"
    "tap r 1;"
    "vars {'v':'Two'}" },
  { "/engine/conditions/display-value-of-nobody-is-nothing",
    "{'calculatedValues':[{'name':'v','expression':'displayValue(\\u0027nobody\\u0027)'},"
    "{'name':'w','expression':'displayValue(\\u0027h\\u0027)'}],'elements':["
    "{'type':'text','name':'t'},{'type':'html','name':'h','html':'-'}]}",
    "set t 'x';"
    "vars {}" },
  { "/engine/conditions/comment-can-be-asked-for",
    "{'calculatedValues':[{'name':'v','expression':'getComment(\\u0027r\\u0027)'}],'elements':["
    "{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true}]}",
    "vars {};"
    "tap r 'other';"
    "comment r soup;"
    "vars {'v':'soup'}" },
  { "/engine/conditions/comment-of-an-item-is-that-of-other-only",
    "{'calculatedValues':[{'name':'v','expression':'getComment(\\u0027r\\u0027, "
    "\\u0027other\\u0027)'},"
    "{'name':'w','expression':'getComment(\\u0027r\\u0027, \\u0027a\\u0027)'},"
    "{'name':'x','expression':'getComment(\\u0027nobody\\u0027)'}],'elements':["
    "{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true}]}",
    "tap r 'other';"
    "comment r soup;"
    "vars {'v':'soup'}" },
  { "/engine/conditions/panel-is-ready-when-its-answers-pass",
    "[{'type':'panel','name':'pn','elements':[{'type':'text','name':'a','isRequired':true},"
    "{'type':'text','name':'b','validators':[{'type':'numeric'}]}]},"
    "{'type':'html','name':'h','html':'-','visibleIf':'isContainerReady(\\u0027pn\\u0027)'}]",
    "shown a b;"
    "set a 'x';"
    "shown a b h;"
    "set b 'y';"
    "shown a b;"
    "errors b -;"
    "set b '1';"
    "shown a b h" },
  { "/engine/conditions/page-can-be-ready-and-nobody-is-not",
    "{'calculatedValues':[{'name':'v','expression':'isContainerReady(\\u0027p\\u0027)'},"
    "{'name':'w','expression':'isContainerReady(\\u0027a\\u0027)'},"
    "{'name':'x','expression':'isContainerReady(\\u0027nobody\\u0027)'}],"
    "'pages':[{'name':'p','elements':[{'type':'text','name':'a','isRequired':true}]}]}",
    "vars {'v':false,'w':false,'x':false};"
    "set a 'x';"
    "vars {'v':true,'w':false,'x':false}" },

  { "/engine/conditions/what-is-no-number-counts-as-held-and-is-not-stored",
    "[{'type':'text','name':'t'},"
    "{'type':'text','name':'n','defaultValueExpression':'{t} * 2'},"
    "{'type':'checkbox','name':'c','choices':['a',{'value':'b','visibleIf':'count({n}) > 0'}]}]",
    "choices c a b;"
    "set t '4';"
    "choices c a b;"
    "data {'t':'4','n':8};"
    "set t 'x';"
    "data {'t':'x'};"
    "value n -;"
    "choices c a b" },

  { "/engine/conditions/calculated-value-that-is-kept-is-stored",
    "{'calculatedValues':[{'name':'V','expression':'{t} + 1','includeIntoResult':true}],"
    "'elements':[{'type':'text','name':'t','inputType':'number'}]}",
    "set t 1;"
    "data {'t':1,'V':2};"
    "vars {'v':2};"
    "complete;"
    "data {'t':1,'V':2}" },
  { "/engine/conditions/calculated-values-may-stand-in-any-order",
    "{'calculatedValues':[{'name':'c','expression':'{b} + 1'},{'name':'b','expression':'{a} + 1'},"
    "{'name':'a','expression':'{t}'}],'elements':[{'type':'text','name':'t','inputType':'number'}]"
    "}",
    "set t 1;"
    "vars {'a':1,'b':2,'c':3};"
    "set t 5;"
    "vars {'a':5,'b':6,'c':7}" },
  { "/engine/conditions/calculated-value-of-itself-ends",
    "{'calculatedValues':[{'name':'v','expression':'{v} + 1'}],"
    "'elements':[{'type':'text','name':'t'}]}",
    "state running;"
    "set t 'x';"
    "state running" },
};

static void
test_known (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'calculatedValues':[{'name':'V','expression':'1 + 1'}],'elements':["
      "{'type':'text','name':'A','defaultValue':'x'},{'type':'html','name':'h','html':'-'}]}");
  const AftValue *known = aft_conditions_get_known (session);
  g_assert_cmpstr (aft_value_get_member_string (known, "A", NULL), ==, "x");
  g_assert_cmpfloat (aft_value_get_member_number (known, "v", 0), ==, 2);
  g_assert_null (aft_value_get_member (known, "h"));
  g_assert_true (aft_conditions_get_known (session) == known);
}

static void
test_converted (void)
{
  g_autoptr (AftValue) day = aft_value_new_date (G_GINT64_CONSTANT (86400000));
  g_autoptr (AftValue) nothing = aft_value_new_null ();
  g_autoptr (AftValue) number = aft_value_new_number (2);
  g_autoptr (AftValue) day_text = aft_conditions_convert_result (day);
  g_autoptr (AftValue) same = aft_conditions_convert_result (number);
  g_assert_cmpstr (aft_value_get_string (day_text), ==, "1970-01-02");
  g_assert_null (aft_conditions_convert_result (nothing));
  g_assert_cmpfloat (aft_value_get_number (same), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/conditions/see-answers-and-values-together", test_known);
  g_test_add_func ("/engine/conditions/days-become-texts-and-nothing-stays-nothing",
                   test_converted);
  return g_test_run ();
}
