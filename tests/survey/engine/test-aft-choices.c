/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.11: items of choice questions and ratings: which are shown, in what order, which
 * can be tapped, and what becomes of answers whose item goes. */

#include "aft-choices-private.h"
#include "aft-play.h"

#define RADIO(rest)    "[{'type':'radiogroup','name':'r'," rest "}]"
#define CHECKBOX(rest) "[{'type':'checkbox','name':'c'," rest "}]"
#define SWITCHED(item)                                                                             \
  "[{'type':'text','name':'t'},{'type':'radiogroup','name':'r','choices':['a'," item "]},"         \
  "{'type':'checkbox','name':'c','choices':['a'," item "]},"                                       \
  "{'type':'dropdown','name':'d','choices':['a'," item "]}]"

static const AftPlay plays[] = {
  { "/engine/choices/items-stand-as-the-author-wrote-them",
    RADIO ("'choices':['b',2,{'value':'a','text':'A'}],'showOtherItem':true,'showNoneItem':true"),
    "choices r b 2 a none other" },
  { "/engine/choices/only-items-shown-can-be-tapped", RADIO ("'choices':['a',1]"),
    "no tap r 'b';"
    "no tap r '1';"
    "no tap r 'other';"
    "no tap r 'none';"
    "tap r 1;"
    "data {'r':1}" },
  { "/engine/choices/tapping-again-keeps-the-one-chosen", RADIO ("'choices':['a']"),
    "tap r 'a';"
    "tap r 'a';"
    "data {'r':'a'}" },
  { "/engine/choices/one-of-them-replaces-another",
    RADIO ("'choices':['a','b'],'showNoneItem':true"),
    "tap r 'a';"
    "tap r 'b';"
    "data {'r':'b'};"
    "tap r 'none';"
    "data {'r':'none'}" },
  { "/engine/choices/item-without-a-value-is-none",
    "[{'type':'rating','name':'q','rateValues':[1,{'value':3,'text':'three'}]}]",
    "choices q 1 3;"
    "no tap q 2;"
    "tap q 3;"
    "data {'q':3}" },

  { "/engine/choices/hidden-item-cannot-be-tapped",
    SWITCHED ("{'value':'b','visibleIf':'{t} = 1'}"),
    "choices r a;"
    "choices c a;"
    "choices d a;"
    "no tap r 'b';"
    "set t '1';"
    "choices r a b;"
    "choices c a b;"
    "choices d a b;"
    "tap r 'b';"
    "data {'t':'1','r':'b'}" },
  { "/engine/choices/single-answer-goes-with-its-item-for-good",
    SWITCHED ("{'value':'b','visibleIf':'{t} = 1'}"),
    "set t '1';"
    "tap r 'b';"
    "tap d 'b';"
    "set t '2';"
    "data {'t':'2'};"
    "set t '1';"
    "data {'t':'1'}" },
  { "/engine/choices/item-that-comes-back-joins-the-list-at-its-end",
    SWITCHED ("{'value':'b','visibleIf':'{t} = 1'},'d'"),
    "set t '1';"
    "tap c 'b';"
    "tap c 'd';"
    "set t '2';"
    "data {'t':'2','c':['d']};"
    "set t '1';"
    "data {'t':'1','c':['d','b']}" },
  { "/engine/choices/item-given-up-meanwhile-does-not-come-back",
    SWITCHED ("{'value':'b','visibleIf':'{t} = 1'},'d'"),
    "set t '1';"
    "tap c 'b';"
    "tap c 'd';"
    "set t '2';"
    "tap c 'a';"
    "set t '1';"
    "data {'t':'1','c':['d','a']}" },
  { "/engine/choices/disabled-item-cannot-be-tapped",
    SWITCHED ("{'value':'b','enableIf':'{t} = 1'}"),
    "choices r a !b;"
    "no tap r 'b';"
    "no tap c 'b';"
    "no tap d 'b';"
    "set t '1';"
    "choices c a b;"
    "tap c 'b';"
    "data {'t':'1','c':['b']}" },
  { "/engine/choices/item-is-the-item-in-its-own-condition",
    RADIO ("'choices':[{'value':'a','visibleIf':'{item} = \\u0027a\\u0027'},"
           "{'value':'b','visibleIf':'{item} = \\u0027a\\u0027'}]"),
    "choices r a" },
  { "/engine/choices/conditions-of-items-are-judged-loosely",
    SWITCHED ("{'value':'b','visibleIf':'{t}'}"),
    "set t 'true';"
    "choices r a b;"
    "set t '1';"
    "choices r a b;"
    "set t '2';"
    "choices r a;"
    "set t 'yes';"
    "choices r a" },

  { "/engine/choices/none-clears-the-others-and-is-cleared-by-them",
    CHECKBOX ("'choices':['a','b'],'showNoneItem':true"),
    "tap c 'a';"
    "tap c 'b';"
    "tap c 'none';"
    "data {'c':['none']};"
    "tap c 'a';"
    "data {'c':['a']}" },
  { "/engine/choices/none-drops-the-words-of-other",
    CHECKBOX ("'choices':['a'],'showNoneItem':true,'showOtherItem':true"),
    "tap c 'other';"
    "comment c soup;"
    "tap c 'none';"
    "data {'c':['none']}" },
  { "/engine/choices/exclusive-items-clear-one-another",
    CHECKBOX ("'choices':['a',{'value':'x','isExclusive':true},{'value':'y','isExclusive':true}]"),
    "tap c 'a';"
    "tap c 'x';"
    "data {'c':['x']};"
    "tap c 'y';"
    "data {'c':['y']};"
    "tap c 'a';"
    "data {'c':['a']}" },
  { "/engine/choices/exclusive-item-is-taken-back-by-a-second-tap",
    CHECKBOX ("'choices':['a',{'value':'x','isExclusive':true}]"),
    "tap c 'x';"
    "tap c 'x';"
    "data {}" },
  { "/engine/choices/maximum-of-one-leaves-only-the-chosen",
    CHECKBOX ("'choices':['a','b'],'maxSelectedChoices':1"),
    "tap c 'a';"
    "choices c a !b;"
    "no tap c 'b';"
    "tap c 'a';"
    "choices c a b" },
  { "/engine/choices/maximum-of-zero-is-none",
    CHECKBOX ("'choices':['a','b'],'maxSelectedChoices':0"),
    "tap c 'a';"
    "choices c a b;"
    "tap c 'b';"
    "data {'c':['a','b']}" },
  { "/engine/choices/maximum-disables-other-too-but-never-none",
    CHECKBOX ("'choices':['a','b'],'maxSelectedChoices':1,'showOtherItem':true,"
              "'showNoneItem':true"),
    "tap c 'a';"
    "choices c a !b none !other;"
    "tap c 'none';"
    "data {'c':['none']}" },
  { "/engine/choices/other-counts-toward-the-maximum",
    CHECKBOX ("'choices':['a','b'],'maxSelectedChoices':1,'showOtherItem':true"),
    "tap c 'other';"
    "choices c !a !b other;"
    "tap c 'other';"
    "choices c a b other" },
  { "/engine/choices/minimum-does-not-ask-more-of-none",
    CHECKBOX ("'choices':['a','b'],'minSelectedChoices':2,'showNoneItem':true"),
    "tap c 'none';"
    "complete" },
  { "/engine/choices/minimum-asks-even-when-nothing-is-chosen",
    CHECKBOX ("'choices':['a','b'],'minSelectedChoices':2"),
    "no complete;"
    "errors c custom" },

  { "/engine/choices/order-of-the-author-without-one",
    RADIO ("'choices':['b','a'],'choicesOrder':'none'"), "choices r b a" },
  { "/engine/choices/ascending-whatever-the-case-of-the-word",
    RADIO ("'choices':['b','a'],'choicesOrder':'ASC'"), "choices r a b" },
  { "/engine/choices/digits-sort-by-value",
    RADIO ("'choices':['t10','t2','t1','t02'],'choicesOrder':'asc'"), "choices r t1 t02 t2 t10" },
  { "/engine/choices/numbers-sort-by-value", RADIO ("'choices':[10,9,1],'choicesOrder':'desc'"),
    "choices r 10 9 1" },
  { "/engine/choices/texts-sort-by-utf-16-units",
    RADIO ("'choices':['b','B','é','a'],'choicesOrder':'asc'"), "choices r B a b é" },
  { "/engine/choices/other-and-none-stay-last-in-any-order",
    RADIO ("'choices':['z','y'],'choicesOrder':'desc','showOtherItem':true,'showNoneItem':true,"
           "'otherText':'a','noneText':'b'"),
    "choices r z y none other" },
  { "/engine/choices/sorted-by-text-not-by-value",
    RADIO ("'choices':[{'value':1,'text':'b'},{'value':2,'text':'a'}],'choicesOrder':'asc'"),
    "choices r 2 1" },
  { "/engine/choices/equal-texts-keep-the-order-of-the-author",
    RADIO ("'choices':[{'value':2,'text':'a'},{'value':1,'text':'a'}],'choicesOrder':'asc'"),
    "choices r 2 1" },
};

