/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen tells of questions, items, errors and buttons (aft-screen.h; SURVEY-FORMAT 5.10,
 * 5.14). */

#include "aft-fake-clock.h"
#include "aft-play.h"

/* The screen of @survey after @script's acts; the question @name of it. */
typedef struct
{
  AftSession *session;
  AftScreen *screen;
} Sight;

static Sight
look (const char *survey)
{
  AftSession *session = aft_play_new_session (survey);
  return (Sight){ session, aft_session_dup_screen (session) };
}

static void
look_again (Sight *sight)
{
  aft_screen_free (sight->screen);
  sight->screen = aft_session_dup_screen (sight->session);
}

static void
clear_sight (Sight *sight)
{
  aft_screen_free (sight->screen);
  aft_session_free (sight->session);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sight, clear_sight)

static const AftQuestionView *
get_view (const Sight *sight, guint index)
{
  return g_ptr_array_index (sight->screen->questions, index);
}

static const AftChoiceView *
get_choice (const AftQuestionView *view, guint index)
{
  return g_ptr_array_index (view->choices, index);
}

static void
tap (Sight *sight, const char *name, const char *json)
{
  g_autoptr (AftValue) item = aft_play_parse (json);
  g_assert_true (aft_session_tap (sight->session, name, item));
  look_again (sight);
}

static void
test_types (void)
{
  static const char *const names[]
      = { "rating", "radiogroup", "checkbox", "dropdown", "boolean", "text", "comment", "html" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *survey = g_strdup_printf ("[{'type':'%s','name':'q'}]", names[i]);
      g_auto (Sight) sight = look (survey);
      g_assert_cmpint (get_view (&sight, 0)->type, ==, i);
      g_assert_cmpstr (get_view (&sight, 0)->type_name, ==, names[i]);
    }
}

static void
test_items (void)
{
  g_auto (Sight) sight
      = look ("[{'type':'checkbox','name':'c','showOtherItem':true,'showNoneItem':true,"
              "'noneText':'Nix','maxSelectedChoices':1,'choices':['a',"
              "{'value':'b','text':'B','isExclusive':true}]}]");
  tap (&sight, "c", "'a'");
  const AftQuestionView *view = get_view (&sight, 0);
  g_assert_cmpuint (view->choices->len, ==, 4);
  g_assert_cmpstr (get_choice (view, 0)->text, ==, "a");
  g_assert_true (get_choice (view, 0)->is_selected);
  g_assert_false (get_choice (view, 0)->is_disabled);
  g_assert_cmpstr (get_choice (view, 1)->text, ==, "B");
  g_assert_true (get_choice (view, 1)->is_exclusive && get_choice (view, 1)->is_disabled);
  g_assert_cmpint (get_choice (view, 2)->role, ==, AFT_CHOICE_NONE);
  g_assert_cmpstr (get_choice (view, 2)->text, ==, "Nix");
  g_assert_cmpint (get_choice (view, 3)->role, ==, AFT_CHOICE_OTHER);
  g_assert_null (get_choice (view, 3)->text);
  g_assert_false (get_choice (view, 3)->is_selected);
}

static void
test_sides (void)
{
  g_auto (Sight) sight = look ("[{'type':'boolean','name':'b','labelTrue':'Aye'}]");
  tap (&sight, "b", "false");
  const AftQuestionView *view = get_view (&sight, 0);
  g_assert_cmpuint (view->choices->len, ==, 2);
  g_assert_cmpstr (get_choice (view, 0)->text, ==, "Aye");
  g_assert_null (get_choice (view, 1)->text);
  g_assert_false (get_choice (view, 0)->is_selected);
  g_assert_true (get_choice (view, 1)->is_selected);
}

static void
test_looks (void)
{
  static const struct
  {
    const char *type;
    AftRatingLook look;
  } looks[] = { { "labels", AFT_RATING_LABELS },
                { "stars", AFT_RATING_STARS },
                { "smileys", AFT_RATING_SMILEYS } };
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *survey
          = g_strdup_printf ("[{'type':'rating','name':'r','rateType':'%s'}]", looks[i].type);
      g_auto (Sight) sight = look (survey);
      const AftQuestionView *view = get_view (&sight, 0);
      g_assert_cmpint (view->rating_look, ==, looks[i].look);
      g_assert_false (view->is_rating_colored);
      if (looks[i].look != AFT_RATING_SMILEYS)
        g_assert_null (get_choice (view, 0)->face);
    }
}

