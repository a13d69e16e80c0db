/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What answers count as: by the survey's house keys, the scale and the kind of the response; each
 * aspect that was trouble once. Told as "question=option>measure.place", in order. */
#include "aft-answer-measures.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define STEPS_5 "[1,2,3,4,5]"
#define EXIT                                                                                       \
  "{\"elements\":["                                                                                \
  "{\"type\":\"rating\",\"name\":\"overall\",\"rateValues\":" STEPS_5                              \
  ",\"aftertaste\":{\"metric\":\"csat\"}},"                                                        \
  "{\"type\":\"rating\",\"name\":\"soup\",\"rateValues\":" STEPS_5                                 \
  ",\"aftertaste\":{\"metric\":\"csat\",\"aspect\":\"food\"}},"                                    \
  "{\"type\":\"rating\",\"name\":\"dishes\",\"rateValues\":" STEPS_5                               \
  ",\"aftertaste\":{\"metric\":\"csat\",\"aspect\":\"food\"}},"                                    \
  "{\"type\":\"rating\",\"name\":\"toys\",\"rateValues\":" STEPS_5                                 \
  ",\"aftertaste\":{\"metric\":\"csat\",\"aspect\":\"toys\"}},"                                    \
  "{\"type\":\"rating\",\"name\":\"stars\",\"rateMin\":1,\"rateMax\":10"                           \
  ",\"aftertaste\":{\"metric\":\"csat\"}},"                                                        \
  "{\"type\":\"rating\",\"name\":\"recommend\",\"rateMin\":0,\"rateMax\":10"                       \
  ",\"aftertaste\":{\"metric\":\"nps\"}},"                                                         \
  "{\"type\":\"rating\",\"name\":\"effort\",\"rateMin\":1,\"rateMax\":7"                           \
  ",\"aftertaste\":{\"metric\":\"ces\"}},"                                                         \
  "{\"type\":\"radiogroup\",\"name\":\"return\",\"choices\":[\"yes\",\"perhaps\",\"no\",\"why\"]"  \
  ",\"aftertaste\":{\"metric\":\"visit\"}},"                                                       \
  "{\"type\":\"boolean\",\"name\":\"first\",\"aftertaste\":{\"metric\":\"visit\"}},"               \
  "{\"type\":\"checkbox\",\"name\":\"why\",\"hasOther\":true,\"storeOthersAsComment\":false,"      \
  "\"choices\":[\"food\",\"waiting\",\"music\",\"something-else\"]},"                              \
  "{\"type\":\"checkbox\",\"name\":\"what\",\"choices\":[\"hygiene\",\"illness\",\"other\"]}]}"

static void
on_counted (const AftCountedAnswer *counted, gpointer data)
{
  GString *told = data;
  g_string_append_printf (told, "%s%s", told->len > 0 ? " " : "",
                          counted->question != NULL ? counted->question : "-");
  if (counted->option != NULL)
    g_string_append_printf (told, "=%s", counted->option);
  if (counted->measure != AFT_MEASURE_NONE)
    g_string_append_printf (told, ">%d.%u", counted->measure, counted->place);
}

static char *
judge (AftResponseKind kind, const char *json, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (EXIT, strlen (EXIT), &local);
  g_assert_no_error (local);
  g_autoptr (AftValue) answers
      = aft_json_parse (json, strlen (json), &aft_json_limits_wire, &local);
  g_assert_no_error (local);
  g_autoptr (GString) told = g_string_new (NULL);
  if (!aft_answer_measures_judge (survey, kind, answers, on_counted, told, error))
    return NULL;
  return g_strdup (told->str);
}

typedef struct
{
  const char *path;
  AftResponseKind kind;
  const char *answers;
  const char *told;
} Case;

static const Case cases[] = {
  { "the-overall-question-is-satisfaction", AFT_RESPONSE_EXIT, "{\"overall\":4}", "overall=4>1.4" },
  { "of-exit-surveys-alone", AFT_RESPONSE_FOLLOW_UP, "{\"overall\":2,\"recommend\":9}",
    "overall=2 recommend=9" },
  { "an-aspect-s-is-the-aspect-s", AFT_RESPONSE_EXIT, "{\"dishes\":5,\"soup\":3}",
    "dishes=5>16.5 soup=3>16.3" },
  { "an-unknown-aspect-is-something-else", AFT_RESPONSE_EXIT, "{\"toys\":5}", "toys=5>24.5" },
  { "another-scale-is-none", AFT_RESPONSE_EXIT, "{\"stars\":4}", "stars=4" },
  { "recommendation-goes-from-0-to-10", AFT_RESPONSE_EXIT, "{\"recommend\":0}", "recommend=0>2.0" },
  { "effort-from-1-to-7", AFT_RESPONSE_EXIT, "{\"effort\":7}", "effort=7>3.7" },
  { "coming-back-is-yes-perhaps-or-no", AFT_RESPONSE_EXIT, "{\"return\":\"perhaps\"}",
    "return=perhaps>6.1" },
  { "and-nothing-else", AFT_RESPONSE_EXIT, "{\"first\":true,\"return\":\"why\"}",
    "first=true return=why" },
  { "trouble-counts-once-an-aspect-and-once-at-all", AFT_RESPONSE_EXIT,
    "{\"dishes\":1,\"soup\":2,\"why\":[\"food\",\"waiting\"]}",
    "dishes=1>16.1 soup=2>16.2 why=food why=waiting ->4.0 ->4.3 ->4.9" },
  { "what-is-no-aspect-is-something-else", AFT_RESPONSE_EXIT,
    "{\"why\":[\"music\",\"something-else\",\"太吵\"]}",
    "why=music why=something-else why=other ->4.8 ->4.9" },
  { "a-low-score-alone-is-trouble-too", AFT_RESPONSE_EXIT, "{\"soup\":2}",
    "soup=2>16.2 ->4.0 ->4.9" },
  { "a-low-overall-score-names-nothing", AFT_RESPONSE_EXIT, "{\"overall\":1}", "overall=1>1.1" },
  { "complaints-name-theirs-in-what", AFT_RESPONSE_COMPLAINT,
    "{\"soup\":1,\"what\":[\"hygiene\",\"illness\"],\"why\":[\"waiting\"]}",
    "soup=1 what=hygiene what=illness why=waiting ->5.0 ->5.5 ->5.8" },
  { "suggestions-complain-of-nothing", AFT_RESPONSE_SUGGESTION, "{\"what\":[\"hygiene\"]}",
    "what=hygiene" },
  { "no-answers-count-nothing", AFT_RESPONSE_EXIT, "{}", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = judge (one->kind, one->answers, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (told, ==, one->told);
}

static void
test_a_strange_answer_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (judge (AFT_RESPONSE_EXIT, "{\"overall\":4,\"soup\":6}", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/answer-measures/", cases[i].path, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/engine/answer-measures/a-strange-answer-is-refused",
                   test_a_strange_answer_is_refused);
  return g_test_run ();
}
