/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question answered in the guest's own words. As with one line, what is typed goes to the session
 * at once and is not written back. */
#include "aft-comment-answer.h"

#include "aft-question-template.h"
#include "aft-secret.h"
#include "aft-words-field.h"

struct _AftCommentAnswer
{
  AftAnswer parent_instance;
  AftWordsField *field;
  AftValue *shown; /* the answer that the field stands for */
  gboolean is_typing;
};

G_DEFINE_FINAL_TYPE (AftCommentAnswer, aft_comment_answer, AFT_TYPE_ANSWER)

/* Lines that the survey asks for when its author says nothing, and the most a screen has room for.
 */
#define DEFAULT_ROWS 4
#define MAXIMUM_ROWS 10

static void
on_field_changed (AftCommentAnswer *self)
{
  g_autoptr (AftSecretText) text = aft_words_field_dup_text (self->field);
  g_autoptr (AftValue) value = *text != '\0' ? aft_value_new_string (text) : NULL;
  const AftAct act = { .kind = AFT_ACT_TYPE, .value = value };
  g_autoptr (AftCommentAnswer) held = g_object_ref (self);
  if (held->is_typing)
    return;
  self->is_typing = TRUE;
  aft_answer_act (AFT_ANSWER (self), &act);
  self->is_typing = FALSE;
}

static void
show_value (AftCommentAnswer *self, const AftQuestionView *view)
{
  gboolean was_typing = self->is_typing;
  self->is_typing = TRUE;
  aft_words_field_set_text (self->field, aft_value_get_string (view->value));
  self->is_typing = was_typing;
}

static void
aft_comment_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftCommentAnswer *self = AFT_COMMENT_ANSWER (answer);
  const AftWordsFieldKind kind
      = { .placeholder = view->placeholder,
          .maximum_units = (gsize) MAX (0, view->maximum_length),
          .rows = view->rows > 0 ? MIN (view->rows, MAXIMUM_ROWS) : DEFAULT_ROWS };
  aft_words_field_set_kind (self->field, &kind);
  if (!self->is_typing && !aft_value_equal (self->shown, view->value))
    show_value (self, view);
  g_clear_pointer (&self->shown, aft_value_unref);
  self->shown = view->value ? aft_value_ref (view->value) : NULL;
}

static GtkAccessible *
aft_comment_answer_get_accessible (AftAnswer *answer)
{
  return aft_words_field_get_accessible (AFT_COMMENT_ANSWER (answer)->field);
}

static gboolean
aft_comment_answer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_COMMENT_ANSWER (widget)->field));
}

static void
aft_comment_answer_dispose (GObject *object)
{
  AftCommentAnswer *self = AFT_COMMENT_ANSWER (object);
  g_clear_pointer (&self->shown, aft_value_unref);
  G_OBJECT_CLASS (aft_comment_answer_parent_class)->dispose (object);
}

static void
aft_comment_answer_class_init (AftCommentAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_comment_answer_dispose;
  widget_class->grab_focus = aft_comment_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_comment_answer_update;
  AFT_ANSWER_CLASS (klass)->get_accessible = aft_comment_answer_get_accessible;
  g_type_ensure (AFT_TYPE_WORDS_FIELD);
  aft_question_template_set (widget_class, "aft-comment-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCommentAnswer, field);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
}

static void
aft_comment_answer_init (AftCommentAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