static void
test_faces_of_values (void)
{
  g_auto (Sight) sight
      = look ("[{'type':'rating','name':'r','rateType':'smileys','rateValues':['a','b','c']}]");
  const AftQuestionView *view = get_view (&sight, 0);
  g_assert_cmpstr (get_choice (view, 0)->face, ==, "not-good");
  g_assert_cmpstr (get_choice (view, 1)->face, ==, "normal");
  g_assert_cmpstr (get_choice (view, 2)->face, ==, "very-good");
}

static void
test_faces_from_zero (void)
{
  g_auto (Sight) sight
      = look ("[{'type':'rating','name':'r','rateType':'smileys','rateMin':0,'rateMax':1}]");
  const AftQuestionView *view = get_view (&sight, 0);
  g_assert_cmpstr (get_choice (view, 0)->face, ==, "not-good");
  g_assert_cmpstr (get_choice (view, 1)->face, ==, "very-good");
}

static void
test_input (void)
{
  g_auto (Sight) sight = look (
      "[{'type':'text','name':'t','inputType':'tel','maxLength':20,'placeholder':'no. {t}'},"
      "{'type':'text','name':'n','inputType':'number','min':1},{'type':'comment','name':'c'},"
      "{'type':'comment','name':'m','rows':500,'maxLength':-1}]");
  g_assert_cmpstr (get_view (&sight, 0)->input_type, ==, "tel");
  g_assert_cmpint (get_view (&sight, 0)->maximum_length, ==, 20);
  g_assert_cmpstr (get_view (&sight, 0)->placeholder, ==, "no. ");
  g_assert_null (get_view (&sight, 0)->minimum);
  g_assert_cmpfloat (aft_value_get_number (get_view (&sight, 1)->minimum), ==, 1);
  g_assert_null (get_view (&sight, 1)->maximum);
  g_assert_cmpint (get_view (&sight, 2)->rows, ==, 4);
  g_assert_cmpint (get_view (&sight, 3)->rows, ==, 100);
  g_assert_cmpint (get_view (&sight, 3)->maximum_length, ==, 0);
}

static void
test_today (void)
{
  g_autoptr (AftSurvey) survey = aft_play_new_survey (
      "[{'type':'text','name':'d','inputType':'date'},{'type':'text','name':'t'}]");
  g_autoptr (AftFakeClock) fake = aft_fake_clock_new (G_GINT64_CONSTANT (1773487800000000));
  const struct
  {
    const char *zone;
    const char *today;
  } venues[] = { { "Pacific/Kiritimati", "2026-03-15" }, { "Pacific/Pago_Pago", "2026-03-14" } };
  for (gsize i = 0; i < G_N_ELEMENTS (venues); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (venues[i].zone);
      const AftSessionOptions options
          = { .locale = "", .clock = aft_fake_clock_get_clock (fake), .zone = zone };
      AftSession *session = aft_session_new (survey, &options);
      g_auto (Sight) sight = { session, aft_session_dup_screen (session) };
      g_assert_cmpstr (get_view (&sight, 0)->today, ==, venues[i].today);
      g_assert_null (get_view (&sight, 1)->today);
    }
}

static void
test_comment (void)
{
  g_auto (Sight) sight
      = look ("[{'type':'dropdown','name':'d','choices':['a'],'showOtherItem':true,"
              "'placeholder':'choose','otherPlaceholder':'what?','commentPlaceholder':'why?'}]");
  g_assert_cmpstr (get_view (&sight, 0)->placeholder, ==, "choose");
  g_assert_cmpstr (get_view (&sight, 0)->comment_placeholder, ==, "why?");
  g_assert_null (get_view (&sight, 0)->other_text);
  tap (&sight, "d", "'other'");
  g_assert_true (aft_session_comment (sight.session, "d", "soup"));
  look_again (&sight);
  g_assert_cmpstr (get_view (&sight, 0)->comment_placeholder, ==, "what?");
  g_assert_true (get_view (&sight, 0)->is_other_selected);
  g_assert_false (get_view (&sight, 0)->has_comment);
  g_assert_cmpstr (get_view (&sight, 0)->other_text, ==, "soup");
  g_assert_cmpstr (get_view (&sight, 0)->comment, ==, "soup");
}

