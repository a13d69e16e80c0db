/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT, "JSON structure", 5.9: pages, panels and settings as the engine reads them. */

#include "aft-play.h"
#include "aft-survey-private.h"

/* Names in document order, deeper ones in brackets. */
static void
append_names (GString *text, const GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (elements, i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", element->name);
      if (element->children->len == 0)
        continue;
      g_string_append_c (text, '(');
      append_names (text, element->children);
      g_string_append_c (text, ')');
    }
}

typedef struct
{
  const char *name;
  const char *survey;
  const char *tree;
} Case;

#define TEXT(name) "{'type':'text','name':'" name "'}"

static const Case cases[] = {
  { "/engine/reader/pages-hold-elements",
    "{'pages':[{'name':'p','elements':[" TEXT ("a") "," TEXT (
        "b") "]},{'name':'q','elements':[" TEXT ("c") "]}]}",
    "p(a b) q(c)" },
  { "/engine/reader/panels-nest",
    "{'pages':[{'name':'p','elements':[{'type':'panel','name':'n','elements':[" TEXT (
        "a") ",{'type':'panel','name':'m','elements':[" TEXT ("b") "]}]}," TEXT ("c") "]}]}",
    "p(n(a m(b)) c)" },
  { "/engine/reader/root-elements-are-one-page", "{'elements':[" TEXT ("a") "]}", "page1(a)" },
  { "/engine/reader/old-root-questions-are-one-page", "{'questions':[" TEXT ("a") "]}",
    "page1(a)" },
  { "/engine/reader/old-questions-of-a-page",
    "{'pages':[{'name':'p','questions':[" TEXT ("a") "]}]}", "p(a)" },
  { "/engine/reader/pages-without-a-name-are-numbered",
    "{'pages':[{'elements':[" TEXT ("a") "]},{'elements':[" TEXT ("b") "]}]}",
    "page1(a) page2(b)" },
  { "/engine/reader/pages-without-elements-are-pages",
    "{'pages':[{'name':'p'},{'name':'q','elements':[" TEXT ("a") "]}]}", "p q(a)" },
};

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autoptr (AftSurvey) survey = aft_play_new_survey (tried->survey);
  g_autoptr (GString) text = g_string_new (NULL);
  append_names (text, survey->pages);
  g_assert_cmpstr (text->str, ==, tried->tree);
}

static const AftElement *
get_first (const AftSurvey *survey)
{
  return g_ptr_array_index (survey->questions, 0);
}

static void
test_element (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "[{'type':'text','name':'Q','isRequired':true,'readOnly':true,'visible':false,"
      "'visibleIf':'{x} = 1','enableIf':'{y} = 1','requiredIf':'{z} = 1'}]");
  const AftElement *element = get_first (survey);
  g_assert_cmpstr (element->name, ==, "Q");
  g_assert_cmpstr (element->lower, ==, "q");
  g_assert_true (element->is_required && element->is_read_only && !element->is_visible);
  g_assert_cmpstr (element->visible_if->names[0], ==, "x");
  g_assert_cmpstr (element->enable_if->names[0], ==, "y");
  g_assert_cmpstr (element->required_if->names[0], ==, "z");
  g_assert_cmpint (element->kind, ==, AFT_ELEMENT_QUESTION);
  g_assert_cmpint (element->parent->kind, ==, AFT_ELEMENT_PAGE);
  g_assert_true (aft_element_has_input (element));
}

static void
test_plain_element (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey ("[{'type':'html','name':'h'}]");
  const AftElement *element = get_first (survey);
  g_assert_true (!element->is_required && !element->is_read_only && element->is_visible);
  g_assert_null (element->visible_if);
  g_assert_false (aft_element_has_input (element));
}

static void
test_indexes (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "[{'type':'text','name':'a'},{'type':'panel','name':'n','elements':[{'type':'text',"
      "'name':'b'}]}]");
  g_assert_cmpuint (survey->elements->len, ==, 4);
  for (guint i = 0; i < survey->elements->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->elements, i);
      g_assert_cmpuint (element->index, ==, i);
    }
}

static void
test_defaults (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey ("{'elements':[" TEXT ("a") "]}");
  g_assert_cmpint (survey->clear_invisible, ==, AFT_CLEAR_ON_COMPLETE);
  g_assert_cmpint (survey->progress, ==, AFT_PROGRESS_PAGES);
  g_assert_false (survey->has_start_page || survey->is_question_per_page || survey->advances);
  g_assert_true (survey->advance_completes && survey->shows_previous && survey->shows_complete);
  g_assert_true (survey->shows_buttons);
  g_assert_false (survey->checks_at_once);
  g_assert_cmpstr (survey->locale, ==, "");
}

