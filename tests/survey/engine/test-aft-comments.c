/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.4: "other" and its text, and comment areas. */

#include "aft-play.h"

#define RADIO(rest)    "[{'type':'radiogroup','name':'r','choices':['a','b']," rest "}]"
#define CHECKBOX(rest) "[{'type':'checkbox','name':'c','choices':['a','b']," rest "}]"
#define IN_ANSWER(type)                                                                            \
  "{'storeOthersAsComment':false,'elements':[{'type':'" type "','name':'q','choices':['a','b'],"   \
  "'showOtherItem':true}]}"

static const AftPlay plays[] = {
  { "/engine/comments/other-is-the-answer-and-its-text-the-comment", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "data {'r':'other'};"
    "comment r cold;"
    "data {'r':'other','r-Comment':'cold'};"
    "words r cold" },
  { "/engine/comments/only-a-chosen-other-takes-words", RADIO ("'showOtherItem':true"),
    "no comment r cold;"
    "tap r 'a';"
    "no comment r cold;"
    "data {'r':'a'}" },
  { "/engine/comments/words-that-are-emptied-vanish", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "comment r cold;"
    "comment r ;"
    "data {'r':'other'}" },
  { "/engine/comments/leaving-other-drops-its-text-for-good", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "comment r cold;"
    "tap r 'b';"
    "data {'r':'b'};"
    "words r -;"
    "tap r 'other';"
    "data {'r':'other'}" },
  { "/engine/comments/clearing-the-answer-clears-its-words", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "comment r cold;"
    "clear r;"
    "data {}" },
  { "/engine/comments/other-stands-among-the-others-of-a-list", CHECKBOX ("'showOtherItem':true"),
    "tap c 'b';"
    "tap c 'other';"
    "comment c soup;"
    "tap c 'a';"
    "data {'c':['b','other','a'],'c-Comment':'soup'};"
    "tap c 'other';"
    "data {'c':['b','a']}" },
  { "/engine/comments/other-is-missed-without-words", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "no complete;"
    "errors r otherempty;"
    "comment r x;"
    "errors r -;"
    "complete;"
    "data {'r':'other','r-Comment':'x'}" },
  { "/engine/comments/leaving-other-leaves-its-error", RADIO ("'showOtherItem':true"),
    "tap r 'other';"
    "no complete;"
    "tap r 'a';"
    "errors r -" },
  { "/engine/comments/author-may-say-what-other-misses",
    RADIO ("'showOtherItem':true,'otherErrorText':{'default':'what?','zh-cn':'什么？'}"),
    "tap r 'other';"
    "no complete;"
    "says r what?;"
    "locale zh-cn;"
    "says r 什么？" },
  { "/engine/comments/text-of-other-can-be-asked-for-in-expressions",
    "[{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true},"
    "{'type':'text','name':'t','visibleIf':'{r-Comment} = \\u0027cold\\u0027'}]",
    "shown r;"
    "tap r 'other';"
    "comment r cold;"
    "shown r t;"
    "tap r 'a';"
    "shown r" },

  { "/engine/comments/words-may-be-the-answer-of-one", IN_ANSWER ("radiogroup"),
    "tap q 'other';"
    "data {'q':'other'};"
    "comment q soup;"
    "data {'q':'soup'};"
    "words q soup;"
    "tap q 'a';"
    "data {'q':'a'}" },
  { "/engine/comments/words-may-be-the-answer-in-a-dropdown", IN_ANSWER ("dropdown"),
    "tap q 'other';"
    "comment q soup;"
    "data {'q':'soup'};"
    "complete;"
    "data {'q':'soup'}" },
  { "/engine/comments/words-may-stand-in-the-list", IN_ANSWER ("checkbox"),
    "tap q 'a';"
    "tap q 'other';"
    "comment q soup;"
    "data {'q':['a','soup']};"
    "tap q 'b';"
    "data {'q':['a','soup','b']};"
    "tap q 'other';"
    "data {'q':['a','b']}" },
  { "/engine/comments/words-in-the-answer-are-missed-too", IN_ANSWER ("radiogroup"),
    "tap q 'other';"
    "no complete;"
    "errors q otherempty;"
    "comment q x;"
    "errors q -;"
    "complete" },
  { "/engine/comments/one-question-may-keep-its-words-apart",
    "{'storeOthersAsComment':false,'elements':[{'type':'radiogroup','name':'r','choices':['a'],"
    "'showOtherItem':true,'storeOthersAsComment':true}]}",
    "tap r 'other';"
    "comment r cold;"
    "data {'r':'other','r-Comment':'cold'}" },

  { "/engine/comments/area-is-there-without-an-answer",
    "[{'type':'boolean','name':'b','showCommentArea':true}]",
    "comment b why;"
    "data {'b-Comment':'why'};"
    "tap b true;"
    "data {'b':true,'b-Comment':'why'}" },
  { "/engine/comments/area-stays-when-the-answer-changes",
    "[{'type':'rating','name':'r','showCommentArea':true}]",
    "tap r 3;"
    "comment r late;"
    "tap r 4;"
    "data {'r':4,'r-Comment':'late'};"
    "tap r 4;"
    "data {'r-Comment':'late'}" },
  { "/engine/comments/area-goes-with-a-cleared-answer",
    "[{'type':'rating','name':'r','showCommentArea':true}]",
    "tap r 3;"
    "comment r late;"
    "clear r;"
    "data {}" },
  { "/engine/comments/area-is-no-answer-to-a-required-question",
    "[{'type':'rating','name':'r','isRequired':true,'showCommentArea':true}]",
    "comment r late;"
    "no complete;"
    "errors r required" },
  { "/engine/comments/no-area-takes-no-words",
    "[{'type':'rating','name':'r'},{'type':'text','name':'t'}]",
    "no comment r late;"
    "no comment t late;"
    "data {}" },
  { "/engine/comments/area-of-a-hidden-question-goes-on-completion",
    "[{'type':'rating','name':'r','showCommentArea':true,'visibleIf':'{t} empty'},"
    "{'type':'text','name':'t'}]",
    "comment r late;"
    "set t 'x';"
    "data {'r-Comment':'late','t':'x'};"
    "partial {'t':'x'};"
    "complete;"
    "data {'t':'x'}" },
  { "/engine/comments/area-beside-other-makes-its-words-the-answer",
    RADIO ("'showOtherItem':true,'showCommentArea':true"),
    "tap r 'other';"
    "comment r soup;"
    "data {'r':'soup'};"
    "tap r 'a';"
    "comment r why;"
    "data {'r':'a','r-Comment':'why'}" },
  { "/engine/comments/words-show-where-the-answer-is-piped",
    "[{'type':'radiogroup','name':'r','choices':['a'],'showOtherItem':true,'otherText':'Else'},"
    "{'type':'text','name':'t','title':'{r}|{r-Comment}'}]",
    "title t |{r-Comment};"
    "tap r 'other';"
    "title t Else|{r-Comment};"
    "comment r cold;"
    "title t cold|cold" },

  { "/engine/comments/default-that-is-no-item-becomes-words",
    RADIO ("'showOtherItem':true,'defaultValue':'soup'"),
    "data {'r':'other','r-Comment':'soup'};"
    "words r soup;"
    "tap r 'a';"
    "data {'r':'a'}" },
  { "/engine/comments/default-that-is-no-item-stays-without-other", RADIO ("'defaultValue':'soup'"),
    "data {'r':'soup'};"
    "complete;"
    "data {}" },
};

