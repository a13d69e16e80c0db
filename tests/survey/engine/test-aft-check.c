/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What check says of definitions: each code for its fault, at its place, and nothing else. */

#include <string.h>

#include "aft-check.h"
#include "aft-play.h"

typedef struct
{
  const char *name;
  const char *survey; /* as in aft-play.h */
  const char *wanted; /* findings "code path what", one a line; warnings begin with ~ */
} Case;

static const Case cases[] = {
  { "/check/good-survey-has-no-finding",
    "[{'type':'rating','name':'a','isRequired':true,'aftertaste':{'metric':'csat'}}]", "" },
  { "/check/house-keys-are-never-ignored",
    "{'aftertaste':{'a':1},'elements':[{'type':'text','name':'a','aftertaste':{'x':[]}}]}", "" },
  { "/check/neither-pages-nor-elements", "{'title':'x'}", "not-a-survey  pages\n" },
  { "/check/no-object", "{'pages':[]}", "not-a-survey  pages\n" },
  { "/check/unknown-and-refused-types",
    "[{'type':'yesno','name':'a'},{'type':'matrix','name':'b'},{'type':'panel','name':'p',"
    "'elements':[{'type':'file','name':'f'}]},{'name':'n'}]",
    "type-unknown pages[0].elements[0].type yesno\n"
    "type-unsupported pages[0].elements[1].type matrix\n"
    "type-unsupported pages[0].elements[2].elements[0].type file\n"
    "type-unknown pages[0].elements[3].type \n" },
  { "/check/names-missing-twice-and-reserved",
    "{'calculatedValues':[{'name':'A','expression':'1'}],'elements':[{'type':'text'},"
    "{'type':'text','name':'a'},{'type':'text','name':'guest.tier'},{'type':'text','name':'table'}]"
    "}",
    "name-missing elements[0].name text\n"
    "name-duplicate elements[1].name a\n"
    "name-reserved elements[2].name guest.tier\n"
    "name-reserved elements[3].name table\n" },
  { "/check/pages-may-bear-the-name-of-a-question",
    "{'pages':[{'name':'a','elements':[{'type':'text','name':'a'}]}]}", "" },
  { "/check/expressions",
    "[{'type':'text','name':'a','visibleIf':'{a} = ','requiredIf':'nope({a})','enableIf':'{zz} = "
    "1'}]",
    "expression-syntax pages[0].elements[0].visibleIf a\n"
    "function-unknown pages[0].elements[0].requiredIf nope\n"
    "~variable-unknown pages[0].elements[0].enableIf zz\n" },
  { "/check/names-of-the-kiosk-are-known",
    "[{'type':'text','name':'a','visibleIf':'{guest.tier} = {case.open} or {text.urgency} > "
    "{venue}',"
    "'title':'{table} {channel} {guest.name} {pageno}','requiredIf':'{a-Comment} = {A.length}'}]",
    "" },
  { "/check/expression-in-a-default",
    "[{'type':'text','name':'a','defaultValue':'=1 "
    "+'},{'type':'text','name':'b','inputType':'number',"
    "'min':'={a}'}]",
    "expression-syntax pages[0].elements[0].defaultValue a\n"
    "property-unsupported pages[0].elements[1].min min\n" },
  { "/check/regex-validators-and-triggers",
    "{'triggers':[{'type':'sendmail'},{'type':'skip'}],'elements':[{'type':'text','name':'a',"
    "'validators':[{'type':'regex','regex':'('},{'type':'iban'},{'type':'text','minLength':1}]}]}",
    "trigger-unknown triggers[0].type sendmail\n"
    "property-unsupported triggers[1].type skip\n"
    "regex-invalid elements[0].validators[0].regex (\n"
    "validator-unknown elements[0].validators[1].type iban\n" },
  { "/check/outside-the-subset-is-an-error",
    "{'checkErrorsMode':'onComplete','questionsOnPageMode':'singlePage','progressBarType':"
    "'buttons','elements':[{'type':'radiogroup','name':'a','choicesOrder':'random',"
    "'choicesByUrl':{},'valueName':'b','choices':[{'value':1,'showCommentArea':true}]},"
    "{'type':'text','name':'t','inputType':'month'}]}",
    "property-unsupported checkErrorsMode checkErrorsMode\n"
    "property-unsupported questionsOnPageMode questionsOnPageMode\n"
    "property-unsupported progressBarType progressBarType\n"
    "property-unsupported elements[0].choicesOrder choicesOrder\n"
    "property-unsupported elements[0].choicesByUrl choicesByUrl\n"
    "property-unsupported elements[0].valueName valueName\n"
    "property-unsupported elements[0].choices[0].showCommentArea showCommentArea\n"
    "property-unsupported elements[1].inputType inputType\n" },
  { "/check/looks-and-unknown-properties-are-warned-of",
    "{'width':'9','elements':[{'type':'text','name':'a','colour':'red','rateMax':5}]}",
    "~property-ignored width width\n"
    "~property-ignored elements[0].colour colour\n"
    "~property-unsuited elements[0].rateMax rateMax\n" },
  { "/check/wrong-kinds-of-values",
    "{'showPrevButton':1,'elements':[{'type':'rating','name':'a','title':5,'rateMin':9,'rateMax':2,"
    "'isRequired':'yes','rateType':'hearts'},{'type':'checkbox','name':'c','choices':['a','a',"
    "{'text':'x'}],'visibleIf':true}]}",
    "value-invalid showPrevButton showPrevButton\n"
    "value-invalid elements[0].title title\n"
    "value-invalid elements[0].isRequired isRequired\n"
    "value-invalid elements[0].rateType rateType\n"
    "value-invalid elements[0].rateMin rateMin\n"
    "value-invalid elements[1].visibleIf visibleIf\n"
    "value-invalid elements[1].choices[1] value\n"
    "value-invalid elements[1].choices[2] value\n" },
  { "/check/old-names-are-known",
    "{'goNextPageAutomatic':true,'pages':[{'questions':[{'type':'checkbox','name':'a','hasOther':"
    "true,"
    "'hasNone':true,'choices':[1]}]}]}",
    "" },
  { "/check/languages-that-a-text-lacks",
    "[{'type':'text','name':'a','title':{'default':'A','zh-cn':'甲','zh-tw':'甲'}},"
    "{'type':'text','name':'b','title':{'zh':'乙'}},{'type':'text','name':'c','title':'same'},"
    "{'type':'text','name':'d','title':{'default':'D','zh-tw':'丁'}}]",
    "~locale-missing pages[0].elements[1].title en\n"
    "~locale-missing pages[0].elements[3].title zh-cn\n" },
  { "/check/piped-names", "[{'type':'text','name':'a','title':'{a} {b} {guest} {'}]",
    "~piping-unknown pages[0].elements[0].title b\n"
    "~piping-object pages[0].elements[0].title guest\n" },
};

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autofree char *whole
      = tried->survey[0] == '['
            ? g_strdup_printf ("{'pages':[{'name':'p','elements':%s}]}", tried->survey)
            : g_strdup (tried->survey);
  g_autoptr (AftValue) definition = aft_play_parse (whole);
  g_autoptr (GPtrArray) findings = aft_check_survey (definition);
  g_autoptr (GString) seen = g_string_new (NULL);
  gboolean has_errors = FALSE;
  for (guint i = 0; i < findings->len; i++)
    {
      const AftFinding *finding = g_ptr_array_index (findings, i);
      has_errors = has_errors || finding->is_error;
      g_string_append_printf (seen, "%s%s %s %s\n", finding->is_error ? "" : "~", finding->code,
                              finding->path, finding->what);
    }
  g_assert_cmpstr (seen->str, ==, tried->wanted);
  g_assert_cmpint (aft_check_has_errors (findings), ==, has_errors);
}