static void
test_settings (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "{'clearInvisibleValues':'onHidden','progressBarType':'requiredQuestions',"
      "'firstPageIsStartPage':true,'questionsOnPageMode':'questionPerPage',"
      "'autoAdvanceEnabled':true,'autoAdvanceAllowComplete':false,'showPrevButton':false,"
      "'showCompleteButton':false,'showNavigationButtons':false,'locale':'zh-cn',"
      "'checkErrorsMode':'onValueChanged','elements':[" TEXT ("a") "]}");
  g_assert_cmpint (survey->clear_invisible, ==, AFT_CLEAR_ON_HIDDEN);
  g_assert_cmpint (survey->progress, ==, AFT_PROGRESS_REQUIRED);
  g_assert_true (survey->has_start_page && survey->is_question_per_page && survey->advances);
  g_assert_false (survey->advance_completes || survey->shows_previous || survey->shows_complete);
  g_assert_false (survey->shows_buttons);
  g_assert_true (survey->checks_at_once);
  g_assert_cmpstr (survey->locale, ==, "zh-cn");
}

static void
test_old_settings (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "{'goNextPageAutomatic':true,'allowCompleteSurveyAutomatic':false,"
      "'firstPageIsStarted':true,'clearInvisibleValues':'none','progressBarType':'questions',"
      "'elements':[" TEXT ("a") "]}");
  g_assert_true (survey->advances && survey->has_start_page);
  g_assert_false (survey->advance_completes);
  g_assert_cmpint (survey->clear_invisible, ==, AFT_CLEAR_NONE);
  g_assert_cmpint (survey->progress, ==, AFT_PROGRESS_QUESTIONS);
}

static void
test_calculated (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "{'calculatedValues':[{'name':'Sum','expression':'1 + 1','includeIntoResult':true},"
      "{'name':'b','expression':'{Sum}'}],'completedHtmlOnCondition':[{'expression':'1 = 1',"
      "'html':'x'}],'elements':[" TEXT ("a") "]}");
  const AftCalculated *sum = g_ptr_array_index (survey->calculated, 0);
  const AftCalculated *b = g_ptr_array_index (survey->calculated, 1);
  const AftCompletedHtml *completed = g_ptr_array_index (survey->completed, 0);
  g_assert_cmpstr (sum->name, ==, "Sum");
  g_assert_cmpstr (sum->variable, ==, "sum");
  g_assert_true (sum->is_in_result);
  g_assert_false (b->is_in_result);
  g_assert_true (b->condition->is_lone_name);
  g_assert_nonnull (completed->condition);
  g_assert_cmpstr (aft_value_get_string (completed->html), ==, "x");
}

static void
test_properties (void)
{
  g_autoptr (AftValue) json = aft_play_parse ("{'hasOther':true,'title':'x','optionsCaption':'y'}");
  g_assert_nonnull (aft_survey_get_property (json, "showOtherItem"));
  g_assert_nonnull (aft_survey_get_property (json, "title"));
  g_assert_nonnull (aft_survey_get_property (json, "placeholder"));
  g_assert_null (aft_survey_get_property (json, "showNoneItem"));
  g_assert_cmpstr (aft_survey_get_current_name ("mininumRateDescription"), ==,
                   "minRateDescription");
  g_assert_cmpstr (aft_survey_get_current_name ("title"), ==, "title");
}

/* Both names at once: the current one counts. */
static void
test_both_names (void)
{
  g_autoptr (AftValue) json = aft_play_parse ("{'rateDisplayMode':'stars','rateType':'smileys'}");
  g_assert_cmpstr (aft_value_get_string (aft_survey_get_property (json, "rateType")), ==,
                   "smileys");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/engine/reader/element-has-its-settings", test_element);
  g_test_add_func ("/engine/reader/element-without-settings-is-plain", test_plain_element);
  g_test_add_func ("/engine/reader/elements-are-numbered-in-document-order", test_indexes);
  g_test_add_func ("/engine/reader/survey-without-settings-is-plain", test_defaults);
  g_test_add_func ("/engine/reader/survey-has-its-settings", test_settings);
  g_test_add_func ("/engine/reader/old-settings-are-understood", test_old_settings);
  g_test_add_func ("/engine/reader/values-and-completed-texts-are-read", test_calculated);
  g_test_add_func ("/engine/reader/old-names-of-properties-are-understood", test_properties);
  g_test_add_func ("/engine/reader/current-name-beats-the-old-one", test_both_names);
  return g_test_run ();
}
