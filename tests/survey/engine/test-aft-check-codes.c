/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each code of check (survey-vectors/README, SURVEY-FORMAT): once for a fault that gives it, with
 * its place and the thing it names, and once for the nearest definition that is right. */

#include <string.h>

#include "aft-check.h"
#include "aft-play.h"

typedef struct
{
  const char *name;
  const char *survey; /* as in aft-play.h */
  gboolean is_error;
  const char *code;
  const char *path;
  const char *what;
  const char *right; /* the same without the fault */
} Case;

#define IN_TEXT(rest)  "[{'type':'text','name':'a'" rest "}]"
#define IN_RADIO(rest) "[{'type':'radiogroup','name':'a','choices':[1]" rest "}]"
#define ELEMENT        "pages[0].elements[0]"

static const Case cases[] = {
  { "/check/code/type-unknown", "[{'type':'txt','name':'a'}]", TRUE, "type-unknown",
    ELEMENT ".type", "txt", IN_TEXT () },
  { "/check/code/type-unsupported", "[{'type':'signaturepad','name':'a'}]", TRUE,
    "type-unsupported", ELEMENT ".type", "signaturepad", IN_TEXT () },
  { "/check/code/type-is-minded-by-case", "[{'type':'Text','name':'a'}]", TRUE, "type-unknown",
    ELEMENT ".type", "Text", IN_TEXT () },
  { "/check/code/name-missing", "[{'type':'comment'}]", TRUE, "name-missing", ELEMENT ".name",
    "comment", "[{'type':'comment','name':'a'}]" },
  { "/check/code/name-empty", "[{'type':'comment','name':''}]", TRUE, "name-missing",
    ELEMENT ".name", "comment", "[{'type':'comment','name':'a'}]" },
  { "/check/code/name-missing-of-a-calculated-value",
    "{'calculatedValues':[{'expression':'1'}],'elements':[{'type':'text','name':'a'}]}", TRUE,
    "name-missing", "calculatedValues[0].name", "calculatedValues",
    "{'calculatedValues':[{'name':'b','expression':'1'}],'elements':[{'type':'text','name':'a'}]"
    "}" },
  { "/check/code/name-duplicate-whatever-the-case",
    "[{'type':'text','name':'a'},{'type':'panel','name':'n','elements':[{'type':'text','name':"
    "'A'}]}]",
    TRUE, "name-duplicate", "pages[0].elements[1].elements[0].name", "A",
    "[{'type':'text','name':'a'},{'type':'panel','name':'a','elements':[{'type':'text','name':"
    "'b'}]}]" },
  { "/check/code/name-duplicate-of-a-calculated-value",
    "{'calculatedValues':[{'name':'a','expression':'1'}],'elements':[{'type':'text','name':'a'}]}",
    TRUE, "name-duplicate", "elements[0].name", "a",
    "{'calculatedValues':[{'name':'b','expression':'1'}],'elements':[{'type':'text','name':'a'}]"
    "}" },
  { "/check/code/name-duplicate-of-a-page",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a'}]},{'name':'p','elements':["
    "{'type':'text','name':'b'}]}]}",
    TRUE, "name-duplicate", "pages[1].name", "p",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a'}]},{'name':'q','elements':["
    "{'type':'text','name':'b'}]}]}" },
  { "/check/code/name-reserved", "[{'type':'text','name':'Venue'}]", TRUE, "name-reserved",
    ELEMENT ".name", "Venue", "[{'type':'text','name':'venues'}]" },
  { "/check/code/name-reserved-in-a-group", "[{'type':'text','name':'case.id'}]", TRUE,
    "name-reserved", ELEMENT ".name", "case.id", "[{'type':'text','name':'cases.id'}]" },
  { "/check/code/expression-syntax", IN_TEXT (",'visibleIf':'{b} and'"), TRUE, "expression-syntax",
    ELEMENT ".visibleIf", "a", IN_TEXT (",'visibleIf':'{a} empty'") },
  { "/check/code/expression-syntax-of-nothing-alone", IN_TEXT (",'requiredIf':'null'"), TRUE,
    "expression-syntax", ELEMENT ".requiredIf", "a", IN_TEXT (",'requiredIf':'{a} = null'") },
  { "/check/code/expression-syntax-in-an-item",
    "[{'type':'dropdown','name':'a','choices':[1,{'value':2,'enableIf':'('}]}]", TRUE,
    "expression-syntax", ELEMENT ".choices[1].enableIf", "a",
    "[{'type':'dropdown','name':'a','choices':[1,{'value':2,'enableIf':'{item} = 2'}]}]" },
  { "/check/code/expression-syntax-in-a-step",
    "[{'type':'rating','name':'a','rateValues':[1,{'value':2,'visibleIf':'{a} ='}]}]", TRUE,
    "expression-syntax", ELEMENT ".rateValues[1].visibleIf", "a",
    "[{'type':'rating','name':'a','rateValues':[1,{'value':2,'visibleIf':'{a} = 1'}]}]" },
  { "/check/code/expression-syntax-in-a-validator",
    IN_TEXT (",'validators':[{'type':'expression','expression':'{a} >'}]"), TRUE,
    "expression-syntax", ELEMENT ".validators[0].expression", "a",
    IN_TEXT (",'validators':[{'type':'expression','expression':'{a} > 1'}]") },
  { "/check/code/expression-syntax-in-a-completed-text",
    "{'completedHtmlOnCondition':[{'expression':'1 +','html':'x'}],'elements':[{'type':'text',"
    "'name':'a'}]}",
    TRUE, "expression-syntax", "completedHtmlOnCondition[0].expression", "completedHtmlOnCondition",
    "{'completedHtmlOnCondition':[{'expression':'1 + 1','html':'x'}],'elements':[{'type':'text',"
    "'name':'a'}]}" },
  { "/check/code/expression-syntax-of-a-page",
    "{'pages':[{'name':'p','visibleIf':'{','elements':[{'type':'text','name':'a'}]}]}", TRUE,
    "expression-syntax", "pages[0].visibleIf", "p",
    "{'pages':[{'name':'p','visibleIf':'','elements':[{'type':'text','name':'a'}]}]}" },
  { "/check/code/expression-syntax-of-a-panel",
    "[{'type':'panel','name':'n','enableIf':'0x1F','elements':[{'type':'text','name':'a'}]}]", TRUE,
    "expression-syntax", ELEMENT ".enableIf", "n",
    "[{'type':'panel','name':'n','enableIf':'{a} "
    "empty','elements':[{'type':'text','name':'a'}]}]" },
  { "/check/code/function-unknown", IN_TEXT (",'visibleIf':'nosuch(1)'"), TRUE, "function-unknown",
    ELEMENT ".visibleIf", "nosuch", IN_TEXT (",'visibleIf':'sum(1)'") },
  { "/check/code/function-is-minded-by-case", IN_TEXT (",'visibleIf':'Sum({a}) = 1'"), TRUE,
    "function-unknown", ELEMENT ".visibleIf", "Sum", IN_TEXT (",'visibleIf':'sum({a}) = 1'") },
  { "/check/code/function-refused", IN_TEXT (",'visibleIf':'isDisplayMode()'"), TRUE,
    "function-unknown", ELEMENT ".visibleIf", "isDisplayMode",
    IN_TEXT (",'visibleIf':'displayValue(a) = 1'") },
  { "/check/code/function-inside-another", IN_TEXT (",'visibleIf':'sum(1, oops({a})) = 1'"), TRUE,
    "function-unknown", ELEMENT ".visibleIf", "oops",
    IN_TEXT (",'visibleIf':'sum(1, round({a})) = 1'") },
  { "/check/code/regex-invalid", IN_TEXT (",'validators':[{'type':'regex','regex':'[a'}]"), TRUE,
    "regex-invalid", ELEMENT ".validators[0].regex", "[a",
    IN_TEXT (",'validators':[{'type':'regex','regex':'[a]'}]") },
  { "/check/code/regex-beyond-javascript",
    IN_TEXT (",'validators':[{'type':'regex','regex':'a++'}]"), TRUE, "regex-invalid",
    ELEMENT ".validators[0].regex", "a++",
    IN_TEXT (",'validators':[{'type':'regex','regex':'a+'}]") },
  { "/check/code/validator-unknown", IN_TEXT (",'validators':[{'type':'luhn'}]"), TRUE,
    "validator-unknown", ELEMENT ".validators[0].type", "luhn",
    IN_TEXT (",'validators':[{'type':'email'}]") },
  { "/check/code/trigger-unknown",
    "{'triggers':[{'type':'explode'}],'elements':[{'type':'text','name':'a'}]}", TRUE,
    "trigger-unknown", "triggers[0].type", "explode",
    "{'triggers':[],'elements':[{'type':'text','name':'a'}]}" },
  { "/check/code/property-unsupported", IN_RADIO (",'choicesByUrl':{'url':'x'}"), TRUE,
    "property-unsupported", ELEMENT ".choicesByUrl", "choicesByUrl", IN_RADIO () },
  { "/check/code/property-unsupported-of-the-survey",
    "{'cookieName':'x','elements':[{'type':'text','name':'a'}]}", TRUE, "property-unsupported",
    "cookieName", "cookieName", "{'elements':[{'type':'text','name':'a'}]}" },
  { "/check/code/property-unsupported-word",
    "{'questionsOnPageMode':'inputPerPage','elements':[{'type':'text','name':'a'}]}", TRUE,
    "property-unsupported", "questionsOnPageMode", "questionsOnPageMode",
    "{'questionsOnPageMode':'questionPerPage','elements':[{'type':'text','name':'a'}]}" },
  { "/check/code/value-invalid-word", IN_RADIO (",'choicesOrder':'upwards'"), TRUE, "value-invalid",
    ELEMENT ".choicesOrder", "choicesOrder", IN_RADIO (",'choicesOrder':'asc'") },
  { "/check/code/value-invalid-boolean", IN_TEXT (",'isRequired':1"), TRUE, "value-invalid",
    ELEMENT ".isRequired", "isRequired", IN_TEXT (",'isRequired':false") },
  { "/check/code/value-invalid-number", "[{'type':'rating','name':'a','rateMax':'5'}]", TRUE,
    "value-invalid", ELEMENT ".rateMax", "rateMax", "[{'type':'rating','name':'a','rateMax':5}]" },
  { "/check/code/value-invalid-list", "[{'type':'radiogroup','name':'a','choices':{}}]", TRUE,
    "value-invalid", ELEMENT ".choices", "choices", IN_RADIO () },
  { "/check/code/value-invalid-house", IN_TEXT (",'aftertaste':true"), TRUE, "value-invalid",
    ELEMENT ".aftertaste", "aftertaste", IN_TEXT (",'aftertaste':{}") },
  { "/check/code/value-invalid-text-of-a-language", IN_TEXT (",'title':{'default':1,'en':'A'}"),
    TRUE, "value-invalid", ELEMENT ".title", "default", IN_TEXT (",'title':{'default':'A'}") },
  { "/check/code/value-invalid-ends-of-a-rating",
    "[{'type':'rating','name':'a','rateMin':6,'rateMax':5}]", TRUE, "value-invalid",
    ELEMENT ".rateMin", "rateMin", "[{'type':'rating','name':'a','rateMin':4,'rateMax':5}]" },
  { "/check/code/value-invalid-step-of-a-rating", "[{'type':'rating','name':'a','rateStep':0}]",
    TRUE, "value-invalid", ELEMENT ".rateStep", "rateStep",
    "[{'type':'rating','name':'a','rateStep':0.5}]" },
  { "/check/code/value-invalid-count-of-a-rating", "[{'type':'rating','name':'a','rateCount':0}]",
    TRUE, "value-invalid", ELEMENT ".rateCount", "rateCount",
    "[{'type':'rating','name':'a','rateCount':2}]" },
  { "/check/code/value-invalid-item-repeated", "[{'type':'checkbox','name':'a','choices':[1,'1']}]",
    TRUE, "value-invalid", ELEMENT ".choices[1]", "value",
    "[{'type':'checkbox','name':'a','choices':[1,'2']}]" },
  { "/check/code/value-invalid-element", "[{'type':'text','name':'a'},'b']", TRUE, "value-invalid",
    "pages[0].elements[1]", "elements", IN_TEXT () },
  { "/check/code/value-invalid-page",
    "{'pages':[{'name':'p','elements':[{'type':'text','name':'a'}]},5]}", TRUE, "value-invalid",
    "pages[1]", "pages", "{'pages':[{'name':'p','elements':[{'type':'text','name':'a'}]}]}" },

  { "/check/code/variable-unknown", IN_TEXT (",'enableIf':'{b} = 1'"), FALSE, "variable-unknown",
    ELEMENT ".enableIf", "b", IN_TEXT (",'enableIf':'{A} = 1'") },
  { "/check/code/variable-unknown-in-a-calculated-value",
    "{'calculatedValues':[{'name':'v','expression':'{w}'}],'elements':[{'type':'text','name':'a'}]"
    "}",
    FALSE, "variable-unknown", "calculatedValues[0].expression", "w",
    "{'calculatedValues':[{'name':'v','expression':'{a}'}],'elements':[{'type':'text','name':'a'}]"
    "}" },
  { "/check/code/variable-known-of-the-kiosk", IN_TEXT (",'enableIf':'{guests.tier} = 1'"), FALSE,
    "variable-unknown", ELEMENT ".enableIf", "guests.tier",
    IN_TEXT (",'enableIf':'{guest.tier} = 1'") },
  { "/check/code/property-ignored", IN_TEXT (",'minWidth':'9'"), FALSE, "property-ignored",
    ELEMENT ".minWidth", "minWidth", IN_TEXT (",'maxLength':9") },
  { "/check/code/property-ignored-of-the-survey",
    "{'logo':'x.png','elements':[{'type':'text','name':'a'}]}", FALSE, "property-ignored", "logo",
    "logo", "{'title':'x','elements':[{'type':'text','name':'a'}]}" },
  { "/check/code/property-ignored-picture-of-a-choice",
    "[{'type':'radiogroup','name':'a','choices':[{'value':1,'imageLink':'1.png'}]}]", FALSE,
    "property-ignored", ELEMENT ".choices[0].imageLink", "imageLink",
    "[{'type':'radiogroup','name':'a','choices':[{'value':1,'text':'1'}]}]" },
  { "/check/code/property-unsuited", IN_TEXT (",'labelTrue':'x'"), FALSE, "property-unsuited",
    ELEMENT ".labelTrue", "labelTrue", "[{'type':'boolean','name':'a','labelTrue':'x'}]" },
  { "/check/code/locale-missing",
    IN_TEXT (",'title':{'default':'A','zh-cn':'甲'},'description':{'default':'D'}"), FALSE,
    "locale-missing", ELEMENT ".description", "zh-cn",
    IN_TEXT (",'title':{'default':'A','zh-cn':'甲'},'description':{'default':'D','zh':'丁'}") },
  { "/check/code/locale-missing-default", IN_TEXT (",'title':{'zh-cn':'甲'}"), FALSE,
    "locale-missing", ELEMENT ".title", "en", IN_TEXT (",'title':{'en':'A','zh-cn':'甲'}") },
  { "/check/code/piping-unknown", IN_TEXT (",'title':'Hello {who}'"), FALSE, "piping-unknown",
    ELEMENT ".title", "who", IN_TEXT (",'title':'Hello { A }'") },
  { "/check/code/piping-unknown-in-one-language",
    IN_TEXT (",'title':{'default':'A','zh-cn':'{谁}'}"), FALSE, "piping-unknown", ELEMENT ".title",
    "谁", IN_TEXT (",'title':{'default':'A','zh-cn':'{a}'}") },
  { "/check/code/piping-object", IN_TEXT (",'title':'{Case}'"), FALSE, "piping-object",
    ELEMENT ".title", "Case", IN_TEXT (",'title':'{case.number}'") },
};

