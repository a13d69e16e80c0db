/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five handling steps of any house: what is said in each, and what a document is refused for.
 */
#include <string.h>

#include "aft-error.h"
#include "aft-handling-steps.h"

#define TEXT(word) "{'default':'" word "','zh-cn':'中 " word "','zh-tw':'台 " word "'}"
#define STEP(name, say)                                                                            \
  "'" name                                                                                         \
  "':{'title':" TEXT (name) ",'aim':" TEXT ("aim") ",'say':" say                                   \
                                                   ",'hints':[" TEXT ("h1") "," TEXT ("h2") "]}"
#define SAY "[" TEXT ("s1") "," TEXT ("s2") "," TEXT ("s3") "]"
#define FOUR                                                                                       \
  STEP ("calm", SAY) "," STEP ("ask", SAY) "," STEP ("listen", SAY) "," STEP ("agree", SAY)

static AftHandlingSteps *
parse (const char *document, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (document), "'", '"');
  return aft_handling_steps_parse (json, strlen (json), error);
}

static void
test_each_step_says_its_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHandlingSteps) steps
      = parse ("{'version':'2','steps':{" FOUR "," STEP ("answer", SAY) "}}", &error);
  g_assert_no_error (error);
  g_autoptr (AftHandlingSteps) same = aft_handling_steps_ref (steps);
  g_assert_cmpstr (aft_handling_steps_get_version (same), ==, "2");
  for (guint i = 0; i < AFT_CASE_STEPS; i++)
    {
      AftCaseStep step = (AftCaseStep) i;
      g_assert_cmpstr (aft_handling_steps_get_title (same, step, AFT_LANGUAGE_EN), ==,
                       aft_case_step_to_text (step));
      g_assert_cmpstr (aft_handling_steps_get_aim (same, step, AFT_LANGUAGE_ZH_TW), ==, "台 aim");
      g_assert_cmpuint (aft_handling_steps_count_sayings (same, step), ==, 3);
      g_assert_cmpuint (aft_handling_steps_count_hints (same, step), ==, 2);
      g_assert_cmpstr (aft_handling_steps_get_saying (same, step, 2, AFT_LANGUAGE_ZH_CN), ==,
                       "中 s3");
      g_assert_cmpstr (aft_handling_steps_get_hint (same, step, 0, AFT_LANGUAGE_EN), ==, "h1");
    }
}

/* Houses' own documents from before there was a second script stay as they are. */
static void
test_guests_who_come_again_hear_their_own (void)
{
#define AGAIN SAY ",'say_again':[" TEXT ("again") "]"
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHandlingSteps) steps
      = parse ("{'version':'2','steps':{" FOUR "," STEP ("answer", AGAIN) "}}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_handling_steps_count_sayings (steps, AFT_CASE_STEP_ANSWER), ==, 3);
  g_assert_cmpuint (aft_handling_steps_count_sayings_again (steps, AFT_CASE_STEP_ANSWER), ==, 1);
  g_assert_cmpstr (
      aft_handling_steps_get_saying_again (steps, AFT_CASE_STEP_ANSWER, 0, AFT_LANGUAGE_ZH_TW), ==,
      "台 again");
  g_assert_cmpuint (aft_handling_steps_count_sayings_again (steps, AFT_CASE_STEP_CALM), ==, 3);
  g_assert_cmpstr (
      aft_handling_steps_get_saying_again (steps, AFT_CASE_STEP_CALM, 1, AFT_LANGUAGE_ZH_CN), ==,
      "中 s2");
}

static void
test_what_is_wrong_is_named_with_its_step (void)
{
  static const struct
  {
    const char *document;
    const char *said;
  } wrong[] = {
    { "{'version':'2','steps':{" FOUR "}}", "steps: answer: an object is needed" },
    { "{'version':'2','steps':{" FOUR "," STEP ("answer", "[]") "}}",
      "steps: answer: say: a list of 1 to 12" },
    { "{'version':'2','steps':{" FOUR "," STEP ("answer", "'Hello'") "}}", "steps: answer: say:" },
    { "{'version':'2','steps':{" FOUR "," STEP ("answer", "[" TEXT ("a") ",{'default':'b'}]") "}}",
      "steps: answer: say: 2: the text under zh-cn is missing" },
    { "{'version':'2','steps':{" FOUR "," STEP ("answer", SAY) "," STEP ("sing", SAY) "}}",
      "steps: there is no member “sing” here" },
    { "{'version':'2','steps':{" FOUR "," STEP ("answer", SAY ",'say_again':[]") "}}",
      "steps: answer: say_again: a list of 1 to 12" },
    { "{'version':'2','steps':[" TEXT ("a") "]}", "steps: an object is needed" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftHandlingSteps) steps = parse (wrong[i].document, &error);
      g_assert_null (steps);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/steps/each-step-says-its-own", test_each_step_says_its_own);
  g_test_add_func ("/rules/steps/guests-who-come-again-hear-their-own",
                   test_guests_who_come_again_hear_their_own);
  g_test_add_func ("/rules/steps/what-is-wrong-is-named-with-its-step",
                   test_what_is_wrong_is_named_with_its_step);
  return g_test_run ();
}
