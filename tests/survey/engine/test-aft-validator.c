/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.12: the six validators, each asked directly. */

#include <time.h>

#include "aft-play.h"
#include "aft-validator-private.h"

typedef struct
{
  const char *name;
  const char *validator; /* JSON with ' for " */
  const char *passes;    /* JSON list of values that pass */
  const char *fails;     /* and of those that do not */
  const char *kind;
} Case;

static const Case cases[] = {
  { "/engine/validator/numeric-takes-numbers-and-what-reads-as-one", "{'type':'numeric'}",
    "[1,'2',' 3 ','1,5',-0.5,'',null,'  ']", "['x','1,2,3','5*3',true]", "requirenumeric" },
  { "/engine/validator/numeric-minimum-is-inclusive", "{'type':'numeric','minValue':2}",
    "[2,'2',3,'']", "[1.99,'-5',0]", "numeric" },
  { "/engine/validator/numeric-maximum-is-inclusive", "{'type':'numeric','maxValue':2}",
    "[2,'2',-9,'']", "[2.01,'3']", "numeric" },
  { "/engine/validator/numeric-bounds-may-be-zero", "{'type':'numeric','minValue':0,'maxValue':0}",
    "[0,'0']", "[1,-1]", "numeric" },
  { "/engine/validator/text-length-is-inclusive", "{'type':'text','minLength':2,'maxLength':3}",
    "['ab','abc','']", "['a','abcd']", "text" },
  { "/engine/validator/text-length-counts-utf-16-units",
    "{'type':'text','minLength':2,'maxLength':2}", "['😀','好吃']", "['好','😀!']", "text" },
  { "/engine/validator/text-without-bounds-takes-all", "{'type':'text'}", "['','a','1',5]", "[]",
    "text" },
  { "/engine/validator/text-bounds-of-zero-are-none", "{'type':'text','minLength':0,'maxLength':0}",
    "['','a','abc']", "[]", "text" },
  { "/engine/validator/text-may-not-end-in-digits", "{'type':'text','allowDigits':false}",
    "['','1a','a1b']", "['a1','7']", "text" },
  { "/engine/validator/numbers-have-no-length", "{'type':'text','minLength':5}", "[1,123456]", "[]",
    "text" },
  { "/engine/validator/count-passes-nothing-chosen", "{'type':'answercount','minCount':2}",
    "[[],null,['a','b'],['a','b','c']]", "[['a']]", "answercount" },
  { "/engine/validator/count-has-a-maximum", "{'type':'answercount','maxCount':2}",
    "[[],['a'],['a','b']]", "[['a','b','c']]", "answercount" },
  { "/engine/validator/regex-is-searched-for", "{'type':'regex','regex':'[0-9]'}",
    "['a1b','1',7,'']", "['abc']", "regex" },
  { "/engine/validator/regex-end-is-the-very-end", "{'type':'regex','regex':'^a$'}", "['a']",
    "['a\\n','ab']", "regex" },
  { "/engine/validator/regex-minds-the-case", "{'type':'regex','regex':'^a$'}", "['a']", "['A']",
    "regex" },
  { "/engine/validator/regex-may-ignore-the-case",
    "{'type':'regex','regex':'^a$','caseInsensitive':true}", "['a','A']", "['b']", "regex" },
  { "/engine/validator/regex-of-old-ignores-the-case",
    "{'type':'regex','regex':'^a$','insensitive':true}", "['a','A']", "['b']", "regex" },
  { "/engine/validator/regex-looks-at-each-item-and-at-all", "{'type':'regex','regex':'^[a-z]+$'}",
    "[['a'],['b']]", "[['a','b'],['1']]", "regex" },
  { "/engine/validator/regex-counts-an-emoji-twice", "{'type':'regex','regex':'^..$'}",
    "['😀','ab']", "['好']", "regex" },
  { "/engine/validator/no-pattern-takes-all", "{'type':'regex'}", "['','x',1]", "[]", "regex" },
  { "/engine/validator/email-is-an-address", "{'type':'email'}",
    "['li@a.cn','l.i@a.b.cn','',null,'\\\"a b\\\"@x.cn','L_1+x@a-b.com']",
    "['x','@a.cn','li@','li@a','li@a.c','li@@a.cn','a b@c.cn','li@a.cn ']", "email" },
  { "/engine/validator/expression-needs-to-be-true", "{'type':'expression','expression':'{t} = x'}",
    "['a','']", "[]", "expression" },
  { "/engine/validator/expression-that-is-false-fails",
    "{'type':'expression','expression':'{t} = y'}", "[]", "['a','',null]", "expression" },
  { "/engine/validator/expression-is-judged-loosely", "{'type':'expression','expression':'1'}",
    "['a']", "[]", "expression" },
  { "/engine/validator/two-is-not-true", "{'type':'expression','expression':'2'}", "[]", "['a']",
    "expression" },
};

