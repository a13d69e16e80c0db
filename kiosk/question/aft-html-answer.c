/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text between the questions. Nothing is answered here: the read-back is confirmed with the
 * page's own buttons. */
#include "aft-html-answer.h"

#include "aft-html-markup.h"
#include "aft-question-template.h"
#include "aft-secret.h"

struct _AftHtmlAnswer
{
  AftAnswer parent_instance;
  GtkLabel *text;
  AftValue *answers;
};

G_DEFINE_FINAL_TYPE (AftHtmlAnswer, aft_html_answer, AFT_TYPE_ANSWER)

void
aft_html_answer_set_answers (AftHtmlAnswer *self, AftValue *answers)
{
  g_return_if_fail (AFT_IS_HTML_ANSWER (self));
  g_clear_pointer (&self->answers, aft_value_unref);
  self->answers = answers ? aft_value_ref (answers) : NULL;
}

static void
aft_html_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftHtmlAnswer *self = AFT_HTML_ANSWER (answer);
  g_autoptr (AftSecretText) markup
      = aft_html_to_markup (view->html ? view->html : "", self->answers);
  if (g_strcmp0 (gtk_label_get_label (self->text), markup) != 0)
    gtk_label_set_label (self->text, markup);
  if (aft_value_get_member_boolean (view->house, "readBack", FALSE))
    gtk_widget_add_css_class (GTK_WIDGET (self), "read-back");
  g_clear_pointer (&self->answers, aft_value_unref);
}

static void
aft_html_answer_dispose (GObject *object)
{
  AftHtmlAnswer *self = AFT_HTML_ANSWER (object);
  g_clear_pointer (&self->answers, aft_value_unref);
  G_OBJECT_CLASS (aft_html_answer_parent_class)->dispose (object);
}

static void
aft_html_answer_class_init (AftHtmlAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_html_answer_dispose;
  AFT_ANSWER_CLASS (klass)->update = aft_html_answer_update;
  aft_question_template_set (widget_class, "aft-html-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftHtmlAnswer, text);
}

static void
aft_html_answer_init (AftHtmlAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
