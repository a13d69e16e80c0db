/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftSession: which acts are possible when, what a session is given and what it gives back. */

#include "aft-play.h"

#define ALL_TYPES                                                                                  \
  "[{'type':'rating','name':'r'},{'type':'radiogroup','name':'o','choices':['a']},"                \
  "{'type':'checkbox','name':'c','choices':['a']},{'type':'dropdown','name':'d','choices':['a']}," \
  "{'type':'boolean','name':'b'},{'type':'text','name':'t'},{'type':'comment','name':'m'},"        \
  "{'type':'html','name':'h','html':'-'}]"

static const AftPlay plays[] = {
  { "/engine/session/begins-with-nothing-answered", ALL_TYPES,
    "state running;"
    "data {};"
    "vars {};"
    "value r -;"
    "value c -;"
    "value b -" },
  { "/engine/session/taps-are-for-items", ALL_TYPES,
    "tap r 1;"
    "tap o 'a';"
    "tap c 'a';"
    "tap d 'a';"
    "tap b true;"
    "no tap t 'a';"
    "no tap m 'a';"
    "no tap h 'a';"
    "data {'r':1,'o':'a','c':['a'],'d':'a','b':true}" },
  { "/engine/session/whole-values-can-be-set", ALL_TYPES,
    "set r 1;"
    "set o 'a';"
    "set c ['a'];"
    "set d 'a';"
    "set b false;"
    "set t 'x';"
    "set m 'y';"
    "no set h 'z';"
    "data {'r':1,'o':'a','c':['a'],'d':'a','b':false,'t':'x','m':'y'}" },
  { "/engine/session/every-answer-can-be-taken-back", ALL_TYPES,
    "tap r 1;"
    "tap o 'a';"
    "tap c 'a';"
    "tap b true;"
    "set m 'y';"
    "clear r;"
    "clear o;"
    "clear c;"
    "clear b;"
    "clear m;"
    "no clear h;"
    "data {}" },
  { "/engine/session/clearing-nothing-is-no-fault", ALL_TYPES,
    "clear t;"
    "clear c;"
    "data {}" },
  { "/engine/session/names-of-questions-mind-the-case", ALL_TYPES,
    "no set T 'x';"
    "no tap R 1" },
  { "/engine/session/variables-need-a-name", ALL_TYPES,
    "var Tier 'vip';"
    "vars {'tier':'vip'};"
    "data {}" },
  { "/engine/session/answers-survive-a-change-of-language", ALL_TYPES,
    "tap r 1;"
    "set t 'x';"
    "locale zh-cn;"
    "locale zh-tw;"
    "locale en;"
    "locale en;"
    "data {'r':1,'t':'x'}" },
  { "/engine/session/language-may-change-at-the-end",
    "{'completedHtml':{'default':'bye','zh-cn':'再见'},'elements':[{'type':'text','name':'t'}]}",
    "complete;"
    "html bye;"
    "locale zh-cn;"
    "html 再见" },
  { "/engine/session/buttons-that-are-not-there-do-nothing",
    "{'showPrevButton':false,'showCompleteButton':false,'pages':[{'name':'p','elements':["
    "{'type':'text','name':'a'}]},{'name':'q','elements':[{'type':'text','name':'b'}]}]}",
    "next;"
    "no prev;"
    "no complete;"
    "no start;"
    "page q" },
};

typedef struct
{
  AftSurvey *survey;
  AftClock *clock;
  GTimeZone *zone;
} Venue;

static Venue
open_venue (const char *survey)
{
  return (Venue){ aft_play_new_survey (survey), aft_clock_new_system (), g_time_zone_new_utc () };
}

static void
close_venue (Venue *venue)
{
  aft_survey_unref (venue->survey);
  aft_clock_unref (venue->clock);
  g_time_zone_unref (venue->zone);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Venue, close_venue)

static AftSession *
begin (const Venue *venue, const char *locale, const AftValue *variables, const AftValue *data)
{
  AftSessionOptions options = { .locale = locale,
                                .clock = venue->clock,
                                .zone = venue->zone,
                                .variables = variables,
                                .data = data };
  return aft_session_new (venue->survey, &options);
}

static void
assert_value (AftValue *seen, const char *wanted)
{
  g_autoptr (AftValue) taken = seen;
  g_autoptr (AftValue) value = aft_play_parse (wanted);
  g_assert_true (aft_value_equal (taken, value));
}

