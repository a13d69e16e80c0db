/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question answered in the guest's own words, on several lines. */
#include "aft-comment-answer.h"

#include "aft-question-template.h"
#include "aft-secret.h"
#include "aft-words-field.h"

struct _AftCommentAnswer
{
  AftTypedAnswer parent_instance;
  AftWordsField *field;
};

G_DEFINE_FINAL_TYPE (AftCommentAnswer, aft_comment_answer, AFT_TYPE_TYPED_ANSWER)

/* Lines that the survey asks for when its author says nothing, and the most a screen has room for.
 */
#define DEFAULT_ROWS 4
#define MAXIMUM_ROWS 10

static void
on_field_changed (AftCommentAnswer *self)
{
  g_autoptr (AftSecretText) text = aft_words_field_dup_text (self->field);
  g_autoptr (AftValue) value = *text != '\0' ? aft_value_new_string (text) : NULL;
  aft_typed_answer_type (AFT_TYPED_ANSWER (self), value);
}

static void
aft_comment_answer_show (AftTypedAnswer *answer, const AftValue *value)
{
  aft_words_field_set_text (AFT_COMMENT_ANSWER (answer)->field, aft_value_get_string (value));
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
  aft_typed_answer_sync (AFT_TYPED_ANSWER (self), view);
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
aft_comment_answer_class_init (AftCommentAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = aft_comment_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_comment_answer_update;
  AFT_TYPED_ANSWER_CLASS (klass)->show = aft_comment_answer_show;
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