static void
test_other_value (void)
{
  static const struct
  {
    const char *value;
    gboolean is;
  } cases[] = { { "'other'", TRUE }, { "['a','other']", TRUE }, { "'Other'", FALSE },
                { "['a']", FALSE },  { "null", FALSE },         { "5", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftValue) value = aft_play_parse (cases[i].value);
      g_assert_cmpint (aft_choices_is_other_value (value), ==, cases[i].is);
    }
}

/* What a finger takes is exact, what an answer stands for is not. */
static void
test_finding (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'radiogroup','name':'r','choices':[1,'a']}]");
  const AftElement *element = g_ptr_array_index (session->survey->questions, 0);
  g_autoptr (AftValue) number = aft_play_parse ("1");
  g_autoptr (AftValue) text = aft_play_parse ("'1'");
  g_autoptr (AftValue) strange = aft_play_parse ("'b'");
  g_assert_nonnull (aft_choices_find_shown (session, element, number));
  g_assert_null (aft_choices_find_shown (session, element, text));
  g_assert_nonnull (aft_choices_find (element->question->choices, text));
  g_assert_null (aft_choices_find (element->question->choices, strange));
}

static gboolean
is_unknown (AftSession *session, const char *json, AftUnknownFlags flags)
{
  const AftElement *element = g_ptr_array_index (session->survey->questions, 0);
  g_autoptr (AftValue) value = aft_play_parse (json);
  return aft_choices_is_unknown (session, element, value, flags);
}