static const AftFinding *
get_only (const GPtrArray *findings)
{
  g_assert_cmpuint (findings->len, ==, 1);
  return g_ptr_array_index (findings, 0);
}

static void
test_no_json (void)
{
  static const char *const texts[]
      = { "", "{\"pages\":[}", "{pages:[]}", "{\"a\":1,}", "\"\xff\"" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) findings = aft_check_survey_text (texts[i], strlen (texts[i]));
      g_assert_cmpstr (get_only (findings)->code, ==, "json-syntax");
    }
}

static void
test_no_survey (void)
{
  static const char *const texts[] = { "[]", "5", "null", "{}", "{\"pages\":{}}", "{\"pages\":5}" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) findings = aft_check_survey_text (texts[i], strlen (texts[i]));
      g_assert_cmpstr (get_only (findings)->code, ==, "not-a-survey");
    }
}

static char *
nest_panels (guint count)
{
  GString *text = g_string_new ("{\"elements\":[");
  for (guint i = 0; i < count; i++)
    g_string_append (text, "{\"type\":\"panel\",\"elements\":[");
  g_string_append (text, "{\"type\":\"text\",\"name\":\"t\"}");
  for (guint i = 0; i < count; i++)
    g_string_append (text, "]}");
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    guint count;
    const char *code;
  } depths[] = { { 64, NULL }, { 65, "too-deep" }, { 78, "too-deep" }, { 20000, "too-deep" } };
  for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autofree char *text = nest_panels (depths[i].count);
      g_autoptr (GPtrArray) findings = aft_check_survey_text (text, strlen (text));
      if (depths[i].code == NULL)
        g_assert_cmpuint (findings->len, ==, 0);
      else
        g_assert_cmpstr (get_only (findings)->code, ==, depths[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/check/text-that-is-no-json", test_no_json);
  g_test_add_func ("/check/json-that-is-no-survey", test_no_survey);
  g_test_add_func ("/check/panels-nest-sixty-four-levels", test_depth);
  return g_test_run ();
}