/* The text of an error is that of now; what stood there when it was found is kept beside it. */
static void
test_errors (void)
{
  g_auto (Sight) sight
      = look ("[{'type':'text','name':'a','isRequired':true,'requiredErrorText':'need {t}'},"
              "{'type':'text','name':'t'}]");
  g_autoptr (AftValue) text = aft_value_new_string ("x");
  g_assert_false (aft_session_complete (sight.session));
  g_assert_true (aft_session_set (sight.session, "t", text));
  look_again (&sight);
  const AftErrorView *error = g_ptr_array_index (get_view (&sight, 0)->errors, 0);
  g_assert_cmpstr (error->kind, ==, "required");
  g_assert_cmpstr (error->level, ==, "error");
  g_assert_cmpstr (error->text, ==, "need x");
  g_assert_cmpstr (error->text_then, ==, "need ");
}

static void
test_error_without_text (void)
{
  g_auto (Sight) sight = look ("[{'type':'text','name':'a','isRequired':true}]");
  g_assert_false (aft_session_complete (sight.session));
  look_again (&sight);
  const AftErrorView *error = g_ptr_array_index (get_view (&sight, 0)->errors, 0);
  g_assert_null (error->text);
  g_assert_null (error->text_then);
}

static void
test_panels (void)
{
  g_auto (Sight) sight = look (
      "[{'type':'text','name':'z'},{'type':'panel','name':'n','title':'N','description':'D',"
      "'elements':[{'type':'text','name':'h','visible':false},{'type':'text','name':'a'},"
      "{'type':'text','name':'b'}]}]");
  g_assert_null (get_view (&sight, 0)->panel);
  g_assert_cmpstr (get_view (&sight, 1)->name, ==, "a");
  g_assert_cmpstr (get_view (&sight, 1)->panel, ==, "n");
  g_assert_cmpstr (get_view (&sight, 1)->panel_title, ==, "N");
  g_assert_cmpstr (get_view (&sight, 1)->panel_description, ==, "D");
  g_assert_cmpstr (get_view (&sight, 2)->panel, ==, "n");
  g_assert_null (get_view (&sight, 2)->panel_title);
}

static void
test_page (void)
{
  g_auto (Sight) sight = look (
      "{'showProgressBar':true,'startSurveyText':'Go','pageNextText':{'default':'On','zh-cn':'下'},"
      "'pagePrevText':'Back','completeText':'Send','pages':[{'name':'p','title':'P',"
      "'description':'D','elements':[{'type':'text','name':'a'}]}]}");
  g_assert_cmpint (sight.screen->state, ==, AFT_SCREEN_RUNNING);
  g_assert_cmpstr (sight.screen->page_title, ==, "P");
  g_assert_cmpstr (sight.screen->page_description, ==, "D");
  g_assert_null (sight.screen->element);
  g_assert_true (sight.screen->shows_progress);
  g_assert_cmpstr (sight.screen->start_text, ==, "Go");
  g_assert_cmpstr (sight.screen->previous_text, ==, "Back");
  g_assert_cmpstr (sight.screen->complete_text, ==, "Send");
  g_assert_true (aft_session_set_locale (sight.session, "zh-cn"));
  look_again (&sight);
  g_assert_cmpstr (sight.screen->next_text, ==, "下");
  g_assert_cmpstr (sight.screen->locale, ==, "zh-cn");
}

