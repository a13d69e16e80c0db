/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.12: which checks run when, and what stays on the screen. */

#include "aft-play.h"
#include "aft-validate-private.h"

#define NUMBER(rest) "[{'type':'text','name':'n','inputType':'number'," rest "}]"
#define DAY(rest)    "[{'type':'text','name':'d','inputType':'date'," rest "}]"

static const AftPlay plays[] = {
  { "/engine/validate/nothing-shows-before-the-button",
    "[{'type':'text','name':'a','isRequired':true,'validators':[{'type':'numeric'}]}]",
    "errors a -;"
    "set a 'x';"
    "errors a -;"
    "no complete;"
    "errors a requirenumeric" },
  { "/engine/validate/empty-required-answer-reports-that-only",
    "[{'type':'text','name':'a','isRequired':true,'validators':[{'type':'expression',"
    "'expression':'1 = 2'}]}]",
    "no complete;"
    "errors a required;"
    "set a 'x';"
    "no complete;"
    "errors a expression" },
  { "/engine/validate/blanks-of-any-script-are-no-answer",
    "[{'type':'comment','name':'a','isRequired':true}]",
    "set a ' \\u3000\\u00a0\\n';"
    "no complete;"
    "errors a required" },
  { "/engine/validate/zero-is-an-answer",
    "[{'type':'rating','name':'a','rateMin':0,'isRequired':true}]",
    "tap a 0;"
    "complete" },
  { "/engine/validate/no-is-an-answer", "[{'type':'boolean','name':'a','isRequired':true}]",
    "tap a false;"
    "complete" },
  { "/engine/validate/empty-list-is-no-answer",
    "[{'type':'checkbox','name':'a','choices':[1],'isRequired':true}]",
    "tap a 1;"
    "tap a 1;"
    "no complete;"
    "errors a required" },
  { "/engine/validate/errors-go-when-the-answer-is-right",
    "[{'type':'text','name':'a','isRequired':true}]",
    "no complete;"
    "set a 'x';"
    "errors a -" },
  { "/engine/validate/another-wrong-answer-shows-its-own-error",
    "[{'type':'text','name':'a','validators':[{'type':'numeric','maxValue':5}]}]",
    "set a 'x';"
    "no complete;"
    "errors a requirenumeric;"
    "set a '9';"
    "errors a numeric;"
    "set a '5';"
    "errors a -" },
  { "/engine/validate/all-questions-of-the-page-report",
    "[{'type':'text','name':'a','isRequired':true},{'type':'text','name':'b'},"
    "{'type':'panel','name':'n','elements':[{'type':'text','name':'c','isRequired':true}]}]",
    "no complete;"
    "errors a required;"
    "errors b -;"
    "errors c required" },
  { "/engine/validate/every-failing-validator-reports-in-order",
    "[{'type':'text','name':'a','validators':[{'type':'email','text':'one'},"
    "{'type':'text','minLength':9,'text':'two'},{'type':'regex','regex':'^b','text':'three'}]}]",
    "set a 'abc';"
    "no complete;"
    "errors a email text regex;"
    "says a one two three;"
    "set a 'bcd';"
    "errors a email text" },
  { "/engine/validate/author-may-say-what-is-missing",
    "[{'type':'text','name':'a','isRequired':true,'requiredErrorText':'Please {t}'},"
    "{'type':'text','name':'t'}]",
    "set t 'you';"
    "no complete;"
    "says a Please you" },

  { "/engine/validate/number-below-its-minimum-is-not-stored", NUMBER ("'min':3"),
    "set n 2;"
    "data {};"
    "value n 2;"
    "no complete;"
    "errors n custom;"
    "set n 3;"
    "errors n -;"
    "data {'n':3}" },
  { "/engine/validate/number-above-its-maximum-is-not-stored", NUMBER ("'max':3"),
    "set n 4;"
    "data {};"
    "no complete;"
    "errors n custom;"
    "set n 3;"
    "complete;"
    "data {'n':3}" },
  { "/engine/validate/bounds-have-texts-of-their-own",
    NUMBER ("'min':2,'max':4,'minErrorText':'more','maxErrorText':'less'"),
    "set n 1;"
    "no complete;"
    "says n more;"
    "set n 5;"
    "no complete;"
    "says n less" },
  { "/engine/validate/nothing-is-within-bounds", NUMBER ("'min':2"), "complete" },
  { "/engine/validate/day-before-the-first-is-not-stored", DAY ("'min':'2026-03-10'"),
    "set d '2026-03-09';"
    "data {};"
    "no complete;"
    "errors d custom;"
    "set d '2026-03-10';"
    "data {'d':'2026-03-10'}" },
  { "/engine/validate/day-after-the-last-is-not-stored", DAY ("'max':'2026-03-10'"),
    "set d '2026-03-11';"
    "data {};"
    "set d '2026-03-10';"
    "data {'d':'2026-03-10'}" },
  { "/engine/validate/bounds-of-plain-text-are-none",
    "[{'type':'text','name':'a','min':5,'max':6}]",
    "set a '9';"
    "complete" },
  { "/engine/validate/address-by-type-is-checked-once",
    "[{'type':'text','name':'a','inputType':'email','validators':[{'type':'email'}]}]",
    "set a 'x';"
    "no complete;"
    "errors a email" },
  { "/engine/validate/what-counts-as-no-is-no-address-to-check",
    "[{'type':'text','name':'a','inputType':'email','defaultValue':0},"
    "{'type':'text','name':'b','inputType':'email','defaultValue':false}]",
    "complete" },
  { "/engine/validate/no-address-is-none-to-check",
    "[{'type':'text','name':'a','inputType':'email'}]", "complete" },

  { "/engine/validate/warning-shows-and-does-not-block",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a','validators':[{'type':'numeric',"
    "'maxValue':5,'text':'much','notificationType':'warning'}]},"
    "{'type':'text','name':'b','isRequired':true}]},"
    "{'name':'q','elements':[{'type':'text','name':'c'}]}]}",
    "set a '9';"
    "no next;"
    "errors a ~numeric;"
    "says a ~much;"
    "set b 'x';"
    "next;"
    "page q" },
  { "/engine/validate/hint-shows-and-does-not-block",
    "[{'type':'text','name':'a','validators':[{'type':'email','notificationType':'info'}]},"
    "{'type':'text','name':'b','isRequired':true}]",
    "set a 'x';"
    "no complete;"
    "errors a ~email;"
    "set b 'x';"
    "complete" },
  { "/engine/validate/error-beside-a-warning-blocks",
    "[{'type':'text','name':'a','validators':[{'type':'email','notificationType':'warning'},"
    "{'type':'numeric'}]}]",
    "set a 'x';"
    "no complete;"
    "errors a ~email requirenumeric" },

  { "/engine/validate/expression-looks-again-when-its-names-change",
    "[{'type':'text','name':'a'},{'type':'text','name':'b','validators':[{'type':'expression',"
    "'expression':'{a} = {b}'}]}]",
    "set b 'x';"
    "no complete;"
    "errors b expression;"
    "set a 'y';"
    "errors b expression;"
    "set a 'x';"
    "errors b -;"
    "set a 'z';"
    "errors b -;"
    "no complete;"
    "errors b expression" },
  { "/engine/validate/expression-looks-again-when-a-variable-changes",
    "[{'type':'text','name':'b','validators':[{'type':'expression','expression':'{tier} = 1'}]}]",
    "no complete;"
    "errors b expression;"
    "var tier 1;"
    "errors b -" },
  { "/engine/validate/expression-looks-at-parts",
    "[{'type':'checkbox','name':'c','choices':[1,2]},{'type':'text','name':'b','validators':["
    "{'type':'expression','expression':'{c.length} > 1'}]}]",
    "no complete;"
    "tap c 1;"
    "errors b expression;"
    "tap c 2;"
    "errors b -" },

  { "/engine/validate/at-once-shows-errors-as-answers-come",
    "{'checkErrorsMode':'onValueChanged','elements':[{'type':'text','name':'a','validators':["
    "{'type':'numeric'}]}]}",
    "set a 'x';"
    "errors a requirenumeric;"
    "set a '1';"
    "errors a -" },
  { "/engine/validate/at-once-does-not-miss-what-was-never-given",
    "{'checkErrorsMode':'onValueChanged','elements':[{'type':'text','name':'a','isRequired':true},"
    "{'type':'text','name':'b'}]}",
    "set b 'x';"
    "errors a -;"
    "set a 'x';"
    "set a '';"
    "errors a required" },
  { "/engine/validate/at-once-checks-what-looks-at-the-answer",
    "{'checkErrorsMode':'onValueChanged','elements':[{'type':'text','name':'a'},"
    "{'type':'text','name':'b','validators':[{'type':'expression','expression':'{a} = 1'}]}]}",
    "set a '2';"
    "errors b expression;"
    "set a '1';"
    "errors b -" },
};

static void
test_quiet (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'text','name':'a','isRequired':true}]");
  const AftElement *element = g_ptr_array_index (session->survey->questions, 0);
  const AftQuestionState *state = aft_session_get_question (session, element);
  g_assert_false (aft_validate_question (session, element, AFT_CHECK_QUIETLY));
  g_assert_cmpuint (state->errors->len, ==, 0);
  g_assert_false (aft_validate_question (session, element, AFT_CHECK_SHOW));
  g_assert_cmpuint (state->errors->len, ==, 1);
  aft_validate_clear_errors (session, element);
  g_assert_cmpuint (state->errors->len, ==, 0);
}

static void
test_html (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'html','name':'h','html':'-'},{'type':'text','name':'t'}]");
  const AftElement *html = g_ptr_array_index (session->survey->questions, 0);
  g_assert_true (aft_validate_question (session, html, AFT_CHECK_SHOW));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/validate/quiet-check-shows-nothing", test_quiet);
  g_test_add_func ("/engine/validate/html-has-nothing-to-check", test_html);
  return g_test_run ();
}
