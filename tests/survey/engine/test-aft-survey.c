/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftSurvey: what is refused, what others ask of a definition. */

#include <string.h>

#include "aft-error.h"
#include "aft-play.h"

static void
test_faulty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) definition
      = aft_play_parse ("{'elements':[{'type':'text','name':'a','visibleIf':'{a} ='}]}");
  g_assert_null (aft_survey_new (definition, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "elements[0].visibleIf: expression-syntax a");
}

static void
test_broken_json (void)
{
  static const char text[] = "{\"elements\":[";
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_survey_new_from_json (text, strlen (text), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_warnings (void)
{
  g_autoptr (AftSurvey) survey
      = aft_play_new_survey ("[{'type':'text','name':'a','width':'1','visibleIf':'{x} = 1'}]");
  g_assert_nonnull (aft_survey_get_definition (survey));
}

static void
test_house (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "{'aftertaste':{'k':1},'elements':[{'type':'text','name':'a','aftertaste':{'attract':false}},"
      "{'type':'panel','name':'p','elements':[{'type':'rating','name':'b','aftertaste':"
      "{'attract':true,'metric':'csat'}}]}]}");
  const AftValue *house = aft_survey_get_element_house (survey, "b");
  g_assert_cmpfloat (aft_value_get_member_number (aft_survey_get_house (survey), "k", 0), ==, 1);
  g_assert_cmpstr (aft_value_get_member_string (house, "metric", ""), ==, "csat");
  g_assert_null (aft_survey_get_element_house (survey, "p"));
  g_assert_null (aft_survey_get_element_house (survey, "none"));
  g_assert_cmpstr (aft_survey_find_element_by_house (survey, "attract"), ==, "b");
  g_assert_null (aft_survey_find_element_by_house (survey, "aspect"));
}

static void
test_unnamed (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'questionsOnPageMode':'questionPerPage','pages':[{'elements':[{'type':'panel','elements':["
      "{'type':'text','name':'a'}]}]},{'elements':[{'type':'text','name':'b'}]}]}");
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpstr (screen->page, ==, "page1");
  g_assert_cmpstr (screen->element, ==, "panel1");
  g_assert_cmpstr (g_ptr_array_index (screen->pages, 1), ==, "page2");
}

static void
test_screen_details (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'showProgressBar':'top','showNavigationButtons':false,'completeText':'Send','elements':["
      "{'type':'panel','name':'p','title':'Panel','elements':["
      "{'type':'text','name':'a','inputType':'number','min':1,'max':9,'placeholder':'no.',"
      "'maxLength':3},{'type':'comment','name':'c','rows':7}]},"
      "{'type':'rating','name':'r','rateType':'smileys','scaleColorMode':'colored',"
      "'rateMax':3,'minRateDescription':'bad','showCommentArea':true,'commentText':'why'}]}");
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  const AftQuestionView *number = aft_screen_find_question (screen, "a");
  const AftQuestionView *comment = aft_screen_find_question (screen, "c");
  const AftQuestionView *rating = aft_screen_find_question (screen, "r");
  g_assert_true (screen->shows_progress && screen->are_buttons_hidden && screen->has_complete);
  g_assert_cmpstr (screen->complete_text, ==, "Send");
  g_assert_cmpstr (number->panel_title, ==, "Panel");
  g_assert_cmpstr (number->placeholder, ==, "no.");
  g_assert_cmpfloat (aft_value_get_number (number->minimum), ==, 1);
  g_assert_cmpfloat (aft_value_get_number (number->maximum), ==, 9);
  g_assert_cmpint (number->maximum_length, ==, 3);
  g_assert_null (comment->panel_title);
  g_assert_cmpstr (comment->panel, ==, "p");
  g_assert_cmpint (comment->rows, ==, 7);
  g_assert_true (rating->is_rating_colored && rating->has_comment);
  g_assert_cmpstr (rating->minimum_text, ==, "bad");
  g_assert_cmpstr (rating->comment_label, ==, "why");
  g_assert_null (aft_screen_find_question (screen, "none"));
}

/* SURVEY-FORMAT 5.10: five faces never show the worst one. */
static void
test_faces (void)
{
  static const char *const wanted[] = {
    "not-good very-good",
    "not-good normal very-good",
    "not-good normal good very-good",
    "not-good average normal good very-good",
    "not-good average normal good very-good excellent",
    "poor not-good average normal good very-good excellent",
    "poor not-good average normal good very-good excellent perfect",
    "very-poor poor not-good average normal good very-good excellent perfect",
    "terrible very-poor poor not-good average normal good very-good excellent perfect",
  };
  for (guint count = 2; count <= 10; count++)
    {
      g_autofree char *survey = g_strdup_printf (
          "[{'type':'rating','name':'r','rateType':'smileys','rateMax':%u}]", count);
      g_autoptr (AftSession) session = aft_play_new_session (survey);
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
      const AftQuestionView *view = g_ptr_array_index (screen->questions, 0);
      g_autoptr (GString) faces = g_string_new (NULL);
      for (guint i = 0; i < view->choices->len; i++)
        {
          const AftChoiceView *choice = g_ptr_array_index (view->choices, i);
          g_string_append_printf (faces, "%s%s", i > 0 ? " " : "", choice->face);
        }
      g_assert_cmpstr (faces->str, ==, wanted[count - 2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survey/faulty-definition-is-refused-with-its-first-error", test_faulty);
  g_test_add_func ("/survey/broken-json-is-refused", test_broken_json);
  g_test_add_func ("/survey/warnings-do-not-refuse", test_warnings);
  g_test_add_func ("/survey/house-keys-are-found", test_house);
  g_test_add_func ("/survey/pages-and-panels-may-go-without-a-name", test_unnamed);
  g_test_add_func ("/survey/screen-tells-what-widgets-need", test_screen_details);
  g_test_add_func ("/survey/faces-by-count", test_faces);
  return g_test_run ();
}
