/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a survey's house keys to the measures of the figures: which question is the one about
 * satisfaction, recommendation, effort, coming back or one aspect, and what a guest names as
 * trouble. The same answers always count alike, so that counting again gives the same figures.
 *
 * Not here: adding up (the store), and what the figures mean (stats). */
#include "aft-answer-measures.h"

#include <string.h>

#include "aft-given-answers.h"
#include "aft-survey-private.h"

#define LOW_SCORE 2
/* More than any scale has. */
#define NO_SCORE 100

/* A metric's scale, and the measure it is counted as. */
typedef struct
{
  const char *metric;
  guint lowest;
  guint highest;
  AftMeasure measure;
} Scale;

static const Scale scales[] = { { "csat", 1, 5, AFT_MEASURE_SATISFACTION },
                                { "nps", 0, 10, AFT_MEASURE_RECOMMENDATION },
                                { "ces", 1, 7, AFT_MEASURE_EFFORT } };

typedef struct
{
  const AftSurvey *survey;
  AftResponseKind kind;
  AftCountedFunc on_counted;
  gpointer user_data;
  guint trouble; /* a bit an aspect */
} Counting;

static const AftElement *
find_element (const AftSurvey *survey, const char *name)
{
  for (guint i = 0; i < survey->questions->len; i++)
    {
      const AftElement *element = g_ptr_array_index (survey->questions, i);
      if (strcmp (element->name, name) == 0)
        return element;
    }
  return NULL;
}

static const Scale *
find_scale (const char *metric)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (g_strcmp0 (metric, scales[i].metric) == 0)
      return &scales[i];
  return NULL;
}

/* All steps of the scale and no other: three faces or ten stars are no CSAT of five. */
static gboolean
has_scale (const AftQuestion *question, const Scale *scale)
{
  if (question->choices->len != scale->highest - scale->lowest + 1)
    return FALSE;
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (question->choices, i);
      double step = aft_value_get_type (choice->value) == AFT_VALUE_NUMBER
                        ? aft_value_get_number (choice->value)
                        : -1;
      if (step < scale->lowest || step > scale->highest || step != (guint) step)
        return FALSE;
    }
  return TRUE;
}

/* NO_SCORE where @option is not the plain number of a step. */
static guint
read_score (const char *option, const Scale *scale)
{
  gsize length = strlen (option);
  if (length == 0 || length > 2 || strspn (option, "0123456789") != length)
    return NO_SCORE;
  guint score = (guint) g_ascii_strtoull (option, NULL, 10);
  return score >= scale->lowest && score <= scale->highest ? score : NO_SCORE;
}

static AftAspect
read_aspect (const char *text)
{
  AftAspect aspect = AFT_ASPECT_OTHER;
  return aft_aspect_from_text (text, &aspect) ? aspect : AFT_ASPECT_OTHER;
}

static void
judge_score (Counting *counting,
             const Scale *scale,
             const char *aspect_text,
             AftCountedAnswer *counted)
{
  guint score = read_score (counted->option, scale);
  if (score == NO_SCORE)
    return;
  gboolean has_aspect = aspect_text != NULL && scale->measure == AFT_MEASURE_SATISFACTION;
  AftAspect aspect = has_aspect ? read_aspect (aspect_text) : AFT_ASPECT_OTHER;
  if (has_aspect && score <= LOW_SCORE)
    counting->trouble |= 1u << aspect;
  if (counting->kind != AFT_RESPONSE_EXIT)
    return;
  counted->measure = has_aspect ? AFT_MEASURE_ASPECT + (int) aspect : (int) scale->measure;
  counted->place = score;
}

static void
judge_return (AftCountedAnswer *counted)
{
  static const char *const options[] = { "yes", "perhaps", "no" };
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (strcmp (counted->option, options[i]) == 0)
      {
        counted->measure = AFT_MEASURE_RETURN;
        counted->place = i;
      }
}

/* Is this where a guest names what was wrong? */
static gboolean
asks_for_trouble (AftResponseKind kind, const char *question)
{
  return (kind == AFT_RESPONSE_EXIT && strcmp (question, "why") == 0)
         || (kind == AFT_RESPONSE_COMPLAINT && strcmp (question, "what") == 0);
}

static void
on_option_chosen (const char *question, const char *option, gpointer data)
{
  Counting *counting = data;
  AftCountedAnswer counted = { question, option, AFT_MEASURE_NONE, 0 };
  const AftElement *element = find_element (counting->survey, question);
  g_assert (element != NULL);
  const AftValue *house = aft_value_get_member (element->json, "aftertaste");
  const char *metric = aft_value_get_member_string (house, "metric", NULL);
  const Scale *scale = metric != NULL ? find_scale (metric) : NULL;
  if (scale != NULL && has_scale (element->question, scale))
    judge_score (counting, scale, aft_value_get_member_string (house, "aspect", NULL), &counted);
  else if (counting->kind == AFT_RESPONSE_EXIT && g_strcmp0 (metric, "visit") == 0
           && strcmp (question, "return") == 0)
    judge_return (&counted);
  else if (asks_for_trouble (counting->kind, question))
    counting->trouble |= 1u << read_aspect (option);
  counting->on_counted (&counted, counting->user_data);
}

static void
tell_trouble (const Counting *counting)
{
  gboolean is_exit = counting->kind == AFT_RESPONSE_EXIT;
  AftCountedAnswer counted = { NULL, NULL, AFT_MEASURE_TROUBLE, 0 };
  if (counting->trouble == 0 || (!is_exit && counting->kind != AFT_RESPONSE_COMPLAINT))
    return;
  if (!is_exit)
    counted.measure = AFT_MEASURE_COMPLAINTS;
  for (; counted.place < AFT_ASPECTS; counted.place++)
    if ((counting->trouble & 1u << counted.place) != 0)
      counting->on_counted (&counted, counting->user_data);
  if (is_exit)
    counting->on_counted (&counted, counting->user_data);
}

gboolean
aft_answer_measures_judge (const AftSurvey *survey,
                           AftResponseKind kind,
                           const AftValue *answers,
                           AftCountedFunc on_counted,
                           gpointer user_data,
                           GError **error)
{
  Counting counting = { survey, kind, on_counted, user_data, 0 };
  if (!aft_given_answers_judge (survey, answers, on_option_chosen, &counting, error))
    return FALSE;
  tell_trouble (&counting);
  return TRUE;
}