static GPtrArray *
check (const char *survey)
{
  g_autofree char *whole = survey[0] == '['
                               ? g_strdup_printf ("{'pages':[{'name':'p','elements':%s}]}", survey)
                               : g_strdup (survey);
  g_autofree char *json = g_strdelimit (g_steal_pointer (&whole), "'", '"');
  return aft_check_survey_text (json, strlen (json));
}

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autoptr (GPtrArray) findings = check (tried->survey);
  g_autoptr (GPtrArray) none = check (tried->right);
  g_assert_cmpuint (findings->len, ==, 1);
  const AftFinding *finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->code, ==, tried->code);
  g_assert_cmpint (finding->is_error, ==, tried->is_error);
  g_assert_cmpstr (finding->path, ==, tried->path);
  g_assert_cmpstr (finding->what, ==, tried->what);
  g_assert_cmpint (aft_check_has_errors (findings), ==, tried->is_error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_only (const char *json, gsize length, const char *code)
{
  g_autoptr (GPtrArray) findings = aft_check_survey_text (json, length);
  g_assert_cmpuint (findings->len, ==, 1);
  const AftFinding *finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->code, ==, code);
  g_assert_true (finding->is_error);
  g_assert_cmpstr (finding->path, ==, "");
  g_assert_cmpuint (strlen (finding->what), >, 0);
}