static AftSession *
new_session (const char *validator)
{
  g_autofree char *survey
      = g_strdup_printf ("[{'type':'comment','name':'q','title':'Q','validators':[%s]},"
                         "{'type':'text','name':'t','defaultValue':'x'}]",
                         validator);
  return aft_play_new_session (survey);
}

static void
check_values (AftSession *session, const char *json, const char *kind)
{
  const AftElement *element = g_ptr_array_index (session->survey->questions, 0);
  const AftValidator *validator = g_ptr_array_index (element->question->validators, 0);
  g_autoptr (AftValue) values = aft_play_parse (json);
  for (gsize i = 0; i < aft_value_get_length (values); i++)
    {
      g_autofree char *standard = NULL;
      const AftValue *value = aft_value_get_item (values, i);
      g_test_message ("%s [%zu]", json, i);
      g_assert_cmpstr (aft_validator_check (session, element, validator, value, &standard), ==,
                       kind);
    }
}

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autoptr (AftSession) session = new_session (tried->validator);
  check_values (session, tried->passes, NULL);
  check_values (session, tried->fails, tried->kind);
}

static char *
get_standard (const char *validator, const char *json)
{
  g_autoptr (AftSession) session = new_session (validator);
  const AftElement *element = g_ptr_array_index (session->survey->questions, 0);
  g_autoptr (AftValue) value = aft_play_parse (json);
  char *standard = NULL;
  (void) aft_validator_check (
      session, element, g_ptr_array_index (element->question->validators, 0), value, &standard);
  return standard;
}

/* Different standard messages are different errors. */
static void
test_standard (void)
{
  g_autofree char *low = get_standard ("{'type':'numeric','minValue':2}", "1");
  g_autofree char *lower = get_standard ("{'type':'numeric','minValue':3}", "1");
  g_autofree char *few = get_standard ("{'type':'answercount','minCount':2}", "['a']");
  g_autofree char *many = get_standard ("{'type':'answercount','maxCount':1}", "['a','b']");
  g_autofree char *digits = get_standard ("{'type':'text','allowDigits':false}", "'a1'");
  g_autofree char *length = get_standard ("{'type':'text','minLength':9}", "'a1'");
  g_assert_cmpstr (low, !=, lower);
  g_assert_cmpstr (few, !=, many);
  g_assert_cmpstr (digits, !=, length);
  g_assert_null (get_standard ("{'type':'numeric'}", "1"));
}

static void
test_hostile_address (void)
{
  g_autofree char *dots = g_strnfill (20000, '.');
  g_autofree char *long_name = g_strnfill (20000, 'a');
  g_autofree char *at_end = g_strconcat (long_name, "@", NULL);
  clock_t before = clock ();
  g_assert_false (aft_validator_is_email (dots));
  g_assert_false (aft_validator_is_email (at_end));
  g_assert_cmpint (clock () - before, <, 5 * CLOCKS_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/engine/validator/standard-messages-tell-errors-apart", test_standard);
  g_test_add_func ("/engine/validator/endless-address-is-answered-soon", test_hostile_address);
  return g_test_run ();
}
