/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of text, given to the session as it stands: what is a number is the session's to say. */
#include "aft-text-answer.h"

#include "aft-line-field.h"
#include "aft-number.h"
#include "aft-question-template.h"
#include "aft-secret.h"

struct _AftTextAnswer
{
  AftTypedAnswer parent_instance;
  AftLineField *field;
};

G_DEFINE_FINAL_TYPE (AftTextAnswer, aft_text_answer, AFT_TYPE_TYPED_ANSWER)

static void
on_field_changed (AftTextAnswer *self)
{
  const char *text = aft_line_field_get_text (self->field);
  g_autoptr (AftValue) value = *text != '\0' ? aft_value_new_string (text) : NULL;
  aft_typed_answer_type (AFT_TYPED_ANSWER (self), value);
}

static void
on_field_confirmed (AftTextAnswer *self)
{
  aft_typed_answer_confirm (AFT_TYPED_ANSWER (self));
}

static char *
dup_text (const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (value));
  return g_strdup (aft_value_get_string (value));
}

static void
aft_text_answer_show (AftTypedAnswer *answer, const AftValue *value)
{
  g_autoptr (AftSecretText) text = dup_text (value);
  aft_line_field_set_text (AFT_TEXT_ANSWER (answer)->field, text);
}

static void
aft_text_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftTextAnswer *self = AFT_TEXT_ANSWER (answer);
  const AftLineFieldKind kind = { .input_type = view->input_type,
                                  .placeholder = view->placeholder,
                                  .maximum_units = (gsize) MAX (0, view->maximum_length) };
  aft_line_field_set_kind (self->field, &kind);
  aft_typed_answer_sync (AFT_TYPED_ANSWER (self), view);
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
aft_text_answer_class_init (AftTextAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = aft_text_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_text_answer_update;
  AFT_TYPED_ANSWER_CLASS (klass)->show = aft_text_answer_show;
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
