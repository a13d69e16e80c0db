/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers are low scores: the two lowest steps of a scale, whatever the scale. */
#include "aft-low-answers.h"

#include <string.h>

#include "aft-json.h"

/* Of @question's members, with the name q, the answer being @answer. */
static guint
count (const char *question, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *definition
      = g_strdup_printf ("{'elements':[{'name':'q',%s},{'type':'text','name':'t'}]}", question);
  g_autofree char *answers = g_strdup_printf ("{'q':%s,'t':'1','stranger':1}", answer);
  g_strdelimit (definition, "'", '"');
  g_strdelimit (answers, "'", '"');
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (definition, strlen (definition), &error);
  g_assert_no_error (error);
  g_autoptr (AftValue) value
      = aft_json_parse (answers, strlen (answers), &aft_json_limits_wire, &error);
  g_assert_no_error (error);
  return aft_low_answers_count (survey, value);
}

/* @low: how many steps from the lowest on are low. */
static void
check_scale (const char *question, int first, int last, int low)
{
  for (int score = first; score <= last; score++)
    {
      g_autofree char *answer = g_strdup_printf ("%d", score);
      g_assert_cmpuint (count (question, answer), ==, score - first < low ? 1 : 0);
    }
}

static void
test_the_two_lowest_steps_are_low (void)
{
  check_scale ("'type':'rating'", 1, 5, 2);
  check_scale ("'type':'rating','rateMin':0,'rateMax':10,'aftertaste':{'metric':'nps'}", 0, 10, 2);
  check_scale ("'type':'rating','rateMin':1,'rateMax':7,'aftertaste':{'metric':'ces'}", 1, 7, 2);
  check_scale ("'type':'rating','rateMin':1,'rateMax':4", 1, 4, 2);
  check_scale ("'type':'rating','rateValues':[1,2,3,4,5],'aftertaste':{'metric':'csat'}", 1, 5, 2);
}

static void
test_of_a_short_scale_the_lowest_step_alone_is_low (void)
{
  check_scale ("'type':'rating','rateMin':1,'rateMax':3", 1, 3, 1);
  check_scale ("'type':'rating','rateMin':0,'rateMax':1", 0, 1, 1);
}

static void
test_steps_are_ordered_by_their_numbers (void)
{
  check_scale ("'type':'rating','rateValues':[5,4,3,2,1]", 1, 5, 2);
  check_scale ("'type':'rating','rateValues':[{'value':3,'text':'c'},{'value':1,'text':'a'},"
               "{'value':4,'text':'d'},{'value':2,'text':'b'}]",
               1, 4, 2);
}

static void
test_choices_among_numbers_count_with_a_metric (void)
{
  check_scale ("'type':'radiogroup','choices':[1,2,3,4,5],'aftertaste':{'metric':'csat'}", 1, 5, 2);
  check_scale ("'type':'dropdown','choices':[1,2,3,4,5],'aftertaste':{'metric':'ces'}", 1, 5, 2);
  check_scale ("'type':'radiogroup','choices':[1,2,3,4,5]", 1, 5, 0);
}

static void
test_what_is_no_score_is_never_low (void)
{
  static const char *const questions[]
      = { "'type':'radiogroup','choices':['yes','perhaps','no'],'aftertaste':{'metric':'visit'}",
          "'type':'rating','aftertaste':{'metric':'visit'}",
          "'type':'rating','rateValues':['bad','fair','fine','good']",
          "'type':'rating','rateMin':1,'rateMax':2,'rateValues':[1]",
          "'type':'checkbox','choices':[1,2,3,4,5]",
          "'type':'text'",
          "'type':'comment'" };
  static const char *const answers[] = { "1", "'bad'", "'no'", "'yes'" };
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (answers); j++)
      g_assert_cmpuint (count (questions[i], answers[j]), ==, 0);
}

static void
test_what_is_off_the_scale_is_never_low (void)
{
  static const char *const answers[]
      = { "0", "-1", "1.5", "6", "null", "true", "[]", "[1]", "{}", "''", "'x'" };
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_cmpuint (count ("'type':'rating'", answers[i]), ==, 0);
}

static void
test_each_low_answer_counts (void)
{
  static const char definition[]
      = "{\"pages\":[{\"elements\":[{\"type\":\"rating\",\"name\":\"a\"},"
        "{\"type\":\"panel\",\"name\":\"p\",\"elements\":[{\"type\":\"rating\",\"name\":\"b\"},"
        "{\"type\":\"rating\",\"name\":\"c\"}]}]},"
        "{\"elements\":[{\"type\":\"rating\",\"name\":\"d\"}]}]}";
  static const char given[] = "{\"a\":1,\"b\":2,\"c\":3,\"d\":1}";
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (definition, strlen (definition), NULL);
  g_autoptr (AftValue) answers
      = aft_json_parse (given, strlen (given), &aft_json_limits_wire, NULL);
  g_assert_nonnull (survey);
  g_assert_cmpuint (aft_low_answers_count (survey, answers), ==, 3);
  g_assert_cmpuint (aft_low_answers_count (survey, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/low-answers/the-two-lowest-steps-are-low",
                   test_the_two_lowest_steps_are_low);
  g_test_add_func ("/engine/low-answers/of-a-short-scale-the-lowest-step-alone-is-low",
                   test_of_a_short_scale_the_lowest_step_alone_is_low);
  g_test_add_func ("/engine/low-answers/steps-are-ordered-by-their-numbers",
                   test_steps_are_ordered_by_their_numbers);
  g_test_add_func ("/engine/low-answers/choices-among-numbers-count-with-a-metric",
                   test_choices_among_numbers_count_with_a_metric);
  g_test_add_func ("/engine/low-answers/what-is-no-score-is-never-low",
                   test_what_is_no_score_is_never_low);
  g_test_add_func ("/engine/low-answers/what-is-off-the-scale-is-never-low",
                   test_what_is_off_the_scale_is_never_low);
  g_test_add_func ("/engine/low-answers/each-low-answer-counts", test_each_low_answer_counts);
  return g_test_run ();
}
