/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.7: {names} in the author's texts. */

#include <string.h>

#include "aft-play.h"
#include "aft-text-private.h"

/* A question and a text that shows it. */
#define PIPED(question, text) "[" question ",{'type':'html','name':'h','html':'" text "'}]"

static const AftPlay plays[] = {
  { "/engine/text/answer-stands-for-its-name", PIPED ("{'type':'text','name':'t'}", "<{t}>"),
    "set t 'x';"
    "markup h <x>" },
  { "/engine/text/nothing-stands-for-no-answer", PIPED ("{'type':'text','name':'t'}", "<{t}>"),
    "markup h <>;"
    "set t 'x';"
    "clear t;"
    "markup h <>" },
  { "/engine/text/unknown-name-stays-as-it-is", PIPED ("{'type':'text','name':'t'}", "{u} {t}"),
    "set t 'x';"
    "markup h {u} x" },
  { "/engine/text/blanks-around-a-name-do-not-count", PIPED ("{'type':'text','name':'t'}", "{ t }"),
    "set t 'x';"
    "markup h x" },
  { "/engine/text/case-of-a-name-does-not-count", PIPED ("{'type':'text','name':'Tea'}", "{tEA}"),
    "set Tea 'x';"
    "markup h x" },
  { "/engine/text/names-may-be-chinese", PIPED ("{'type':'text','name':'菜'}", "{菜}！"),
    "set 菜 '鱼';"
    "markup h 鱼！" },
  { "/engine/text/braces-that-hold-no-name-stay",
    PIPED ("{'type':'text','name':'t'}", "{} { } { }} {a:b}"), "markup h {} { } { }} {a:b}" },
  { "/engine/text/last-open-brace-begins-the-name", PIPED ("{'type':'text','name':'t'}", "{{t}"),
    "set t 'x';"
    "markup h {x" },
  { "/engine/text/answers-are-not-filled-in-again", PIPED ("{'type':'text','name':'t'}", "{t}"),
    "set t '{t}';"
    "markup h {t}" },
  { "/engine/text/markup-of-a-guest-comes-out-as-typed",
    PIPED ("{'type':'text','name':'t'}", "{t}"),
    "set t '<b>&';"
    "markup h <b>&" },
  { "/engine/text/one-name-may-stand-twice", PIPED ("{'type':'text','name':'t'}", "{t}{t}-{t}"),
    "set t 'x';"
    "markup h xx-x" },

  { "/engine/text/number-shows-shortest",
    PIPED ("{'type':'text','name':'t','inputType':'number'}", "{t}"),
    "set t 0.1;"
    "markup h 0.1;"
    "set t 1000;"
    "markup h 1000" },
  { "/engine/text/item-shows-its-text",
    PIPED ("{'type':'radiogroup','name':'r','choices':[{'value':1,'text':'One'},2]}", "{r}"),
    "tap r 1;"
    "markup h One;"
    "tap r 2;"
    "markup h 2" },
  { "/engine/text/item-shows-in-the-language-now",
    PIPED ("{'type':'dropdown','name':'r','choices':[{'value':1,'text':{'default':'One','zh-cn':"
           "'一'}}]}",
           "{r}"),
    "tap r 1;"
    "markup h One;"
    "locale zh-cn;"
    "markup h 一" },
  { "/engine/text/step-of-a-rating-shows-its-text",
    PIPED ("{'type':'rating','name':'r','rateValues':[{'value':1,'text':'bad'},5]}", "{r}"),
    "tap r 1;"
    "markup h bad;"
    "tap r 5;"
    "markup h 5" },
  { "/engine/text/list-is-joined-with-commas-in-order-of-taps",
    PIPED ("{'type':'checkbox','name':'c','choices':['a',{'value':'b','text':'B'}]}", "{c}"),
    "tap c 'b';"
    "tap c 'a';"
    "markup h B, a" },
  { "/engine/text/none-shows-the-author-s-word",
    PIPED ("{'type':'checkbox','name':'c','choices':['a'],'showNoneItem':true,'noneText':'Nix'}",
           "{c}"),
    "tap c 'none';"
    "markup h Nix" },
  { "/engine/text/none-has-a-word-in-each-language",
    PIPED ("{'type':'radiogroup','name':'c','choices':['a'],'showNoneItem':true}", "{c}"),
    "tap c 'none';"
    "markup h None;"
    "locale zh-cn;"
    "markup h 无;"
    "locale zh-tw;"
    "markup h 無" },
  { "/engine/text/other-shows-what-was-written",
    PIPED ("{'type':'checkbox','name':'c','choices':['a'],'showOtherItem':true,'otherText':'Else'}",
           "{c}"),
    "tap c 'a';"
    "tap c 'other';"
    "markup h a, Else;"
    "comment c soup;"
    "markup h a, soup" },
  { "/engine/text/yes-and-no-show-their-labels",
    PIPED ("{'type':'boolean','name':'b','labelTrue':'Aye','labelFalse':'Nay'}", "{b}"),
    "tap b true;"
    "markup h Aye;"
    "tap b false;"
    "markup h Nay" },
  { "/engine/text/yes-and-no-with-other-values-show-labels",
    PIPED ("{'type':'boolean','name':'b','valueTrue':'y','valueFalse':'n','labelTrue':'Aye'}",
           "{b}"),
    "tap b true;"
    "markup h Aye;"
    "tap b false;"
    "markup h No" },
  { "/engine/text/day-shows-as-it-is-stored",
    PIPED ("{'type':'text','name':'d','inputType':'date'}", "{d}"),
    "set d '2026-03-14';"
    "markup h 2026-03-14" },
  { "/engine/text/comment-has-a-name",
    PIPED ("{'type':'rating','name':'r','showCommentArea':true}", "{r}/{r-Comment}"),
    "tap r 2;"
    "comment r late;"
    "markup h 2/late" },
  { "/engine/text/item-of-a-list-has-a-name",
    PIPED ("{'type':'checkbox','name':'c','choices':[{'value':1,'text':'One'},2]}",
           "{c[0]}/{c[1]}/{c.length}"),
    "tap c 1;"
    "tap c 2;"
    "markup h One/2/2" },
  { "/engine/text/length-of-nothing-is-zero", PIPED ("{'type':'text','name':'t'}", "{u.length}"),
    "markup h 0" },

  { "/engine/text/variable-stands-for-its-name",
    PIPED ("{'type':'text','name':'t'}", "{Guest.Name}"),
    "markup h {Guest.Name};"
    "var guest.name 'Li';"
    "markup h Li" },
  { "/engine/text/calculated-value-stands-for-its-name",
    "{'calculatedValues':[{'name':'v','expression':'{t} * 2'}],'elements':["
    "{'type':'text','name':'t','inputType':'number'},{'type':'html','name':'h','html':'{v}'}]}",
    "set t 4;"
    "markup h 8" },
  { "/engine/text/page-knows-its-number",
    "{'pages':[{'name':'p','elements':[{'type':'html','name':'h','html':'{pageno}/{pagecount}'},"
    "{'type':'text','name':'t'}]},{'name':'q','visibleIf':'{t} = 1','elements':["
    "{'type':'html','name':'i','html':'{PageNo}/{pagecount}'}]}]}",
    "markup h 1/1;"
    "set t '1';"
    "markup h 1/2;"
    "next;"
    "markup i 2/2" },
  { "/engine/text/language-has-a-name", PIPED ("{'type':'text','name':'t'}", "{locale}"),
    "markup h en;"
    "locale zh-cn;"
    "markup h zh-cn" },

  { "/engine/text/no-and-nought-are-no-texts-where-they-are-no-items",
    "[{'type':'radiogroup','name':'a','choices':['x'],'defaultValue':0},"
    "{'type':'radiogroup','name':'b','choices':['x'],'defaultValue':false},"
    "{'type':'radiogroup','name':'c','choices':[0],'defaultValue':0},"
    "{'type':'radiogroup','name':'d','choices':['x'],'defaultValue':7},"
    "{'type':'checkbox','name':'e','choices':['x'],'defaultValue':0},"
    "{'type':'html','name':'h','html':'{a}|{b}|{c}|{d}|{e}'}]",
    "markup h ||0|7|0" },
  { "/engine/text/titles-are-filled-in",
    "[{'type':'text','name':'t'},{'type':'text','name':'u','title':'T {t}','description':'D {t}'}]",
    "set t 'x';"
    "title u T x;"
    "desc u D x" },
  { "/engine/text/title-of-a-page-is-filled-in",
    "{'pages':[{'name':'p','title':'P {t}','elements':[{'type':'text','name':'t'}]}]}",
    "set t 'x';"
    "page-title P x" },
  { "/engine/text/empty-title-is-the-name", "[{'type':'text','name':'t','title':''}]",
    "title t t" },
};

static void
test_long (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'comment','name':'c','defaultValue':'0123456789'}]");
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "{c}{");
  g_autofree char *filled = aft_text_fill (session, text->str);
  g_assert_cmpuint (strlen (filled), ==, 20000 * 11);
  g_assert_true (g_str_has_suffix (filled, "{0123456789{"));
}

static void
test_plain (void)
{
  g_autoptr (AftSession) session = aft_play_new_session ("[{'type':'text','name':'t'}]");
  g_autofree char *plain = aft_text_fill (session, "no name } at all");
  g_autofree char *none = aft_text_localise (session, NULL);
  g_assert_cmpstr (plain, ==, "no name } at all");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/text/many-names-are-filled-in-at-once", test_long);
  g_test_add_func ("/engine/text/text-without-names-is-itself", test_plain);
  return g_test_run ();
}
