/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps document: the five handling steps with what to say in each. Which were taken in a case
 * is for the case flow. */
#include "aft-handling-steps.h"

#include "aft-error.h"
#include "aft-rule-reader-private.h"

typedef struct
{
  AftRuleText *title;
  AftRuleText *aim;
  GPtrArray *sayings; /* of AftRuleText */
  GPtrArray *again;   /* likewise: to a guest who has been here before; may be the same */
  GPtrArray *hints;
} Step;

struct _AftHandlingSteps
{
  gatomicrefcount count;
  char *version;
  Step steps[AFT_CASE_STEPS];
};

static void
clear_step (Step *step)
{
  aft_rule_text_free (step->title);
  aft_rule_text_free (step->aim);
  g_clear_pointer (&step->sayings, g_ptr_array_unref);
  g_clear_pointer (&step->again, g_ptr_array_unref);
  g_clear_pointer (&step->hints, g_ptr_array_unref);
}

static void
read_step (Step *step, const AftRuleReader *parent, AftCaseStep which)
{
  static const char *const members[] = { "title", "aim", "say", "say_again", "hints", NULL };
  g_auto (AftRuleReader) reader
      = aft_rule_reader_open_member (parent, aft_case_step_to_text (which), members);
  step->title = aft_rule_reader_dup_text (&reader, "title");
  step->aim = aft_rule_reader_dup_text (&reader, "aim");
  step->sayings = aft_rule_reader_dup_texts (&reader, "say", AFT_HANDLING_STEPS_SENTENCES_MAX);
  if (aft_rule_reader_has (&reader, "say_again"))
    step->again
        = aft_rule_reader_dup_texts (&reader, "say_again", AFT_HANDLING_STEPS_SENTENCES_MAX);
  else
    step->again = g_ptr_array_ref (step->sayings);
  step->hints = aft_rule_reader_dup_texts (&reader, "hints", AFT_HANDLING_STEPS_SENTENCES_MAX);
}

static void
read_steps (AftHandlingSteps *steps, const AftRuleReader *document)
{
  static const char *const members[] = { "calm", "ask", "listen", "agree", "answer", NULL };
  g_auto (AftRuleReader) reader = aft_rule_reader_open_member (document, "steps", members);
  for (guint i = 0; i < AFT_CASE_STEPS; i++)
    read_step (&steps->steps[i], &reader, (AftCaseStep) i);
}

AftHandlingSteps *
aft_handling_steps_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[] = { "version", "steps", NULL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftHandlingSteps) steps = g_new0 (AftHandlingSteps, 1);
  g_atomic_ref_count_init (&steps->count);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  steps->version = aft_rule_reader_dup_version (&document);
  read_steps (steps, &document);
  if (fault == NULL)
    return g_steal_pointer (&steps);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftHandlingSteps *
aft_handling_steps_ref (AftHandlingSteps *steps)
{
  g_atomic_ref_count_inc (&steps->count);
  return steps;
}

void
aft_handling_steps_unref (AftHandlingSteps *steps)
{
  if (steps == NULL || !g_atomic_ref_count_dec (&steps->count))
    return;
  for (guint i = 0; i < AFT_CASE_STEPS; i++)
    clear_step (&steps->steps[i]);
  g_free (steps->version);
  g_free (steps);
}

const char *
aft_handling_steps_get_version (const AftHandlingSteps *steps)
{
  return steps->version;
}

const char *
aft_handling_steps_get_title (const AftHandlingSteps *steps, AftCaseStep step, AftLanguage language)
{
  return aft_rule_text_get (steps->steps[step].title, language);
}

const char *
aft_handling_steps_get_aim (const AftHandlingSteps *steps, AftCaseStep step, AftLanguage language)
{
  return aft_rule_text_get (steps->steps[step].aim, language);
}

guint
aft_handling_steps_count_sayings (const AftHandlingSteps *steps, AftCaseStep step)
{
  return steps->steps[step].sayings->len;
}

const char *
aft_handling_steps_get_saying (const AftHandlingSteps *steps,
                               AftCaseStep step,
                               guint index,
                               AftLanguage language)
{
  return aft_rule_text_get (g_ptr_array_index (steps->steps[step].sayings, index), language);
}

guint
aft_handling_steps_count_sayings_again (const AftHandlingSteps *steps, AftCaseStep step)
{
  return steps->steps[step].again->len;
}

const char *
aft_handling_steps_get_saying_again (const AftHandlingSteps *steps,
                                     AftCaseStep step,
                                     guint index,
                                     AftLanguage language)
{
  return aft_rule_text_get (g_ptr_array_index (steps->steps[step].again, index), language);
}

guint
aft_handling_steps_count_hints (const AftHandlingSteps *steps, AftCaseStep step)
{
  return steps->steps[step].hints->len;
}

const char *
aft_handling_steps_get_hint (const AftHandlingSteps *steps,
                             AftCaseStep step,
                             guint index,
                             AftLanguage language)
{
  return aft_rule_text_get (g_ptr_array_index (steps->steps[step].hints, index), language);
}