static void
test_progress_bar (void)
{
  static const struct
  {
    const char *value;
    gboolean is_shown;
  } bars[] = { { "'off'", FALSE }, { "'top'", TRUE }, { "'bottom'", TRUE }, { "false", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autofree char *survey = g_strdup_printf (
          "{'showProgressBar':%s,'elements':[{'type':'text','name':'a'}]}", bars[i].value);
      g_auto (Sight) sight = look (survey);
      g_assert_cmpint (sight.screen->shows_progress, ==, bars[i].is_shown);
    }
}

static void
test_house (void)
{
  g_auto (Sight) sight = look ("[{'type':'rating','name':'r','aftertaste':{'metric':'nps'}},"
                               "{'type':'text','name':'t'}]");
  g_assert_cmpstr (aft_value_get_member_string (get_view (&sight, 0)->house, "metric", ""), ==,
                   "nps");
  g_assert_null (get_view (&sight, 1)->house);
}

/* A snapshot: later acts do not change it, and it outlives its session. */
static void
test_snapshot (void)
{
  g_auto (Sight) sight = look ("[{'type':'rating','name':'r','title':'{r}'}]");
  g_autoptr (AftValue) item = aft_value_new_number (3);
  g_assert_true (aft_session_tap (sight.session, "r", item));
  g_assert_null (get_view (&sight, 0)->value);
  look_again (&sight);
  g_clear_pointer (&sight.session, aft_session_free);
  g_assert_cmpfloat (aft_value_get_number (get_view (&sight, 0)->value), ==, 3);
  g_assert_cmpstr (get_view (&sight, 0)->title, ==, "3");
}

static void
test_completed (void)
{
  g_auto (Sight) sight = look (
      "{'completedHtml':'bye {a}','elements':[{'type':'text','name':'a','defaultValue':'x'}]}");
  g_assert_null (sight.screen->html);
  g_assert_true (aft_session_complete (sight.session));
  look_again (&sight);
  g_assert_cmpint (sight.screen->state, ==, AFT_SCREEN_COMPLETED);
  g_assert_cmpstr (sight.screen->html, ==, "bye x");
  g_assert_cmpuint (sight.screen->questions->len, ==, 0);
  g_assert_null (sight.screen->page);
  g_assert_false (sight.screen->has_complete || sight.screen->has_next
                  || sight.screen->has_previous);
}

static void
test_no_screen (void)
{
  g_auto (Sight) sight = look ("[{'type':'text','name':'a'}]");
  g_assert_null (aft_screen_find_question (sight.screen, "A"));
  g_assert_nonnull (aft_screen_find_question (sight.screen, "a"));
  aft_screen_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/screen/every-type-has-the-name-of-the-format", test_types);
  g_test_add_func ("/engine/screen/items-tell-what-they-are", test_items);
  g_test_add_func ("/engine/screen/yes-and-no-are-two-sides", test_sides);
  g_test_add_func ("/engine/screen/rating-has-one-of-three-looks", test_looks);
  g_test_add_func ("/engine/screen/faces-go-by-the-number-of-values", test_faces_of_values);
  g_test_add_func ("/engine/screen/faces-begin-with-the-lowest-step", test_faces_from_zero);
  g_test_add_func ("/engine/screen/input-has-type-limits-and-height", test_input);
  g_test_add_func ("/engine/screen/today-is-the-venue-s-day", test_today);
  g_test_add_func ("/engine/screen/other-and-comment-have-fields", test_comment);
  g_test_add_func ("/engine/screen/error-reads-as-now-and-as-then", test_errors);
  g_test_add_func ("/engine/screen/error-without-words-is-the-program-s", test_error_without_text);
  g_test_add_func ("/engine/screen/panel-titles-stand-on-their-first-question", test_panels);
  g_test_add_func ("/engine/screen/page-has-title-and-buttons", test_page);
  g_test_add_func ("/engine/screen/progress-bar-shows-unless-off", test_progress_bar);
  g_test_add_func ("/engine/screen/house-keys-stand-on-their-question", test_house);
  g_test_add_func ("/engine/screen/is-a-snapshot", test_snapshot);
  g_test_add_func ("/engine/screen/completed-screen-has-its-text-only", test_completed);
  g_test_add_func ("/engine/screen/questions-are-found-by-name", test_no_screen);
  return g_test_run ();
}
