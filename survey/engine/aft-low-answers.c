/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts low scores among the answers to a survey. What a low score is worth is for the rules; the
 * answers are taken as they are, hidden questions' too (a session drops those). */
#include "aft-low-answers.h"

#include "aft-loose-private.h"
#include "aft-survey-private.h"

#define STEPS_FOR_TWO 4

static gboolean
has_scale (const AftElement *element)
{
  static const char *const scales[] = { "csat", "nps", "ces", NULL };
  const AftValue *house = aft_value_get_member (element->json, "aftertaste");
  const char *metric = aft_value_get_member_string (house, "metric", NULL);
  if (metric == NULL)
    return element->question->type == AFT_QUESTION_RATING;
  return g_strv_contains (scales, metric);
}

/* Place of @answer among the steps, from 0; the steps may be written in any order. FALSE when a
 * step is no number or the answer is none of them. */
static gboolean
find_step (const GPtrArray *choices, const AftValue *answer, guint *ret_below)
{
  gboolean is_found = FALSE;
  double score = 0;
  for (guint i = 0; i < choices->len && !is_found; i++)
    {
      const AftChoice *choice = g_ptr_array_index (choices, i);
      is_found = choice->value != NULL && aft_loose_equals (choice->value, answer);
      score = is_found ? aft_value_get_number (choice->value) : 0;
    }
  *ret_below = 0;
  for (guint i = 0; i < choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (choices, i);
      if (aft_value_get_type (choice->value) != AFT_VALUE_NUMBER)
        return FALSE;
      *ret_below += aft_value_get_number (choice->value) < score;
    }
  return is_found;
}

static gboolean
is_low (const AftElement *element, const AftValue *answer)
{
  const GPtrArray *choices = element->question->choices;
  guint steps = choices->len, below = 0;
  guint low = steps >= STEPS_FOR_TWO ? 2 : 1;
  return steps > 1 && has_scale (element) && find_step (choices, answer, &below) && below < low;
}

guint
aft_low_answers_count (const AftSurvey *survey, const AftValue *answers)
{
  guint count = 0;
  for (guint i = 0; i < survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->questions, i);
      const AftValue *answer = aft_value_get_member (answers, element->name);
      if (answer != NULL && is_low (element, answer))
        count++;
    }
  return count;
}