static void
test_options (void)
{
  g_auto (Venue) venue = open_venue (
      "[{'type':'text','name':'a','title':{'default':'A','zh-cn':'甲'},'visibleIf':'{tier} = vip'},"
      "{'type':'text','name':'b','visibleIf':'{a} = x'}]");
  g_autoptr (AftValue) variables = aft_play_parse ("{'Tier':'vip'}");
  g_autoptr (AftValue) data = aft_play_parse ("{'a':'x'}");
  g_autoptr (AftSession) session = begin (&venue, "zh-cn", variables, data);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpstr (screen->locale, ==, "zh-cn");
  g_assert_cmpuint (screen->questions->len, ==, 2);
  g_assert_cmpstr (aft_screen_find_question (screen, "a")->title, ==, "甲");
  assert_value (aft_session_dup_data (session), "{'a':'x'}");
  assert_value (aft_session_dup_variables (session), "{'tier':'vip'}");
  g_assert_true (aft_session_get_survey (session) == venue.survey);
}

static void
test_locale_of_survey (void)
{
  g_auto (Venue) venue
      = open_venue ("{'locale':'zh-cn','elements':[{'type':'text','name':'a','title':{'default':"
                    "'A','zh-cn':'甲'}}]}");
  g_autoptr (AftSession) own = begin (&venue, NULL, NULL, NULL);
  g_autoptr (AftScreen) own_screen = aft_session_dup_screen (own);
  g_autoptr (AftSession) english = begin (&venue, "en", NULL, NULL);
  g_autoptr (AftScreen) english_screen = aft_session_dup_screen (english);
  g_assert_cmpstr (aft_screen_find_question (own_screen, "a")->title, ==, "甲");
  g_assert_cmpstr (aft_screen_find_question (english_screen, "a")->title, ==, "A");
  g_assert_cmpstr (english_screen->locale, ==, "en");
}

/* Two guests of one survey know nothing of each other. */
static void
test_apart (void)
{
  g_auto (Venue) venue = open_venue ("[{'type':'text','name':'a'}]");
  g_autoptr (AftSession) first = begin (&venue, "", NULL, NULL);
  g_autoptr (AftSession) second = begin (&venue, "", NULL, NULL);
  g_autoptr (AftValue) text = aft_value_new_string ("x");
  g_assert_true (aft_session_set (first, "a", text));
  g_assert_true (aft_session_set_variable (first, "tier", text));
  assert_value (aft_session_dup_data (second), "{}");
  assert_value (aft_session_dup_variables (second), "{}");
}

static void
test_survey_outlived (void)
{
  g_autoptr (AftSession) session = NULL;
  {
    g_auto (Venue) venue = open_venue ("[{'type':'text','name':'a','title':'A'}]");
    session = begin (&venue, "", NULL, NULL);
  }
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpstr (aft_screen_find_question (screen, "a")->title, ==, "A");
}

static void
test_completion (void)
{
  g_autoptr (AftSession) session = aft_play_new_session ("[{'type':'text','name':'a'}]");
  g_assert_false (aft_session_is_complete (session));
  g_assert_true (aft_session_complete (session));
  g_assert_true (aft_session_is_complete (session));
  g_assert_false (aft_session_complete (session));
}

static void
test_raw (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'calculatedValues':[{'name':'d','expression':'today()','includeIntoResult':true},"
      "{'name':'n','expression':'round({t})','includeIntoResult':true}],"
      "'elements':[{'type':'text','name':'t','defaultValue':'x'}]}");
  g_autoptr (AftValue) raw = aft_session_dup_raw_data (session);
  g_assert_cmpint (aft_value_get_type (aft_value_get_member (raw, "d")), ==, AFT_VALUE_DATE);
  g_assert_nonnull (aft_value_get_member (raw, "n"));
  assert_value (aft_session_dup_data (session), "{'t':'x','d':'2026-03-14'}");
}

static void
test_no_name (void)
{
  g_autoptr (AftSession) session = aft_play_new_session ("[{'type':'text','name':'a'}]");
  g_autoptr (AftValue) value = aft_value_new_number (1);
  g_assert_false (aft_session_set_variable (session, "", value));
  g_assert_false (aft_session_set (session, "", value));
  aft_session_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/session/takes-language-variables-and-answers", test_options);
  g_test_add_func ("/engine/session/survey-has-a-language-of-its-own", test_locale_of_survey);
  g_test_add_func ("/engine/session/guests-know-nothing-of-each-other", test_apart);
  g_test_add_func ("/engine/session/holds-its-survey", test_survey_outlived);
  g_test_add_func ("/engine/session/is-completed-once", test_completion);
  g_test_add_func ("/engine/session/stores-only-what-json-can-carry", test_raw);
  g_test_add_func ("/engine/session/nobody-has-no-name", test_no_name);
  return g_test_run ();
}