/* Answers known before come in the form in which they were stored. */
static AftSession *
resume (const char *elements, const char *data)
{
  g_autoptr (AftSession) first = aft_play_new_session (elements);
  g_autoptr (AftValue) known = aft_play_parse (data);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  AftSessionOptions options = { .locale = "", .clock = clock, .zone = zone, .data = known };
  return aft_session_new (aft_session_get_survey (first), &options);
}

static void
check_other (AftSession *session, const char *words)
{
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  const AftQuestionView *view = g_ptr_array_index (screen->questions, 0);
  g_assert_true (view->is_other_selected);
  g_assert_cmpstr (view->other_text, ==, words);
}

static void
check_data (AftSession *session, const char *wanted)
{
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_autoptr (AftValue) value = aft_play_parse (wanted);
  g_assert_true (aft_value_equal (data, value));
}

static void
test_known_comment (void)
{
  g_autoptr (AftSession) session
      = resume (RADIO ("'showOtherItem':true"), "{'r':'other','r-Comment':'cold'}");
  check_other (session, "cold");
  check_data (session, "{'r':'other','r-Comment':'cold'}");
}

static void
test_known_words (void)
{
  g_autoptr (AftSession) session = resume (IN_ANSWER ("radiogroup"), "{'q':'soup'}");
  check_other (session, "soup");
  check_data (session, "{'q':'soup'}");
}

static void
test_known_words_in_list (void)
{
  g_autoptr (AftSession) session = resume (IN_ANSWER ("checkbox"), "{'q':['a','soup']}");
  check_other (session, "soup");
  check_data (session, "{'q':['a','soup']}");
}

static void
test_known_item (void)
{
  g_autoptr (AftSession) session = resume (IN_ANSWER ("radiogroup"), "{'q':'a'}");
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  const AftQuestionView *view = g_ptr_array_index (screen->questions, 0);
  g_assert_false (view->is_other_selected);
  g_assert_null (view->other_text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  aft_play_add_tests (plays, G_N_ELEMENTS (plays));
  g_test_add_func ("/engine/comments/known-words-of-other-come-back", test_known_comment);
  g_test_add_func ("/engine/comments/known-answer-that-is-no-item-is-other", test_known_words);
  g_test_add_func ("/engine/comments/known-words-in-a-list-are-other", test_known_words_in_list);
  g_test_add_func ("/engine/comments/known-item-is-not-other", test_known_item);
  return g_test_run ();
}