static void
test_syntax (void)
{
  assert_only ("{", 1, "json-syntax");
  assert_only ("{elements:[]}", 13, "json-syntax");
  assert_only ("{\"elements\":[],}", 16, "json-syntax");
}

/* A document too large to read is not one with too many levels. */
static void
test_size (void)
{
  gsize length = 5 * 1024 * 1024;
  g_autofree char *blanks = g_strnfill (length, ' ');
  assert_only (blanks, length, "json-syntax");
}

static void
test_no_survey (void)
{
  assert_only ("{\"title\":\"x\"}", 13, "not-a-survey");
  assert_only ("[1]", 3, "not-a-survey");
  assert_only ("{\"pages\":[]}", 12, "not-a-survey");
}

static void
test_many_values (void)
{
  g_autoptr (GString) json = g_string_new ("{\"calculatedValues\":[");
  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (json, "%s{\"name\":\"v%u\",\"expression\":\"1\"}", i > 0 ? "," : "", i);
  g_string_append (json, "],\"elements\":[{\"type\":\"text\",\"name\":\"a\"}]}");
  g_autoptr (GPtrArray) findings = aft_check_survey_text (json->str, json->len);
  g_assert_cmpuint (findings->len, ==, 1);
  const AftFinding *finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->code, ==, "value-invalid");
  g_assert_cmpstr (finding->path, ==, "calculatedValues");
}

static void
test_all (void)
{
  g_autoptr (GPtrArray) findings
      = check ("[{'type':'text','name':'a','width':'1'},{'type':'file','name':'b'},"
               "{'type':'text','title':'{x}'}]");
  g_assert_cmpuint (findings->len, ==, 4);
  g_assert_true (aft_check_has_errors (findings));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/check/code/json-syntax", test_syntax);
  g_test_add_func ("/check/code/json-syntax-when-too-large", test_size);
  g_test_add_func ("/check/code/not-a-survey", test_no_survey);
  g_test_add_func ("/check/code/value-invalid-when-too-many-values", test_many_values);
  g_test_add_func ("/check/code/one-fault-does-not-hide-another", test_all);
  return g_test_run ();
}
