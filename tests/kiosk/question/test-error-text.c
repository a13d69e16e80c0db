/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of error has a sentence, and the author's own goes first. */
#include "aft-error-text.h"

static const char *
get_text (const AftQuestionView *view, const char *kind)
{
  const AftErrorView error = { .kind = kind, .level = "error" };
  return aft_error_text_get (view, &error);
}

static void
test_author_first (void)
{
  const AftQuestionView view = { .type = AFT_QUESTION_TEXT, .input_type = "tel" };
  char own[] = "A number, please";
  const AftErrorView error = { .kind = "required", .text = own, .level = "error" };
  g_assert_cmpstr (aft_error_text_get (&view, &error), ==, own);
}

static void
test_every_kind (void)
{
  static const char *const kinds[]
      = { "required", "otherempty", "requirenumeric", "numeric",    "text",
          "regex",    "email",      "expression",     "answercount" };
  const AftQuestionView view = { .type = AFT_QUESTION_TEXT, .input_type = "text" };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpstr (get_text (&view, kinds[i]), !=, get_text (&view, kinds[j]));
}

static void
test_custom (void)
{
  const AftQuestionView chips = { .type = AFT_QUESTION_CHECKBOX };
  const AftQuestionView mail = { .type = AFT_QUESTION_TEXT, .input_type = "email" };
  const AftQuestionView day = { .type = AFT_QUESTION_TEXT, .input_type = "date" };
  const AftQuestionView number = { .type = AFT_QUESTION_TEXT, .input_type = "number" };
  g_assert_cmpstr (get_text (&chips, "custom"), ==, "Please choose a few more.");
  g_assert_cmpstr (get_text (&mail, "custom"), ==, get_text (&mail, "email"));
  g_assert_cmpstr (get_text (&number, "custom"), ==, get_text (&number, "numeric"));
  g_assert_cmpstr (get_text (&day, "custom"), ==, "Could you check this date?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/question/error/author-goes-first", test_author_first);
  g_test_add_func ("/question/error/every-kind-has-its-sentence", test_every_kind);
  g_test_add_func ("/question/error/custom-follows-the-question", test_custom);
  return g_test_run ();
}
