/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all typed answers have in common: which answer the field stands for, and that a text that
 * comes from the session is not taken for one that was typed. Fields are the subclasses'. */
#include "aft-typed-answer.h"

typedef struct
{
  AftValue *shown; /* the answer that the field stands for */
  gboolean is_typing;
} AftTypedAnswerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AftTypedAnswer, aft_typed_answer, AFT_TYPE_ANSWER)

static AftTypedAnswerPrivate *
get_private (AftTypedAnswer *self)
{
  return aft_typed_answer_get_instance_private (self);
}

void
aft_typed_answer_type (AftTypedAnswer *self, const AftValue *value)
{
  AftTypedAnswerPrivate *private = get_private (self);
  g_autoptr (AftTypedAnswer) held = g_object_ref (self);
  const AftAct act = { .kind = AFT_ACT_TYPE, .value = value };
  if (private->is_typing)
    return;
  private->is_typing = TRUE;
  aft_answer_act (AFT_ANSWER (held), &act);
  private->is_typing = FALSE;
}

void
aft_typed_answer_confirm (AftTypedAnswer *self)
{
  const AftAct act = { .kind = AFT_ACT_CONFIRM };
  aft_answer_act (AFT_ANSWER (self), &act);
}

void
aft_typed_answer_sync (AftTypedAnswer *self, const AftQuestionView *view)
{
  AftTypedAnswerPrivate *private = get_private (self);
  if (!private->is_typing && !aft_value_equal (private->shown, view->value))
    {
      private->is_typing = TRUE;
      AFT_TYPED_ANSWER_GET_CLASS (self)->show (self, view->value);
      private->is_typing = FALSE;
    }
  g_clear_pointer (&private->shown, aft_value_unref);
  private->shown = view->value ? aft_value_ref (view->value) : NULL;
}

static void
aft_typed_answer_dispose (GObject *object)
{
  g_clear_pointer (&get_private (AFT_TYPED_ANSWER (object))->shown, aft_value_unref);
  G_OBJECT_CLASS (aft_typed_answer_parent_class)->dispose (object);
}

static void
aft_typed_answer_class_init (AftTypedAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_typed_answer_dispose;
}

static void
aft_typed_answer_init (AftTypedAnswer *self)
{
}