static void
test_unknown (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'checkbox','name':'c','showNoneItem':true,'choices':['a',"
                              "{'value':'h','visibleIf':'{x} = 1'}]}]");
  g_assert_false (is_unknown (session, "'a'", AFT_UNKNOWN_SHOWN));
  g_assert_false (is_unknown (session, "'none'", AFT_UNKNOWN_SHOWN));
  g_assert_true (is_unknown (session, "'h'", AFT_UNKNOWN_SHOWN));
  g_assert_false (is_unknown (session, "'h'", AFT_UNKNOWN_OF_ALL));
  g_assert_true (is_unknown (session, "['a','soup']", AFT_UNKNOWN_SHOWN));
  g_assert_true (is_unknown (session, "'other'", AFT_UNKNOWN_SHOWN));
  g_assert_false (is_unknown (session, "'other'", AFT_UNKNOWN_BUT_OTHER));
  g_assert_false (is_unknown (session, "''", AFT_UNKNOWN_SHOWN));
  g_assert_true (is_unknown (session, "''", AFT_UNKNOWN_EMPTY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/choices/other-is-a-value-of-its-own", test_other_value);
  g_test_add_func ("/engine/choices/a-finger-takes-exactly-what-is-shown", test_finding);
  g_test_add_func ("/engine/choices/unknown-is-what-is-none-of-the-items", test_unknown);
  return g_test_run ();
}
