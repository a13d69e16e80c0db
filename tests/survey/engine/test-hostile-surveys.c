/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definitions that are meant to do harm, and the largest that are meant well: all end soon. */

#include <time.h>

#include "aft-check.h"
#include "aft-play.h"

#define LONGEST_SECONDS 10.0 /* under a sanitizer on a busy machine */
#define LONGEST_TAP_MS  20.0 /* the same; without one it takes less than a tenth of it */

static AftSession *
try_text (GString *text)
{
  g_autofree char *survey = g_string_free (text, FALSE);
  return aft_play_new_session (survey);
}

static void
test_chain (void)
{
  clock_t before = clock ();
  GString *text = g_string_new ("{'elements':[{'type':'text','name':'t'}],'calculatedValues':[");
  for (guint i = 0; i < 199; i++)
    g_string_append_printf (text, "{'name':'v%u','expression':'{v%u} + 1'},", i, i + 1);
  g_string_append (text, "{'name':'v199','expression':'{t}'}]}");
  g_autoptr (AftSession) session = try_text (text);
  g_autoptr (AftValue) number = aft_value_new_number (1);
  g_assert_true (aft_session_set (session, "t", number));
  g_assert_cmpfloat ((double) (clock () - before) / CLOCKS_PER_SEC, <, LONGEST_SECONDS);
}

static void
test_too_many_values (void)
{
  GString *text = g_string_new ("{'elements':[{'type':'text','name':'t'}],'calculatedValues':[");
  for (guint i = 0; i < 201; i++)
    g_string_append_printf (text, "%s{'name':'v%u','expression':'1'}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  g_autofree char *survey = g_string_free (text, FALSE);
  g_autoptr (AftValue) definition = aft_play_parse (survey);
  g_autoptr (GPtrArray) findings = aft_check_survey (definition);
  g_assert_true (aft_check_has_errors (findings));
}

static void
test_circle (void)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'calculatedValues':[{'name':'a','expression':'{b} + 1'},{'name':'b','expression':'{a} + "
      "1'}],"
      "'elements':[{'type':'text','name':'x','visibleIf':'{y} empty','defaultValueExpression':'{y} "
      "+ 1'},"
      "{'type':'text','name':'y','visibleIf':'{x} empty','defaultValueExpression':'{x} + 1'}]}");
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpuint (screen->questions->len, <=, 2);
}

/* Texts that name each other's answers grow only by what was typed. */
static void
test_piping_does_not_grow (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'text','name':'a','title':'{b}{b}{b}'},{'type':'text','"
                              "name':'b','title':'{a}{a}'}]");
  g_autoptr (AftValue) text = aft_value_new_string ("{a}{b}");
  g_assert_true (aft_session_set (session, "a", text));
  g_assert_true (aft_session_set (session, "b", text));
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  const AftQuestionView *view = aft_screen_find_question (screen, "a");
  g_assert_cmpstr (view->title, ==, "{a}{b}{a}{b}{a}{b}");
}

static void
test_thousands_of_names_in_a_text (void)
{
  clock_t before = clock ();
  GString *text = g_string_new ("[{'type':'text','name':'a','title':'");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, "{a}");
  g_string_append (text, "'}]");
  g_autoptr (AftSession) session = try_text (text);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_assert_cmpuint (screen->questions->len, ==, 1);
  g_assert_cmpfloat ((double) (clock () - before) / CLOCKS_PER_SEC, <, LONGEST_SECONDS);
}

static void
test_endless_steps (void)
{
  g_autoptr (AftSession) session
      = aft_play_new_session ("[{'type':'rating','name':'a','rateMax':1e300,'rateStep':1e-300},"
                              "{'type':'dropdown','name':'b','choicesMax':1e9}]");
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  const AftQuestionView *rating = aft_screen_find_question (screen, "a");
  const AftQuestionView *dropdown = aft_screen_find_question (screen, "b");
  g_assert_cmpuint (rating->choices->len, <=, 20);
  g_assert_cmpuint (dropdown->choices->len, <=, 10000);
}

static void
test_sixty_questions (void)
{
  GString *text = g_string_new ("[");
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text,
                            "%s{'type':'rating','name':'q%u','title':'{q%u} of {q0}',"
                            "'visibleIf':'{q%u} empty or {q0} > 0','isRequired':true}",
                            i > 0 ? "," : "", i, i, (i + 59) % 60);
  g_string_append (text, "]");
  g_autoptr (AftSession) session = try_text (text);
  g_autoptr (AftValue) three = aft_value_new_number (3);
  clock_t start = clock ();
  for (guint i = 0; i < 100; i++)
    {
      g_assert_true (aft_session_tap (session, "q0", three));
      g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
      g_assert_cmpuint (screen->questions->len, >=, 1);
    }
  double each_ms = (double) (clock () - start) * 1000 / CLOCKS_PER_SEC / 100;
  g_test_message ("one tap and its screen: %.3f ms", each_ms);
  g_assert_cmpfloat (each_ms, <, LONGEST_TAP_MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/long-chain-of-values", test_chain);
  g_test_add_func ("/hostile/too-many-values-are-refused", test_too_many_values);
  g_test_add_func ("/hostile/values-that-build-on-one-another", test_circle);
  g_test_add_func ("/hostile/piping-does-not-grow", test_piping_does_not_grow);
  g_test_add_func ("/hostile/thousands-of-names-in-a-text", test_thousands_of_names_in_a_text);
  g_test_add_func ("/hostile/endless-steps", test_endless_steps);
  g_test_add_func ("/hostile/sixty-questions-answer-at-once", test_sixty_questions);
  return g_test_run ();
}
