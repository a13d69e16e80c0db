/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of answers from outside: which are a survey's, and which options they name. */
#include "aft-given-answers.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define SURVEY                                                                                      \
  "{\"elements\":["                                                                                 \
  "{\"type\":\"rating\",\"name\":\"stars\",\"rateMin\":1,\"rateMax\":5},"                           \
  "{\"type\":\"radiogroup\",\"name\":\"who\",\"choices\":[\"alone\",\"family\"],"                   \
  "\"showOtherItem\":true},"                                                                        \
  "{\"type\":\"checkbox\",\"name\":\"good\",\"choices\":[\"food\",\"staff\",7],"                    \
  "\"showNoneItem\":true},"                                                                         \
  "{\"type\":\"dropdown\",\"name\":\"city\",\"choices\":[{\"value\":\"sh\",\"text\":\"上海\"}]}," \
  "{\"type\":\"boolean\",\"name\":\"again\"},"                                                      \
  "{\"type\":\"text\",\"name\":\"place\"},"                                                         \
  "{\"type\":\"comment\",\"name\":\"words\"},"                                                      \
  "{\"type\":\"html\",\"name\":\"notice\",\"html\":\"x\"}],"                                        \
  "\"calculatedValues\":[{\"name\":\"sum\",\"expression\":\"{stars} * 2\","                         \
  "\"includeIntoResult\":true},{\"name\":\"inner\",\"expression\":\"1\"}]}"

static AftSurvey *
make_survey (void)
{
  g_autoptr (GError) error = NULL;
  AftSurvey *survey = aft_survey_new_from_json (SURVEY, strlen (SURVEY), &error);
  g_assert_no_error (error);
  return survey;
}

static void
on_chosen (const char *question, const char *option, gpointer text)
{
  g_string_append_printf (text, "%s=%s;", question, option);
}

/* What was chosen in @json; NULL when it is refused. Newly allocated. */
static char *
judge (const char *json, GError **error)
{
  g_autoptr (AftSurvey) survey = make_survey ();
  g_autoptr (AftValue) answers = aft_json_parse (json, strlen (json), &aft_json_limits_wire, NULL);
  g_autoptr (GString) chosen = g_string_new (NULL);
  g_assert_nonnull (answers);
  return aft_given_answers_judge (survey, answers, on_chosen, chosen, error)
             ? g_string_free (g_steal_pointer (&chosen), FALSE)
             : NULL;
}

static void
test_good_answers (void)
{
  static const char *const cases[][2] = {
    { "{}", "" },
    { "{\"stars\":1}", "stars=1;" },
    { "{\"stars\":5,\"again\":true}", "stars=5;again=true;" },
    { "{\"who\":\"family\"}", "who=family;" },
    { "{\"who\":\"other\",\"who-Comment\":\"两位同事\"}", "who=other;" },
    { "{\"good\":[\"food\",7]}", "good=food;good=7;" },
    { "{\"good\":[\"none\"]}", "good=none;" },
    { "{\"good\":[]}", "" },
    { "{\"city\":\"sh\"}", "city=sh;" },
    { "{\"place\":\"A12\",\"words\":\"好吃\"}", "" },
    { "{\"place\":12}", "" },
    { "{\"sum\":10}", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *chosen = judge (cases[i][0], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (chosen, ==, cases[i][1]);
    }
}

static void
test_bad_answers (void)
{
  static const char *const cases[] = {
    "{\"stars\":0}",
    "{\"stars\":6}",
    "{\"stars\":2.5}",
    "{\"stars\":-1}",
    "{\"stars\":1e300}",
    "{\"stars\":null}",
    "{\"stars\":[5]}",
    "{\"stars\":{}}",
    "{\"stars\":true}",
    "{\"who\":5}",
    "{\"who\":[\"family\"]}",
    "{\"who-Comment\":5}",
    "{\"good\":\"food\"}",
    "{\"good\":[\"food\",\"food\"]}",
    "{\"good\":[\"price\"]}",
    "{\"good\":[[\"food\"]]}",
    "{\"good\":[\"food\",\"staff\",7,\"none\",\"food\",\"food\"]}",
    "{\"city\":\"上海\"}",
    "{\"city\":\"SH\"}",
    "{\"city-Comment\":\"x\"}",
    "{\"again\":\"maybe\"}",
    "{\"place\":true}",
    "{\"words\":5}",
    "{\"words\":[\"x\"]}",
    "{\"notice\":\"x\"}",
    "{\"nobody\":1}",
    "{\"\":1}",
    "{\"Stars\":5}",
    "{\"stars \":5}",
    "{\"sum\":{}}",
    "{\"inner\":1}",
    "{\"-Comment\":\"x\"}",
    "{\"__proto__\":5}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *chosen = judge (cases[i], &error);
      if (chosen != NULL)
        g_test_message ("accepted: %s", cases[i]);
      g_assert_null (chosen);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

/* A refusal goes into receipts and logs: never with what a guest said. */
static void
test_refusal_says_no_answer (void)
{
  static const char *const cases[] = { "{\"city\":\"13800138000\"}", "{\"13800138000\":1}",
                                       "{\"good\":[\"13800138000\"]}", "{\"stars\":13800138000}" };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *chosen = judge (cases[i], &error);
      g_assert_null (chosen);
      g_assert_null (strstr (error->message, "13800138000"));
    }
}

/* Comparing each with each must not take long. */
static void
test_long_lists (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = g_string_new ("{\"good\":[");
  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (json, "%s%u", i > 0 ? "," : "", i);
  g_string_append (json, "]}");
  g_autofree char *chosen = judge (json->str, &error);
  g_assert_null (chosen);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

#define ADD(name, test) g_test_add_func ("/engine/given-answers/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-survey-s-answers-name-their-options", test_good_answers);
  ADD ("what-no-session-could-store-is-refused", test_bad_answers);
  ADD ("a-refusal-never-says-what-a-guest-said", test_refusal_says_no_answer);
  ADD ("a-list-longer-than-its-options-is-refused-at-once", test_long_lists);
  return g_test_run ();
}
