/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of text. What is typed goes to the session letter by letter and is not written back, so
 * that the cursor stays and a half-typed number is not cleared; only an answer that changed
 * elsewhere is. */
#include "aft-text-answer.h"

#include "aft-line-field.h"
#include "aft-number.h"
#include "aft-question-template.h"
#include "aft-secret.h"

struct _AftTextAnswer
{
  AftAnswer parent_instance;
  AftLineField *field;
  AftValue *shown; /* the answer that the field stands for */
  gboolean is_typing;
};

G_DEFINE_FINAL_TYPE (AftTextAnswer, aft_text_answer, AFT_TYPE_ANSWER)

static void
on_field_changed (AftTextAnswer *self)
{
  const char *text = aft_line_field_get_text (self->field);
  g_autoptr (AftValue) value = *text != '\0' ? aft_value_new_string (text) : NULL;
  const AftAct act = { .kind = AFT_ACT_TYPE, .value = value };
  g_autoptr (AftTextAnswer) held = g_object_ref (self);
  if (held->is_typing)
    return;
  self->is_typing = TRUE;
  aft_answer_act (AFT_ANSWER (self), &act);
  self->is_typing = FALSE;
}

static void
on_field_confirmed (AftTextAnswer *self)
{
  const AftAct act = { .kind = AFT_ACT_CONFIRM };
  aft_answer_act (AFT_ANSWER (self), &act);
}

static char *
dup_text (const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (value));
  return g_strdup (aft_value_get_string (value));
}

static void
show_value (AftTextAnswer *self, const AftQuestionView *view)
{
  g_autoptr (AftSecretText) text = dup_text (view->value);
  gboolean was_typing = self->is_typing;
  self->is_typing = TRUE;
  aft_line_field_set_text (self->field, text);
  self->is_typing = was_typing;
}

static void
aft_text_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftTextAnswer *self = AFT_TEXT_ANSWER (answer);
  const AftLineFieldKind kind = { .input_type = view->input_type,
                                  .placeholder = view->placeholder,
                                  .maximum_units = (gsize) MAX (0, view->maximum_length) };
  aft_line_field_set_kind (self->field, &kind);
  if (!self->is_typing && !aft_value_equal (self->shown, view->value))
    show_value (self, view);
  g_clear_pointer (&self->shown, aft_value_unref);
  self->shown = view->value ? aft_value_ref (view->value) : NULL;
}

static GtkAccessible *
aft_text_answer_get_accessible (AftAnswer *answer)
{
  return aft_line_field_get_accessible (AFT_TEXT_ANSWER (answer)->field);
}

static gboolean
aft_text_answer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_TEXT_ANSWER (widget)->field));
}

static void
aft_text_answer_dispose (GObject *object)
{
  AftTextAnswer *self = AFT_TEXT_ANSWER (object);
  g_clear_pointer (&self->shown, aft_value_unref);
  G_OBJECT_CLASS (aft_text_answer_parent_class)->dispose (object);
}

static void
aft_text_answer_class_init (AftTextAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_text_answer_dispose;
  widget_class->grab_focus = aft_text_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_text_answer_update;
  AFT_ANSWER_CLASS (klass)->get_accessible = aft_text_answer_get_accessible;
  g_type_ensure (AFT_TYPE_LINE_FIELD);
  aft_question_template_set (widget_class, "aft-text-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTextAnswer, field);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_field_confirmed);
}

static void
aft_text_answer_init (AftTextAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
