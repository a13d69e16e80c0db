/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors as records: what they keep of the moment they were found, which count as the same. */

#include "aft-play.h"
#include "aft-question-error-private.h"

static AftSession *
new_session (void)
{
  return aft_play_new_session ("[{'type':'text','name':'t','defaultValue':'x'}]");
}

static GPtrArray *
new_list (AftSession *session, const char *kind, const AftValue *text, const char *standard)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func (aft_question_error_free);
  g_ptr_array_add (errors, aft_question_error_new (session, kind, "error", text, standard));
  return errors;
}

static gboolean
are_equal (const char *kind_a, const char *standard_a, const char *kind_b, const char *standard_b)
{
  g_autoptr (AftSession) session = new_session ();
  g_autoptr (GPtrArray) a = new_list (session, kind_a, NULL, standard_a);
  g_autoptr (GPtrArray) b = new_list (session, kind_b, NULL, standard_b);
  return aft_question_errors_equal (session, a, b);
}

static void
test_record (void)
{
  g_autoptr (AftSession) session = new_session ();
  g_autoptr (AftValue) text = aft_play_parse ("{'default':'{t}!','zh-cn':'{t}！'}");
  g_autoptr (GPtrArray) errors = new_list (session, "text", text, "length");
  const AftQuestionError *error = g_ptr_array_index (errors, 0);
  g_assert_cmpstr (error->kind, ==, "text");
  g_assert_cmpstr (error->text_then, ==, "x!");
  g_assert_cmpstr (error->words_then, ==, "{t}!");
  g_assert_cmpstr (error->standard, ==, "length");
}

static void
test_same (void)
{
  g_assert_true (are_equal ("required", "", "required", ""));
  g_assert_true (are_equal ("text", "m", "regex", "m"));
  g_assert_true (are_equal ("custom", "m", "numeric", "m"));
}

static void
test_different (void)
{
  g_assert_false (are_equal ("required", "", "otherempty", ""));
  g_assert_false (are_equal ("required", "m", "text", "m"));
  g_assert_false (are_equal ("requirenumeric", "m", "numeric", "m"));
  g_assert_false (are_equal ("text", "a", "text", "b"));
}

static void
test_count (void)
{
  g_autoptr (AftSession) session = new_session ();
  g_autoptr (GPtrArray) one = new_list (session, "text", NULL, "m");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_assert_false (aft_question_errors_equal (session, one, none));
  g_assert_true (aft_question_errors_equal (session, nothing, none));
}

/* Answers in the words may differ: the words are the same. */
static void
test_words (void)
{
  g_autoptr (AftSession) session = new_session ();
  g_autoptr (AftValue) text = aft_play_parse ("'no {t}'");
  g_autoptr (AftValue) other_text = aft_play_parse ("'not {t}'");
  g_autoptr (AftValue) answer = aft_value_new_string ("y");
  g_autoptr (GPtrArray) before = new_list (session, "text", text, "m");
  g_assert_true (aft_session_set (session, "t", answer));
  g_autoptr (GPtrArray) after = new_list (session, "text", text, "m");
  g_autoptr (GPtrArray) other = new_list (session, "text", other_text, "m");
  g_assert_true (aft_question_errors_equal (session, before, after));
  g_assert_false (aft_question_errors_equal (session, before, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/error/keeps-its-words-of-then", test_record);
  g_test_add_func ("/engine/error/same-message-of-any-validator-is-the-same", test_same);
  g_test_add_func ("/engine/error/what-is-missing-differs-from-what-is-wrong", test_different);
  g_test_add_func ("/engine/error/more-or-fewer-are-not-the-same", test_count);
  g_test_add_func ("/engine/error/answers-in-its-words-do-not-count", test_words);
  return g_test_run ();
}
